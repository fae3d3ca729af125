"""Form of leaders who gave an assignment."""

from app.web.forms import EditedForm, paragraph


class LeaderForm(EditedForm):
    """One leader's words on one result."""

    text = paragraph("Masukan Anda", hint="Apa yang sudah tercapai, apa yang belum, dengan contoh.")
