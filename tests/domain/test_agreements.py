"""Reading tables of performance agreements, and who writes them."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.actors import Actor, Role
from app.domain.agreements import (
    BudgetInput,
    ItemInput,
    Reading,
    may_write_agreement,
    read_budgets,
    read_table,
)

HEALTH_CENTRE = (  # p.165
    "SASARAN KEGIATAN\tINDIKATOR KINERJA UTAMA\tTARGET\n"
    "Meningkatnya kualitas pelayanan puskesmas\t"
    "Persentase ibu hamil mendapatkan Pelayanan Antenatal sesuai standar\t100%\n"
    "\tPersentase ibu bersalin mendapatkan Pelayanan Persalinan sesuai standar\t100%\n"
    "Kegiatan\tAnggaran\n"
    "Operasional Puskesmas\tRp.51.727.239.612\n"
)


def items(text: str) -> list[ItemInput]:
    return [line.item for line in read_table(text) if line.item]


def readings(text: str) -> list[Reading]:
    return [line.reading for line in read_table(text)]


def test_the_table_of_a_health_centre_is_read_with_its_budget() -> None:
    lines = read_table(HEALTH_CENTRE)
    assert [line.reading for line in lines] == [
        Reading.HEADING, Reading.ITEM, Reading.SAME_GOAL, Reading.HEADING, Reading.BUDGET,
    ]  # fmt: skip
    assert lines[2].item == ItemInput(
        "Meningkatnya kualitas pelayanan puskesmas",
        "Persentase ibu bersalin mendapatkan Pelayanan Persalinan sesuai standar",
        "100%",
    )
    assert lines[4].budget == BudgetInput("Operasional Puskesmas", "Rp.51.727.239.612")


def test_a_column_of_numbers_is_left_out() -> None:
    assert items("1.\tSasaran A\tIndikator A\t10 ton\n2\t\tIndikator B\t5 ton") == [
        ItemInput("Sasaran A", "Indikator A", "10 ton"),
        ItemInput("Sasaran A", "Indikator B", "5 ton"),
    ]


def test_two_cells_under_a_goal_are_an_indicator_with_its_target() -> None:
    assert items("Sasaran A\tIndikator A\t10\nIndikator B\t20") == [
        ItemInput("Sasaran A", "Indikator A", "10"),
        ItemInput("Sasaran A", "Indikator B", "20"),
    ]


def test_a_goal_alone_stands_for_the_lines_below_it() -> None:
    assert items("Sasaran A\t\t\n\tIndikator A\t10") == [ItemInput("Sasaran A", "Indikator A", "10")]


def test_a_cell_of_several_lines_from_a_spreadsheet_stays_one_cell() -> None:
    assert items('"Sasaran\nA"\tIndikator "utama"\t"10\nton"') == [
        ItemInput("Sasaran A", 'Indikator "utama"', "10 ton")
    ]


def test_a_line_without_cells_is_told_as_not_understood() -> None:
    assert readings("Perjanjian Kinerja Tahun 2026") == [Reading.UNCLEAR]
    assert readings("\tIndikator tanpa sasaran\t5") == [Reading.UNCLEAR]


def test_budgets_are_read_with_the_amount_at_the_end() -> None:
    assert read_budgets("Pelayanan Kesehatan Rp51.727.239.612\nPembinaan: Rp 5.000.000,-\nTanpa pagu") == (
        BudgetInput("Pelayanan Kesehatan", "Rp51.727.239.612"),
        BudgetInput("Pembinaan", "Rp 5.000.000,-"),
        BudgetInput("Tanpa pagu", ""),
    )


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_whatever_is_pasted_is_read_without_a_fall(text: str) -> None:
    for line in read_table(text):
        assert line.item is None or (line.item.goal and line.item.indicator)
    read_budgets(text)


cells = st.text(alphabet="abcdef ", min_size=1, max_size=12).map(str.strip).filter(lambda text: len(text) > 2)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8))
def test_whole_lines_come_back_as_they_were(rows: list[tuple[str, str, str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    assert items(text) == [ItemInput(*(" ".join(cell.split()) for cell in row)) for row in rows]


def test_the_head_and_the_officers_of_the_line_write_it() -> None:
    def may(**more: object) -> bool:
        return may_write_agreement(Actor(7, "X", 1, **more), (1, 4, 9), 5)  # type: ignore[arg-type]

    assert may_write_agreement(Actor(5, "Kepala", 1), (1, 4, 9), 5)
    assert may(roles=frozenset({Role.AGENCY_OFFICER}))
    assert may(roles=frozenset({Role.UNIT_OFFICER}), officer_units=frozenset({4}))
    assert not may(roles=frozenset({Role.UNIT_OFFICER}), officer_units=frozenset({8}))
    assert not may(roles=frozenset({Role.ADMINISTRATOR}))
    assert not may(roles=frozenset({Role.AUDITOR}))
