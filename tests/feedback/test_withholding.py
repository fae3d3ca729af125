"""A comment that should not be shown: asked for, decided by two officers, deleted when objections are over."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.audit.models import AuditEntry
from app.auth.models import RoleGrant
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError, InvalidError, NotFoundError, StaleError
from app.feedback import report_comments, withheld, withholding
from app.feedback.published import PublishedComment
from tests.conftest import log_in, person_id, statements
from tests.db.people import side_by_side
from tests.documents.reading import cell_texts
from tests.feedback.making import Made
from tests.feedback.publishing_rows import Said
from tests.feedback.reported import PAGE, PEER, PEERS, acting, path, read_as, round_about, who_is

INSULT = "Dia pemalas dan tidak tahu diri"
WHY = "Komentar ini menghina dan tidak menyebut perilaku kerja."
FIRST, SECOND = "widuri", "beringin"


def insulted() -> tuple[Made, str]:
    """A counted round in which one comment is an insult, and the comment's key."""
    said = [Said(4, (INSULT if number == 2 else f"Kata {number}", "", "")) for number in range(6)]
    made = round_about({PEER: PEERS}, {PEER: said})
    return made, key_of(INSULT)


def key_of(text: str) -> str:
    """The key of a comment."""
    found = db.session.scalars(select(PublishedComment).where(PublishedComment.text == text)).one()
    return found.id.hex()


def officer(key: str) -> Actor:
    """An officer of the agency."""
    return acting(key, Role.AGENCY_OFFICER)


def version(key: str) -> int:
    """The version of a comment now."""
    db.session.rollback()
    return db.session.get_one(PublishedComment, bytes.fromhex(key)).version


def texts(made: Made) -> list[str]:
    """The comments Melur reads."""
    return [comment.text for comment in report_comments.every_comment(read_as("melur", made))]


def flagged() -> tuple[Made, str]:
    """The same, with Melur's request."""
    made, key = insulted()
    withholding.flag(acting("melur"), made.subjects["melur"], key, WHY)
    return made, key


def second_officer(app: Flask) -> None:
    """Make the second officer one who may log in as such."""
    with app.app_context(), atomic() as session:
        session.add(RoleGrant(person_id=person_id(app, SECOND), role=Role.AGENCY_OFFICER))


def test_two_officers_withhold_an_insult_through_the_pages(app: Flask) -> None:
    second_officer(app)
    with app.app_context():
        made, key = insulted()
    melur, first, second = (log_in(app, key) for key in ("melur", FIRST, SECOND))
    ask = f"{path(made)}/komentar/{key}"
    assert ask in melur.get(path(made, below="/komentar")).links()
    assert "Tulis alasannya" in melur.submit(melur.get(ask), ask, 422, reason=" ").text
    assert "Sudah diminta untuk ditahan" in melur.submit(melur.get(ask), ask, reason=WHY).text
    decide = f"{PAGE}ditahan/{key}"
    assert decide in first.get(f"{PAGE}ditahan/").links()
    page = first.get(decide)
    assert INSULT in page.text
    assert WHY in page.text
    assert "Tulis alasannya" in first.submit(page, decide, 422, action="withhold", reason="").text
    first.submit(first.get(decide), decide, action="withhold", reason="Menghina.")
    assert "Petugas kepegawaian instansi yang lain perlu menyetujuinya" in first.get(decide).text
    assert INSULT in melur.get(path(made, below="/komentar")).text, "one officer is not enough"
    second.submit(second.get(decide), decide, action="withhold")
    after = melur.get(path(made, below="/komentar")).text
    assert INSULT not in after
    assert "oleh dua petugas; alasan: Menghina." in after
    assert INSULT in first.get(decide).text, "readable to the two until objections are decided"
    cells = cell_texts(log_in(app, "cempaka").client.get(path(made, below="/laporan.xlsx")).data)
    assert not any(INSULT in cell for cell in cells)
    assert any("alasan: Menghina." in cell for cell in cells)


