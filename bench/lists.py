"""Pages of officers and assessors at a hundred and at twenty thousand people, in turns: ratios of one run.

The same kind of page with about as many rows is compared: a school with its people, an assessor with a team. ``rows``
says how many table rows each page has, because fifty rows cost more than five whoever else works for the agency.
"""

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Select, func, select

from bench.timing import client_of, filled

SMALL, LARGE, ROUNDS, GOAL = 100, 20_000, 25, 1.2


@dataclass(frozen=True)
class Regency:
    """An application with people, and somebody of each kind logged in."""

    app: Flask
    officer: FlaskClient
    assessor: FlaskClient
    paths: dict[str, tuple[FlaskClient, str]]


def regency(folder: Path, size: int) -> Regency:
    """A filled database of ``size`` people, with the addresses of comparable pages."""
    from app.db import db  # noqa: PLC0415 - after the environment is set
    from app.domain.planning import PlanState  # noqa: PLC0415
    from app.people.models import AssessorAssignment, Person, Posting, Unit  # noqa: PLC0415
    from app.planning.models import Plan  # noqa: PLC0415

    app = filled(folder, size)
    with app.app_context():

        def one(query: Select[tuple[int]]) -> int:
            return db.session.scalar(query.limit(1)) or 0

        people, team = func.count(Posting.id), func.count(AssessorAssignment.id)
        school = one(
            select(Unit.id).join(Posting, Posting.unit_id == Unit.id).where(Unit.name.like("SD Negeri%"))
            .group_by(Unit.id).order_by(func.abs(people - 12), Unit.id)
        )  # fmt: skip
        teacher = one(select(Posting.person_id).where(Posting.unit_id == school, Posting.is_head.is_(False)))
        head = one(
            select(AssessorAssignment.assessor_id).group_by(AssessorAssignment.assessor_id)
            .order_by(func.abs(team - 12), AssessorAssignment.assessor_id)
        )  # fmt: skip
        login = db.session.scalar(select(Person.nip).where(Person.id == head)) or ""
        root = one(select(Unit.id).where(Unit.parent_id.is_(None)))
        draft = one(select(Plan.id).where(Plan.state == PlanState.DRAFT).order_by(Plan.id))
        writer = select(Person.nip).join(Plan, Plan.employee_id == Person.id).where(Plan.id == draft)
        own = client_of(app, db.session.scalar(writer) or "")
        db.session.remove()
    officer, assessor = client_of(app, "petugas"), client_of(app, login)
    paths = _paths(officer, assessor, root, school, teacher)
    return Regency(app, officer, assessor, {**paths, **_planning_paths(officer, assessor, own, draft)})


def _planning_paths(
    officer: FlaskClient, assessor: FlaskClient, own: FlaskClient, draft: int
) -> dict[str, tuple[FlaskClient, str]]:
    """The pages around plans."""
    return {
        "plans side by side": (assessor, "/perencanaan/tim"),
        "a draft": (own, f"/perencanaan/{draft}"),
        "colleagues' results": (own, f"/perencanaan/{draft}/ambil?dari=rekan"),
        "examples": (own, f"/perencanaan/{draft}/ambil?dari=contoh&cari=layanan"),
        "roles for me": (own, "/peran/"),
        "matrices": (assessor, "/matriks/"),
        "tree of the office": (own, "/pohon/"),
        "search in the tree": (own, "/pohon/?cari=layanan"),
        "agreements": (officer, "/perjanjian-kinerja/"),
        "documents of a unit": (officer, "/dokumen-unit/"),
    }


def _paths(
    officer: FlaskClient, assessor: FlaskClient, root: int, school: int, teacher: int
) -> dict[str, tuple[FlaskClient, str]]:
    """The pages that are compared, and who opens them."""
    return {
        "home, assessor": (assessor, "/"),
        "plans of a team": (assessor, "/perencanaan/"),
        "evaluations of a team": (assessor, "/penilaian/"),
        "home, officer": (officer, "/"),
        "personnel office": (officer, "/kepegawaian/"),
        "units of the officer": (officer, "/unit/"),
        "search by name": (officer, "/unit/?cari=mawar"),
        "agency's unit": (officer, f"/unit/{root}"),
        "a school": (officer, f"/unit/{school}"),
        "a teacher": (officer, f"/pegawai/{teacher}"),
        "choose an assessor": (officer, f"/pegawai/{teacher}/penilai"),
        "work list of units": (officer, "/daftar-kerja/"),
        "work list of a school": (officer, f"/daftar-kerja/unit/{school}"),
        "work list, everybody": (officer, f"/daftar-kerja/unit/{root}"),
        "end of a service": (officer, f"/daftar-kerja/pegawai/{teacher}/berakhir"),
        "achievements of units": (officer, "/penilaian/capaian-unit/"),
        "periods": (officer, "/periode/"),
        "without assessor": (officer, "/penilai/"),
        "proposals of a school": (officer, f"/penilai/unit/{school}"),
    }


def measure(client: FlaskClient, path: str) -> tuple[float, int]:
    """CPU milliseconds of one page, and how many rows its tables have."""
    start = time.process_time()
    answer = client.get(path)
    spent = 1000 * (time.process_time() - start)
    if answer.status_code != 200:  # noqa: PLR2004
        raise RuntimeError(f"{path}: {answer.status_code}")
    return spent, answer.text.count("<tr>")


def run(folder: Path) -> None:
    """Print a line for each page."""
    start = time.perf_counter()
    small = regency(folder / "small", SMALL)
    large = regency(folder / "large", LARGE)
    print(f"\nlists at {SMALL} and {LARGE} people, goal {GOAL} (filled in {time.perf_counter() - start:.1f} s)")
    print(f"{'page':<24}{'ms':>8}{'ms':>8}{'ratio':>8}{'rows':>6}{'rows':>6}")
    for name, own in small.paths.items():
        other = large.paths[name]
        measure(*own), measure(*other)
        pairs = [(measure(*own), measure(*other)) for _ in range(ROUNDS)]
        few, many = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
        rows = pairs[0][0][1], pairs[0][1][1]
        print(f"{name:<24}{few:>8.2f}{many:>8.2f}{many / few:>8.2f}{rows[0]:>6}{rows[1]:>6}")
