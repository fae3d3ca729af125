"""Archives in tests: asked for by page, made by the worker."""

import io
import zipfile
from pathlib import Path

from flask import Flask

from app.db import db
from app.jobs.worker import run_due
from tests.page import Page, Visitor

URL = "/dokumen-unit/"


def data_dir(app: Flask) -> Path:
    """Where the application keeps its files."""
    folder: Path = app.extensions["tilik"].settings.data_dir
    return folder


def files(app: Flask) -> list[str]:
    """What lies in the folder of archives."""
    folder = data_dir(app) / "bundles"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def work(app: Flask) -> None:
    """What the worker does meanwhile."""
    with app.app_context():
        run_due(app.extensions["tilik"].jobs)
        db.session.remove()


def ask(visitor: Visitor, status: int = 200, path: str = URL, **changes: str) -> Page:
    """Ask for an archive as the page offers it."""
    return visitor.submit(visitor.get(path), URL, status, **changes)


def fetched(visitor: Visitor, page: Page) -> zipfile.ZipFile:
    """The archive of a page."""
    answer = visitor.client.get(f"{page.path}/berkas.zip")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.data))


def listing(archive: zipfile.ZipFile) -> str:
    """DAFTAR.txt."""
    return archive.read("DAFTAR.txt").decode("utf-8-sig")
