"""A synthetic regency of any size: units and people as values, the same for the same number and seed.

Half of the people work in schools, a fifth in health centres and the hospital, the rest in offices and districts, as in
a real regency. Nobody in it exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from app.domain.people import Employment, PositionKind, UnitKind
from app.sample.names import name

FEWEST = 30
SCHOOL_SIZE, CENTRE_SIZE, DISTRICT_SIZE, OFFICE_SIZE = 12, 40, 24, 36
OFFICES = (
    "Dinas Sosial", "Dinas Kependudukan dan Pencatatan Sipil", "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Perhubungan", "Dinas Pertanian", "Dinas Perikanan", "Dinas Lingkungan Hidup", "Dinas Perpustakaan dan Arsip",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Badan Perencanaan Pembangunan Daerah",
    "Badan Pengelolaan Keuangan dan Aset Daerah", "Badan Penanggulangan Bencana Daerah", "Inspektorat Daerah",
    "Satuan Polisi Pamong Praja", "Dinas Komunikasi dan Informatika", "Dinas Koperasi dan Perdagangan",
)  # fmt: skip
DIVISIONS = ("Sekretariat", "Bidang Perencanaan", "Bidang Pelayanan", "Bidang Pengawasan")


@dataclass(frozen=True)
class SyntheticUnit:
    """A unit; ``parent`` is the index of the one above, None at the top."""

    index: int
    parent: int | None
    name: str
    kind: UnitKind
    is_independent: bool


@dataclass(frozen=True)
class SyntheticPerson:
    """Somebody; ``unit`` is the index of a unit, ``duty`` what a functional official leads."""

    name: str
    title: str
    nip: str | None
    employment: Employment
    unit: int
    position: str
    kind: PositionKind
    rank: str | None
    eselon: str | None = None
    duty: str | None = None
    is_head: bool = False


@dataclass
class Regency:
    """The whole regency."""

    units: list[SyntheticUnit] = field(default_factory=list)
    people: list[SyntheticPerson] = field(default_factory=list)


@dataclass(frozen=True)
class Post:
    """A kind of position: what is written of it."""

    position: str
    kind: PositionKind
    rank: str | None
    eselon: str | None = None
    duty: str | None = None


TEACHER = Post("Guru Ahli Pertama", PositionKind.FUNCTIONAL_EXPERT, "Penata Muda, III/a")
NURSE = Post("Perawat Terampil", PositionKind.FUNCTIONAL_SKILLED, "Pengatur, II/c")
MIDWIFE = Post("Bidan Mahir", PositionKind.FUNCTIONAL_SKILLED, "Penata Muda, III/a")
CLERK = Post("Pengadministrasi Perkantoran", PositionKind.EXECUTIVE, "Pengatur Muda, II/a")
ANALYST = Post("Analis Kebijakan Ahli Muda", PositionKind.FUNCTIONAL_EXPERT, "Penata, III/c")
DIVISION_HEAD = Post("Kepala Bidang", PositionKind.ADMINISTRATOR, "Pembina, IV/a", "III.b")
SECRETARY = Post("Sekretaris", PositionKind.ADMINISTRATOR, "Pembina, IV/a", "III.a")
SECTION_HEAD = Post("Kepala Seksi", PositionKind.SUPERVISOR, "Penata Tk. I, III/d", "IV.a")


class _Builder:
    """Grows a regency to an exact number of people."""

    def __init__(self, size: int, seed: int) -> None:
        self.size, self.random, self.regency = size, Random(f"{size}/{seed}"), Regency()  # noqa: S311 - nothing secret
        self.known: set[str] = set()

    @property
    def left(self) -> int:
        return self.size - len(self.regency.people)

    def unit(self, parent: int | None, words: str, kind: UnitKind, *, independent: bool = False) -> int:
        index = len(self.regency.units)
        self.regency.units.append(SyntheticUnit(index, parent, words, kind, independent))
        return index

    def person(self, unit: int, post: Post, *, head: bool = False) -> None:
        if self.left <= 0:
            return
        political = post.kind is PositionKind.POLITICAL
        employment = Employment.NON_ASN if political else self._employment(post)
        rank = post.rank if employment is Employment.PNS else None if political else "IX"
        self.regency.people.append(
            SyntheticPerson(
                name=name(self.random), title="" if political else self.random.choice(("S.E.", "S.Sos.", "S.Pd.", "")),
                nip=None if political else self._nip(employment), employment=employment, unit=unit,
                position=post.position, kind=post.kind, rank=rank, eselon=post.eselon, duty=post.duty, is_head=head,
            )
        )  # fmt: skip

    def _employment(self, post: Post) -> Employment:
        if post.eselon or post.duty:
            return Employment.PNS
        weights = ((Employment.PNS, 70), (Employment.PPPK, 24), (Employment.PPPK_PART_TIME, 6))
        return self.random.choices([kind for kind, _ in weights], [weight for _, weight in weights])[0]

    def _nip(self, employment: Employment) -> str:
        """Eighteen digits as the register forms them, no two alike."""
        while True:
            born = date(1968, 1, 1) + timedelta(days=self.random.randrange(30 * 365))
            code = f"{self.random.randint(1, 12):02}" if employment is Employment.PNS else "21"
            number = f"{born:%Y%m%d}{born.year + 24}{code}{self.random.choice('12')}{self.random.randint(1, 999):03}"
            if number not in self.known:
                self.known.add(number)
                return number

    def staff(self, unit: int, count: int, *posts: Post) -> None:
        for _ in range(count):
            self.person(unit, self.random.choice(posts))

    def build(self) -> Regency:
        root = self.unit(None, "Pemerintah Kabupaten Sinar Nusantara", UnitKind.AGENCY)
        self.person(root, Post("Bupati Sinar Nusantara", PositionKind.POLITICAL, None), head=True)
        self._secretariat(root)
        steps = (self._schools(root), self._health(root), self._districts(root), self._offices(root))
        shares = (0.5, 0.2, 0.08, 0.22)
        start = len(self.regency.people)
        for step, share in zip(steps, shares, strict=True):
            goal = min(self.size, len(self.regency.people) + int((self.size - start) * share))
            while len(self.regency.people) < goal:
                next(step)
        while self.left > 0:
            next(steps[0])
        return self.regency

    def _secretariat(self, root: int) -> None:
        unit = self.unit(root, "Sekretariat Daerah", UnitKind.SECRETARIAT)
        self.person(
            unit, Post("Sekretaris Daerah", PositionKind.JPT_PRATAMA, "Pembina Utama Madya, IV/d", "II.a"), head=True
        )
        self.staff(unit, 3, ANALYST, CLERK)

    def _office(self, root: int, words: str) -> int:
        kind = UnitKind.OFFICE if words.startswith(("Dinas", "Satuan")) else UnitKind.AGENCY_BODY
        unit = self.unit(root, words, kind)
        head = Post(f"Kepala {words}", PositionKind.JPT_PRATAMA, "Pembina Utama Muda, IV/c", "II.b")
        self.person(unit, head, head=True)
        return unit

    def _divisions(self, office: int, words: str, count: int) -> Iterator[None]:
        for division in DIVISIONS:
            unit = self.unit(office, f"{division} {words}", UnitKind.SECTION)
            self.person(unit, SECRETARY if division == "Sekretariat" else DIVISION_HEAD, head=True)
            self.staff(unit, count - 1, ANALYST, CLERK)
            yield

    def _schools(self, root: int) -> Iterator[None]:
        words = "Dinas Pendidikan"
        office = self._office(root, words)
        number = 0
        for _ in self._divisions(office, words, 3):
            yield
        while True:
            number += 1
            level = "SMP Negeri" if number % 5 == 0 else "SD Negeri"
            school = self.unit(office, f"{level} {number} Sinar Nusantara", UnitKind.SCHOOL, independent=True)
            duty = f"Kepala {level} {number}"
            self.person(school, Post("Guru Ahli Madya", TEACHER.kind, "Pembina, IV/a", duty=duty), head=True)
            self.staff(school, self.random.randint(SCHOOL_SIZE // 2, SCHOOL_SIZE * 3 // 2) - 1, TEACHER, TEACHER, CLERK)
            yield

    def _health(self, root: int) -> Iterator[None]:
        words = "Dinas Kesehatan"
        office = self._office(root, words)
        for _ in self._divisions(office, words, 3):
            yield
        number = 0
        while True:
            number += 1
            centre = self.unit(office, f"Puskesmas Sinar {number}", UnitKind.HEALTH_CENTRE, independent=True)
            duty = f"Kepala Puskesmas Sinar {number}"
            self.person(
                centre, Post("Dokter Ahli Muda", PositionKind.FUNCTIONAL_EXPERT, "Penata, III/c", duty=duty), head=True
            )
            self.staff(centre, self.random.randint(CENTRE_SIZE // 2, CENTRE_SIZE * 3 // 2) - 1, NURSE, MIDWIFE, CLERK)
            yield

    def _districts(self, root: int) -> Iterator[None]:
        number = 0
        while True:
            number += 1
            unit = self.unit(root, f"Kecamatan Sinar {number}", UnitKind.DISTRICT, independent=True)
            self.person(unit, Post("Camat", PositionKind.ADMINISTRATOR, "Pembina, IV/a", "III.a"), head=True)
            for section in ("Seksi Pemerintahan", "Seksi Pelayanan"):
                below = self.unit(unit, f"{section} Kecamatan Sinar {number}", UnitKind.SECTION)
                self.person(below, SECTION_HEAD, head=True)
                self.staff(below, DISTRICT_SIZE // 3, CLERK, ANALYST)
            yield

    def _offices(self, root: int) -> Iterator[None]:
        number = 0
        while True:
            words = OFFICES[number % len(OFFICES)] + (
                f" {number // len(OFFICES) + 1}" if number >= len(OFFICES) else ""
            )
            number += 1
            office = self._office(root, words)
            yield from self._divisions(office, words, OFFICE_SIZE // 4)


def regency(size: int, seed: int) -> Regency:
    """A regency of exactly ``size`` people.

    Raises:
        ValueError: fewer than thirty people make no regency.
    """
    if size < FEWEST:
        raise ValueError(f"a regency has at least {FEWEST} people")
    return _Builder(size, seed).build()
