"""What the Typst templates are handed: the form as printed, widths, and which rows are short enough to stay whole."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.documents import wording, wording_evaluation, wording_signing
from app.documents.content import Issue
from app.documents.curve import segments
from app.documents.qr import qr_drawing
from app.documents.text import count_lines, printable
from app.documents.view import (
    AnnexView,
    BehaviourView,
    DocumentView,
    Frame,
    ManualsView,
    MatrixLine,
    MatrixView,
    NarrativeResult,
    NarrativeView,
    ResultsView,
    ResultView,
    View,
    WorkblocksView,
)
from app.domain.distribution import Achievement
from app.domain.rating import OverallRating

_POINTS_PER_MM = 72 / 25.4
_INSET = 3.5
_PADDING = 6.0
_LANDSCAPE = frozenset({"A.1.1", "A.1.2", "A.1.3", "A.1.5", "A.1.6", "A.1.7", "C.1.1", "C.1.2", "C.1.3"})
_DOCUMENTS = ("D.1.1", "D.1.2", "D.1.3")
_SIZE = (
    {"C.1.3": 8.0, "A.1.8": 10.0, "A.1.3": 9.0, "A.1.4": 9.5, "A.1.5": 8.0}
    | dict.fromkeys(_DOCUMENTS, 10.0)
    | {"D.1.3": 9.5}
)
_USUAL_SIZE = 8.5
_LINE = 1.3
# Column widths in millimetres; each form's fill the 267 mm between the margins of a landscape page.
_WIDTHS = {
    "A.1.1": (9, 258),
    "A.1.2": (9, 96, 92, 32, 38),
    "A.1.6": (9, 258),
    "A.1.7": (9, 60, 66, 24, 66, 42),
    "C.1.1": (9, 138, 60, 60),
    "C.1.2": (9, 50, 56, 26, 28, 48, 50),
    "C.1.3": (9, 40, 40, 20, 42, 31, 41, 44),
}
_PLAN_BEHAVIOUR = (9, 126, 132)
_JUDGED_BEHAVIOUR = (9, 100, 84, 74)
_BEHAVIOUR_WIDTHS = dict.fromkeys(("A.1.1", "A.1.2", "A.1.6", "A.1.7"), _PLAN_BEHAVIOUR) | dict.fromkeys(
    ("C.1.1", "C.1.2", "C.1.3"), _JUDGED_BEHAVIOUR
)
_MATRIX_NAMES = (30, 33)
_MATRIX_COLUMNS = 267 - sum(_MATRIX_NAMES)
_PORTRAIT = 180
# A row up to this height stays whole: more would leave half pages empty.
_KEEP = 210.0


def template_data(view: View, issue: Issue) -> dict[str, Any]:
    """The data of a form's template; its name is among them as "template"."""
    form = view.frame.form
    data = _fields(view) | {
        "size": _size(form),
        "inset": _INSET,
        "flipped": form in _LANDSCAPE,
        "tight": form == "D.1.3",
    }
    data["frame"]["caption"] = view.frame.caption
    data["verification"] = _verification(view.frame)
    match view:
        case ResultsView():
            data |= _results(view)
        case NarrativeView():
            data |= _narrative(view)
        case AnnexView():
            data["template"] = "annex.typ"
        case DocumentView():
            data |= _document(view, issue)
        case ManualsView():
            data["template"] = "manuals.typ"
        case WorkblocksView():
            data["template"] = "workblocks.typ"
        case MatrixView():
            data |= _matrix(view)
    return data


def _size(form: str) -> float:
    return _SIZE.get(form, _USUAL_SIZE)


def _fields(view: View | ResultView | NarrativeResult | BehaviourView | MatrixLine) -> dict[str, Any]:
    return {name: _printable(value) for name, value in asdict(view).items()}


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value


def _verification(frame: Frame) -> dict[str, str] | None:
    if frame.verify_at is None:
        return None
    return {
        "qr": qr_drawing(frame.verify_at),
        "alt": wording_signing.QR_ALT,
        "words": wording_signing.VERIFY,
        "address": printable(frame.verify_at),
    }


def _skp(view: ResultsView | NarrativeView) -> dict[str, Any]:
    form = view.frame.form
    return {
        "behaviour_widths": _BEHAVIOUR_WIDTHS[form],
        "people_headings": (wording.EMPLOYEE_HEADING, wording.ASSESSOR_HEADING),
        "results_heading": wording.RESULTS_HEADING,
        "feedback_heading": wording.FEEDBACK_HEADING,
        "expectation_label": wording.EXPECTATION_LABEL,
        "widths": _WIDTHS[form],
        "achievement_heading": wording.ACHIEVEMENT_HEADING,
        "results_rating_heading": wording.RESULTS_RATING_HEADING,
        "behaviour_rating_heading": wording.BEHAVIOUR_RATING_HEADING,
        "overall_heading": wording.OVERALL_HEADING,
        "pattern": _pattern(view),
        "behaviours": [_behaviour(form, line) for line in view.behaviours],
    }


