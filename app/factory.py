"""Builds the application and introduces the features to each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.middleware.proxy_fix import ProxyFix

import app.models  # noqa: F401 - every table is known before the first query
from app import cli, clock, health
from app.agreements import routes as agreements
from app.audit import sealing
from app.auth import granting, office, own
from app.auth import routes as auth
from app.auth import service as auth_service
from app.cascade import office as office_tree
from app.cascade import own as assigned
from app.cascade import routes as cascade
from app.config import ROOT, Settings, load_settings
from app.cycles import routes as cycles
from app.db import db, engine_options
from app.development import credit_routes
from app.documents import filestore, keeping
from app.documents import service as issued_forms
from app.domain.office import STAFF
from app.domain.terms import BY_SLUG
from app.domain.verification import Verdict
from app.exchange import bundle_making, bundle_routes, bundling
from app.exchange import copying_routes as copying_pages
from app.exchange import outside_routes as outside_pages
from app.exchange import routes as exchange
from app.exchange import service as exchange_service
from app.extensions import compress, csrf, login_manager, migrate
from app.feedback import (
    answer_routes,
    custody_routes,
    rate,
    reminding,
    round_routes,
    set_routes,
    slip_routes,
    withholding,
)
from app.feedback import count as feedback_count
from app.feedback import counting_routes as counting
from app.feedback import nomination_routes as nominations
from app.feedback import paper_routes as papers
from app.feedback import report_routes as reports
from app.help import routes as help_pages
from app.home import routes as home
from app.intake import routes as intake
from app.intake import service as intake_service
from app.intake import working as intake_work
from app.jobs import mail
from app.jobs.worker import Registry
from app.library import routes as library
from app.people import queries as people
from app.people import routes as people_pages
from app.people import tally
from app.planning import routes as planning
from app.privacy import routes as privacy
from app.progress import attendance_routes
from app.progress import evidence_routes as progress_evidence
from app.progress import leader_routes as progress_leaders
from app.progress import routes as progress
from app.progress import self_routes as progress_self
from app.reporting import allowance_routes, recap_routes, recapping, report_rows
from app.reporting import routes as reporting
from app.reporting import tally as report_counts
from app.review import calibration_routes as calibrations
from app.review import carry_routes as carrying
from app.review import decision_routes, objection_routes, paper_printed, receipt_routes
from app.review import paper_sign_routes as paper_signatures
from app.review import rating_routes as rating
from app.review import routes as review
from app.review import signing_routes as evaluation_signing
from app.review import team_routes as teams
from app.review import unit_routes as achievements
from app.verification import routes as verification
from app.web import access, addresses, assets, errors, places, resume, security, templating, uploads
from app.worklists import counting as worklist_counts
from app.worklists import routes as worklists
from app.worklists import service as ending

ACCOUNTS = (auth.bp, own.bp, office.bp, granting.bp, granting.aides)
OFFICE = (people_pages.bp, intake.bp, cycles.bp, worklists.bp)
PLANS = (library.bp, agreements.bp, planning.bp, cascade.bp, assigned.bp, office_tree.bp)
IN_AND_OUT = (exchange.bp, copying_pages.bp, outside_pages.bp, bundle_routes.bp)
ROUNDS = (round_routes.bp, set_routes.bp, nominations.bp, papers.bp, custody_routes.bp, counting.bp)
ANSWERS = (answer_routes.bp, slip_routes.bp)
FEEDBACK = (*ROUNDS, *ANSWERS, reports.bp)
PROGRESS = (progress.bp, progress_evidence.bp, progress_self.bp, progress_leaders.bp, attendance_routes.bp)
RATING = (achievements.bp, achievements.distribution, calibrations.bp, teams.bp, rating.bp)
AFTERWARDS = (receipt_routes.bp, objection_routes.bp, decision_routes.bp)
SIGNED = (carrying.bp, paper_signatures.bp, evaluation_signing.bp, *AFTERWARDS, review.bp)
REPORTING = (reporting.bp, recap_routes.bp, allowance_routes.bp, credit_routes.bp)
YEAR = (*PLANS, *IN_AND_OUT, *FEEDBACK, *PROGRESS, *RATING, *SIGNED, *REPORTING)
ABOUT = (privacy.bp, help_pages.bp, verification.bp)
FEATURES = (health.bp, *ACCOUNTS, home.bp, *OFFICE, *YEAR, *ABOUT)
AT_HOME = (home.bp, cycles.bp, nominations.bp, custody_routes.bp, counting.bp, answer_routes.bp)
PARTS = {
    "home.index": AT_HOME,
    "planning.index": (*PLANS, *IN_AND_OUT),
    "progress.index": (progress.bp, progress_evidence.bp, progress_self.bp, progress_leaders.bp),
    "review.index": (reports.bp, attendance_routes.bp, *RATING, *SIGNED, *REPORTING),
    "help.index": (help_pages.bp,),
    "account.mine": (auth.bp, own.bp, privacy.bp, "paper.mine"),
}
"""What is reached by each link on top of a page; what only officers see is reached from their own page."""
SEAL_EVERY = timedelta(minutes=5)
FORGET_EVERY = timedelta(days=1)
COUNT_EVERY = timedelta(minutes=1)
TIDY_EVERY = timedelta(minutes=10)
END_SERVICES_EVERY = timedelta(hours=1)
RATE_EVERY = timedelta(minutes=30)


@dataclass(frozen=True)
class Tilik:
    """What belongs to the application beside Flask's own: settings, jobs, and what is known of codes on paper."""

    settings: Settings
    jobs: Registry
    printed: Callable[[str], Verdict | None]


