"""Five hundred assessors sign at the same moment, half of them with a double click: is one lost, is one doubled?

A real server and real sessions, on SQLite. The ratio is what a signature takes in the crowd beside what it takes alone.
"""

import http.client
import re
import statistics
import threading
import time
import urllib.parse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench.servers import Server, gunicorn
from bench.timing import filled

PEOPLE, ASSESSORS, ALONE, HANDS = 9_000, 500, 20, 64
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Desk:
    """An assessor with a complete draft, logged in and on the page before the signature."""

    path: str
    cookie: str
    fields: str


def signing(folder: Path) -> None:
    """Print what came of it."""
    drafts = _drafts(folder)
    environment = {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'tilik.sqlite3'}"}
    with gunicorn("wsgi:app", environment, "/sehat") as server:
        with ThreadPoolExecutor(8) as pool:
            desks = list(pool.map(lambda draft: _sit_down(server, *draft), drafts))
        alone = [_press(server, desk)[1] for desk in desks[:ALONE]]
        crowd = desks[ALONE:]
        presses = crowd + crowd[::2]
        gate = threading.Barrier(HANDS)

        def hand(number: int) -> list[tuple[int, float]]:
            gate.wait()
            return [_press(server, desk) for desk in presses[number::HANDS]]

        start = time.perf_counter()
        with ThreadPoolExecutor(HANDS) as pool:
            answers = [answer for many in pool.map(hand, range(HANDS)) for answer in many]
        elapsed = time.perf_counter() - start
    _report(folder, len(desks), alone, answers, elapsed)


def _drafts(folder: Path) -> list[tuple[str, str]]:
    """Complete drafts of as many assessors: login and the page to sign on."""
    from app import clock  # noqa: PLC0415 - after the environment is set
    from app.db import atomic, db  # noqa: PLC0415
    from app.domain.rating import Rating  # noqa: PLC0415
    from app.review.models import Evaluation  # noqa: PLC0415

    app = filled(folder, PEOPLE)
    with app.app_context(), atomic() as session:
        chosen, year_id = _open_the_year(session)
        evaluations = [
            Evaluation(
                plan_root_id=plan.root_id,
                employee_id=plan.employee_id,
                assessor_id=assessor_id,
                year_id=year_id,
                state_since=clock.now(),
                results_rating=Rating.AS_EXPECTED,
                behaviour_rating=Rating.AS_EXPECTED,
                is_close=False,
                reason="Seluruh hasil kerja sesuai ekspektasi dan umpan balik pengguna layanan baik sepanjang tahun. "
                * 2,
                note="Pertahankan; ikuti pelatihan yang disepakati pada triwulan pertama.",
            )
            for assessor_id, (_, plan) in chosen.items()
        ]
        session.add_all(evaluations)
        session.flush()
        logins = {assessor_id: nip for assessor_id, (nip, _) in chosen.items()}
        drafts = [(logins[row.assessor_id], f"/penilaian/{row.id}/tandatangani") for row in evaluations]
    with app.app_context():
        db.session.remove()
    return drafts


