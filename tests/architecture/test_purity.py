"""The rules load no framework, and the package itself loads nothing."""

import ast
import subprocess
import sys

from tests.architecture.source import python_files, tree
from tests.conftest import ROOT

LOAD = """
import importlib, json, pkgutil, sys
before = set(sys.modules)
import app.domain
for module in pkgutil.iter_modules(app.domain.__path__):
    importlib.import_module(f"app.domain.{module.name}")
print(" ".join(sorted({name.split(".")[0] for name in set(sys.modules) - before})))
"""


def test_importing_every_rule_loads_the_standard_library_and_nothing_else() -> None:
    answer = subprocess.run([sys.executable, "-c", LOAD], cwd=ROOT, check=True, capture_output=True, text=True)
    loaded = set(answer.stdout.split())
    assert "app" in loaded
    assert loaded - set(sys.stdlib_module_names) == {"app"}


def test_the_rules_never_ask_the_time_or_for_chance() -> None:
    for path in python_files("app/domain"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"now", "today", "utcnow"}, f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
                assert not names & {"random", "secrets", "time", "os"}, f"{path.name}:{node.lineno}"


def test_the_package_is_empty_but_for_its_docstring() -> None:
    body = tree(ROOT / "app" / "__init__.py").body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)
    assert isinstance(body[0].value, ast.Constant)
