"""Filters and globals of the templates: Indonesian dates, numbers and NIPs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask, g

from app.domain import nip
from app.domain.periods import MONTHS


def long_date(value: date) -> str:
    """22 November 2026; a moment is shown in the office's time zone."""
    if isinstance(value, datetime):
        value = value.astimezone(office_zone())
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def last_day(value: datetime) -> str:
    """The last day before a moment at which something expires."""
    return long_date(value - timedelta(seconds=1))


def clock_time(value: datetime) -> str:
    """14.02 in the office's time zone."""
    return value.astimezone(office_zone()).strftime("%H.%M")


def date_and_time(value: datetime) -> str:
    """22 November 2026 pukul 14.02."""
    return f"{long_date(value)} pukul {clock_time(value)}"


def whole_number(value: int) -> str:
    """12.345."""
    return f"{value:,}".replace(",", ".")


def office_zone() -> ZoneInfo:
    """The agency's time zone, as found by the request; UTC before the agency is set up."""
    return ZoneInfo(g.get("timezone", "UTC"))


def init_app(app: Flask) -> None:
    """Register filters and globals; a name a template does not know is an error, never an empty place."""
    app.jinja_env.filters.update(
        tanggal=long_date,
        hari_terakhir=last_day,
        jam=clock_time,
        tanggal_jam=date_and_time,
        nip=lambda text: nip.display(text or "–"),
        angka=whole_number,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
