"""What is promised of each act on an evaluation, told a second time and in other words than the rules."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.db import db
from app.documents.models import Signature, SignedDocument
from app.domain.verification import Bound
from app.review.models import ClockExtension, Evaluation, Objection

SIGNATURES = {"sign": 1, "countersign": 1, "cosign": 1, "change": 1, "paper": 1}
CONFIRMED = {*SIGNATURES, "uphold"}
"""A password is entered for these."""
BOUND = {*SIGNATURES, "rate", "declare", "look", "write", "explain", "hear", "uphold"}
"""What is done to something that was read; whoever read an earlier version is refused."""
WHOLE = {"hand_over", "refuse", "explain", "hear", "uphold", "change", "extend", "report", "paper"}
"""What is not done with a part of it missing."""

EVALUATION = {
    "rate": ("open", ""),
    "declare": ("open", ""),
    "look": ("open", ""),
    "sign": ("open", "signed"),
    "receive": ("signed", "received"),
    "hand_over": ("signed", "received"),
    "countersign": ("received refused changed", "countersigned"),
    "refuse": ("received changed", "refused"),
    "paper": ("signed received changed", "countersigned"),
    "change": ("received countersigned refused", "changed"),
    "object": ("received countersigned refused changed", ""),
    "cosign": ("changed countersigned refused", ""),
    "report": ("countersigned refused", ""),
}
"""In which states an act is done, and what follows; nothing follows where the evaluation stays as it is."""
OBJECTION = {
    "write": ("draft", ""),
    "file": ("draft", "filed"),
    "withdraw": ("filed explained heard", "withdrawn"),
    "explain": ("filed", "explained"),
    "hear": ("filed explained", "heard"),
    "uphold": ("heard", "upheld"),
    "change": ("heard", "changed"),
}

_SAVED = {"version", "editor", "editor_seq"}
_MOVED = {"state", "state_since", "version"}
_RATINGS = {"results_rating", "behaviour_rating"}
DRAFTS = {*_SAVED, *_RATINGS, "explanation", "heard_on", "hearing_employee", "hearing_assessor"}
DRAFTS |= {"decision", "recommendation"}
"""Columns of an objection in which somebody writes before handing it on."""
TOUCHED: dict[str, set[str]] = {
    "rate": {*_SAVED, *_RATINGS, "exception", "reason", "note", "prepared_by", "looked_sha256"},
    "declare": {*_SAVED, "is_close", "relation", "assessor_id", "looked_sha256"},
    "look": {"looked_by", "looked_at", "looked_sha256"},
    "take_over": {*_RATINGS, "way", "exception", "reason", "note", "prepared_by", "version"},
    "sign": {*_MOVED, "assessor_id", "superior_id", "overall", "signed_at"},
    "receive": {*_MOVED, "received_at"},
    "hand_over": {*_MOVED, "received_at", "receipt_recorded_by"},
    "countersign": {*_MOVED, "employee_comment"},
    "paper": {*_MOVED, "received_at", "receipt_recorded_by"},
    "refuse": {*_MOVED, "refusal", "refused_at", "refusal_recorded_by"},
    "change": {*_MOVED, *_RATINGS, "overall", "exception", "superior_id", "reported_at", "reported_by"},
    "report": {"reported_at", "reported_by", "version"},
}
"""What an act may alter in an evaluation; everything else stays as it was."""
TOUCHED_OF_OBJECTION: dict[str, set[str]] = {
    "object": {*_SAVED, "state", "filed_at", "decided_at", "explained_at", "explained_by"},
    "write": {*_SAVED, "reasons"},
    "file": {"state", "version", "filed_at"},
    "withdraw": {"state", "version", "decided_at"},
    "explain": {*_SAVED, "state", "explanation", "explained_at", "explained_by"},
    "hear": {*_SAVED, "state", "heard_on", "hearing_employee", "hearing_assessor"},
    **dict.fromkeys(["uphold", "change"], DRAFTS | {"state", "decided_at", "decided_by"}),
}

Values = dict[str, Any]


@dataclass(frozen=True)
class Now:
    """An evaluation and its objection as they are in the database; empty when there is none."""

    evaluation: Values
    objection: Values

    @property
    def state(self) -> str:
        """The state of the evaluation; empty when there is none."""
        return self.evaluation["state"].value if self.evaluation else ""

    @property
    def of_objection(self) -> str:
        """The state of the objection; empty when there is none."""
        return self.objection["state"].value if self.objection else ""

    @property
    def way(self) -> str:
        """Who evaluates."""
        return self.evaluation["way"].value if self.evaluation else "regular"


def now(root_id: int) -> Now:
    """What there is; two statements."""
    found = _values(Evaluation, Evaluation.plan_root_id == root_id)
    return Now(found, _values(Objection, Objection.evaluation_id == found["id"]) if found else {})


def _values(model: Any, condition: Any) -> Values:
    row = db.session.execute(select(*model.__table__.columns).where(condition)).first()
    return dict(row._mapping) if row else {}


def altered(before: Values, after: Values) -> set[str]:
    """The columns that are not as they were."""
    return {name for name, value in after.items() if before.get(name) != value} if before else set()


def look_at_the_states(verb: str, was: Now, is_now: Now) -> None:
    """It was the time for it, what should follow follows, and nothing else was touched."""
    pairs = ((EVALUATION, was.state, is_now.state), (OBJECTION, was.of_objection, is_now.of_objection))
    for table, before, after in pairs:
        states, then = table.get(verb, ("", ""))
        if (verb, before) == ("object", "withdrawn"):
            then = "draft"
        assert not states or before in states.split(), f"{verb} when it was {before or 'not there'}"
        assert not before or after == (then or before), f"{verb} led from {before} to {after}"
    assert altered(was.evaluation, is_now.evaluation) <= TOUCHED.get(verb, set()), verb
    assert altered(was.objection, is_now.objection) <= TOUCHED_OF_OBJECTION.get(verb, set()), verb


def look_at_what_was_written(verb: str, person: int, moment: datetime, was: Now, is_now: Now) -> None:
    """Names and days are those of who did it and when; nobody records the own part for somebody else."""
    row = is_now.evaluation
    if verb in {"hand_over", "paper"} and was.state == "signed":
        assert row["receipt_recorded_by"] == person
        assert row["signed_at"] <= row["received_at"] <= moment
    if verb == "receive":
        assert (row["received_at"], row["receipt_recorded_by"]) == (moment, None)
    if verb == "countersign":
        assert len(row["employee_comment"]) > len(was.evaluation["employee_comment"]), "none is lost"
    if verb == "refuse":
        assert (row["refused_at"], row["refusal_recorded_by"]) == (moment, person)
        assert row["refusal"].strip()
    if verb == "look":
        assert (row["is_close"], row["looked_by"], row["looked_at"]) == (True, person, moment)
    look_at_the_objection(verb, person, moment, was, is_now)
    if verb == "take_over" and was.evaluation and was.way == "regular":
        _look_at_the_draft(was.evaluation, row)


def look_at_the_objection(verb: str, person: int, moment: datetime, was: Now, is_now: Now) -> None:
    """The same of what is done to an objection."""
    row, objection = is_now.evaluation, is_now.objection
    if verb == "explain":
        assert (objection["explained_by"], objection["explained_at"]) == (person, moment)
        assert objection["explanation"].strip()
    if verb == "file":
        assert objection["filed_at"] == moment
        assert objection["reasons"].strip()
    if verb in {"uphold", "change"}:
        assert (objection["decided_by"], objection["decided_at"]) == (person, moment)
        assert objection["decision"].strip()
        assert row["assessor_id"] != person, "nobody decides about the own rating"
    if verb == "change":
        ratings = ("results_rating", "behaviour_rating")
        assert altered(was.evaluation, row) & set(ratings), "a change changes something"
        assert [row[name] for name in ratings] == [objection[name] for name in ratings]
        assert row["reported_at"] is None, "what was reported is no longer the result"


def _look_at_the_draft(was: Values, row: Values) -> None:
    """What the assessor finished stays as it is; of what is half done nothing stays."""
    parts = ("results_rating", "behaviour_rating", "reason", "note")
    is_whole = all(was[name] and str(was[name]).strip() for name in parts)
    assert row["way"].value == ("signed_above" if is_whole else "taken_over")
    assert [row[name] for name in parts] == ([was[name] for name in parts] if is_whole else [None, None, "", ""])


def look_at_the_deadline(person: int, today: date) -> None:
    """The deadline that was moved last: by whom, why, and to a later day."""
    moved = db.session.scalars(select(ClockExtension).order_by(ClockExtension.id.desc())).first()
    assert moved is not None
    assert moved.extended_by == person
    assert moved.due_on > today
    assert moved.reason.strip()


def look_at_signatures(document: SignedDocument, content: Values) -> None:
    """Each binds this content and who put it there, under the name that is printed; on paper somebody else saw it."""
    for mark in document.signatures:
        assert _seal_of(mark) == mark.seal, f"the seal of {content['document_form']} by the {mark.role}"
        assert mark.sha256 == document.sha256
        assert mark.name == content[mark.role]["name"], "who is named signs"
        assert (mark.recorded_by is None) == (mark.scan_id is None) == (mark.method == "password")
        assert mark.recorded_by != mark.person_id, "nobody records the own signature"
        assert mark.signed_at >= document.signatures[0].signed_at


def _seal_of(mark: Signature) -> str:
    who = (mark.person_id, mark.name, mark.nip, mark.position, mark.place)
    return Bound(mark.sha256, mark.role, *who, mark.method, mark.signed_at).seal
