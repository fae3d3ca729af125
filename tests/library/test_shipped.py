"""The examples that come with the application are what they advise others to write."""

import pytest

from app.domain.advice import advise_result, advise_target
from app.domain.library import JobFamily
from app.domain.planning import Perspective
from app.library.shipped import Shipped, shipped

FAMILIES = [family for family in JobFamily if family is not JobFamily.OTHER]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_twenty_five_examples_at_least(family: JobFamily) -> None:
    assert len([one for one in shipped() if one.family is family]) >= 25


@pytest.mark.parametrize("example", shipped(), ids=lambda example: example.key)
def test_an_example_is_a_result_with_a_measured_target_that_is_not_absolute(example: Shipped) -> None:
    assert advise_result(example.result) == ()
    assert advise_target(example.target, aspects=example.aspects) == ()
    assert example.aspects
    assert max(len(example.result), len(example.indicator), len(example.target)) <= 200
    assert not any(text.endswith(".") for text in (example.result, example.indicator, example.target))


def test_keys_and_results_are_there_once() -> None:
    assert len({one.key for one in shipped()}) == len(shipped())
    assert len({(one.family, one.result) for one in shipped()}) == len(shipped())


def test_leaders_have_every_perspective_and_others_none() -> None:
    assert {one.perspective for one in shipped() if one.family is JobFamily.LEADERSHIP} == set(Perspective)
    assert {one.perspective for one in shipped() if one.family is not JobFamily.LEADERSHIP} == {None}
