"""On New Year's Day nobody has opened the new year yet, and last year is still to be evaluated."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, log_in
from tests.review.steps import signed


@pytest.fixture
def new_year() -> Iterator[None]:
    """Seven in the morning in Jakarta, on the first of January."""
    with time_machine.travel(datetime(datetime.now(UTC).year + 1, 1, 1, 0, 0, tzinfo=UTC)):
        yield


@pytest.mark.usefixtures("new_year")
@pytest.mark.parametrize("path", ["/", "/perencanaan/", "/pelaksanaan/", "/penilaian/"])
@pytest.mark.parametrize("key", [MIDWIFE, HEAD, "regulus", "widuri"])
def test_every_page_still_opens(sqlite_app: Flask, key: str, path: str) -> None:
    page = log_in(sqlite_app, key).get(path)
    assert str(datetime.now(UTC).year - 1) in page.text or path == "/"


@pytest.mark.usefixtures("new_year")
def test_last_year_is_evaluated_in_january(app: Flask) -> None:
    head = log_in(app, HEAD)
    name = log_in(app, SET_MIDWIFE).get("/").soup.select_one(".who a")
    assert name
    assert "Disampaikan" in signed(head, name.get_text(strip=True)).text
