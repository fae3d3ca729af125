"""A strict client: it follows pages as people do and refuses what no page may contain."""

import re
from dataclasses import dataclass
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder._html5lib import HTML5TreeBuilder
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID_OF_LABEL = {"hidden", "submit", "button"}


@dataclass
class Page:
    """An answer, parsed and found to be a page of this house."""

    response: TestResponse
    soup: BeautifulSoup

    @property
    def status(self) -> int:
        """HTTP status."""
        return self.response.status_code

    @property
    def path(self) -> str:
        """Where the browser ended up."""
        return self.response.request.path

    @property
    def text(self) -> str:
        """All words, spaces folded."""
        return " ".join(" ".join(part.get_text(" ") for part in self.soup.select("title, body")).split())

    @property
    def h1(self) -> str:
        """The heading."""
        found = self.soup.find("h1")
        assert isinstance(found, Tag)
        return found.get_text(" ", strip=True)

    def form(self, action: str) -> Tag:
        """The form whose action ends with ``action``; one that posts before one that searches."""
        for form in sorted(self.soup.find_all("form"), key=lambda form: form.get("method") != "post"):
            if str(form.get("action", "")).endswith(action):
                return form
        raise AssertionError(f"no form to {action!r} on {self.path}: {self.text[:400]}")

    def fields(self, action: str) -> dict[str, Any]:
        """What a browser would post from the form as it stands, without its buttons."""
        values: dict[str, Any] = {}
        for item in self.form(action).find_all(["input", "textarea", "select"]):
            name, kind = item.get("name"), item.get("type", "text")
            if not name or kind in {"submit", "button"}:
                continue
            if item.name == "select":
                chosen = item.find("option", selected=True) or item.find("option")
                values[str(name)] = chosen.get("value", "") if chosen else ""
            elif item.name == "textarea":
                values[str(name)] = item.get_text().removeprefix("\n").removeprefix("\r\n")
            elif kind in {"checkbox", "radio"}:
                if item.has_attr("checked"):
                    values.setdefault(str(name), []).append(str(item["value"]))
            else:
                values[str(name)] = str(item.get("value", ""))
        return values

    def links(self) -> list[str]:
        """Every address the page leads to, on this site."""
        return [str(a["href"]) for a in self.soup.find_all("a", href=True) if str(a["href"]).startswith("/")]

    def offers(self, words: str) -> bool:
        """Whether a link or button with these words is on the page."""
        return any(words in item.get_text(" ", strip=True) for item in self.soup.find_all(["a", "button"]))


class _Strict(HTML5TreeBuilder):
    """Builds the tree and keeps what had to be mended on the way: parsing a page costs more than making it."""

    mended: list[Any]

    def feed(self, markup: str | bytes) -> None:
        """Parse, once."""
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)  # type: ignore[arg-type]
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.mended = parser.errors
        self.underlying_builder.parser = None


def check_house_rules(markup: str) -> BeautifulSoup:
    """Parse a page and refuse what the house forbids."""
    builder = _Strict(store_line_numbers=False)
    soup = BeautifulSoup(markup, builder=builder)
    errors = [error for error in builder.mended if error[1] != "unexpected-char-in-comment"]
    assert not errors, f"invalid HTML: {errors[:3]}"
    assert len(soup.find_all("h1")) == 1, "a page has one h1"
    ids = [str(item["id"]) for item in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), f"ids are unique: {sorted(i for i in ids if ids.count(i) > 1)}"
    assert not soup.find_all(style=True), "no style attributes"
    assert not re.search(r"<[^>]+\son[a-z]+=", markup), "no inline handlers"
    assert all(script.get("src") for script in soup.find_all("script")), "no inline scripts"
    for item in soup.find_all(["input", "textarea", "select"]):
        if item.get("type") not in VOID_OF_LABEL and not item.has_attr("hidden"):
            labelled = soup.find("label", attrs={"for": str(item.get("id"))}) or item.get("aria-label")
            assert labelled, f"every field has a label: {item}"
    for form in soup.find_all("form", method="post"):
        assert form.find("input", attrs={"name": "csrf_token"}), f"every post carries its token: {form.get('action')}"
    return soup


class Visitor:
    """Somebody at a browser without JavaScript."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, status: int = 200, **options: Any) -> Page:
        """Open a page, following redirects."""
        return self._page(self.client.get(path, follow_redirects=True, **options), status)

    def post(self, path: str, data: dict[str, Any], status: int = 200, **options: Any) -> Page:
        """Post and follow; redirects after a post must be 303."""
        response = self.client.post(path, data=data, follow_redirects=True, **options)
        for step in response.history:
            assert step.status_code == 303
        return self._page(response, status)

    def submit(self, page: Page, where: str, status: int = 200, /, **changes: Any) -> Page:
        """Send a form of a page as it stands, with some fields changed."""
        target = str(page.form(where)["action"])
        return self.post(target, {**page.fields(where), **changes}, status)

    def autosave(self, page: Page, where: str, /, **changes: Any) -> TestResponse:
        """What htmx sends after a pause in typing."""
        target = str(page.form(where)["action"])
        data = {**page.fields(where), **changes}
        return self.client.post(target, data=data, headers={"HX-Request": "true"})

    def log_in(self, login: str, password: str, status: int = 200) -> Page:
        """Log in through the page."""
        return self.submit(self.get("/masuk"), "/masuk", status, nip=login, password=password)

    def log_out(self) -> Page:
        """Log out through the button."""
        return self.submit(self.get("/kata-sandi"), "/keluar")

    def _page(self, response: TestResponse, status: int) -> Page:
        markup = response.get_data(as_text=True)
        assert response.status_code == status, f"{response.status_code} instead of {status}: {markup[-1500:]}"
        return Page(response, check_house_rules(markup))
