"""One-time codes as slips of paper."""

from app.auth.codes import Printed
from app.documents.slips import Slip, render_slips
from app.domain import nip
from app.people.queries import AgencyView


def slips(printed: Printed, agency: AgencyView, address: str) -> bytes:
    """A PDF with one slip for each code."""
    lines = [Slip(slip.name, nip.display(slip.login), slip.unit, slip.code) for slip in printed.slips]
    return render_slips(lines, agency.name, address, printed.last_day, printed.at, sample=agency.is_sample)
