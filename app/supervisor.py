"""One process that starts web server and job worker, and ends both when either ends or on Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from app.config import ROOT, Settings
from app.db import db
from app.people.models import Agency
from app.sample import loader

GRACE_S = 8.0
CHECK_S = 0.2
PREPARED_ELSEWHERE = (
    "Basis data folder ini sedang disiapkan oleh Tilik lain yang baru dijalankan. Tunggu sampai alamatnya tampil di "
    "sana, lalu pakai yang itu; untuk menjalankan yang kedua, pilih DATA_DIR dan PORT lain."
)


def has_sample() -> bool:
    """Whether the database holds the sample government."""
    return bool(db.session.scalar(select(Agency.is_sample)))


def run(settings: Settings, *, with_sample: bool) -> int:
    """Prepare the database and supervise until the end; returns the exit code."""
    why = _cannot_listen(settings)
    if why is None:
        with _alone(settings.data_dir) as is_alone:
            why = _cannot_serve(settings, with_sample=with_sample) if is_alone else PREPARED_ELSEWHERE
    if why:
        click.echo(why, err=True)
        return 1
    sample = has_sample()
    db.session.remove()
    db.engine.dispose()
    _announce(settings, sample=sample)
    return _supervise([_web_command(settings), [sys.executable, "-m", "flask", "--app", "wsgi", "work"]])


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether no other start is preparing the database of this folder; the system ends the claim with the process."""
    with (folder / "prepare.lock").open("w") as claim:
        if os.name != "nt":
            import fcntl  # noqa: PLC0415 - Windows has none

            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
        yield True


def _cannot_serve(settings: Settings, *, with_sample: bool) -> str | None:
    """Migrate, and load the sample government where it is wanted; why the database cannot be served after that."""
    upgrade()
    if with_sample and settings.on_loopback:
        _load_sample(settings)
    if has_sample() and not settings.on_loopback:
        return "Data contoh hanya boleh dilayani pada 127.0.0.1. Ubah HOST, atau siapkan instalasi dengan flask setup."
    if loader.is_interrupted():
        return "Pemuatan data contoh terputus. Muat ulang dengan: flask --app wsgi serve --with-sample"
    if loader.is_empty():
        return "Basis data masih kosong. Jalankan dahulu: flask --app wsgi setup"
    return None


def _load_sample(settings: Settings) -> None:
    """Load the sample government into an empty database, or anew where loading was interrupted.

    Nobody worked in a half-loaded one: it was never served.
    """
    if loader.is_interrupted():
        click.echo("Pemuatan data contoh sebelumnya terputus. Data contoh dimuat ulang.")
        db.session.remove()
        downgrade(revision="base")
        upgrade()
    if loader.is_empty():
        loader.load(settings)


def _announce(settings: Settings, *, sample: bool) -> None:
    click.echo(f"Tilik: http://{settings.host}:{settings.port}  (berhenti dengan Ctrl-C)")
    if not sample:
        return
    click.echo("\nData contoh. Beberapa akun (semuanya: flask --app wsgi sample-accounts):")
    picked = (
        "Bidan Penyelia",
        "Bidan Terampil",
        "Kepala Puskesmas",
        "Bupati",
        "Petugas kepegawaian instansi",
        "Administrator aplikasi",
    )
    rows = list(loader.accounts())
    for words in picked:
        row = next((row for row in rows if words in f"{row['position']} {row['role']}"), rows[0])
        click.echo(f"  {row['nip']:<20} {row['password']:<20} {row['name']}, {row['position']}")


def _cannot_listen(settings: Settings) -> str | None:
    """Bind the port once, alone: with SO_REUSEPORT two servers would share it silently."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            return (
                f"Alamat {settings.host}:{settings.port} tidak dapat dipakai ({error.strerror}). "
                "Hentikan program lain yang memakainya, atau pilih PORT lain, misalnya: make run PORT=8001"
            )
    return None


def _web_command(settings: Settings) -> list[str]:
    address = f"[{settings.host}]" if ":" in settings.host else settings.host
    if os.name == "nt":  # pragma: no cover - gunicorn needs fork
        return [sys.executable, "-m", "waitress", f"--listen={address}:{settings.port}", "wsgi:app"]
    options = "--worker-class gthread --workers 2 --threads 4 --keep-alive 75 --reuse-port --no-control-socket"
    return [sys.executable, "-m", "gunicorn", "--bind", f"{address}:{settings.port}", *options.split(), "wsgi:app"]


def _supervise(commands: Sequence[Sequence[str]]) -> int:
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    # SIGHUP: somebody closed the terminal; the children, in sessions of their own, would go on without anybody.
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), ask)
    # Sessions of their own: Ctrl-C reaches the supervisor alone, which then ends both in order.
    children = [subprocess.Popen(command, cwd=ROOT, start_new_session=True) for command in commands]  # noqa: S603
    try:
        while not asked and all(child.poll() is None for child in children):
            time.sleep(CHECK_S)
    finally:
        _end(children)
    if asked:
        return 0
    click.echo("Salah satu bagian berhenti sendiri; semuanya dihentikan.", err=True)
    return 1


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE_S
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
