"""Static files under names that carry their content's hash, compressed once, cached for ever."""

import base64
import gzip
import hashlib
from pathlib import Path
from wsgiref.headers import Headers

import brotli
from flask import Flask
from markupsafe import Markup
from whitenoise import WhiteNoise

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers of every answer; static files do not pass through Flask and get them here."""
HASH_LENGTH = 12
_FOR_EVER = 10 * 365 * 24 * 3600


class Assets:
    """Hashed copies of everything in ``source``, laid out in ``target``; the critical style sheet is kept as text."""

    def __init__(self, source: Path, target: Path) -> None:
        self.target = target
        self._names: dict[str, str] = {}
        for path in sorted(source.rglob("*")):
            if path.is_file():
                self._publish(path, path.relative_to(source))
        self.critical_css = (source / "css" / "critical.css").read_text()
        digest = base64.b64encode(hashlib.sha256(self.critical_css.encode()).digest()).decode()
        self.critical_hash = f"'sha256-{digest}'"

    def url(self, name: str) -> str:
        """The address of a static file; KeyError when there is none of that name."""
        return f"/static/{self._names[name]}"

    @property
    def fingerprint(self) -> str:
        """One value that changes with any static file."""
        return hashlib.sha256("".join(sorted(self._names.values())).encode()).hexdigest()[:HASH_LENGTH]

    def _publish(self, path: Path, name: Path) -> None:
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
        hashed = name.with_name(f"{name.stem}.{digest}{name.suffix}")
        self._names[name.as_posix()] = hashed.as_posix()
        copy = self.target / hashed
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            _write(copy.with_name(copy.name + ".br"), brotli.compress(content, quality=11))
            _write(copy.with_name(copy.name + ".gz"), gzip.compress(content, compresslevel=9, mtime=0))
            _write(copy, content)


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all: several processes may start at once."""
    temporary = path.with_name(f".{path.name}.{hashlib.sha256(content).hexdigest()[:8]}")
    temporary.write_bytes(content)
    temporary.replace(path)


def init_app(app: Flask, source: Path, target: Path) -> Assets:
    """Publish the static files and serve them before Flask sees the request."""
    assets = Assets(source, target)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(target),
        prefix="static/",
        allow_all_origins=False,
        max_age=_FOR_EVER,
        immutable_file_test=_immutable,
        add_headers_function=_protect,
    )
    app.jinja_env.globals["static"] = assets.url
    app.jinja_env.globals["critical_css"] = Markup(assets.critical_css)  # noqa: S704 - our own file
    return assets


def _protect(headers: Headers, _path: str, _url: str) -> None:
    for name, value in ALWAYS.items():
        headers[name] = value


def _immutable(_path: str, _url: str) -> bool:
    return True
