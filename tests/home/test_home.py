"""Home answers: what must I do now?"""

import pytest
from flask import Flask
from sqlalchemy import delete

from app.db import atomic, db
from app.people import queries as people
from app.people import tally
from app.people.models import AssessorAssignment, Tally
from tests.conftest import HEAD, MIDWIFE, NUTRITIONIST, SET_MIDWIFE, Who, person_id
from tests.planning.steps import submitted_plan


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (MIDWIFE, "Lanjutkan rencana kinerja (SKP) Anda"),
        ("dahlia", "Mulai rencana kinerja (SKP) Anda"),
        (NUTRITIONIST, "Penilai membaca rencana Anda"),
        (HEAD, "Baca dan tetapkan SKP Delima"),
        (HEAD, "Nilai kinerja Kenanga"),
        ("seroja", "4 dari 8 indikator sudah terisi"),
        ("rajawali", "Nilai kinerja "),
        ("regulus", "Mulai rencana kinerja (SKP) Anda"),
    ],
)
def test_everybody_is_told_what_to_do(who: Who, person: str, words: str) -> None:
    assert words in who(person).get("/").text


def test_every_task_leads_to_a_page_where_it_can_be_done(who: Who) -> None:
    for person in (MIDWIFE, HEAD, SET_MIDWIFE, "dahlia", NUTRITIONIST):
        visitor = who(person)
        for link in visitor.get("/").soup.select(".tasks a"):
            visitor.get(str(link["href"]))


def test_a_submitted_plan_moves_from_the_employee_to_the_assessor(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    assert "SKP Melur" not in head.get("/").text
    submitted_plan(midwife)
    assert "Baca dan tetapkan SKP Melur" in head.get("/").text
    assert "Lanjutkan rencana" not in midwife.get("/").text


def test_a_handful_is_shown_and_the_rest_is_counted(who: Who) -> None:
    head = who(HEAD)
    for person in ("dahlia", "vega", "pinang", "banteng"):
        visitor = who(person)
        plan = visitor.submit(visitor.get("/perencanaan/"), "/baru")
        form = visitor.submit(plan, "/hasil")
        done = visitor.submit(
            form,
            form.path,
            text="Hasil",
            **{"indicators-0-aspects": ["time"], "indicators-0-text": "I", "indicators-0-target": "T"},
        )
        visitor.submit(done, "/ajukan")
    page = head.get("/")
    assert len(page.soup.select("h2 + .tasks li")) == 5
    assert "Dan 5 lagi" in page.text


def test_an_officer_hears_of_people_nobody_assesses_and_an_employee_does_not(app: Flask, who: Who) -> None:
    midwife = person_id(app, "dahlia")
    assert "Tetapkan penilai" not in who("kenari").get("/").text
    with app.app_context():
        with atomic() as session:
            session.execute(delete(AssessorAssignment).where(AssessorAssignment.employee_id == midwife))
        tally.recount(tally.OF_PEOPLE, people.today())
        db.session.remove()
    for officer in ("kenari", "widuri"):
        assert "1 pegawai belum memiliki penilai" in who(officer).get("/").text
    for other in ("dahlia", "tekukur", "regulus"):
        assert "belum memiliki penilai, jadi" not in who(other).get("/").text


def test_an_empty_agency_asks_its_administrator_for_people(app: Flask, who: Who) -> None:
    assert "belum berisi pegawai" not in who("regulus").get("/").text
    with app.app_context():
        with atomic() as session:
            session.execute(delete(Tally))
        db.session.remove()
    assert who("regulus").get("/").offers("Impor unit dan pegawai")
    assert not who("kenari").get("/").offers("Impor unit dan pegawai")
