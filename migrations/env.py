"""Runs migrations on the application's own engine, so that they see the same database and settings."""

from contextlib import contextmanager

from alembic import context
from flask import current_app

db = current_app.extensions["migrate"].db


@contextmanager
def _references_unwatched(connection):
    """Let SQLite rebuild a table others refer to: dropping the old one would take the rows that refer to it along.

    The switch works only outside a transaction; every reference is looked at before the end.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"references lead nowhere after the migration: {broken[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    """Run inside one transaction where the database can (SQLite: all or nothing)."""
    with db.engine.connect() as connection, _references_unwatched(connection):
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


if context.is_offline_mode():
    raise SystemExit("Offline migrations are not supported: the database decides which types it gets.")
run()
