"""A real office's first day: `flask setup` refuses what is unsafe, and its administrator can log in."""

import getpass
import io
import os
from pathlib import Path
from unittest.mock import patch

import pytest
from flask import Flask
from PIL import Image

from app.factory import create_app
from tests.database import KEY, settings_for
from tests.operations.serving import flask, serving
from tests.page import Page, Visitor

NIP, PASSWORD = "198501022010011003", "pelabuhan tenang 7"
ANSWERS = {
    "--agency": "Pemerintah Kota Pasir Putih",
    "--place": "Pasir Putih",
    "--timezone": "Asia/Jayapura",
    "--admin-nip": "19850102 201001 1 003",
    "--admin-name": "Kamboja Langitcerah, S.Kom.",
}


def _png(size: int = 8) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (size, size), "#0b5c56").save(buffer, "PNG")
    return buffer.getvalue()


def _words(**changes: str) -> list[str]:
    answers = {**ANSWERS, **{f"--{name.replace('_', '-')}": value for name, value in changes.items()}}
    return [word for pair in answers.items() for word in pair]


def _setup(
    folder: Path, *more: str, password: str = PASSWORD, again: str | None = None, key: str = KEY, **changes: str
) -> tuple[int, str]:
    """Answer the questions of `flask setup`; its exit code, and everything it said."""
    typed = [password, password if again is None else again]
    with patch.object(getpass, "getpass", side_effect=typed), patch.dict(os.environ, {"SECRET_KEY": key}):
        done = _app(folder).test_cli_runner().invoke(args=["setup", *_words(**changes), *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert PASSWORD not in done.output
    return done.exit_code, done.output


def _app(folder: Path) -> Flask:
    app = create_app(settings_for(folder, f"sqlite:///{folder / 'tilik.sqlite3'}"))
    app.testing = True
    return app


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office that was set up with an emblem, by the real command, its password typed."""
    folder = tmp_path_factory.mktemp("office")
    emblem = folder / "lambang.png"
    emblem.write_bytes(_png())
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    done = flask(folder, "setup", *_words(), "--emblem", str(emblem), typed=typed, SECRET_KEY=KEY)
    assert (done.returncode, "Instansi siap" in done.stdout) == (0, True), done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which nothing is ever set up."""
    return tmp_path_factory.mktemp("nothing")


@pytest.mark.parametrize("key", ["", "pendek", "x" * 31])
def test_a_missing_or_weak_key_is_refused(nothing: Path, key: str) -> None:
    code, said = _setup(nothing, key=key)
    assert code == 1
    assert "SECRET_KEY belum diisi atau terlalu pendek" in said
    assert "new-key" in said


def test_the_key_it_proposes_is_strong_enough(nothing: Path) -> None:
    keys = {_app(nothing).test_cli_runner().invoke(args=["new-key"]).output.strip() for _ in range(2)}
    assert len(keys) == 2
    assert all(len(key) >= 48 for key in keys)


def test_a_sample_database_is_never_turned_into_an_office(sample: Path) -> None:
    code, said = _setup(sample)
    assert code == 1
    assert "berisi data contoh" in said


def test_a_second_setup_is_refused(office: Path) -> None:
    code, said = _setup(office, agency="Pemerintah Kota Lain")
    assert code == 1
    assert "sudah disiapkan" in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.png", b"\xff\xd8\xff\xe0 a JPEG in disguise"),
        ("kosong.png", b""),
        ("potong.png", _png(64)[:60]),
        ("kepala.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("besar.png", _png() + b"\x00" * (2 * 1024 * 1024)),
    ],
)
def test_an_emblem_must_be_a_whole_png(nothing: Path, name: str, content: bytes) -> None:
    (nothing / name).write_bytes(content)
    code, said = _setup(nothing, "--emblem", str(nothing / name))
    assert code == 1
    assert "Lambang harus berkas PNG" in said


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"admin_nip": "19850102 201001 1 00"}, "NIP harus 18 angka."),
        ({"admin_nip": "198513022010011003"}, "tanggal lahir"),
        ({"admin_nip": " "}, "NIP atau nama masuk administrator harus diisi"),
        ({"admin_nip": "a" * 65}, "NIP atau nama masuk administrator harus diisi, paling banyak 64"),
        ({"agency": " "}, "Nama instansi harus diisi"),
        ({"place": "x" * 101}, "Tempat harus diisi, paling banyak 100"),
        ({"admin_name": ""}, "Nama administrator harus diisi"),
        ({"password": "pendek 9k"}, "Kata sandi paling sedikit 10"),
        ({"password": "x" * 201}, "paling banyak 200"),
        ({"again": "pelabuhan tenang 8"}, "Ulangan kata sandi tidak sama"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_set_up(
    nothing: Path, changes: dict[str, str], sentence: str
) -> None:
    code, said = _setup(nothing, **changes)
    assert code == 1
    assert sentence in said
    assert not (nothing / "tilik.sqlite3").exists()


def test_a_time_zone_that_is_none_is_refused(nothing: Path) -> None:
    code, said = _setup(nothing, timezone="Asia/Atlantis")
    assert code == 2
    assert "--timezone" in said


def _logged_in(folder: Path) -> Visitor:
    visitor = Visitor(_app(folder))
    assert visitor.log_in(NIP, PASSWORD).path == "/"
    return visitor


def test_the_administrator_logs_in_and_every_page_makes_sense_without_a_plan(office: Path) -> None:
    visitor = _logged_in(office)
    for path in ("/", "/perencanaan/", "/pelaksanaan/", "/penilaian/", "/kata-sandi"):
        page = visitor.get(path)
        assert "Pemerintah Kota Pasir Putih" in page.text
        assert "Data contoh" not in page.text
        assert all(visitor.client.get(link).status_code in {200, 303} for link in page.links())


def test_the_administrator_may_begin_a_plan_and_learns_what_blocks_it(office: Path) -> None:
    visitor = _logged_in(office)
    page = visitor.get("/perencanaan/")
    if not page.offers("Mulai"):
        assert "penilai" in page.text  # it says who has to act
        return
    plan: Page = visitor.submit(page, "/baru")
    assert "Belum ada" in plan.text
    assert "Petugas kepegawaian" in plan.text


def test_the_office_is_served_to_the_network_with_its_own_key_and_no_accounts_printed(office: Path) -> None:
    with serving(office, "--with-sample", SECRET_KEY=KEY, HOST="0.0.0.0") as server:  # noqa: S104
        assert "Pemerintah Kota Pasir Putih" in server.get("/masuk")[1]
        code, out, err = server.end()
    assert code == 0
    assert "Data contoh" not in out + err
    assert len(out.strip().splitlines()) == 1


def test_the_verification_of_a_fresh_office_is_clean(office: Path) -> None:
    done = _app(office).test_cli_runner().invoke(args=["verify-audit"])
    assert done.exit_code == 0
    assert "MASALAH" not in done.output
