"""Migrations lead up, down and up again, and say the same as the models."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import CheckConstraint, func, inspect, select

from app.db import db
from tests.migrations.rows import fill

VERSION_TABLE = "alembic_version"


def schema() -> dict[str, Any]:
    """Everything the database says about its tables."""
    db.session.remove()
    looking = inspect(db.engine)
    return {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"]) for c in looking.get_columns(table)],
            "checks": sorted(str(c["name"]) for c in looking.get_check_constraints(table)),
            "foreign": sorted(str(sorted(f.items(), key=str)) for f in looking.get_foreign_keys(table)),
            "indexes": sorted(str(i["name"]) for i in looking.get_indexes(table)),
            "unique": sorted(str(u["name"]) for u in looking.get_unique_constraints(table)),
        }
        for table in looking.get_table_names()
    }


def test_up_makes_every_table_down_takes_all_away_and_up_makes_the_same_again(empty: Flask) -> None:
    del empty
    upgrade()
    first = schema()
    assert set(first) == {*db.metadata.tables, VERSION_TABLE}
    downgrade(revision="base")
    assert set(schema()) == {VERSION_TABLE}
    upgrade()
    assert schema() == first


def test_the_migrated_database_is_what_the_models_say(empty: Flask) -> None:
    upgrade()
    db.session.remove()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, db.metadata) == []
    answer = empty.test_cli_runner().invoke(args=["db", "check"])
    assert answer.exit_code == 0, answer.output
    check()


def test_the_database_knows_every_check_of_the_models(empty: Flask) -> None:
    """The comparison above does not look at checks."""
    del empty
    upgrade()
    found = schema()
    for table in db.metadata.sorted_tables:
        wanted = {str(rule.name) for rule in table.constraints if isinstance(rule, CheckConstraint)}
        known = {name.removesuffix("_1") for name in found[table.name]["checks"]}
        assert wanted <= known, table.name


def test_every_migration_can_be_taken_back_alone(empty: Flask) -> None:
    del empty
    upgrade()
    before = schema()
    downgrade()
    assert schema() != before
    upgrade()
    assert schema() == before


def counted() -> dict[str, int]:
    """How many rows each table has, of those there are."""
    db.session.remove()
    there = set(inspect(db.engine).get_table_names())
    with db.engine.connect() as connection:
        tables = [table for table in db.metadata.sorted_tables if table.name in there]
        return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def test_a_table_that_is_rebuilt_takes_no_row_that_refers_to_it_along(empty: Flask) -> None:
    del empty
    upgrade()
    with db.engine.begin() as connection:
        fill(connection)
    before = counted()
    assert before["work_result"] == before["indicator"] == 1
    downgrade()
    older = set(counted())
    upgrade()
    after = counted()
    assert {name: after[name] for name in older} == {name: before[name] for name in older}
    assert older < set(after)
