"""Form of the self-assessment."""

from app.progress.handing_in import SelfInput
from app.progress.queries import SelfAssessmentView
from app.web.forms import EditedForm, paragraph


class SelfForm(EditedForm):
    """Three questions about a period."""

    achieved = paragraph("Hasil yang paling berarti", hint="Apa yang berubah bagi yang dilayani, dan apa buktinya.")
    hindered = paragraph("Yang menghambat", hint="Hambatan di luar kendali Anda, dan yang sudah Anda coba.")
    needed = paragraph(
        "Dukungan yang Anda perlukan", hint="Dari atasan atau rekan, agar periode berikutnya lebih baik."
    )

    @property
    def typed(self) -> SelfInput:
        """What was typed."""
        return SelfInput(self.achieved.data or "", self.hindered.data or "", self.needed.data or "")

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by label."""
        return labelled((self.achieved.data or "", self.hindered.data or "", self.needed.data or ""))


def labelled(texts: tuple[str, str, str]) -> dict[str, str]:
    """The three texts by the labels of their fields."""
    labels = ("Hasil yang paling berarti", "Yang menghambat", "Dukungan yang Anda perlukan")
    return dict(zip(labels, texts, strict=True))


def values_of(stored: SelfAssessmentView | None) -> dict[str, str]:
    """What a :class:`SelfForm` shows of the stored texts."""
    return dict(zip(("achieved", "hindered", "needed"), stored.texts if stored else ("", "", ""), strict=True))
