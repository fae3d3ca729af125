"""Pages that write a matrix while it is typed: one column, one row."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cascade import leaders, mine, queries, service
from app.cascade.forms import ColumnForm, RoleRowForm, column_values, row_values
from app.cascade.queries import MatrixView, MemberView
from app.cascade.service import NOT_YOURS
from app.domain.cascading import Approval, CascadeMethod
from app.domain.errors import DeniedError
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.editing import Editing, Stored

bp = Blueprint("editing", __name__)


def written(matrix_id: int) -> MatrixView:
    """A matrix the actor writes.

    Raises:
        NotFoundError: there is no such matrix for this actor.
        DeniedError: somebody else writes it.
    """
    matrix = queries.visible_matrix(current_actor(), matrix_id, people.today())
    if not matrix.may_write:
        raise DeniedError(NOT_YOURS)
    return matrix


@bp.route("/<int:matrix_id>/kolom/<int:column_id>", methods=["GET", "POST"])
@access()
def column(matrix_id: int, column_id: int) -> ResponseReturnValue:
    """One column of a matrix."""
    matrix, stored = written(matrix_id), queries.column(matrix_id, column_id)
    offered = leaders.sources(matrix.leader.id, matrix.year_id)
    form = ColumnForm(offered, data=column_values(stored, offered))
    if request.method == "GET":
        form.begin(matrix.version)
    return Editing(
        form=form,
        save=lambda: service.save_column(current_actor(), matrix_id, (column_id, form.claim), form.typed),
        stored=lambda: _stored_column(form, matrix_id, column_id),
        typed=lambda: _texts(form, {name: form[name].data or "" for name in ("text", "source", "method")}),
        render=lambda differences: render_template(
            "cascade/column.html", matrix=matrix, column=stored, form=form, differences=differences
        ),
        next_url=url_for("cascade.show", matrix_id=matrix_id),
    ).answer()


def _texts(form: ColumnForm, values: dict[str, str]) -> dict[str, str]:
    sources = {choice.value: choice.label for choice in form.source.choices}
    method = CascadeMethod(values["method"]).label if values["method"] else ""
    return {
        "Ukuran keberhasilan pimpinan": values["text"],
        "Hubungan dengan SKP pimpinan": sources.get(values["source"], ""),
        "Cara penyelarasan": method,
    }


def _stored_column(form: ColumnForm, matrix_id: int, column_id: int) -> Stored:
    matrix, now = written(matrix_id), queries.column(matrix_id, column_id)
    offered = leaders.sources(matrix.leader.id, matrix.year_id)
    return Stored(matrix.version, _texts(form, column_values(now, offered)))


@bp.route("/<int:matrix_id>/pegawai/<int:member_id>", methods=["GET", "POST"])
@access()
def row(matrix_id: int, member_id: int) -> ResponseReturnValue:
    """One row of a matrix: written by the leader, read in full by everybody else who may see it."""
    matrix = queries.visible_matrix(current_actor(), matrix_id, people.today())
    member, columns = queries.member(matrix, member_id, people.today()), queries.columns(matrix_id)
    if not matrix.may_write and request.method == "GET":
        return render_template("cascade/read_row.html", matrix=matrix, member=member, columns=columns)
    form = RoleRowForm(data=row_values(member, columns))
    if request.method == "GET":
        form.begin(member.version)
    waits = any(role.approval is Approval.WAITING for roles in member.cells.values() for role in roles)
    whose_word = mine.whose_word(member.person.id, people.today(), waits=waits)
    shown = {
        "whose_word": whose_word,
        "matrix": matrix,
        "member": member,
        "columns": {str(view.id): view for view in columns},
        "form": form,
    }
    return Editing(
        form=form,
        save=lambda: service.save_row(current_actor(), matrix_id, (member_id, form.claim), form.typed),
        stored=lambda: _stored_row(matrix, member_id),
        typed=lambda: _cells(matrix_id, form.typed),
        render=lambda differences: render_template("cascade/row.html", differences=differences, **shown),
        next_url=url_for("cascade.show", matrix_id=matrix_id, _anchor=f"pegawai-{member_id}"),
    ).answer()


def _cells(matrix_id: int, typed: dict[int, tuple[str, ...]]) -> dict[str, str]:
    columns = queries.columns(matrix_id)
    return {f"{column.number}. {column.text}": "\n".join(typed.get(column.id, ())) for column in columns}


def _stored_row(matrix: MatrixView, member_id: int) -> Stored:
    now: MemberView = queries.member(matrix, member_id, people.today())
    typed = {column_id: tuple(role.text for role in roles) for column_id, roles in now.cells.items()}
    return Stored(now.version, _cells(matrix.id, typed))
