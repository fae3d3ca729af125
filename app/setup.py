"""Production's own door: prepares an empty installation and refuses sample data and weak keys."""

import os
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from flask_migrate import upgrade
from PIL import Image
from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.auth.models import Account, RoleGrant
from app.auth.service import MIN_PASSWORD, hash_password, login_name
from app.config import MIN_KEY_LENGTH
from app.cycles.service import open_year
from app.db import atomic, db
from app.domain import nip
from app.domain.actors import Role
from app.domain.people import Employment, PositionKind, UnitKind
from app.library.service import load_shipped
from app.people.models import Agency, Person, Posting, Unit

PNG = b"\x89PNG\r\n\x1a\n"
MAX_PASSWORD = 200  # what the login form takes
MAX_EMBLEM = 2 * 1024 * 1024


class SetupError(Exception):
    """Setup cannot go on; the message says what to do."""


@dataclass(frozen=True)
class Installation:
    """What ``flask setup`` asks for."""

    agency: str
    place: str
    timezone: str
    emblem: bytes | None
    admin_login: str
    admin_name: str
    password: str


def install(wanted: Installation) -> None:
    """Migrate, and write agency, root unit, this year and the first administrator in one transaction.

    Raises:
        SetupError: the key is missing or weak, the database holds an agency already, or a value is wrong.
    """
    if len(os.environ.get("SECRET_KEY", "")) < MIN_KEY_LENGTH:
        raise SetupError(
            f"SECRET_KEY belum diisi atau terlalu pendek (paling sedikit {MIN_KEY_LENGTH} karakter). "
            "Buat dengan: flask --app wsgi new-key, lalu pasang sebagai variabel lingkungan."
        )
    _check(wanted)
    upgrade()
    existing = db.session.scalar(select(Agency.is_sample))
    if existing:
        raise SetupError("Basis data ini berisi data contoh. Pakai DATABASE_URL atau DATA_DIR lain yang kosong.")
    if existing is not None:
        raise SetupError("Instansi sudah disiapkan pada basis data ini. Satu instalasi untuk satu instansi.")
    _write(wanted)


def _check(wanted: Installation) -> None:
    if not MIN_PASSWORD <= len(wanted.password) <= MAX_PASSWORD:
        raise SetupError(f"Kata sandi paling sedikit {MIN_PASSWORD} dan paling banyak {MAX_PASSWORD} karakter.")
    if wanted.emblem is not None and not _is_picture(wanted.emblem):
        raise SetupError("Lambang harus berkas PNG yang utuh, paling besar 2 MB.")
    login = login_name(wanted.admin_login)
    for what, text, most in (
        ("Nama instansi", wanted.agency, 200),
        ("Tempat", wanted.place, 100),
        ("NIP atau nama masuk administrator", login, 64),
        ("Nama administrator", wanted.admin_name, 200),
    ):
        if not text.strip() or len(text) > most:
            raise SetupError(f"{what} harus diisi, paling banyak {most} karakter.")
    if login.isdigit() and (why := nip.problem(login)):
        raise SetupError(why)


def _is_picture(content: bytes) -> bool:
    """Whether these are the bytes of a whole PNG: a broken one would stop every form it is printed on."""
    if not content.startswith(PNG) or len(content) > MAX_EMBLEM:
        return False
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _write(wanted: Installation) -> None:
    today = clock.today(wanted.timezone)
    with atomic() as session:
        session.add(
            Agency(id=1, name=wanted.agency, place=wanted.place, timezone=wanted.timezone, emblem=wanted.emblem)
        )
        unit = Unit(path="", name=wanted.agency, kind=UnitKind.AGENCY, valid_from=date(today.year, 1, 1))
        session.add(unit)
        session.flush()
        unit.path = f"/{unit.id}/"
        login = login_name(wanted.admin_login)
        person = Person(
            nip=login if login.isdigit() else None,
            name=wanted.admin_name,
            employment=Employment.PNS if login.isdigit() else Employment.NON_ASN,
        )
        person.postings = [
            Posting(
                unit_id=unit.id,
                position="Administrator aplikasi",
                position_kind=PositionKind.EXECUTIVE,
                valid_from=date(today.year, 1, 1),
            )
        ]
        session.add(person)
        session.flush()
        hashed = hash_password(wanted.password)
        session.add(Account(person_id=person.id, login=login, password_hash=hashed, password_set_at=clock.now()))
        session.add(RoleGrant(person_id=person.id, role=Role.ADMINISTRATOR))
        open_year(session, today.year)
        load_shipped(session)
        record(session, None, "setup", ("agency", 1), unit_id=unit.id)
