"""Where somebody begins to look for examples."""

import pytest

from app.domain.library import JobFamily, family_of


@pytest.mark.parametrize(
    ("position", "unit", "family"),
    [
        ("Guru Ahli Pertama", "SMP Negeri 2", JobFamily.TEACHER),
        ("Bidan Penyelia", "Puskesmas Muara Kejora", JobFamily.HEALTH),
        ("Sopir Ambulans", "Puskesmas Muara Kejora", JobFamily.HEALTH),
        ("Analis Kebijakan", "Dinas Kependudukan dan Pencatatan Sipil", JobFamily.CIVIL_REGISTRY),
        ("Pekerja Sosial Ahli Muda", "Dinas Sosial", JobFamily.SOCIAL),
        ("Perencana Ahli Muda", "Badan Perencanaan", JobFamily.PLANNING),
        ("Arsiparis Terampil", "Dinas Sosial", JobFamily.ADMINISTRATION),
        ("Penyelam", "Pangkalan", None),
    ],
)
def test_the_position_says_more_than_the_unit(position: str, unit: str, family: JobFamily | None) -> None:
    assert family_of(position, unit, leads=False) is family
    assert family_of(position, unit, leads=True) is JobFamily.LEADERSHIP
