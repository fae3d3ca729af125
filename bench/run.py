"""``make bench``: processor time and requests a second beside a bare Flask page, documents, and paints on a poor link.

Prints figures and ratios of one run. The machine is shared, so only ratios are worth quoting.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from http import HTTPStatus
from pathlib import Path

from bench import lists
from bench.feedback import feedback
from bench.intake import intake
from bench.recap import recap
from bench.servers import ROOT, Server, gunicorn
from bench.signing import signing

ROUNDS, REQUESTS, CLIENTS = 5, 240, 4
PEOPLE = {"employee": "melur", "assessor": "cempaka"}
LINK = "64,64,600"


def prepare(folder: Path) -> dict[str, str]:
    """A filled database; gives the environment of the servers."""
    environment = {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'tilik.sqlite3'}"}
    os.environ.update(environment)
    from flask_migrate import upgrade  # noqa: PLC0415 - after the environment is set

    from app.factory import create_app  # noqa: PLC0415
    from app.sample import loader  # noqa: PLC0415

    app = create_app()
    with app.app_context():
        upgrade()
        loader.load(app.extensions["tilik"].settings)
    return environment


def sample_login(key: str) -> tuple[str, str]:
    """Login and password of somebody of the sample government."""
    from app.sample import loader  # noqa: PLC0415
    from app.sample.data import read  # noqa: PLC0415

    row = next(row for row in read("people", "person") if row["key"] == key)
    return row.get("nip") or row["login"], loader.PASSWORD


def log_in(server: Server, key: str) -> str:
    """A session's cookie of somebody of the sample government."""
    return log_in_as(server, *sample_login(key))


def log_in_as(server: Server, login: str, password: str = "melati-contoh-2026") -> str:  # noqa: S107 - the sample's
    """A session's cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", "/masuk")
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    body = urllib.parse.urlencode({"csrf_token": token, "nip": login, "password": password})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/masuk", body, headers)
    answer = connection.getresponse()
    answer.read()
    return (answer.getheader("Set-Cookie") or "").split(";")[0]


def fetch(server: Server, path: str, cookie: str, count: int, sizes: list[int]) -> None:
    """Ask for a page ``count`` times over one kept connection."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for _ in range(count):
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        sizes.append(len(answer.read()))
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{path}: {answer.status}")


