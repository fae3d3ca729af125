"""Special circumstances of a person that change the plan: acting posts, study leave, exempted kinds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.errors import Problem


class SpecialKind(StrEnum):
    """What an officer records about a person, with days and document.

    Acting posts make the assignment utama (II.A.6.d, p.50); whoever is on study leave has a plan (II.B, p.62-65);
    the last four have none (II.C.8, p.65-66).
    """

    ACTING = "acting"
    DAILY_ACTING = "daily_acting"
    STRUCTURAL = "structural"
    STUDY = "study"
    STATE_OFFICIAL = "state_official"
    SUSPENDED = "suspended"
    UNPAID_LEAVE = "unpaid_leave"
    PRE_RETIREMENT = "pre_retirement"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            SpecialKind.ACTING: "Pelaksana tugas (Plt.)",
            SpecialKind.DAILY_ACTING: "Pelaksana harian (Plh.)",
            SpecialKind.STRUCTURAL: "Pejabat fungsional yang ditugaskan pada jabatan struktural",
            SpecialKind.STUDY: "Tugas belajar",
            SpecialKind.STATE_OFFICIAL: "Pejabat negara atau pimpinan/anggota lembaga nonstruktural",
            SpecialKind.SUSPENDED: "Diberhentikan sementara",
            SpecialKind.UNPAID_LEAVE: "Cuti di luar tanggungan negara",
            SpecialKind.PRE_RETIREMENT: "Masa persiapan pensiun",
        }[self]

    @property
    def effect(self) -> str:
        """What recording it changes, in one sentence for the officer and the person."""
        if self.makes_main:
            return "Hasil kerja dari penugasan ini menjadi hasil kerja utama."
        if self is SpecialKind.STUDY:
            return "Tetap menyusun SKP: ekspektasinya hasil akademik, kelulusan tepat waktu, dan tugas lain bila ada."
        return "Tidak menyusun SKP selama masa ini, dan tidak dihitung dalam daftar kerja."

    @property
    def makes_main(self) -> bool:
        """Whether an assignment of this kind has high priority by rule (II.A.6.d, p.50)."""
        return self in {SpecialKind.ACTING, SpecialKind.DAILY_ACTING, SpecialKind.STRUCTURAL}

    @property
    def exempts(self) -> bool:
        """Whether planning does not apply to the person meanwhile (II.C.8, p.65-66)."""
        return self in {
            SpecialKind.STATE_OFFICIAL,
            SpecialKind.SUSPENDED,
            SpecialKind.UNPAID_LEAVE,
            SpecialKind.PRE_RETIREMENT,
        }


ASSIGNMENTS = tuple(kind for kind in SpecialKind if not kind.exempts)
"""What a single work result may be for."""

EXEMPTING = tuple(kind for kind in SpecialKind if kind.exempts)
"""Planning does not apply to whoever is in one of these (II.C.8, p.65-66)."""

PAST, AHEAD = timedelta(days=3660), timedelta(days=400)
"""A first day further away than this is a slip of the year; studies and leaves begin years before they are recorded."""

LONGEST = timedelta(days=3660)
"""No circumstance lasts longer than ten years; a last day further away is a slip of the year."""


@dataclass(frozen=True)
class Circumstance:
    """A special circumstance as an officer types it; ``valid_to`` is the last day, open when None."""

    kind: SpecialKind
    detail: str
    document: str
    valid_from: date
    valid_to: date | None = None

    def meets(self, other: "Circumstance") -> bool:
        """Whether there is a day on which both hold."""
        return self.valid_from <= (other.valid_to or date.max) and other.valid_from <= (self.valid_to or date.max)


def asks_detail(kind: SpecialKind) -> bool:
    """Whether the office has to know more than the kind: the post or the study.

    Why somebody is suspended or on leave is nobody's business here, and is not asked.
    """
    return not kind.exempts or kind is SpecialKind.STATE_OFFICIAL


def problems_of(wanted: Circumstance, others: Iterable[Circumstance], today: date) -> tuple[Problem, ...]:
    """What is wrong with ``wanted`` beside what is recorded of the same person.

    Two exempting kinds never hold on one day (II.C.8 names one state of a person each), nor do two studies. Several
    acting posts may.
    """
    return (*_missing(wanted), *_wrong_days(wanted, today), *_overlaps(wanted, others))


def _missing(wanted: Circumstance) -> Iterator[Problem]:
    if asks_detail(wanted.kind) and not wanted.detail.strip():
        yield Problem("detail", "Isi keterangannya: jabatan yang dirangkap, atau program studi dan tempatnya.")
    if not wanted.document.strip():
        yield Problem("document", "Isi nomor surat keputusan atau surat perintahnya.")


def _wrong_days(wanted: Circumstance, today: date) -> Iterator[Problem]:
    if not today - PAST <= wanted.valid_from <= today + AHEAD:
        yield Problem("valid_from", "Tanggal mulai terlalu jauh dari hari ini. Periksa tahunnya.")
    if wanted.valid_to is not None and wanted.valid_to < wanted.valid_from:
        yield Problem("valid_to", "Hari terakhir berada sebelum tanggal mulai. Periksa kedua tanggalnya.")
    elif wanted.valid_to is not None and wanted.valid_to - wanted.valid_from > LONGEST:
        yield Problem("valid_to", "Hari terakhir terlalu jauh dari tanggal mulai. Periksa tahunnya.")


def _overlaps(wanted: Circumstance, others: Iterable[Circumstance]) -> Iterator[Problem]:
    for other in others:
        excludes = wanted.kind.exempts and other.kind.exempts
        studies_twice = wanted.kind is other.kind is SpecialKind.STUDY
        if (excludes or studies_twice) and wanted.meets(other):
            yield Problem(
                "valid_from",
                f"Pada masa itu sudah tercatat: {other.kind.label}. Akhiri catatan itu dahulu, atau ubah tanggal ini.",
            )
            return
