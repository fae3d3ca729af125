"""The repository's text: no place of one machine, no registry, nothing that is not about this application."""

import hashlib
import re

from tests.architecture.source import repository_texts
from tests.conftest import ROOT

HTMX = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"
# Written in two pieces, so that this file does not hold what it forbids.
MACHINE = re.compile("|".join(("/wo" + "rk/", "/ho" + r"me/\w", "/ro" + "ot/", "/Us" + "ers/", r"C:\\" + "Users")))
REGISTRIES = ("py" + "pi.org", "python" + "hosted", "npm" + "js", "unp" + "kg", "js" + "delivr", "cdn" + "js")
MAKERS: tuple[str, ...] = (
    "anth" + "ropic",
    "clau" + "de",
    "open" + "ai",
    "chat" + "gpt",
    "copi" + "lot",
    "gem" + "ini",
)
MAKERS += ("gem" + "ini", r"\bll" + r"m\b", "language " + "model", "sub" + "agent", "sys" + "tem prompt")
FORBIDDEN = re.compile("|".join((*map(re.escape, REGISTRIES), *MAKERS)), re.IGNORECASE)
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|HA" + r"CK)\b")


def test_no_file_names_a_machine_a_registry_or_a_maker_of_text() -> None:
    texts = list(repository_texts())
    assert len(texts) > 100
    for name, text in texts:
        for rule in (MACHINE, FORBIDDEN):
            found = rule.search(text)
            assert not found, f"{name}: {found.group()!r}"


def test_no_file_is_left_unfinished() -> None:
    assert [name for name, text in repository_texts() if UNFINISHED.search(text)] == []


def test_the_vendored_script_is_the_recorded_one() -> None:
    names = {path.name for path in (ROOT / "static" / "vendor").iterdir() if path.suffix == ".js"}
    assert names == {"htmx-4.0.1.min.js"}
    content = (ROOT / "static" / "vendor" / "htmx-4.0.1.min.js").read_bytes()
    assert hashlib.sha256(content).hexdigest() == HTMX
