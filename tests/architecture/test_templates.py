"""Templates: parsed, used, framed, and without anything the security policy would have to allow."""

import re
from itertools import chain

import pytest
from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from tests.architecture.source import python_files, templates
from tests.database import Prepared

ALL = templates()
FORM = re.compile(r"<form\b(.*?)>(.*?)</form>", re.DOTALL | re.IGNORECASE)
FORBIDDEN = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "inline handler": re.compile(r"\s(hx-)?on[a-z:-]+\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "safe": re.compile(r"\|\s*(safe|forceescape)\b|autoescape|Markup\("),
    "style element": re.compile(r"<style(?!>\{\{ critical_css \}\}</style>)", re.IGNORECASE),
}


@pytest.mark.parametrize("name", ALL)
def test_a_template_parses_and_extends_a_layout_unless_it_is_a_part(sqlite: Prepared, name: str) -> None:
    parsed = sqlite.app.jinja_env.parse(ALL[name], name)
    is_part = name.startswith("components/") or name.rpartition("/")[2].startswith("_")
    is_page = parsed.find(nodes.Extends) is not None
    assert is_page != is_part or name == "base.html"


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_template_holds_nothing_forbidden(name: str, what: str) -> None:
    assert not FORBIDDEN[what].search(ALL[name])


def test_every_template_is_used(sqlite: Prepared) -> None:
    parse = sqlite.app.jinja_env.parse
    referenced = set(chain.from_iterable(find_referenced_templates(parse(text, name)) for name, text in ALL.items()))
    code = "\n".join(path.read_text() for path in python_files())
    assert [name for name in ALL if name not in referenced and f'"{name}"' not in code] == []


@pytest.mark.parametrize("name", [name for name, text in ALL.items() if "<form" in text.lower()])
def test_every_form_that_posts_carries_its_token(name: str) -> None:
    forms = FORM.findall(ALL[name])
    assert len(forms) == ALL[name].lower().count("<form")
    for attributes, body in forms:
        if re.search(r'method="post"', attributes) or "autosave(" in attributes:
            assert "csrf_token()" in body or "token()" in body or "editing(" in body, attributes
        else:
            assert 'method="get"' in attributes, f"a form says how it is sent: {attributes}"
