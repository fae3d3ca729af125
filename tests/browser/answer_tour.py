"""The pages of raters: by login and by a printed slip, with what goes wrong on them."""

from collections.abc import Callable

from app.domain.feedback import RaterClass
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at
from tests.feedback.making import Made, Raters, make_round

RATER, LEADER, SUBJECT, SECOND, VISITOR = "kenanga", "cempaka", "melur", "dahlia", ""
LIST, SLIPS = "/umpan-balik-360/", "/kode-360/"
_RATERS: Raters = {
    RaterClass.PEER: (RATER, "seroja", "delima"),
    RaterClass.SUPERIOR: (LEADER,),
    RaterClass.SELF: (SUBJECT,),
}
_LIVE: dict[str, Made] = {}


def running(server: Server) -> Made:
    """A round about two people, made anew when the database was put back."""
    made = _LIVE.get(server.url)
    if made is None or not server.sql("SELECT 1 FROM feedback_round WHERE id = ? AND token = ?", made.id, made.token):
        about: dict[str, Raters] = {SUBJECT: _RATERS, SECOND: {RaterClass.PEER: (RATER,)}}
        with server.prepared.app.app_context():
            made = make_round(about, ("altair", "elang", "rajawali"), "widuri", slips={SUBJECT: 4})
        _LIVE[server.url] = made
    return made


def form(rater: str = RATER, about: str = SUBJECT, below: str = "") -> Callable[[Person, Server], None]:
    """A form, or a page below it."""
    return lambda person, server: person.go(f"{LIST}formulir/{running(server).forms[about, rater].hex()}{below}")


def choose(person: Person, step: int, few: int = 21) -> None:
    """The same step on the first guides."""
    for place in range(few):
        person.page.locator(f"[name=scores-{place}][value='{step}']").check()


def refused(person: Person, server: Server) -> None:
    """Nothing chosen on the scale."""
    form()(person, server)
    person.press("Periksa jawaban")
    person.sees("Ada yang perlu diperbaiki")


def checked(person: Person, server: Server) -> None:
    """The answers once more, with their receipt."""
    form()(person, server)
    choose(person, 4, few=19)
    person.write("Apa yang sebaiknya diteruskan?", "Sabar mendampingi ibu hamil sampai persalinan.")
    person.press("Periksa jawaban")
    person.sees("2 pertanyaan belum diisi")


def sent(person: Person, server: Server) -> None:
    """Sent, with the next form offered."""
    checked(person, server)
    person.press("Kirim jawaban")
    person.sees("Sudah diterima")


def twin(person: Person, server: Server) -> None:
    """The same sentence about somebody else."""
    form(about=SECOND)(person, server)
    choose(person, 3)
    person.write("Apa yang sebaiknya dimulai?", "Sabar mendampingi ibu hamil sampai persalinan!")
    person.press("Periksa jawaban")
    person.sees("Kalimat kembar")


def replaced(person: Person, server: Server) -> None:
    """Replacing with a receipt that is not the one."""
    form()(person, server)
    choose(person, 2)
    person.press("Periksa jawaban")
    person.write("Tanda terima", "2222 3333 4444 5555 6666")
    person.press("Kirim jawaban")
    person.sees("sudah pernah dikirim")


def entered(person: Person, server: Server) -> None:
    """The form of a slip."""
    person.go(SLIPS)
    person.write("Kode di kertas Anda", running(server).slips[SUBJECT][0])
    person.press("Buka formulir")
    person.sees("penerima layanan dan pihak lain")


def wrong_code(person: Person, server: Server) -> None:
    """A code nobody printed."""
    running(server)
    person.go(SLIPS)
    person.write("Kode di kertas Anda", "K7QD 9FMR 2XWP")
    person.press("Buka formulir")
    person.sees("Ada yang perlu diperbaiki")


def sent_by_slip(person: Person, server: Server) -> None:
    """Sent by a slip."""
    entered(person, server)
    choose(person, 5)
    person.press("Periksa jawaban")
    person.press("Kirim jawaban")
    person.sees("Sudah diterima")


def listed(person: Person, server: Server) -> None:
    """My forms, found from the home page."""
    running(server)
    along("/", "Isi umpan balik 360: 2 formulir")(person, server)


ANSWER_STOPS = (
    Stop("umpan-balik-formulir-saya", RATER, listed),
    Stop("umpan-balik-formulir", RATER, form()),
    Stop("umpan-balik-formulir-atasan", LEADER, form(LEADER)),
    Stop("umpan-balik-formulir-diri", SUBJECT, form(SUBJECT)),
    Stop("umpan-balik-salah", RATER, refused),
    Stop("umpan-balik-periksa", RATER, checked),
    Stop("umpan-balik-terkirim", RATER, sent),
    Stop("umpan-balik-kalimat-kembar", RATER, twin),
    Stop("umpan-balik-ganti", RATER, form()),
    Stop("umpan-balik-ganti-salah", RATER, replaced),
    Stop("umpan-balik-tarik", RATER, form(below="/tarik")),
    Stop("umpan-balik-tidak-mengisi", RATER, form(about=SECOND, below="/tidak-mengisi")),
    Stop("umpan-balik-terkirim-daftar", RATER, at(LIST)),
    Stop("umpan-balik-siapa", VISITOR, at(f"{LIST}siapa-dapat-melihat")),
    Stop("kode-360", VISITOR, at(SLIPS)),
    Stop("kode-360-salah", VISITOR, wrong_code),
    Stop("kode-360-formulir", VISITOR, entered),
    Stop("kode-360-terkirim", VISITOR, sent_by_slip),
)
