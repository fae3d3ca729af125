"""Files that are sent here: each view says how large; what is larger is answered with a sentence, not a cut line.

A browser that is still sending does not read an answer. So a body over the limit is read and thrown away, up to a
generous bound, and then the page with the sentence is sent. Beyond that bound it is refused at once.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.web.access import current_actor, rule_of
from app.web.errors import error_page

View = TypeVar("View", bound=Callable[..., Any])
MOST_DISCARDED = 128 * 1024 * 1024
IN_MEMORY = 64 * 1024
"""Largest body of a view whose input touches no disk; web servers and the form parser keep this much in memory."""
TOO_LONG = "Tulisan ini terlalu panjang. Kembali ke halaman sebelumnya, singkat, lalu kirim lagi."
_AROUND = 64 * 1024
"""Room for the other fields of the form and the lines between its parts."""
_CHUNK = 256 * 1024


def uploads(limit: int, sentence: str) -> Callable[[View], View]:
    """Declare that a view takes files up to ``limit`` bytes; ``sentence`` is shown when one is larger."""

    def declare(view: View) -> View:
        view.upload_rule = (limit, sentence)  # type: ignore[attr-defined]
        return view

    return declare


def in_memory(view: View) -> View:
    """Declare that what is sent to a view is held in memory alone: at most :data:`IN_MEMORY` bytes."""
    view.memory_rule = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Set the limit of each request before anything reads its body; registered before the check of tokens."""

    @app.before_request
    def make_room() -> ResponseReturnValue | None:
        view = current_app.view_functions.get(request.endpoint or "")
        if getattr(view, "memory_rule", False) and request.method == "POST":
            return _hold_in_memory()
        rule = getattr(view, "upload_rule", None)
        if view is None or rule is None or request.method != "POST" or not _may_send(view):
            return None
        limit, sentence = rule
        request.max_content_length = limit + _AROUND
        length = request.content_length or 0
        if length <= limit + _AROUND:
            return None
        if length <= _most_discarded(limit):
            _discard(length)
        return error_page(413, sentence)


def _hold_in_memory() -> ResponseReturnValue | None:
    request.max_content_length = IN_MEMORY
    length = request.content_length or 0
    if length <= IN_MEMORY:
        return None
    if length <= current_app.config["MAX_CONTENT_LENGTH"]:
        _discard(length)
    return error_page(413, TOO_LONG)


def _most_discarded(limit: int) -> int:
    """Nobody without a name keeps a thread busy with much more than is taken anyway."""
    return MOST_DISCARDED if current_user.is_authenticated else 2 * limit


def _may_send(view: Callable[..., Any]) -> bool:
    """Whether whoever asks may call the view: all others are held to the general limit."""
    rule = rule_of(view)
    if rule is not None and rule.public:
        return True
    if rule is None or not current_user.is_authenticated:
        return False
    return not rule.roles or bool(rule.roles & current_actor().roles)


def _discard(length: int) -> None:
    body = request.environ["wsgi.input"]
    while length > 0 and (read := body.read(min(_CHUNK, length))):
        length -= len(read)
