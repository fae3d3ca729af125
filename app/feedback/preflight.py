"""Reading a round for what stands in its way: a constant number of statements, however many people it is about."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from app.config import Settings
from app.db import db
from app.domain import nominations, preflight
from app.domain.feedback import CandidateSource, CandidateState, RaterClass, RoundState
from app.domain.nominations import Chance, Key, Post, Tree, Wanted
from app.domain.people import PositionKind
from app.domain.preflight import About, Finding, GroupRule, Place, Server, Terms
from app.domain.questions import Wording, problems_of_set
from app.feedback import parts
from app.feedback.models import (
    Candidate,
    FeedbackRound,
    FeedbackSubject,
    Question,
    QuestionSet,
    RoundGroup,
    RoundQuestions,
)
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import on_day

_LAUNCHED = (RoundState.OPEN, RoundState.CLOSED, RoundState.COUNTED, RoundState.PURGED)


@dataclass(frozen=True)
class Office:
    """Everybody who works here today: names, kinds of position, and the tree of those who may be asked."""

    names: Mapping[int, str]
    kinds: Mapping[int, PositionKind]
    units: Mapping[int, int]
    assessors: Mapping[int, int | None]
    tree: Tree


@dataclass(frozen=True)
class Inspection:
    """A round as it would start now. ``drawn``: who would be asked, by lot; another inspection draws others."""

    terms: Terms
    office: Office
    abouts: tuple[About, ...]
    drawn: Mapping[Key, list[int]]
    sets: Mapping[PositionKind | None, int]
    findings: tuple[Finding, ...]

    def set_of(self, person_id: int) -> int | None:
        """Which set of questions is asked about somebody."""
        return self.sets.get(self.office.kinds.get(person_id), self.sets.get(None))

    def fixed(self, about: About) -> Iterator[tuple[RaterClass, int]]:
        """Forms nobody draws: the superior's, one's own, those of all subordinates."""
        if self.terms.group(RaterClass.SELF):
            yield RaterClass.SELF, about.person_id
        if self.terms.group(RaterClass.SUPERIOR) and about.supervisor_id is not None:
            yield RaterClass.SUPERIOR, about.supervisor_id
        group = self.terms.group(RaterClass.SUBORDINATE)
        if group and not group.by_slip:
            yield from ((RaterClass.SUBORDINATE, who) for who in about.candidates.get(RaterClass.SUBORDINATE, ()))


def server_of(settings: Settings) -> Server:
    """The installation as the rules look at it."""
    return Server(
        keys_lie_apart=settings.keys_lie_apart,
        is_private=settings.https or settings.on_loopback,
        over_http=settings.feedback_over_http,
        is_sample=people.the_agency().is_sample,
    )


def inspect(row: FeedbackRound, settings: Settings, chance: Chance | None = None) -> Inspection:
    """Everything that stands in the way of starting a round today, and a draw as it would be made."""
    terms, office = _terms(row), _office(people.today())
    gone, abouts = _abouts(row, terms, office)
    bare = Inspection(terms, office, abouts, {}, _sets(row.id), ())
    busy = Counter(who for about in abouts for _, who in bare.fixed(about))
    wanted = [one for about in abouts for one in _wanted(about, terms)]
    drawn = nominations.draw(wanted, busy, terms.most_forms, chance or secrets.SystemRandom())
    by_subject = {about.subject_id: about for about in abouts}
    findings = [
        *preflight.findings_of_server(server_of(settings), is_exercise=row.is_exercise),
        *preflight.findings_of_round(terms, len(abouts) + len(gone)),
        *_question_findings(bare),
        *preflight.findings_of_custodians(parts.keepers(row, terms, abouts), is_exercise=row.is_exercise),
        *gone,
        *(finding for about in abouts for finding in preflight.findings_about(about, terms)),
        *preflight.busy_raters(busy, office.names, terms.most_forms),
        *(_shortage(by_subject[one.key[0]], terms) for one in nominations.short(wanted, drawn)),
    ]
    return Inspection(terms, office, abouts, drawn, bare.sets, tuple(findings))


def report(round_id: int, settings: Settings) -> tuple[Finding, ...]:
    """What stands in the way of starting a round, for its page."""
    return inspect(db.session.get_one(FeedbackRound, round_id), settings).findings


def _terms(row: FeedbackRound) -> Terms:
    groups = db.session.scalars(select(RoundGroup).where(RoundGroup.round_id == row.id))
    rules = [GroupRule(g.rater_class, g.source, g.minimum, g.maximum, g.by_slip) for g in groups]
    order = list(RaterClass)
    return Terms(
        groups=tuple(sorted(rules, key=lambda rule: order.index(rule.rater_class))),
        score_threshold=row.score_threshold,
        most_forms=row.most_forms,
        closes_on=row.closes_on,
        nominate_until=row.nominate_until,
        on=people.today(),
    )


def _office(day: date) -> Office:
    rows = db.session.execute(
        select(Person.id, Person.name, Posting.unit_id, Posting.position_kind, AssessorAssignment.assessor_id)
        .join(Posting, and_(Posting.person_id == Person.id, on_day(Posting, day)))
        .outerjoin(
            AssessorAssignment, and_(AssessorAssignment.employee_id == Person.id, on_day(AssessorAssignment, day))
        )
        .where(or_(Person.ended_on.is_(None), Person.ended_on >= day))
        .order_by(Person.id, Posting.unit_id.desc())  # of two postings the first unit stays, as everywhere
    ).all()
    return Office(
        names={row.id: row.name for row in rows},
        kinds={row.id: row.position_kind for row in rows},
        units={row.id: row.unit_id for row in rows},
        assessors={row.id: row.assessor_id for row in rows},
        tree=Tree(
            Post(row.id, row.unit_id, row.assessor_id)
            for row in rows
            if row.position_kind is not PositionKind.POLITICAL
        ),
    )


def _abouts(row: FeedbackRound, terms: Terms, office: Office) -> tuple[list[Finding], tuple[About, ...]]:
    named, last, here = _nominated(row.id), _last_closed(row), _working_here(row)
    waits = any(group.source is CandidateSource.SUBJECT and group.is_drawn for group in terms.groups)
    gone, abouts = [], []
    for subject in db.session.execute(_SUBJECTS, {"round_id": row.id}):
        if subject.person_id not in office.names:
            words = f"{subject.name} sudah tidak bertugas di sini. Keluarkan dari putaran ini."
            gone.append(Finding(Place.SUBJECTS, words, preflight.OFFICER, subject.person_id))
            continue
        if subject.person_id not in here:
            words = f"{subject.name} sekarang bertugas di luar unit putaran ini. Keluarkan dari putaran ini."
            gone.append(Finding(Place.SUBJECTS, words, preflight.OFFICER, subject.person_id))
            continue
        supervisor_id = office.assessors[subject.person_id]
        if waits and subject.approved_at is None and subject.supervisor_id != supervisor_id:
            words = (  # the one who decides is the assessor of when the round was prepared
                f"Penilai {subject.name} berganti sejak putaran disiapkan, jadi usulan calonnya masih menunggu penilai "
                "lama. Keluarkan dari putaran ini, lalu tambahkan lagi: usulannya ditulis ulang."
            )
            gone.append(Finding(Place.SUBJECTS, words, preflight.OFFICER, subject.person_id))
            continue
        abouts.append(
            About(
                subject_id=subject.id,
                person_id=subject.person_id,
                name=subject.name,
                supervisor_id=supervisor_id,
                supervisor=office.names.get(supervisor_id or 0, ""),
                has_nominated=subject.nominated_at is not None,
                is_approved=subject.approved_at is not None,
                last_closed=last.get(subject.person_id),
                candidates=_candidates(subject.person_id, supervisor_id, terms, office, named.get(subject.id, {})),
            )
        )
    return gone, tuple(abouts)


def _working_here(row: FeedbackRound) -> set[int]:
    """Who has a post in the round's unit or below it today."""
    top = select(Unit.path).where(Unit.id == row.unit_id).scalar_subquery()
    posts = select(Posting.person_id).join(Unit, Unit.id == Posting.unit_id)
    return set(db.session.scalars(posts.where(on_day(Posting, people.today()), Unit.path.startswith(top))))


