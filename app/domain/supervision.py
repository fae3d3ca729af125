"""Who should assess whom: proposals from the tree of units and its heads, and circles that may not be.

Source: PermenPANRB 6/2022 Ps.1, Lampiran IV.A.2-7 (p.89-90): the assessor is the direct superior, at lowest a pejabat
pengawas, or another official with delegated authority, such as a functional official who leads a unit (head of a
school, of a puskesmas). The SIASN export does not say who that is, so an officer accepts or corrects every proposal.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.people import AssignmentBasis, PositionKind

_BY_RIGHT = frozenset(
    {
        PositionKind.POLITICAL,
        PositionKind.JPT_MAIN,
        PositionKind.JPT_MIDDLE,
        PositionKind.JPT_PRATAMA,
        PositionKind.ADMINISTRATOR,
        PositionKind.SUPERVISOR,
    }
)
MOST_LEVELS = 40


class Doubt(StrEnum):
    """Why a proposal needs an officer's eye."""

    NO_HEAD = "no_head"
    SEVERAL_HEADS = "several_heads"
    NOT_ENTITLED = "not_entitled"
    NOBODY_ABOVE = "nobody_above"

    @property
    def label(self) -> str:
        """The sentence users see."""
        return {
            Doubt.NO_HEAD: "Unitnya belum memiliki kepala; diusulkan kepala unit di atasnya.",
            Doubt.SEVERAL_HEADS: "Unitnya mempunyai lebih dari satu kepala; pilih salah satu.",
            Doubt.NOT_ENTITLED: "Kepala unitnya berjabatan pelaksana; perlu pendelegasian tertulis, atau pilih lain.",
            Doubt.NOBODY_ABOVE: "Tidak ada kepala unit di atasnya yang tercatat. Catat kepala unitnya lebih dahulu.",
        }[self]


@dataclass(frozen=True)
class Member:
    """What the proposal looks at in a person: unit, whether head of it, kind of position."""

    person_id: int
    unit_id: int
    is_head: bool
    position_kind: PositionKind


@dataclass(frozen=True)
class Proposal:
    """A proposed assessor; sure when ``doubt`` is None. ``assessor_id`` is None when nobody stands above."""

    employee_id: int
    assessor_id: int | None
    basis: AssignmentBasis
    doubt: Doubt | None


def propose(parents: Mapping[int, int | None], members: Sequence[Member], wanted: Iterable[int]) -> list[Proposal]:
    """Propose an assessor for each person of ``wanted``, in that order; officials who are not ASN need none.

    ``parents`` leads from each unit to the one above; ``members`` is everybody who works in any of these units.
    Climbing past a unit in which nobody works is no reason for doubt: the register has such units as mere folders.
    """
    by_id = {member.person_id: member for member in members}
    heads: dict[int, list[Member]] = defaultdict(list)
    for member in members:
        if member.is_head:
            heads[member.unit_id].append(member)
    staffed = {member.unit_id for member in members}
    assessed = (by_id[person_id] for person_id in wanted if person_id in by_id)
    return [
        _propose_one(member, parents, heads, staffed)
        for member in assessed
        if member.position_kind is not PositionKind.POLITICAL
    ]


def _propose_one(
    member: Member, parents: Mapping[int, int | None], heads: Mapping[int, list[Member]], staffed: set[int]
) -> Proposal:
    unit = parents.get(member.unit_id) if member.is_head else member.unit_id
    passed_staffed = False
    for _ in range(MOST_LEVELS):
        if unit is None:
            break
        found = [head for head in heads.get(unit, ()) if head.person_id != member.person_id]
        if found:
            return _from_heads(member, found, passed_staffed=passed_staffed)
        passed_staffed = passed_staffed or unit in staffed
        unit = parents.get(unit)
    return Proposal(member.person_id, None, AssignmentBasis.DEFINITIVE, Doubt.NOBODY_ABOVE)


def _from_heads(member: Member, found: list[Member], *, passed_staffed: bool) -> Proposal:
    head = min(found, key=lambda one: (one.position_kind not in _BY_RIGHT, one.person_id))
    basis = AssignmentBasis.DEFINITIVE if head.position_kind in _BY_RIGHT else AssignmentBasis.DELEGATED
    doubt = None
    if len(found) > 1:
        doubt = Doubt.SEVERAL_HEADS
    elif head.position_kind is PositionKind.EXECUTIVE:
        doubt = Doubt.NOT_ENTITLED
    elif passed_staffed:
        doubt = Doubt.NO_HEAD
    return Proposal(member.person_id, head.person_id, basis, doubt)


def closes_circle(assessor_of: Callable[[int], int | None], employee_id: int, assessor_id: int) -> bool:
    """Whether making ``assessor_id`` the assessor would make the employee stand above the own assessor.

    ``assessor_of`` answers for everybody else as things stand.
    """
    above: int | None = assessor_id
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == employee_id:
            return True
        seen.add(above)
        above = assessor_of(above)
    return False


def circles(assessors: Mapping[int, int]) -> list[tuple[int, ...]]:
    """Every circle in ``{employee: assessor}``, each once, beginning with its smallest id."""
    done: set[int] = set()
    found = []
    for start in sorted(assessors):
        way: dict[int, int] = {}
        here: int | None = start
        while here is not None and here not in done and here not in way:
            way[here] = len(way)
            here = assessors.get(here)
        if here is not None and here in way:
            ring = list(way)[way[here] :]
            first = ring.index(min(ring))
            found.append(tuple(ring[first:] + ring[:first]))
        done.update(way)
    return found
