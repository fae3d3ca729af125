"""GET /sehat says whether this server can work, in a sentence when it cannot."""

from pathlib import Path

import pytest
from flask import Flask, has_app_context
from flask_migrate import downgrade, upgrade

from app.db import db
from app.factory import create_app
from tests.database import settings_for

BEHIND = "migrasi basis data belum dijalankan: jalankan flask --app wsgi db upgrade"
AWAY = "basis data tidak menjawab"


def health(app: Flask) -> tuple[int, str]:
    """Status and words, as a request of its own sees them."""
    if has_app_context():
        db.session.remove()
    answer = app.test_client().get("/sehat")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.text


def test_a_database_is_healthy_only_with_every_migration(empty: Flask) -> None:
    assert health(empty) == (503, BEHIND)
    upgrade()
    assert health(empty) == (200, "ok")
    downgrade()
    assert health(empty) == (503, BEHIND)
    upgrade()
    assert health(empty) == (200, "ok")


@pytest.mark.parametrize("url", ["mysql+pymysql://tilik:tilik@127.0.0.1:1/tilik", "sqlite:////proc/nowhere/x.sqlite3"])
def test_an_unreachable_database_is_said_so(tmp_path: Path, url: str) -> None:
    app = create_app(settings_for(tmp_path, url))
    assert health(app) == (503, AWAY)


def test_pages_answer_with_a_sentence_while_there_is_no_table(empty: Flask) -> None:
    for path in ("/", "/masuk"):
        answer = empty.test_client().get(path)
        assert answer.status_code == 500
        assert "Terjadi kesalahan di server" in answer.text