def test_one_officer_alone_withholds_nothing_however_often_they_click(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made, key = flagged()
        assert withholding.decide(officer(FIRST), key, version(key), "Menghina.") is False
        for _ in range(2):
            with pytest.raises(DeniedError, match="petugas lain"):
                withholding.decide(officer(FIRST), key, version(key), "Menghina.")
        assert INSULT in texts(made)
        assert withholding.decide(officer(SECOND), key, version(key), "")
        assert withholding.decide(officer(SECOND), key, 1, ""), "a second click changes nothing"
        assert INSULT not in texts(made)


def test_the_subject_the_assessor_and_who_may_have_written_it_decide_nothing(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = round_about({PEER: PEERS[:5]}, {PEER: [Said(4, (f"Kata {number}", "", "")) for number in range(5)]})
        key = key_of("Kata 1")
        withholding.flag(acting("melur"), made.subjects["melur"], key, WHY)
        for own in ("melur", "cempaka", PEERS[0]):
            with pytest.raises(NotFoundError):
                withholding.decide(officer(own), key, version(key), "Menghina.")
            assert withheld.requests(officer(own), 1) == ([], False)
            with pytest.raises(NotFoundError):
                withheld.request_for(officer(own), key)
        with pytest.raises(NotFoundError):
            withholding.decide(replace(officer(FIRST), roles=frozenset({Role.UNIT_OFFICER})), key, version(key), "X")


def test_officers_read_only_what_somebody_asked_about(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        _, key = insulted()
        assert withheld.requests(officer(FIRST), 1) == ([], False)
        for wrong in (key, "00" * 16, "bukan-kunci"):
            with pytest.raises(NotFoundError):
                withheld.request_for(officer(FIRST), wrong)
            with pytest.raises(NotFoundError):
                withholding.decide(officer(FIRST), wrong, 1, "Menghina.")


def test_only_readers_of_the_report_ask(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made, key = insulted()
        for stranger in ("kenanga", "angsana", "elang", "widuri"):
            with pytest.raises(NotFoundError):
                withholding.flag(acting(stranger), made.subjects["melur"], key, WHY)
        with pytest.raises(InvalidError):
            withholding.flag(acting("cempaka"), made.subjects["melur"], key, "  ")
        withholding.flag(acting("cempaka"), made.subjects["melur"], key, WHY)
        withholding.flag(acting("melur"), made.subjects["melur"], key, "Alasan lain.")
        assert withheld.request_for(officer(FIRST), key).flag_reason == WHY


def test_a_request_can_be_refused_and_the_comment_stays(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made, key = flagged()
        seen = version(key)
        withholding.refuse(officer(FIRST), key, seen)
        assert INSULT in texts(made)
        with pytest.raises(NotFoundError):
            withholding.decide(officer(SECOND), key, seen, "Menghina.")


def test_what_changed_meanwhile_is_looked_at_again(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made, key = flagged()
        seen = version(key)
        withholding.decide(officer(FIRST), key, seen, "Menghina.")
        with pytest.raises(StaleError):
            withholding.decide(officer(SECOND), key, seen, "Menyebut orang lain.")
        assert INSULT in texts(made), "proposing at the same moment is no agreement"


def test_two_officers_at_the_same_moment_make_one_proposal(app: Flask) -> None:
    with app.app_context():
        made, key = flagged()
        seen = version(key)
        actors = [officer(FIRST), officer(SECOND)]
        db.session.remove()

    ends = side_by_side(app, [partial(withholding.decide, actor, key, seen, "Menghina.") for actor in actors])
    assert [type(end) for end in ends if isinstance(end, Exception)] == [StaleError]
    assert [end for end in ends if not isinstance(end, Exception)] == [False]
    with app.app_context():
        assert INSULT in texts(made)


def test_the_text_goes_when_the_time_of_objection_is_over(app: Flask) -> None:
    with app.app_context():
        made, key = flagged()
        withholding.decide(officer(FIRST), key, version(key), "Menghina.")
        withholding.decide(officer(SECOND), key, version(key), "")
        assert withholding.expire() == 0
        with time_machine.travel(clock.now() + timedelta(days=31), tick=True):
            assert withheld.requests(officer(FIRST), 1) == ([], False)
            assert withheld.request_for(officer(FIRST), key).text == "", "gone for readers before the job runs"
            assert withholding.expire() == 1
            assert withholding.expire() == 0
        assert db.session.get_one(PublishedComment, bytes.fromhex(key)).text == ""
        assert len(texts(made)) == 6


def test_a_third_officer_does_not_read_what_was_withheld(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        _, key = flagged()
        withholding.decide(officer(FIRST), key, version(key), "Menghina.")
        withholding.decide(officer(SECOND), key, version(key), "")
        third = officer("sirius")
        assert withheld.requests(third, 1) == ([], False)
        with pytest.raises(NotFoundError):
            withheld.request_for(third, key)
        with pytest.raises(NotFoundError):
            withholding.decide(third, key, version(key), "")
        with pytest.raises(DeniedError):
            withholding.refuse(officer(FIRST), key, version(key))


def test_the_trail_names_the_comment_and_tells_nothing_of_it(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made, key = flagged()
        withholding.decide(officer(FIRST), key, version(key), "Menghina sekali.")
        withholding.decide(officer(SECOND), key, version(key), "")
        entries = list(
            db.session.scalars(
                select(AuditEntry).where(
                    AuditEntry.action.like("feedback.%comment") | AuditEntry.action.like("%withholding")
                )
            )
        )
        assert [entry.action for entry in entries] == [
            "feedback.flag_comment", "feedback.propose_withholding", "feedback.withhold_comment",
        ]  # fmt: skip
        assert {entry.object_id for entry in entries} == {made.subjects["melur"]}
        told = " ".join(entry.detail for entry in entries)
        assert key in told
        for words in (INSULT, WHY, "Menghina"):
            assert words not in told
        assert [entry.actor_id for entry in entries] == [who_is("melur"), who_is(FIRST), who_is(SECOND)]


def test_the_list_costs_the_same_for_one_request_and_for_many(sqlite_app: Flask) -> None:
    counts = []
    for more in (False, True):
        with sqlite_app.app_context():
            made, _ = flagged()
            if more:
                for comment in report_comments.every_comment(read_as("melur", made)):
                    withholding.flag(acting("cempaka"), made.subjects["melur"], comment.key, WHY)
        widuri = log_in(sqlite_app, FIRST)
        with statements() as sent:
            page = widuri.get(f"{PAGE}ditahan/")
        counts.append((len(sent), page.text.count("Komentar untuk Melur")))
        with sqlite_app.app_context(), atomic() as session:
            session.execute(update(PublishedComment).values(text=PublishedComment.classes))
    assert counts[0][0] == counts[1][0]
    assert (counts[0][1], counts[1][1]) == (1, 7)


def test_an_officer_of_the_agency_must_hold_the_role_to_see_the_list(sqlite_app: Flask) -> None:
    for key in ("melur", "cempaka", "kenari", "elang", "regulus", "rajawali"):
        log_in(sqlite_app, key).get(f"{PAGE}ditahan/", 403)
