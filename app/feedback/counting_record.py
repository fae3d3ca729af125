"""The printed record of a count: round, fingerprints, numbers, purge; a line for each custodian to sign."""

from datetime import datetime

from app.documents.pdf import typeset
from app.documents.text import printable
from app.documents.wording import long_date
from app.feedback.counting_view import CountView
from app.people.queries import AgencyView


def record_of(view: CountView, agency: AgencyView, made_at: datetime) -> bytes:
    """The record as PDF/UA, on one page."""

    def moment(value: datetime | None) -> str:
        if value is None:
            return "belum"
        local = value.astimezone(agency.zone)
        return f"{long_date(local.date())} pukul {local:%H.%M}"

    rows = [
        ("Putaran", view.name),
        ("Unit", view.unit),
        ("Dimulai", moment(view.launched_at)),
        ("Ditutup", moment(view.closes_at)),
        ("Dihitung", moment(view.counted_at)),
        ("Pegawai yang dinilai", str(view.subjects)),
        ("Di antaranya dengan hasil anonim yang terbit", str(view.published)),
        ("Jawaban sah", str(view.valid)),
        ("Jawaban tidak sah (tidak dihitung)", str(view.invalid)),
        ("Jawaban yang pernah terkirim tetapi tidak ditemukan", str(view.missing)),
        ("Pembersihan", view.purge_problem or moment(view.purged_at)),
        ("Sidik aturan", view.fingerprint),
        ("Kunci umum putaran", view.public_key),
    ]
    data = {
        "title": "Berita acara penghitungan umpan balik 360",
        "agency": printable(agency.name),
        "place": printable(agency.place),
        "date": long_date(made_at.astimezone(agency.zone).date()),
        "rows": [[label, printable(value)] for label, value in rows],
        "custodians": [printable(name) for name in view.custodians],
        "exercise": view.is_exercise,
        "sample": agency.is_sample,
    }
    return typeset("count_record.typ", data, made_at)
