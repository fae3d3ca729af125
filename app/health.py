"""GET /sehat: whether this server can work."""

from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.config import ROOT
from app.db import db
from app.web.access import access

bp = Blueprint("health", __name__)
_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@cache
def newest_migrations() -> frozenset[str]:
    """The revisions this release expects the database to be at."""
    return frozenset(ScriptDirectory(str(ROOT / "migrations")).get_heads())


def ailment() -> str | None:
    """What is wrong, as an Indonesian sentence; None when all is well."""
    try:
        current = frozenset(MigrationContext.configure(db.session.connection()).get_current_heads())
    except SQLAlchemyError:
        current_app.logger.exception("database does not answer")
        return "basis data tidak menjawab"
    if current != newest_migrations():
        return "migrasi basis data belum dijalankan: jalankan flask --app wsgi db upgrade"
    return None


@bp.get("/sehat")
@access(public=True)
def check() -> ResponseReturnValue:
    """200 ``ok``, or 503 and why."""
    why = ailment()
    return ("ok", 200, _PLAIN) if why is None else (why, 503, _PLAIN)
