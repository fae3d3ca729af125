"""A head rates forty people one after another and signs for them, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.test_keyboard import tab_to
from tests.conftest import HEAD, person_id
from tests.review.forty import FORTY, forty_people

FEW = 3


def radio(person: Person, group: str, words: str) -> Locator:
    return person.page.get_by_role("group", name=group).get_by_role("radio", name=words)


def rate(person: Person, name: str) -> None:
    """The person is on the page, with the focus on the first rating; Enter leads on."""
    page, keys = person.page, person.page.keyboard
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(radio(person, "Rating hasil kerja", "Di atas ekspektasi")).to_be_focused()
    keys.press("ArrowDown")
    expect(radio(person, "Rating hasil kerja", "Sesuai ekspektasi")).to_be_checked()
    tab_to(person, radio(person, "Rating perilaku kerja", "Di atas ekspektasi"))
    keys.press("Space")
    expect(radio(person, "Rating perilaku kerja", "Di atas ekspektasi")).to_be_checked()
    for label, words in (("Alasan kedua rating", "Semua target tercapai."), ("Catatan dan rekomendasi", "Teruskan.")):
        tab_to(person, person.box(label))
        keys.type(words)
    none = radio(person, "Hubungan pribadi yang dekat dengan pegawai ini", "Tidak ada")
    tab_to(person, none)
    keys.press("Space")
    expect(none).to_be_checked()
    keys.press("Enter")


@pytest.mark.parametrize(
    ("count", "javascript"),
    [
        pytest.param(FEW, True, id="with scripts"),
        pytest.param(FEW, False, id="without"),
        pytest.param(FORTY, True, id="forty", marks=[pytest.mark.slow, pytest.mark.timeout(600)]),
    ],
)
def test_all_are_rated_and_signed_without_a_mouse(
    somebody: NewPerson, server: Server, count: int, *, javascript: bool
) -> None:
    with server.prepared.app.app_context():
        names = forty_people(person_id(server.prepared.app, HEAD), count)
    head = somebody(HEAD, javascript=javascript)
    page, keys = head.page, head.page.keyboard
    head.go("/penilaian/")
    tab_to(head, page.get_by_role("button", name="Mulai menilai satu per satu"))
    keys.press("Enter")
    for name in names:
        rate(head, name)
    expect(page).to_have_title(re.compile("^Penilaian"))
    tab_to(head, page.get_by_role("link", name="Tandatangani yang sudah lengkap sekaligus"))
    keys.press("Enter")
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(count)
    for number in range(count):
        tab_to(head, boxes.nth(number))
        keys.press("Space")
    tab_to(head, page.get_by_role("button", name="Tandatangani yang dicentang"))
    keys.press("Enter")
    expect(page).to_have_title(re.compile("^Penilaian"))
    signed = server.sql("SELECT count(*) FROM evaluation WHERE state = 'signed'")
    assert signed == [(count,)]
