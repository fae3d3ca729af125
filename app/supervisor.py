"""One process that starts web server and job worker, and ends both when either ends or on Ctrl-C.

On Linux both go on with what this process has loaded already: loading the application anew in each of them took most
of a start. Elsewhere, where a copy of a process is not safe or not to be had, they are started afresh.
"""

import contextvars
import gc
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Protocol

import click
from flask import Flask, current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from app.config import ROOT, Settings
from app.db import db
from app.jobs.worker import work
from app.people.models import Agency
from app.sample import loader

GRACE_S = 8.0
CHECK_S = 0.2
PREPARED_ELSEWHERE = (
    "Basis data folder ini sedang disiapkan oleh Tilik lain yang baru dijalankan. Tunggu sampai alamatnya tampil di "
    "sana, lalu pakai yang itu; untuk menjalankan yang kedua, pilih DATA_DIR dan PORT lain."
)
# SIGHUP: somebody closed the terminal; the children, in sessions of their own, would go on without anybody.
ENDINGS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]


@dataclass(frozen=True)
class Part:
    """One of the two children: what it does in a copy of this process, and the command that does the same afresh."""

    run: Callable[[], None]
    command: list[str]


class Child(Protocol):
    """A running part, as ``subprocess.Popen`` has it."""

    def poll(self) -> int | None:
        """Exit code; None while it runs."""

    def terminate(self) -> None:
        """Ask it to end."""

    def kill(self) -> None:
        """End it."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises:
            TimeoutExpired: it still runs after so many seconds.
        """


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
    _announce(settings, sample=has_sample())
    db.session.remove()
    db.engine.dispose()  # the last thing before the children: no connection is theirs and ours
    return _supervise([_web(settings), _worker()])


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


def _web(settings: Settings) -> Part:
    address = f"[{settings.host}]" if ":" in settings.host else settings.host
    if os.name == "nt":  # pragma: no cover - gunicorn needs fork
        return Part(_serve, [sys.executable, "-m", "waitress", f"--listen={address}:{settings.port}", "wsgi:app"])
    options = "--worker-class gthread --workers 2 --threads 4 --keep-alive 75 --reuse-port --no-control-socket"
    words = ["-m", "gunicorn", "--bind", f"{address}:{settings.port}", *options.split(), "wsgi:app"]
    return Part(lambda: _serve(*words[1:]), [sys.executable, *words])


def _serve(*words: str) -> None:
    """Do what the program does; it finds ``wsgi`` imported and its application made."""
    from gunicorn.app.wsgiapp import run as gunicorn  # noqa: PLC0415 - not to be had on Windows

    sys.argv = list(words)
    gunicorn()


def _worker() -> Part:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    jobs = app.extensions["tilik"].jobs
    return Part(lambda: work(app, jobs), [sys.executable, "-m", "flask", "--app", "wsgi", "work"])


class _Copy:
    """A copy of this process that goes on with one part, as if it had been started for it."""

    def __init__(self, run: Callable[[], None]) -> None:
        # A context of its own: what the command line put into ours is not the part's.
        target = contextvars.Context().run
        self._process = multiprocessing.get_context("fork").Process(target=target, args=(self._begin, run))
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # one that comes now waits until the copy minds it itself
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)

    @staticmethod
    def _begin(run: Callable[[], None]) -> None:
        os.setsid()
        os.chdir(ROOT)
        for number in ENDINGS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
        run()

    def poll(self) -> int | None:
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired([], timeout or 0.0)
        return code


def _can_copy() -> bool:
    """Whether a copy of this process works: a thread would be missing in it, and what it held stay locked."""
    return sys.platform == "linux" and threading.active_count() == 1


def _start(part: Part) -> Child:
    # Sessions of their own: Ctrl-C reaches the supervisor alone, which then ends both in order.
    if _can_copy():
        return _Copy(part.run)
    return subprocess.Popen(part.command, cwd=ROOT, start_new_session=True)  # noqa: S603


def _supervise(parts: Sequence[Part]) -> int:
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for number in ENDINGS:
        signal.signal(number, ask)
    gc.collect()
    gc.freeze()  # the copies share this memory as long as nobody counts in it
    children = [_start(part) for part in parts]
    try:
        while not asked and all(child.poll() is None for child in children):
            time.sleep(CHECK_S)
    finally:
        _end(children)
    if asked:
        return 0
    click.echo("Salah satu bagian berhenti sendiri; semuanya dihentikan.", err=True)
    return 1


def _end(children: Sequence[Child]) -> None:
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
