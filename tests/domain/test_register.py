"""What the register's words mean: rank, eselon, kind of position, head of a unit, kind of unit."""

from datetime import date

import pytest

from app.domain.intake import starts_on
from app.domain.organisation import kind_of, top_down
from app.domain.people import Employment, PositionKind, UnitKind
from app.domain.positions import Told, heads, judge, might_head
from app.domain.ranks import employment_of, eselon, full_name, golongan, has_left, same_words

PNS, PPPK, PART_TIME = Employment.PNS, Employment.PPPK, Employment.PPPK_PART_TIME


@pytest.mark.parametrize(
    ("text", "employment", "rank"),
    [
        ("III/d", PNS, "Penata Tk. I, III/d"),
        ("iii d", PNS, "Penata Tk. I, III/d"),
        ("34", PNS, "Penata Tk. I, III/d"),
        ("Penata Tingkat I (III/d)", PNS, "Penata Tk. I, III/d"),
        ("Pembina, IV/a", PNS, "Pembina, IV/a"),
        ("I/a", PNS, "Juru Muda, I/a"),
        ("IV/e", PNS, "Pembina Utama, IV/e"),
        ("III/e", PNS, None),
        ("V", PNS, None),
        ("IX", PPPK, "Golongan IX"),
        ("Golongan VII", PPPK, "Golongan VII"),
        ("9", PPPK, "Golongan IX"),
        ("V", PART_TIME, "Golongan V"),
        ("XVIII", PPPK, None),
        ("IIX", PPPK, None),
    ],
)
def test_a_rank_is_written_as_the_forms_print_it(text: str, employment: Employment, rank: str | None) -> None:
    assert golongan(text, employment) == rank


@pytest.mark.parametrize(
    ("text", "found"), [("II.b", "II.b"), ("IIB", "II.b"), ("Eselon III/a", "III.a"), ("Non Eselon", None), ("", None)]
)
def test_an_eselon_is_read(text: str, found: str | None) -> None:
    assert eselon(text) == found


@pytest.mark.parametrize(
    ("words", "status", "nip", "employment"),
    [
        ("PNS Daerah Kab/Kota", "P", "198505172010012001", PNS),
        ("", "C", "198505172010012001", PNS),
        ("CPNS", "", "198505172010012001", PNS),
        ("PPPK", "", "199001022024211002", PPPK),
        ("PPPK Paruh Waktu", "", "199001022024211002", PART_TIME),
        ("", "", "199001022024211002", PPPK),
        ("", "", "198505172010012001", PNS),
        ("", "", "", PNS),
    ],
)
def test_the_file_says_who_is_pns_and_else_the_nip_does(
    words: str, status: str, nip: str, employment: Employment
) -> None:
    assert employment_of(words, status, nip) is employment


@pytest.mark.parametrize(
    ("before", "name", "after", "whole"),
    [
        ("dr.", "Budi Santoso", "S.Kep.", "dr. Budi Santoso, S.Kep."),
        ("", "BUDI SANTOSO", "", "BUDI SANTOSO"),
        ("", "Budi Santoso, S.Kep", "S.Kep.", "Budi Santoso, S.Kep"),
        ("dr.", "dr. Budi", "", "dr. Budi"),
        ("Dr. dr.", "Ani", "Sp.A., M.Kes.", "Dr. dr. Ani, Sp.A., M.Kes."),
    ],
)
def test_degrees_stand_around_a_name_the_indonesian_way(before: str, name: str, after: str, whole: str) -> None:
    assert full_name(before, name, after) == whole


def test_case_and_spaces_alone_are_no_difference() -> None:
    assert same_words("BUDI  SANTOSO", "Budi Santoso")
    assert not same_words("Budi", None)


@pytest.mark.parametrize("words", ["Pensiun BUP", "Meninggal Dunia", "Diberhentikan dengan hormat", "Pindah Instansi"])
def test_whoever_left_is_known(words: str) -> None:
    assert has_left(words)


