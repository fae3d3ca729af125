"""What people typed becomes printable without losing a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.font import advances
from app.documents.text import clean, count_lines, printable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("kolom\tdua", "kolom    dua"),
        ("bel\x07 nol\x00", "bel nol"),
        ("terbalik\u202eabc", "terbalikabc"),
        ("👍 tetap di lembar kerja", "👍 tetap di lembar kerja"),
    ],
)
def test_control_characters_go_words_stay(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("bagus 👍\ufe0f", "bagus □"),
        ("✓ selesai", "√ selesai"),
        ("\uf0b7 butir dari pengolah kata", "• butir dari pengolah kata"),
        ("cafe\u0301", "café"),
        ("≥ 90% – “baik”", "≥ 90% – “baik”"),
    ],
)
def test_what_the_font_lacks_becomes_a_visible_box(typed: str, printed: str) -> None:
    assert printable(typed) == printed


@given(st.text())
def test_printed_text_has_only_characters_of_both_fonts(text: str) -> None:
    regular, bold = advances(), advances(bold=True)
    assert all(char == "\n" or (char in regular and char in bold) for char in printable(text))


def test_widths_are_those_of_the_font() -> None:
    assert advances()["0"] == pytest.approx(0.556, abs=0.001)
    assert advances()["i"] < advances()["W"]
    assert advances(bold=True)["a"] != advances()["i"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("kata", 1), ("a\nb\n", 3), ("0" * 100, 6), (("0000 " * 40).strip(), 10)],
)
def test_lines_are_counted_as_wrapped(text: str, lines: int) -> None:
    # 100 points hold 17.98 digits of size 10, or four words of four digits and three spaces of half a digit.
    assert count_lines(text, 100, 10) == lines
