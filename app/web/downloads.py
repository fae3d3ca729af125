"""Files handed out: named, complete, resumable."""

import hashlib
from io import BytesIO
from pathlib import Path

from flask import Response, send_file


def download(body: bytes, media_type: str, name: str) -> Response:
    """Answer with a file; a broken download resumes by Range, an unchanged one is not sent again."""
    response = send_file(
        BytesIO(body),
        mimetype=media_type,
        download_name=name,
        as_attachment=True,
        conditional=True,
        etag=hashlib.sha256(body).hexdigest()[:32],
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def download_file(path: Path, media_type: str, name: str) -> Response:
    """Answer with a file from the disk, which is never read as a whole; a broken download resumes by Range."""
    response = send_file(path, mimetype=media_type, download_name=name, as_attachment=True, conditional=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def send_once(body: bytes, media_type: str, name: str) -> Response:
    """Answer with a file that is kept nowhere: not here, and not in the browser's cache."""
    response = send_file(BytesIO(body), mimetype=media_type, download_name=name, as_attachment=True)
    response.headers["Cache-Control"] = "no-store"
    return response
