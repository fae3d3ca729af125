"""The forms of a plan: from the signed snapshot once it was signed, from the draft before."""

from app.config import Settings
from app.documents import queries as signed_contents
from app.documents.content import Unsigned
from app.documents.forms import forms_of_plan
from app.documents.issuing import Download, issue, issue_unsigned
from app.documents.keeping import Office, handed_out
from app.documents.queries import SignedView
from app.domain.errors import NotFoundError
from app.domain.planning import PlanOrigin, PlanState
from app.people import queries as people
from app.people.queries import AgencyView
from app.planning.content import content_of, fingerprint, manuals_content, workblocks_content
from app.planning.queries import PlanView

_OPEN = {PlanState.DRAFT, PlanState.RETURNED}


def snapshot(plan: PlanView, agency: AgencyView) -> SignedView | None:
    """What was signed; None while the plan is being written, and of one that was set elsewhere."""
    return None if plan.state in _OPEN else signed_contents.signed("plan", plan.id, agency.zone)


def seen(plan: PlanView, agency: AgencyView) -> str:
    """The fingerprint of what this page shows: the signed content, or the draft as it stands."""
    signed = snapshot(plan, agency)
    return signed.digest if signed else fingerprint(plan, agency)


def forms(plan: PlanView) -> tuple[str, ...]:
    """The forms that can be printed of the plan: its own and the annex."""
    return forms_of_plan(plan.form)


def download(settings: Settings, plan: PlanView, agency: AgencyView, form: str, fmt: str) -> Download:
    """A form of the plan as a file; of a signed plan always the same bytes.

    Raises:
        NotFoundError: the plan is not printed on this form, or there is no such format.
        NotReadyError: the office's seal is not on it yet.
    """
    signed = snapshot(plan, agency)
    if signed:
        office = Office(agency.zone, people.emblem(), agency.is_sample)
        return handed_out(settings, form, fmt, signed, office)
    content = content_of(plan, agency)
    outside = plan.origin is PlanOrigin.OUTSIDE
    emblem, sample = people.emblem(), agency.is_sample
    return issue(form, fmt, content, signed=None, emblem=emblem, sample=sample, set_elsewhere=outside)


def strategy_download(plan: PlanView, agency: AgencyView, form: str, fmt: str) -> Download:
    """The manuals (A.1.3) or the workblocks (A.1.4) of a leader's plan as a file.

    Raises:
        NotFoundError: none was filled in yet, or there is no such form or format.
    """
    manuals, workblocks = (manuals_content(plan, agency), workblocks_content(plan, agency))
    known: dict[str, tuple[Unsigned, bool]] = {
        "A.1.3": (manuals, bool(manuals.manuals)),
        "A.1.4": (workblocks, bool(workblocks.workblocks)),
    }
    content, is_filled = known.get(form, (manuals, False))
    if not is_filled:
        raise NotFoundError("Dokumen tidak ditemukan: belum ada indikator yang diisi.")
    return issue_unsigned(form, fmt, content, sample=agency.is_sample)
