"""An office on its first day already has examples to read."""

from pathlib import Path

import pytest

from app.factory import create_app
from app.library import queries
from app.library.shipped import shipped
from app.setup import Installation, install
from tests.database import KEY, settings_for
from tests.page import Visitor

SECRET = "pelabuhan tenang 7"


def test_a_new_office_begins_with_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", KEY)
    app = create_app(settings_for(tmp_path, f"sqlite:///{tmp_path}/tilik.sqlite3"))
    app.testing = True
    with app.app_context():
        install(Installation("Kota Pasir Putih", "Pasir Putih", "Asia/Jayapura", None, "admin", "Admin", SECRET))
        assert queries.count() == len(shipped())
    visitor = Visitor(app)
    visitor.log_in("admin", SECRET)
    assert visitor.get("/contoh/").soup.select("tbody tr")
    assert "Impor unit dan pegawai" in visitor.get("/bantuan/").text
