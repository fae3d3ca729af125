"""An official form ready to hand out: from the signed content when there is one, from the draft before."""

import re
from dataclasses import dataclass, replace

from app.documents.content import Content, EvaluationContent, Issue, MatrixContent, Party, Unsigned
from app.documents.forms import FORMATS, file_stem, forms_of, media_type, render
from app.documents.queries import SignedView
from app.domain.errors import NotFoundError
from app.domain.verification import shown


@dataclass(frozen=True)
class Download:
    """A file: bytes, media type, and the name it is saved under."""

    body: bytes
    media_type: str
    name: str


def issue(
    form: str,
    fmt: str,
    content: Content,
    *,
    signed: SignedView | None,
    emblem: bytes | None,
    sample: bool,
    set_elsewhere: bool = False,
    public_url: str = "",
) -> Download:
    """Render a form; a signed content is printed with its signatures, hash and code.

    ``set_elsewhere`` is told at its foot of what was set outside this application and so was never signed here.

    Raises:
        NotFoundError: this content is not printed on such a form, or there is no such format.
    """
    extras = Issue(
        signatures=signed.signatures if signed else (),
        emblem=emblem,
        digest=signed.digest if signed else None,
        sample=sample,
        set_elsewhere=set_elsewhere and signed is None,
        code=signed.code if signed else "",
        verify_at=verify_at(public_url, signed.code) if signed else "",
    )
    return _download(form, fmt, content, content.employee, extras)


@dataclass(frozen=True)
class Printed:
    """A content that was printed to be signed on paper: its hash, and the code it is recorded by."""

    content: EvaluationContent
    digest: str
    code: str


def issue_to_sign(form: str, printed: Printed, *, emblem: bytes | None, sample: bool, public_url: str) -> Download:
    """Render a PDF that is yet to be signed on paper, with its code; it says that nobody has signed it.

    Raises:
        NotFoundError: this content is not printed on such a form.
    """
    extras = Issue(
        emblem=emblem,
        digest=printed.digest,
        sample=sample,
        code=printed.code,
        verify_at=verify_at(public_url, printed.code),
        to_sign=True,
    )
    file = _download(form, "pdf", printed.content, printed.content.employee, extras)
    return replace(file, name=f"belum-ditandatangani-{file.name}")


def verify_at(public_url: str, code: str) -> str:
    """The address where a form is checked; empty when nobody said where this installation is reached."""
    return f"{public_url}/verifikasi/{shown(code)}" if public_url else ""


def issue_unsigned(form: str, fmt: str, content: Unsigned, *, sample: bool) -> Download:
    """Render manuals, workblocks or a matrix, which nobody signs.

    Raises:
        NotFoundError: this content is not printed on such a form, or there is no such format.
    """
    owner = content.leader if isinstance(content, MatrixContent) else content.owner
    return _download(form, fmt, content, owner, Issue(sample=sample))


def _download(form: str, fmt: str, content: Content | Unsigned, owner: Party, extras: Issue) -> Download:
    if form not in forms_of(content) or fmt not in FORMATS:
        raise NotFoundError("Dokumen tidak ditemukan.")
    return Download(render(form, fmt, content, extras), media_type(fmt), name_of(form, fmt, content, owner))


def name_of(form: str, fmt: str, content: Content | Unsigned, owner: Party) -> str:
    """What the file is saved under: the form, whose it is, the period of an evaluation, the year."""
    of = re.findall(r"\w+", content.period_label.lower()) if isinstance(content, EvaluationContent) else []
    words = (file_stem(form), owner.nip or owner.name, *of, str(content.heading.period_start.year))
    stem = " ".join(words).replace(" ", "-")
    return f"{stem}.{fmt}"
