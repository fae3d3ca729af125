"""Forms of team pages."""

from app.web.forms import EditedForm, paragraph


class NoteForm(EditedForm):
    """What the leader says of the team's results."""

    text = paragraph(
        "Catatan ketua tim",
        hint="Tentang hasil tim: apa yang tercapai, apa yang menghambat, langkah berikutnya. Bukan tentang satu orang.",
    )