def _open_the_year(session: Any) -> tuple[dict[int, tuple[str, Any]], int]:
    """Let the year be evaluated today: window, achievements; login and one plan of each assessor, and the year."""
    from sqlalchemy import select, update  # noqa: PLC0415 - after the environment is set

    from app import clock  # noqa: PLC0415
    from app.cycles.models import Window  # noqa: PLC0415
    from app.domain.distribution import Achievement  # noqa: PLC0415
    from app.domain.periods import WindowKind  # noqa: PLC0415
    from app.domain.planning import PlanState  # noqa: PLC0415
    from app.people.models import AssessorAssignment, Person, Posting  # noqa: PLC0415
    from app.planning.models import Plan  # noqa: PLC0415
    from app.review.models import UnitAchievement  # noqa: PLC0415

    today = clock.today("Asia/Jakarta")
    session.execute(
        update(Window)
        .where(Window.kind == WindowKind.ANNUAL_EVALUATION)
        .values(opens_on=today - timedelta(days=1), closes_on=today + timedelta(days=30))
    )
    rows = session.execute(
        select(Person.nip, AssessorAssignment.assessor_id, Plan)
        .join(AssessorAssignment, AssessorAssignment.assessor_id == Person.id)
        .join(Plan, Plan.employee_id == AssessorAssignment.employee_id)
        .where(Plan.state == PlanState.SET, Person.nip.is_not(None))
        .order_by(Plan.id)
    )
    found: dict[int, tuple[str, Plan]] = {}
    for nip, assessor_id, plan in rows:
        found.setdefault(assessor_id, (nip, plan))
    chosen = dict(list(found.items())[:ASSESSORS])
    year_id = next(iter(chosen.values()))[1].year_id
    units = set(session.scalars(select(Posting.unit_id).where(Posting.person_id.in_(chosen))))
    session.add_all(
        UnitAchievement(unit_id=unit, year_id=year_id, grade=Achievement.GOOD, document="LKjIP", set_at=clock.now())
        for unit in units
    )
    return chosen, year_id


def _sit_down(server: Server, login: str, path: str) -> Desk:
    from bench.run import log_in_as  # noqa: PLC0415 - run imports this module

    cookie = log_in_as(server, login)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = (answer.getheader("Set-Cookie") or cookie).split(";")[0]  # the token of the form lies in the session
    form = page[page.index(f'action="{path}"') :]
    values = dict(re.findall(r'name="(csrf_token|seen|_pemilik)" value="([^"]*)"', form))
    if "seen" not in values:
        raise RuntimeError(f"{path} cannot be signed: {re.sub('<[^>]+>', ' ', page)[:800]}")
    return Desk(path, cookie, urllib.parse.urlencode(values))


def _press(server: Server, desk: Desk) -> tuple[int, float]:
    """One press of the button: status and seconds."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("POST", desk.path, desk.fields, {**FORM, "Cookie": desk.cookie})
    answer = connection.getresponse()
    answer.read()
    return answer.status, time.perf_counter() - start


def _report(folder: Path, wanted: int, alone: list[float], answers: list[tuple[int, float]], elapsed: float) -> None:
    from sqlalchemy import func, select  # noqa: PLC0415

    from app.config import load_settings  # noqa: PLC0415
    from app.db import db  # noqa: PLC0415
    from app.documents.models import Signature, SignedDocument  # noqa: PLC0415
    from app.domain.review import EvaluationState  # noqa: PLC0415
    from app.factory import create_app  # noqa: PLC0415
    from app.review.models import Evaluation  # noqa: PLC0415

    app = create_app(load_settings({"DATA_DIR": str(folder)}))
    with app.app_context():
        signed = db.session.scalar(select(func.count()).where(Evaluation.state == EvaluationState.SIGNED)) or 0
        documents = dict(
            db.session.execute(
                select(SignedDocument.subject_id, func.count(Signature.id))
                .join(Signature)
                .where(SignedDocument.kind == "evaluation")
                .group_by(SignedDocument.subject_id)
            ).all()
        )
        db.session.remove()
    statuses = Counter(status for status, _ in answers)
    told = sum(count for status, count in statuses.items() if status == HTTPStatus.SEE_OTHER)
    crowd, single = statistics.median(s for _, s in answers), statistics.median(alone)
    print(f"\n{wanted} assessors, {len(answers)} presses by {HANDS} hands in {elapsed:.1f} s: {dict(statuses)}")
    doubled = sum(count > 1 for count in documents.values())
    print(f"signed {signed}, lost {wanted - signed}, doubled {doubled}, told {told}")
    print(f"median press: alone {single * 1000:.0f} ms, in the crowd {crowd * 1000:.0f} ms ({crowd / single:.1f} x)")
    if signed != wanted or any(count != 1 for count in documents.values()) or len(documents) != wanted:
        raise RuntimeError("a signature was lost or doubled")
