"""Nothing grows so long that nobody reads it."""

from pathlib import Path

import pytest

from tests.architecture.source import TEMPLATES, functions, length, name, python_files, templates
from tests.conftest import ROOT

MOST_LINES, MOST_IN_FUNCTION, MOST_IN_TEMPLATE, MOST_IN_SCRIPT = 300, 45, 130, 300


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MOST_LINES
    assert [(f.name, length(f)) for f in functions(path) if length(f) > MOST_IN_FUNCTION] == []


def test_templates_and_scripts_are_short() -> None:
    assert [n for n in templates() if len((TEMPLATES / n).read_text().splitlines()) > MOST_IN_TEMPLATE] == []
    for path in (ROOT / "static" / "js").glob("*.js"):
        assert len(path.read_text().splitlines()) <= MOST_IN_SCRIPT, path.name
