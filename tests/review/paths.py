"""What people may do to one evaluation, each as one act, with a table of its own of who may and what is recorded."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.db import db
from app.documents.models import SignedDocument
from app.domain.actors import Actor
from app.domain.errors import DomainError
from app.domain.rating import Rating
from app.domain.rules import Clock
from app.people import queries as people
from app.reporting import handing_up
from app.review import (
    clocks,
    deciding,
    declaring,
    extending,
    objecting,
    objections,
    paper_signing,
    queries,
    receiving,
    service,
    signing,
    stepping_in,
)
from app.review.content import fingerprint, mark_of
from app.review.models import Evaluation, Objection
from app.review.paper_signing import Paper

SCAN = b"%PDF-1.4\nhalaman yang ditandatangani\n%%EOF\n"
REASON = "Alasan yang cukup panjang untuk setiap kolom."
Claim = tuple[int, str, int]


@dataclass(frozen=True)
class Whim:
    """How somebody does a thing: with an old page, a part left empty, on another day, a rating up, at once again."""

    stale: bool = False
    half: bool = False
    days: int = 0
    rating: Rating = Rating.AS_EXPECTED
    twice: bool = False


@dataclass(frozen=True)
class Case:
    """The evaluation it is about: its plan and itself, the assessor and the superior there are now."""

    root_id: int
    employee: int
    assessor: int
    superior: int | None
    number: int | None = None

    @property
    def id(self) -> int:
        """Its number; one that nobody has when it was not begun."""
        return self.number or 0


def _claim(row: Any, whim: Whim) -> Claim:
    return ((row.version if row else 1) + (7 if whim.stale else 0), "", 0)


def _evaluation(case: Case) -> Evaluation | None:
    db.session.rollback()
    return db.session.get(Evaluation, case.id)


def _objection(case: Case) -> Objection | None:
    db.session.rollback()
    return db.session.scalars(select(Objection).where(Objection.evaluation_id == case.id)).first()


def _document(case: Case) -> SignedDocument | None:
    found = select(SignedDocument).where(SignedDocument.kind == "evaluation", SignedDocument.subject_id == case.id)
    return db.session.scalars(found.order_by(SignedDocument.id.desc())).first()


def _digest(case: Case, whim: Whim) -> str:
    document = _document(case)
    return document.sha256 if document and not whim.stale else "lama"


def _seen(case: Case, whim: Whim, of: Callable[..., str]) -> str:
    """What a page that can be read would bind; whoever asks may have got it from somebody who reads it."""
    for reader in (case.assessor, case.superior):
        if reader is None or whim.stale:
            continue
        try:
            view = queries.visible_evaluation(Actor(reader, "", 0), case.id, people.today())
            return of(view, people.the_agency())
        except DomainError:
            continue
    return "lama"


def _rate(actor: Actor, case: Case, whim: Whim) -> None:
    words = "" if whim.half else REASON
    claim = _claim(_evaluation(case), whim)
    service.rate(actor, case.id, claim, results=whim.rating, behaviour=Rating.AS_EXPECTED, reason=words, note=REASON)


def _declare(actor: Actor, case: Case, whim: Whim) -> None:
    words = "" if whim.half else "Saudara sepupu"
    declaring.declare(actor, case.id, _claim(_evaluation(case), whim), is_close=whim.days > 0, words=words)


def _write(actor: Actor, case: Case, whim: Whim) -> None:
    reasons = " " if whim.half else f"{REASON} {whim.days}"
    objecting.write(actor, case.id, _claim(_objection(case), whim), reasons)


def _explain(actor: Actor, case: Case, whim: Whim) -> None:
    objecting.write_explanation(actor, case.id, _claim(_objection(case), whim), "" if whim.half else REASON)
    objecting.explain(actor, case.id)


def _hear(actor: Actor, case: Case, whim: Whim) -> None:
    on = people.today() + timedelta(days=(0, 0, -90, 1)[whim.days])
    claim, words = _claim(_objection(case), whim), "" if whim.half else REASON
    deciding.write_hearing(actor, case.id, claim, heard_on=on, employee=words, assessor=REASON)
    deciding.hear(actor, case.id)


def _decide(actor: Actor, case: Case, whim: Whim) -> None:
    claim, words = _claim(_objection(case), whim), "" if whim.half else REASON
    deciding.write_decision(
        actor, case.id, claim, results=whim.rating, behaviour=None, decision=words, recommendation=REASON
    )


def _uphold(actor: Actor, case: Case, whim: Whim) -> None:
    _decide(actor, case, whim)
    deciding.uphold(actor, case.id)


def _change(actor: Actor, case: Case, whim: Whim) -> None:
    _decide(actor, case, replace(whim, stale=False))
    view = objections.the_objection(actor, case.id, people.today())
    seen = objections.fingerprint_of_change(actor, view, people.today())
    deciding.change(actor, case.id, "lama" if whim.stale else seen)


def _extend(actor: Actor, case: Case, whim: Whim) -> None:
    which = (Clock.OBJECT, Clock.RETURN, Clock.DECIDE, Clock.REPORT)[whim.days]
    line = clocks.course_of(case.id, people.today()).line(which)
    due_on = max(line.due_on, people.today()) + timedelta(days=5) if line else people.today()
    extending.extend(actor, case.id, which, due_on, "" if whim.half else REASON)


def _paper(actor: Actor, case: Case, whim: Whim) -> None:
    document = _document(case)
    body = b"bukan pindaian" if whim.half else SCAN
    on = people.today() - timedelta(days=whim.days)
    paper_signing.record_signature(actor, document.code if document and not whim.stale else "0" * 16, Paper(on, body))


def _hand_over(actor: Actor, case: Case, whim: Whim) -> None:
    back = (0, 1, 2, 24)[whim.days]  # three weeks ago the time to object would be over
    receiving.hand_over(actor, case.id, None if whim.half else people.today() - timedelta(days=back))


def _report(actor: Actor, case: Case, whim: Whim) -> None:
    handing_up.report(actor, [] if whim.half else [case.id])


Act = Callable[[Actor, Case, Whim], Any]
ACTS: dict[str, Act] = {
    "begin": lambda actor, case, _: service.begin(actor, case.root_id),
    "rate": _rate,
    "declare": _declare,
    "look": lambda actor, case, whim: declaring.look(actor, case.id, _seen(case, whim, mark_of)),
    "take_over": lambda actor, case, _: stepping_in.take_over(actor, case.root_id),
    "sign": lambda actor, case, whim: signing.sign(actor, case.id, _seen(case, whim, fingerprint)),
    "receive": lambda actor, case, _: receiving.receive(actor, case.id),
    "hand_over": _hand_over,
    "countersign": lambda actor, case, whim: signing.countersign(actor, case.id, _digest(case, whim), "Tanggapan"),
    "refuse": lambda actor, case, whim: receiving.record_refusal(actor, case.id, "" if whim.half else REASON),
    "object": lambda actor, case, _: objecting.begin(actor, case.id),
    "write": _write,
    "file": lambda actor, case, _: objecting.file(actor, case.id),
    "withdraw": lambda actor, case, _: objecting.withdraw(actor, case.id),
    "explain": _explain,
    "hear": _hear,
    "uphold": _uphold,
    "change": _change,
    "cosign": lambda actor, case, whim: deciding.cosign(actor, case.id, _digest(case, whim)),
    "extend": _extend,
    "report": _report,
    "paper": _paper,
}
TOLD: dict[str, set[tuple[str, ...]]] = {
    "begin": {("evaluation.begin",), ()},
    "rate": {()},
    "declare": {("evaluation.declare",), ()},
    "take_over": {("evaluation.take_over",), ()},
    "refuse": {("evaluation.record_refusal",)},
    "object": {("objection.begin",), ("objection.reopen",), ()},
    "write": {()},
    "change": {("objection.change", "evaluation.change")},
    "report": {("evaluation.report",), ()},
    "paper": {("evaluation.countersign",), ("evaluation.hand_over", "evaluation.countersign")},
    **{verb: {(f"objection.{verb}",)} for verb in ("file", "withdraw", "explain", "hear", "uphold")},
}
"""What the audit trail tells of an act that succeeded; drafts that are saved, and what was done before, tell nothing.

