"""Typing a whole plan into the pages, field by field, as its owner would."""

from app.documents.content import PlanContent, ResultLine
from app.domain.planning import PlanForm
from tests.page import Page, Visitor
from tests.planning.steps import edit_page


def type_plan(visitor: Visitor, content: PlanContent) -> Page:
    """Begin a plan and write everything of ``content`` into it; the page of the plan."""
    approach = "kuantitatif" if content.form.is_quantitative else "kualitatif"
    plan = visitor.submit(visitor.get("/perencanaan/"), "/baru", pendekatan=approach)
    for line in content.results:
        _type_result(visitor, plan, content.form, line)
    expectations = {line.value.value: line.expectation for line in content.behaviours if line.expectation}
    if expectations:
        page = visitor.get(f"{plan.path}/perilaku")
        visitor.submit(page, "/perilaku", **expectations)
    if content.annex:
        page = visitor.get(f"{plan.path}/lampiran")
        visitor.submit(page, "/lampiran", **{block.value: "\n".join(items) for block, items in content.annex})
    return visitor.get(plan.path)


def _type_result(visitor: Visitor, plan: Page, form: PlanForm, line: ResultLine) -> None:
    page = visitor.post(f"{plan.path}/hasil", {**plan.fields("/keluar"), "jenis": line.kind.value})
    for _ in line.indicators[1:]:
        page = visitor.submit(page, page.path, action="add")
    typed: dict[str, object] = {"text": line.text, "kind": line.kind.value, "action": "save"}
    if form is not PlanForm.A17:
        typed["assigned_by"] = line.assigned_by
    elif line.leader_result:
        typed |= _leader(page, line.leader_result)
    for number, row in enumerate(line.indicators):
        typed[f"indicators-{number}-text"] = row.text
        if form.is_quantitative:
            typed[f"indicators-{number}-target"] = row.target
        if form is PlanForm.A17:
            typed[f"indicators-{number}-aspects"] = [aspect.value for aspect in row.aspects]
        if row.perspective:
            typed[f"indicators-{number}-perspective"] = row.perspective.value
    visitor.submit(page, page.path, **typed)


def _leader(page: Page, words: str) -> dict[str, object]:
    """Choose the leader's result from the list when it stands there, else write it."""
    first = words.split("\n", maxsplit=1)[0]
    for option in page.soup.select("select[name=leader] option"):
        if first in option.get_text():
            return {"leader": option["value"]}
    return {"leader": "lain", "leader_text": words}


def results_in(plan: Page, visitor: Visitor, number: int) -> Page:
    """The form of one result again."""
    return edit_page(visitor, plan, number)
