"""Twenty thousand people are evaluated and reported: the recap of all of them, the counts, and the page of a unit.

The job runs in a process of its own beside a real web server, as in an office. The ratio that matters is what another
page takes while the job works beside what it takes alone; seconds are those of this machine.
"""

import http.client
import os
import statistics
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench.lists import measure
from bench.servers import ROOT, Server, gunicorn
from bench.timing import client_of, filled

PEOPLE, EVALUATED, SLICE, ALONE, ROUNDS = 23_000, 20_000, 2_000, 60, 15
JOB = """
import sys, time
from app.factory import create_app
from app.jobs.worker import run_due

app = create_app()
peak = lambda: next(int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
with app.app_context():
    before, began, start = peak(), time.process_time(), time.perf_counter()
    done = run_due(app.extensions["tilik"].jobs)
    print(time.process_time() - began, time.perf_counter() - start, before, peak(), done)
"""


def recap(folder: Path) -> None:
    """Print what it costs."""
    start = time.perf_counter()
    app = filled(folder, PEOPLE)
    with app.app_context():
        number, root, school, login = _evaluate_everybody()
    print(f"\nrecap of {number} evaluated people (filled in {time.perf_counter() - start:.0f} s)")
    places = {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'tilik.sqlite3'}"}
    _counts(app, number, root, school)
    with app.app_context():
        _ask(root)
    with gunicorn("wsgi:app", places, "/sehat") as server:
        _beside(server, login, places, number)


def _evaluate_everybody() -> tuple[int, int, int, str]:
    """How many were evaluated and reported; the agency, a school with a dozen people, and the login of an assessor."""
    from sqlalchemy import func, insert, select, update  # noqa: PLC0415 - after the environment is set

    from app import clock  # noqa: PLC0415
    from app.db import atomic  # noqa: PLC0415
    from app.documents.content import canonical, digest  # noqa: PLC0415
    from app.documents.models import SignedDocument  # noqa: PLC0415
    from app.domain.planning import PlanState  # noqa: PLC0415
    from app.domain.rating import OverallRating, Rating  # noqa: PLC0415
    from app.domain.review import EvaluationState  # noqa: PLC0415
    from app.people.models import AssessorAssignment, Person, Posting, Unit  # noqa: PLC0415
    from app.planning.models import Plan  # noqa: PLC0415
    from app.review.models import Evaluation  # noqa: PLC0415
    from tests.documents.examples import EVALUATION  # noqa: PLC0415

    now, text = clock.now(), canonical(EVALUATION)
    ratings = {"results_rating": Rating.AS_EXPECTED, "behaviour_rating": Rating.ABOVE, "overall": OverallRating.GOOD}
    moments = dict.fromkeys(("state_since", "signed_at", "received_at", "reported_at"), now)
    with atomic() as session:
        session.execute(update(Plan).values(state=PlanState.SET))
        rows = session.execute(
            select(Plan.root_id, Plan.employee_id, Plan.year_id, AssessorAssignment.assessor_id)
            .join(AssessorAssignment, AssessorAssignment.employee_id == Plan.employee_id)
            .limit(EVALUATED)
        ).all()
        session.execute(
            insert(Evaluation),
            [
                {
                    "plan_root_id": root_id, "employee_id": employee_id, "assessor_id": assessor_id, "version": 1,
                    "year_id": year_id, "state": EvaluationState.COUNTERSIGNED, "reported_by": assessor_id,
                    **ratings, **moments,
                }
                for root_id, employee_id, year_id, assessor_id in rows
            ],
        )  # fmt: skip
        ids = list(session.scalars(select(Evaluation.id)))
        same = {"kind": "evaluation", "content": text, "sha256": digest(text), "created_at": now}
        for first in range(0, len(ids), SLICE):
            part = [{"subject_id": one, "code": f"B{one}", **same} for one in ids[first : first + SLICE]]
            session.execute(insert(SignedDocument), part)
        root = session.scalar(select(Unit.id).where(Unit.parent_id.is_(None))) or 0
        school = session.scalar(
            select(Unit.id).join(Posting, Posting.unit_id == Unit.id).where(Unit.name.like("SD Negeri%"))
            .group_by(Unit.id).order_by(func.abs(func.count(Posting.id) - 12), Unit.id).limit(1)
        ) or 0  # fmt: skip
        login = session.scalar(select(Person.nip).where(Person.id == rows[0][3])) or ""
    return len(ids), root, school, login


