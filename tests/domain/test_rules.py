"""The rulebook: which one is in force, and that the prose of docs/rules says what the tables say."""

import re
from datetime import date

import pytest

from app.domain import rules
from app.domain.errors import InvalidError
from app.domain.rating import Rating, overall_rating
from app.domain.rules import PERMENPANRB_6_2022, RULEBOOKS, Clock, Rulebook, Start, rules_on
from tests.conftest import ROOT

PROSE = (ROOT / "docs" / "rules" / "deadlines.md").read_text()
ROW = re.compile(r"^\| (D\d+[ab]?) \| .*? \| (\d+) \| (.*?) \| (.*?) \|$", re.MULTILINE)


def test_the_prose_and_the_table_say_the_same() -> None:
    written = {row[0]: row[1:] for row in ROW.findall(PROSE)}
    starts = {"signature": "signature", "receipt": "receipt", "end of the window": "window_end"}
    starts["receipt of the objection"] = "objection"
    assert set(written) == {clock.value for clock in Clock}
    for clock, deadline in PERMENPANRB_6_2022.deadlines.items():
        days, start, source = written[clock.value]
        assert (int(days), Start(starts[start]), source) == (deadline.working_days, deadline.start, deadline.source)


def test_the_earliest_regulation_binds_from_its_promulgation_on() -> None:
    assert rules_on(date(2022, 2, 7)) is PERMENPANRB_6_2022
    assert rules_on(date(2060, 1, 1)) is RULEBOOKS[-1]
    with pytest.raises(InvalidError, match=r"berlaku sejak 7 Februari 2022\. Pilih tanggal sesudahnya"):
        rules_on(date(2022, 2, 6))


def test_a_later_regulation_is_one_more_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    old = PERMENPANRB_6_2022
    later = Rulebook("PermenPANRB baru", date(2028, 7, 1), {}, old.window, old.overall_rating, 2)
    monkeypatch.setattr(rules, "RULEBOOKS", (old, later))
    assert rules_on(date(2028, 6, 30)) is old
    assert rules_on(date(2028, 7, 1)) is later


def test_the_quadrant_belongs_to_the_rulebook() -> None:
    for results in Rating:
        for behaviour in Rating:
            assert PERMENPANRB_6_2022.overall_rating(results, behaviour) is overall_rating(results, behaviour)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 12, 31), False), (date(2027, 1, 31), False), (date(2027, 2, 1), True), (date(2028, 1, 1), True)],
)
def test_last_years_achievement_counts_after_the_end_of_january(day: date, *, expected: bool) -> None:
    assert PERMENPANRB_6_2022.falls_back(2026, day) is expected
