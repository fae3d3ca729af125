"""A stand-in for the Esign Client Service of BSrE, on this machine."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from flask import Flask

from app.config import Settings
from app.documents.bsre import Identity
from tests.verification.steps import settings

NIK, PASSPHRASE = "7301234567890001", "rahasia sertifikat ü"
WHO = Identity(NIK, PASSPHRASE)
PLAIN = b"%PDF-1.7 isi"
SIGNED = PLAIN + b" /ByteRange [0 1 2 3]"


@dataclass
class StandIn:
    """An Esign Client Service of our own: what it was asked, and what it answers."""

    status: int = 200
    answer: bytes = SIGNED
    headers: dict[str, str] = field(default_factory=dict)
    pause: threading.Event | None = None
    asked: list[tuple[str, Message, bytes]] = field(default_factory=list)


def running(app: Flask, tmp_path: Path) -> Iterator[tuple[StandIn, Settings]]:
    """A running service and settings that lead to it."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            stand_in.asked.append((self.path, self.headers, body))
            if stand_in.pause:
                stand_in.pause.wait(5)
                return
            self.send_response(stand_in.status)
            for name, value in stand_in.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(stand_in.answer)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "masuk").write_text("tilik:sandi layanan\n")
    url = f"http://127.0.0.1:{server.server_port}/esign"
    yield stand_in, replace(settings(app), bsre_url=url, bsre_credentials_file=tmp_path / "masuk")
    server.shutdown()
    server.server_close()


Service = tuple[StandIn, Settings]
