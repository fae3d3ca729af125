"""Weighing ratings: who evaluates after a move, and when a rating departs from what is on record.

Source: PermenPANRB 6/2022, Lampiran IV.A.13-14 (p.91-92) and IV.B.3 (p.97-102). Nothing here is ever added up to a
number: the guidance is an example (p.97), the assessor decides, and a departure only asks for fuller words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.planning import ResultKind
from app.domain.policy import Standing
from app.domain.progress import Attainment
from app.domain.rating import OverallRating, Rating

FULLER = 120
"""Characters of a reason that explains why a rating departs from the record."""

FAILED_STUDY = (OverallRating.POOR, OverallRating.VERY_POOR)
"""What a study leave that failed may be given, outside the quadrant (IV.B.3.a.3.d, p.100; b.3.d, p.103)."""


def stays_with(then: Standing, now: Standing) -> bool:
    """Whether a period is evaluated by who was the assessor on the day its window opened, not by the present one.

    So it is when the assessor moved within the window (IV.A.14.b, p.91-92); when the employee moved, the new one
    evaluates (IV.A.13.a, p.91). For the year it is always the new one (IV.A.13.b): do not ask.
    """
    return then.assessor_id is not None and then.assessor_id != now.assessor_id and then.unit_id == now.unit_id


@dataclass(frozen=True)
class Fact:
    """What is on record of one result: the assessor's own mark if any, and how its indicators were attained."""

    kind: ResultKind
    mark: Rating | None
    attained: tuple[Attainment | None, ...]

    @property
    def level(self) -> Rating | None:
        """Below, as expected or above, as far as it is known; the mark counts first, then the weakest indicator."""
        if self.mark is not None:
            return self.mark
        known = [attained for attained in self.attained if attained is not None]
        if not known or len(known) < len(self.attained):
            return None
        if any(attained in _SHORT for attained in known):
            return Rating.BELOW
        return Rating.ABOVE if all(attained is Attainment.EXCEEDED for attained in known) else Rating.AS_EXPECTED


_SHORT = frozenset({Attainment.PARTLY, Attainment.NOT_MET})


@dataclass(frozen=True)
class OnRecord:
    """How much is on record of a period: only told beside the ratings, never counted into them.

    Of so many ``indicators`` those with a realisation (``written``), and those compared with the target (``compared``).
    """

    indicators: int
    written: int
    compared: int
    has_evidence: bool
    has_feedback: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing a rating could rest on."""
        return not (self.written or self.has_evidence or self.has_feedback)

    @property
    def gaps(self) -> str:
        """What is not on record, in words; empty when everything is."""
        without = [
            words
            for words, is_there in (("bukti", self.has_evidence), ("umpan balik", self.has_feedback))
            if not is_there
        ]
        said = ""
        if without or self.written < self.indicators:
            said = f"{self.written} dari {self.indicators} indikator berisi realisasi"
            said += f"; tanpa {' dan '.join(without)}." if without else "."
        left = self.indicators - self.compared
        return f"{said} Belum dibandingkan dengan target: {left} indikator.".strip() if left else said


class Departure(StrEnum):
    """How ratings depart from what is on record."""

    MET_BUT_BELOW = "met_but_below"
    MAIN_SHORT_BUT_ABOVE = "main_short_but_above"
    MOST_SHORT_BUT_EXPECTED = "most_short_but_expected"
    NOTHING_ON_RECORD = "nothing_on_record"

    @property
    def words(self) -> str:
        """What the page says to the assessor."""
        return {
            Departure.MET_BUT_BELOW: (
                "Semua hasil kerja utama tercatat tercapai, tetapi ratingnya di bawah ekspektasi."
            ),
            Departure.MAIN_SHORT_BUT_ABOVE: (
                "Ada hasil kerja utama yang tercatat belum tercapai, tetapi ratingnya di atas ekspektasi."
            ),
            Departure.MOST_SHORT_BUT_EXPECTED: (
                "Sebagian besar hasil kerja tercatat belum tercapai, tetapi ratingnya sesuai ekspektasi."
            ),
            Departure.NOTHING_ON_RECORD: (
                "Tidak ada realisasi, bukti, atau umpan balik yang tercatat, tetapi ada rating di atas atau di bawah "
                "ekspektasi."
            ),
        }[self]


def departs(results: Rating | None, facts: Sequence[Fact]) -> Departure | None:
    """How the rating of work results departs from the record, by the examples of p.97-98; None when it does not.

    Results of which nothing is known neither speak for nor against a rating.
    """
    main = [fact.level for fact in facts if fact.kind is ResultKind.MAIN]
    known = [fact.level for fact in facts if fact.level is not None]
    if results is Rating.BELOW and main and all(level in _MET for level in main):
        return Departure.MET_BUT_BELOW
    if results is Rating.ABOVE and Rating.BELOW in main:
        return Departure.MAIN_SHORT_BUT_ABOVE
    if results is Rating.AS_EXPECTED and sum(level is Rating.BELOW for level in known) * 2 > len(facts):
        return Departure.MOST_SHORT_BUT_EXPECTED
    return None


_MET = frozenset({Rating.AS_EXPECTED, Rating.ABOVE})


def is_full(reason: str) -> bool:
    """Whether a reason says enough for a rating that departs from the record."""
    return len(" ".join(reason.split())) >= FULLER


def lacking(
    ratings: tuple[Rating | None, Rating | None], facts: Sequence[Fact], on_record: OnRecord, reason: str
) -> str:  # fmt: skip
    """Why a reason has to say more before the signature; empty when it says enough or nothing departs.

    ``ratings`` are those of results and of behaviour. Where nothing is on record the reason alone carries either one
    that is not as expected.
    """
    departure = departs(ratings[0], facts)
    if departure is None and on_record.is_empty and {Rating.ABOVE, Rating.BELOW} & set(ratings):
        departure = Departure.NOTHING_ON_RECORD
    if departure is None or is_full(reason):
        return ""
    return f"{departure.words} Jelaskan dalam alasan, paling sedikit {FULLER} karakter."
