"""304 for pages that did not change: a weak ETag over the page as this session would see it.

The token against forged posts is taken out before hashing: it is the same for the whole session but signed anew in
every answer. Hashing what is shown cannot forget a table the page depends on; see docs/adr/0004.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

P = ParamSpec("P")


def revalidated(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Let the browser keep the page and ask each time whether it is still the same."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        if request.method not in {"GET", "HEAD"} or response.status_code != 200:  # noqa: PLR2004
            return response
        body = response.get_data()
        token = getattr(g, "csrf_token", "").encode()
        shown = body.replace(token, b"") if token else body
        session_id = str(current_user.actor.session_id).encode() if current_user.is_authenticated else b""
        digest = hashlib.blake2b(session_id + b"\0" + shown, digest_size=12).hexdigest()
        response.set_etag(digest, weak=True)
        response.headers["Cache-Control"] = "private, no-cache"
        response.vary.add("HX-Request")
        return response.make_conditional(request)

    return answer
