"""The house as people start it: real processes, a folder of data of their own, a port of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

START_S, END_S = 90.0, 30.0
FLASK = ("-m", "flask")
AFRESH = ("-c", "from app import supervisor; supervisor._can_copy = bool; from flask.cli import main; main()")
"""The same where a process cannot be copied."""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """The environment of a command: this machine's, without what would configure the house."""
    ours = {"HOST", "PORT", "DATABASE_URL", "DATA_DIR", "SECRET_KEY", "HTTPS"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1", **more}


def flask(data_dir: Path, *words: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run ``flask --app wsgi``; ``typed`` is what somebody types, line by line."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=ROOT, env=environment(data_dir, **env), input=typed, capture_output=True, text=True,
        timeout=START_S, check=False, start_new_session=True,
    )  # fmt: skip


@dataclass
class Server:
    """A running ``flask serve``."""

    process: subprocess.Popen[str]
    port: int

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an answer; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def children(self) -> dict[str, int]:
        """The two children by name: 'web', which has workers of its own, and 'work'."""
        parents = {int(entry.name): _parent_of(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
        ours = [pid for pid, parent in parents.items() if parent == self.process.pid]
        return {"web" if pid in parents.values() else "work": pid for pid in ours}

    def wait_until_healthy(self) -> None:
        """Wait for /sehat."""
        deadline = time.monotonic() + START_S
        while self.get("/sehat") != (200, "ok"):
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.2)

    def end(self, number: int = signal.SIGINT) -> tuple[int, str, str]:
        """Send a signal and wait: exit code, and what was printed."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> tuple[int, str, str]:
        """Wait for the end: exit code, and what was printed."""
        out, err = self.process.communicate(timeout=END_S)
        return self.process.returncode, out, err


def _parent_of(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def alive(pid: int) -> bool:
    """Whether a process still runs; a zombie does not."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(pid: int) -> bool:
    """Wait until a process has ended."""
    deadline = time.monotonic() + END_S
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not alive(pid)


def port_is_free(port: int) -> bool:
    """Wait until nobody listens on a port."""
    deadline = time.monotonic() + END_S
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                time.sleep(0.1)
            else:
                return True
    return False


@contextmanager
def serving(data_dir: Path, *options: str, program: tuple[str, ...] = FLASK, **env: str) -> Iterator[Server]:
    """Run ``flask serve`` until the end of the block, or until the test ended it."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *program, "--app", "wsgi", "serve", *options],
        cwd=ROOT, env=environment(data_dir, PORT=str(port), **env), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    server, children = Server(process, port), dict[str, int]()
    try:
        server.wait_until_healthy()
        children = server.children()
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=END_S)
        for pid in children.values():
            if alive(pid):  # the test failed; it leaves nothing running
                os.kill(pid, signal.SIGTERM)
