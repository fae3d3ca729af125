"""Entries of reporting, recaps, the allowance, credit points and attendance."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.cycles import queries as cycles
from app.db import db
from app.development import adding, converting
from app.development.converting import Wanted
from app.domain.actors import Actor, Role
from app.domain.credit import Grade, Months
from app.domain.handing_up import ReportVerb
from app.domain.rating import OverallRating
from app.domain.recap import Kind, Order
from app.exchange.service import Upload
from app.people import queries as people
from app.people import tally
from app.progress import attendance, attending
from app.reporting import handing_up, pricing, recapping, report_rows
from app.reporting.models import UnitReport
from app.reporting.queries import unit_page
from app.reporting.tally import OF_EVALUATIONS
from app.sample.plans import acting
from tests.audit.stage import SECRET, Stage
from tests.audit.trail import Line
from tests.conftest import login_of, person_id
from tests.progress.sheets import attendance_sheet

Entry = tuple[Callable[[Stage], Any], Callable[[Stage, Any], list[Line]]]


def unit_officer(s: Stage) -> Actor:
    """The personnel officer of the unit."""
    officer = acting(person_id(s.app, "kenari"))
    return replace(officer, roles=frozenset({Role.UNIT_OFFICER}), officer_units=frozenset({s.unit_id}))


def _report(s: Stage) -> int:
    number = s.countersign()
    handing_up.report(s.head, [number])
    handing_up.report(s.head, [number])
    return number


def _send(s: Stage) -> None:
    tally.recount(OF_EVALUATIONS, people.today())
    handing_up.send(unit_officer(s), s.unit_id, (s.year_id, 0), 0, SECRET)


def _answer(verb: ReportVerb) -> Callable[[Stage], None]:
    def act(s: Stage) -> None:
        _send(s)
        handing_up.answer(s.officer, s.unit_id, (s.year_id, 0), verb, (1, SECRET))

    return act


def _rates(s: Stage) -> None:
    pricing.set_rates(s.officer, 0, dict.fromkeys(OverallRating, 100), SECRET)


def _recap(s: Stage) -> int:
    unit = report_rows.kept_unit(unit_officer(s), s.unit_id)
    what = (Kind.RATINGS, Order.BEST_FIRST)
    return recapping.ask(unit_officer(s), unit, (s.year_id, 0), "Tahun", what)


def _discard(s: Stage) -> int:
    number = _recap(s)
    recapping.discard(unit_officer(s), number)
    return number


def _convert(s: Stage) -> int:
    wanted = Wanted(None, OverallRating.GOOD, SECRET, Months(2025, 1, 6), SECRET, Grade.FIRST, SECRET)
    return converting.convert(unit_officer(s), s.other.person_id, wanted)


def _withdraw(s: Stage) -> int:
    number = _convert(s)
    for _ in range(2):
        converting.withdraw(unit_officer(s), s.other.person_id, number)
    return number


def _diploma(s: Stage) -> int:
    wanted = adding.Diploma(Grade.FIRST, SECRET, date(2025, 1, 1), SECRET)
    return adding.add(unit_officer(s), s.other.person_id, wanted)


def _undo_diploma(s: Stage) -> int:
    number = _diploma(s)
    for _ in range(2):
        adding.withdraw(unit_officer(s), s.other.person_id, number)
    return number


def _balance(s: Stage) -> None:
    converting.set_balance(unit_officer(s), s.other.person_id, 0, ("10", date(2024, 1, 1), SECRET))


def _attendance(s: Stage) -> int:
    body = attendance_sheet((login_of("melur"), 20, 19))
    of = (cycles.year(s.year_id), 0)
    number = attending.receive(unit_officer(s), s.unit_id, of, Upload(io.BytesIO(body), SECRET))
    for _ in range(2):
        attending.apply(unit_officer(s), number, attendance.preview(unit_officer(s), number).seen)
    return number


def _line(s: Stage, action: str, subject: tuple[str, int], *, by: Actor | None = None, **detail: Any) -> list[Line]:
    return [Line(action, (by or unit_officer(s)).person_id, subject, s.unit_id, detail)]


def _report_id(s: Stage) -> int:
    return db.session.scalars(select(UnitReport.id).where(UnitReport.unit_id == s.unit_id)).one()


def _months(s: Stage) -> dict[str, Any]:
    return {"person": s.other.person_id, "year": 2025, "from": 1, "to": 6}


def _people(s: Stage) -> dict[str, Any]:
    counted = unit_page(s.officer, s.unit_id, s.year_id, 0, people.today()).completeness
    return {"period": 0, "people": counted.total, "unfinished": counted.unfinished}


REPORTING: dict[str, Entry] = {
    "evaluation.report": (_report, lambda s, n: _line(s, "evaluation.report", ("evaluation", n), by=s.head)),
    "report.send": (_send, lambda s, _: _line(s, "report.send", ("unit_report", _report_id(s)), **_people(s))),
    "report.accept": (
        _answer(ReportVerb.ACCEPT),
        lambda s, _: _line(s, "report.accept", ("unit_report", _report_id(s)), by=s.officer, period=0),
    ),
    "report.return": (
        _answer(ReportVerb.RETURN),
        lambda s, _: _line(s, "report.return", ("unit_report", _report_id(s)), by=s.officer, period=0),
    ),
    "allowance.set": (
        _rates,
        lambda s, _: [Line("allowance.set", s.officer.person_id, ("agency", 1), None, {"rates": 5})],
    ),
    "recap.ask": (_recap, lambda s, n: _line(s, "recap.ask", ("job", n), period=0, kind="ratings")),
    "recap.discard": (_discard, lambda s, n: _line(s, "recap.discard", ("job", n))),
    "credit.convert": (
        _convert,
        lambda s, n: _line(
            s,
            "credit.convert",
            ("credit_conversion", n),
            **_months(s),
        ),
    ),
    "credit.withdraw": (_withdraw, lambda s, n: _line(s, "credit.withdraw", ("credit_conversion", n))),
    "credit.diploma": (
        _diploma,
        lambda s, n: _line(s, "credit.diploma", ("credit_addition", n), person=s.other.person_id),
    ),
    "credit.diploma_withdraw": (
        _undo_diploma,
        lambda s, n: _line(s, "credit.diploma_withdraw", ("credit_addition", n)),
    ),
    "credit.balance": (_balance, lambda s, _: _line(s, "credit.balance", ("person", s.other.person_id))),
    "attendance.import": (
        _attendance,
        lambda s, n: _line(s, "attendance.import", ("filled", n), period=0, people=1),
    ),
}
