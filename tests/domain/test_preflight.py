"""What stops a round: sentences that say what is missing and who must act."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.feedback import CandidateSource, Keeper, RaterClass, why_not_custodian
from app.domain.preflight import (
    About,
    Finding,
    GroupRule,
    Keyholder,
    Place,
    Server,
    Terms,
    busy_raters,
    findings_about,
    findings_of_custodians,
    findings_of_round,
    findings_of_server,
)
from app.domain.rounds import USUAL, Basics, problems_of_basics, problems_of_group

TODAY = date(2026, 11, 22)
PEER, BELOW = RaterClass.PEER, RaterClass.SUBORDINATE
TERMS = Terms((USUAL[PEER], USUAL[BELOW]), 3, 10, TODAY + timedelta(days=21), None, TODAY)
ABOUT = About(1, 11, "Melur", 5, "Cempaka", False, False, None, {PEER: tuple(range(20, 28)), BELOW: ()})


def words(found: list[Finding]) -> str:
    assert all(finding.words.endswith(".") and finding.who for finding in found)
    return " ".join(finding.words for finding in found)


def told(terms: Terms = TERMS, **changes: object) -> str:
    return words(list(findings_about(replace(ABOUT, **changes), terms)))  # type: ignore[arg-type]


def test_nothing_stands_in_the_way_of_an_ordinary_round() -> None:
    assert told() == ""


def test_a_third_more_candidates_than_the_minimum() -> None:
    assert "baru 3. Perlu 4 untuk 3 formulir" in told(candidates={PEER: (1, 2, 3), BELOW: (4, 5, 6)})
    assert "Perlu" not in told(candidates={PEER: (1, 2, 3, 7), BELOW: (4, 5, 6)})


def test_a_threshold_nobody_can_reach() -> None:
    alone = replace(TERMS, groups=(USUAL[BELOW],))
    assert "tidak akan pernah tampil" in told(alone, candidates={BELOW: (1, 2)})
    slips = replace(TERMS, groups=(USUAL[BELOW], USUAL[RaterClass.EXTERNAL]))
    assert told(slips, candidates={BELOW: (1, 2)}) == ""  # six slips reach it alone


def test_too_few_people_to_hide_among() -> None:
    assert "Hanya 5 orang yang mungkin menjawab" in told(candidates={PEER: (1, 2, 3, 4, 5)})
    assert told(candidates={PEER: (1, 2, 3, 4, 5, 6)}) == ""


def test_a_missing_supervisor_stops_where_the_superior_answers() -> None:
    assert told(supervisor_id=None) == ""
    with_superior = replace(TERMS, groups=(*TERMS.groups, USUAL[RaterClass.SUPERIOR]))
    assert "belum memiliki penilai" in told(with_superior, supervisor_id=None)


def test_nominations_wait_for_the_subject_then_for_the_supervisor() -> None:
    by_subject = replace(TERMS, groups=(replace(USUAL[PEER], source=CandidateSource.SUBJECT),))
    (first,) = findings_about(ABOUT, by_subject)
    assert ("belum mengusulkan" in first.words, first.who) == (True, "Melur")
    (second,) = findings_about(replace(ABOUT, has_nominated=True), by_subject)
    assert ("belum disetujui" in second.words, second.who) == (True, "Cempaka")
    (late,) = findings_about(ABOUT, replace(by_subject, nominate_until=TODAY - timedelta(days=1)))
    assert late.who == "Cempaka"


@pytest.mark.parametrize(("days", "stops"), [(89, True), (90, False), (-5, True)])
def test_ninety_days_between_two_rounds_about_somebody(days: int, *, stops: bool) -> None:
    last = TERMS.closes_on - timedelta(days=days)
    assert ("kurang dari 90 hari" in told(last_closed=last)) is stops


def test_somebody_with_too_many_forms_is_named() -> None:
    (found,) = busy_raters({1: 11, 2: 10}, {1: "Cempaka", 2: "Melur"}, 10)
    assert "Cempaka harus mengisi 11 formulir" in found.words


def test_a_round_needs_people_a_counted_group_and_a_day_to_come() -> None:
    empty = replace(TERMS, groups=(USUAL[RaterClass.SELF],), closes_on=TODAY)
    assert {finding.place for finding in findings_of_round(empty, 0)} == {Place.SUBJECTS, Place.GROUPS, Place.BASICS}
    assert list(findings_of_round(TERMS, 1)) == []


def test_three_custodians_with_codes_unless_it_is_an_exercise() -> None:
    good = tuple(Keyholder(number, "Elang", True, None) for number in range(3))
    assert list(findings_of_custodians(good, is_exercise=False)) == []
    assert "baru 2 dari 3" in words(list(findings_of_custodians(good[:2], is_exercise=False)))
    unready = (*good[:2], Keyholder(3, "Nipah", False, None))
    (found,) = findings_of_custodians(unready, is_exercise=False)
    assert (found.who, found.person_id) == ("Nipah", 3)
    assert list(findings_of_custodians((), is_exercise=True)) == []


def test_who_cannot_keep_a_code() -> None:
    keeper = Keeper(1, 10, frozenset(), assesses_small=False)
    assert why_not_custodian(keeper, 2, frozenset({11})) is None
    assert "menyiapkan" in (why_not_custodian(keeper, 1, frozenset()) or "")
    assert "unit yang berbeda" in (why_not_custodian(keeper, 2, frozenset({10})) or "")
    assert "kecil" in (why_not_custodian(replace(keeper, assesses_small=True), 2, frozenset()) or "")


def test_keys_beside_the_data_and_open_lines_stop_a_real_round() -> None:
    bad = Server(keys_lie_apart=False, is_private=False, over_http=False, is_sample=False)
    told_of = words(list(findings_of_server(bad, is_exercise=False)))
    assert "FEEDBACK_KEY_DIR" in told_of
    assert "tanpa HTTPS" in told_of
    assert "FEEDBACK_KEY_DIR" not in words(list(findings_of_server(bad, is_exercise=True)))
    good = Server(keys_lie_apart=True, is_private=False, over_http=True, is_sample=False)
    assert list(findings_of_server(good, is_exercise=False)) == []


BASICS = Basics("Semester II", date(2026, 7, 1), date(2026, 12, 31), None, TODAY + timedelta(days=21), 3, 5, 10)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"period_end": date(2026, 6, 30)}, "period_end"),
        ({"closes_on": TODAY}, "closes_on"),
        ({"closes_on": TODAY + timedelta(days=121)}, "closes_on"),
        ({"nominate_until": TODAY + timedelta(days=21)}, "nominate_until"),
        ({"score_threshold": 2}, "score_threshold"),
        ({"comment_threshold": 4}, "comment_threshold"),
        ({"score_threshold": 7, "comment_threshold": 6}, "comment_threshold"),
        ({"most_forms": 0}, "most_forms"),
        ({"most_forms": 10**9}, "most_forms"),
    ],
)
def test_what_will_not_do_as_a_round(changes: dict[str, object], field: str) -> None:
    assert problems_of_basics(BASICS, TODAY) == ()
    found = problems_of_basics(replace(BASICS, **changes), TODAY)  # type: ignore[arg-type]
    assert [problem.field for problem in found] == [field]


@pytest.mark.parametrize(
    ("group", "field"),
    [
        (GroupRule(PEER, CandidateSource.AUTOMATIC, 0, 5), "minimum"),
        (GroupRule(PEER, CandidateSource.AUTOMATIC, 6, 5), "minimum"),
        (GroupRule(PEER, CandidateSource.AUTOMATIC, 3, 21), "maximum"),
        (GroupRule(RaterClass.EXTERNAL, CandidateSource.AUTOMATIC, 3, 6), "source"),
        (GroupRule(RaterClass.SELF, CandidateSource.AUTOMATIC, 1, 1, by_slip=True), "by_slip"),
    ],
)
def test_what_will_not_do_as_a_group(group: GroupRule, field: str) -> None:
    assert [problem.field for problem in problems_of_group(group)] == [field]
    assert all(problems_of_group(usual) == () for usual in USUAL.values())
