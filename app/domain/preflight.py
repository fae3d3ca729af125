"""What stands in the way of starting a 360-degree round: each finding says what, about whom, and who must act."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.feedback import (
    CUSTODIANS,
    ROUNDS_APART,
    CandidateSource,
    RaterClass,
    candidates_needed,
    forms_possible,
    too_soon,
)
from app.domain.periods import in_words

OFFICER = "Petugas yang menyiapkan putaran"
OPERATOR = "Administrator server"


class Place(StrEnum):
    """Where a finding is mended."""

    BASICS = "basics"
    SUBJECTS = "subjects"
    GROUPS = "groups"
    QUESTIONS = "questions"
    CUSTODIANS = "custodians"
    ASSESSOR = "assessor"
    SERVER = "server"


@dataclass(frozen=True)
class Finding:
    """One thing that stands in the way; ``person_id`` is whom it is about, None for the round itself."""

    place: Place
    words: str
    who: str
    person_id: int | None = None


@dataclass(frozen=True)
class GroupRule:
    """A group of raters as it was prepared."""

    rater_class: RaterClass
    source: CandidateSource
    minimum: int
    maximum: int
    by_slip: bool = False

    @property
    def is_drawn(self) -> bool:
        """Whether forms are drawn by lot from candidates; subordinates are all asked."""
        return self.rater_class in {RaterClass.PEER, RaterClass.EXTERNAL} and not self.by_slip


@dataclass(frozen=True)
class Terms:
    """The round as far as the findings about people depend on it."""

    groups: tuple[GroupRule, ...]
    score_threshold: int
    most_forms: int
    closes_on: date
    nominate_until: date | None
    on: date

    def group(self, kind: RaterClass) -> GroupRule | None:
        """A group of this round, if it has it."""
        return next((group for group in self.groups if group.rater_class is kind), None)

    @property
    def least_raters(self) -> int:
        """Fewer possible raters than this, and everybody guesses who wrote."""
        return 2 * self.score_threshold


@dataclass(frozen=True)
class About:
    """Somebody the round is about. ``candidates``: possible raters by class, without slips; all subordinates."""

    subject_id: int
    person_id: int
    name: str
    supervisor_id: int | None
    supervisor: str
    has_nominated: bool
    is_approved: bool
    last_closed: date | None
    candidates: Mapping[RaterClass, tuple[int, ...]] = field(default_factory=dict)

    def pool(self, kind: RaterClass) -> int:
        """How many may be asked in a class."""
        return len(self.candidates.get(kind, ()))

    def forms(self, group: GroupRule) -> int:
        """How many forms come of a counted group."""
        if group.by_slip:
            return group.maximum
        pool = self.pool(group.rater_class)
        return forms_possible(pool, group.maximum) if group.is_drawn else pool


def findings_about(about: About, terms: Terms) -> Iterator[Finding]:
    """What stands in the way about one subject."""
    by_subject = any(group.source is CandidateSource.SUBJECT and group.is_drawn for group in terms.groups)
    if about.supervisor_id is None and (by_subject or terms.group(RaterClass.SUPERIOR)):
        words = f"{about.name} belum memiliki penilai, jadi tidak ada atasan yang menjawab atau menyetujui usulan."
        yield Finding(Place.ASSESSOR, words, "Petugas kepegawaian unit", about.person_id)
    if by_subject and not about.is_approved:
        yield _not_approved(about, terms)
    else:
        yield from _too_few(about, terms)
    if too_soon(about.last_closed, terms.closes_on):
        yield _too_soon(about, terms)


def _not_approved(about: About, terms: Terms) -> Finding:
    is_over = terms.nominate_until is not None and terms.on > terms.nominate_until
    if about.has_nominated or is_over:
        words = f"Calon penjawab {about.name} belum disetujui atasan."
        return Finding(Place.SUBJECTS, words, about.supervisor or "Pejabat penilai", about.person_id)
    words = f"{about.name} belum mengusulkan calon penjawab."
    return Finding(Place.SUBJECTS, words, about.name, about.person_id)


def _too_few(about: About, terms: Terms) -> Iterator[Finding]:
    for group in terms.groups:
        if group.is_drawn and forms_possible(about.pool(group.rater_class), group.maximum) < group.minimum:
            words = (
                f"Calon {group.rater_class.label.lower()} untuk {about.name} baru {about.pool(group.rater_class)}. "
                f"Perlu {candidates_needed(group.minimum)} untuk {group.minimum} formulir: sepertiga lebih banyak, "
                "agar tidak ada yang tahu siapa yang ditanya."
            )
            yield Finding(Place.SUBJECTS, words, OFFICER, about.person_id)
    counted = [group for group in terms.groups if not group.rater_class.is_named]
    together = sum(about.forms(group) for group in counted if not group.by_slip)
    by_slip = max((group.maximum for group in counted if group.by_slip), default=0)
    if max(together, by_slip) < terms.score_threshold:
        words = (
            f"Formulir tentang {about.name} paling banyak {max(together, by_slip)}, di bawah batas "
            f"{terms.score_threshold} jawaban: hasilnya tidak akan pernah tampil. Tambah calon, atau keluarkan dari "
            "putaran ini."
        )
        yield Finding(Place.SUBJECTS, words, OFFICER, about.person_id)
    possible = sum(about.pool(group.rater_class) for group in counted if not group.by_slip)
    if together >= terms.score_threshold and possible < terms.least_raters:
        words = (
            f"Hanya {possible} orang yang mungkin menjawab tentang {about.name}. Di bawah {terms.least_raters} orang, "
            "kerahasiaan tidak dapat dijaga: penulisnya mudah ditebak. Tambah calon, atau keluarkan dari putaran ini."
        )
        yield Finding(Place.SUBJECTS, words, OFFICER, about.person_id)


def _too_soon(about: About, terms: Terms) -> Finding:
    first = (about.last_closed or terms.closes_on) + ROUNDS_APART
    words = (
        f"Putaran lain tentang {about.name} ditutup kurang dari {ROUNDS_APART.days} hari sebelumnya. Dua hasil yang "
        f"berdekatan membuka jawaban satu orang. Tutup putaran ini paling cepat {in_words(first)}, atau keluarkan "
        "orangnya."
    )
    return Finding(Place.SUBJECTS, words, OFFICER, about.person_id)


def busy_raters(load: Mapping[int, int], names: Mapping[int, str], most_forms: int) -> Iterator[Finding]:
    """Those who would have to answer more forms than the round allows although nothing was drawn yet."""
    for person_id, forms in sorted(load.items()):
        if forms > most_forms:
            words = (
                f"{names.get(person_id, 'Seorang pegawai')} harus mengisi {forms} formulir; batas putaran ini "
                f"{most_forms}. Naikkan batasnya, atau bagi pegawai yang dinilai ke beberapa putaran."
            )
            yield Finding(Place.BASICS, words, OFFICER, person_id)


def shortage(name: str, person_id: int, most_forms: int) -> Finding:
    """Candidates enough, but all of them have their hands full."""
    words = (
        f"Calon penjawab {name} sudah penuh: masing-masing paling banyak {most_forms} formulir. Naikkan batasnya, atau "
        "tambah calon."
    )
    return Finding(Place.BASICS, words, OFFICER, person_id)


@dataclass(frozen=True)
class Keyholder:
    """A chosen custodian: whether the code is confirmed, and why it cannot be this person."""

    person_id: int
    name: str
    is_confirmed: bool
    why_not: str | None


def findings_of_custodians(keepers: tuple[Keyholder, ...], *, is_exercise: bool) -> Iterator[Finding]:
    """What stands in the way about those who keep the codes; an exercise has none."""
    if is_exercise:
        return
    if len(keepers) != CUSTODIANS:
        words = f"Pemegang kunci baru {len(keepers)} dari {CUSTODIANS}. Tanpa mereka jawaban tidak terlindungi."
        yield Finding(Place.CUSTODIANS, words, OFFICER)
    for keeper in keepers:
        if keeper.why_not:
            yield Finding(Place.CUSTODIANS, f"{keeper.name}: {keeper.why_not}", OFFICER, keeper.person_id)
        elif not keeper.is_confirmed:
            words = f"{keeper.name} belum membuat dan mengetik ulang kodenya."
            yield Finding(Place.CUSTODIANS, words, keeper.name, keeper.person_id)


@dataclass(frozen=True)
class Server:
    """The installation as far as answers depend on it."""

    keys_lie_apart: bool
    is_private: bool
    over_http: bool
    is_sample: bool


def findings_of_server(server: Server, *, is_exercise: bool) -> Iterator[Finding]:
    """What stands in the way about the installation; the sample government and exercises keep keys beside the data."""
    if not (server.keys_lie_apart or server.is_sample or is_exercise):
        words = (
            "Folder kunci (FEEDBACK_KEY_DIR) berada di dalam folder data (DATA_DIR), jadi ikut tersalin bersama "
            "cadangannya. Tetapkan folder lain di luar cadangan."
        )
        yield Finding(Place.SERVER, words, OPERATOR)
    if not (server.is_private or server.over_http):
        words = (
            "Aplikasi ini dibuka tanpa HTTPS, jadi jaringan kantor dapat membaca jawaban di jalan. Pasang HTTPS, atau "
            "izinkan dengan FEEDBACK_OVER_HTTP=1; setiap formulir lalu mengatakannya."
        )
        yield Finding(Place.SERVER, words, OPERATOR)


def findings_of_round(terms: Terms, subjects: int) -> Iterator[Finding]:
    """What stands in the way about the round itself."""
    if subjects == 0:
        yield Finding(Place.SUBJECTS, "Belum ada pegawai yang dinilai dalam putaran ini.", OFFICER)
    if all(group.rater_class.is_named for group in terms.groups):
        words = "Pilih paling sedikit satu kelompok penjawab tanpa nama: rekan kerja, bawahan, atau penerima layanan."
        yield Finding(Place.GROUPS, words, OFFICER)
    if terms.closes_on <= terms.on:
        yield Finding(Place.BASICS, "Tanggal penutupan sudah lewat atau hari ini. Pilih hari sesudahnya.", OFFICER)
