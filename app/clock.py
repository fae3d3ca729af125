"""The one place that asks what time it is; rules get the answer as an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_EARLIER: ContextVar[timedelta] = ContextVar("earlier", default=timedelta())


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC) - _EARLIER.get()


def today(timezone: str) -> date:
    """Today's date where the office is; ``timezone`` is an IANA name such as 'Asia/Jakarta'."""
    return now().astimezone(ZoneInfo(timezone)).date()


@contextmanager
def earlier(by: timedelta) -> Iterator[None]:
    """A while ago, for making the past of the sample government by the commands of everybody."""
    token = _EARLIER.set(by)
    try:
        yield
    finally:
        _EARLIER.reset(token)
