"""What rounds of 360-degree feedback ask of a person on the home page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app import clock
from app.cycles.queries import Due
from app.feedback import concern, queries, reminding, tasks, turns
from app.feedback.queries import KeyTask
from app.feedback.reminding import Reminder
from app.feedback.tasks import Waiting as AskedForms
from app.feedback.turns import Waiting as Naming
from app.home.parts import Page, Task


@dataclass(frozen=True)
class Rounds:
    """Tasks of one's own, tasks as supervisor, and reminders to everybody invited."""

    mine: tuple[Task, ...] = ()
    team: tuple[Task, ...] = ()
    reminders: tuple[Reminder, ...] = ()


def of(person_id: int, today: date) -> Rounds:
    """Everything of rounds for one person; a single statement while no round concerns them."""
    now, found = clock.now(), concern.concerns(person_id)
    naming = turns.waiting(person_id, today) if found.naming else None
    mine = (
        *(_forms(tasks.waiting(person_id, now)) if found.forms else ()),
        *(_naming(naming) if naming else ()),
        *(_keys(queries.keys_waiting(person_id, now)) if found.keys else ()),
    )
    reminders = reminding.shown_to(person_id, today) if found.forms else ()
    return Rounds(mine, tuple(_deciding(naming)) if naming else (), reminders)


def _forms(asked: Iterable[AskedForms]) -> Iterator[Task]:
    """Forms of 360-degree rounds that wait for an answer, one task per round: the page lists the forms."""
    for row in asked:
        words = f"{row.round_name}. Pada setiap formulir tertulis siapa yang dapat membaca jawaban."
        until = Due(row.closes_on, is_estimate=False)
        yield Task(f"Isi umpan balik 360: {row.forms} formulir", words, ("answering.index", {}), until=until)


def _keys(keys: Iterable[KeyTask]) -> Iterator[Task]:
    """Rounds whose code one keeps: making it before the start, entering it after the end."""
    for row in keys:
        if row.to_count:
            words = "Jawabannya sudah ditutup. Dua pemegang kunci memasukkan kodenya."
            yield Task(f"Hitung {row.name}", words, ("counting.show", {"round_id": row.round_id}))
        else:
            words = f"Anda pemegang kunci {row.name}. Putaran itu menunggu kode Anda."
            yield Task("Buat kode kunci umpan balik 360", words, ("custody.show", {"round_id": row.round_id}))


def _naming(naming: Naming) -> Iterator[Task]:
    """Proposing who is asked about oneself in a round of 360-degree feedback."""
    for subject_id, until in naming.own:
        words = "Pilih orang yang mengenal pekerjaan Anda; atasan menyetujuinya. Siapa yang ditanya lalu diundi."
        page: Page = ("nomination.show", {"subject_id": subject_id})
        last = Due(until, is_estimate=False) if until else None
        yield Task("Usulkan penjawab umpan balik 360", words, page, until=last)


def _deciding(naming: Naming) -> Iterator[Task]:
    """Candidates that wait for the supervisor, all in one task: the page lists them."""
    if naming.to_decide:
        words = f"{naming.to_decide} pegawai menunggu Anda."
        yield Task("Setujui calon penjawab umpan balik 360", words, ("nomination.index", {}))
