"""The one place that asks what time it is; rules get the answer as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today(timezone: str) -> date:
    """Today's date where the office is; ``timezone`` is an IANA name such as 'Asia/Jakarta'."""
    return now().astimezone(ZoneInfo(timezone)).date()
