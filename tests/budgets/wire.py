"""What an answer weighs on its way to the browser: status line, headers as gunicorn sends them, body."""

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.access.asking import ask, every_question
from tests.world import PERSONAS, World

GZIP = {"Accept-Encoding": "gzip"}
SERVER = "Server: gunicorn\r\nDate: Sun, 22 Nov 2026 02:25:00 GMT\r\nConnection: keep-alive\r\n"


def weight(answer: TestResponse) -> int:
    """Bytes on the wire; the server writes the date itself."""
    sent = [f"{name}: {value}\r\n" for name, value in answer.headers if name != "Date"]
    return len(f"HTTP/1.1 {answer.status}\r\n{SERVER}{''.join(sent)}\r\n".encode()) + len(answer.data)


@dataclass(frozen=True)
class Shown:
    """A page as somebody was shown it."""

    endpoint: str
    thing: str
    persona: str
    answer: TestResponse

    @property
    def name(self) -> str:
        """For messages."""
        return f"{self.endpoint} {self.thing} for {self.persona}: {weight(self.answer)} bytes"


def pages(world: World) -> Iterator[Shown]:
    """Every page, refusals too, as everybody sees it."""
    world.fresh()
    for question in every_question(world):
        for persona in PERSONAS:
            if question[0] == "GET" and not question[1].endswith(".document"):
                answer = ask(world, question, persona, {}, GZIP)
                if answer.mimetype == "text/html":
                    yield Shown(question[1], question[2], persona, answer)
