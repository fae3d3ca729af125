"""Forms of verification: shape and wording only."""

from flask_wtf.file import FileField, FileRequired

from app.web.forms import Form


class FileForm(Form):
    """A form as it was issued."""

    file = FileField(
        "Berkas PDF atau Excel",
        validators=[FileRequired("Pilih berkasnya dahulu.")],
        description="Paling besar 5 MB. Berkas dibandingkan lalu dibuang. Dapat dibaca: tidak seorang pun.",
        render_kw={"accept": ".pdf,.xlsx"},
    )
