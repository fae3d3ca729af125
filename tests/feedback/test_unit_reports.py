"""Figures of units: enough people, nothing by subtraction, and the same rule about who may have answered."""

from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.db import db
from app.domain.actors import Role
from app.domain.anonymity import UNIT_FLOOR
from app.domain.behaviour import BehaviourValue
from app.domain.errors import NotFoundError
from app.domain.reporting import Tree
from app.feedback import unit_report
from app.feedback.unit_report import UnitReport
from app.people import queries as people
from app.people.models import Unit
from tests.conftest import log_in, statements
from tests.documents.reading import cell_texts
from tests.feedback.making import Made, make_round
from tests.feedback.publishing_rows import Said, publish
from tests.feedback.reported import CUSTODIANS, PAGE, PEER, acting

VALUE = BehaviourValue.LOYAL
CENTRE = ["melur", "kenanga", "seroja", "delima", "dahlia", "nuri"]
SCHOOL = ["flamboyan", "rigel", "nilam", "tanjung", "kartika"]
OTHERS = ["mutiara", "gaharu", "edelweis", "biduri", "kapela"]


def unit_of(part: str) -> int:
    """A unit by a part of its name."""
    return db.session.scalars(select(Unit.id).where(Unit.name.like(f"%{part}%")).order_by(Unit.id)).first() or 0


def centre_round(subjects: list[str] | None = None, scores: tuple[int, ...] = (4, 4, 5)) -> Made:
    """Colleagues of the health centre, three peers for each."""
    about = subjects or CENTRE
    made = make_round(
        {key: {PEER: [peer for peer in OTHERS if peer != key][:3]} for key in about}, CUSTODIANS, "widuri"
    )
    publish(made, {key: {PEER: [Said(score) for score in scores]} for key in about})
    return made


def read(key: str, unit_id: int, *roles: Role) -> UnitReport:
    """The figures of a unit as somebody reads them."""
    return unit_report.read(acting(key, *roles), unit_id, None, people.today())


def test_the_head_reads_the_mean_of_the_people_published(app: Flask) -> None:
    with app.app_context():
        centre_round()
        unit_id = unit_of("Puskesmas")
        found = read("cempaka", unit_id)
        assert found.means[VALUE, "peer"].people == 6
        assert found.means[VALUE, "peer"].mean == Fraction(9, 2)
    page = log_in(app, "cempaka").get(f"{PAGE}unit/{unit_id}")
    assert "4,5 (6 orang)" in page.text
    assert not any(f"{PAGE}{number}" in page.links() for number in range(1, 9))
    assert "Melur" not in page.text.replace("Rekan", "")


