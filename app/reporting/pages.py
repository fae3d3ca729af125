"""What every page of reporting is about: a year, and a period of it or the year as a whole."""

from dataclasses import dataclass
from typing import Any

from flask import request

from app.cycles import queries as cycles
from app.cycles.queries import WindowView, YearView
from app.domain.periods import WindowKind
from app.domain.years import Step
from app.people import queries as people


@dataclass(frozen=True)
class Chosen:
    """The year and period a page is about, with what else can be asked for."""

    choice: cycles.Choice
    window: WindowView
    windows: tuple[WindowView, ...]

    @property
    def year(self) -> YearView:
        """The year."""
        return self.choice.year

    @property
    def period(self) -> int:
        """The number of the period; 0 is the year as a whole."""
        return self.window.number

    @property
    def of(self) -> tuple[int, int]:
        """Year and period as commands take them."""
        return (self.year.id, self.period)

    @property
    def args(self) -> dict[str, Any]:
        """The same in an address."""
        return {"tahun": self.year.year, "periode": self.period}

    @property
    def name(self) -> str:
        """In words: 'Triwulan II 2026' or 'Tahun 2026'."""
        return name_of(self.year, self.window)

    @property
    def offered(self) -> tuple[tuple[int, str], ...]:
        """Every period of the year with its name, for the links on top of a page."""
        rhythm = self.year.rhythm
        numbers = sorted(one.number for one in self.windows)
        return tuple((number, rhythm.name_of(number) if number else "Tahunan") for number in numbers)


def name_of(year: YearView, window: WindowView) -> str:
    """A period in words."""
    return f"{year.rhythm.name_of(window.number)} {year.year}" if window.number else f"Tahun {year.year}"


def chosen() -> Chosen:
    """What the address asks for; without a period the one whose window opened last.

    Raises:
        NotFoundError: there is no such year or period.
    """
    today = people.today()
    choice = cycles.choose(Step.REVIEW, today, request.values.get("tahun"))
    windows = tuple(window for window in choice.year.windows if window.kind is not WindowKind.PLANNING)
    wanted = request.values.get("periode", type=int)
    if wanted is not None:
        return Chosen(choice, choice.year.evaluation_window(wanted), windows)
    opened = [window for window in windows if window.span.opens_on <= today] or windows[:1]
    return Chosen(choice, max(opened, key=lambda window: window.span.opens_on), windows)
