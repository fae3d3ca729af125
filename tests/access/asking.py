"""Every endpoint with real objects, asked by anybody."""

from datetime import timedelta
from typing import Any

from flask import url_for
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import clock
from app.sample.loader import PASSWORD
from tests.page import Visitor
from tests.world import OWNERS, World

TODAY = clock.today("Asia/Jakarta")
LATER = TODAY + timedelta(days=40)
HTMX = {"HX-Request": "true"}
TYPED = {
    "auth.login": {"nip": "melur", "password": "bukan kata sandinya"},
    "auth.redeem": {
        "nip": "melur",
        "code": "K7QD 9FMR 2XWP",
        "new": "kata-sandi-baru-2",
        "repeat": "kata-sandi-baru-2",
    },
    "auth.second": {"code": "123456", "ticket": "bukan tiket"},
    "account.address": {"address": "melur@contoh.example"},
    "account.second_step": {"code": "00000"},
    "accounts.code": {"identity": "card"},
    "accounts.close": {"reason": "Cuti di luar tanggungan negara"},
    "reports.flag": {"reason": "Komentar ini menghina."},
    "reports.decide": {"action": "withhold", "reason": "Menghina."},
    "roles.give": {"role": "unit_officer"},
    "auth.password": {"current": PASSWORD, "new": "kata-sandi-baru-2", "repeat": "kata-sandi-baru-2"},
    "agreements.paste": {"action": "apply", "table": "Sasaran A\tIndikator A\t10 ton"},
    "assigned.apply": {"leader_words": "Ketua Ikatan Bidan", "text": "Modul kelas ibu hamil tersusun."},
    "cascade.create": {"title": "Tim kerja gizi"},
    "assigned.refuse": {"reason": "Beban kerja sudah penuh."},
    "planning.return_plan": {"plan": "Perbaiki target kedua."},
    "planning.dialogue.talk": {"text": "Target kedua bergantung pada pelatihan."},
    "planning.dialogue.settle": {"bagian": "plan"},
    "planning.dialogue.link": {"links-0": ""},
    "planning.dialogue.reclassify": {"kinds-0": "additional"},
    "planning.sources.take": {"dari": "contoh", "pilih": "1"},
    "people.proposals": {"since": TODAY.isoformat()},
    "people.editing.assessor": {"basis": "definitive"},
    "people.editing.posting": {"reason": "Perbaikan"},
    "people.editing.new_person": {
        "name": "Cendana Baru",
        "employment": "non_asn",
        "position": "Tenaga Ahli",
        "reason": "Keputusan 1",
    },
    "people.editing.new_unit": {"name": "Seksi Baru"},
    "people.circumstances.add": {
        "detail": "Plt. Kepala Tata Usaha",
        "document": "SP 12",
        "valid_from": TODAY.isoformat(),
    },
    "library.add": {"result": "Jalan desa layak dilalui", "indicator": "Panjang jalan mantap", "target": "12 km"},
    "cycles.rhythm": {"rhythm": "monthly"},
    "cycles.start": {"month": "7"},
    "cycles.extend": {"closes_on": LATER.isoformat(), "reason": "Gangguan jaringan dua hari."},
    "cycles.days_off": {"day": f"{TODAY.year}-12-30", "name": "Libur daerah", "kind": "holiday"},
    "cycles.work_week": {"week": "6"},
    "intake.index": {"kind": "people"},
    "copying.tick": {"done": "1"},
    "custody.type_back": {"code": "K7QD 9FMR 2XWP"},
    "rounds.abandon": {"sure": "1"},
    "rounds.late.subject": {"cari": "Dahlia", "action": "cancel"},
    "rounds.parts.add_people": {"numbers": "199001012020122001"},
    "rounds.parts.keepers": {"cari": "Gaharu"},
    "sets.copy": {"name": "Set untuk guru"},
    "sets.add": {"kind": "open", "text": "Apa yang paling Anda hargai?"},
    "answering.fill": {"action": "periksa", "scores-0": "4"},
    "answering.send": {"scores-0": "4", "receipt": "2345 6789 ABCD EFGH JKLM"},
    "answering.draft": {"scores-0": "4"},
    "answering.withdraw": {"receipt": "2345 6789 ABCD EFGH JKLM"},
    "slips.enter": {"code": "2345 6789 ABCD EFGH JKLM"},
    "credit.person": {"overall": "good", "basis": "D.1.1 nomor 8"},
    "credit.add": {"diploma": "S-1", "recognised_on": "2020-01-01", "decree": "SK 9"},
    "credit.set_balance": {"points": "10", "as_of": "2020-01-01", "document": "PAK 1"},
    "recap.index": {"kind": "allowance", "order": "best_first"},
    "reporting.send": {"note": "Dua bidan menyusul."},
    "reporting.give_back": {"answer": "Lengkapi."},
    "calibrations.create": {"title": "Kalibrasi", "held_on": "2026-12-28"},
    "calibrations.proposal": {
        "results_rating": "above",
        "behaviour_rating": "below",
        "reason": "Sama dengan yang lain.",
    },
    "calibrations.minutes": {"text": "Dibahas bersama."},
    "teams.note": {"text": "Hasil tim tercapai."},
    "receipt.hand_over": {"on": TODAY.isoformat()},
    "receipt.refusal": {"reason": "Menolak menandatangani hari ini."},
    "receipt.extend": {"clock": "D11", "due_on": (TODAY + timedelta(days=200)).isoformat(), "reason": "Banjir besar."},
    "objections.write_hearing": {"heard_on": TODAY.isoformat(), "employee": "Kata pegawai", "assessor": "Diam"},
    "worklists.end": {"departure": "retirement", "last_day": LATER.isoformat(), "note": "", "yakin": "1"},
}
"""What is typed into a form beside what it holds."""


