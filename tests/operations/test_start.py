"""What a start refuses, and what it mends, before any server runs."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import supervisor
from app.config import Settings, SettingsError, load_settings
from app.db import db
from app.factory import create_app
from app.people.models import Agency
from app.planning.models import Plan
from app.sample import loader
from app.sample.data import read
from tests.conftest import ROOT
from tests.database import settings_for
from tests.operations.serving import environment, flask, free_port

PEOPLE = len(read("people", "person"))
Start = Callable[..., int]


def _app(folder: Path) -> Flask:
    return create_app(settings_for(folder, f"sqlite:///{folder / 'tilik.sqlite3'}"))


def _start(app: Flask, *, with_sample: bool = True, **changes: str | int) -> int:
    """Everything `flask serve` does before it starts its children."""
    settings: Settings = replace(app.extensions["tilik"].settings, port=free_port())
    with app.app_context():
        return supervisor.run(replace(settings, **changes), with_sample=with_sample)  # type: ignore[arg-type]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[supervisor.Part]:
    """The children that would have been started."""
    parts: list[supervisor.Part] = []

    def supervise(children: list[supervisor.Part]) -> int:
        parts.extend(children)
        return 0

    monkeypatch.setattr(supervisor, "_supervise", supervise)
    return parts


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - what must be refused
def test_the_sample_is_never_served_to_the_network(
    sample: Path, started: list[supervisor.Part], capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert _start(_app(sample), host=host) == 1
    said = capsys.readouterr()
    assert "Data contoh hanya boleh dilayani pada 127.0.0.1" in said.err
    assert loader.PASSWORD not in said.out + said.err
    assert started == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_on_this_machine_it_is(sample: Path, started: list[supervisor.Part], host: str) -> None:
    assert _start(_app(sample), host=host) == 0
    assert len(started) == 2


def test_an_empty_database_is_neither_filled_nor_served_to_the_network(
    tmp_path: Path, started: list[supervisor.Part], capsys: pytest.CaptureFixture[str]
) -> None:
    app = _app(tmp_path)
    assert _start(app, host="0.0.0.0") == 1  # noqa: S104
    assert _start(app, with_sample=False) == 1
    assert capsys.readouterr().err.count("flask --app wsgi setup") == 2
    assert started == []
    with app.app_context():
        assert loader.is_empty()


def test_a_port_in_use_is_named_with_a_way_out(
    sample: Path, started: list[supervisor.Part], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert _start(_app(sample), port=port) == 1
    assert f"Alamat 127.0.0.1:{port} tidak dapat dipakai" in capsys.readouterr().err
    assert started == []


def test_an_address_that_is_none_is_named_too(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _start(_app(sample), host="bukan alamat") == 1
    assert "Alamat bukan alamat:" in capsys.readouterr().err


def test_a_second_start_while_the_first_still_prepares_says_so_and_changes_nothing(
    tmp_path: Path, started: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, seconds = _app(tmp_path), []

    def start_again(*_: object) -> None:
        seconds.append(flask(tmp_path, "serve", "--with-sample", PORT=str(free_port())))

    monkeypatch.setattr(loader, "load_cascade", start_again)
    assert _start(app) == 0
    assert seconds[0].returncode == 1
    assert "sedang disiapkan oleh Tilik lain" in seconds[0].stderr
    assert "Traceback" not in seconds[0].stderr
    assert "Tilik: http" in capsys.readouterr().out
    assert len(started) == 2
    assert _start(_app(tmp_path)) == 0


def test_loading_that_was_interrupted_begins_anew(
    tmp_path: Path, started: list[supervisor.Part], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the seconds of the first start: people are there, their plans are not."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    app = _app(tmp_path)
    with monkeypatch.context() as impatient:
        impatient.setattr(loader, "load_plans", interrupted)
        with pytest.raises(KeyboardInterrupt):
            _start(app)
    assert _start(app, with_sample=False) == 1
    assert "Pemuatan data contoh terputus" in capsys.readouterr().err
    assert started == []
    assert _start(app) == 0
    assert "dimuat ulang" in capsys.readouterr().out
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Agency)) == 1
        assert (db.session.scalar(select(func.count()).select_from(Plan)) or 0) > 10
    assert _start(app) == 0
    assert "dimuat ulang" not in capsys.readouterr().out


def test_the_accounts_are_listed_for_programs(sqlite_app: Flask) -> None:
    rows = json.loads(sqlite_app.test_cli_runner().invoke(args=["sample-accounts", "--json"]).output)
    assert len(rows) == PEOPLE
    assert all({"nip", "name", "role", "password", "unit"} <= set(row) for row in rows)
    assert all(isinstance(value, str) and value for row in rows for value in row.values())
    assert {"Pegawai", "Pejabat penilai", "Administrator aplikasi", "Pengawas"} <= {row["role"] for row in rows}


@pytest.mark.parametrize("port", ["delapan", "70000", "0", "-1", "80.5", "８０"])
def test_a_port_is_a_number_a_server_can_have(tmp_path: Path, port: str) -> None:
    with pytest.raises(SettingsError, match="PORT harus angka 1 sampai 65535"):
        load_settings({"DATA_DIR": str(tmp_path), "PORT": port})


@pytest.mark.parametrize("key", ["x", "pendek", "x" * 31])
def test_a_weak_key_is_refused_wherever_it_is_given(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY terlalu pendek"):
        load_settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": key})


def test_without_a_key_one_is_made_once_for_this_folder_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "satu", tmp_path / "dua"
    first = load_settings({"DATA_DIR": str(one)}).secret_key
    assert load_settings({"DATA_DIR": str(one)}).secret_key == first
    assert load_settings({"DATA_DIR": str(other)}).secret_key != first
    assert (one / "secret_key").stat().st_mode & 0o777 == 0o600
    assert one.stat().st_mode & 0o777 == 0o700


def test_first_starts_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    code = "from app.config import load_settings; print(load_settings().secret_key)"
    processes = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    keys = {process.communicate()[0].strip() for process in processes}
    assert len(keys) == 1
    assert len(keys.pop()) >= 32
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
