"""Indonesia's holidays and cuti bersama as far as they are published; those that follow the moon may be estimates."""

from dataclasses import dataclass
from datetime import date

from holidays import country_holidays

ESTIMATE = "perkiraan"


@dataclass(frozen=True)
class Holiday:
    """A day off as the national list has it."""

    day: date
    name: str
    is_collective_leave: bool


def holidays_of(year: int) -> list[Holiday]:
    """National holidays and cuti bersama of a year, in order; a holiday counts where both fall on one day."""
    found: dict[date, Holiday] = {}
    for category in ("government", "public"):
        named = country_holidays("ID", years=year, language="id", categories=(category,))
        for day in named:
            words = "; ".join(named.get_list(day))[:200]
            found[day] = Holiday(day, words, is_collective_leave=category == "government")
    return sorted(found.values(), key=lambda holiday: holiday.day)
