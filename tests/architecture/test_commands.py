"""Commands run from POST alone, and only app/db.py ends a transaction."""

import ast
from pathlib import Path

from tests.architecture.source import functions, name, python_files, tree

COMMAND_MODULES = {"bundling", "service", "signing", "closing", "codes", "roles", "totp", "recording"}
COMMAND_MODULES |= {"declaring"}
COMMAND_MODULES |= {"custody", "late", "launching", "preparing", "sets"}
COMMAND_MODULES |= {"paper_first", "paper_signing", "custody", "late", "launching", "preparing", "sets"}
COMMAND_MODULES |= {"answering", "entering", "nominating", "reminding", "slips", "withholding"}
COMMAND_MODULES |= {"handing_up", "pricing", "recapping", "converting", "attending"}
COMMAND_MODULES |= {"adding"}
COMMAND_MODULES |= {"evidence", "handing_in", "leading"}
COMMAND_MODULES |= {"achieving", "calibrating", "limiting", "noting"}
COMMAND_MODULES |= {"carrying"}
COMMAND_MODULES |= {"deciding", "extending", "objecting", "receiving", "stepping_in"}
PAGES = {"routes.py", "editing.py", "health.py", "own.py", "office.py", "granting.py", "circumstances.py"}
PAGES |= {
    "answer_routes.py",
    "bundle_routes.py",
    "nomination_routes.py",
    "paper_routes.py",
    "rating_routes.py",
    "report_routes.py",
    "slip_routes.py",
}
PAGES |= {"allowance_routes.py", "attendance_routes.py", "credit_routes.py", "recap_routes.py"}
PAGES |= {"paper_sign_routes.py"}
PAGES |= {"round_routes.py", "parts_routes.py", "late_routes.py", "custody_routes.py", "set_routes.py"}
PAGES |= {"evidence_routes.py", "leader_routes.py", "self_routes.py"}
PAGES |= {"calibration_routes.py", "team_routes.py", "unit_routes.py"}
PAGES |= {"carry_routes.py"}
PAGES |= {"decision_routes.py", "objection_routes.py", "receipt_routes.py"}
ROUTES = [path for path in python_files() if path.name in PAGES]


def answers_get_only(view: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Decorated with ``bp.get``, or with ``bp.route`` that names no POST."""
    for mark in view.decorator_list:
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr in {"get", "route"}:
            return "POST" not in ast.unparse(mark)
    return False


def imported_commands(path: Path) -> set[str]:
    """Names a file imported out of modules of commands."""
    found = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
    imports = [node for node in found if not (node.module or "").startswith("app.domain.")]  # rules command nothing
    return {
        alias.name
        for node in imports
        if (node.module or "").rpartition(".")[2] in COMMAND_MODULES and (node.module or "") != "app.web.signing"
        for alias in node.names
    }


def test_a_page_that_is_only_read_calls_no_command() -> None:
    read_only = [(path, view) for path in ROUTES for view in functions(path) if answers_get_only(view)]
    assert len(read_only) > 8
    for path, view in read_only:
        used = {node.id for node in ast.walk(view) if isinstance(node, ast.Name)}
        assert not used & (COMMAND_MODULES | imported_commands(path)), f"{name(path)}: {view.name}"


def test_only_the_database_module_commits_and_rolls_back() -> None:
    for path in python_files():
        calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        attributes = [node.func for node in calls if isinstance(node.func, ast.Attribute)]
        ends = [node for node in attributes if node.attr in {"commit", "rollback", "begin_nested"}]
        assert not ends or name(path) == "app/db.py", f"{name(path)}:{ends[0].lineno}"
