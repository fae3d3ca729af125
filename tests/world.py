"""One plan in every state, evaluations on their way, and somebody of every relation logged in."""

import contextlib
import io
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, update

from app import clock
from app.auth.models import Account, LoginSession, RoleGrant
from app.cycles import queries as cycles
from app.cycles.models import DayOff, PerformanceYear, Window
from app.db import atomic, db
from app.development import adding, converting
from app.development.adding import Diploma
from app.development.converting import Wanted
from app.documents import service as documents
from app.documents.content import EvaluationContent, parse
from app.domain.actors import Role
from app.domain.bundles import Scope
from app.domain.credit import Grade, Months
from app.domain.feedback import RaterClass
from app.domain.intake import IntakeKind
from app.domain.periods import WindowKind
from app.domain.rating import OverallRating, Rating
from app.domain.recap import Kind, Order
from app.domain.review import EvaluationState
from app.domain.special import SpecialKind
from app.exchange import bundle_units, bundles, bundling, filling_people, recording
from app.exchange import documents as workbooks
from app.exchange import service as exchange
from app.intake import service as imports
from app.jobs.worker import run_due
from app.library.models import LibraryItem
from app.people import queries as people
from app.people.models import Aide, Posting, SpecialStatus, Unit
from app.planning import queries as planning
from app.planning.models import IndicatorManual, Plan, Workblock
from app.progress import attending, evidence, handing_in, leading
from app.progress.evidence import Upload
from app.progress.handing_in import SelfInput
from app.progress.models import Evidence
from app.reporting import recapping, report_rows
from app.review import calibrating, carrying, objecting, objections, paper_first
from app.review import queries as review
from app.review import receiving as evaluation_receiving
from app.review import service as evaluations
from app.review import signing as evaluation_signing
from app.review.content import fingerprint
from app.review.models import UnitAchievement
from app.sample.plans import acting
from tests.audit.trail import code_of
from tests.cascade.stage import set_the_stage
from tests.conftest import log_in, login_of, person_id
from tests.database import PreparedSqlite
from tests.exchange.books import edited, put
from tests.feedback.making import make_round
from tests.feedback.preparing import ready
from tests.feedback.reported_world import set_the_reports
from tests.feedback.staging import set_the_naming
from tests.intake.books import NURSE, TEACHER, people_book
from tests.progress.made import pdf
from tests.progress.sheets import attendance_sheet
from tests.progress.steps import assign

OWNERS = {
    "draft": "melur",
    "submitted": "delima",
    "set": "kenanga",
    "leader": "cempaka",
    "open": "seroja",
    "signed": "sagu",
    "received": "altair",
    "close": "seroja",
    "carried": "kenanga",
    "objected": "altair",
    "naming": "melur",
    "named": "delima",
    "form": "melur",
    "evidence": "kenanga",
}
"""Whose each object is. Four are plans, six are evaluations (one waits to be read, one is
objected to, one uses the result of a former unit), two are
naming in a round that is prepared, one is a form of a running one."""

PERSONAS = {
    "anonymous": "",
    "owner": "melur",  # of an object: whose it is
    "assessor": "cempaka",
    "superior": "angsana",
    "colleague": "dahlia",
    "stranger": "nipah",
    "unit officer": "kenari",
    "agency officer": "widuri",
    "auditor": "elang",
    "administrator": "regulus",
    "regent": "rajawali",
}


_KEPT = ("intake", "bundles", "files")
OPEN_ROUND = {
    "melur": {RaterClass.PEER: ["kenanga", "seroja", "delima", "altair"]},
    "cempaka": {
        RaterClass.SUPERIOR: ["angsana"],
        RaterClass.SUBORDINATE: ["melur", "kenanga", "seroja", "delima", "dahlia"],
    },
}
"""Whom the running round is about, and who is asked."""
NOTE = "Pertahankan ketelitian kohort ibu."
REASON = "Seluruh target kunjungan tercapai. " + "Buku kohort dilihat sendiri di lapangan, belum ada yang dicatat. " * 2


@dataclass(frozen=True)
class Login:
    """A session of somebody: the cookie, and the token of forms."""

    cookie: str
    token: str