@pytest.mark.parametrize("words", ["Aktif", "", "Pemberhentian Sementara", "Masa Persiapan Pensiun", "CLTN"])
def test_whoever_still_serves_is_known(words: str) -> None:
    assert not has_left(words)


@pytest.mark.parametrize(
    ("told", "kind", "sure"),
    [
        (Told("Kepala Dinas Sosial", eselon="II.b"), PositionKind.JPT_PRATAMA, True),
        (Told("Sekretaris Jenderal", eselon="I.a"), PositionKind.JPT_MIDDLE, True),
        (Told("Camat Alak", eselon="III.a"), PositionKind.ADMINISTRATOR, True),
        (Told("Lurah Alak", eselon="IV.a"), PositionKind.SUPERVISOR, True),
        (Told("Kepala Badan", type="Jabatan Pimpinan Tinggi Utama"), PositionKind.JPT_MAIN, True),
        (Told("Guru Ahli Muda", type="Jabatan Fungsional", type_id="2"), PositionKind.FUNCTIONAL_EXPERT, True),
        (Told("Administrator Kesehatan Ahli Muda"), PositionKind.FUNCTIONAL_EXPERT, True),
        (Told("Bidan Terampil"), PositionKind.FUNCTIONAL_SKILLED, True),
        (Told("Perawat Penyelia", type="Jabatan Fungsional Tertentu"), PositionKind.FUNCTIONAL_SKILLED, True),
        (Told("Guru", type="Jabatan Fungsional", grade="PT"), PositionKind.FUNCTIONAL_EXPERT, True),
        (Told("Bidan", grade="TR"), PositionKind.FUNCTIONAL_SKILLED, True),
        (Told("Guru", type_id="2"), PositionKind.FUNCTIONAL_EXPERT, False),
        (Told("Pengadministrasi Perkantoran", type="Jabatan Pelaksana", type_id="4"), PositionKind.EXECUTIVE, True),
        (Told("Sopir", type_id="4"), PositionKind.EXECUTIVE, True),
        (Told("Kepala Bidang Mutu", type="Jabatan Struktural"), PositionKind.ADMINISTRATOR, False),
        (Told("Kepala Seksi Mutu"), PositionKind.SUPERVISOR, False),
        (Told("Kepala Dinas Sosial"), PositionKind.JPT_PRATAMA, False),
        (Told("Petugas Loket"), PositionKind.EXECUTIVE, True),
        (Told("Ajudan", type="Jabatan Struktural"), PositionKind.EXECUTIVE, False),
    ],
)
def test_the_kind_of_a_position_is_told_by_its_words(told: Told, kind: PositionKind, sure: bool) -> None:
    judged = judge(told)
    assert (judged.kind, judged.sure) == (kind, sure)


@pytest.mark.parametrize(
    ("position", "unit"),
    [
        ("Kepala Dinas Kesehatan", "Dinas Kesehatan"),
        ("KEPALA BIDANG KESEHATAN MASYARAKAT", "Bidang Kesehatan Masyarakat"),
        ("Sekretaris Dinas Kesehatan", "Sekretariat Dinas Kesehatan"),
        ("Sekretaris Daerah", "Sekretariat Daerah"),
        ("Camat Alak", "Kecamatan Alak"),
        ("Lurah Alak", "Kelurahan Alak"),
        ("Inspektur", "Inspektorat Daerah"),
        ("Kepala UPTD Puskesmas Oesapa", "Puskesmas Oesapa"),
        ("Kepala Sekolah", "SMP Negeri 2 Teluk Rembulan"),
        ("Kepala SMP Negeri 2", "SMP Negeri 2 Teluk Rembulan"),
        ("Direktur RSUD Kejora", "RSUD Kejora"),
    ],
)
def test_the_words_of_a_position_claim_the_head_of_its_own_unit(position: str, unit: str) -> None:
    assert heads(position, judge(Told(position)).kind, unit)