_SUBJECTS: Any = (
    select(
        FeedbackSubject.id, FeedbackSubject.person_id, Person.name, FeedbackSubject.nominated_at,
        FeedbackSubject.approved_at, FeedbackSubject.supervisor_id,
    )
    .join(Person, Person.id == FeedbackSubject.person_id)
    .where(FeedbackSubject.round_id == bindparam("round_id"))
)  # fmt: skip


def _nominated(round_id: int) -> dict[int, dict[RaterClass, set[int]]]:
    rows = db.session.execute(
        select(Candidate.subject_id, Candidate.rater_class, Candidate.person_id)
        .join(FeedbackSubject, FeedbackSubject.id == Candidate.subject_id)
        .where(FeedbackSubject.round_id == round_id, Candidate.state == CandidateState.APPROVED)
    )
    named: dict[int, dict[RaterClass, set[int]]] = defaultdict(lambda: defaultdict(set))
    for subject_id, kind, person_id in rows:
        named[subject_id][kind].add(person_id)
    return named


def _last_closed(row: FeedbackRound) -> dict[int, date]:
    mine = select(FeedbackSubject.person_id).where(FeedbackSubject.round_id == row.id)
    rows = db.session.execute(
        select(FeedbackSubject.person_id, func.max(FeedbackRound.closes_on))
        .join(FeedbackRound, FeedbackRound.id == FeedbackSubject.round_id)
        .where(
            FeedbackRound.id != row.id,
            FeedbackRound.state.in_(_LAUNCHED),
            FeedbackRound.is_exercise.is_(False),
            FeedbackSubject.person_id.in_(mine),
        )
        .group_by(FeedbackSubject.person_id)
    ).all()
    return {row[0]: row[1] for row in rows}


