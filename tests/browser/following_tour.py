"""What follows a rating: many signatures at once, receipt, refusal, more time, paper."""

from collections.abc import Callable

from sqlalchemy import select

from app import clock
from app.db import db
from app.people import queries as people
from app.planning.models import Plan
from app.review import queries, receiving, service, signing
from app.review.content import fingerprint
from app.review.models import Evaluation
from app.sample import loader
from app.sample.plans import acting
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.conftest import HEAD, OFFICE_HEAD, person_id
from tests.review.people import WHOLE, declare

DOCTOR, PLANNER = "altair", "sagu"
BATCH = "/penilaian/tandatangani-sekaligus"


def number_of(server: Server, key: str) -> int:
    """The evaluation of somebody's year."""
    employee = person_id(server.prepared.app, key)
    found = server.sql("SELECT id FROM evaluation WHERE employee_id = ? AND period_number = 0", employee)
    return int(str(found[0][0]))


def whole_draft(server: Server, *keys: str) -> None:
    """Whole drafts about some of the head's people."""
    app = server.prepared.app
    head_id = person_id(app, HEAD)
    employees = [person_id(app, key) for key in keys]
    with app.app_context():
        head = acting(head_id)
        for employee in employees:
            root_id = db.session.scalars(select(Plan.root_id).where(Plan.employee_id == employee)).one() or 0
            number = service.begin(head, root_id)
            service.rate(head, number, (1, "", 0), **WHOLE)
            declare(head, number)
        db.session.remove()


def received(server: Server, key: str) -> None:
    """An evaluation that was signed, sent and received."""
    whole_draft(server, key)
    app, number = server.prepared.app, number_of(server, key)
    head_id, employee_id = person_id(app, HEAD), person_id(app, key)
    with app.app_context():
        head = acting(head_id)
        draft = queries.visible_evaluation(head, number, people.today())
        signing.sign(head, number, fingerprint(draft, people.the_agency()))
        receiving.receive(acting(employee_id), number)
        db.session.remove()


def state_of(server: Server, key: str) -> str:
    """How far the evaluation of somebody's year is."""
    return str(server.sql("SELECT state FROM evaluation WHERE id = ?", number_of(server, key))[0][0])


def batch(person: Person, server: Server) -> None:
    """Two whole drafts that can be signed at once."""
    whole_draft(server, DOCTOR, PLANNER)
    person.go(BATCH)
    person.sees("Altair")


def batch_refused(person: Person, _server: Server) -> None:
    """Nothing ticked."""
    person.go(BATCH)
    person.press("Tandatangani yang dicentang")
    person.sees("Ada yang perlu diperbaiki")


def batch_partly(person: Person, server: Server) -> None:
    """Both ticked, but one was changed meanwhile."""
    person.go(BATCH)
    for name in ("Altair", "Sagu"):
        person.page.get_by_role("checkbox", name=name).check()
    app, number = server.prepared.app, number_of(server, PLANNER)
    head_id = person_id(app, HEAD)
    with app.app_context():
        version = db.session.get_one(Evaluation, number).version
        service.rate(acting(head_id), number, (version, "", 0), **{**WHOLE, "note": "Diubah sesudah dibaca."})
        db.session.remove()
    if person.box("Kata sandi Anda").count():
        person.write("Kata sandi Anda", loader.PASSWORD)
    person.press("Tandatangani yang dicentang")
    person.sees("Isinya berubah")


def batch_rest(person: Person, _server: Server) -> None:
    """The other one, and the list it leads back to."""
    person.page.get_by_role("checkbox", name="Sagu").check()
    person.press("Tandatangani yang dicentang")
    person.sees("Sagu")


def of(key: str, below: str = "") -> Callable[[Person, Server], None]:
    """A page of somebody's evaluation."""
    return lambda person, server: person.go(f"/penilaian/{number_of(server, key)}{below}")


def delivery_refused(person: Person, server: Server) -> None:
    """Handed over on no day."""
    person.go(f"/penilaian/{number_of(server, DOCTOR)}/serah-terima")
    person.write("Hari dokumen diserahkan", "")
    person.press("Catat penyerahan")
    person.sees("Ada yang perlu diperbaiki")


def delivered(person: Person, _server: Server) -> None:
    """Handed over today."""
    person.write("Hari dokumen diserahkan", clock.today("Asia/Jakarta").isoformat())
    person.press("Catat penyerahan")
    person.sees("Diserahkan di atas kertas")


def refusal_refused(person: Person, _server: Server) -> None:
    """A refusal without a word."""
    person.press("Catat")
    person.sees("Ada yang perlu diperbaiki")


def refused(person: Person, _server: Server) -> None:
    """Recorded that somebody does not sign."""
    person.page.get_by_role("textbox").first.fill("Menolak tanpa alasan pada hari ini.")
    person.press("Catat")
    person.sees("Tidak ditandatangani pegawai")


