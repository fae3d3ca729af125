"""Archives of documents: names every system takes, reasons, the list inside."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bundles import Line, listing, megabytes, safe_name, why_missing
from app.domain.planning import PlanState


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Puskesmas Muara Kejora", "Puskesmas Muara Kejora"),
        ("Bidang A/B: Sarana", "Bidang A-B- Sarana"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("Kenanga Teladan, A.Md.Keb.", "Kenanga Teladan, A.Md.Keb"),
        ("CON", "_CON"),
        ("aux.berkas", "_aux.berkas"),
        ("Konsep", "Konsep"),
        ("nama\u202ekebalik\x00", "namakebalik"),
        ("...", "tanpa nama"),
    ],
)
def test_a_folder_has_a_name_every_system_takes(typed: str, shown: str) -> None:
    assert safe_name(typed, 60) == shown


@given(st.text())
def test_no_name_leaves_its_folder_or_is_too_long(text: str) -> None:
    name = safe_name(text, 50)
    assert name
    assert not set(name) & set('<>:"/\\|?*\n\r\x00')
    assert name not in {".", ".."}
    assert not name.endswith((".", " "))
    assert len(name) <= 51


@pytest.mark.parametrize(
    ("states", "exempt", "words"),
    [
        ([], False, "belum membuat rencana"),
        ([], True, "tidak menyusun SKP selama keadaan khususnya"),
        ([PlanState.DRAFT], True, "rencananya masih konsep"),
        ([PlanState.CLOSED, PlanState.RETURNED], False, "rencananya dikembalikan untuk diperbaiki"),
        ([PlanState.DRAFT, PlanState.SUBMITTED], False, "rencananya diajukan dan menunggu penilai"),
        ([PlanState.SUPERSEDED], False, "belum membuat rencana"),
    ],
)
def test_the_list_says_how_far_somebody_without_documents_came(
    states: list[PlanState], words: str, *, exempt: bool
) -> None:
    assert why_missing(states, exempt=exempt) == words


def test_the_list_counts_those_who_are_there_and_names_those_who_are_not() -> None:
    lines = [Line("Zaitun", "1", "Unit A"), Line("Anggrek", None, "Unit B", "belum membuat rencana")]
    text = listing("SKP 2026 – Unit A", date(2026, 11, 22), lines, {11: "November"})
    assert text.split("\r\n") == [
        "SKP 2026 – Unit A",
        "Dibuat 22 November 2026 di Tilik.",
        "",
        "Ada di berkas ini: 1 orang",
        "- Zaitun (1), Unit A",
        "",
        "Tidak ada di berkas ini: 1 orang",
        "- Anggrek, Unit B: belum membuat rencana",
        "",
    ]


def test_a_size_is_told_in_whole_megabytes_and_never_as_nothing() -> None:
    assert megabytes(1, "xlsx") == 1
    assert megabytes(2_000, "pdf") == 148
