"""Who may be asked about somebody: proposed by oneself, decided by the supervisor, drawn later by nobody's hand."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError, InvalidError
from app.domain.feedback import CandidateState, RaterClass, RoundState
from app.feedback import nominating
from app.feedback.models import Candidate, FeedbackSubject
from app.people import queries as people
from app.people.models import AssessorAssignment
from tests.conftest import Who, person_id, statements
from tests.feedback.staging import OTHERS, PEERS, Prepared, of, prepare, set_state
from tests.page import Page, Visitor

FOUR = ("dahlia", "kenanga", "seroja", "delima")
KNOWN = (*FOUR, "murai", "vega", "nuri")


@pytest.fixture
def ctx(app: Flask) -> Iterator[None]:
    """Inside the application."""
    with app.app_context():
        yield


def name(app: Flask, key: str) -> str:
    with app.app_context():
        return people.person(person_id(app, key), people.today()).name


def choose(visitor: Visitor, subject_id: int, *keys: str, status: int = 200, rater_class: str = "peer") -> Page:
    path = f"/pencalonan-360/{subject_id}/pilih/{rater_class}"
    found = visitor.get(path)
    ids = [str(person_id(visitor.app, key)) for key in keys]
    return visitor.submit(found, path, status, people=ids)


def states(subject_id: int) -> dict[str, CandidateState]:
    """How each of the known candidates stands."""
    rows = db.session.execute(
        select(Candidate.person_id, Candidate.state).where(Candidate.subject_id == subject_id)
    ).all()
    db.session.remove()
    with atomic() as session:
        keys = {of(session, key): key for key in KNOWN}
    return {keys[row[0]]: row[1] for row in rows}


def prepared(app: Flask, **options: object) -> Prepared:
    with app.app_context():
        return prepare("melur", **options)  # type: ignore[arg-type]


def test_from_proposal_to_approval(app: Flask, who: Who) -> None:
    subject = prepared(app).subjects["melur"]
    melur, cempaka = who("melur"), who("cempaka")
    assert melur.get("/").offers("Usulkan penjawab")
    assert not cempaka.get("/").offers("Setujui calon penjawab")

    page = choose(melur, subject, *FOUR)
    assert page.path == f"/pencalonan-360/{subject}"
    assert "4 calon dari Anda. Paling sedikit 4, sebaiknya 7" in page.text
    page = melur.submit(page, "/ajukan")
    assert "Sudah Anda ajukan" in page.text
    assert not page.offers("Hapus")
    assert not melur.get("/").offers("Usulkan penjawab")

    page = cempaka.get("/pencalonan-360/")
    assert cempaka.get("/").offers("Setujui calon penjawab")
    assert "Menunggu Anda" in page.text
    page = cempaka.get(f"/pencalonan-360/{subject}")
    delima = next(row for row in page.soup.find_all("tr") if "Delima" in row.text).find(
        "button", attrs={"name": "tolak"}
    )
    assert delima is not None
    page = cempaka.submit(page, "/putuskan", tolak=str(delima["value"]))
    assert "Tidak dipakai" in page.text
    page = cempaka.submit(page, "/setujui", 422)
    assert "baru 3 calon, paling sedikit 4. Tambah 1 orang lagi" in page.text
    choose(cempaka, subject, "murai")
    page = cempaka.submit(cempaka.get(f"/pencalonan-360/{subject}"), "/setujui")
    assert "sudah disetujui" in page.text
    with app.app_context():
        assert states(subject) == {
            "dahlia": "approved", "kenanga": "approved", "seroja": "approved", "delima": "refused", "murai": "approved",
        }  # fmt: skip


def test_the_subject_reads_the_own_proposals_alone(app: Flask, who: Who) -> None:
    subject = prepared(app).subjects["melur"]
    melur, cempaka = who("melur"), who("cempaka")
    melur.submit(choose(melur, subject, *FOUR), "/ajukan")
    choose(cempaka, subject, "murai")
    cempaka.submit(cempaka.get(f"/pencalonan-360/{subject}"), "/setujui")
    page = melur.get(f"/pencalonan-360/{subject}")
    assert name(app, "kenanga") in page.text
    assert name(app, "murai") not in page.text
    assert "4 calon dari Anda" in page.text


@pytest.mark.usefixtures("ctx")
@pytest.mark.parametrize("key", ["melur", "cempaka", "altair"])
def test_neither_oneself_nor_supervisor_nor_subordinate_is_a_peer(app: Flask, key: str) -> None:
    """Altair is put below Melur for this."""
    melur = person_id(app, "melur")
    with atomic() as session:
        below = select(AssessorAssignment).where(AssessorAssignment.employee_id == person_id(app, "altair"))
        session.scalars(below).one().assessor_id = melur
    subject = prepare("melur").subjects["melur"]
    actor = Actor(melur, "Melur", 0)
    with pytest.raises(InvalidError, match="Pilih orang lain"):
        nominating.add(actor, subject, RaterClass.PEER, {person_id(app, key)}, people.today())
    assert states(subject) == {}


def test_they_are_not_offered_either(app: Flask, who: Who) -> None:
    subject = prepared(app).subjects["melur"]
    page = who("melur").get(f"/pencalonan-360/{subject}/pilih/peer")
    assert name(app, "dahlia") in page.text
    labels = " ".join(label.get_text(" ") for label in page.soup.find_all("label"))
    assert name(app, "cempaka") not in labels
    assert name(app, "melur") not in labels


def test_anybody_of_the_agency_is_found_by_name(app: Flask, who: Who) -> None:
    subject = prepared(app).subjects["melur"]
    melur = who("melur")
    path = f"/pencalonan-360/{subject}/pilih/peer"
    page = melur.get(f"{path}?cari=mutiara")
    page = melur.submit(page, path, people=[str(person_id(app, "mutiara"))])
    assert name(app, "mutiara") in page.text
    assert "Tidak ada orang lain" in melur.get(f"{path}?cari=mutiara").text


def test_whoever_lets_the_days_pass_leaves_it_to_the_supervisor(app: Flask, who: Who) -> None:
    with app.app_context():
        yesterday = people.today() - timedelta(days=1)
    subject = prepared(app, until=yesterday).subjects["melur"]
    melur, cempaka = who("melur"), who("cempaka")
    page = melur.get(f"/pencalonan-360/{subject}")
    assert "sudah lewat" in page.text
    assert not page.offers("Pilih calon")
    assert not melur.get("/").offers("Usulkan penjawab")
    assert cempaka.get("/").offers("Setujui calon penjawab")
    choose(cempaka, subject, *FOUR)
    cempaka.submit(cempaka.get(f"/pencalonan-360/{subject}"), "/setujui")
    with app.app_context():
        assert set(states(subject).values()) == {CandidateState.APPROVED}


def test_before_its_turn_the_supervisor_waits(app: Flask, who: Who) -> None:
    subject = prepared(app).subjects["melur"]
    page = who("cempaka").get(f"/pencalonan-360/{subject}")
    assert "dapat mengusulkan sampai" in page.text
    assert not page.offers("Pilih calon")
    assert not page.offers("Setujui")
    with app.app_context(), pytest.raises(DeniedError, match="giliran siapa"):
        nominating.approve(Actor(person_id(app, "cempaka"), "", 0), subject, people.today())


@pytest.mark.usefixtures("ctx")
def test_what_is_submitted_or_launched_does_not_change(app: Flask) -> None:
    made = prepare("melur")
    subject, today = made.subjects["melur"], people.today()
    melur = Actor(person_id(app, "melur"), "Melur", 0)
    chosen = {person_id(app, key) for key in FOUR}
    nominating.add(melur, subject, RaterClass.PEER, chosen, today)
    nominating.submit(melur, subject, today)
    nominating.submit(melur, subject, today)  # a second click
    with pytest.raises(DeniedError):
        nominating.add(melur, subject, RaterClass.PEER, {person_id(app, "murai")}, today)
    set_state(made.id, RoundState.OPEN)
    cempaka = Actor(person_id(app, "cempaka"), "Cempaka", 0)
    with pytest.raises(DeniedError):
        nominating.approve(cempaka, subject, today)


def test_an_approval_is_taken_back_before_the_round_begins(app: Flask, who: Who) -> None:
    subject = prepared(app).subjects["melur"]
    melur, cempaka = who("melur"), who("cempaka")
    melur.submit(choose(melur, subject, *FOUR), "/ajukan")
    page = cempaka.submit(cempaka.get(f"/pencalonan-360/{subject}"), "/setujui")
    page = cempaka.submit(page, "/buka-lagi")
    assert page.offers("Setujui daftar ini")
    with app.app_context():
        assert set(states(subject).values()) == {CandidateState.PROPOSED}


def test_an_officer_names_where_the_round_says_so_and_nowhere_else(app: Flask, who: Who) -> None:
    subject = prepared(app, groups=(PEERS, OTHERS)).subjects["melur"]
    widuri = who("widuri")
    page = choose(widuri, subject, "vega", "nuri", rater_class="external")
    assert page.offers("Hapus")
    with app.app_context():
        assert states(subject) == {"vega": "approved", "nuri": "approved"}
        db.session.remove()
    assert "sedang tidak dapat diubah" in widuri.get(f"/pencalonan-360/{subject}/pilih/peer").text
    assert not who("melur").get(f"/pencalonan-360/{subject}/pilih/external").offers("Tambahkan")


def test_an_officer_names_nobody_about_oneself(app: Flask, who: Who) -> None:
    with app.app_context():
        made = prepare("widuri", groups=(OTHERS,))
    page = who("widuri").get(f"/pencalonan-360/{made.subjects['widuri']}")
    assert not page.offers("Pilih calon")


@pytest.mark.usefixtures("ctx")
def test_for_somebody_without_a_supervisor_an_officer_decides(app: Flask) -> None:
    subject = prepare("melur").subjects["melur"]
    with atomic() as session:
        session.get_one(FeedbackSubject, subject).supervisor_id = None
    melur, today = Actor(person_id(app, "melur"), "", 0), people.today()
    nominating.add(melur, subject, RaterClass.PEER, {person_id(app, key) for key in FOUR}, today)
    nominating.submit(melur, subject, today)
    officer = Actor(person_id(app, "widuri"), "", 0, frozenset({Role.AGENCY_OFFICER}))
    nominating.approve(officer, subject, today)
    assert set(states(subject).values()) == {CandidateState.APPROVED}


@pytest.mark.parametrize("key", ["dahlia", "regulus", "elang", "kenari"])
def test_others_find_nothing(app: Flask, who: Who, key: str) -> None:
    subject = prepared(app).subjects["melur"]
    who(key).get(f"/pencalonan-360/{subject}", 404)
    who(key).get(f"/pencalonan-360/{subject}/pilih/peer", 404)


def test_only_a_chosen_person_is_added_and_nobody_who_left(app: Flask, who: Who) -> None:
    subject = prepared(app).subjects["melur"]
    page = choose(who("melur"), subject, status=422)
    assert "Centang paling sedikit satu orang" in page.text


@pytest.mark.usefixtures("ctx")
def test_the_audit_counts_and_names_nobody(app: Flask) -> None:
    subject = prepare("melur").subjects["melur"]
    melur = Actor(person_id(app, "melur"), "", 0)
    nominating.add(melur, subject, RaterClass.PEER, {person_id(app, key) for key in FOUR}, people.today())
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "nomination.add", AuditEntry.object_id == subject)
    ).one()
    assert (entry.object_kind, entry.object_id, entry.detail) == ("feedback_subject", subject, '{"people": 4}')


def test_pages_send_as_many_statements_for_one_as_for_many(app: Flask, who: Who) -> None:
    with app.app_context():
        one = prepare("melur").subjects["melur"]
        many = prepare("cempaka").subjects["cempaka"]
    counts = []
    for key, subject, chosen in (("melur", one, FOUR), ("cempaka", many, ("mutiara", "biduri", "kapela"))):
        visitor = who(key)
        visitor.get(f"/pencalonan-360/{subject}")
        with statements() as few:
            visitor.get(f"/pencalonan-360/{subject}")
        with app.app_context():
            actor = Actor(person_id(app, key), "", 0)
            ids = {person_id(app, name_) for name_ in chosen}
            nominating.add(actor, subject, RaterClass.PEER, ids, people.today())
            db.session.remove()
        with statements() as more:
            visitor.get(f"/pencalonan-360/{subject}")
        counts += [len(few), len(more)]
    assert len(set(counts)) == 1, counts