def _results(view: ResultsView) -> dict[str, Any]:
    form = view.frame.form
    return _skp(view) | {
        "template": "results.typ",
        "sections": [
            {"label": section.label, "results": [_result(form, result) for result in section.results]}
            for section in view.sections
        ],
    }


def _result(form: str, result: ResultView) -> dict[str, Any]:
    widths = _WIDTHS[form]
    first = 1 + len(result.spans)
    rows = sum(
        max(_height(form, text, width) for text, width in zip(item.cells, widths[first:], strict=False))
        for item in result.indicators
    )
    spans = [_height(form, text, width) for text, width in zip(result.spans, widths[1:], strict=False)]
    spans.append(_height(form, result.feedback, widths[-1]))
    return _fields(result) | {"keep": max(rows, *spans) <= _KEEP}


def _behaviour(form: str, line: BehaviourView) -> dict[str, Any]:
    widths = _BEHAVIOUR_WIDTHS[form]
    tallest = max(_height(form, line.expectation, widths[2]), _height(form, line.feedback, widths[-1]))
    return _fields(line) | {"keep": tallest <= _KEEP}


def _narrative(view: NarrativeView) -> dict[str, Any]:
    form = view.frame.form
    return _skp(view) | {
        "template": "narrative.typ",
        "sections": [
            {"label": section.label, "results": [_told(form, result) for result in section.results]}
            for section in view.sections
        ],
    }


def _told(form: str, result: NarrativeResult) -> dict[str, Any]:
    width = _WIDTHS[form][1]
    told = _height(form, result.text, width) + sum(_height(form, text, width) for text in result.measures)
    beside = [result.feedback, *result.realisations]
    tall = max(told, sum(_height(form, text, _WIDTHS[form][-1]) for text in beside if form == "C.1.1"))
    return _fields(result) | {"keep": tall <= _KEEP}


def _matrix(view: MatrixView) -> dict[str, Any]:
    return {
        "template": "matrix.typ",
        "names": _MATRIX_NAMES,
        "groups": [_group(view, group) for group in view.groups],
    }


def _group(view: MatrixView, group: tuple[int, int]) -> dict[str, Any]:
    first, after = group
    width = _MATRIX_COLUMNS / max(1, after - first)
    size = view.frame.form
    texts = [*((text, width) for text in view.columns[first:after]), (view.position, _MATRIX_NAMES[1])]
    return {
        "caption": view.group_caption(group),
        "columns": [printable(text) for text in view.columns[first:after]],
        # A heading that fills half a page is printed once: repeated, it would leave no room for what it heads.
        "repeated": max(_height(size, text, room) for text, room in texts) <= _KEEP,
        "rows": [_line(view.frame.form, line, group, width) for line in view.rows],
    }


def _line(form: str, line: MatrixLine, group: tuple[int, int], width: float) -> dict[str, Any]:
    cells = line.cells[slice(*group)]
    tall = max((sum(_height(form, text, width) for text in cell) for cell in cells), default=0.0)
    return {
        "name": printable(line.name),
        "position": printable(line.position),
        "cells": _printable(cells),
        "keep": max(tall, _height(form, line.position, _MATRIX_NAMES[1])) <= _KEEP,
    }


def _height(form: str, text: str, width: float) -> float:
    """Points a text takes in a column; only to decide what may be broken, never to cut anything."""
    size = _size(form)
    return count_lines(printable(text), width * _POINTS_PER_MM - 2 * _INSET, size) * size * _LINE + _PADDING


def _pattern(view: ResultsView | NarrativeView) -> dict[str, Any] | None:
    if view.judgement is None:
        return None
    start, pieces = segments(Achievement(view.judgement.achievement_key))
    return {
        "start": start,
        "pieces": [asdict(piece) for piece in pieces],
        "labels": [rating.axis_label for rating in OverallRating],
        "title": view.judgement.pattern_title,
        "description": view.judgement.pattern_description,
        "x_axis": wording.OVERALL_AXIS,
        "y_axis": wording.FREQUENCY_AXIS,
    }


def _document(view: DocumentView, issue: Issue) -> dict[str, Any]:
    return {
        "template": "evaluation.typ",
        "keep_last": _height(view.frame.form, view.texts[-1][1], _PORTRAIT) <= _KEEP,
        "emblem": None if issue.emblem is None else list(issue.emblem),
        "emblem_alt": wording.EMBLEM_LABEL.capitalize(),
        "emblem_label": wording.EMBLEM_LABEL,
        "strong": (wording_evaluation.ACHIEVEMENT, wording_evaluation.OVERALL),
    }
