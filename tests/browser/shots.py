"""Photographs every page, on the office's screen and on a phone, and as it is printed.

Usage: ``python -m tests.browser.shots OUTDIR``. Not a test: somebody has to look at the pictures.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.chromium import OFFICE, PHONE, chromium
from tests.browser.person import Person, login_of
from tests.browser.server import Running, Server
from tests.browser.tour import STOPS
from tests.database import PreparedSqlite

SIZES = {"office": OFFICE, "phone": PHONE}


def main(folder: Path) -> None:
    """Walk past every stop once for each size."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, Running(PreparedSqlite(Path(work))) as server, chromium() as browser:
        for size in SIZES:
            server.fresh()
            walk(browser, server, size, folder)


def walk(browser: Browser, server: Server, size: str, folder: Path) -> None:
    """Photograph every stop at one size; on the office's screen print it, too."""
    people: dict[str, Person] = {}
    for number, stop in enumerate(STOPS, 1):
        person = people.get(stop.who) or enter(browser, server, stop.who, SIZES[size])
        people[stop.who] = person
        stop.reach(person, server)
        name = f"{number:02}-{stop.name}"
        person.page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
        if size == "office":
            printed(person.page, folder / f"{name}-print")
    for person in people.values():
        person.context.close()


def enter(browser: Browser, server: Server, key: str, size: tuple[int, int]) -> Person:
    """Somebody at a browser of this size, logged in if they have a name."""
    width, height = size
    viewport = {"width": width, "height": height}
    context = browser.new_context(base_url=server.url, viewport=viewport, locale="id-ID")  # type: ignore[arg-type]
    if key:
        context.add_cookies([{"name": "tilik", "value": server.session_of(login_of(key)), "url": server.url}])
    return Person(context, javascript=True)


def printed(page: Page, target: Path) -> None:
    """The pages as they come out of the printer."""
    pdf = target.with_suffix(".pdf")
    page.pdf(path=pdf, format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(pdf), str(target)], check=True)
    pdf.unlink()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
