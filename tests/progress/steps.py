"""Steps several tests of progress take."""

import io
from typing import Any

from flask import Flask
from sqlalchemy import select

from app import clock
from app.cascade.models import Assignment
from app.db import atomic
from app.domain.cascading import Approval, Initiative
from app.planning.models import Plan
from app.progress import closing
from tests.page import Page, Visitor


def my_progress(visitor: Visitor, period: int | None = None) -> Page:
    """The page of one's own plan in force, in a period."""
    page = visitor.get("/pelaksanaan/")
    path = next(
        link.split("?")[0] for link in page.links() if link.split("?")[0].removeprefix("/pelaksanaan/").isdigit()
    )
    return visitor.get(path if period is None else f"{path}?periode={period}")


def first_form(visitor: Visitor, page: Page) -> Page:
    """The form of the first result."""
    return visitor.get(next(link for link in page.links() if "/realisasi/" in link))


def files_page(visitor: Visitor, period: int = 0) -> Page:
    """The page of the files of the first result."""
    link = next(link for link in my_progress(visitor, period).links() if "/realisasi/" in link)
    return visitor.get(link.replace("?", "/berkas?"))


def send(visitor: Visitor, page: Page, name: str, body: bytes, status: int = 200, **changes: Any) -> Page:
    """Send a file from the page of files."""
    return visitor.submit(page, "/berkas", status, file=(io.BytesIO(body), name), **changes)


def sign_off(app: Flask, root_id: int, period: int) -> None:
    """Close a period, as the assessor's signature does."""
    with app.app_context(), atomic() as session:
        session.get(Plan, root_id, with_for_update=True)
        closing.close(session, root_id, period)


def assign(leader_id: int, employee_id: int, approval: Approval = Approval.APPROVED) -> int:
    """The first result of a plan in force came from a leader; says of which plan. Needs an application context."""
    with atomic() as session:
        plan = session.scalars(select(Plan).where(Plan.employee_id == employee_id)).one()
        session.add(
            Assignment(
                year_id=plan.year_id,
                employee_id=employee_id,
                leader_id=leader_id,
                leader_words="Ketua tim",
                initiative=Initiative.APPOINTED,
                text=plan.results[0].text,
                approval=approval,
                proposed_by=leader_id,
                proposed_at=clock.now(),
                taken_root_id=plan.id,
                taken_key=plan.results[0].key,
            )
        )
        return plan.id
