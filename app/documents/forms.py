"""The official forms Tilik prints: which there are, what they are made of, and how to get one as a file."""

from dataclasses import dataclass

from app.documents.content import Content, Issue
from app.documents.pdf import render_pdf
from app.documents.xlsx import render_xlsx


@dataclass(frozen=True)
class Form:
    """One form of the regulation's annex; ``kind`` says which content it shows (see ``content.parse``)."""

    number: str
    title: str
    stem: str
    kind: str


FORMS = {
    form.number: form
    for form in (
        Form("A.1.7", "Sasaran Kinerja Pegawai", "A-1-7-sasaran-kinerja-pegawai", "plan"),
        Form("A.1.8", "Lampiran Sasaran Kinerja Pegawai", "A-1-8-lampiran-skp", "plan"),
        Form("C.1.3", "Hasil Evaluasi Kinerja Pegawai", "C-1-3-hasil-evaluasi-kinerja", "evaluation"),
        Form("D.1.1", "Dokumen Evaluasi Kinerja Pegawai", "D-1-1-dokumen-evaluasi-kinerja", "evaluation"),
    )
}
FORMS_OF = {"plan": ("A.1.7", "A.1.8"), "evaluation": ("C.1.3", "D.1.1")}

_RENDERERS = {"pdf": render_pdf, "xlsx": render_xlsx}
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS = tuple(_MEDIA_TYPES)


def render(form: str, fmt: str, content: Content, issue: Issue) -> bytes:
    """The form as a file; ``fmt`` is 'pdf' or 'xlsx'. The same input always gives the same bytes."""
    return _RENDERERS[fmt](form, content, issue)


def file_stem(form: str) -> str:
    """The beginning of a file's name: no spaces, no dots."""
    return FORMS[form].stem


def media_type(fmt: str) -> str:
    """The media type of a file format."""
    return _MEDIA_TYPES[fmt]
