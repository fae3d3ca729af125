"""Everything stored about one person, read through the queries of the features: what the person may see, nothing more.

Each section is a table of texts; the workbook and the JSON file are made from the same ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, tzinfo
from typing import Any

from app import clock
from app.audit import queries as audit
from app.auth import grants
from app.auth import queries as auth
from app.cascade import mine as roles
from app.development import queries as credit_points
from app.documents import queries as documents
from app.documents.content import canonical
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.planning import PlanState
from app.feedback import mine as rounds
from app.people import history, special
from app.people import queries as people
from app.planning import queries as planning
from app.planning.queries import PlanView
from app.progress import attendance
from app.progress import queries as progress
from app.progress.periods import written_periods
from app.review import listed, paper_signed
from app.review import queries as review


@dataclass(frozen=True)
class Section:
    """One table of an export: the kind of data it belongs to, its title, columns and rows."""

    kind: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def export(actor: Actor, today: date) -> list[Section]:
    """Everything about the actor."""
    me, zone = actor.person_id, people.the_agency().zone
    account = auth.own_account(me, clock.now())
    plans = [planning.visible_plan(actor, number, today) for number in planning.plan_ids_of(me)]
    return [
        _table("identity", "Identitas", [history.identity(me)], zone),
        _table("postings", "Jabatan", history.postings(me), zone),
        _table("postings", "Pejabat penilai", history.assessors(me), zone),
        _specials(me, zone),
        *_plans(plans, zone),
        Section("roles", "Peran dan penugasan", _ROLE_COLUMNS, _texts(roles.of_person(me), zone)),
        *_progress(actor, plans, today),
        Section("progress", "Kehadiran", _DAY_COLUMNS, _texts(_days(me), zone)),
        *_evaluations(actor, today, zone),
        Section("evaluations", "Angka kredit", _CREDIT_COLUMNS, _texts(credit_points.of_person(me), zone)),
        _table("signatures", "Tanda tangan", documents.signatures_of(me), zone),
        Section("signatures", "Dicatat dari kertas", _PAPER_COLUMNS, _texts(_papers(me), zone)),
        Section(
            "account",
            "Akun",
            ("masuk dengan", "kata sandi dibuat", "masuk dua langkah", "surel"),
            (
                (
                    account.login,
                    _text(account.password_set_at, zone),
                    _text(account.has_second_step, zone),
                    account.email or "",
                ),
            ),
        ),
        Section("account", "Peran", ("peran", "unit"), _texts(grants.roles_of(me), zone)),
        _table("account", "Perubahan peran", grants.changes_of(me), zone),
        Section("account", "Pendampingan", ("pejabat", "sampai"), _texts(grants.helps(me, today), zone)),
        _table("account", "Kode", auth.codes_of(me), zone),
        _table("logins", "Login", auth.logins_of(me), zone),
        Section("feedback_rounds", "Umpan balik 360", _ROUND_COLUMNS, _texts(rounds.of_person(me), zone)),
        _table("acts", "Jejak tindakan", audit.acts_of(me), zone),
    ]


_DAY_COLUMNS = ("tahun", "periode", "kehadiran", "sumber", "diimpor")
_CREDIT_COLUMNS = ("bulan", "jabatan", "jenjang", "predikat", "dokumen", "keadaan")
_ROUND_COLUMNS = ("sebagai", "putaran", "mulai", "sampai", "kelompok", "keadaan")
_PAPER_COLUMNS = ("nomor dokumen", "sebagai", "ditandatangani", "dicatat oleh", "dicatat")
_ROLE_COLUMNS = ("tahun", "pimpinan", "hasil kerja", "persetujuan penilai", "alasan penilai", "ditarik")


def _days(person_id: int) -> Iterable[tuple[Any, ...]]:
    return [
        (year.year, row.period or "tahunan", row.text, row.source, row.imported_at)
        for year, row in attendance.of_person(person_id)
    ]


def _papers(person_id: int) -> Iterable[tuple[Any, ...]]:
    """Signatures on paper that others recorded in one's name; not whose evaluations they stand under."""
    return [
        (row.evaluation_id, row.role, row.signed_at, row.recorded_by, row.recorded_at)
        for row in paper_signed.all_recorded_for(person_id)
    ]


def _text(value: Any, zone: tzinfo) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list | tuple):
        return ", ".join(_text(item, zone) for item in value)
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return "" if value is None else str(getattr(value, "label", value))


def _texts(rows: Iterable[Iterable[Any]], zone: tzinfo) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_text(value, zone) for value in row) for row in rows)


_COLUMNS = {
    "name": "nama", "nip": "NIP", "employment": "status", "ended_on": "hari terakhir bertugas", "valid_from": "mulai",
    "valid_to": "sampai", "position": "jabatan", "duty": "tugas", "position_kind": "jenis jabatan", "rank": "pangkat",
    "eselon": "eselon", "unit": "unit", "source": "sumber", "basis": "dasar", "kind": "dokumen",
    "subject_id": "nomor dokumen", "role": "sebagai", "signed_at": "ditandatangani", "method": "cara",
    "sha256": "sidik isi", "at": "waktu", "given": "diberikan", "by": "oleh", "id": "nomor", "is_reset": "kode baru",
    "issued_at": "dicetak", "expires_at": "berlaku sebelum", "used_at": "dipakai", "revoked_at": "dicabut",
    "since": "sejak", "last_seen_at": "terakhir terlihat", "ended_at": "berakhir", "action": "tindakan",
    "object_kind": "objek", "object_id": "nomor objek",
}  # fmt: skip


