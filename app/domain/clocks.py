"""Which deadlines run for one evaluation, until which day, and for whom: shown and flagged, never blocking.

The deadlines are independent of each other: delivery, objection and decision can take 35 working days together, longer
than the 30 within which it is reported. So a report that came first closes nothing, and what is late stays possible;
only an objection is bound to its last day, as a right that ends (V.B.2, p.117).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.errors import Problem
from app.domain.periods import MIN_REASON, in_words
from app.domain.policy import Relation
from app.domain.review import Way
from app.domain.rules import Clock, Deadline, Start

Counting = Callable[[date, int], date]
"""The last day of so many working days after a day."""


@dataclass(frozen=True)
class Moved:
    """A deadline the superior moved, and why."""

    due_on: date
    reason: str


@dataclass(frozen=True)
class Facts:
    """What happened to one evaluation, as days; None is what did not happen yet.

    ``window_closes`` is the last day of the evaluation, an extension of it included. ``returned`` is the employee's
    signature under the document that counts, or the day on which it was recorded that there will be none. ``ended`` is
    the decision on the objection, or its withdrawal; ``is_changed`` a decision that changed the result: its document
    (D.1.3) is with the employee from that day on. ``is_final``: nobody can object.
    """

    window_closes: date
    way: Way = Way.REGULAR
    signed: date | None = None
    received: date | None = None
    returned: date | None = None
    reported: date | None = None
    filed: date | None = None
    ended: date | None = None
    is_changed: bool = False
    is_final: bool = False
    moved: Mapping[Clock, Moved] = field(default_factory=dict)

    @property
    def at_hand(self) -> date | None:
        """The day on which the employee got the document to be signed: the changed one takes the first one's place."""
        return self.ended if self.is_changed and self.ended else self.received


@dataclass(frozen=True)
class ClockLine:
    """One deadline: what is due, by whom, from when, until when, and the day on which it was done."""

    clock: Clock
    words: str
    source: str
    who: Relation
    start: Start
    started_on: date
    due_on: date
    done_on: date | None
    moved_because: str | None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before ``today``; a right that ended unused is not."""
        return self.clock is not Clock.OBJECT and self.done_on is None and today > self.due_on

    def is_ahead(self, today: date) -> bool:
        """Whether the window it is counted from is still open, so that its count has not begun."""
        return self.start is Start.WINDOW_END and today <= self.started_on

    def was_late(self) -> bool:
        """Whether it was done after its last day."""
        return self.done_on is not None and self.done_on > self.due_on


def lines(facts: Facts, deadlines: Mapping[Clock, Deadline], count: Counting) -> tuple[ClockLine, ...]:
    """Every deadline that has begun by now, in the order of the regulation."""
    found = []
    for clock, who, started, done in _begun(facts):
        if started is None:
            continue
        deadline = deadlines[clock]
        due_on, because = _latest(count(started, deadline.working_days), facts.moved.get(clock))
        found.append(
            ClockLine(clock, deadline.words, deadline.source, who, deadline.start, started, due_on, done, because)
        )
    return tuple(found)


def _latest(counted: date, moved: Moved | None) -> tuple[date, str | None]:
    """A deadline is only ever moved on: what was granted for a first document never shortens that of a changed one."""
    return (moved.due_on, moved.reason) if moved and moved.due_on > counted else (counted, None)


def due_of(
    clock: Clock, closes_on: date, deadlines: Mapping[Clock, Deadline], count: Counting, moved: Moved | None
) -> date:
    """The last day of a deadline that is counted from the end of a window (D11, D14, D17)."""
    return _latest(count(closes_on, deadlines[clock].working_days), moved)[0]


_Begun = tuple[Clock, Relation, date | None, date | None]


def _begun(facts: Facts) -> tuple[_Begun, ...]:
    regular = facts.way is Way.REGULAR
    deliver, back, report, who = (
        (Clock.DELIVER, Clock.RETURN, Clock.REPORT, Relation.ASSESSOR)
        if regular
        else (Clock.DELIVER_TAKEN_OVER, Clock.RETURN_TAKEN_OVER, Clock.REPORT_TAKEN_OVER, Relation.SUPERIOR)
    )
    if facts.is_changed and facts.reported is None:
        report, who = Clock.REPORT_OBJECTION, Relation.SUPERIOR
    not_by_assessor = facts.window_closes if not (regular and facts.signed) else None
    return (
        (Clock.TAKE_OVER, Relation.SUPERIOR, not_by_assessor, facts.signed),
        (deliver, Relation.ASSESSOR if regular else Relation.SUPERIOR, facts.signed, facts.signed),
        (back, Relation.SELF, facts.at_hand, facts.returned),
        (Clock.OBJECT, Relation.SELF, None if facts.is_final else facts.received, facts.filed),
        (Clock.DECIDE, Relation.SUPERIOR, facts.filed, facts.ended),
        (report, who, facts.window_closes, facts.reported),
    )


def running(found: tuple[ClockLine, ...], today: date) -> tuple[ClockLine, ...]:
    """What is not done and whose count has begun; before the window closes there is nothing to take over or report."""
    return tuple(line for line in found if line.done_on is None and not line.is_ahead(today))


def objection_until(found: tuple[ClockLine, ...]) -> date | None:
    """The last day on which an objection is possible; None when it is not received, or final."""
    return next((line.due_on for line in found if line.clock is Clock.OBJECT), None)


def problems_of_moving(line: ClockLine | None, due_on: date | None, reason: str, today: date) -> tuple[Problem, ...]:
    """Why a deadline cannot be moved to ``due_on``: it must be running, the day later, and the reason told."""
    problems = []
    if line is None:
        problems.append(Problem("clock", "Tenggat ini tidak sedang berjalan. Pilih tenggat lain."))
    if due_on is None:
        problems.append(Problem("due_on", "Isi tanggal tenggat yang baru."))
    elif line is not None and due_on <= max(line.due_on, today):
        problems.append(
            Problem("due_on", f"Pilih tanggal sesudah {in_words(max(line.due_on, today))}: tenggat hanya diperpanjang.")
        )
    elif line is not None and (due_on - line.due_on).days > LONGEST_MOVE:
        problems.append(Problem("due_on", "Tenggat tidak dapat diperpanjang lebih dari setahun. Periksa tahunnya."))
    if len(reason.strip()) < MIN_REASON:
        problems.append(
            Problem(
                "reason",
                f"Tulis alasannya, paling sedikit {MIN_REASON} karakter. "
                "Pegawai, penilai, dan atasan penilai membacanya.",
            )
        )
    return tuple(problems)


LONGEST_MOVE = 366
"""Days: a typing error in the year is found."""
