"""Fixtures: a browser, a server, and people who use the one to reach the other."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chromium import MISSING, OFFICE, PROGRAM, chromium
from tests.browser.person import REPORT_SHIFTS, Person, Watch, login_of
from tests.browser.server import Running, Server
from tests.database import PreparedSqlite

WAIT_MS = 20_000
"""How long anything is waited for: no test is about seconds, and a machine may be busy."""
expect.set_options(timeout=WAIT_MS)
HERE = "tests/browser/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if HERE in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    if not PROGRAM.exists():
        pytest.skip(MISSING)
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests."""
    with Running(PreparedSqlite(tmp_path_factory.mktemp("browser"))) as server:
        yield server


@pytest.fixture
def server(running_server: Server) -> Server:
    """The server, on a database as the sample government left it."""
    running_server.fresh()
    return running_server


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """What goes wrong behind the pages of this test; at its end that must be nothing."""
    watch = Watch(urlsplit(server.url).netloc)
    yield watch
    assert not watch.found(), "\n".join(watch.found())


NewPerson = Callable[..., Person]


@pytest.fixture
def somebody(browser: Browser, server: Server, watch: Watch) -> Iterator[NewPerson]:
    """Give browsers to people; with a key they are already logged in."""
    contexts: list[BrowserContext] = []

    def enter(key: str = "", *, javascript: bool = True, size: tuple[int, int] = OFFICE, **options: Any) -> Person:
        width, height = size
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="id-ID",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        if javascript:
            context.add_init_script(REPORT_SHIFTS)
        watch.attach(context)
        if key:
            context.add_cookies([{"name": "tilik", "value": server.session_of(login_of(key)), "url": server.url}])
        return Person(context, javascript=javascript)

    yield enter
    for context in contexts:
        context.close()