def _table(kind: str, title: str, rows: list[Any], zone: tzinfo) -> Section:
    """A section of frozen values of one kind; empty when there are none."""
    if not rows:
        return Section(kind, title, (), ())
    names = [field.name for field in fields(rows[0])]
    values = _texts(([getattr(row, name) for name in names] for row in rows), zone)
    return Section(kind, title, tuple(_COLUMNS[name] for name in names), values)


def _specials(person_id: int, zone: tzinfo) -> Section:
    rows = [(row.kind, row.detail, row.document, row.valid_from, row.valid_to) for row in special.of_person(person_id)]
    return Section(
        "postings", "Keadaan khusus", ("keadaan", "keterangan", "surat", "mulai", "sampai"), _texts(rows, zone)
    )


def _plans(plans: list[PlanView], zone: tzinfo) -> Iterable[Section]:
    heads = [
        (plan.id, plan.edition, plan.form, plan.state, plan.state_since, plan.period_start, plan.period_end,
         plan.assessor.name if plan.assessor else None)
        for plan in plans
    ]  # fmt: skip
    columns = ("rencana", "edisi", "formulir", "keadaan", "sejak", "mulai", "sampai", "penilai")
    yield Section("plans", "Rencana", columns, _texts(heads, zone))
    results = [
        (plan.id, result.number, result.kind, result.text, result.leader_words, i.text, i.target, i.aspects)
        for plan in plans
        for result in plan.results
        for i in result.indicators or [_NO_INDICATOR]
    ]
    columns = ("rencana", "nomor", "jenis", "hasil kerja", "hasil kerja pimpinan", "indikator", "target", "aspek")
    yield Section("plans", "Hasil kerja", columns, _texts(results, zone))
    texts = [
        *((plan.id, value, text) for plan in plans for value, text in plan.expectations.items()),
        *((plan.id, block, item) for plan in plans for block, items in plan.annex.items() for item in items),
        *((plan.id, "Catatan penilai", remark.text) for plan in plans for remark in plan.texts.remarks),
    ]
    yield Section("plans", "Ekspektasi dan lampiran", ("rencana", "bagian", "tulisan"), _texts(texts, zone))


@dataclass(frozen=True)
class _Empty:
    text: str = ""
    target: str = ""
    aspects: tuple[str, ...] = ()


_NO_INDICATOR = _Empty()


def _progress(actor: Actor, plans: list[PlanView], today: date) -> Iterable[Section]:
    reached, given, own = [], [], []
    in_force = [plan for plan in plans if plan.state in {PlanState.SET, PlanState.ENDED}]
    for plan, period in [(one, number) for one in in_force for number in written_periods(one.root_id)]:
        view, where = progress.progress(actor, plan.root_id, today, period), (str(plan.id), str(period or "setahun"))
        words = {i.key: i.text for result in plan.results for i in result.indicators}
        for key, row in view.realisations.items():
            proofs = "\n".join(piece.url or piece.text for piece in row.evidence)
            step = row.attainment.label if row.attainment else ""
            reached.append((*where, words.get(key, key), row.text, step, proofs))
        labels = dict(view.items)
        given += [(*where, labels.get(item, item), "penilai", text) for item, text in view.feedback.items()]
        given += [(*where, labels.get(one.item, one.item), one.author, one.text) for one in view.leaders]
        own += [(*where, *view.self_assessment.texts)] if view.self_assessment else []
    place = ("rencana", "periode")
    columns = (*place, "indikator", "realisasi", "dibandingkan target", "bukti")
    yield Section("progress", "Realisasi", columns, tuple(reached))
    yield Section("progress", "Umpan balik", (*place, "tentang", "dari", "umpan balik"), tuple(given))
    yield Section("progress", "Penilaian diri", (*place, "berarti", "menghambat", "diperlukan"), tuple(own))


def _evaluations(actor: Actor, today: date, zone: tzinfo) -> Iterable[Section]:
    rows = []
    for number in listed.signed_evaluation_ids_of(actor.person_id):
        try:
            view = review.visible_evaluation(actor, number, today)
        except NotFoundError:  # of a plan that is no longer in force
            continue
        content = canonical(view.signed.content) if view.signed else ""
        ratings = (view.results_rating, view.behaviour_rating, view.overall)
        former = (view.carried.source.label, view.carried.agreed_at) if view.carried else ("", None)
        rows.append((number, view.state, *ratings, view.reason, view.note, view.employee_comment, *former, content))
    columns = ("evaluasi", "keadaan", "rating hasil kerja", "rating perilaku kerja", "predikat", "alasan", "catatan",
               "tanggapan saya", "hasil dari unit lama", "saya sepakat", "isi yang ditandatangani")  # fmt: skip
    yield Section("evaluations", "Evaluasi", columns, _texts(rows, zone))
