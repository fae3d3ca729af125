"""What the owner of a filled workbook looks at before anything is taken from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.cycles import queries as cycles
from app.cycles.queries import YearView
from app.domain.actors import Actor
from app.domain.comparing import Difference, Item, items
from app.domain.errors import DeniedError
from app.domain.intake import Finding, Severity
from app.domain.planning import PlanVerb
from app.exchange import filling, filling_existing, filling_people, queries
from app.exchange.filling_existing import Around, ExistingReading
from app.exchange.queries import FilledView
from app.exchange.workbook_reading import Sheets
from app.people import queries as people
from app.people.registry import UnitView
from app.planning import queries as planning
from app.planning.queries import PlanView

_LONGEST, _BEFORE = 400, 60
_CLOSED = "Rencana ini tidak sedang berupa konsep Anda lagi, jadi isi berkas ini tidak dapat diterapkan."


@dataclass(frozen=True)
class Preview:
    """A filled workbook beside the plan as it is stored; ``seen`` is the fingerprint of both."""

    filled: FilledView
    plan: PlanView
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    seen: str

    @property
    def has_errors(self) -> bool:
        """Whether something must be mended in the workbook first."""
        return any(one.severity is Severity.ERROR for one in self.findings)

    @property
    def default(self) -> frozenset[str]:
        """What is taken unless the owner says otherwise."""
        return frozenset(item.name for item in self.items if item.taken)

    def count(self, sort: str) -> int:
        """How many items there are of a sort."""
        return sum(item.sort == sort for item in self.items)


def preview(actor: Actor, filled_id: int) -> Preview:
    """What a filled workbook would change now.

    Raises:
        NotFoundError: there is none of that id for this actor, or the plan is out of reach.
        DeniedError: the plan is no draft any more.
    """
    filled = queries.filled(actor, filled_id, queries.PLAN)
    plan = planning.visible_plan(actor, filled.plan_id, people.today())
    if filled.applied_at:
        return Preview(filled, plan, (), (), "")
    if PlanVerb.EDIT not in plan.verbs:
        raise DeniedError(_CLOSED)
    stored = queries.plan_text(plan)
    reading = filling.read_plan(queries.edition_of(plan), filled.sheets)
    found = items(stored, reading.plan)
    return Preview(filled, plan, _shortened(found), reading.findings, filled.seen_with(stored))


def _shortened(found: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(replace(item, differences=tuple(map(_short, item.differences))) for item in found)


def _short(one: Difference) -> Difference:
    """Long texts are shown around the place where they begin to differ: the page must stay light."""
    if max(len(one.before), len(one.after)) <= _LONGEST:
        return one
    same = next((n for n, pair in enumerate(zip(one.before, one.after, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(one.before), len(one.after)) if same is None else same
    return replace(one, before=_around(one.before, at), after=_around(one.after, at))


def _around(text: str, at: int) -> str:
    first = max(0, at - _BEFORE) if len(text) > _LONGEST else 0
    part = text[first : first + _LONGEST]
    return f"{'… ' if first else ''}{part}{' …' if first + _LONGEST < len(text) else ''}"


@dataclass(frozen=True)
class ExistingPreview:
    """A workbook of plans set elsewhere; ``seen`` is the fingerprint of what would be recorded."""

    filled: FilledView
    unit: UnitView
    year: YearView
    reading: ExistingReading

    @property
    def seen(self) -> str:
        """The fingerprint of what this preview shows."""
        return self.filled.seen_with(self.reading.ready)


def existing_preview(actor: Actor, filled_id: int) -> ExistingPreview:
    """What a workbook of plans set elsewhere would record now.

    Raises:
        NotFoundError: there is none of that id for this actor, or the unit is not the actor's any more.
    """
    filled = queries.filled(actor, filled_id, queries.EXISTING)
    unit = filling_people.recorded_unit(actor, filled.unit_id or 0)
    year = cycles.year(filled.year_id)
    if filled.applied_at:
        return ExistingPreview(filled, unit, year, ExistingReading((), ()))
    return ExistingPreview(filled, unit, year, read_existing(actor, unit, year, filled.sheets))


def read_existing(actor: Actor, unit: UnitView, year: YearView, sheets: Sheets) -> ExistingReading:
    """The plans of a workbook beside what is known of their owners.

    Raises:
        UnusableError: it holds no such plans, or too many.
    """
    sheet = filling_existing.worksheet(sheets)
    nips, today = filling_existing.nips_of(sheet), people.today()
    members = filling_people.by_nip(unit, year.id, today, nips)
    around = Around(members, filling_people.ids_by_nip(nips), year, actor.person_id)
    return filling_existing.read(sheets, sheet, around)
