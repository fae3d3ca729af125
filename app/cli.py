"""Commands of ``flask --app wsgi``."""

import getpass
import json
import secrets
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app import supervisor
from app.audit import sealing
from app.auth.codes import print_from_server
from app.documents import proving
from app.domain import visibility as who_sees_what
from app.domain.errors import DomainError, NotFoundError
from app.domain.intake import IntakeKind
from app.domain.intake import error as found_error
from app.feedback import count, custody
from app.intake import working
from app.intake.container import UnusableError
from app.intake.outcome import Outcome
from app.jobs.worker import work
from app.people import queries as people
from app.sample import loader, regency, synthetic
from app.sample.workbooks import write_workbooks
from app.setup import Installation, SetupError, install
from app.web.keys import CODES, derived_key


@click.command("serve")
@click.option("--with-sample", is_flag=True, help="Load the sample government when the database is empty.")
@with_appcontext
def serve(*, with_sample: bool) -> None:
    """Migrate, then run web server and job worker until one of them ends."""
    sys.exit(supervisor.run(current_app.extensions["tilik"].settings, with_sample=with_sample))


@click.command("work")
@with_appcontext
def run_worker() -> None:
    """Run the job worker alone."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    work(app, app.extensions["tilik"].jobs)


@click.command("sample-accounts")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@with_appcontext
def sample_accounts(*, as_json: bool) -> None:
    """List the accounts of the sample government."""
    rows = list(loader.accounts()) if supervisor.has_sample() else []
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(f"{row['nip']:<20} {row['password']:<20} {row['role']:<32} {row['name']} – {row['unit']}")


@click.command("setup")
@click.option("--agency", prompt="Nama instansi", help="Name printed on every form.")
@click.option("--place", prompt="Tempat penandatanganan", help="Place printed beside the date of a signature.")
@click.option(
    "--timezone", prompt="Zona waktu", default="Asia/Jakarta", type=click.Choice(sorted(available_timezones()))
)
@click.option("--emblem", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Emblem as PNG.")
@click.option("--admin-nip", prompt="NIP atau nama masuk administrator pertama")
@click.option("--admin-name", prompt="Nama administrator pertama")
@with_appcontext
def setup(*, agency: str, place: str, timezone: str, emblem: Path | None, admin_nip: str, admin_name: str) -> None:
    """Prepare a production installation: agency, emblem, place, time zone, first administrator."""
    password = getpass.getpass("Kata sandi administrator (paling sedikit 10 karakter): ")
    if getpass.getpass("Ulangi kata sandi: ") != password:
        raise click.ClickException("Ulangan kata sandi tidak sama. Belum ada yang disiapkan; jalankan lagi.")
    image = emblem.read_bytes() if emblem else None
    wanted = Installation(agency, place, timezone, image, admin_nip, admin_name, password)
    try:
        install(wanted)
    except SetupError as error:
        raise click.ClickException(str(error)) from error
    click.echo("Instansi siap. Jalankan: flask --app wsgi serve")


@click.command("make-people")
@click.argument("number", type=click.IntRange(min=regency.FEWEST))
@click.option("--seed", default=1, help="The same number and seed give the same people.")
@click.option("--workbooks", type=click.Path(file_okay=False, path_type=Path), help="Write workbooks there instead.")
@with_appcontext
def make_people(*, number: int, seed: int, workbooks: Path | None) -> None:
    """Fill an empty database with a synthetic regency, or write it as the register exports it."""
    made = regency.regency(number, seed)
    if workbooks is not None:
        for path in write_workbooks(made, workbooks):
            click.echo(str(path))
        return
    if not loader.is_empty():
        raise click.ClickException("Basis data ini sudah berisi instansi. Pakai basis data kosong, atau --workbooks.")
    synthetic.load(made)
    click.echo(f"{number} orang rekaan dalam {len(made.units)} unit. Kata sandi semuanya: {loader.PASSWORD}")
    click.echo(f"Petugas instansi: {synthetic.OFFICER}. Administrator: {synthetic.ADMINISTRATOR}. Yang lain: NIP.")


@click.command("visibility")
def visibility() -> None:
    """Print who may see and do what, as the table in the documents."""
    click.echo(who_sees_what.markdown(), nl=False)


@click.command("verify-audit")
@click.option("--heads", is_flag=True, help="Print the heads of all chains, to be filed on paper.")
@with_appcontext
def verify_audit(*, heads: bool) -> None:
    """Check the audit trail against its chains and heads, then signed documents and issued files against the trail."""
    settings = current_app.extensions["tilik"].settings
    data_dir, found = settings.data_dir, sealing.verify(settings.data_dir)
    click.echo(f"{found.checked} catatan diperiksa, {found.unsealed} belum disegel, {found.heads} kepala rantai.")
    proof = proving.verify(settings)
    click.echo(
        f"{proof.documents} dokumen, {proof.signatures} tanda tangan ({proof.unsealed} tanpa segel), "
        f"{proof.files} berkas terbitan diperiksa."
    )
    for problem in (*found.problems, *proof.problems):
        click.echo(f"MASALAH: {problem}")
    click.echo(
        "Tidak terlihat dari sini: perubahan pada catatan yang belum disegel, dan pengubahan catatan, segel serta "
        "berkas kepala rantai sekaligus. Bandingkan kepala rantai dengan cetakan yang disimpan di tempat lain. "
        "Tanda tangan tanpa segel (sebelum segel disimpan) hanya dicocokkan dengan isinya."
    )
    if heads and (data_dir / sealing.HEADS_FILE).exists():
        click.echo((data_dir / sealing.HEADS_FILE).read_text())
    if found.problems or proof.problems:
        sys.exit(1)


@click.command("new-code")
@click.argument("login")
@with_appcontext
def new_code(*, login: str) -> None:
    """Print a one-time code for an account, when no officer can; its owner is told of it at the next login."""
    try:
        printed = print_from_server(login, derived_key(CODES))
    except NotFoundError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{printed.slips[0].name}: {printed.slips[0].code} (berlaku sampai {printed.last_day:%d-%m-%Y})")
    click.echo("Kode ini hanya ditampilkan sekarang. Pakai di halaman masuk: Punya kode dari petugas?")


@click.command("feedback-count")
@click.argument("round_id", type=int)
@click.argument("run", type=int)
@with_appcontext
def feedback_count(round_id: int, run: int) -> None:
    """Count a closed round; its secret key comes through standard input. Started by the page of the custodians."""
    settings = current_app.extensions["tilik"].settings
    if not count.run_count(round_id, run, sys.stdin.buffer.read(), settings):
        sys.exit(1)


@click.command("new-key")
def new_key() -> None:
    """Print a fresh SECRET_KEY."""
    click.echo(secrets.token_urlsafe(48))


@click.command("import-people")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice([kind.value for kind in IntakeKind]), default=IntakeKind.PEOPLE.value)
@click.option("--commit/--dry-run", default=False, help="Write it, all or nothing; a dry run changes nothing.")
@click.option("--effective", type=click.DateTime(["%Y-%m-%d"]), help="First day of changes the file gives no day for.")
@click.option("--json", "as_json", is_flag=True, help="Print {rows, new, changed, unchanged, problems}.")
@with_appcontext
def import_people(*, file: Path, kind: str, commit: bool, effective: datetime | None, as_json: bool) -> None:
    """Check a workbook, or import it: 0 it can be committed, 1 problems forbid it, 2 it cannot be read."""
    data_dir = current_app.extensions["tilik"].settings.data_dir
    day = effective.date() if effective else people.today()
    if people.agency() is None:
        raise click.ClickException("Instansi belum disiapkan. Jalankan dahulu: flask --app wsgi setup.")
    try:
        outcome = working.run_now(data_dir, file, IntakeKind(kind), day, commit=commit)
    except UnusableError as error:
        outcome = Outcome(findings=[found_error(0, "", str(error))])
        status = 2
    else:
        status = 0 if outcome.can_be_applied else 1
    report = working.report(outcome)
    click.echo(json.dumps(report, ensure_ascii=False, indent=1) if as_json else working.told(outcome, committed=commit))
    sys.exit(status)


@click.command("feedback-envelope")
@click.argument("round_id", type=int)
@with_appcontext
def feedback_envelope(*, round_id: int) -> None:
    """Print the host secret of a running round, for the sealed envelope; print it once and keep no file of it."""
    try:
        signs = custody.envelope(round_id, current_app.extensions["tilik"].settings)
    except NotFoundError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Putaran {round_id}: {signs}")
    click.echo("Masukkan ke amplop tersegel, terpisah dari cadangan. Sobek setelah putaran dihitung.")


@click.command("feedback-restore")
@click.argument("round_id", type=int)
@with_appcontext
def feedback_restore(*, round_id: int) -> None:
    """Put the host secret of a running round back from its envelope, after the key folder was lost."""
    signs = click.prompt("Tanda-tanda dari amplop", hide_input=True)
    try:
        custody.restore(round_id, signs, current_app.extensions["tilik"].settings)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo("Kunci putaran sudah kembali. Segel lagi amplopnya.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (
        serve, run_worker, sample_accounts, setup, make_people, verify_audit, new_code, new_key, import_people,
        feedback_envelope, feedback_restore,
        feedback_count, visibility,
    ):  # fmt: skip
        app.cli.add_command(command)