class World(PreparedSqlite):
    """The sample government with evaluations, logged in, and able to come back to that state."""

    def __init__(self, folder: Path) -> None:
        for name in _KEPT:
            (folder / name).mkdir(mode=0o700)
        super().__init__(folder)
        self.people = {key: person_id(self.app, key) for key in (*OWNERS.values(), *PERSONAS.values()) if key}
        with self.app.app_context():
            self.plans = {key: self._plan(key) for key in set(OWNERS.values())}
            self.head_plan = self._plan("cempaka")["id"]
            with atomic() as session:
                leaders = self.plans["cempaka"]
                for sheet in (IndicatorManual, Workblock):
                    session.add(sheet(root_id=leaders["id"], indicator_key=leaders["indicators"][0], purpose="Mutu"))
            self.evidence_id = self._evidence()
            self.evaluations = {name: self._evaluation(name) for name in ("open", "signed", "received")}
            self.evaluations["close"] = self._close()
            self.evaluations["objected"] = self._objected()
            self.evaluations["carried"] = self._carried()
            self.codes = {name: code_of(self.evaluations[name]) for name in ("signed", "received")}
            self.year, self.window_id = db.session.execute(
                select(PerformanceYear.year, Window.id).join(Window).where(Window.kind == WindowKind.PLANNING)
            ).one()
            self.day_off_id = db.session.scalar(select(func.min(DayOff.id))) or 0
            self.unit_id = db.session.scalar(select(Unit.id).where(Unit.name.like("%Puskesmas%"))) or 0
            self.example_id = db.session.scalar(select(func.min(LibraryItem.id))) or 0
            self._prepare_office()
            year_id = db.session.scalar(select(func.min(PerformanceYear.id))) or 0
            self.stage = set_the_stage(self.people, self.unit_id, year_id)
            self.named = set_the_naming(self.people)
            self.ready = ready()
            keepers = ["altair", "elang", "rajawali"]
            self.opened = make_round(OPEN_ROUND, keepers, "widuri", slips={"melur": 4, "cempaka": 3})
            self.calibration_id = self._calibration(year_id)
            self.intake_id = self._intake()
            self.bundle_id = self._bundle()
            self.filled_id, self.existing_id = self._workbooks()
            self.attendance_id, self.recap_id = self._attendance(), self._recap()
            self.conversion_id, self.addition_id = self._conversion(), self._addition()
            self.reported = set_the_reports(self.people["cempaka"])
            self.codes["printed"] = self._printed()
        self.logins = {key: self._log_in(key) for key in ("", *self.people)}
        with self.app.app_context():
            self._stay_logged_in()
            self.keep()
            db.session.remove()

    def _prepare_office(self) -> None:
        """Somebody without an account, an officer whose role can be taken, an aide who can be dismissed."""
        new, helper = person_id(self.app, "kayumanis"), person_id(self.app, "vega")
        officer = person_id(self.app, "jalak")
        with atomic() as session:
            session.execute(delete(Account).where(Account.person_id == new))
            aide = Aide(official_id=self.people["rajawali"], aide_id=helper, valid_from=date(2026, 1, 1))
            session.add(aide)
            session.flush()
            study = SpecialStatus(
                person_id=self.people["dahlia"], kind=SpecialKind.STUDY, detail="S-1 Kebidanan, Universitas Pelita",
                document="SK 824/1/2026", valid_from=date(2026, 2, 1), recorded_by=officer, recorded_at=clock.now(),
            )  # fmt: skip
            session.add(study)
            session.flush()
            self.aide_id, self.status_id = aide.id, study.id
            self.grant_id = session.scalar(select(RoleGrant.id).where(RoleGrant.person_id == officer)) or 0

    def _plan(self, key: str) -> Any:
        plan = db.session.scalars(select(Plan).where(Plan.employee_id == self.people[key])).one()
        results = plan.results
        return {
            "id": plan.id,
            "results": [result.id for result in results],
            "keys": [result.key for result in results],
            "indicators": [indicator.key for result in results for indicator in result.indicators],
            "owner": people.person(self.people[key], people.today()).name,
            "words": [result.text[:40] for result in results if result.text],
        }

    def _evidence(self) -> int:
        """A file that proves what was reached, and a self-assessment, in the year of the plan that is set.

        Its first result came from the superior: a leader who does not assess.
        """
        owner, plan = acting(self.people["kenanga"]), self.plans["kenanga"]
        upload = Upload("kohort.pdf", pdf(), "0" * 32)
        where = (plan["keys"][0], plan["indicators"][0])
        evidence.add_file(owner, self.app.extensions["tilik"].settings.data_dir, plan["id"], where, upload)
        handing_in.save(owner, plan["id"], (0, "", 0), SelfInput("Kunjungan naik.", "", ""))
        assign(self.people["angsana"], self.people["kenanga"])
        leading.save(acting(self.people["angsana"]), (plan["id"], plan["keys"][0]), (0, "", 0), "Pelatihan berjalan.")
        return db.session.scalar(select(Evidence.id).where(Evidence.file_id.is_not(None))) or 0

    def _evaluation(self, name: str) -> int:
        """Carry one as far as its name says, by the commands of those who do it."""
        owner, head = acting(self.people[OWNERS[name]]), acting(self.people["cempaka"])
        number = evaluations.begin(head, self.plans[OWNERS[name]]["id"])
        good = {"results": Rating.AS_EXPECTED, "behaviour": Rating.ABOVE, "reason": REASON, "note": NOTE}
        not_close = evaluations.Declared(is_close=False, words="")
        evaluations.rate(head, number, (1, "", 0), **good, declared=not_close)  # type: ignore[arg-type]
        if name != "open":
            view = review.visible_evaluation(head, number, people.today())
            evaluation_signing.sign(head, number, fingerprint(view, people.the_agency()))
        if name == "received":
            evaluation_receiving.receive(owner, number)
        return number

    def _printed(self) -> str:
        """The open evaluation, printed to be signed on paper; its code."""
        head, number = acting(self.people["cempaka"]), self.evaluations["open"]
        view = review.visible_evaluation(head, number, people.today())
        return paper_first.prepare(head, number, fingerprint(view, people.the_agency()))

    def _close(self) -> int:
        """A whole draft for the first period, of somebody the assessor is close to."""
        with atomic() as session:
            plan = session.get_one(Plan, self.plans[OWNERS["close"]]["id"])
            standing = people.standing(plan.employee_id, people.today())
            evaluation = evaluations.new_evaluation(session, plan, standing, 1)
            evaluation.results_rating, evaluation.behaviour_rating = Rating.AS_EXPECTED, Rating.ABOVE
            evaluation.reason, evaluation.note, evaluation.is_close, evaluation.relation = REASON, NOTE, True, "Ipar"
            achieved = session.scalars(select(UnitAchievement).where(UnitAchievement.period_number == 0)).all()
            for one in achieved:
                session.add(
                    UnitAchievement(
                        unit_id=one.unit_id, year_id=one.year_id, period_number=1, grade=one.grade,
                        document=one.document, set_at=one.set_at, version=1, editor_seq=0,
                    )
                )  # fmt: skip
            return evaluation.id

    def _objected(self) -> int:
        """An evaluation of the first period that was received, with an objection and a document."""
        owner, head = acting(self.people[OWNERS["objected"]]), acting(self.people["cempaka"])
        with atomic() as session:
            plan = session.get_one(Plan, self.plans[OWNERS["objected"]]["id"])
            evaluation = evaluations.new_evaluation(session, plan, people.standing(owner.person_id, people.today()), 1)
            number = evaluation.id
            signed = documents.latest(session, "evaluation", self.evaluations["received"])
            content = parse("evaluation", signed.content)
            assert isinstance(content, EvaluationContent)
            paper = documents.freeze(session, number, replace(content, period_label="TRIWULAN I"))
            evaluation_signing.add_signature(session, head, paper, "assessor")
            evaluation.results_rating, evaluation.behaviour_rating = content.results_rating, content.behaviour_rating
            evaluation.overall, evaluation.reason, evaluation.note = content.overall, REASON, NOTE
            evaluation.state, evaluation.signed_at = EvaluationState.RECEIVED, clock.now()
            evaluation.received_at = clock.now()
        objecting.begin(owner, number)
        objecting.write(owner, number, (1, "", 0), "Kunjungan lewat telepon tidak dihitung.")
        data_dir = self.app.extensions["tilik"].settings.data_dir
        objecting.attach(owner, data_dir, number, objecting.Upload("daftar.pdf", pdf(), "daftar"))
        objecting.file(owner, number)
        (file,) = objections.the_objection(owner, number, people.today()).files
        self.objection_file_id = file.id
        return number

    def _carried(self) -> int:
        """A draft of the second period for which the result of the first, in a former unit, is proposed."""
        former, unit_id = acting(self.people["altair"]), people.person(self.people["nipah"], people.today()).unit_id
        with atomic() as session:
            plan = session.get_one(Plan, self.plans[OWNERS["carried"]]["id"])
            post = session.scalars(select(Posting).where(Posting.person_id == plan.employee_id)).one()
            until = post.valid_from - timedelta(days=1)
            kind = {"position": post.position, "position_kind": post.position_kind, "version": 1, "editor_seq": 0}
            span = {"valid_from": until - timedelta(days=400), "valid_to": until}
            session.add(Posting(person_id=plan.employee_id, unit_id=unit_id, **span, **kind))
            standing = people.standing(plan.employee_id, people.today())
            source, draft = (evaluations.new_evaluation(session, plan, standing, period) for period in (1, 2))
            received = documents.latest(session, "evaluation", self.evaluations["received"])
            content = parse("evaluation", received.content)
            assert isinstance(content, EvaluationContent)
            paper = documents.freeze(session, source.id, replace(content, period_label="TRIWULAN I"))
            evaluation_signing.add_signature(session, former, paper, "assessor")
            source.state, source.assessor_id, source.overall = (
                EvaluationState.RECEIVED,
                former.person_id,
                content.overall,
            )
            source.signed_at = source.received_at = datetime.combine(until, time(5), tzinfo=UTC)
            source.results_rating, source.behaviour_rating = content.results_rating, content.behaviour_rating
            source.reason, source.note = REASON, NOTE
            self.former_id, number = source.id, draft.id
        carrying.propose(acting(self.people["cempaka"]), number, self.former_id)
        return number

    def _calibration(self, year_id: int) -> int:
        """A meeting called by the office head, in which the head of the health centre laid open all drafts."""
        above, head = acting(self.people["angsana"]), acting(self.people["cempaka"])
        unit_id = db.session.get_one(Unit, self.unit_id).parent_id or 0
        number = calibrating.call(above, unit_id, calibrating.Call(year_id, 0, "Kalibrasi", date(2026, 12, 28)))
        calibrating.invite(above, number, {self.people["cempaka"]})
        calibrating.lay_open(head, number, shown=True)
        return number

    def keep(self) -> None:
        """Remember the files of imports and archives, too."""
        super().keep()
        for name in _KEPT:
            shutil.copytree(self.folder / name, self.folder / f"kept-{name}", dirs_exist_ok=True)

    def restore(self) -> None:
        """Put the files of imports and archives back, too."""
        super().restore()
        for name in _KEPT:
            shutil.rmtree(self.folder / name, ignore_errors=True)
            shutil.copytree(self.folder / f"kept-{name}", self.folder / name)

    def _bundle(self) -> int:
        """An archive of documents that the agency's officer asked for and that is ready."""
        officer = bundles.requester(self.people["widuri"])
        unit = bundle_units.unit_of_office(officer, self.unit_id)
        year_id = db.session.scalar(select(PerformanceYear.id)) or 0
        assert unit is not None
        number = bundling.ask(officer, Scope.UNIT, unit, year_id, "xlsx")
        run_due(self.app.extensions["tilik"].jobs)
        return number

    def _intake(self) -> int:
        """An import that was checked and waits to be applied."""
        data_dir = self.app.extensions["tilik"].settings.data_dir
        rows = people_book(NURSE, {**TEACHER, "GELAR DEPAN": "Dr."})
        file = imports.Upload(io.BytesIO(rows), "pegawai.xlsx", IntakeKind.PEOPLE, people.today())
        number = imports.receive(acting(self.people["widuri"]), data_dir, file)
        run_due(self.app.extensions["tilik"].jobs)
        return number

    def _workbooks(self) -> tuple[int, int]:
        """A draft that was filled in elsewhere, and plans set elsewhere, both waiting to be looked at."""
        owner, units = acting(self.people["melur"]), frozenset({self.unit_id})
        officer = replace(acting(self.people["kenari"]), roles=frozenset({Role.UNIT_OFFICER}), officer_units=units)
        book = workbooks.plan_workbook(planning.visible_plan(owner, self.plans["melur"]["id"], people.today()))
        mine = edited(book.body, lambda found: put(found["Hasil kerja"], 2, text="Ibu hamil terlayani penuh"))
        number = exchange.receive_plan(owner, self.plans["melur"]["id"], exchange.Upload(io.BytesIO(mine), "skp.xlsx"))
        unit, year = filling_people.recorded_unit(officer, self.unit_id), cycles.year_of(self.year)
        result = {"text": "Pasien terlayani", "kind": "Utama", "indicator": "Kepuasan pasien"}
        told = edited(workbooks.template(unit, year).body, lambda found: put(found["Rencana"], 2, **result))
        upload = exchange.Upload(io.BytesIO(told), "skp-lama.xlsx")
        return number, recording.receive(officer, self.unit_id, year, upload)

    def _attendance(self) -> int:
        """A sheet of attendance that waits to be looked at."""
        units = frozenset({self.unit_id})
        officer = replace(acting(self.people["kenari"]), roles=frozenset({Role.UNIT_OFFICER}), officer_units=units)
        body = attendance_sheet((login_of("melur"), 20, 19))
        upload = exchange.Upload(io.BytesIO(body), "hadir.xlsx")
        return attending.receive(officer, self.unit_id, (cycles.year_of(self.year), 0), upload)

    def _conversion(self) -> int:
        """A predikat of another document, converted for somebody."""
        units = frozenset({self.unit_id})
        officer = replace(acting(self.people["kenari"]), roles=frozenset({Role.UNIT_OFFICER}), officer_units=units)
        whole = Months(self.year - 1, 1, 12)
        wanted = Wanted(None, OverallRating.GOOD, "D.1.1 nomor 7", whole, "Bidan Terampil", Grade.SKILLED, "")
        return converting.convert(officer, self.people["dahlia"], wanted)

    def _addition(self) -> int:
        """A diploma that was recognised, of the same person."""
        units = frozenset({self.unit_id})
        officer = replace(acting(self.people["kenari"]), roles=frozenset({Role.UNIT_OFFICER}), officer_units=units)
        diploma = Diploma(Grade.SKILLED, "D-IV Kebidanan", date(self.year - 1, 12, 1), "SK 893.3/7")
        return adding.add(officer, self.people["dahlia"], diploma)

    def _recap(self) -> int:
        """A recap that the agency's officer asked for and that is ready."""
        officer = bundles.requester(self.people["widuri"])
        unit, year = report_rows.kept_unit(officer, self.unit_id), cycles.year_of(self.year)
        number = recapping.ask(officer, unit, (year.id, 0), f"Tahun {year.year}", (Kind.RATINGS, Order.BEST_FIRST))
        run_due(self.app.extensions["tilik"].jobs)
        return number

    def _log_in(self, key: str) -> Login:
        client = log_in(self.app, key).client if key else self.app.test_client()
        page = client.get("/kata-sandi" if key else "/masuk").get_data(as_text=True)
        cookie = client.get_cookie("tilik")
        assert cookie is not None
        return Login(cookie.value, page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0])

    def _stay_logged_in(self) -> None:
        """Passwords count as just entered and sessions as just seen, however long the tests take."""
        later = clock.now() + timedelta(days=1)
        with atomic() as session:
            session.execute(update(LoginSession).values(confirmed_at=later, last_seen_at=later, expires_at=later))

    def client(self, key: str) -> FlaskClient:
        """A browser in which somebody is logged in ('' is nobody)."""
        client = self.app.test_client()
        client.set_cookie("tilik", self.logins[key].cookie)
        return client

    def person(self, persona: str, thing: str) -> str:
        """Who a persona is towards an object."""
        return OWNERS.get(thing, PERSONAS["owner"]) if persona == "owner" else PERSONAS[persona]

    @contextlib.contextmanager
    def watched(self) -> Iterator["Changes"]:
        """Notice whether anything is committed to the database inside the block."""
        with contextlib.closing(sqlite3.connect(self.path)) as observer:
            changes = Changes(observer)
            yield changes
            changes.stop()


class Changes:
    """Whether the database was changed by anybody else."""

    def __init__(self, observer: sqlite3.Connection) -> None:
        self._observer, self.happened = observer, False
        self._before = self._version()

    def _version(self) -> int:
        return int(self._observer.execute("PRAGMA data_version").fetchone()[0])

    def stop(self) -> None:
        """Compare."""
        self.happened = self._version() != self._before
