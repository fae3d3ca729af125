"""A stand-in for the Esign Client Service of BSrE, on this machine: it signs what it is sent, or answers as told.

What it answers is what services were seen to answer; the sources stand in ADR 24.
"""

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from flask import Flask

from app.config import Settings
from app.documents.bsre import Identity
from tests.verification.steps import settings

NIK, PASSPHRASE = "7301234567890001", "rahasia sertifikat ü"
TYPED = {"nik": NIK, "passphrase": PASSPHRASE}
WHO = Identity(NIK, PASSPHRASE)
PLAIN = b"%PDF-1.7 isi\n%%EOF\n"
WRONG_PASSPHRASE = 400, b'{"error":"Proses signing gagal : Passphrase anda salah 2031","status_code":400}'
NO_REASON = 400, b'{"error":"Proses signing gagal : Rebuild failed: trailer not found.","status_code":400}'


def signed(sent: bytes, contents: bytes = b"3082AB" + b"0" * 58) -> bytes:
    """What was sent with a signature after it, as an incremental update; it is one in its shape alone."""
    head = b"\n90 0 obj\n<</Type/Sig/SubFilter/adbe.pkcs7.detached/Contents "
    hole = len(sent) + len(head)
    after = hole + len(contents) + 2
    tail = b"/ByteRange [0 %d %d %06d]>>\nendobj\n%%%%EOF\n"
    rest = len(tail % (hole, after, 0))
    return sent + head + b"<" + contents + b">" + tail % (hole, after, rest)


@dataclass
class StandIn:
    """An Esign Client Service of our own: what it was asked, and what it answers.

    ``answer`` None signs what was sent. ``script`` holds answers to be given first, one each. ``length`` promises
    another number of bytes than come, ``pause`` lets it wait before it answers, ``drip`` after each byte.
    """

    status: int = 200
    answer: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    script: list[tuple[int, bytes | None]] = field(default_factory=list)
    length: int | None = None
    pause: threading.Event | None = None
    drip: threading.Event | None = None
    asked: list[tuple[str, Message, bytes]] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)

    def reply(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and bytes of the next answer."""
        is_second = path.endswith("/api/v2/sign/pdf")
        sent = base64.b64decode(json.loads(body)["file"][0]) if is_second else _file_of(body)
        self.sent.append(sent)
        status, answer = self.script.pop(0) if self.script else (self.status, self.answer)
        return status, (as_json(signed(sent)) if is_second else signed(sent)) if answer is None else answer


def as_json(body: bytes) -> bytes:
    """A file as version 2 gives it back."""
    return json.dumps({"time": 812, "file": [base64.b64encode(body).decode()]}).encode()


def _file_of(body: bytes) -> bytes:
    mark, _, _ = body.partition(b"\r\n")
    part = body.partition(b"Content-Type: application/pdf\r\n\r\n")[2]
    return part.rpartition(b"\r\n" + mark + b"--")[0]


def running(app: Flask, tmp_path: Path) -> Iterator[tuple[StandIn, Settings]]:
    """A running service and settings that lead to it."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            stand_in.asked.append((self.path, self.headers, body))
            status, answer = stand_in.reply(self.path, body)
            if stand_in.pause:
                stand_in.pause.wait(5)
                return
            self.send_response(status)
            for name, value in stand_in.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(stand_in.length or len(answer)))
            self.end_headers()
            self._give(answer)

        def _give(self, answer: bytes) -> None:
            if stand_in.drip is None:
                self.wfile.write(answer)
                return
            for place in range(len(answer)):
                self.wfile.write(answer[place : place + 1])
                if stand_in.drip.wait(0.05):
                    return

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "masuk").write_text("tilik:sandi layanan\n")
    url = f"http://127.0.0.1:{server.server_port}/esign"
    yield stand_in, replace(settings(app), bsre_url=url, bsre_credentials_file=tmp_path / "masuk")
    server.shutdown()
    server.server_close()


Service = tuple[StandIn, Settings]