def _candidates(
    person_id: int, supervisor_id: int | None, terms: Terms, office: Office, named: Mapping[RaterClass, set[int]]
) -> dict[RaterClass, tuple[int, ...]]:
    """Possible raters by class; nobody answers about one person in two roles."""
    below = office.tree.subordinates(person_id)
    found: dict[RaterClass, tuple[int, ...]] = {RaterClass.SUBORDINATE: tuple(sorted(below))}
    taken = {person_id, supervisor_id} | below
    for group in terms.groups:
        if not group.is_drawn:
            continue
        pool = set(named.get(group.rater_class, ())) & office.names.keys()
        if group.source is CandidateSource.AUTOMATIC and group.rater_class is RaterClass.PEER:
            pool |= office.tree.colleagues(person_id) - named.get(RaterClass.EXTERNAL, set())
        found[group.rater_class] = tuple(sorted(pool - taken))
    return found


def _wanted(about: About, terms: Terms) -> Iterator[Wanted]:
    for group in terms.groups:
        if group.is_drawn:
            pool = about.candidates[group.rater_class]
            yield Wanted((about.subject_id, group.rater_class), pool, group.minimum, group.maximum)


def _shortage(about: About, terms: Terms) -> Finding:
    return preflight.shortage(about.name, about.person_id, terms.most_forms)


def _sets(round_id: int) -> dict[PositionKind | None, int]:
    rows = db.session.execute(
        select(RoundQuestions.position_kind, RoundQuestions.set_id).where(RoundQuestions.round_id == round_id)
    )
    return {row[0]: row[1] for row in rows}


def _question_findings(found: Inspection) -> Iterator[Finding]:
    used = {found.set_of(about.person_id) for about in found.abouts} - {None}
    if found.abouts and found.sets.get(None) is None:
        yield Finding(Place.QUESTIONS, "Set pertanyaan belum dipilih.", preflight.OFFICER)
    rows = db.session.execute(
        select(Question.set_id, QuestionSet.name, Question.kind, Question.text)
        .join(QuestionSet, QuestionSet.id == Question.set_id)
        .where(Question.set_id.in_(used))
    )
    wordings: dict[tuple[int, str], list[Wording]] = defaultdict(list)
    for set_id, name, kind, text in rows:
        wordings[set_id, name].append(Wording(kind, text))
    for (_, name), questions in sorted(wordings.items()):
        for problem in problems_of_set(questions):
            yield Finding(Place.QUESTIONS, f"Set “{name}”: {problem.message}", "Petugas kepegawaian instansi")