def typed(world: World, endpoint: str) -> dict[str, Any]:
    """The same with what is known only of this world."""
    own = {
        "nomination.choose": {"people": str(world.people["dahlia"])},
        "nomination.decide": {"tolak": str(world.named["named"][1])},
        "nomination.remove": {"calon": str(world.named["naming"][1])},
        "papers.index": {"add": str(world.opened.subjects["cempaka"])},
        "assigned.propose": {"cari": "Nipah", "employee": str(world.people["nipah"]), "text": "Laporan tersusun."},
        "cascade.members": {"cari": "Nipah", "people": str(world.people["nipah"])},
        "roles.give": {"unit": str(world.unit_id)},
        "calibrations.invite": {"people": str(world.people["rajawali"])},
        "bundles.index": {"siapa": "unit", "unit": str(world.unit_id)},
        "aides.appoint": {
            "cari": "Dahlia", "aide": str(world.people["dahlia"]), "valid_from": "2026-01-01", "valid_to": "",
        },
    }  # fmt: skip
    return {**TYPED.get(endpoint, {}), **own.get(endpoint, {})}


FORM_PAGES = {
    "receipt.take_over": "receipt.unsigned",
    "decisions.change": "decisions.decide",
    "decisions.uphold": "decisions.decide",
    "objections.hear": "objections.show",
    "objections.explain": "objections.show",
    "objections.withdraw": "objections.show",
    "objections.file": "objections.show",
    "objections.attach": "objections.show",
    "objections.detach": "objections.show",
    "objections.begin": "review.show",
    "agreements.add_item": "agreements.show",
    "agreements.remove_item": "agreements.editing.item",
    "assigned.approve": "assigned.approvals",
    "assigned.reword": "assigned.index",
    "assigned.take": "assigned.index",
    "assigned.withdraw": "assigned.index",
    "cascade.add_column": "cascade.show",
    "cascade.add_unit": "cascade.members",
    "cascade.link": "cascade.show",
    "cascade.remove_column": "cascade.editing.column",
    "cascade.remove_member": "cascade.editing.row",
    "nomination.approve": "nomination.show",
    "nomination.decide": "nomination.show",
    "nomination.remove": "nomination.show",
    "nomination.reopen": "nomination.show",
    "nomination.submit": "nomination.show",
    "planning.create": "planning.index",
    "planning.withdraw": "planning.show",
    "planning.submit": "planning.show",
    "planning.set_plan": "planning.show",
    "planning.revise": "planning.show",
    "planning.add_result": "planning.show",
    "planning.begin_next": "planning.show",
    "planning.change_approach": "planning.show",
    "planning.dialogue.settle": "planning.dialogue.talk",
    "planning.dialogue.turn": "planning.show",
    "planning.sources.take": "planning.sources.index",
    "planning.remove_result": "planning.show",
    "planning.restore_result": "planning.show",
    "people.circumstances.remove": "people.circumstances.correct",
    "library.load": "library.index",
    "library.offer": "library.edit",
    "cycles.open_next": "cycles.index",
    "cycles.fill_days_off": "cycles.days_off",
    "cycles.remove_day_off": "cycles.days_off",
    "worklists.cancel": "worklists.end",
    "intake.apply": "intake.show",
    "intake.discard": "intake.show",
    "bundles.discard": "bundles.show",
    "attendance.apply": "attendance.show",
    "attendance.discard": "attendance.show",
    "recap.discard": "recap.show",
    "credit.set_balance": "credit.person",
    "credit.add": "credit.person",
    "credit.withdraw_addition": "credit.person",
    "credit.withdraw": "credit.person",
    "reporting.accept": "reporting.unit",
    "reporting.give_back": "reporting.unit",
    "reporting.report": "reporting.index",
    "reporting.send": "reporting.unit",
    "exchange.apply": "exchange.show",
    "exchange.discard": "exchange.show",
    "outside.apply": "outside.show",
    "outside.discard": "outside.show",
    "copying.tick": "copying.show",
    "account.acknowledge": "home.index",
    "account.leave_others": "account.mine",
    "account.second_step_off": "account.second_step",
    "accounts.print_unit": "accounts.unit",
    "aides.end": "aides.officials",
    "privacy.export": "privacy.mine",
    "evidence.remove": "evidence.add",
    "progress.copy": "progress.show",
    "selfassessment.hand_in": "progress.show",
    "selfassessment.take_back": "progress.show",
    "rating.begin": "review.index",
    "carrying.propose": "carrying.show",
    "carrying.agree": "carrying.show",
    "carrying.decline": "carrying.show",
    "carrying.take_back": "carrying.show",
    "rating.onward": "review.index",
    "rounds.parts.remove": "rounds.parts.subjects",
    "rounds.parts.clear": "rounds.parts.subjects",
    "rounds.parts.drop_group": "rounds.parts.groups",
    "rounds.parts.release": "rounds.parts.keepers",
    "custody.new_code": "custody.show",
    "sets.begin": "sets.index",
    "sets.new_version": "sets.show",
    "sets.copy": "sets.show",
    "sets.remove": "sets.show",
    "review.receive": "review.show",
    "calibrations.lay_open": "calibrations.show",
    "calibrations.take_back": "calibrations.show",
    "distribution.reset": "distribution.limit",
    "signing.countersign": "review.show",
    "verification.file": "verification.index",
}
"""Where the form stands that posts to an endpoint, when that is another page."""


