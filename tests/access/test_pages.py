"""What all pages have in common: they say where one is, and what makes no sense in their address is a sentence."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.web.access import rule_of
from tests.access.asking import ask, path_of
from tests.access.test_matrix import COLUMNS, ROWS, Question
from tests.conftest import log_in
from tests.page import Visitor
from tests.world import World

NAMELESS = ("slips.", "answering.who_sees")
"""Pages that name nobody, and therefore have no navigation."""
PLACELESS = ("auth.login", "auth.redeem", "verification.")
"""Pages for everybody, outside of any part."""


def pages(world: World) -> Iterator[tuple[Question, str, BeautifulSoup]]:
    """Every page, as the first in the table who may see it."""
    for question, expected in ROWS:
        method, endpoint, _ = question
        if method == "GET" and not endpoint.startswith(NAMELESS) and 200 in expected[1:]:
            persona = COLUMNS[expected.index(200, 1)]
            answer = ask(world, question, persona, {}, {})
            assert answer.status_code == 200, question
            if answer.mimetype == "text/html":
                yield question, persona, BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def marked(soup: BeautifulSoup) -> list[str]:
    """Where the marked links in the head of a page lead."""
    return [str(link["href"]) for link in soup.select("header.top a[aria-current]")]


def test_every_page_marks_the_part_it_belongs_to_and_leads_back_into_it(world: World) -> None:
    world.fresh()
    part_of = {}
    found = list(pages(world))
    assert len(found) > 120
    for question, _, soup in found:
        if not question[1].startswith(PLACELESS):
            assert len(marked(soup)) == 1, (question, marked(soup))
            part_of[path_of(world, question[1], question[2])] = marked(soup)[0]
    for question, _, soup in found:
        back = next((link for link in soup.select("main a[href]") if link.get_text().startswith("←")), None)
        target = str(back["href"]).split("?")[0] if back else ""
        if target in part_of and not is_for_officers(world, question):
            assert part_of[target] in marked(soup), (question, target, part_of[target])


NO_PERIOD = ("x", "-1", "99", "1e9", "00", "+1", "²", "1 OR 1", "9" * 400)
SENTENCES = ("Periode itu tidak ada pada tahun ini, atau belum dimulai.", "Tahun kinerja itu belum dibuka.")


def test_a_period_or_year_that_makes_no_sense_is_answered_with_a_sentence(world: World) -> None:
    world.fresh()
    asked_for_periods = set()
    for question, persona, _ in list(pages(world)):
        path, client = path_of(world, question[1], question[2]), world.client(world.person(persona, question[2]))

        def answer(path: str = path, client: FlaskClient = client, **args: str | list[str]) -> TestResponse:
            return client.get(path, query_string=args)

        assert answer(tahun="abc", periode="1e9", halaman="x").status_code in {200, 404}, path
        if answer(periode="x").status_code == 200:
            continue
        asked_for_periods.add(question[1])
        for wanted in NO_PERIOD:
            refused = answer(periode=wanted)
            assert refused.status_code == 404, (path, wanted)
            assert SENTENCES[0] in refused.get_data(as_text=True), (path, wanted)
        assert answer(periode="").status_code == 200, path
        assert answer(periode=["0", "x"]).status_code == 200, path
        nowhen = answer(tahun="abc")
        assert nowhen.status_code == 200 or SENTENCES[1] in nowhen.get_data(as_text=True), path
    assert asked_for_periods >= {"progress.index", "review.index", "reporting.index", "teams.unit", "distribution.mine"}
    assert asked_for_periods >= {"attendance.unit", "signing.batch_page", "receipt.unsigned", "recap.index"}


def is_for_officers(world: World, question: Question) -> bool:
    rule = rule_of(world.app.view_functions[question[1]])
    return rule is not None and bool(rule.roles)


def test_reports_credit_points_and_own_attendance_belong_to_the_evaluation(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, "melur")
    for path in ("/pelaporan/", "/angka-kredit/saya", "/pelaksanaan/kehadiran/saya", "/hasil-360/", "/penilaian/"):
        assert marked(midwife.get(path).soup) == ["/penilaian/"], path


def test_nobody_is_anywhere_before_logging_in(sqlite_app: Flask) -> None:
    assert not marked(Visitor(sqlite_app).get("/masuk").soup)
