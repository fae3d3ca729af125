"""A 360-degree round of 10,000 people, eight forms each: seconds to start, to answer and to count, and the memory.

Ratios within the run: starting and counting beside answering, which is what the office does anyway, form by form.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.servers import ROOT

SUBJECTS, ANSWERED = 10_000, 8
SIZES = (1_000, SUBJECTS)
GROUP = 40
"""People who answer about each other."""

WORK = """
import random, resource, sys, time
from datetime import timedelta
from pathlib import Path
from flask_migrate import upgrade
from sqlalchemy import insert, select
from app import clock
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.ballots import Answer, encode
from app.domain.feedback import CandidateSource, CandidateState, RaterClass
from app.domain.preflight import GroupRule
from app.domain.rounds import Basics
from app.factory import create_app
from app.feedback import count, custody, launching, preparing, sealing, unlocking
from app.feedback.box import Ballot
from app.feedback.models import Candidate, Custodian, FeedbackRound, FeedbackSubject, Invitation
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.sample import regency, synthetic

people, group, answered = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
app = create_app()
settings = app.extensions["tilik"].settings


def peak():
    return next(int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))


def figure(name, start, extra=""):
    print(f"{name} {time.perf_counter() - start:.2f} {peak():.0f} {extra}", flush=True)


with app.app_context():
    upgrade()
    synthetic.load(regency.regency(people + people // 10 + 400, 1))
    today = clock.today("Asia/Jakarta")
    heads = select(AssessorAssignment.assessor_id)  # whoever assesses the others of a group is no peer of theirs
    found = select(Person.id).join(Posting).where(Person.nip.is_not(None), Person.id.not_in(heads)).distinct()
    everybody = list(db.session.scalars(found))
    ids, rest = everybody[:people], everybody[people:]
    officer_id, keepers = ids[0], []
    top = db.session.scalars(select(Unit.id).order_by(Unit.path)).first()
    officer = Actor(officer_id, "", 1, frozenset({Role.AGENCY_OFFICER}), frozenset(), clock.now())
    db.session.remove()
    basics = Basics("Bench", today.replace(month=1, day=1), today.replace(month=12, day=31), None,
                    today + timedelta(days=14), 3, 5, 20)
    round_id = preparing.create(officer, top, basics)
    for kind in (RaterClass.SUPERIOR, RaterClass.SELF, RaterClass.SUBORDINATE):
        preparing.drop_group(officer, round_id, kind)
    preparing.set_group(officer, round_id, GroupRule(RaterClass.PEER, CandidateSource.OFFICER, answered, answered))
    with atomic() as session:
        row = session.get_one(FeedbackRound, round_id)
        units = dict(session.execute(select(Posting.person_id, Posting.unit_id)).all())
        session.execute(insert(FeedbackSubject), [
            {"round_id": round_id, "person_id": one, "unit_id": units[one], "drawn": 0, "drawn_from": 0} for one in ids
        ])
        about = dict(session.execute(select(FeedbackSubject.person_id, FeedbackSubject.id)).all())
        rows = []
        for begin in range(0, len(ids), group):
            together = ids[begin : begin + group]
            rows += [
                {"subject_id": about[one], "person_id": other, "rater_class": RaterClass.PEER,
                 "state": CandidateState.APPROVED, "proposed_by": officer_id}
                for one in together for other in together if other != one
            ]
        session.execute(insert(Candidate), rows)
        codes, chosen = {}, []
        for one in rest:
            if units[one] not in chosen and len(chosen) < 3:
                chosen.append(units[one])
                codes[one] = sealing.new_code()
                key = bytes(sealing.custodian_key(codes[one], row.token).public_key)
                session.add(Custodian(round_id=round_id, person_id=one, public_key=key, confirmed_at=clock.now()))
    db.session.remove()
    start = time.perf_counter()
    forms = launching.launch(officer, round_id, settings, random.Random(1))
    figure("launch", start, forms)
    db.session.remove()
    dice = random.Random(2)
    invited = list(db.session.execute(select(Invitation.id, Invitation.rater_id)).all())
    db.session.remove()
    from app.feedback import answering
    from app.feedback.answering import Rater

    start, many = time.perf_counter(), 500
    for form in invited[:many]:
        answer = Answer(tuple(dice.choice((3, 4, 5)) for _ in range(21)), ("baik " * 20, "", "lebih awal"))
        answering.send(Rater.by_login(form.rater_id), form.id, answer, sealing.new_receipt(), settings.feedback_keys)
    figure("answer", start, many)
    keys = count.keyring_of(db.session.get_one(FeedbackRound, round_id), settings).load()
    public_key = db.session.get_one(FeedbackRound, round_id).public_key
    db.session.remove()
    for begin in range(many, len(invited), 2000):
        ballots = []
        for form in invited[begin : begin + 2000]:
            answer = Answer(tuple(dice.choice((3, 4, 5)) for _ in range(21)), ("baik " * 20, "", "lebih awal"))
            body = sealing.seal_ballot(keys, public_key, encode(answer), form.id, sealing.new_receipt())
            ballots.append({"id": sealing.ballot_id(keys, form.id), "round_id": round_id, "body": body})
        with atomic() as session:
            session.execute(insert(Ballot), ballots)
    with clock.earlier(timedelta(days=-15)):
        key = None
        for person_id in list(codes)[:2]:
            key = unlocking.enter_code(Actor(person_id, "", 1), round_id, codes[person_id], settings)
        run = count.close(Actor(list(codes)[1], "", 1), round_id, settings)
        db.session.remove()
        start = time.perf_counter()
        count.run_count(round_id, run, key, settings)
        row = db.session.get_one(FeedbackRound, round_id)
        figure("count", start, row.valid_ballots)
"""


def feedback(environment: dict[str, str]) -> None:
    """Two sizes of round; 500 answers go through the command, the others are put into the box sealed."""
    print("\n360-degree round: seconds, memory in MB; answering by the command, one after another")
    print(
        f"{'people':>8}{'forms':>9}{'start s':>9}{'MB':>6}{'answer ms':>11}{'count s':>9}{'MB':>6}{'count/answer':>14}"
    )
    for people in SIZES:
        with tempfile.TemporaryDirectory() as name:
            found = run(Path(name), people)
        start_s, start_mb, forms = found["launch"]
        answer_s, _, sent = found["answer"]
        count_s, count_mb, valid = found["count"]
        each = 1000 * answer_s / sent
        line = f"{people:>8}{forms:>9.0f}{start_s:>9.1f}{start_mb:>6.0f}{each:>11.1f}{count_s:>9.1f}{count_mb:>6.0f}"
        print(f"{line}{1000 * count_s / valid / each:>14.2f}")
    os.environ.update(environment)


def run(folder: Path, people: int) -> dict[str, tuple[float, float, float]]:
    """What a process of its own measures: seconds, peak of memory, and how many."""
    data = folder / "data"
    places = {
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'tilik.sqlite3'}",
        "FEEDBACK_KEY_DIR": str(folder / "keys"),
        "FEEDBACK_OVER_HTTP": "1",
    }
    command = [sys.executable, "-c", WORK, str(people), str(GROUP), str(ANSWERED)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=os.environ | places)
    lines = (line.split() for line in done.stdout.splitlines())
    return {words[0]: (float(words[1]), float(words[2]), float(words[3])) for words in lines if len(words) == 4}  # noqa: PLR2004
