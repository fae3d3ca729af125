"""The synthetic regency: as many people as asked for, always the same, and as the rules of the house want them."""

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.db import db
from app.domain import nip
from app.domain.people import PositionKind
from app.people import queries
from app.people.models import AssessorAssignment, Person, Unit
from app.planning.models import Plan
from app.sample import synthetic
from app.sample.loader import PASSWORD
from app.sample.regency import regency
from app.sample.workbooks import COLUMNS, write_workbooks
from tests.page import Visitor


@pytest.mark.parametrize("size", [30, 31, 100, 1234])
def test_there_are_exactly_as_many_people_as_asked_for(size: int) -> None:
    made = regency(size, 7)
    assert len(made.people) == size
    numbers = [one.nip for one in made.people if one.nip]
    assert len(numbers) == len(set(numbers)) == size - 1  # the regent has none
    assert [nip.problem(number) for number in numbers] == [None] * len(numbers)


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert regency(200, 1) == regency(200, 1)
    assert regency(200, 1) != regency(200, 2)


def test_schools_and_health_centres_are_most_of_it() -> None:
    made = regency(5000, 3)
    kinds = Counter(made.units[one.unit].kind.value for one in made.people)
    assert kinds["school"] + kinds["health_centre"] > 0.6 * 5000


def test_fewer_than_a_regency_needs_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 30"):
        regency(29, 1)


def test_it_fills_an_empty_database_and_its_people_can_work(empty_app: Flask) -> None:
    made = regency(150, 5)
    answer = empty_app.test_cli_runner().invoke(args=["make-people", "150", "--seed", "5"])
    assert answer.exit_code == 0, answer.output
    with empty_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Person)) == 150
        assert db.session.scalar(select(func.count()).select_from(Unit)) == len(made.units)
        assessed = db.session.scalar(select(func.count()).select_from(AssessorAssignment)) or 0
        assert assessed > 140
        assert (db.session.scalar(select(func.count()).select_from(Plan)) or 0) > 120
        db.session.remove()
    clerk = next(one for one in made.people if one.kind is PositionKind.EXECUTIVE and one.unit > 1)
    visitor = Visitor(empty_app)
    assert "Yang perlu Anda lakukan" in visitor.log_in(clerk.nip or "", PASSWORD).h1
    officer = Visitor(empty_app)
    officer.log_in(synthetic.OFFICER, PASSWORD)
    assert "150" in officer.get("/unit/").text


def test_a_database_that_is_in_use_is_left_alone(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        before = len(queries.people({1, 2, 3}, queries.today()))
        db.session.remove()
    answer = sqlite_app.test_cli_runner().invoke(args=["make-people", "100"])
    assert answer.exit_code == 1
    assert "sudah berisi instansi" in answer.output
    with sqlite_app.app_context():
        assert len(queries.people({1, 2, 3}, queries.today())) == before


def test_the_workbooks_have_the_columns_of_the_register_and_everybody_once(tmp_path: Path) -> None:
    made = regency(120, 2)
    paths = write_workbooks(made, tmp_path)
    assert [path.name for path in paths] == ["unit.xlsx", "pns.xlsx", "pppk.xlsx", "pppk_part_time.xlsx"]
    found = []
    for path in paths[1:]:
        rows = list(load_workbook(path, read_only=True).active.iter_rows(values_only=True))  # type: ignore[union-attr]
        assert list(rows[0]) == COLUMNS
        found += [str(row[1]).lstrip("'") for row in rows[1:]]
    assert sorted(found) == sorted(one.nip for one in made.people if one.nip)
    units = list(load_workbook(paths[0], read_only=True).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert len(units) == len(made.units) + 1
