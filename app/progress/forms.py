"""Forms of realisation and feedback."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from wtforms import FieldList, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from app.domain.progress import FULL, MAX_EVIDENCE, Attainment, EvidenceKind
from app.planning.parts import ResultView
from app.progress.queries import ProgressView
from app.progress.service import RealisationInput
from app.web.forms import EditedForm, RowForm, paragraph

MAX_URL = 500
_UNSAID = SelectChoice("", "Belum saya bandingkan")
_ATTAINMENTS = [_UNSAID, *(SelectChoice(step.value, step.label) for step in Attainment)]


class RealisationRow(RowForm):
    """Realisation and evidence of one indicator."""

    key = HiddenField(validators=[Length(max=16)])
    text = paragraph("Realisasi", hint="Apa yang sudah tercapai, dibandingkan dengan target.")
    attainment = SelectField("Menurut Anda, dibandingkan target", choices=_ATTAINMENTS)
    notes = paragraph("Bukti berupa keterangan", hint="Nomor laporan, berita acara, register. Satu baris satu bukti.")
    links = paragraph("Bukti berupa tautan", hint="Alamat yang diawali http:// atau https://. Satu baris satu tautan.")

    def validate_links(self, field: Any) -> None:
        """Each line is a web address."""
        for url in _lines(field.data):
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.netloc or len(url) > MAX_URL:
                raise ValidationError(f"“{url[:60]}” bukan tautan. Awali dengan http:// atau https://.")


class RealisationForm(EditedForm):
    """All indicators of one result; ``files`` says how many files each holds beside what is typed."""

    rows = FieldList(FormField(RealisationRow))
    files: Mapping[str, int] = {}

    def validate_rows(self, _field: Any) -> None:
        """No indicator holds more evidence than it may."""
        for form in (entry.form for entry in self.rows):
            given = len(_lines(form.notes.data)) + len(_lines(form.links.data))
            if given + self.files.get(form.key.data or "", 0) > MAX_EVIDENCE:
                form.notes.errors = [*form.notes.errors, FULL]
                raise ValidationError(FULL)

    @property
    def typed(self) -> dict[str, RealisationInput]:
        """Input by indicator key."""
        forms = [entry.form for entry in self.rows]
        return {
            form.key.data: RealisationInput(
                form.text.data or "",
                _lines(form.notes.data),
                _lines(form.links.data),
                Attainment(form.attainment.data) if form.attainment.data else None,
            )
            for form in forms
        }


class FeedbackForm(EditedForm):
    """Feedback on every result and every value."""

    texts = FieldList(paragraph("Umpan balik"))

    def typed_for(self, view: ProgressView) -> dict[str, str]:
        """Text by item."""
        entries = self.texts.entries
        return {item: field.data or "" for (item, _), field in zip(view.items, entries, strict=False)}


def realisation_rows(view: ProgressView, result: ResultView) -> list[dict[str, str]]:
    """What a :class:`RealisationForm` shows of the stored realisation."""
    rows = []
    for indicator in result.indicators:
        stored = view.realisation(indicator.key)
        notes = [piece.text for piece in stored.evidence if piece.kind is EvidenceKind.TEXT]
        links = [piece.url for piece in stored.evidence if piece.kind is EvidenceKind.LINK]
        attainment = stored.attainment.value if stored.attainment else ""
        texts = {"text": stored.text, "notes": "\n".join(notes), "links": "\n".join(links)}
        rows.append({"key": indicator.key, "attainment": attainment, **texts})
    return rows


def realisation_texts(rows: list[dict[str, str]]) -> dict[str, str]:
    """The texts of rows by label, to be compared."""
    words = (("text", "Realisasi"), ("notes", "Keterangan bukti"), ("links", "Tautan bukti"))
    texts = {f"{label} {number}": row[name] or "" for number, row in enumerate(rows, 1) for name, label in words}
    steps = {choice.value: choice.label for choice in _ATTAINMENTS}
    return texts | {f"Dibandingkan target {n}": steps.get(row["attainment"] or "", "") for n, row in enumerate(rows, 1)}


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
