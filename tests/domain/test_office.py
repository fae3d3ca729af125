"""What officers and administrators may do to whose account, and which roles go together, as tables."""

from typing import Any

import pytest

from app.domain.actors import Actor, Role
from app.domain.office import AccountVerb, Holder, account_verbs, conflict, grantable, why_no_code

ME, OTHER = 1, 2
AGENCY, OFFICE, CENTRE, ELSEWHERE = 10, 11, 12, 13


def actor(*roles: Role, units: frozenset[int] = frozenset()) -> Actor:
    return Actor(ME, "Siapa Saja", 1, frozenset(roles), units)


ACTORS = {
    "officer of the unit": actor(Role.UNIT_OFFICER, units=frozenset({CENTRE})),
    "officer above": actor(Role.UNIT_OFFICER, units=frozenset({OFFICE})),
    "officer elsewhere": actor(Role.UNIT_OFFICER, units=frozenset({ELSEWHERE})),
    "agency officer": actor(Role.AGENCY_OFFICER),
    "administrator": actor(Role.ADMINISTRATOR),
    "auditor": actor(Role.AUDITOR),
    "head of agency": actor(Role.HEAD_OF_AGENCY),
    "nobody special": actor(),
}
NEW = {"has_account": False, "has_password": False}
HOLDERS: dict[str, dict[str, Any]] = {
    "new": NEW,
    "active": {},
    "with_role": {"has_roles": True},
    "new_role": {**NEW, "has_roles": True},
    "closed": {"is_closed": True},
    "gone": {"has_left": True},
    "oneself": {"person_id": ME},
}
TABLE = """
                     new    active       with_role    new_role  closed  gone   oneself
officer of the unit  first  close,reset  -            -         reopen  close  -
officer above        first  close,reset  -            -         reopen  close  -
officer elsewhere    -      -            -            -         -       -      -
agency officer       first  close,reset  close,reset  first     reopen  close  -
administrator        first  -            -            first     -       -      -
auditor              -      -            -            -         -       -      -
head of agency       -      -            -            -         -       -      -
nobody special       -      -            -            -         -       -      -
"""


def holder(kind: str) -> Holder:
    usual: dict[str, Any] = {
        "person_id": OTHER, "has_roles": False, "has_account": True, "has_password": True, "is_closed": False,
        "has_left": False,
    }  # fmt: skip
    return Holder(units=(AGENCY, OFFICE, CENTRE), **{**usual, **HOLDERS[kind]})


def cells() -> list[tuple[str, str, str]]:
    head, *rows = [line for line in TABLE.splitlines() if line.strip()]
    assert [row[:21].strip() for row in rows] == list(ACTORS)
    return [(row[:21].strip(), *pair) for row in rows for pair in zip(head.split(), row[21:].split(), strict=True)]


@pytest.mark.parametrize(("who", "whose", "expected"), cells())
def test_who_may_do_what_to_an_account(who: str, whose: str, expected: str) -> None:
    wanted = {AccountVerb(verb) for verb in expected.split(",")} if expected != "-" else set()
    assert account_verbs(ACTORS[who], holder(whose)) == wanted
    prints = wanted & {AccountVerb.FIRST, AccountVerb.RESET}
    assert (why_no_code(ACTORS[who], holder(whose)) is None) == bool(prints)


def test_administrators_give_every_role_and_agency_officers_those_of_units() -> None:
    given = {who: set(grantable(actor)) for who, actor in ACTORS.items()}
    assert given.pop("administrator") == set(Role)
    assert given.pop("agency officer") == {Role.UNIT_OFFICER}
    assert set().union(*given.values()) == set()


TOGETHER = """
                  unit_officer  agency_officer  head_of_agency  auditor  administrator
unit_officer      yes           yes             yes             -        -
agency_officer    yes           yes             yes             -        -
head_of_agency    yes           yes             yes             yes      yes
auditor           -             -               yes             yes      -
administrator     -             -               yes             -        yes
"""


def test_an_auditor_judges_no_work_of_the_own_and_an_administrator_sees_no_contents() -> None:
    head, *rows = [line.split() for line in TOGETHER.splitlines() if line.strip()]
    for name, *answers in rows:
        for other, answer in zip(head, answers, strict=True):
            assert (conflict(Role(name), frozenset({Role(other)})) is None) == (answer == "yes"), (name, other)
