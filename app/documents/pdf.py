"""Official forms as tagged PDF (PDF/UA-1), set by Typst from templates and data kept apart."""

import io
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst

from app.documents.compose import compose, document_moment
from app.documents.content import Content, Issue, Unsigned
from app.documents.font import FONT_DIR
from app.documents.pdf_data import template_data

_TEMPLATES = Path(__file__).parent / "typst"


def render_pdf(form: str, content: Content | Unsigned, issue: Issue) -> bytes:
    """The form as tagged PDF; the same content and issue always give the same bytes.

    Texts are data, never markup; a character the shipped font lacks is printed as a box. Safe in several
    threads; but a process that has printed must not fork and print in the child: the typesetter's threads
    do not survive a fork, and the child would wait for them for ever.
    """
    data = template_data(compose(form, content, issue), issue)
    return typeset(data["template"], data, document_moment(content, issue))


def typeset(template: str, data: dict[str, Any], moment: datetime) -> bytes:
    """A template filled with data, as tagged PDF dated by ``moment``."""
    compiler = typst.Compiler(root=_TEMPLATES, font_paths=_fonts())
    raw = compiler.compile(
        input=_TEMPLATES / template,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(moment.timestamp()),
    )
    assert isinstance(raw, bytes)  # noqa: S101 - several files come only from picture formats
    return _packed(raw)


@cache
def _fonts() -> Any:
    """Only the shipped font: what a server happens to have installed must not change a document."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])


def _packed(raw: bytes) -> bytes:
    """The same document with its many small objects in compressed streams: about a third of the size."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as document:
        document.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=True,
            deterministic_id=True,
        )
    return target.getvalue()
