"""Steps several tests of plans take."""

from tests.page import Page, Visitor


def my_plan(visitor: Visitor) -> Page:
    """The page of one's own newest plan."""
    page = visitor.get("/perencanaan/")
    tail = "/perencanaan/"
    return visitor.get(next(link for link in page.links() if link.removeprefix(tail).isdigit()))


def edit_page(visitor: Visitor, plan: Page, number: int) -> Page:
    """The form of one result of a plan."""
    link = next(a for a in plan.soup.find_all("a") if a.get_text(strip=True) == f"Ubah hasil kerja {number}")
    return visitor.get(str(link["href"]))


def submitted_plan(employee: Visitor) -> Page:
    """One's own plan, handed to the assessor."""
    return employee.submit(my_plan(employee), "/ajukan")


def set_plan(employee: Visitor, assessor: Visitor) -> Page:
    """One's own plan, set by the assessor; as the employee sees it."""
    path = submitted_plan(employee).path
    assessor.submit(assessor.get(path), "/tetapkan")
    return employee.get(path)
