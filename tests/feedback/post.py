"""A real mail server on this machine, which keeps what it is handed."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Letterbox:
    """What arrived, in order; ``refused`` are addresses it does not know, ``most`` letters before it goes away."""

    letters: list[tuple[str, bytes]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    most: int | None = None
    port: int = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def receivers(self) -> list[str]:
        """Whom the letters went to."""
        return [to for to, _ in self.letters]

    def read(self) -> list[EmailMessage]:
        """The letters, opened."""
        return [message_from_bytes(body, policy=policy.default) for _, body in self.letters]

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Take an address or refuse it."""
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a letter."""
        if self.most is not None and len(self.letters) >= self.most:
            return "421 going away"
        self.letters.append((envelope.rcpt_tos[0], envelope.content))
        return "250 OK"


@contextmanager
def letterbox() -> Iterator[Letterbox]:
    """A server that runs inside the block."""
    box = Letterbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    try:
        yield box
    finally:
        server.stop()