STARTS = {
    "objections.": ("objected",),
    "decisions.": ("objected",),
    "planning.manuals.": ("leader",),
    "rating.look": ("close",),
    "carrying.": ("carried",),
    "calibrations.index": ("-",),
    "calibrations.create": ("unit",),
    "calibrations.proposal": ("open",),
    "calibrations.": ("meeting",),
    "tree.result": ("set",),
    "rounds.show": ("ready", "round"),
    "rounds.late.": ("round",),
    "rounds.index": ("-",),
    "rounds.create": ("-",),
    "rounds.": ("ready",),
    "custody.index": ("-",),
    "custody.": ("ready",),
    "sets.": ("-",),
    "paper.index": ("-",),
    "paper.sheet": ("open", "signed"),
    "paper.first": ("printed",),
    "paper.mine": ("-",),
    "paper.": ("signed",),
}
"""Objects that are asked for by pages of a kind."""

STATES = {
    "plan_id": ("draft", "submitted", "set"),
    "evaluation_id": ("open", "signed", "received"),
    "root_id": ("draft", "set"),
    "subject_id": ("naming", "named"),
}
"""Objects that are asked for in several states, by the name of their number."""


def things(rule: Rule) -> tuple[str, ...]:
    """The objects an endpoint is asked for."""
    for start, found in STARTS.items():
        if rule.endpoint.startswith(start):
            return found
    for argument, states in STATES.items():
        if argument in rule.arguments:
            return states
    for name in (
        "form", "round", "unit", "person", "window", "grant", "aide", "official", "intake", "bundle", "matrix",
        "assignment", "filled", "existing", "report",
        "attendance", "recap",
        "assignment", "filled", "existing", "report", "evidence",
    ):  # fmt: skip
        if f"{name}_id" in rule.arguments:
            return (name,)
    return ("-",)


