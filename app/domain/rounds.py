"""A 360-degree round as an officer prepares it: which dates, thresholds and numbers of raters will do."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from app.domain.anonymity import COMMENT_FLOOR, SCORE_FLOOR
from app.domain.errors import Problem
from app.domain.feedback import CandidateSource, RaterClass
from app.domain.preflight import GroupRule

MOST_FORMS_FLOOR, MOST_FORMS_CEILING = 1, 200
MOST_RATERS = 20
"""Forms about one subject in one group; beyond it nobody reads the answers."""

HIGHEST_THRESHOLD = 20
LONGEST_ROUND = timedelta(days=120)


@dataclass(frozen=True)
class Basics:
    """Name, dates and thresholds of a round. ``most_forms``: how many forms one rater gets at most."""

    name: str
    period_start: date
    period_end: date
    nominate_until: date | None
    closes_on: date
    score_threshold: int
    comment_threshold: int
    most_forms: int
    is_exercise: bool = False


def problems_of_basics(basics: Basics, today: date) -> tuple[Problem, ...]:
    """Why name, dates or thresholds will not do."""
    found = []
    if not basics.name.strip():
        found.append(Problem("name", "Tulis nama putarannya, misalnya: Umpan balik 360 semester II."))
    if basics.period_end < basics.period_start:
        found.append(Problem("period_end", "Akhir masa kinerja mendahului awalnya. Perbaiki tanggalnya."))
    if not today < basics.closes_on <= today + LONGEST_ROUND:
        words = f"Penutupan paling cepat besok dan paling lambat {LONGEST_ROUND.days} hari lagi."
        found.append(Problem("closes_on", words))
    until = basics.nominate_until
    if until is not None and not today <= until < basics.closes_on:
        found.append(Problem("nominate_until", "Batas usulan penjawab mulai hari ini dan sebelum penutupan."))
    return (*found, *_problems_of_numbers(basics))


def _problems_of_numbers(basics: Basics) -> tuple[Problem, ...]:
    found = []
    if not SCORE_FLOOR <= basics.score_threshold <= HIGHEST_THRESHOLD:
        words = f"Batas nilai antara {SCORE_FLOOR} dan {HIGHEST_THRESHOLD} jawaban; di bawah itu orangnya tertebak."
        found.append(Problem("score_threshold", words))
    if not COMMENT_FLOOR <= basics.comment_threshold <= HIGHEST_THRESHOLD:
        words = f"Batas komentar antara {COMMENT_FLOOR} dan {HIGHEST_THRESHOLD} jawaban; gaya tulisan mudah dikenali."
        found.append(Problem("comment_threshold", words))
    elif basics.comment_threshold < basics.score_threshold:
        found.append(Problem("comment_threshold", "Batas komentar tidak boleh lebih kecil dari batas nilai."))
    if not MOST_FORMS_FLOOR <= basics.most_forms <= MOST_FORMS_CEILING:
        words = f"Isi antara {MOST_FORMS_FLOOR} dan {MOST_FORMS_CEILING} formulir per penjawab."
        found.append(Problem("most_forms", words))
    return tuple(found)


NO_SLIPS = (RaterClass.SELF, RaterClass.SUPERIOR)
"""Classes that stand with their names: an anonymous slip makes no sense for them."""


def problems_of_group(group: GroupRule) -> tuple[Problem, ...]:
    """Why the numbers of a group of raters will not do."""
    if group.by_slip and group.rater_class in NO_SLIPS:
        return (Problem("by_slip", "Kelompok ini menjawab dengan nama, jadi tidak dengan kode cetak."),)
    if not group.is_drawn and not group.by_slip:
        return ()
    found = []
    if not 1 <= group.minimum <= group.maximum:
        found.append(Problem("minimum", "Paling sedikit satu, dan tidak lebih dari jumlah paling banyak."))
    if group.maximum > MOST_RATERS:
        found.append(Problem("maximum", f"Paling banyak {MOST_RATERS} penjawab per pegawai dalam satu kelompok."))
    if group.is_drawn and group.rater_class is RaterClass.EXTERNAL and group.source is CandidateSource.AUTOMATIC:
        words = "Pihak lain tidak terbaca dari susunan organisasi. Pilih usulan pegawai, petugas, atau kode cetak."
        found.append(Problem("source", words))
    return tuple(found)


def end_of(day: date, zone: tzinfo) -> datetime:
    """The moment a closing day is over where the office is."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


USUAL: dict[RaterClass, GroupRule] = {
    RaterClass.SUPERIOR: GroupRule(RaterClass.SUPERIOR, CandidateSource.AUTOMATIC, 1, 1),
    RaterClass.SELF: GroupRule(RaterClass.SELF, CandidateSource.AUTOMATIC, 1, 1),
    RaterClass.PEER: GroupRule(RaterClass.PEER, CandidateSource.AUTOMATIC, 3, 6),
    RaterClass.SUBORDINATE: GroupRule(RaterClass.SUBORDINATE, CandidateSource.AUTOMATIC, 1, MOST_RATERS),
    RaterClass.EXTERNAL: GroupRule(RaterClass.EXTERNAL, CandidateSource.OFFICER, 3, 6, by_slip=True),
}
"""How a group is when nobody chose otherwise."""

FIRST_GROUPS = (RaterClass.SUPERIOR, RaterClass.SELF, RaterClass.PEER, RaterClass.SUBORDINATE)
"""The groups a new round begins with."""
