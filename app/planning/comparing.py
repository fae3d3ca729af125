"""What changed between two versions of a plan, field by field with the old and the new words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.documents import queries as signed_contents
from app.documents.content import IndicatorLine, PlanContent, ResultLine
from app.domain.actors import Actor
from app.domain.planning import AnnexBlock
from app.domain.policy import may_read_plan
from app.people.queries import AgencyView
from app.planning import queries
from app.planning.content import content_of
from app.planning.queries import PlanView


@dataclass(frozen=True)
class Version:
    """One version: a content as it was signed, or as it is being written now (``signed_at`` is None)."""

    name: str
    signed_at: datetime | None
    content: PlanContent


@dataclass(frozen=True)
class Change:
    """One field that differs; empty words where there was or is nothing."""

    part: str
    field: str
    before: str
    after: str


def versions(actor: Actor, plan: PlanView, agency: AgencyView) -> list[Version]:
    """Every version that was signed, the oldest first, and the draft as it stands.

    An edition the actor may not read now is left out: a revision that was taken back is its owner's again.
    """
    readable = [row for row in queries.editions_of(plan.root_id) if may_read_plan(actor, plan.standing, row.state)]
    editions = {row.id: row.edition for row in readable}
    found: list[Version] = []
    for subject_id, view in signed_contents.history("plan", list(editions), agency.zone):
        if isinstance(view.content, PlanContent):
            moment = view.signatures[0].signed_at if view.signatures else None
            edition = editions[subject_id]
            name = "Rencana awal" if edition == 1 else f"Revisi ke-{edition - 1}"
            found.append(Version(f"{name}, versi {len(found) + 1}", moment, view.content))
    if plan.is_open:
        found.append(Version("Konsep sekarang", None, content_of(plan, agency)))
    return found


def changes(before: PlanContent, after: PlanContent) -> list[Change]:
    """Every field that differs, in the order of the form. Results and indicators are matched by their keys."""
    return [change for change in _all(before, after) if change.before != change.after]


def _all(before: PlanContent, after: PlanContent) -> Iterator[Change]:
    yield Change("Rencana", "Formulir", before.form.value, after.form.value)
    yield Change("Rencana", "Pejabat penilai", before.assessor.name, after.assessor.name)
    yield Change("Rencana", "Jabatan", before.employee.position, after.employee.position)
    yield from _results(before.results, after.results)
    old = {line.value: line.expectation or "" for line in before.behaviours}
    for line in after.behaviours:
        yield Change("Ekspektasi khusus", line.value.label, old.get(line.value, ""), line.expectation or "")
    old_annex, new_annex = dict(before.annex), dict(after.annex)
    for block in AnnexBlock:
        words = ("\n".join(annex.get(block, ())) for annex in (old_annex, new_annex))
        yield Change("Lampiran", block.label, *words)


def _results(before: tuple[ResultLine, ...], after: tuple[ResultLine, ...]) -> Iterator[Change]:
    old, new = ({line.key or str(n): (n, line) for n, line in enumerate(lines, 1)} for lines in (before, after))
    for key in dict.fromkeys((*new, *old)):
        number = (new.get(key) or old[key])[0]
        ends = " (dihapus)" if key not in new else " (baru)" if key not in old else ""
        pair = tuple(lines[key][1] if key in lines else None for lines in (old, new))
        yield from _result(f"Hasil kerja {number}{ends}", *pair)


def _result(part: str, before: ResultLine | None, after: ResultLine | None) -> Iterator[Change]:
    for name, was, now in zip(_FIELDS, _texts(before), _texts(after), strict=True):
        yield Change(part, name, was, now)
    old, new = (_indicators(line) for line in (before, after))
    for key in dict.fromkeys((*new, *old)):
        number, _ = new.get(key) or old[key]
        for name, was, now in zip(
            ("Indikator", "Target", "Aspek", "Perspektif"),
            _words(old[key][1] if key in old else None),
            _words(new[key][1] if key in new else None),
            strict=True,
        ):
            yield Change(part, f"{name} {number}", was, now)


_FIELDS = ("Rencana hasil kerja", "Jenis", "Hasil kerja pimpinan", "Ditugaskan oleh")


def _texts(line: ResultLine | None) -> tuple[str, ...]:
    if line is None:
        return ("",) * len(_FIELDS)
    return (line.text, line.kind.label, line.leader_result or "", line.assigned_by)


def _indicators(line: ResultLine | None) -> dict[str, tuple[int, IndicatorLine]]:
    return {row.key or str(n): (n, row) for n, row in enumerate(line.indicators, 1)} if line else {}


def _words(row: IndicatorLine | None) -> tuple[str, str, str, str]:
    if row is None:
        return ("", "", "", "")
    aspects = ", ".join(aspect.label for aspect in row.aspects)
    return (row.text, row.target, aspects, row.perspective.label if row.perspective else "")
