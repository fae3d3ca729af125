"""What the rules say to people: whole Indonesian sentences."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import functions, name, python_files, tree

ENGLISH = re.compile(r"\b(the|is|are|not|of|and|to|for|with|be|must|was|has|this|that|cannot|only)\b", re.IGNORECASE)
SPEAKERS = {"Problem", "InvalidError", "DeniedError", "NotFoundError", "StaleError", "SetupError", "ValidationError"}
SPEAKERS |= {"ConfirmationNeededError", "ClickException", "InputRequired"}


def text_of(node: ast.AST) -> str | None:
    """The words of a string; what is filled in later stands as an ellipsis."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return None


def strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings of more than one word below a node; of a string with places to fill, the whole."""
    words = text_of(node)
    if words is not None:
        if " " in words.strip():
            yield getattr(node, "lineno", 0), words
        return
    for child in ast.iter_child_nodes(node):
        yield from strings(child)


def said(path: Path) -> Iterator[tuple[int, str]]:
    """Messages of a file: what goes into an error, and everything a rule that finds problems can answer."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SPEAKERS:
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from strings(argument)
    if "domain" in path.parts:
        for rule in functions(path):
            answer = ast.unparse(rule.returns) if rule.returns else ""
            if "Problem" in answer or answer == "str | None" or rule.name.startswith(("missing", "_missing")):
                for statement in rule.body[1:]:
                    yield from strings(statement)


SPEAKING = [path for path in python_files() if any(True for _ in said(path))]


def test_rules_of_every_kind_were_found() -> None:
    found = {path.name for path in SPEAKING if "domain" in path.parts}
    assert {"nip.py", "completeness.py", "review.py", "transitions.py"} <= found


@pytest.mark.parametrize("path", SPEAKING, ids=name)
def test_messages_are_indonesian_sentences(path: Path) -> None:
    for line, words in said(path):
        assert words.rstrip().endswith((".", "?", "…")), f"{name(path)}:{line}: {words!r} ends with a period"
        assert not ENGLISH.search(words), f"{name(path)}:{line}: {words!r} is not Indonesian"
