"""Official forms as tagged PDF (PDF/UA-1), set by Typst from templates and data kept apart."""

import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst

from app.documents import wording
from app.documents.compose import compose, document_moment
from app.documents.content import Content, Issue
from app.documents.curve import segments
from app.documents.font import FONT_DIR
from app.documents.text import count_lines, printable
from app.documents.view import AnnexView, BehaviourView, DocumentView, ResultsView, ResultView, View
from app.domain.distribution import Achievement
from app.domain.rating import OverallRating

_TEMPLATES = Path(__file__).parent / "typst"
_POINTS_PER_MM = 72 / 25.4
_INSET = 3.5
_PADDING = 6.0
_SIZE = {"A.1.7": 8.5, "C.1.3": 8.0, "A.1.8": 10.0, "D.1.1": 10.0}
_LINE = 1.3
# Column widths in millimetres; each form's fill the 267 mm between the margins of a landscape page.
_WIDTHS = {"A.1.7": (9, 60, 66, 24, 66, 42), "C.1.3": (9, 40, 40, 20, 42, 31, 41, 44)}
_BEHAVIOUR_WIDTHS = {"A.1.7": (9, 126, 132), "C.1.3": (9, 100, 84, 74)}
# A row up to this height stays whole: more would leave half pages empty.
_KEEP = 210.0


def render_pdf(form: str, content: Content, issue: Issue) -> bytes:
    """The form as tagged PDF; the same content and issue always give the same bytes.

    Texts are data, never markup; a character the shipped font lacks is printed as a box. Safe in several
    threads; but a process that has printed must not fork and print in the child: the typesetter's threads
    do not survive a fork, and the child would wait for them for ever.
    """
    data = _data(compose(form, content, issue), issue)
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


def _data(view: View, issue: Issue) -> dict[str, Any]:
    form = view.frame.form
    data = _fields(view) | {"size": _SIZE[form], "inset": _INSET, "flipped": form in _WIDTHS}
    data["frame"]["caption"] = view.frame.caption
    match view:
        case ResultsView():
            return data | _results(view)
        case AnnexView():
            return data | {"template": "annex.typ"}
        case DocumentView():
            return data | _document(issue)


def _fields(view: View | ResultView | BehaviourView) -> dict[str, Any]:
    return {name: _printable(value) for name, value in asdict(view).items()}


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value


def _results(view: ResultsView) -> dict[str, Any]:
    form = view.frame.form
    return {
        "template": "results.typ",
        "widths": _WIDTHS[form],
        "behaviour_widths": _BEHAVIOUR_WIDTHS[form],
        "people_headings": (wording.EMPLOYEE_HEADING, wording.ASSESSOR_HEADING),
        "results_heading": wording.RESULTS_HEADING,
        "feedback_heading": wording.FEEDBACK_HEADING,
        "expectation_label": wording.EXPECTATION_LABEL,
        "achievement_heading": wording.ACHIEVEMENT_HEADING,
        "pattern_heading": wording.PATTERN_HEADING,
        "results_rating_heading": wording.RESULTS_RATING_HEADING,
        "behaviour_rating_heading": wording.BEHAVIOUR_RATING_HEADING,
        "overall_heading": wording.OVERALL_HEADING,
        "sections": [
            {"label": section.label, "results": [_result(form, result) for result in section.results]}
            for section in view.sections
        ],
        "behaviours": [_behaviour(form, line) for line in view.behaviours],
        "pattern": _pattern(view),
    }


def _result(form: str, result: ResultView) -> dict[str, Any]:
    widths = _WIDTHS[form]
    rows = sum(
        max(
            _height(form, text, width)
            for text, width in zip((item.aspect, item.text, item.target, item.realisation), widths[3:], strict=False)
        )
        for item in result.indicators
    )
    spans = [_height(form, result.leader, widths[1]), _height(form, result.text, widths[2])]
    spans.append(_height(form, result.feedback, widths[-1]))
    return _fields(result) | {"keep": max(rows, *spans) <= _KEEP}


def _behaviour(form: str, line: BehaviourView) -> dict[str, Any]:
    widths = _BEHAVIOUR_WIDTHS[form]
    tallest = max(_height(form, line.expectation, widths[2]), _height(form, line.feedback, widths[-1]))
    return _fields(line) | {"keep": tallest <= _KEEP}


def _height(form: str, text: str, width: float) -> float:
    """Points a text takes in a column; only to decide what may be broken, never to cut anything."""
    size = _SIZE[form]
    return count_lines(printable(text), width * _POINTS_PER_MM - 2 * _INSET, size) * size * _LINE + _PADDING


def _pattern(view: ResultsView) -> dict[str, Any] | None:
    if view.judgement is None:
        return None
    start, pieces = segments(Achievement(view.judgement.achievement_key))
    return {
        "start": start,
        "pieces": [asdict(piece) for piece in pieces],
        "labels": [rating.label for rating in OverallRating],
        "title": view.judgement.pattern_title,
        "description": view.judgement.pattern_description,
        "x_axis": wording.OVERALL_AXIS,
        "y_axis": wording.FREQUENCY_AXIS,
    }


def _document(issue: Issue) -> dict[str, Any]:
    return {
        "template": "evaluation.typ",
        "emblem": None if issue.emblem is None else list(issue.emblem),
        "emblem_alt": wording.EMBLEM_LABEL.capitalize(),
        "emblem_label": wording.EMBLEM_LABEL,
        "strong": ("CAPAIAN KINERJA ORGANISASI", "PREDIKAT KINERJA PEGAWAI"),
    }
