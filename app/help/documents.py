"""The guides as tagged PDF, to be printed and read away from the screen."""

from datetime import UTC, datetime, time
from functools import lru_cache

from app.documents.pdf import typeset
from app.documents.text import printable
from app.documents.wording import long_date
from app.help.guides import NAMES, Guide

TEMPLATE = "guide.typ"


@lru_cache(maxsize=len(NAMES))
def render_guide(guide: Guide, agency: str) -> bytes:
    """A guide with the name of the agency; the same content always gives the same bytes."""
    data = {
        "title": guide.title,
        "agency": printable(agency),
        "updated": f"Diperbarui {long_date(guide.updated)}",
        "blocks": [
            {"kind": block.kind.value, "lines": [printable(line) for line in block.lines]} for block in guide.blocks
        ],
    }
    return typeset(TEMPLATE, data, datetime.combine(guide.updated, time(0), UTC))
