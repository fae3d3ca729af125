"""An official form ready to hand out: from the signed content when there is one, from the draft before."""

from dataclasses import dataclass

from app.documents.content import Content, Issue
from app.documents.forms import FORMS_OF, file_stem, media_type, render
from app.documents.queries import SignedView
from app.domain.errors import NotFoundError


@dataclass(frozen=True)
class Download:
    """A file: bytes, media type, and the name it is saved under."""

    body: bytes
    media_type: str
    name: str


def issue(
    kind: str, form: str, fmt: str, content: Content, *, signed: SignedView | None, emblem: bytes | None, sample: bool
) -> Download:
    """Render a form; a signed content is printed with its signatures and hash.

    Raises:
        NotFoundError: there is no such form or format for this kind of content.
    """
    if form not in FORMS_OF[kind] or fmt not in {"pdf", "xlsx"}:
        raise NotFoundError("Dokumen tidak ditemukan.")
    extras = Issue(
        signatures=signed.signatures if signed else (),
        emblem=emblem,
        digest=signed.digest if signed else None,
        sample=sample,
    )
    owner = content.employee.nip or content.employee.name
    stem = f"{file_stem(form)} {owner} {content.heading.period_start.year}".replace(" ", "-")
    return Download(render(form, fmt, content, extras), media_type(fmt), f"{stem}.{fmt}")
