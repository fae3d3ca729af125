"""Filled databases and logged-in clients inside the benchmark's own process."""

import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

SEED = 1


def filled(folder: Path, size: int) -> Flask:
    """The application on a SQLite database with a synthetic regency."""
    from flask_migrate import upgrade  # noqa: PLC0415 - after the environment is set

    from app.config import load_settings  # noqa: PLC0415
    from app.factory import create_app  # noqa: PLC0415
    from app.sample import synthetic  # noqa: PLC0415
    from app.sample.regency import regency  # noqa: PLC0415

    app = create_app(load_settings({"DATA_DIR": str(folder)}))
    with app.app_context():
        upgrade()
        synthetic.load(regency(size, SEED))
    return app


def client_of(app: Flask, login: str) -> FlaskClient:
    """Somebody of the regency at a browser."""
    from app.sample.loader import PASSWORD  # noqa: PLC0415

    client = app.test_client()
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/masuk").text)
    token = found.group(1) if found else ""
    answer = client.post("/masuk", data={"csrf_token": token, "nip": login, "password": PASSWORD})
    if answer.status_code != 303:  # noqa: PLR2004
        raise RuntimeError(f"{login} could not log in: {answer.status_code}")
    return client
