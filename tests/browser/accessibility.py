"""What every page owes everybody: axe finds nothing, nothing is cut off, nothing is too small to hit."""

import hashlib
from functools import cache
from pathlib import Path

from playwright.sync_api import Error, Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# What the save bar covers is reached by scrolling; axe would take it for cut in half.
_RUN_AXE = """async (tags) => {
  for (const bar of document.querySelectorAll(".bottom")) bar.style.position = "static";
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  for (const bar of document.querySelectorAll(".bottom")) bar.style.position = "";
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
}"""
# Links inside a sentence are excepted by WCAG 2.5.8; a box to tick is hit through its label.
_TOO_SMALL = """() => [
    ...document.querySelectorAll("button, select, textarea, input:not([type=hidden]), nav a, a.btn, a.brand")]
  .filter((item) => item.checkVisibility())
  .map((item) => ["checkbox", "radio"].includes(item.type) ? item.closest("label") : item)
  .filter((item) => { const box = item.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
  .map((item) => "smaller than 24 px: " + item.outerHTML.slice(0, 160))"""
_CUT_OFF = """() => {
  const shown = [...document.querySelectorAll("[hidden]")].filter((item) => item.checkVisibility());
  const found = shown.map((item) => "hidden, yet to be seen: " + item.outerHTML.slice(0, 120));
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  // On a phone the rows of a table become cards; then nothing is left to scroll.
  const frames = innerWidth > 600 ? [] : document.querySelectorAll(".wide:has(.stack)");
  for (const item of frames) {
    if (item.scrollWidth > item.clientWidth + 1) found.push("a table that scrolls: " + item.innerText.slice(0, 80));
  }
  for (const item of document.querySelectorAll("body *")) {
    // Wide tables scroll in a frame of their own; the others stand outside the window on purpose.
    if (!item.checkVisibility() || item.closest(".wide, .skip, .stack thead")) continue;
    const style = getComputedStyle(item);
    const hidden = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    const cut = item.scrollWidth > item.clientWidth + 1 || item.scrollHeight > item.clientHeight + 1;
    const start = item.outerHTML.slice(0, 120);
    if (hidden && cut) found.push("cut off: " + start);
    const box = item.getBoundingClientRect();
    if (box.width && (box.right > innerWidth + 1 || box.left < -1)) found.push("beyond the edge: " + start);
  }
  return found;
}"""


@cache
def _axe() -> str:
    source = AXE.read_bytes()
    assert hashlib.sha256(source).hexdigest() == AXE_SHA256, "this is not axe-core 4.14.1 as it was published"
    return source.decode()


def violations(page: Page) -> list[str]:
    """What axe finds; a page that was still being left is looked at where it leads."""
    try:
        return _axe_on(page)
    except Error:
        page.wait_for_load_state()
        return _axe_on(page)


def _axe_on(page: Page) -> list[str]:
    page.evaluate(_axe())  # not a script of the page: the policy of the page forbids those
    found: list[str] = page.evaluate(_RUN_AXE, TAGS)
    return found


def too_small(page: Page) -> list[str]:
    """Buttons and fields that are smaller than 24 px."""
    found: list[str] = page.evaluate(_TOO_SMALL)
    return found


def cut_off(page: Page) -> list[str]:
    """What does not fit the width of the window, and what is seen although it is hidden."""
    found: list[str] = page.evaluate(_CUT_OFF)
    return found
