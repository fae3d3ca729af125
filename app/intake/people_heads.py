"""Who of a file heads a unit: the words of the position claim it, the eselon decides, doubts are told."""

from dataclasses import dataclass
from datetime import date

from app.domain.intake import Finding, warning
from app.domain.people import PositionKind, Source
from app.domain.positions import heads, might_head
from app.domain.ranks import same_words
from app.intake.outcome import UnitRef
from app.intake.people_rows import PersonRow
from app.intake.state import PostingNow

_NO_ESELON = "X"


@dataclass(frozen=True)
class Claim:
    """A row with its place: the person it was matched with, None for a new one."""

    row: PersonRow
    unit: UnitRef
    unit_name: str
    kind: PositionKind
    person_id: int | None


class Heads:
    """The heads of units, as far as a file makes them; ``names`` are of the people known."""

    def __init__(self, postings: dict[int, PostingNow], names: dict[int, str], day: date, letter: str) -> None:
        self.postings, self.names, self.day, self.letter = postings, names, day, letter
        self.findings: list[Finding] = []

    def choose(self, claims: list[Claim]) -> set[int]:
        """Numbers of the rows whose person heads the unit."""
        by_unit: dict[UnitRef, list[Claim]] = {}
        for claim in claims:
            if heads(claim.row.told.name, claim.kind, claim.unit_name):
                by_unit.setdefault(claim.unit, []).append(claim)
        reigning = self._reigning({claim.person_id: claim for claim in claims if claim.person_id})
        for claim in claims:
            headless = claim.unit not in by_unit and claim.unit not in reigning
            if headless and might_head(claim.row.told.name, claim.kind):
                self._tell(
                    claim,
                    "Jabatan ini biasanya memimpin unit, tetapi namanya tidak cocok dengan unit "
                    f"“{claim.unit_name}”; tidak ditandai sebagai pimpinan unit.",
                )
        chosen = [self._one(some, reigning.get(unit)) for unit, some in by_unit.items()]
        return {claim.row.row for claim in chosen if claim}

    def _reigning(self, told: dict[int | None, Claim]) -> dict[UnitRef, PostingNow]:
        """Heads who stay what they are: the file does not speak of them, or tells nothing new."""
        found: dict[UnitRef, PostingNow] = {}
        for posting in self.postings.values():
            is_over = posting.valid_to is not None and posting.valid_to < self.day
            if posting.is_head and not is_over and _stays(posting, told.get(posting.person_id)):
                found[posting.unit_id] = posting
        return found

    def _one(self, claims: list[Claim], head: PostingNow | None) -> Claim | None:
        """The claim that holds: the highest eselon; none where two are equal or somebody else heads the unit."""
        first, *others = sorted(claims, key=lambda claim: claim.row.told.eselon or _NO_ESELON)
        if head is not None:
            own = [claim for claim in claims if claim.person_id == head.person_id]
            if own:
                return own[0]
            why = f"di Tilik sudah dipimpin {self.names[head.person_id]}, yang tidak berubah oleh berkas ini"
        elif others and (others[0].row.told.eselon or _NO_ESELON) == (first.row.told.eselon or _NO_ESELON):
            why = f"disebut dipimpin oleh baris {first.row.row} dan baris {others[0].row.row} sekaligus"
        else:
            return first
        self._tell(
            first, f"Unit “{first.unit_name}” {why}. Tidak ada yang ditandai sebagai pimpinan baru; tetapkan kemudian."
        )
        return None

    def _tell(self, claim: Claim, words: str) -> None:
        self.findings.append(warning(claim.row.row, self.letter, words))


def _stays(posting: PostingNow, claim: Claim | None) -> bool:
    if claim is None or posting.source is Source.OFFICER:
        return True
    return posting.unit_id == claim.unit and same_words(posting.position, claim.row.told.name)
