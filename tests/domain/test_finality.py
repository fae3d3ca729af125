"""Whose result is final, and which article says so (IV.A.11-12, p.90)."""

import pytest

from app.domain.finality import finality
from app.domain.people import PositionKind
from app.domain.review import Way

POLITICAL, CHIEF, PRATAMA = PositionKind.POLITICAL, PositionKind.JPT_MIDDLE, PositionKind.JPT_PRATAMA
CLERK = PositionKind.EXECUTIVE


@pytest.mark.parametrize(
    ("way", "assessor", "employee", "heads", "article"),
    [
        (Way.REGULAR, PRATAMA, CLERK, False, None),
        (Way.REGULAR, PRATAMA, CLERK, True, None),
        (Way.REGULAR, POLITICAL, CLERK, False, None),
        (Way.TAKEN_OVER, PRATAMA, CLERK, False, "IV.A.11, halaman 90"),
        (Way.SIGNED_ABOVE, PRATAMA, CLERK, False, None),
        (Way.REGULAR, POLITICAL, PositionKind.JPT_MAIN, False, "IV.A.12 huruf a, halaman 90"),
        (Way.REGULAR, POLITICAL, CHIEF, False, "IV.A.12 huruf b dan c, halaman 90"),
        (Way.REGULAR, POLITICAL, PRATAMA, True, "IV.A.12 huruf c, halaman 90"),
        (Way.REGULAR, POLITICAL, CLERK, True, "IV.A.12 huruf d dan e, halaman 90"),
        (Way.REGULAR, CHIEF, PRATAMA, False, None),
    ],
)
def test_a_final_result_names_its_article(
    way: Way, assessor: PositionKind, employee: PositionKind, *, heads: bool, article: str | None
) -> None:
    found = finality(way, assessor=assessor, employee=employee, heads_independent_unit=heads)
    assert (found.source if found else None) == article
    assert found is None or (article or "") in found.sentence
