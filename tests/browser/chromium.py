"""The Chromium of Debian, started the same way for tests and screenshots."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PROGRAM = Path("/usr/bin/chromium")
MISSING = "chromium is missing: apt-get install -y --no-install-recommends chromium"
OFFICE, PHONE = (1366, 768), (360, 740)
_OPTIONS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser, ended afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=_OPTIONS.split())
        try:
            yield browser
        finally:
            browser.close()
