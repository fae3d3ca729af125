"""Fixtures of the 360-degree feedback."""

import pytest
from flask import Flask
from sqlalchemy import update

from app.db import Base, atomic, db


@pytest.fixture
def no_rounds(request: pytest.FixtureRequest) -> None:
    """Nothing of the rounds and questions of the sample government: tests that count begin with none."""
    app: Flask = request.getfixturevalue("sqlite_app" if "sqlite_app" in request.fixturenames else "app")
    with app.app_context():
        with atomic() as session:
            sets = Base.metadata.tables["question_set"]
            for table in reversed(Base.metadata.sorted_tables):
                if table is sets:
                    session.execute(update(sets).values(root_id=None))
                if table.name in ROUNDS or table.name.startswith(("feedback_", "published_")):
                    session.execute(table.delete())
        db.session.remove()


ROUNDS = {
    "ballot", "custodian", "invitation", "question", "question_set", "receipt_list", "round_group", "round_questions",
    "round_rate", "wrapped_key",
}  # fmt: skip
