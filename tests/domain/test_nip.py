"""What people type as a NIP, and what is taken for one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import nip

RIGHT = "199303152016032001"
LENGTH = "NIP harus 18 angka."
BIRTH = "Delapan angka pertama NIP harus tanggal lahir (tahun, bulan, tanggal)."
SEX = "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan)."
LOST = "NIP berbentuk notasi ilmiah; angkanya sudah hilang. Ubah kolom menjadi teks, lalu isi ulang."

_dates = st.dates(date(1900, 1, 1), date(2030, 12, 31))
_separators = st.sampled_from(
    ["", " ", "  ", ".", "-", "'", "\u2019", "`", "\u00a0", "\u200b", "\t", "\u2011", "\u2013"]
)


@st.composite
def _nips(draw: st.DrawFn) -> str:
    born, joined = draw(_dates), draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
    return f"{born:%Y%m%d}{joined}{draw(st.sampled_from('12'))}{draw(st.from_regex(r'[0-9]{3}', fullmatch=True))}"


@given(_nips(), st.data())
def test_a_nip_is_understood_however_it_is_grouped(number: str, data: st.DataObject) -> None:
    typed = "".join(digit + data.draw(_separators) for digit in number)
    assert nip.normalise(typed) == number
    assert nip.problem(nip.normalise(typed)) is None


@given(_nips())
def test_a_nip_shown_in_groups_reads_back_as_itself(number: str) -> None:
    shown = nip.display(number)
    assert [len(part) for part in shown.split(" ")] == [8, 6, 1, 3]
    assert nip.normalise(shown) == number


@given(st.text(max_size=30))
def test_whatever_is_accepted_is_eighteen_plain_digits_with_a_birth_date(text: str) -> None:
    if nip.problem(text) is None:
        assert text.isascii()
        assert len(text) == 18
        assert date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:8]}") + timedelta(0)


@given(st.text(max_size=30))
def test_display_never_loses_what_it_does_not_understand(text: str) -> None:
    assert nip.display(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (RIGHT, None),
        ("19930315 201603 2 001", None),
        ("19930315.201603.2.001", None),
        ("'199303152016032001", None),
        ("\u2018199303152016032001\u2019", None),
        ("19930315\u00a0201603\u00a02\u00a0001", None),
        ("199303152023211001", None),  # PPPK: year and 21 where a PNS has year and month
        ("200002292024211001", None),  # a leap day
        ("", LENGTH),
        ("19930315201603200", LENGTH),
        ("1993031520160320011", LENGTH),
        ("19930315201603200A", LENGTH),
        ("\u0661\u0669\u0669\u0663\u0660\u0663\u0661\u0665\u0662\u0660\u0661\u06660\u06632001", LENGTH),
        ("199302302016032001", BIRTH),
        ("199313152016032001", BIRTH),
        ("200102292016032001", BIRTH),
        ("000003152016032001", BIRTH),
        ("199303152016033001", SEX),
        ("199303152016030001", SEX),
        ("1,99303E+17", LOST),
        ("1.99303E+17", LOST),
        ("1.99303152016032e17", LOST),
        ("2E+17", LOST),
    ],
)
def test_each_wrong_nip_is_explained(typed: str, why: str | None) -> None:
    assert nip.problem(nip.normalise(typed)) == why
