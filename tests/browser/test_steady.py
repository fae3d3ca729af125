"""Nothing moves away under a finger or under the eyes while a page or an answer is still on its way."""

import pytest
from playwright.sync_api import expect

from tests.browser import answer_tour as tour
from tests.browser.chromium import OFFICE, PHONE
from tests.browser.conftest import NewPerson
from tests.browser.person import Watch
from tests.browser.server import Server
from tests.conftest import MIDWIFE

_WIDTHS = """(rows) => {
  [...document.querySelectorAll("tbody tr")].slice(rows).forEach((row) => row.remove());
  return [...document.querySelectorAll("thead th")].map((cell) => Math.round(cell.getBoundingClientRect().width));
}"""


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office screen", "phone"])
def test_a_press_while_the_draft_is_being_saved_counts(
    somebody: NewPerson, server: Server, size: tuple[int, int]
) -> None:
    """Pressing takes the focus from the field, which saves the draft, which says so beside the button."""
    rater = somebody(tour.RATER, size=size)
    tour.form()(rater, server)
    status = rater.page.get_by_role("status")
    tour.choose(rater, 4)
    rater.write("Apa yang sebaiknya dimulai?", "Menulis catatan kunjungan.")
    expect(status).to_have_text("Menyimpan draf …")
    rater.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    rater.page.get_by_role("button", name="Periksa jawaban", exact=True).hover()
    rater.page.mouse.down()
    expect(status).to_have_text("Draf tersimpan di jendela ini.")
    rater.page.mouse.up()
    expect(rater.page.get_by_role("heading", level=1)).to_have_text("Periksa, lalu kirim")


def test_the_columns_of_the_examples_stay_while_rows_arrive(somebody: NewPerson, watch: Watch) -> None:
    """A long table is painted before its last row was read."""
    watch.allow("layout shift")  # the test itself takes the rows away
    midwife = somebody(MIDWIFE)
    midwife.go("/contoh/?rumpun=semua")
    whole = midwife.page.evaluate(_WIDTHS, 1000)
    assert midwife.page.locator("tbody tr").count() > 5
    assert [midwife.page.evaluate(_WIDTHS, rows) for rows in (5, 2, 1)] == [whole] * 3
