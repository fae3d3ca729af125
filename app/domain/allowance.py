"""The basis of the allowance (TPP): the percentage the agency's own rule gives to each predikat.

No regulation known here sets these numbers (Ps.32 only says that the evaluation is a basis), so none is built in.
"""

from collections.abc import Mapping

from app.domain.errors import Problem
from app.domain.rating import OverallRating

MOST = 200
NOT_SET = ""
"""What an export shows where no percentage was decided: nothing, never a guess."""


def percentage(rates: Mapping[OverallRating, int], overall: OverallRating) -> str:
    """The percentage of a predikat as text, such as '100%'; empty when the agency has not decided it."""
    rate = rates.get(overall)
    return NOT_SET if rate is None else f"{rate}%"


def problems_of(rates: Mapping[OverallRating, int | None], document: str) -> tuple[Problem, ...]:
    """What is wrong with percentages as typed: all five or none, 0 to 200, by a document, never more for less."""
    filled = {overall: rate for overall, rate in rates.items() if rate is not None}
    if not filled:
        return ()
    problems = [
        Problem(overall.value, f"Isi persentase untuk {overall.label}, atau kosongkan kelimanya.")
        for overall, rate in rates.items()
        if rate is None
    ]
    problems += [
        Problem(overall.value, f"Persentase antara 0 dan {MOST}.")
        for overall, rate in filled.items()
        if not 0 <= rate <= MOST
    ]
    order = [filled[overall] for overall in OverallRating if overall in filled]
    if not problems and order != sorted(order):
        problems.append(Problem("", "Predikat yang lebih baik tidak boleh mendapat persentase lebih kecil. Periksa."))
    if not document.strip():
        problems.append(Problem("document", "Isi peraturan atau keputusan yang menetapkan persentase ini."))
    return tuple(problems)
