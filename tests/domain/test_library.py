"""Whose examples somebody would read first."""

import pytest

from app.domain.library import JobFamily, likely_family


@pytest.mark.parametrize(
    ("position", "family"),
    [
        ("Guru Ahli Muda / Kepala SD Negeri 2", JobFamily.TEACHER),
        ("Bidan Terampil", JobFamily.HEALTH),
        ("Dokter Ahli Madya / Kepala Puskesmas Muara Kejora", JobFamily.LEADERSHIP),
        ("Administrator Database Kependudukan", JobFamily.CIVIL_REGISTRY),
        ("Pekerja Sosial Ahli Pertama", JobFamily.SOCIAL),
        ("Perencana Ahli Muda", JobFamily.PLANNING),
        ("Arsiparis Mahir", JobFamily.ADMINISTRATION),
        ("Polisi Pamong Praja Terampil", None),
        ("", None),
    ],
)
def test_a_position_leads_to_its_family(position: str, family: JobFamily | None) -> None:
    assert likely_family(position) is family
