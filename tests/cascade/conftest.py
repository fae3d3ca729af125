"""An office in which nobody has written a matrix yet: the sample government's own is taken out."""

import pytest
from sqlalchemy import delete

from app.cascade.models import Matrix, MatrixColumn, MatrixMember, RoleResult
from app.db import atomic


@pytest.fixture(autouse=True)
def nothing_handed_down_yet(request: pytest.FixtureRequest) -> None:
    """Whoever uses the sample government begins without its matrix."""
    for name in ("app", "sqlite_app"):
        if name in request.fixturenames:
            with request.getfixturevalue(name).app_context(), atomic() as session:
                for table in (RoleResult, MatrixMember, MatrixColumn, Matrix):
                    session.execute(delete(table))
