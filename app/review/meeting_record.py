"""The record of a calibration meeting in words, as far as whoever asks may read it."""

from collections.abc import Sequence
from datetime import datetime

from app import clock
from app.documents.meeting import MeetingRecord, pdf
from app.documents.wording import long_date
from app.domain.rating import Rating
from app.people.queries import AgencyView
from app.review.calibrations import CalibrationView
from app.review.proposals import ChangeView


def told_of_changes(view: CalibrationView, shown: int, count: int) -> str:
    """How many ratings were changed, and which of them this reader does not see and why."""
    if not count:
        return "Tidak ada rating yang diubah dalam pertemuan ini."
    if not view.may_read_changes:
        return f"{count} rating diubah. Isinya hanya terbaca oleh penilai yang diundang."
    hidden = count - shown
    rest = f" {hidden} di antaranya tentang sesama peserta, hanya terbaca oleh penilainya." if hidden else ""
    return f"{count} rating diubah.{rest}"


def printed(
    view: CalibrationView, changes: Sequence[ChangeView], count: int, masa: str, agency: AgencyView
) -> bytes:  # fmt: skip
    """The record as PDF/UA; ``changes`` are those the reader may see, ``count`` all there are."""
    now = clock.now()
    state = view.meeting.state.label.lower()
    record = MeetingRecord(
        agency=agency.name,
        title=f"Catatan pertemuan kalibrasi: {view.title}",
        facts=(
            ("Unit kerja", view.unit),
            ("Penilaian", masa),
            ("Tanggal pertemuan", long_date(view.held_on)),
            ("Pemanggil", view.caller),
            ("Keadaan", view.meeting.state.label),
        ),
        members=[(one.name, _day(one.laid_open_at, agency) if one.laid_open_at else "Tidak") for one in view.members],
        changes=[_changed(one, agency) for one in changes],
        about_changes=told_of_changes(view, len(changes), count),
        minutes=view.minutes or "(belum ditulis)",
        made=f"Dibuat {_day(now, agency)}, pertemuan {state}.{' Data contoh.' if agency.is_sample else ''}",
        sample=agency.is_sample,
    )
    return pdf(record, now)


def _changed(change: ChangeView, agency: AgencyView) -> tuple[str, str, str, str, str]:
    return (
        change.employee,
        f"{change.assessor}\n{_day(change.at, agency)}",
        _became(change.results_before, change.results_after),
        _became(change.behaviour_before, change.behaviour_after),
        change.reason,
    )


def _became(before: Rating | None, after: Rating) -> str:
    if before is after:
        return f"Tetap {after.label.lower()}"
    return f"{before.label if before else 'Belum diisi'} menjadi {after.label.lower()}"


def _day(moment: datetime, agency: AgencyView) -> str:
    return long_date(moment.astimezone(agency.zone).date())
