"""Somebody at a browser: does what people do, and notices what no page may do."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Request, expect

from app.sample import loader
from app.sample.data import read

SAVED = re.compile(r"^Tersimpan \d\d\.\d\d$")
# Every shift of the layout that no input explains is told as an error on the console. The save state may grow when it
# has more to say; Chromium then counts the button beside it although it stays (test_dead_link measures that it does).
# Below a hundredth it is a page painted on a busy machine before its last word was read.
REPORT_SHIFTS = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const nodes = entry.sources.map((source) => source.node);
    const others = nodes.filter((node) => node && node.closest && !node.closest(".bottom"));
    if (!entry.hadRecentInput && entry.value > 0.01 && others.length) {
      const moved = others.map((node) => node.nodeName + "#" + node.id + "." + node.className);
      console.error("layout shift " + entry.value + " of " + moved + " on " + location.pathname);
    }
  }
}).observe({ type: "layout-shift", buffered: true });
"""
# Answers that are part of the work: an ended session, two texts, a form to be mended.
_EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of (401|409|422)")


@dataclass
class Watch:
    """What went wrong behind the page: errors on the console (refused by the policy, too) and foreign hosts."""

    host: str
    problems: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        """Listen to everything in a browser context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._request)

    def allow(self, pattern: str) -> None:
        """Accept an error that the test itself causes."""
        self.allowed.append(pattern)

    def found(self) -> list[str]:
        """The problems that nobody expected."""
        return [words for words in self.problems if not any(re.search(p, words) for p in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _EXPECTED.search(message.text):
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self.problems.append(f"request to another host: {request.url}")


class Person:
    """One browser with its own cookies; ``page`` is the tab in front."""

    def __init__(self, context: BrowserContext, *, javascript: bool) -> None:
        self.context = context
        self.javascript = javascript
        self.page = context.new_page()

    @property
    def path(self) -> str:
        """Where the tab is."""
        return urlsplit(self.page.url).path

    def log_in(self, key: str) -> "Person":
        """Go to the login page and enter as somebody of the sample government."""
        self.page.goto("/masuk")
        return self.enter(key)

    def enter(self, key: str) -> "Person":
        """Fill in the login page that is already there."""
        self.write("NIP", login_of(key))
        self.write("Kata sandi", loader.PASSWORD)
        self.press("Masuk")
        return self

    def log_out(self) -> None:
        """Leave through the button."""
        self.press("Keluar")
        expect(self.page).to_have_title(re.compile("^Masuk"))

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(path)

    def follow(self, words: str) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=words).click()

    def press(self, words: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words, exact=True).click()

    def box(self, label: str) -> Locator:
        """The field with this label; of several on a page, the first."""
        return self.page.get_by_label(label, exact=True).first

    def write(self, label: str, text: str) -> None:
        """Write into a field, over what stands there."""
        self.box(label).fill(text)

    def choose(self, group: str, words: str) -> None:
        """Pick one of several."""
        self.page.get_by_role("group", name=group).get_by_role("radio", name=words).check()

    def sees(self, words: str) -> None:
        """The page shows these words."""
        expect(self.page.locator("main")).to_contain_text(words)

    def sees_saved(self) -> None:
        """The text is with the server; without JavaScript, saving leads on and the page says nothing."""
        expect(self.save_state).to_have_text(SAVED)

    @property
    def save_state(self) -> Locator:
        """The place that says whether the text is saved."""
        return self.page.locator("#simpan")

    def kept_texts(self) -> int:
        """How many unsent texts this browser holds."""
        script = "Object.keys(localStorage).filter((key) => key.startsWith('tilik')).length"
        found: int = self.page.evaluate(script)
        return found


def login_of(key: str) -> str:
    """NIP or login name of somebody of the sample government."""
    row = next(row for row in read("people", "person") if row["key"] == key)
    return str(row.get("nip") or row["login"])


def name_of(key: str) -> str:
    """Name of somebody of the sample government."""
    return str(next(row for row in read("people", "person") if row["key"] == key)["name"])
