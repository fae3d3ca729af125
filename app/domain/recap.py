"""The recap of ratings in the terms of SIASN and e-Kinerja: columns, and numbers that stand for words.

The names and values are those in circulation for the SIASN "SKP22" exchange; results and behaviour are numbered 1
above, 2 as expected, 3 below. In which direction the five predikat are numbered is not confirmed by any official text,
so whoever makes a recap chooses it.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.rating import OverallRating, Rating

RATING_VALUES = {Rating.ABOVE: "1", Rating.AS_EXPECTED: "2", Rating.BELOW: "3"}
MOST_KEPT = 3
"""Recaps of one person at a time."""


class Kind(StrEnum):
    """What a recap is made for."""

    RATINGS = "ratings"
    ALLOWANCE = "allowance"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Kind.RATINGS: "Rekap predikat lengkap (kolom SIASN/e-Kinerja dan dasar TPP)",
            Kind.ALLOWANCE: "Dasar TPP saja: NIP, nama, predikat, persentase",
        }[self]


class Order(StrEnum):
    """In which direction the predikat are numbered."""

    BEST_FIRST = "best_first"
    WORST_FIRST = "worst_first"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Order.BEST_FIRST: "1 = Sangat Baik sampai 5 = Sangat Kurang",
            Order.WORST_FIRST: "1 = Sangat Kurang sampai 5 = Sangat Baik",
        }[self]

    def value_of(self, overall: OverallRating) -> str:
        """The number of a predikat."""
        place = list(OverallRating).index(overall)
        return str(len(OverallRating) - place if self is Order.BEST_FIRST else place + 1)


COLUMNS = (
    ("No", 6), ("NIP", 22), ("Nama", 34), ("Golongan", 22), ("Jabatan", 36), ("Unit Kerja", 36), ("Periode/Tahun", 20),
    ("Capaian Organisasi", 20), ("Rating Hasil Kerja", 20), ("Rating Perilaku", 20), ("Predikat", 20),
    ("hasilKerjaNilai", 10), ("perilakuKerjaNilai", 10), ("kuadranKinerjaNilai", 10), ("NIP/NRP Penilai", 22),
    ("Nama Penilai", 34), ("Golongan Penilai", 22), ("Jabatan Penilai", 36), ("Unor Penilai", 36),
    ("Status Penilai", 12), ("Tanggal TTD", 14), ("Status Keberatan", 30), ("Keadaan", 30), ("Persentase TPP", 14),
)  # fmt: skip
ALLOWANCE_COLUMNS = (("NIP", 22), ("Nama", 34), ("Predikat", 20), ("Persentase", 12))
MISSING_COLUMNS = (
    ("No", 6), ("NIP", 22), ("Nama", 34), ("Jabatan", 36), ("Unit Kerja", 36), ("Tahap", 30), ("Langkah berikutnya", 60)
)  # fmt: skip


@dataclass(frozen=True)
class Named:
    """Somebody as a signed form names them."""

    name: str
    nip: str
    rank: str
    position: str
    unit: str

    @property
    def status(self) -> str:
        """Whether they are a civil servant: whoever assesses without a NIP is none (Ps.14(3): a minister or regent)."""
        return "ASN" if self.nip else "NON ASN"


@dataclass(frozen=True)
class Result:
    """What a recap takes of a signed evaluation; ``by`` is whoever signed as or for the assessor."""

    employee: Named
    by: Named
    achievement: str
    results: Rating
    behaviour: Rating
    overall: OverallRating
    signed_on: str
    objection: str
    state: str


def ratings_row(number: int, period: str, result: Result, order: Order, percent: str) -> tuple[str, ...]:
    """The cells of somebody, all texts, in the order of :data:`COLUMNS`."""
    who, by = result.employee, result.by
    return (
        str(number), who.nip, who.name, who.rank, who.position, who.unit, period, result.achievement,
        result.results.label, result.behaviour.label, result.overall.label, RATING_VALUES[result.results],
        RATING_VALUES[result.behaviour], order.value_of(result.overall), by.nip, by.name, by.rank, by.position, by.unit,
        by.status, result.signed_on, result.objection, result.state, percent,
    )  # fmt: skip
