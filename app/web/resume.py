"""Nothing typed is lost when the session has ended: posted fields travel sealed through the login page.

The box is bound to the person whose form it was and to the form's path, and expires after a day.
It is opened only for that person, and only to show the filled form again.
"""

import base64
import json
import time

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from werkzeug.datastructures import MultiDict

from app.web.keys import RESUME, derived_key

_LIFETIME_S = 24 * 3600


def owner_mark(person_id: int) -> str:
    """A signed note in each form of whose page it was."""
    return str(_serializer().dumps(person_id))


def owner_of(mark: str) -> int | None:
    """The person of a mark; None when the mark is not ours."""
    try:
        return int(_serializer().loads(mark))
    except (BadSignature, ValueError, TypeError):
        return None


def seal(person_id: int, path: str, fields: MultiDict[str, str]) -> str:
    """Close the fields into a box only :func:`unseal` can open."""
    content = json.dumps([person_id, path, int(time.time()), list(fields.items(multi=True))])
    return base64.urlsafe_b64encode(_box().encrypt(content.encode())).decode()


def unseal(box: str, person_id: int) -> tuple[str, MultiDict[str, str]] | None:
    """Path and fields of a box; None when it is damaged, too old, or somebody else's."""
    try:
        owner, path, sealed_at, fields = json.loads(_box().decrypt(base64.urlsafe_b64decode(box)))
    except (CryptoError, ValueError, TypeError):
        return None
    if owner != person_id or time.time() - sealed_at > _LIFETIME_S:
        return None
    return path, MultiDict([(name, value) for name, value in fields])


def _box() -> SecretBox:
    return SecretBox(derived_key(RESUME))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="tilik-owner")
