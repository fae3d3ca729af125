"""The official forms Tilik prints: which there are, what they are made of, and how to get one as a file."""

from dataclasses import dataclass

from app.documents.compose import forms_printed
from app.documents.content import (
    Content,
    EvaluationContent,
    Issue,
    ManualsContent,
    MatrixContent,
    PlanContent,
    Unsigned,
    WorkblocksContent,
)
from app.documents.pdf import render_pdf
from app.documents.xlsx import render_xlsx
from app.domain.planning import PlanForm


@dataclass(frozen=True)
class Form:
    """One form of the regulation's annex; ``kind`` says which content it shows."""

    number: str
    title: str
    stem: str
    kind: str


FORMS = {
    form.number: form
    for form in (
        Form("A.1.1", "Sasaran Kinerja Pegawai", "A-1-1-sasaran-kinerja-pegawai", "plan"),
        Form("A.1.2", "Sasaran Kinerja Pegawai", "A-1-2-sasaran-kinerja-pegawai", "plan"),
        Form("A.1.3", "Manual Indikator Kinerja", "A-1-3-manual-indikator-kinerja", "manuals"),
        Form("A.1.4", "Workblock", "A-1-4-workblock", "workblocks"),
        Form("A.1.5", "Matriks Pembagian Peran dan Hasil", "A-1-5-matriks-peran-hasil", "matrix"),
        Form("A.1.6", "Sasaran Kinerja Pegawai", "A-1-6-sasaran-kinerja-pegawai", "plan"),
        Form("A.1.7", "Sasaran Kinerja Pegawai", "A-1-7-sasaran-kinerja-pegawai", "plan"),
        Form("A.1.8", "Lampiran Sasaran Kinerja Pegawai", "A-1-8-lampiran-skp", "plan"),
        Form("C.1.1", "Hasil Evaluasi Kinerja Pegawai", "C-1-1-hasil-evaluasi-kinerja", "evaluation"),
        Form("C.1.2", "Hasil Evaluasi Kinerja Pegawai", "C-1-2-hasil-evaluasi-kinerja", "evaluation"),
        Form("C.1.3", "Hasil Evaluasi Kinerja Pegawai", "C-1-3-hasil-evaluasi-kinerja", "evaluation"),
        Form("D.1.1", "Dokumen Evaluasi Kinerja Pegawai", "D-1-1-dokumen-evaluasi-kinerja", "evaluation"),
        Form("D.1.2", "Dokumen Evaluasi Kinerja Pegawai", "D-1-2-dokumen-evaluasi-kinerja", "evaluation"),
        Form("D.1.3", "Dokumen Evaluasi Kinerja Pegawai", "D-1-3-dokumen-evaluasi-kinerja", "evaluation"),
    )
}

_RENDERERS = {"pdf": render_pdf, "xlsx": render_xlsx}
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS = tuple(_MEDIA_TYPES)


def forms_of_plan(form: PlanForm) -> tuple[str, ...]:
    """The forms a plan is printed on: its own, and the annex of all plans (II.A.8.e, p.61)."""
    return form.value, "A.1.8"


def forms_of(content: Content | Unsigned) -> tuple[str, ...]:
    """The forms a content can be printed on, in the order of the regulation."""
    match content:
        case PlanContent() | EvaluationContent():
            return forms_printed(content)
        case ManualsContent():
            return ("A.1.3",)
        case WorkblocksContent():
            return ("A.1.4",)
        case MatrixContent():
            return ("A.1.5",)


def render(form: str, fmt: str, content: Content | Unsigned, issue: Issue) -> bytes:
    """The form as a file; ``fmt`` is 'pdf' or 'xlsx'. The same input always gives the same bytes."""
    return _RENDERERS[fmt](form, content, issue)


def file_stem(form: str) -> str:
    """The beginning of a file's name: no spaces, no dots."""
    return FORMS[form].stem


def media_type(fmt: str) -> str:
    """The media type of a file format."""
    return _MEDIA_TYPES[fmt]
