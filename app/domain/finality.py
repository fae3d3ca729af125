"""Whose result is final from the start, so that no objection is possible, and which article says so."""

from dataclasses import dataclass

from app.domain.people import PositionKind
from app.domain.review import Way


@dataclass(frozen=True)
class Finality:
    """Why a result is final: a sentence for the employee, with article and page."""

    words: str
    source: str

    @property
    def sentence(self) -> str:
        """The words users see."""
        return f"{self.words} Dasar: PermenPANRB 6/2022, Lampiran {self.source}."


TAKEN_OVER = Finality(
    "Hasil evaluasi ini bersifat final: pejabat penilai tidak mengevaluasi sampai jangka waktunya lewat, jadi "
    "atasannya yang mengevaluasi. Keberatan tidak dapat diajukan.",
    "IV.A.11, halaman 90",
)
_BY_POLITICIAN = "Hasil evaluasi {whom} yang dievaluasi oleh {by} bersifat final. Keberatan tidak dapat diajukan."
_OF_POSITION = {
    PositionKind.JPT_MAIN: Finality(
        _BY_POLITICIAN.format(whom="pejabat pimpinan tinggi utama", by="menteri yang mengoordinasikan"),
        "IV.A.12 huruf a, halaman 90",
    ),
    PositionKind.JPT_MIDDLE: Finality(
        _BY_POLITICIAN.format(whom="pejabat pimpinan tinggi madya", by="pimpinan instansi atau kepala daerah"),
        "IV.A.12 huruf b dan c, halaman 90",
    ),
    PositionKind.JPT_PRATAMA: Finality(
        _BY_POLITICIAN.format(whom="pejabat pimpinan tinggi pratama", by="kepala daerah"),
        "IV.A.12 huruf c, halaman 90",
    ),
}
_OF_INDEPENDENT_UNIT = Finality(
    _BY_POLITICIAN.format(whom="pimpinan unit kerja mandiri", by="menteri yang mengoordinasikan atau kepala daerah"),
    "IV.A.12 huruf d dan e, halaman 90",
)


def finality(
    way: Way, *, assessor: PositionKind, employee: PositionKind, heads_independent_unit: bool
) -> Finality | None:
    """Why the result cannot be objected to; None when it can (IV.A.11-12, p.90).

    What the superior only signed, because the assessor evaluated and did not sign, is not called final anywhere
    (V.A.8, p.115-116): an objection stays possible.
    """
    if way is Way.TAKEN_OVER:
        return TAKEN_OVER
    if assessor is not PositionKind.POLITICAL:
        return None
    return _OF_POSITION.get(employee) or (_OF_INDEPENDENT_UNIT if heads_independent_unit else None)