def create_app(settings: Settings | None = None) -> Flask:
    """The application for a server, the command line or a test."""
    settings = settings or load_settings()
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_LEVEL=6,
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=300,
    )
    if settings.https:  # a proxy with the certificate stands in front, and tells who asks
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    app.extensions["tilik"] = Tilik(settings, _jobs(settings), paper_printed.verdict)
    addresses.init_app(app)
    published = assets.init_app(app, ROOT / "static", settings.data_dir / "assets")
    templating.init_app(app)
    app.jinja_env.globals.update(owner_mark=resume.owner_mark, office_staff=STAFF, official_terms=BY_SLUG)
    places.init_app(app, PARTS, "home.office")
    security.init_app(app, published, https=settings.https)
    compress.init_app(app)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    _init_login(app)
    errors.init_app(app)
    for blueprint in FEATURES:
        app.register_blueprint(blueprint)
    cli.init_app(app)
    return app


def _jobs(settings: Settings) -> Registry:
    registry = Registry()
    registry.periodic.append(("auth.forget", FORGET_EVERY, lambda: auth_service.forget_old(clock.now())))
    registry.periodic.append(("audit.seal", SEAL_EVERY, lambda: sealing.seal_pending(settings.data_dir)))
    registry.periodic.append(("tally.count", COUNT_EVERY, _count))
    registry.periodic.append(("worklists.end_services", END_SERVICES_EVERY, ending.take_effect))
    registry.periodic.append(("intake.expire", TIDY_EVERY, lambda: intake_service.expire(settings.data_dir)))
    registry.periodic.append(("documents.sweep", FORGET_EVERY, lambda: filestore.sweep(settings.data_dir)))
    registry.periodic.append(("exchange.expire", TIDY_EVERY, exchange_service.expire))
    registry.periodic.append(("bundles.expire", TIDY_EVERY, lambda: bundling.expire(settings.data_dir)))
    registry.periodic.append(("feedback.rate", RATE_EVERY, lambda: rate.tick(settings.feedback_keys)))
    registry.handlers[reminding.MAIL] = reminding.mail_job(mail.server_of(settings.smtp_url, settings.mail_from))
    registry.periodic.append(("feedback.tidy", TIDY_EVERY, lambda: feedback_count.tidy(settings)))
    registry.periodic.append(("feedback.forget_withheld", FORGET_EVERY, withholding.expire))
    registry.periodic.append(("recaps.expire", TIDY_EVERY, recapping.expire))
    registry.handlers[report_rows.JOB] = recapping.make_job(settings.data_dir)
    registry.handlers[bundling.MAKE] = bundle_making.make_job(settings)
    registry.handlers[issued_forms.ISSUE] = keeping.issue_job(settings, _office)
    registry.periodic.append(("documents.catch_up", TIDY_EVERY, lambda: keeping.catch_up(settings, _office)))
    registry.handlers[intake_service.CHECK] = intake_work.check_job(settings.data_dir)
    registry.handlers[intake_service.APPLY] = intake_work.apply_job(settings.data_dir)
    return registry


def _office() -> keeping.Office:
    agency = people.the_agency()
    return keeping.Office(agency.zone, people.emblem(), agency.is_sample)


def _count() -> None:
    agency = people.agency()
    if agency is not None:
        for counting in (tally.OF_PEOPLE, worklist_counts.OF_PLANS, report_counts.OF_EVALUATIONS):
            tally.recount_if_changed(counting, agency.zone)


def _init_login(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.user_loader(auth.load_user)
    login_manager.session_protection = None

    @app.before_request
    def know_the_agency() -> None:
        if request.blueprint == health.bp.name:
            return  # it must answer even when there is no table yet
        g.agency = people.agency()
        if g.agency:
            g.timezone = g.agency.timezone

    uploads.init_app(app)  # before the token is looked for, which reads the whole body
    csrf.init_app(app)

    @app.errorhandler(CSRFError)
    def csrf_error(_error: CSRFError) -> ResponseReturnValue:
        if request.blueprint == slip_routes.bp.name:
            return slip_routes.ask_code()
        if not current_user.is_authenticated:
            return auth.ask_login()
        sentence = "Formulir ini sudah tidak berlaku. Buka lagi halamannya, lalu kirim lagi."
        return auth.show_again() or errors.error_page(400, sentence)

    access.init_app(app, auth.ask_login)
