"""Numbers in Indonesian targets."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.quantities import Quantity, load_sum, quantities_in, quantity_in


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("10 ton", "10", "ton"),
        ("1.250 orang", "1250", "orang"),
        ("Rp 5.000.000", "5000000", "rp"),
        ("Rp5.000.000,-", "5000000", "rp"),
        ("Rp. 2,5 miliar", "2500000000", "rp"),
        ("3 juta rupiah", "3000000", "rp"),
        ("95,5 %", "95.5", "%"),
        ("100%", "100", "%"),
        ("paling sedikit 95 persen", "95", "%"),
        ("1.250.000,75 m³", "1250000.75", "m³"),
        ("2.5 ton", "2.5", "ton"),
        ("12", "12", ""),
        ("12 laporan sampai 31 Desember 2026", "12", "laporan"),
        ("5 Ton jagung", "5", "ton"),
        ("12 ribu orang", "12000", "orang"),
    ],
)
def test_a_target_is_read_as_a_number_with_its_unit(text: str, amount: str, unit: str) -> None:
    assert quantity_in(text) == Quantity(Decimal(amount), unit)


@pytest.mark.parametrize(
    "text",
    ["", "tepat waktu", "31 Desember 2026", "sampai 2026", "5 laporan dan 3 kegiatan", "Nomor 12/2026", "10-12 ton"],
)
def test_a_target_without_one_clear_number_is_left_alone(text: str) -> None:
    assert quantity_in(text) is None


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_numbers_written_the_indonesian_way_come_back(whole: int, cents: int) -> None:
    written = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    assert quantity_in(f"{written} ton") == Quantity(Decimal(f"{whole}.{cents:02d}"), "ton")


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["ton", "orang", "rp", "%"]))
def test_a_quantity_reads_its_own_words(amount: int, unit: str) -> None:
    quantity = Quantity(Decimal(amount), unit)
    assert quantity_in(quantity.words) == quantity


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fall(text: str) -> None:
    quantities_in(text)


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=12))
def test_shares_that_make_up_the_target_are_said_to(shares: list[int]) -> None:
    compared = load_sum(f"{sum(shares)} ton", [f"{share} ton jagung tersedia" for share in shares])
    assert compared is not None
    assert (compared.counted, compared.left_out) == (len(shares), 0)
    assert "sama dengan target" in compared.words


def test_what_is_missing_and_what_is_too_much_is_named() -> None:
    short = load_sum("10 ton", ["5 ton", "3 ton", "cepat dan akurat"])
    assert short is not None
    assert short.words == (
        "Jumlah beban 8 ton dari 10 ton: kurang 2 ton. 1 hasil tidak memuat angka yang dapat dijumlahkan."
    )
    much = load_sum("Rp5.000.000", ["Rp 3.000.000", "Rp2.500.000"])
    assert much is not None
    assert much.words == "Jumlah beban Rp5.500.000 dari Rp5.000.000: lebih Rp500.000."


def test_percentages_and_other_units_are_not_added_up() -> None:
    assert load_sum("95 %", ["95 %", "95 %"]) is None
    assert load_sum("10 ton", ["5 orang"]) is None
    assert load_sum("tepat waktu", ["5 ton"]) is None