def _counts(app: Any, number: int, root: int, school: int) -> None:
    """The count in the background, and the page of the whole agency beside that of a school."""
    from app.people import queries as people  # noqa: PLC0415
    from app.people import tally  # noqa: PLC0415
    from app.reporting.tally import OF_EVALUATIONS  # noqa: PLC0415

    with app.app_context():
        start = time.process_time()
        tally.recount(OF_EVALUATIONS, people.today())
        spent = time.process_time() - start
    print(
        f"completeness counted for all units: {spent:.2f} CPU s, {1000 * 1000 * spent / number:.0f} ms for 1,000 people"
    )
    officer = client_of(app, "petugas")
    paths = [f"/pelaporan/unit/{one}" for one in (school, root)]
    measure(officer, paths[0]), measure(officer, paths[1])
    pairs = [(measure(officer, paths[0])[0], measure(officer, paths[1])[0]) for _ in range(ROUNDS)]
    small, large = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    print(f"page of a unit: a school {small:.1f} ms, the whole agency {large:.1f} ms ({large / small:.2f} x)")


def _ask(root: int) -> None:
    """What the officer of the agency asks for: a recap of everybody."""
    from sqlalchemy import select  # noqa: PLC0415

    from app import clock  # noqa: PLC0415
    from app.auth.models import Account  # noqa: PLC0415
    from app.cycles import queries as cycles  # noqa: PLC0415
    from app.db import db  # noqa: PLC0415
    from app.domain.actors import Actor, Role  # noqa: PLC0415
    from app.domain.recap import Kind, Order  # noqa: PLC0415
    from app.reporting import recapping, report_rows  # noqa: PLC0415

    person_id = db.session.scalar(select(Account.person_id).where(Account.login == "petugas")) or 0
    actor = Actor(person_id, "", 1, frozenset({Role.AGENCY_OFFICER}), frozenset(), clock.now())
    year = cycles.years()[0]
    unit = report_rows.kept_unit(actor, root)
    recapping.ask(actor, unit, (year.id, 0), f"Tahun {year.year}", (Kind.RATINGS, Order.BEST_FIRST))
    db.session.remove()


def _beside(server: Server, login: str, places: dict[str, str], number: int) -> None:
    """The job, and what the list of an assessor's people takes without and with it."""
    from bench.run import log_in_as  # noqa: PLC0415 - run imports this module

    cookie = log_in_as(server, login)
    for _ in range(5):
        _seconds(server, cookie)
    alone = [_seconds(server, cookie) for _ in range(ALONE)]
    process = subprocess.Popen(
        [sys.executable, "-c", JOB], cwd=ROOT, env=os.environ | places, stdout=subprocess.PIPE, text=True
    )
    with_job = []
    while process.poll() is None:
        with_job.append(_seconds(server, cookie))
    told = process.communicate()[0].split()
    if process.returncode or told[-1] != "1":
        raise RuntimeError(f"the recap was not made: {told}")
    cpu, wall, before, peak, _ = map(float, told)
    print(f"recap: {wall:.1f} s, {cpu:.1f} CPU s, {1000 * cpu / number:.2f} CPU s for 1,000 people")
    print(f"memory: {peak:.0f} MB at most, {peak - before:.0f} MB more than before")
    quiet, busy = statistics.median(alone), statistics.median(with_job)
    print(f"a page of an assessor: alone {1000 * quiet:.0f} ms, beside the job {1000 * busy:.0f} ms", end=" ")
    print(f"({busy / quiet:.2f} x; of {len(with_job)} answers the slowest {max(with_job) / quiet:.1f} x)")


def _seconds(server: Server, cookie: str) -> float:
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", "/penilaian/", headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    if answer.status != HTTPStatus.OK:
        raise RuntimeError(f"/penilaian/: {answer.status}")
    return time.perf_counter() - start