def load(server: Server, path: str, cookie: str) -> tuple[float, float, int]:
    """CPU ms a request, requests a second, body bytes."""
    sizes: list[int] = []
    before, start = server.cpu_s(), time.perf_counter()
    share = REQUESTS // CLIENTS
    threads = [threading.Thread(target=fetch, args=(server, path, cookie, share, sizes)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - start
    return 1000 * (server.cpu_s() - before) / len(sizes), len(sizes) / elapsed, sizes[0]


def page_text(server: Server, path: str, cookie: str) -> str:
    """A page as text."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path, headers={"Cookie": cookie})
    return connection.getresponse().read().decode()


def beside_bare(environment: dict[str, str], folder: Path) -> None:
    """Pages of Tilik and the bare page with the same bytes, in turns."""
    with gunicorn("wsgi:app", environment, "/sehat") as tilik:
        cookies = {who: log_in(tilik, key) for who, key in PEOPLE.items()}
        pages = [
            ("home, employee", "/", "employee"),
            ("plan, 4 results", "/perencanaan/4", "employee"),
            ("home, assessor of 22", "/", "assessor"),
            ("list of 22 plans", "/perencanaan/", "assessor"),
        ]
        print(f"{'page':<24}{'CPU ms':>8}{'bare':>8}{'ratio':>8}{'req/s':>8}{'bare':>8}{'bytes':>8}")
        for name, path, who in pages:
            copy = folder / "bare.html"
            copy.write_text(page_text(tilik, path, cookies[who]), encoding="utf-8")
            with gunicorn("bench.bare:app", {**environment, "BARE_PAGE": str(copy)}, "/") as bare:
                compare(name, (tilik, path, cookies[who]), bare)


def compare(name: str, own: tuple[Server, str, str], bare: Server) -> None:
    """One line: medians over alternating rounds."""
    load(*own), load(bare, "/", "")
    rounds = [(load(*own), load(bare, "/", "")) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(pair[side][0] for pair in rounds) for side in (0, 1))
    rate, bare_rate = (statistics.median(pair[side][1] for pair in rounds) for side in (0, 1))
    ratio = statistics.median(pair[0][0] / pair[1][0] for pair in rounds)
    size = rounds[0][0][2]
    print(f"{name:<24}{mine:>8.2f}{theirs:>8.2f}{ratio:>8.2f}{rate:>8.0f}{bare_rate:>8.0f}{size:>8}")


def documents() -> None:
    """Milliseconds and bytes of each official form, first and warm."""
    from app.documents.content import Issue  # noqa: PLC0415
    from app.documents.forms import FORMATS, render  # noqa: PLC0415
    from tests.documents import examples  # noqa: PLC0415

    print(f"\n{'document':<16}{'first ms':>10}{'warm ms':>10}{'bytes':>8}")
    for form, content in examples.CONTENTS.items():
        for fmt in FORMATS:
            times, size = [], 0
            for _ in range(4):
                start = time.perf_counter()
                size = len(render(form, fmt, content, Issue()))
                times.append(1000 * (time.perf_counter() - start))
            print(f"{form + ' ' + fmt:<16}{times[0]:>10.1f}{min(times[1:]):>10.1f}{size:>8}")


def paints(environment: dict[str, str], folder: Path) -> None:
    """First paint and bytes in a real Chromium behind an emulated 64 kbit/s, 600 ms link."""
    login, password = sample_login(PEOPLE["employee"])
    fill = [{"fill": ["[name=nip]", login]}, {"fill": ["[name=password]", password]}, {"click": "main button"}]
    plan = {
        "login": [{"goto": "/masuk"}, *fill, {"waitUrlNot": "/masuk"}],
        "pages": [
            {"name": "login", "path": "/masuk", "anonymous": True},
            {"name": "home", "path": "/"},
            {"name": "plans", "path": "/perencanaan/"},
            {"name": "plan", "path": "/perencanaan/4"},
            {"name": "edit", "path": "/perencanaan/4/lampiran"},
        ],
    }
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    node, modules = _node(folder)
    with gunicorn("wsgi:app", environment, "/sehat") as server:
        command = [str(node), str(ROOT / "bench" / "pageweight.mjs"), "--base", f"http://tilik.test:{server.port}"]
        command += ["--target", "127.0.0.1", "--plan", str(folder / "plan.json"), "--profile", LINK]
        command += ["--shaper", "relay", "--runs", "3", "--out", str(folder / "paints.json")]
        print(f"\npaints at {LINK} (kbit/s down, up, ms), gzip, a new connection each page")
        subprocess.run(command, check=True, env={**os.environ, "NODE_PATH": str(modules)})


def _node(folder: Path) -> tuple[Path, Path]:
    """The node and the browser driver that come with Playwright's wheel."""
    import playwright  # noqa: PLC0415

    driver = Path(playwright.__file__).parent / "driver"
    modules = folder / "node_modules"
    modules.mkdir(exist_ok=True)
    (modules / "playwright-core").symlink_to(driver / "package")
    return driver / "node", modules


def main() -> None:
    """Everything, or only the parts named: bare, documents, paints, lists, intake, feedback, signing, recap."""
    wanted = set(sys.argv[1:]) or {"bare", "documents", "paints", "lists", "intake", "feedback", "signing", "recap"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = prepare(folder)
        if "bare" in wanted:
            beside_bare(environment, folder)
        if "documents" in wanted:
            documents()
        if "intake" in wanted:
            intake(environment)
        if "feedback" in wanted:
            feedback(environment)
        if "signing" in wanted:
            with tempfile.TemporaryDirectory() as apart:
                signing(Path(apart))
        if "recap" in wanted:
            with tempfile.TemporaryDirectory() as apart:
                recap(Path(apart))
        if "paints" in wanted:
            paints(environment, folder)
        if "lists" in wanted:
            lists.run(folder)


if __name__ == "__main__":
    main()
