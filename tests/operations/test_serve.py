"""`flask serve` as people use it: it starts, says where, stops with Ctrl-C, and never half runs."""

import http.client
import os
import re
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pymysql
import pytest

from app.sample.data import read
from app.sample.loader import PASSWORD
from tests.operations.serving import AFRESH, Server, flask, gone, port_is_free, serving

PEOPLE = len(read("people", "person"))
TABLES = ("person", "plan", "audit_entry", "account", "agency")


def _counts(folder: Path) -> dict[str, int]:
    with closing(sqlite3.connect(folder / "tilik.sqlite3")) as connection:
        rows = {table: connection.execute(f"SELECT COUNT(*) FROM {table}") for table in TABLES}  # noqa: S608 - our names
        return {table: int(row.fetchone()[0]) for table, row in rows.items()}


def _ends(server: Server, number: int) -> tuple[str, str]:
    """End a server by a signal: it ends well, with both its children, and leaves the port."""
    children = server.children()
    assert set(children) == {"web", "work"}
    code, out, err = server.end(number)
    assert code == 0
    assert "Traceback" not in out + err
    assert all(gone(pid) for pid in children.values())
    assert port_is_free(server.port)
    return out, err


def test_the_first_start_loads_the_sample_says_where_and_who_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    with serving(tmp_path, "--with-sample") as server:
        assert server.get("/masuk")[0] == 200
        out, _ = _ends(server, signal.SIGINT)
    assert f"http://127.0.0.1:{server.port}" in out
    assert "Ctrl-C" in out
    assert re.search(rf"bupati\s+{PASSWORD}", out)
    assert _counts(tmp_path)["person"] == PEOPLE
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def _too_large(port: int) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with closing(connection):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/masuk", b"nip=" + b"x" * 3_000_000, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_a_second_start_loads_nothing_shares_its_port_with_nobody_and_ends_with_its_terminal(sample: Path) -> None:
    with closing(sqlite3.connect(sample / "tilik.sqlite3")) as connection, connection:
        connection.execute("UPDATE person SET name = 'Nama yang diubah' WHERE id = 1")
    before = _counts(sample)
    with serving(sample, "--with-sample") as server:
        second = flask(sample, "serve", "--with-sample", PORT=str(server.port))
        assert second.returncode == 1
        assert f"127.0.0.1:{server.port} tidak dapat dipakai" in second.stderr
        assert "PORT lain" in second.stderr
        assert "Traceback" not in second.stderr
        assert server.get("/sehat") == (200, "ok")
        status, page = _too_large(server.port)
        assert (status, "Kiriman terlalu besar" in page) == (413, True)
        _ends(server, signal.SIGHUP)
    assert _counts(sample) == before
    with closing(sqlite3.connect(sample / "tilik.sqlite3")) as connection:
        assert connection.execute("SELECT name FROM person WHERE id = 1").fetchone() == ("Nama yang diubah",)


@pytest.mark.slow
def test_a_service_manager_ends_it_too(sample: Path) -> None:
    with serving(sample) as server:
        _ends(server, signal.SIGTERM)


@pytest.mark.slow
def test_where_a_process_cannot_be_copied_both_children_are_started_afresh(sample: Path) -> None:
    with serving(sample, program=AFRESH) as server:
        commands = [(Path("/proc") / str(pid) / "cmdline").read_text() for pid in server.children().values()]
        assert sorted("gunicorn" in command for command in commands) == [False, True]
        assert server.get("/masuk")[0] == 200
        _ends(server, signal.SIGINT)


@pytest.mark.parametrize(
    ("killed", "other", "how"),
    [
        ("web", "work", signal.SIGKILL),
        ("work", "web", signal.SIGKILL),
        pytest.param("web", "work", signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param("work", "web", signal.SIGTERM, marks=pytest.mark.slow),
    ],
)
def test_when_one_child_ends_the_other_ends_too_and_the_exit_code_tells(
    sample: Path, killed: str, other: str, how: int
) -> None:
    with serving(sample) as server:
        children = server.children()
        os.kill(children[killed], how)
        code, _, err = server.wait()
    assert code == 1
    assert "Salah satu bagian berhenti sendiri" in err
    assert gone(children[other])
    assert port_is_free(server.port)


def test_a_wrong_variable_is_explained_in_a_sentence(tmp_path: Path) -> None:
    done = flask(tmp_path, "serve", PORT="delapan")
    assert done.returncode == 1
    assert "PORT harus angka 1 sampai 65535, bukan “delapan”." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.mariadb
def test_a_mariadb_database_is_served_in_the_same_way(mariadb_url: str, tmp_path: Path) -> None:
    port = int(mariadb_url.partition("@")[2].partition("/")[0].partition(":")[2])
    with pymysql.connect(host="127.0.0.1", port=port, user="root") as admin, admin.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS served")
        cursor.execute("CREATE DATABASE served CHARACTER SET utf8mb4")
    url = mariadb_url.replace("/tilik?", "/served?")
    with serving(tmp_path, "--with-sample", DATABASE_URL=url) as server:
        assert server.get("/masuk")[0] == 200
        out, _ = _ends(server, signal.SIGINT)
    assert PASSWORD in out
    assert not (tmp_path / "tilik.sqlite3").exists()
