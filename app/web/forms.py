"""Forms: shape and wording of input, one way to render, sealed drafts when the session has ended."""

import re
import secrets
from collections.abc import Iterable
from typing import ClassVar

import wtforms
import wtforms.meta
from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput, TextArea

from app.domain.errors import Problem
from app.web.addresses import LARGEST

LINE = 300
PARAGRAPH = 4000
_NEVER_KEPT = {"csrf_token", "_lanjut", "password", "current", "new", "repeat", "nik", "passphrase"}


class Indonesian:
    """The library's own messages, in Indonesian; our own labels pass through unchanged."""

    words: ClassVar = {
        "Not a valid choice.": "Pilihan ini tidak ada di daftar. Pilih lagi.",
        "Invalid Choice: could not coerce.": "Pilihan ini tidak ada di daftar. Pilih lagi.",
        "Not a valid integer value.": "Isi dengan angka bulat.",
        "Not a valid date value.": "Tanggal ini tidak ada. Tulis tahun-bulan-tanggal, misalnya 2026-11-22.",
        "'%(value)s' is not a valid choice for this field.": "Pilihan “%(value)s” tidak ada di daftar. Pilih lagi.",
    }

    def gettext(self, text: str) -> str:
        """One message."""
        return self.words.get(text, text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """A message with a number."""
        return self.gettext(singular if count == 1 else plural)


class _Messages:
    """Part of a form's settings that gives it its messages."""

    def get_translations(self, form: object) -> Indonesian:
        """The same words for every form."""
        del form
        return Indonesian()


class RowForm(wtforms.Form):  # type: ignore[misc]
    """Base of the forms inside a form, one per row."""

    class Meta(_Messages, wtforms.meta.DefaultMeta):  # type: ignore[misc]
        """Messages in Indonesian."""


class Form(FlaskForm):  # type: ignore[misc]
    """Base of every form. Validation by a rule adds its problems with :meth:`add_problems`."""

    class Meta(_Messages, FlaskForm.Meta):  # type: ignore[misc]
        """Messages in Indonesian."""

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the problems of a rule at their fields; unknown fields go to the summary alone."""
        for problem in problems:
            field = self._fields.get(problem.field)
            if field is None:
                self.form_errors.append(problem.message)
            else:
                field.errors = [*field.errors, problem.message]

    def summary(self) -> list[tuple[str | None, str]]:
        """Every error with the id of its field, for the list on top of the page."""
        rows: list[tuple[str | None, str]] = [(None, str(message)) for message in self.form_errors]
        for field in self:
            rows.extend(_errors_of(field))
        return rows


def _errors_of(field: object) -> Iterable[tuple[str, str]]:
    entries = getattr(field, "entries", None)
    if entries is not None:
        for entry in entries:
            yield from _errors_of(entry)
        return
    inner = getattr(field, "form", None)
    if inner is not None and not isinstance(inner, type):
        for child in inner:
            yield from _errors_of(child)
        return
    for message in getattr(field, "errors", ()):
        yield field.id, str(message)  # type: ignore[attr-defined]


class EditedForm(Form):
    """A form that is saved while it is typed; carries what :meth:`app.db.Versioned.claim` needs."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    editor = HiddenField(validators=[Length(max=32)])
    seq = IntegerField(widget=HiddenInput(), default=0, validators=[Optional()])

    def begin(self, version: int) -> None:
        """Start a new editing of the stored ``version``."""
        self.version.data = version
        self.editor.data = secrets.token_hex(8)
        self.seq.data = 0

    @property
    def claim(self) -> tuple[int, str, int]:
        """Version read, editor, count of sends."""
        return (self.version.data or 0, self.editor.data or "", max(0, min(self.seq.data or 0, LARGEST)))


def submitted(form: Form) -> bool:
    """Whether the form was sent, is no restored draft, and has the right shape."""
    if resuming():
        return False
    return bool(form.validate_on_submit())


def resuming() -> bool:
    """Whether this POST only asks to see a restored draft again; it never writes."""
    return request.method == "POST" and request.form.get("_lanjut") == "1"


def legible(text: str | None) -> str | None:
    """A text without what nobody can see or type: control characters, and marks that turn the order of letters.

    What is signed has to read the same on the page, in the PDF and in the workbook.
    """
    return _UNSEEN.sub("", text) if text else text


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


def line(label: str, *, maximum: int = LINE, hint: str = "", required: str = "") -> StringField:
    """A text of one line; ``required`` is what is said when it is empty."""
    needed = [DataRequired(required)] if required else []  # blanks alone are nothing
    limit = Length(max=maximum, message=_too_long(maximum))
    return StringField(label, description=hint, validators=[*needed, limit], filters=[legible])


def day(label: str, *, required: str = "Isi tanggalnya.", hint: str = "") -> DateField:
    """A date, typed or picked; ``required`` is what is said when it is empty."""
    return DateField(label, description=hint, validators=[InputRequired(required)])


def paragraph(label: str, *, maximum: int = PARAGRAPH, hint: str = "", required: str = "") -> TextAreaField:
    """A text of several lines; ``required`` is what is said when it is empty."""
    needed = [DataRequired(required)] if required else []
    limit = Length(max=maximum, message=_too_long(maximum))
    return TextAreaField(label, description=hint, validators=[*needed, limit], filters=[legible], widget=_Area())


def folded_line(label: str, *, maximum: int = LINE, hint: str = "", required: str = "") -> TextAreaField:
    """One line that may be wider than a phone: shown in rows, kept without breaks."""
    field = paragraph(label, maximum=maximum, hint=hint, required=required)
    field.kwargs["filters"] = [legible, lambda text: " ".join(text.split()) if text else text]
    return field


class _Area(TextArea):  # type: ignore[misc]
    """Without ``maxlength``: what is pasted and too long is refused with words, never cut off in silence."""

    validation_attrs = ("required", "disabled", "readonly")


def _too_long(maximum: int) -> str:
    return f"Terlalu panjang: paling banyak {maximum:,} karakter. Persingkat tulisannya.".replace(",", ".")


def page_number(name: str = "halaman") -> int:
    """Which page of a list is asked for, from 1."""
    return max(1, min(request.args.get(name, 1, type=int) or 1, 100_000))


def asked(name: str) -> str:
    """What was searched for: in the address, or carried along in the form."""
    return request.values.get(name, "")[:100]


def fields_of_post() -> MultiDict[str, str]:
    """What was posted, without tokens and passwords."""
    return MultiDict((k, v) for k, v in request.form.items(multi=True) if k not in _NEVER_KEPT)