def extension_refused(person: Person, _server: Server) -> None:
    """More time without a day or a reason."""
    person.press("Perpanjang")
    person.sees("Ada yang perlu diperbaiki")


def paper(person: Person, server: Server) -> None:
    """The page of a document that is found by its code."""
    person.go(f"/penilaian/{number_of(server, PLANNER)}")
    person.follow("Catat dengan pindaiannya")
    person.sees("Cocokkan dahulu")


def paper_refused(person: Person, server: Server) -> None:
    """Neither a day nor a scan."""
    paper(person, server)
    person.press("Catat tanda tangan")
    person.sees("Ada yang perlu diperbaiki")


def sheet(person: Person, server: Server) -> None:
    """What is printed to be signed on paper, reached from the page before the signature."""
    person.go(f"/penilaian/{number_of(server, PLANNER)}/tandatangani")
    person.follow("Tanda tangani di kertas")
    person.sees("Siapkan lembar")


def sheet_ready(person: Person, _server: Server) -> None:
    """The sheet has its code."""
    person.press("Siapkan lembar")
    person.sees("Lembar siap dicetak")


def first_on_paper(person: Person, server: Server) -> None:
    """Where its signature is recorded."""
    person.go(f"/penilaian/kertas/cetak/{number_of(server, PLANNER)}")
    person.follow("Catat tanda tangannya dengan pindaian")
    person.sees("Cocokkan dahulu")


def first_refused(person: Person, _server: Server) -> None:
    """Neither a day nor a scan."""
    person.press("Catat tanda tangan")
    person.sees("Ada yang perlu diperbaiki")


def printed_code(server: Server) -> str:
    """The code of the sheet."""
    return str(server.sql("SELECT code FROM paper_form")[0][0])


def sheet_check(person: Person, server: Server) -> None:
    """What anybody is answered about its code."""
    person.go(f"/verifikasi/{printed_code(server)}")
    person.sees("Belum sah")


def sheet_outdated(person: Person, server: Server) -> None:
    """The draft was changed after printing."""
    app, number, head_id = server.prepared.app, number_of(server, PLANNER), person_id(server.prepared.app, HEAD)
    with app.app_context():
        head = acting(head_id)
        version = queries.visible_evaluation(head, number, people.today()).version
        service.rate(head, number, (version, "", 0), **{**WHOLE, "note": "Lain."})
        db.session.remove()
    person.go(f"/penilaian/kertas/cetak/{number}")
    person.sees("tidak cocok lagi")


def first_outdated(person: Person, server: Server) -> None:
    """The page of the sheet that does not fit any more."""
    person.go(f"/penilaian/kertas/{printed_code(server)}/pertama")
    person.sees("Lembar ini tidak cocok lagi")


def planner_received(person: Person, server: Server) -> None:
    """The employee presses the button."""
    person.go(f"/penilaian/{number_of(server, PLANNER)}")
    person.press("Saya sudah menerima")
    person.sees("Ke tanda tangan Anda")


FOLLOWING_STOPS = (
    Stop("sekaligus-kosong", HEAD, at(BATCH)),
    Stop("sekaligus", HEAD, batch),
    Stop("kertas-lembar", HEAD, sheet),
    Stop("kertas-lembar-siap", HEAD, sheet_ready),
    Stop("kertas-pertama", HEAD, first_on_paper),
    Stop("kertas-pertama-salah", HEAD, first_refused),
    Stop("kertas-periksa", HEAD, sheet_check),
    Stop("kertas-lembar-berubah", HEAD, sheet_outdated),
    Stop("kertas-pertama-berubah", HEAD, first_outdated),
    Stop("kertas-atas-nama-saya", HEAD, at("/penilaian/kertas/atas-nama-saya")),
    Stop("sekaligus-salah", HEAD, batch_refused),
    Stop("sekaligus-sebagian", HEAD, batch_partly),
    Stop("sekaligus-selesai", HEAD, batch_rest),
    Stop("diambil-alih", OFFICE_HEAD, at("/penilaian/diambil-alih")),
    Stop("evaluasi-disampaikan", HEAD, of(DOCTOR)),
    Stop("serah-terima", HEAD, of(DOCTOR, "/serah-terima")),
    Stop("serah-terima-salah", HEAD, delivery_refused),
    Stop("serah-terima-dicatat", HEAD, delivered),
    Stop("perpanjang", OFFICE_HEAD, of(DOCTOR, "/perpanjang")),
    Stop("perpanjang-salah", OFFICE_HEAD, extension_refused),
    Stop("kertas-dokumen", HEAD, paper),
    Stop("kertas-dokumen-salah", HEAD, paper_refused),
    Stop("evaluasi-diterima", PLANNER, planner_received),
    Stop("tidak-menandatangani", HEAD, of(PLANNER, "/tidak-menandatangani")),
    Stop("tidak-menandatangani-salah", HEAD, refusal_refused),
    Stop("evaluasi-tidak-ditandatangani", HEAD, refused),
)