What is not named here is told by one entry ``evaluation.<verb>``.
"""
PATHS = [
    (
        "begin !sign rate !take_over !sign declare !receive sign !rate !declare !countersign !object receive !cosign "
        "!report object !file write file !write !uphold countersign explain !change !before !tomorrow hear !hear "
        "change !report countersign cosign report !change !withdraw !write"
    ),
    (
        "begin rate close !sign look better !sign look sign late !too_late hand_over object write file explain "
        "withdraw !file object file hear uphold !withdraw countersign report"
    ),
    (
        "begin rate declare !take_over late !sign take_over !rate !declare sign receive extend object write file "
        "successor rise explain hear change cosign paper !countersign"
    ),
    "!take_over late !begin take_over !sign rate sign paper report !object !change",
    "begin half late take_over !sign rate sign receive !object countersign",
    "begin rate declare rise !sign declare sign paper object write overdue !file extend file explain withdraw",
    "begin rate declare sign receive refuse report object write file rise explain hear change !report cosign refuse",
    "begin regent rate !sign declare",
]
"""What people do one after the other; a random story begins with the first of it. What has a ``!`` is refused."""
SAID = {
    "close": ("declare", Whim(days=1)),
    "better": ("rate", Whim(rating=Rating.ABOVE)),
    "half": ("rate", Whim(half=True)),
    "before": ("hear", Whim(days=2)),
    "tomorrow": ("hear", Whim(days=3)),
    "too_late": ("hand_over", Whim(days=3)),
    "change": ("change", Whim(rating=Rating.BELOW)),
}
"""Steps of a path that are an act done in a way of their own."""
