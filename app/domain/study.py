"""Guide to what may be expected of somebody on study leave (tugas belajar); help only, it never makes a predikat.

Source: PermenPANRB 6/2022, Lampiran II.B.5-7, p.62-63. The assessor weighs accreditation and the person's own potential
(II.B.4), so the tables are read by people and computed by nobody.
"""

from dataclasses import dataclass
from enum import StrEnum


class Degree(StrEnum):
    """The two groups of the tables."""

    BACHELOR = "bachelor"
    HIGHER = "higher"

    @property
    def label(self) -> str:
        """The words of the tables."""
        return {
            Degree.BACHELOR: "Strata 1 (S-1)",
            Degree.HIGHER: "Profesi, Strata 2 (S-2)/Strata 3 (S-3)",
        }[self]


GRADES = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang/Misconduct")
"""The headings of the columns."""


@dataclass(frozen=True)
class GuideRow:
    """One row: accreditation of the university and of the programme (empty abroad), and a range of IPK per grade."""

    university: str
    programme: str
    ranges: tuple[str, str, str, str]


@dataclass(frozen=True)
class GuideTable:
    """One of the four tables."""

    degree: Degree
    is_abroad: bool
    rows: tuple[GuideRow, ...]

    @property
    def title(self) -> str:
        """Degree and place."""
        return f"{self.degree.label}, {'luar negeri' if self.is_abroad else 'dalam negeri'}"


TABLES: tuple[GuideTable, ...] = (
    GuideTable(
        Degree.BACHELOR,
        is_abroad=False,
        rows=(
            GuideRow("A", "Minimal C", ("3,51 – 4,0", "3,01 – 3,50", "2,76 – 3,00", "< 2,76")),
            GuideRow("B", "Minimal C", ("3,61 – 4,0", "3,10 – 3,60", "2,76 – 3,09", "< 2,76")),
            GuideRow("C", "Minimal B", ("3,71 – 4,0", "3,20 – 3,70", "2,76 – 3,19", "< 2,76")),
        ),
    ),
    GuideTable(
        Degree.HIGHER,
        is_abroad=False,
        rows=(
            GuideRow("A", "Minimal C", ("3,51 – 4,00", "3,20 – 3,50", "3,00 – 3,19", "< 3,00")),
            GuideRow("B", "Minimal C", ("3,61 – 4,00", "3,25 – 3,60", "3,00 – 3,24", "< 3,00")),
            GuideRow("C", "Minimal B", ("3,71 – 4,00", "3,30 – 3,70", "3,00 – 3,29", "< 3,00")),
        ),
    ),
    GuideTable(
        Degree.BACHELOR,
        is_abroad=True,
        rows=(GuideRow("", "", ("3,51 – 4,0", "3,01 – 3,50", "2,76 – 3,00", "< 2,76")),),
    ),
    GuideTable(
        Degree.HIGHER,
        is_abroad=True,
        rows=(GuideRow("", "", ("3,51 – 4,00", "3,20 – 3,50", "3,00 – 3,19", "< 3,00")),),
    ),
)

GRADUATION: tuple[tuple[str, str], ...] = (
    ("Lebih cepat", "Lulus lebih cepat dari batas waktu normatif program studi."),
    ("Tepat waktu", "Lulus sesuai batas waktu normatif program studi."),
    ("Adanya perpanjangan", "Lulus tidak tepat waktu, atau masa tugas belajarnya diperpanjang sesuai ketentuan."),
)
"""When somebody graduates (II.B.7, p.63)."""


def guide(degree: Degree, *, is_abroad: bool) -> GuideTable:
    """The table for a degree at home or abroad."""
    return next(table for table in TABLES if table.degree is degree and table.is_abroad is is_abroad)
