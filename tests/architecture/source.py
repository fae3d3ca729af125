"""The repository's own text, for tests that read it."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def python_files(folder: str = "app") -> list[Path]:
    """Every Python file below a folder."""
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, f"no Python files in {folder}"
    return found


def templates() -> dict[str, str]:
    """Every template by its name, without comments."""
    found = {
        path.relative_to(TEMPLATES).as_posix(): _COMMENT.sub("", path.read_text())
        for path in sorted(TEMPLATES.rglob("*.html"))
    }
    assert found, "no templates"
    return found


def tree(path: Path) -> ast.Module:
    """A file as syntax."""
    return ast.parse(path.read_text(), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def name(path: Path) -> str:
    """A path as people write it."""
    return path.relative_to(ROOT).as_posix()


def repository_texts() -> Iterator[tuple[str, str]]:
    """Every text file that belongs to the repository, new ones too, but for what others wrote."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for relative in listed.stdout.splitlines():
        path = ROOT / relative
        if relative.startswith("static/vendor/") or not path.is_file():
            continue
        try:
            yield relative, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
