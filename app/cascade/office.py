"""Pages of the office's tree: whose results serve whose, open to every employee."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.cascade import tree
from app.cycles import queries as cycles
from app.cycles.pages import chosen_year
from app.domain.years import Step
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.addresses import LARGEST
from app.web.caching import revalidated
from app.web.forms import asked, page_number

bp = Blueprint("tree", __name__, url_prefix="/pohon")


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """A unit's results with what serves them, or the ways to results that hold some words."""
    today, text, number = people.today(), asked("cari"), page_number()
    choice = chosen_year(Step.PLANNING)
    if text:
        found, more = tree.search(text, choice.year.id, today, number)
        return render_template(
            "cascade/tree_search.html", choice=choice, text=text, found=found, number=number, more=more
        )
    own = people.person(current_actor().person_id, today).unit_id
    loose = request.args.get("lepas") == "1"
    unit = tree.unit(max(0, min(request.args.get("unit", own, type=int), LARGEST)), today, page_number("bawah"))
    nodes, more = tree.of_unit(unit.id, choice.year.id, today, number, loose=loose)
    return render_template(
        "cascade/tree.html",
        choice=choice,
        unit=unit,
        nodes=nodes,
        number=number,
        more=more,
        loose=loose,
        page_below=page_number("bawah"),
    )


@bp.get("/hasil/<int:result_id>")
@access()
@revalidated
def result(result_id: int) -> ResponseReturnValue:
    """A result: the way to it from the root, and everything that serves it."""
    today, number = people.today(), page_number()
    node, year_id = tree.result(result_id, today)
    below, more = tree.serving(node.key, today, number)
    return render_template(
        "cascade/tree_result.html",
        node=node,
        year=cycles.year(year_id),
        steps=tree.paths([node.id], today)[node.id][:-1],
        below=below,
        number=number,
        more=more,
    )