@pytest.mark.parametrize(
    ("position", "unit"),
    [
        ("Kepala Bidang Mutu", "Dinas Kesehatan"),
        ("Sekretaris Kecamatan", "Kecamatan Alak"),
        ("Kepala Subbagian Tata Usaha", "Puskesmas Oesapa"),
        ("Inspektur Pembantu I", "Inspektorat Daerah"),
        ("Guru Ahli Muda", "SMP Negeri 2"),
        ("Staf Ahli Bupati", "Sekretariat Daerah"),
        ("Kepala Sekolah", "Dinas Pendidikan"),
    ],
)
def test_whoever_only_works_in_a_unit_does_not_head_it(position: str, unit: str) -> None:
    assert not heads(position, judge(Told(position)).kind, unit)


def test_a_head_in_the_wrong_unit_is_noticed() -> None:
    assert might_head("Kepala Bidang Mutu", PositionKind.ADMINISTRATOR)
    assert not might_head("Sekretaris Kecamatan", PositionKind.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Pemerintah Kabupaten Nusa Melati", UnitKind.AGENCY),
        ("Dinas Kesehatan", UnitKind.OFFICE),
        ("Inspektorat Daerah", UnitKind.OFFICE),
        ("Satuan Polisi Pamong Praja", UnitKind.OFFICE),
        ("Badan Keuangan", UnitKind.AGENCY_BODY),
        ("Sekretariat Daerah", UnitKind.SECRETARIAT),
        ("Sekretariat Dinas Kesehatan", UnitKind.SECTION),
        ("Kecamatan Alak", UnitKind.DISTRICT),
        ("Kelurahan Alak", UnitKind.SECTION),
        ("SMP Negeri 2 Teluk Rembulan", UnitKind.SCHOOL),
        ("SDN 1", UnitKind.SCHOOL),
        ("UPTD SD Inpres", UnitKind.SCHOOL),
        ("TK Pembina", UnitKind.SCHOOL),
        ("SKB Kejora", UnitKind.SCHOOL),
        ("Puskesmas Oesapa", UnitKind.HEALTH_CENTRE),
        ("UPTD Puskesmas Oesapa", UnitKind.HEALTH_CENTRE),
        ("Puskesmas Pembantu Naioni", UnitKind.SECTION),
        ("UPTD Rumah Singgah", UnitKind.TECHNICAL_UNIT),
        ("RSUD Kejora", UnitKind.TECHNICAL_UNIT),
        ("Bidang Mutu", UnitKind.SECTION),
        ("Subbagian Umum", UnitKind.SECTION),
    ],
)
def test_the_kind_of_a_unit_is_told_by_its_name(name: str, kind: UnitKind) -> None:
    assert kind_of(name) is kind


def test_units_come_after_those_above_whatever_the_order_of_the_file() -> None:
    assert top_down({"c": "b", "b": "a", "a": "", "d": "a"}) == ["a", "b", "d", "c"]
    assert top_down({"x": "y", "y": "x"}) == []


TODAY, EFFECTIVE = date(2026, 11, 22), date(2026, 11, 1)


@pytest.mark.parametrize(
    ("told", "current", "start"),
    [
        (date(2026, 5, 1), date(2025, 1, 1), date(2026, 5, 1)),
        (date(2024, 5, 1), date(2025, 1, 1), EFFECTIVE),
        (date(2027, 5, 1), date(2025, 1, 1), EFFECTIVE),
        (None, date(2025, 1, 1), EFFECTIVE),
        (date(2015, 5, 1), None, date(2015, 5, 1)),
        (None, None, EFFECTIVE),
    ],
)
def test_a_change_counts_from_the_day_of_the_file_when_that_makes_sense(
    told: date | None, current: date | None, start: date
) -> None:
    assert starts_on(told, current, EFFECTIVE, TODAY) == start
