"""Which column is which, and which are nobody's business."""

import pytest

from app.domain.headings import Use, header_row, missing_fields, use_of
from app.domain.intake import IntakeKind
from app.domain.private import is_identity_number, is_private_column, looks_private
from tests.intake.books import PRIVATE, SIASN

PEOPLE = IntakeKind.PEOPLE


@pytest.mark.parametrize(
    "heading", ["NIP BARU", "nip baru", "NIP_BARU", " Nip\nBaru ", "N I P", "NIP/NI PPPK", "\ufeffNIP", "NIPPPK"]
)
def test_case_spaces_and_signs_of_a_heading_make_no_difference(heading: str) -> None:
    assert use_of(PEOPLE, heading, {}) == (Use.FIELD, "nip")


@pytest.mark.parametrize(
    "heading", [*PRIVATE, "No. KTP", "AGAMA ID", "Status Kawin", "IS VALID NIK", "No HP/WA", "Telp"]
)
def test_private_headings_are_known(heading: str) -> None:
    assert use_of(PEOPLE, heading, {})[0] is Use.PRIVATE


def test_no_choice_brings_a_private_column_in() -> None:
    assert use_of(PEOPLE, "NIK", {"nik": "nip"}) == (Use.PRIVATE, "")


def test_every_column_of_the_export_is_understood() -> None:
    uses = {heading: use_of(PEOPLE, heading, {})[0] for heading in SIASN}
    assert [heading for heading, use in uses.items() if use is Use.UNKNOWN] == []
    assert missing_fields(PEOPLE, {use_of(PEOPLE, heading, {})[1] for heading in SIASN}) == []


def test_what_an_officer_chose_counts_and_can_be_undone() -> None:
    assert use_of(PEOPLE, "Nomor Pegawai", {}) == (Use.UNKNOWN, "")
    assert use_of(PEOPLE, "Nomor Pegawai", {"nomorpegawai": "nip"}) == (Use.FIELD, "nip")
    assert use_of(PEOPLE, "JABATAN", {"jabatan": ""}) == (Use.UNKNOWN, "")


def test_the_headings_are_found_among_the_first_thirty_rows() -> None:
    title = [["Daftar Pegawai"], ["Keadaan November"], []]
    assert header_row(PEOPLE, [*title, ["No", "Nama", "NIP", "Jabatan"]], {}) == 3
    assert header_row(PEOPLE, [[]] * 29 + [["NIP", "NAMA"]], {}) == 29
    assert header_row(PEOPLE, [[]] * 30 + [["NIP", "NAMA"]], {}) is None
    assert header_row(PEOPLE, [["Nama"]], {}) is None


def test_people_need_a_unit_of_some_kind() -> None:
    assert [field.label for field in missing_fields(PEOPLE, {"nip", "name", "position"})] == ["Unit kerja"]
    for unit in ("unit", "unit_id", "unit_1"):
        assert missing_fields(PEOPLE, {"nip", "name", "position", unit}) == []


@pytest.mark.parametrize(
    "value",
    ["5371019999990001", 5371019999990001.0, "'5371019999990001", "081299990001", "+6281299990001",
     "99.888.777.6-555.444", "0009998887776", "Katolik", "BELUM KAWIN"],
)  # fmt: skip
def test_private_values_are_known_by_their_shape(value: str | float) -> None:
    assert looks_private(value)


@pytest.mark.parametrize("value", ["198505172010012001", "Guru", "2021", 43861.0, "", None, "800/12/2024"])
def test_ordinary_values_are_not_taken_for_private(value: str | float | None) -> None:
    assert not looks_private(value)
    assert not is_identity_number(value)


def test_a_column_is_private_when_a_good_part_of_it_looks_so() -> None:
    assert is_private_column(2, 10)
    assert not is_private_column(1, 10)
    assert not is_private_column(0, 0)
