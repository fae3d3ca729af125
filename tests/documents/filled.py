"""What the filled plans of the regulation are typed with; one file for each, see ``filled_*.py``."""

from datetime import date

from app.documents.content import (
    BehaviourLine,
    Heading,
    IndicatorLine,
    Party,
    PlanContent,
    ResultLine,
)
from app.domain.behaviour import BehaviourValue
from app.domain.planning import AnnexBlock, Perspective, PlanForm, ResultKind

HEADING = Heading("Pemerintah Kabupaten X", date(2022, 1, 1), date(2022, 12, 31), "Kabupaten X")

MAIN, ADDITIONAL = ResultKind.MAIN, ResultKind.ADDITIONAL
SERVED, PROCESS = Perspective.RECEIVER, Perspective.PROCESS
INNER, MONEY = Perspective.STRENGTHENING, Perspective.BUDGET

TOGETHER = (
    "- Mampu mengelola dan melibatkan seluruh pihak sesuai dengan peran dan fungsinya untuk mencapai tujuan bersama\n"
    "- Memberikan kesempatan kepada setiap anggota untuk menyampaikan ide atau gagasan yang produktif"
)


def person(position: str, unit: str) -> Party:
    return Party("NAMA", None, None, position, unit)


def measures(*items: tuple[str, Perspective]) -> tuple[IndicatorLine, ...]:
    return tuple(IndicatorLine((), text, "", perspective=perspective) for text, perspective in items)


def counted(*items: tuple[str, str, Perspective]) -> tuple[IndicatorLine, ...]:
    return tuple(IndicatorLine((), text, target, perspective=perspective) for text, target, perspective in items)


def result(
    kind: ResultKind, text: str, indicators: tuple[IndicatorLine, ...], leader: str, served: str | None = None
) -> ResultLine:
    return ResultLine(kind, served, text, indicators, assigned_by=leader)


def plan(
    form: PlanForm,
    people: tuple[Party, Party],
    results: tuple[ResultLine, ...],
    expectations: dict[BehaviourValue, str],
    annex: tuple[tuple[AnnexBlock, tuple[str, ...]], ...] = (),
) -> PlanContent:
    return PlanContent(
        form,
        1,
        HEADING,
        *people,
        results,
        tuple(BehaviourLine(value, expectations.get(value)) for value in BehaviourValue),
        annex,
    )


def plainly(*texts: str) -> tuple[IndicatorLine, ...]:
    return tuple(IndicatorLine((), text, "") for text in texts)
