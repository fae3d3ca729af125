"""Pages that write an agreement while it is typed: one line, and what is said of the whole."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.agreements import queries, service
from app.agreements.forms import HeadForm, ItemForm, head_values, item_values
from app.agreements.queries import AgreementView, UnitView
from app.agreements.service import NOT_YOURS, Place
from app.cycles import queries as cycles
from app.cycles.queries import YearView
from app.domain.agreements import ItemInput
from app.domain.errors import DeniedError, NotFoundError
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.editing import Editing, Stored

bp = Blueprint("editing", __name__)


@dataclass(frozen=True)
class Written:
    """A unit's agreement that the actor may write; None before its first line."""

    unit: UnitView
    year: YearView
    agreement: AgreementView | None

    @property
    def place(self) -> Place:
        """As commands name it."""
        return Place(self.unit.id, self.year.id)


def written(unit_id: int, year: int) -> Written:
    """The agreement of a unit that the actor may write.

    Raises:
        DeniedError: somebody else writes it.
        NotFoundError: there is no such unit or year.
    """
    view, of_year = queries.unit(current_actor(), unit_id, people.today()), cycles.year_of(year)
    if not view.may_write:
        raise DeniedError(NOT_YOURS)
    return Written(view, of_year, queries.of_unit(unit_id, of_year.id))


@bp.route("/<int:unit_id>/<int:year>/baris/<int:item_id>", methods=["GET", "POST"])
@access()
def item(unit_id: int, year: int, item_id: int) -> ResponseReturnValue:
    """One line of an agreement."""
    now = written(unit_id, year)
    if now.agreement is None:
        raise NotFoundError("Baris perjanjian kinerja tidak ditemukan.")
    form = ItemForm(data=item_values(now.agreement.item(item_id)))
    if request.method == "GET":
        form.begin(now.agreement.version)
    return Editing(
        form=form,
        save=lambda: service.save_item(current_actor(), now.place, item_id, form.claim, form.typed),
        stored=lambda: _stored_item(unit_id, year, item_id),
        typed=lambda: _texts(form.typed),
        render=lambda differences: _page("agreements/item.html", now, form, differences=differences, item_id=item_id),
        next_url=url_for("agreements.show", unit_id=unit_id, year=year),
    ).answer()


def _page(template: str, now: Written, form: ItemForm | HeadForm, **more: Any) -> str:
    return render_template(template, unit=now.unit, year=now.year, form=form, **more)


def _texts(row: ItemInput) -> dict[str, str]:
    return {"Sasaran": row.goal, "Indikator kinerja": row.indicator, "Target": row.target}


def _stored_item(unit_id: int, year: int, item_id: int) -> Stored:
    agreement = written(unit_id, year).agreement
    if agreement is None:
        raise NotFoundError("Baris perjanjian kinerja tidak ditemukan.")
    row = agreement.item(item_id)
    return Stored(agreement.version, _texts(ItemInput(row.goal, row.indicator, row.target)))


@bp.route("/<int:unit_id>/<int:year>/keterangan", methods=["GET", "POST"])
@access()
def head(unit_id: int, year: int) -> ResponseReturnValue:
    """Draft or final, the document, the budgets."""
    now = written(unit_id, year)
    form = HeadForm(data=head_values(now.agreement))
    if request.method == "GET":
        form.begin(now.agreement.version if now.agreement else 1)
    return Editing(
        form=form,
        save=lambda: service.save_head(current_actor(), now.place, form.claim, form.typed),
        stored=lambda: _stored_head(unit_id, year),
        typed=lambda: _words({name: form[name].data or "" for name in ("state", "document", "budgets")}),
        render=lambda differences: _page("agreements/head.html", now, form, differences=differences),
        next_url=url_for("agreements.show", unit_id=unit_id, year=year),
    ).answer()


def _words(values: dict[str, str]) -> dict[str, str]:
    labels = {"state": "Kedudukan dokumen", "document": "Dokumen", "budgets": "Program dan anggaran"}
    return {label: values.get(name, "") for name, label in labels.items()}


def _stored_head(unit_id: int, year: int) -> Stored:
    agreement = written(unit_id, year).agreement
    return Stored(agreement.version if agreement else 1, _words(head_values(agreement)))