def test_who_reads_a_unit_and_who_does_not(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        centre_round()
        unit_id = unit_of("Puskesmas")
    for key in ("cempaka", "angsana", "kenari", "widuri", "rajawali"):
        visitor = log_in(sqlite_app, key)
        assert f"{PAGE}unit/{unit_id}" in visitor.get(f"{PAGE}unit/").links()
        assert "6 orang" in visitor.get(f"{PAGE}unit/{unit_id}").text
    for key in ("melur", "elang", "regulus", "tekukur", "altair"):
        log_in(sqlite_app, key).get(f"{PAGE}unit/{unit_id}", 404)
    for key in ("melur", "elang", "regulus"):
        log_in(sqlite_app, key).get(f"{PAGE}unit/", 404)


def test_four_people_make_no_figure(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        centre_round(CENTRE[: UNIT_FLOOR - 1])
        unit_id = unit_of("Puskesmas")
        assert read("cempaka", unit_id).means == {}
    assert "kurang dari lima pegawai" in log_in(sqlite_app, "cempaka").get(f"{PAGE}unit/{unit_id}").text


def test_a_unit_is_not_shown_where_the_rest_could_be_subtracted(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        centre_round([*CENTRE, "mutiara", "gaharu"], (3, 4, 5))
        assert read("widuri", unit_of("Dinas Kesehatan"), Role.AGENCY_OFFICER).means[VALUE, "peer"].people == 8
        assert read("widuri", unit_of("Puskesmas"), Role.AGENCY_OFFICER).means == {}, "8 less 6 would be 2"


def test_what_a_reader_may_have_answered_stays_out_of_the_unit_too(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        about = {key: {PEER: ["cempaka", *OTHERS[:2]]} for key in CENTRE}
        made = make_round(about, CUSTODIANS, "widuri")
        publish(made, {key: {PEER: [Said(3), Said(4), Said(5)]} for key in CENTRE})
        unit_id = unit_of("Puskesmas")
        assert read("cempaka", unit_id).means == {}
        assert read("angsana", unit_id).means[VALUE, "peer"].people == 6


def test_another_round_is_chosen_and_no_other_unit_s(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        first, other = centre_round(), centre_round(SCHOOL)
        there = {one.id for one in read("cempaka", unit_of("Puskesmas")).rounds}
        everywhere = {one.id for one in read("rajawali", unit_of("Pemerintah"), Role.HEAD_OF_AGENCY).rounds}
        assert first.id in there
        assert other.id not in there
        assert everywhere >= {first.id, other.id}
        with pytest.raises(NotFoundError):
            read("cempaka", unit_of("SMP"))


def test_the_workbook_says_what_the_page_says(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        centre_round([*CENTRE, *OTHERS])
        unit_id = unit_of("Dinas Kesehatan")
    widuri = log_in(sqlite_app, "widuri")
    page = widuri.get(f"{PAGE}unit/{unit_id}")
    answer = widuri.client.get(f"{PAGE}unit/{unit_id}/angka.xlsx")
    assert answer.headers["Cache-Control"] == "no-store"
    cells = cell_texts(answer.data)
    assert "4,5 (11 orang)" in cells
    assert "4,5 (11 orang)" in page.text
    assert "Puskesmas" in " ".join(cells)
    widuri.get(f"{PAGE}unit/{unit_id}?kelompok=apa-saja")
    with sqlite_app.app_context():
        empty = unit_of("SMP")
    assert "Belum ada putaran" in widuri.get(f"{PAGE}unit/{empty}").text
    widuri.get(f"{PAGE}unit/{empty}/angka.xlsx", 404)


def test_statements_do_not_grow_with_the_people(sqlite_app: Flask) -> None:
    counts = []
    for subjects in (CENTRE[:5], [*CENTRE, *OTHERS]):
        with sqlite_app.app_context():
            centre_round(subjects)
            unit_id = unit_of("Puskesmas")
        cempaka = log_in(sqlite_app, "cempaka")
        with statements() as sent:
            cempaka.get(f"{PAGE}unit/{unit_id}")
        counts.append(len(sent))
    assert counts[0] == counts[1]


LINEAGES = st.lists(st.sampled_from([(1,), (1, 2), (1, 2, 4), (1, 2, 5), (1, 3), (1, 3, 6), (1, 3, 7)]), max_size=60)


def sets_shown(tree: Tree, people_of: dict[int, set[int]], everybody: list[tuple[int, ...]]) -> list[set[int]]:
    """Who stands behind each figure somebody with every right can open."""
    found = []
    for lineage in {own[: place + 1] for own in everybody for place in range(len(own))}:
        if tree.shown(lineage):
            found.append(people_of[lineage[-1]])
        if tree.direct(lineage):
            found.append({n for n, own in enumerate(everybody) if own == lineage})
    return found


@given(LINEAGES)
def test_no_few_people_are_had_by_subtracting_figures(everybody: list[tuple[int, ...]]) -> None:
    tree = Tree()
    for lineage in everybody:
        tree.add(lineage, 40)
    people_of = {unit: {n for n, own in enumerate(everybody) if unit in own} for unit in range(1, 8)}
    shown = sets_shown(tree, people_of, everybody)
    atoms: dict[frozenset[int], set[int]] = {}
    for person in range(len(everybody)):
        atoms.setdefault(frozenset(n for n, group in enumerate(shown) if person in group), set()).add(person)
    known = {places: who for places, who in atoms.items() if places}
    assert all(len(who) >= UNIT_FLOOR for who in known.values()), known
