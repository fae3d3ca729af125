"""What must be written before a plan can be signed. Source: PermenPANRB 6/2022, Lampiran II.A, p.26-59."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.errors import Problem
from app.domain.planning import Aspect, Perspective, PlanForm, ResultKind
from app.domain.special import SpecialKind


@dataclass(frozen=True)
class DraftIndicator:
    """What the rules look at in an indicator."""

    aspects: frozenset[Aspect]
    text: str
    target: str
    perspective: Perspective | None = None


@dataclass(frozen=True)
class DraftResult:
    """What the rules look at in a result; ``field`` is where its problems are shown."""

    field: str
    kind: ResultKind
    text: str
    indicators: Sequence[DraftIndicator]
    duty: SpecialKind | None = None


def kind_of(chosen: ResultKind, duty: SpecialKind | None) -> ResultKind:
    """An acting post or a structural assignment is utama whatever was chosen (II.A.6.d, p.50)."""
    return ResultKind.MAIN if duty is not None and duty.makes_main else chosen


def missing_for_submission(form: PlanForm, results: Sequence[DraftResult]) -> tuple[Problem, ...]:
    """What must still be written before the employee can sign the form.

    At least one utama (II.A.6.a, p.50); each result with text and an indicator; each indicator with text, on the
    quantitative forms with a target (p.50), on A.1.7 with an aspect (p.51), for leaders with a perspective; a leader's
    plan covers all four perspectives, the budget always (II.A.2.a.8, p.29). The leader's result may be linked later and
    is never required.
    """
    problems = []
    if not any(result.kind is ResultKind.MAIN for result in results):
        problems.append(Problem("results", "Tambahkan paling sedikit satu hasil kerja utama."))
    for number, result in enumerate(results, 1):
        if not result.text.strip():
            problems.append(Problem(result.field, f"Hasil kerja {number}: tulis rencana hasil kerjanya."))
        if not result.indicators:
            problems.append(Problem(result.field, f"Hasil kerja {number}: tambahkan paling sedikit satu indikator."))
        problems.extend(
            Problem(result.field, f"Hasil kerja {number}, indikator {index}: {words}")
            for index, indicator in enumerate(result.indicators, 1)
            for words in _missing_in(form, indicator)
        )
    if form.is_leaders:
        problems.extend(_missing_perspectives(results))
    return tuple(problems)


def _missing_in(form: PlanForm, indicator: DraftIndicator) -> tuple[str, ...]:
    checks = (
        (form is not PlanForm.A17 or bool(indicator.aspects), "pilih aspeknya."),
        (bool(indicator.text.strip()), "tulis indikatornya."),
        (not form.is_quantitative or bool(indicator.target.strip()), "tulis targetnya."),
        (not form.is_leaders or indicator.perspective is not None, "pilih perspektifnya."),
    )
    return tuple(words for fine, words in checks if not fine)


def _missing_perspectives(results: Sequence[DraftResult]) -> Iterator[Problem]:
    """None while some indicator still lacks its own: that is asked for first."""
    chosen = [row.perspective for result in results for row in result.indicators]
    if not chosen or None in chosen:
        return
    absent = [perspective.label for perspective in Perspective if perspective not in chosen]
    if absent:
        yield Problem(
            "results",
            f"Belum ada indikator dengan perspektif {', '.join(absent)}. Rencana pimpinan memuat keempat perspektif, "
            "dan Anggaran harus selalu ada.",
        )
