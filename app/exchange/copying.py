"""A set plan in the order of the national application's fields, part by part, and which parts were copied already.

The order is that of its pages: period, approach and assessor; each result with its indicators; special expectations;
annex. Nothing of it is internal to this application.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from app.db import db
from app.documents.wording import long_date
from app.domain.actors import Actor
from app.domain.errors import DeniedError
from app.domain.planning import PlanForm, PlanState
from app.exchange.models import Copied
from app.people import queries as people
from app.planning import queries as planning
from app.planning.models import Plan
from app.planning.parts import IndicatorView, ResultView
from app.planning.queries import PlanView

BEGUN = ""
"""The part that notes that this edition has marks of its own."""
_NOT_SET = "Rencana disalin ke e-Kinerja setelah ditetapkan. Selesaikan dahulu penetapannya di halaman SKP."
_NOT_YOURS = "Halaman ini untuk pegawai yang memiliki rencana ini."
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """A part that is copied in one go: its name, its title, and label and text of each field."""

    name: str
    title: str
    fields: Fields


@dataclass(frozen=True)
class Copying:
    """A plan as it is copied: the parts, and the names of those that were copied."""

    plan: PlanView
    parts: tuple[Part, ...]
    done: frozenset[str]

    @property
    def count(self) -> int:
        """How many parts were copied."""
        return sum(part.name in self.done for part in self.parts)


def copying(actor: Actor, plan_id: int) -> Copying:
    """The actor's own set plan as it is copied.

    Raises:
        NotFoundError: there is no such plan for this actor.
        DeniedError: it is somebody else's, or not set yet.
    """
    plan = planning.visible_plan(actor, plan_id, people.today())
    if plan.employee.id != actor.person_id:
        raise DeniedError(_NOT_YOURS)
    if plan.state is not PlanState.SET:
        raise DeniedError(_NOT_SET)
    parts = parts_of(plan)
    return Copying(plan, parts, _done(actor, plan, parts))


_TICKED = (
    select(Copied.plan_id, Plan.edition, Copied.part)
    .join(Plan, Plan.id == Copied.plan_id)
    .where(func.coalesce(Plan.root_id, Plan.id) == bindparam("root_id"), Plan.edition <= bindparam("edition"))
    .order_by(Plan.edition)
)


def _done(actor: Actor, plan: PlanView, parts: tuple[Part, ...]) -> frozenset[str]:
    """The parts marked in this edition; before its first mark those of the edition before that read the same."""
    rows = db.session.execute(_TICKED, {"root_id": plan.root_id, "edition": plan.edition}).all()
    if not rows:
        return frozenset()
    latest = rows[-1].plan_id
    names = frozenset(row.part for row in rows if row.plan_id == latest) - {BEGUN}
    if latest == plan.id:
        return names
    before = {part.name: part.fields for part in parts_of(planning.visible_plan(actor, latest, people.today()))}
    return frozenset(part.name for part in parts if part.name in names and before.get(part.name) == part.fields)


def parts_of(plan: PlanView) -> tuple[Part, ...]:
    """A plan in the order of the national application's fields; what is empty is left out."""
    return (
        _basics(plan),
        *(_result(plan.form, result) for result in plan.results),
        *_behaviour(plan),
        *(
            Part(f"lampiran:{block.value}", f"Lampiran: {block.label}", (("Butir", "\n".join(texts)),))
            for block, texts in plan.annex.items()
            if texts
        ),
    )


def _basics(plan: PlanView) -> Part:
    approach = "Kuantitatif" if plan.form.is_quantitative else "Kualitatif"
    fields = [
        ("Periode awal", long_date(plan.period_start)),
        ("Periode akhir", long_date(plan.period_end)),
        ("Pendekatan", approach),
    ]
    if plan.assessor:
        fields.append(("Pejabat penilai kinerja", plan.assessor.name))
        fields += [("NIP pejabat penilai", plan.assessor.nip)] if plan.assessor.nip else []
        fields.append(("Jabatan pejabat penilai", plan.assessor.position))
    return Part("dasar", "Periode, pendekatan, dan penilai", tuple(fields))


def _result(form: PlanForm, result: ResultView) -> Part:
    fields = [
        ("Jenis", result.kind.label),
        ("Penugasan dari", result.assigned_by),
        ("RHK pimpinan yang diintervensi", result.leader_words or ""),
        ("Rencana hasil kerja", result.text),
    ]
    several = len(result.indicators) > 1
    for number, indicator in enumerate(result.indicators, 1):
        after = f" {number}" if several else ""
        fields += [(f"{label}{after}", text) for label, text in _indicator(form, indicator)]
    return Part(f"hasil:{result.key}", f"Hasil kerja {result.number}", _filled(fields))


def _indicator(form: PlanForm, indicator: IndicatorView) -> Iterator[tuple[str, str]]:
    yield "Indikator", indicator.text
    if form is PlanForm.A17:
        yield "Aspek", ", ".join(aspect.label for aspect in indicator.aspects)
    yield "Target", indicator.target
    if form.is_leaders and indicator.perspective:
        yield "Perspektif", indicator.perspective.label


def _behaviour(plan: PlanView) -> Iterator[Part]:
    fields = _filled([(value.label, text) for value, text in plan.expectations.items()])
    if fields:
        yield Part("perilaku", "Ekspektasi khusus perilaku kerja", fields)


def _filled(fields: list[tuple[str, str]]) -> Fields:
    return tuple((label, text) for label, text in fields if text)
