"""Words and rules of a 360-degree round: classes of raters, states, who may do what.

Legal hook: PermenPANRB 6/2022 Ps.17-19 and Lampiran III.C.15 (an agency may develop its own feedback process). The
result informs the assessor and is never a formula.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.actors import Actor, Role


class RaterClass(StrEnum):
    """In which role somebody answers about a subject; the order is the order of partition, frozen at launch."""

    SUPERIOR = "superior"
    SELF = "self"
    PEER = "peer"
    SUBORDINATE = "subordinate"
    EXTERNAL = "external"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            RaterClass.SUPERIOR: "Atasan",
            RaterClass.SELF: "Diri sendiri",
            RaterClass.PEER: "Rekan kerja",
            RaterClass.SUBORDINATE: "Bawahan",
            RaterClass.EXTERNAL: "Penerima layanan dan pihak lain",
        }[self]

    @property
    def is_named(self) -> bool:
        """Whether the answer stands in the report with the name, and the form says so before."""
        return self in {RaterClass.SUPERIOR, RaterClass.SELF}


COUNTED = tuple(kind for kind in RaterClass if not kind.is_named)
"""The anonymous classes, in their order of partition."""


class RoundState(StrEnum):
    """From preparation to the purge after counting; there is no way back and no early closing."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    PURGED = "purged"
    ABANDONED = "abandoned"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            RoundState.PREPARING: "Disiapkan",
            RoundState.OPEN: "Berjalan",
            RoundState.CLOSED: "Ditutup, sedang dihitung",
            RoundState.COUNTED: "Terhitung, pembersihan belum selesai",
            RoundState.PURGED: "Selesai",
            RoundState.ABANDONED: "Dibatalkan, tidak dihitung",
        }[self]


class RoundVerb(StrEnum):
    """What can be done to a round."""

    PREPARE = "prepare"
    LAUNCH = "launch"
    CHANGE_RATERS = "change_raters"
    CLOSE = "close"
    COUNT = "count"
    PURGE = "purge"
    ABANDON = "abandon"


_S = RoundState
ROUND_STEPS = {
    RoundVerb.PREPARE: (frozenset({_S.PREPARING}), _S.PREPARING),
    RoundVerb.LAUNCH: (frozenset({_S.PREPARING}), _S.OPEN),
    RoundVerb.CHANGE_RATERS: (frozenset({_S.OPEN}), _S.OPEN),
    RoundVerb.CLOSE: (frozenset({_S.OPEN, _S.CLOSED}), _S.CLOSED),  # an interrupted count is begun again
    RoundVerb.COUNT: (frozenset({_S.CLOSED}), _S.COUNTED),
    RoundVerb.PURGE: (frozenset({_S.COUNTED, _S.PURGED}), _S.PURGED),
    RoundVerb.ABANDON: (frozenset({_S.PREPARING, _S.OPEN, _S.CLOSED}), _S.ABANDONED),
}

PUBLISHED = frozenset({RoundState.COUNTED, RoundState.PURGED})
"""States in which reports are read."""


class InvitationState(StrEnum):
    """Of one form. Whether it was answered is no state: nobody reads it from a list."""

    INVITED = "invited"
    DECLINED = "declined"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            InvitationState.INVITED: "Diundang",
            InvitationState.DECLINED: "Menolak",
            InvitationState.CANCELLED: "Dibatalkan",
        }[self]


class CandidateState(StrEnum):
    """Of a proposed rater, before forms are drawn."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            CandidateState.PROPOSED: "Diusulkan",
            CandidateState.APPROVED: "Disetujui",
            CandidateState.REFUSED: "Tidak disetujui",
        }[self]


class CandidateSource(StrEnum):
    """Who names the candidates of a group."""

    SUBJECT = "subject"
    OFFICER = "officer"
    AUTOMATIC = "automatic"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            CandidateSource.SUBJECT: "Diusulkan pegawai, disetujui atasan",
            CandidateSource.OFFICER: "Ditetapkan petugas",
            CandidateSource.AUTOMATIC: "Otomatis dari susunan organisasi",
        }[self]


CUSTODIANS = 3
DRAW_SHARE = 4, 3
"""At least four candidates for three forms, so that whoever names them does not know who was asked."""

ROUNDS_APART = timedelta(days=90)
"""Between two rounds about one subject: counts close together tell what one person changed."""

WITHHELD_READABLE = timedelta(days=30)
"""How long a withheld comment stays readable to the two officers: until objections are decided."""


GIVEN_UP_AFTER = timedelta(days=7)
"""How long a closed round is kept for its custodians: no officer destroys answers the day they could be counted."""


def candidates_needed(forms: int) -> int:
    """How many candidates it takes to draw ``forms`` of them: at least a third more."""
    more, per = DRAW_SHARE
    return -(-forms * more // per)


def forms_possible(candidates: int, maximum: int) -> int:
    """How many forms may be drawn from so many candidates, at most ``maximum``."""
    more, per = DRAW_SHARE
    return min(maximum, candidates * per // more)


def keeps_rounds(actor: Actor, lineage: tuple[int, ...] | frozenset[int]) -> bool:
    """Whether the actor prepares and launches rounds of a unit; the administrator never does."""
    return Role.AGENCY_OFFICER in actor.roles or bool(actor.officer_units & set(lineage))


@dataclass(frozen=True)
class Keeper:
    """Somebody proposed as custodian, as the rules look at it."""

    person_id: int
    unit_id: int
    roles: frozenset[Role]
    assesses_small: bool


NOT_PREPARER = "Petugas yang menyiapkan putaran tidak boleh ikut memegang kunci. Pilih orang lain."
NOT_STAFF = "Administrator aplikasi menjangkau basis data, jadi tidak memegang kunci. Pilih orang lain."
SAME_UNIT = "Ketiga pemegang kunci harus dari unit yang berbeda, agar tidak satu pimpinan dapat meminta dua kode."
SMALL_GROUP = "Orang ini menilai pegawai yang kelompok penjawabnya kecil. Pilih pemegang kunci lain."


def why_not_custodian(keeper: Keeper, preparer_id: int, others: frozenset[int]) -> str | None:
    """Why somebody cannot be a custodian; ``others`` are the units of those already chosen. None when possible."""
    if keeper.person_id == preparer_id:
        return NOT_PREPARER
    if Role.ADMINISTRATOR in keeper.roles:
        return NOT_STAFF
    if keeper.unit_id in others:
        return SAME_UNIT
    return SMALL_GROUP if keeper.assesses_small else None


def too_soon(last_closed: date | None, closes_on: date) -> bool:
    """Whether a round about a subject would close less than 90 days after the one before."""
    return last_closed is not None and closes_on - last_closed < ROUNDS_APART
