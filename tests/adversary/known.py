"""A round about one midwife with seven colleagues whose answers are known: what attacks on the tables are tried on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from nacl.public import PrivateKey
from sqlalchemy import Row, select, text

from app.config import Settings
from app.db import db
from app.domain.ballots import Answer
from app.domain.feedback import PUBLISHED, RaterClass
from app.feedback import answering, count, sealing
from app.feedback.answering import Rater
from app.feedback.frozen import rules_of
from app.feedback.models import FeedbackRound, Invitation
from app.feedback.opening import open_box
from app.feedback.published import PublishedCell, PublishedComment, PublishedFigure, ReceiptList
from app.feedback.publishing import Rows, publish
from tests.conftest import person_id
from tests.feedback.casting import answer
from tests.feedback.counting import after_closing, custodian, unlock
from tests.feedback.making import Made, make_round

KEEPERS = ("altair", "elang", "rajawali")
SCORES = {"kenanga": 5, "seroja": 4, "delima": 4, "flamboyan": 3, "dahlia": 2, "jempiring": 2, "sagu": 1}
ABOUT = "melur"
Cells = dict[str, int]


@dataclass(frozen=True)
class Seen:
    """What everybody can read of a counted round about the midwife."""

    cells: Cells
    steps: frozenset[str]
    texts: frozenset[str]
    receipts: frozenset[str]
    valid: int | None
    invalid: int | None
    missing: int | None


@dataclass
class Known:
    """A running round with everything an attacker would like to know."""

    app: Flask
    made: Made
    receipts: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where the keys of all rounds lie."""
        return settings().feedback_keys

    def form(self, name: str) -> bytes:
        """Somebody's form."""
        return self.made.forms[ABOUT, name]

    def place(self, name: str) -> bytes:
        """Where somebody's ballot lies; an attacker knows it from the moment it appeared."""
        return sealing.ballot_id(self.made.keyring.load(), self.form(name))

    def body(self, name: str) -> bytes:
        """Somebody's ballot, as it lies in the table."""
        found = one("SELECT body FROM ballot WHERE id = :place", place=self.place(name))
        return bytes(found.body)

    def rater(self, name: str) -> Rater:
        """Somebody who logs in."""
        return Rater.by_login(person_id(self.app, name))

    def send(self, name: str, given: Answer, receipt: str | None = None) -> None:
        """Answer as somebody does on the page."""
        self.receipts.setdefault(name, receipt or sealing.new_receipt())
        answering.send(self.rater(name), self.form(name), given, receipt or self.receipts[name], self.folder)
        db.session.remove()

    def count(self) -> Seen:
        """Count it as two custodians do, and read the report."""
        with after_closing():
            key = unlock(self.made, *KEEPERS[:2])
            run = self.close()
            assert count.run_count(self.made.id, run, key, settings())
        db.session.remove()
        return seen(self.made)

    def close(self) -> int:
        """Close it and take the number of a count."""
        return count.close(custodian(self.made, KEEPERS[1]), self.made.id, settings())


def settings() -> Settings:
    """Of this installation."""
    found: Settings = current_app.extensions["tilik"].settings
    return found


def words_of(name: str) -> str:
    """What somebody wrote."""
    return f"kata {name}"


def known_round(app: Flask, scores: Mapping[str, int] = SCORES, **more: Any) -> Known:
    """A round with these answers of colleagues, sent by the command the page uses."""
    about = {ABOUT: {RaterClass.SUPERIOR: ["cempaka"], RaterClass.PEER: list(SCORES)}}
    known = Known(app, make_round(about, KEEPERS, "widuri", **more))
    for name, score in scores.items():
        known.send(name, answer(score, words_of(name)))
    return known


def truth(known: Known, *names: str, scores: Mapping[str, int] = SCORES) -> Seen:
    """What a report of these colleagues' answers, and no others, says; five and more of them."""
    times = Counter(scores[name] for name in names)
    steps = ",".join(str(times[step]) for step in range(1, 6))
    receipts = frozenset(known.receipts[name] for name in names)
    texts = frozenset(words_of(name) for name in names)
    return Seen({"peer": len(names)}, frozenset({steps}), texts, receipts, len(names), 0, 0)


def nothing(known: Known, *names: str, invalid: int = 0, missing: int = 0) -> Seen:
    """A report that says nothing, of a round in which so many answers counted."""
    receipts = frozenset(known.receipts[name] for name in names)
    return Seen({}, frozenset(), frozenset(), receipts, len(names), invalid, missing)


def all_but(*names: str) -> list[str]:
    """The other colleagues."""
    return [name for name in SCORES if name not in names]


def seen(made: Made) -> Seen:
    """The published rows, as reports read them."""
    row = db.session.get_one(FeedbackRound, made.id)
    found: dict[Any, Any] = {}
    for table in (PublishedCell, PublishedFigure, PublishedComment):
        mine = (table.round_id == made.id, table.run == row.run, table.subject_id == made.subjects[ABOUT])
        found[table] = list(db.session.scalars(select(table).where(*mine))) if row.state in PUBLISHED else []
    listed = db.session.get(ReceiptList, made.id)
    return Seen(
        {cell.classes: cell.answering for cell in found[PublishedCell] if cell.classes},
        frozenset(figure.counts or f"{figure.half_steps} {figure.band}" for figure in found[PublishedFigure]),
        frozenset(comment.text for comment in found[PublishedComment]),
        frozenset(listed.content.split() if listed else ()),
        row.valid_ballots,
        row.invalid_ballots,
        row.missing_ballots,
    )


def tally(known: Known, key: bytes) -> Rows:
    """What a count would publish now, without finishing it; for attacks that are repeated."""
    db.session.remove()
    row = db.session.get_one(FeedbackRound, known.made.id)
    keys = known.made.keyring.load()
    rules = rules_of(row, keys)
    box = open_box(db.session(), row, rules, keys, secret_key=PrivateKey(key))
    return publish(box, rules, row.id, 1)


def key_of(known: Known) -> bytes:
    """The round's secret key, as the counting process gets it."""
    with after_closing():
        return unlock(known.made, *KEEPERS[:2])


# Writing to the tables, past the application


def write(statement: str, **values: object) -> int:
    """Change rows as somebody with the database's own client does; gives how many."""
    db.session.remove()
    with db.engine.begin() as connection:
        return connection.execute(text(statement), values).rowcount


def alter(table: type[Any], number: int, **values: object) -> None:
    """Change some columns of one row in the same way."""
    db.session.remove()
    with db.engine.begin() as connection:
        rows = table.__table__
        assert connection.execute(rows.update().where(rows.c.id == number).values(**values)).rowcount == 1


def one(statement: str, **values: object) -> Row[Any]:
    """Read a row in the same way."""
    db.session.remove()
    with db.engine.connect() as connection:
        return connection.execute(text(statement), values).one()


def put(table: type[Any], **values: object) -> None:
    """Insert a row past every check of the application."""
    db.session.remove()
    with db.engine.begin() as connection:
        connection.execute(table.__table__.insert().values(**values))


def form_row(known: Known, name: str) -> dict[str, Any]:
    """Somebody's form as it lies in the table."""
    db.session.remove()
    row = db.session.get_one(Invitation, known.form(name))
    return {column.name: getattr(row, column.name) for column in Invitation.__table__.columns}
