"""Every kind of page, on the office's screen and on a phone, for everybody."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import cut_off, too_small, violations
from tests.browser.chromium import OFFICE, PHONE
from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Watch
from tests.browser.server import Server
from tests.browser.tour import NOBODY, STOPS

ZOOMED = (320, 640)
"""An office screen at 400 %: 1280 pixels show 320 of the page's."""


def look(person: Person, size: tuple[int, int]) -> list[str]:
    found = [*violations(person.page), *too_small(person.page), *cut_off(person.page)]
    if size == PHONE:
        person.page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
        found += [f"at 400 %: {words}" for words in cut_off(person.page)]
        person.page.set_viewport_size({"width": size[0], "height": size[1]})
    return found


@pytest.mark.timeout(900)  # some two hundred pages
@pytest.mark.parametrize("size", [OFFICE, pytest.param(PHONE, marks=pytest.mark.slow)], ids=["office screen", "phone"])
def test_every_page_is_for_everybody(somebody: NewPerson, server: Server, watch: Watch, size: tuple[int, int]) -> None:
    # The form moves down for the text that the page with two texts left unsettled.
    watch.allow("status of 404|net::ERR_INTERNET_DISCONNECTED|htmx:error|layout shift .* of FORM")
    people: dict[str, Person] = {}
    problems: list[str] = []
    for stop in STOPS:
        if stop.who not in people:
            people[stop.who] = somebody(stop.who, size=size)
        person = people[stop.who]
        stop.reach(person, server)
        problems += [f"{stop.name}: {words}" for words in look(person, size)]
        problems += [f"{stop.name}: {words}" for words in after_a_refusal(person)]
    assert not problems, "\n".join(problems)


def after_a_refusal(person: Person) -> list[str]:
    """A refused form says so in its title and in a summary that has the focus and leads to the fields."""
    summary = person.page.locator("#masalah")
    if not summary.count():
        return []
    found = []
    refused = summary.get_by_role("heading", name="Ada yang perlu diperbaiki").count()
    if refused and not person.page.title().startswith("Kesalahan: "):
        found.append(f"the title is {person.page.title()!r}")
    if not summary.evaluate("(box) => box === document.activeElement"):
        found.append("the summary does not have the focus")
    for link in summary.get_by_role("link").all():
        target = str(link.get_attribute("href")).removeprefix("#")
        if person.page.locator(f"[id='{target}']").count() != 1:
            found.append(f"the summary leads nowhere: #{target}")
    return found


def test_the_checks_themselves_find_what_is_wrong(somebody: NewPerson, watch: Watch) -> None:
    watch.allow("layout shift")
    visitor = somebody(NOBODY, size=PHONE)
    visitor.go("/masuk")
    visitor.page.evaluate(
        """() => {
          document.querySelector("label").remove();
          document.querySelector("h1").style.width = "900px";
          document.querySelector("button").style.cssText = "min-height:0;height:10px;padding:0";
        }"""
    )
    assert any(words.startswith("label") for words in violations(visitor.page))
    assert any("px wide" in words for words in cut_off(visitor.page))
    assert len(too_small(visitor.page)) == 1
    expect(visitor.page).to_have_title(re.compile("Masuk"))
