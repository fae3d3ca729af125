"""Forms about comments that should not be shown."""

from app.web.forms import Form, paragraph

REASON = 500


class FlagForm(Form):
    """Ask for a comment to be withheld."""

    reason = paragraph(
        "Mengapa komentar ini sebaiknya ditahan?",
        maximum=REASON,
        hint="Misalnya: menghina, menyebut orang lain, atau membuka rahasia. Satu atau dua kalimat.",
        required="Tulis alasannya dalam satu atau dua kalimat.",
    )


class DecideForm(Form):
    """Propose to withhold a comment; whoever agrees writes nothing."""

    reason = paragraph(
        "Alasan penahanan",
        maximum=REASON,
        hint="Tampil di laporan sebagai pengganti komentar. Jangan mengutip isinya.",
    )
