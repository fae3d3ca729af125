"""What may be recorded of somebody's special circumstances, and what excludes what."""

from datetime import date

import pytest

from app.domain.special import ASSIGNMENTS, EXEMPTING, Circumstance, SpecialKind, asks_detail, problems_of

TODAY = date(2026, 11, 22)


def of(kind: SpecialKind, first: date, last: date | None = None) -> Circumstance:
    """A circumstance with everything filled in."""
    return Circumstance(kind, "Plt. Kepala Bidang", "SK 1/2026", first, last)


def fields(wanted: Circumstance, *others: Circumstance) -> list[str]:
    """Where something is wrong."""
    return [problem.field for problem in problems_of(wanted, others, TODAY)]


def test_exactly_the_four_kinds_of_the_regulation_exempt() -> None:
    assert set(EXEMPTING) == {
        SpecialKind.STATE_OFFICIAL, SpecialKind.SUSPENDED, SpecialKind.UNPAID_LEAVE, SpecialKind.PRE_RETIREMENT,
    }  # fmt: skip
    assert set(ASSIGNMENTS) | set(EXEMPTING) == set(SpecialKind)
    assert {kind for kind in SpecialKind if kind.makes_main} == {
        SpecialKind.ACTING, SpecialKind.DAILY_ACTING, SpecialKind.STRUCTURAL,
    }  # fmt: skip


@pytest.mark.parametrize("other", EXEMPTING)
def test_two_exempting_kinds_never_hold_on_one_day(other: SpecialKind) -> None:
    leave = of(SpecialKind.UNPAID_LEAVE, date(2026, 3, 1), date(2026, 8, 31))
    assert fields(of(other, date(2026, 8, 31)), leave) == ["valid_from"]
    assert fields(of(other, date(2026, 1, 1), date(2026, 3, 1)), leave) == ["valid_from"]
    assert fields(of(other, date(2026, 9, 1)), leave) == []
    assert fields(of(other, date(2026, 1, 1), date(2026, 2, 28)), leave) == []


def test_an_open_one_lasts_until_it_is_ended() -> None:
    suspended = of(SpecialKind.SUSPENDED, date(2026, 3, 1))
    assert fields(of(SpecialKind.PRE_RETIREMENT, date(2027, 1, 1)), suspended) == ["valid_from"]


def test_nobody_studies_twice_at_a_time_but_several_posts_may_be_acted_in() -> None:
    study, acting = of(SpecialKind.STUDY, date(2026, 1, 1)), of(SpecialKind.ACTING, date(2026, 1, 1))
    assert fields(study, study) == ["valid_from"]
    assert fields(acting, acting, study) == []
    assert fields(of(SpecialKind.UNPAID_LEAVE, date(2026, 5, 1)), study) == []


def test_days_far_away_or_turned_round_are_slips() -> None:
    assert fields(of(SpecialKind.STUDY, date(2006, 1, 1))) == ["valid_from"]
    assert fields(of(SpecialKind.STUDY, date(2028, 1, 1))) == ["valid_from"]
    assert fields(of(SpecialKind.STUDY, date(2026, 2, 1), date(2026, 1, 31))) == ["valid_to"]
    assert fields(of(SpecialKind.STUDY, date(2026, 2, 1), date(2066, 2, 1))) == ["valid_to"]
    assert fields(of(SpecialKind.STUDY, date(2026, 2, 1), date(2026, 2, 1))) == []


def test_post_and_document_are_asked_for_and_the_reason_of_a_leave_is_not() -> None:
    bare = Circumstance(SpecialKind.ACTING, " ", "", date(2026, 1, 1))
    assert fields(bare) == ["detail", "document"]
    assert fields(Circumstance(SpecialKind.SUSPENDED, "", "SK 2", date(2026, 1, 1))) == []
    assert [kind for kind in EXEMPTING if asks_detail(kind)] == [SpecialKind.STATE_OFFICIAL]