def every_question(world: World) -> list[tuple[str, str, str]]:
    """Method, endpoint and object: everything that can be asked."""
    return [
        (method, rule.endpoint, thing)
        for rule in world.app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        for thing in things(rule)
    ]


def path_of(world: World, endpoint: str, thing: str) -> str:
    """The address of an endpoint for an object."""
    plan = world.plans[OWNERS[thing]] if thing in OWNERS else world.plans["melur"]
    known: dict[str, Any] = {
        "plan_id": plan["id"],
        "subject_id": _subject(world, thing),
        "rater_class": "peer",
        "round_id": world.ready.id if thing == "ready" else world.opened.id,
        "custodian_id": world.ready.custodian_id,
        "set_id": world.ready.set_id,
        "question_id": world.ready.question_id,
        "root_id": plan["id"],
        "result_id": plan["results"][0],
        "key": plan["indicators"][0] if thing == "leader" else plan["keys"][0],
        "evaluation_id": world.evaluations.get(thing),
        "evidence_id": world.evidence_id,
        "source_id": world.former_id,
        "file_id": world.objection_file_id,
        "unit_id": world.unit_id,
        "person_id": world.people["dahlia"],
        "year": world.year,
        "window_id": world.window_id,
        "day_id": world.day_off_id,
        "intake_id": world.intake_id,
        "bundle_id": world.bundle_id,
        "filled_id": world.filled_id,
        "existing_id": world.existing_id,
        "attendance_id": world.attendance_id,
        "recap_id": world.recap_id,
        "conversion_id": world.conversion_id,
        "addition_id": world.addition_id,
        "grant_id": world.grant_id,
        "status_id": world.status_id,
        "guide": "pegawai",
        "code": world.codes.get(thing, "7K2M-9QXD-04RT-VB6H"),
        "example_id": world.example_id,
        "kind": "acting",
        "item_id": world.stage.item_id,
        "matrix_id": world.stage.matrix_id,
        "column_id": world.stage.column_id,
        "member_id": world.stage.member_id,
        "assignment_id": world.stage.assignment_id,
        "asked_id": world.stage.assignment_id,
        "what": "assignment",
        "form_id": world.opened.forms["cempaka", OWNERS["form"]].hex(),
        "aide_id": world.aide_id,
        "official_id": world.people["rajawali"],
        "report_id": world.reported.report_id,
        "calibration_id": world.calibration_id,
        "name": "baik-baik",
        "comment_key": world.reported.comment_key,
        "request_key": world.reported.request_key,
        "form": {"leader": "A.1.3"}.get(thing, "D.1.1" if thing in world.evaluations else "A.1.7"),
        "fmt": "xlsx",
    }
    rule = next(iter(world.app.url_map.iter_rules(endpoint)))
    with world.app.test_request_context():
        return url_for(endpoint, **{name: known[name] for name in rule.arguments})


def _subject(world: World, thing: str) -> int:
    if thing in world.named:
        return world.named[thing][0]
    return world.ready.subject_id if thing == "ready" else world.opened.subjects["melur"]


def body_of(world: World, endpoint: str, thing: str) -> dict[str, Any]:
    """What whoever may do this would send: the fields of the form, and something typed."""
    path, page_path = path_of(world, endpoint, thing), path_of(world, FORM_PAGES.get(endpoint, endpoint), thing)
    for persona in ("owner", "assessor", "superior", "unit officer", "agency officer", "administrator"):
        visitor = Visitor(world.app)
        visitor.client = world.client(world.person(persona, thing))
        answer = visitor.client.get(page_path)
        if answer.status_code == 200 and f'action="{path}"' in answer.text:
            return {**visitor.get(page_path).fields(path), **typed(world, endpoint)}
    return typed(world, endpoint)


def ask(
    world: World, question: tuple[str, str, str], persona: str, body: dict[str, Any], headers: dict[str, str]
) -> TestResponse:
    """One request of somebody, in their own session and with their own token."""
    method, endpoint, thing = question
    key = world.person(persona, thing)
    data = {**body, "csrf_token": world.logins[key].token} if method == "POST" else None
    return world.client(key).open(path_of(world, endpoint, thing), method=method, data=data, headers=headers)
