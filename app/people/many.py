"""Reads about many people at once, where one at a time would be asked for each line of a page."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Date, bindparam, literal, select, union_all

from app.db import db
from app.domain.organisation import lineage_of
from app.domain.policy import Standing
from app.people import queries
from app.people.models import Person, Posting
from app.people.queries import POSTINGS, STANDINGS, TO_EVALUATE, PersonView, on_day, view_of


def standings(employee_ids: Iterable[int], day: date) -> dict[int, Standing]:
    """As :func:`app.people.queries.standing`, by employee; one statement. Whoever was in no post is left out."""
    rows = db.session.execute(_STANDINGS, {"ids": sorted(employee_ids), "day": day}).all()
    return {number: _standing(tuple(group)) for number, group in groupby(rows, key=lambda row: row.person_id)}


def _standing(rows: tuple[Any, ...]) -> Standing:
    first, aides = rows[0], frozenset(row.aide_id for row in rows if row.aide_id is not None)
    return Standing(first.person_id, first.assessor_id, first.superior_id, lineage_of(first.path), aides)


_OF_SOME = STANDINGS.where(Posting.person_id.in_(bindparam("ids", expanding=True)))
_STANDINGS = _OF_SOME.order_by(None).order_by(Posting.person_id, Posting.id)


def with_team(person_id: int, since: date, day: date) -> tuple[PersonView, list[PersonView]]:
    """Somebody as of ``day``, and everybody they evaluate (:func:`app.people.queries.to_evaluate`); one statement.

    A second one for whoever is in no post that day.
    """
    values = {"person_id": person_id, "assessor_id": person_id, "since": since, "day": day}
    rows = db.session.execute(_WITH_TEAM, values).all()
    mine = [view_of(row) for row in rows if row.side == "me"]
    team = [view_of(row) for row in rows if row.side == "team"]
    return mine[-1] if mine else queries.person(person_id, day), team


_me: Any = POSTINGS.where(
    Person.id == bindparam("person_id"), on_day(Posting, bindparam("day", type_=Date))
).add_columns(literal("me").label("side"))
_team: Any = TO_EVALUATE.order_by(None).add_columns(literal("team").label("side"))
_both = union_all(_me, _team).subquery()
_WITH_TEAM = select(_both).order_by(_both.c.name, _both.c.position)
