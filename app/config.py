"""Settings from the environment, read once per process."""

import os
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIN_KEY_LENGTH = 32


@dataclass(frozen=True)
class Settings:
    """Where the data lies and where the server listens.

    ``data_dir`` holds everything this installation writes outside the database.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    host: str
    port: int
    https: bool

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def load_settings(environ: dict[str, str] | None = None) -> Settings:
    """Read HOST, PORT, DATABASE_URL, DATA_DIR, SECRET_KEY and HTTPS; create DATA_DIR and a key when missing.

    Raises:
        ValueError: SECRET_KEY is given but shorter than 32 characters, or PORT is no number.
    """
    env = dict(os.environ) if environ is None else environ
    data_dir = Path(env.get("DATA_DIR") or ROOT / "var").resolve()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Settings(
        data_dir=data_dir,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{data_dir / 'tilik.sqlite3'}",
        secret_key=env.get("SECRET_KEY") or _stored_key(data_dir),
        host=env.get("HOST") or "127.0.0.1",
        port=int(env.get("PORT") or 8000),
        https=env.get("HTTPS", "") == "1",
    )


def _stored_key(data_dir: Path) -> str:
    """The key made at first start; two processes starting together agree on one."""
    path = data_dir / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key
