"""Compares the people of a file with those known: who is new, what changed, what stays because an officer said so."""

from collections.abc import Callable
from datetime import date

from app.domain import nip as nips
from app.domain.intake import error, info, starts_on, warning
from app.domain.people import Employment, PositionKind, Source
from app.domain.positions import Told, judge
from app.domain.ranks import folded, same_words
from app.intake.outcome import (
    CHANGED,
    KEPT,
    NEW,
    NewPerson,
    NewPosting,
    Outcome,
    PersonChange,
    Place,
    PostingFix,
    UnitRef,
    Value,
)
from app.intake.people_heads import Claim, Heads
from app.intake.people_rows import PersonRow
from app.intake.people_units import Placing
from app.intake.state import People, PersonNow, PostingNow, Units

Letters = Callable[[str], str]
_EMPLOYEES = frozenset({Employment.PNS, Employment.PPPK, Employment.PPPK_PART_TIME})


class PeopleComparison:
    """One file of people against the database."""

    def __init__(
        self, now: tuple[Units, People, dict[int, PostingNow]], grades: dict[str, str | None], letters: Letters,
        days: tuple[date, date],
    ) -> None:  # fmt: skip
        self.units, self.people, self.postings = now
        self.grades, self.letters = grades, letters
        self.effective, self.today = days
        self.outcome = Outcome()
        unit_letter = letters("unit") or letters("unit_3") or letters("unit_1")
        self.placing = Placing(self.units, (letters("unit_id"), unit_letter), self.outcome)

    def compare(self, rows: list[PersonRow], *, whole: bool) -> Outcome:
        """Everything the file changes; only when it could be read as a ``whole`` is anybody called missing."""
        usable = self._once(rows)
        placed = [
            (row, unit) for row in usable if (unit := self.placing.of(row) if not row.has_left else 0) is not None
        ]
        matches = {row.row: self._match(row) for row in usable}
        judged = {row.row: self._judge(row) for row in usable if not row.has_left}
        seen = {person.id for person in matches.values() if person}
        chiefs = self._chiefs([(row, unit) for row, unit in placed if not row.has_left], judged, matches)
        for row, unit in placed:
            if not self._conflicts(row, matches[row.row]):
                self._compare(row, matches[row.row], unit, judged.get(row.row), row.row in chiefs)
        if whole and self.outcome.can_be_applied:
            self._absent({row.employment for row in usable}, seen)
        return self.outcome

    def _once(self, rows: list[PersonRow]) -> list[PersonRow]:
        """Rows without those that tell of somebody a second time."""
        first: dict[str, PersonRow] = {}
        usable = []
        for row in rows:
            known = first.get(row.nip) or (first.get(row.siasn_id) if row.siasn_id else None)
            if known is None:
                usable.append(row)
                first.update({key: row for key in (row.nip, row.siasn_id) if key})
                continue
            if _content(known) == _content(row):
                words = f"Baris ini sama dengan baris {known.row}, jadi diabaikan."
                self.outcome.findings.append(warning(row.row, self.letters("nip"), words))
            else:
                words = f"Pegawai ini juga ada di baris {known.row} dengan isi yang berbeda. Sisakan baris yang benar."
                self.outcome.findings.append(error(row.row, self.letters("nip"), words))
        return usable

    def _match(self, row: PersonRow) -> PersonNow | None:
        by_siasn = self.people.by_siasn.get(row.siasn_id) if row.siasn_id else None
        return by_siasn or self.people.by_nip.get(row.nip)

    def _conflicts(self, row: PersonRow, person: PersonNow | None) -> bool:
        owner = self.people.by_nip.get(row.nip)
        words = ""
        if person and owner and owner.id != person.id:
            words = f"NIP ini di Tilik milik {owner.name}, sedangkan PNS ID-nya milik {person.name}. Periksa keduanya."
        elif person and row.siasn_id and person.siasn_id and person.siasn_id != row.siasn_id:
            words = f"NIP ini di Tilik milik {person.name} dengan PNS ID yang lain. Periksa PNS ID di berkas."
        if words:
            self.outcome.findings.append(error(row.row, self.letters("nip"), words))
        return bool(words)

    def _judge(self, row: PersonRow) -> PositionKind:
        told = row.told
        if not told.grade and row.position_id in self.grades:
            told = Told(told.name, told.type, told.type_id, told.eselon, self.grades[row.position_id] or "")
        judged = judge(told)
        if not judged.sure:
            words = f"Jenis jabatan tidak jelas dari berkas; dianggap {judged.kind.label}. Koreksi bila keliru."
            self.outcome.findings.append(warning(row.row, self.letters("position"), words))
        return judged.kind

    def _chiefs(
        self,
        placed: list[tuple[PersonRow, UnitRef]],
        kinds: dict[int, PositionKind],
        matches: dict[int, PersonNow | None],
    ) -> set[int]:
        names = {person.id: person.name for person in self.people.by_id.values()}
        heads = Heads(self.postings, names, self.effective, self.letters("position"))
        chosen = heads.choose(
            [
                Claim(row, unit, self.placing.name(unit), kinds[row.row], person.id if person else None)
                for row, unit in placed
                for person in [matches[row.row]]
            ]
        )
        self.outcome.findings.extend(heads.findings)
        return chosen

    def _compare(
        self, row: PersonRow, person: PersonNow | None, unit: UnitRef, kind: PositionKind | None, is_head: bool
    ) -> None:  # fmt: skip
        if row.has_left or kind is None:
            self._left(row, person)
            return
        place = Place(unit, row.told.name, kind, row.rank, row.told.eselon, is_head)
        if person is None:
            self._add(row, place)
            return
        posting = self.postings.get(person.id)
        if person.ended_on and (row.nip == person.nip or (row.position_since or self.effective) <= person.ended_on):
            words = (
                f"Layanan {person.name} di Tilik sudah berakhir; tetap demikian. Petugas dapat mengaktifkannya kembali."
            )
            self.outcome.findings.append(warning(row.row, self.letters("nip"), words))
            return
        changed = self._personal(row, person)
        changed |= self._posting(row, person, posting, place)
        self.outcome.changed += changed

    def _left(self, row: PersonRow, person: PersonNow | None) -> None:
        letter = self.letters("standing")
        if person is None:
            words = f"{row.name} tidak diimpor: kedudukan hukumnya “{row.standing}”."
            self.outcome.findings.append(info(row.row, letter, words))
        elif not person.ended_on:
            words = f"{person.name} perlu diakhiri layanannya oleh petugas: kedudukan hukumnya “{row.standing}”."
            self.outcome.findings.append(warning(row.row, letter, words))

    def _add(self, row: PersonRow, place: Place) -> None:
        start = starts_on(_latest(row.position_since, row.rank_since), None, self.effective, self.today)
        self.outcome.writes.append(NewPerson(row.nip, row.siasn_id, row.name, row.employment))
        self.outcome.writes.append(NewPosting(row.nip, place, start))
        self.outcome.new += 1
        self.outcome.count("people_new")
        after = f"{place.position}, {self.placing.name(place.unit)} ({row.employment.label})"
        self.outcome.alter(NEW, _subject(row), "Pegawai", "", after)

    def _personal(self, row: PersonRow, person: PersonNow) -> bool:
        values: list[tuple[str, Value]] = []
        if row.nip != person.nip:
            values.append(("nip", row.nip))
            self.outcome.alter(CHANGED, person.name, "NIP", nips.display(person.nip or "–"), nips.display(row.nip))
        if not same_words(row.name, person.name):
            values.append(("name", row.name))
            self.outcome.alter(CHANGED, _subject(row), "Nama", person.name, row.name)
        if row.employment is not person.employment:
            values.append(("employment", row.employment))
            self.outcome.alter(CHANGED, _subject(row), "Jenis pegawai", person.employment.label, row.employment.label)
        if person.ended_on:
            values += [("ended_on", None), ("departure", None)]
            self.outcome.alter(CHANGED, _subject(row), "Layanan", "Sudah berakhir", "Kembali bekerja")
        told = len(values)
        if row.siasn_id and not person.siasn_id:
            values.append(("siasn_id", row.siasn_id))
        if values:
            self.outcome.writes.append(PersonChange(person.id, tuple(values)))
            self.outcome.count("people_changed" if told else "people_identified")
        return told > 0

    def _posting(self, row: PersonRow, person: PersonNow, posting: PostingNow | None, place: Place) -> bool:
        if posting is None:
            start = starts_on(_latest(row.position_since, row.rank_since), None, self.effective, self.today)
            self.outcome.writes.append(NewPosting(person.id, place, start))
            self.outcome.alter(CHANGED, _subject(row), "Jabatan", "", place.position)
            self.outcome.count("postings_new")
            return True
        wanted, moved, promoted = _merged(posting, place)
        if wanted == _stored(posting) and not person.ended_on:
            return False
        is_back = person.ended_on is not None
        sort = KEPT if posting.source is Source.OFFICER and not is_back else CHANGED
        self._tell(sort, _subject(row), posting, wanted)
        if sort is KEPT:
            self.outcome.count("kept")
            return False
        told = _latest(row.position_since if moved or is_back else None, row.rank_since if promoted else None)
        start = starts_on(told, posting.valid_from, self.effective, self.today)
        if not (moved or promoted or is_back) or start <= posting.valid_from:
            self.outcome.writes.append(PostingFix(posting.id, wanted))
            self.outcome.count("postings_fixed")
            return True
        open_till = posting.valid_to is None or posting.valid_to >= start
        self.outcome.writes.append(NewPosting(person.id, wanted, start, closes=posting.id if open_till else None))
        self.outcome.count("postings_new")
        return True

    def _tell(self, sort: str, subject: str, posting: PostingNow, wanted: Place) -> None:
        old = _stored(posting)
        if old.position != wanted.position:
            self.outcome.alter(sort, subject, "Jabatan", old.position, wanted.position)
        if old.unit != wanted.unit:
            self.outcome.alter(sort, subject, "Unit", self.placing.name(old.unit), self.placing.name(wanted.unit))
        for label, before, after in (
            ("Golongan", old.rank, wanted.rank),
            ("Eselon", old.eselon, wanted.eselon),
            ("Jenis jabatan", old.position_kind.label, wanted.position_kind.label),
            ("Pimpinan unit", "ya" if old.is_head else "tidak", "ya" if wanted.is_head else "tidak"),
        ):
            if before != after:
                self.outcome.alter(sort, subject, label, before or "–", after or "–")
        if old.duty and not wanted.duty:
            self.outcome.alter(sort, subject, "Tugas tambahan", old.duty, "–")

    def _absent(self, kinds: set[Employment], seen: set[int]) -> None:
        """People of the kinds in the file who are not in it: told, never ended."""
        missing = [p for p in self.people.by_id.values() if p.employment in kinds & _EMPLOYEES and p.id not in seen]
        for person in sorted(missing, key=lambda p: folded(p.name)):
            if person.ended_on is None:
                who = f"{person.name} (NIP {nips.display(person.nip or '–')})"
                words = f"{who} ada di Tilik, tidak ada di berkas. Tidak diubah."
                self.outcome.findings.append(info(0, "", words))


def _merged(posting: PostingNow, place: Place) -> tuple[Place, bool, bool]:
    """What the posting would be: the file's words, and what only Tilik knows; whether place or rank changed."""
    same_position = same_words(posting.position, place.position)
    moved = not same_position or posting.unit_id != place.unit
    rank = place.rank or posting.rank
    wanted = Place(
        unit=place.unit,
        position=posting.position if same_position else place.position,
        position_kind=place.position_kind,
        rank=rank,
        eselon=place.eselon or (None if moved else posting.eselon),
        is_head=place.is_head or (posting.is_head and not moved),
        duty=None if moved else posting.duty,
        is_team_leader=posting.is_team_leader and not moved,
    )
    return wanted, moved, rank != posting.rank


def _stored(posting: PostingNow) -> Place:
    return Place(
        posting.unit_id, posting.position, posting.position_kind, posting.rank, posting.eselon, posting.is_head,
        posting.duty, posting.is_team_leader,
    )  # fmt: skip


def _content(row: PersonRow) -> tuple[object, ...]:
    return (
        row.nip, row.siasn_id, row.name, row.employment, row.standing, row.told, row.rank, row.position_since,
        row.rank_since, row.unit_id, row.unit, row.path,
    )  # fmt: skip


def _subject(row: PersonRow) -> str:
    return f"{row.name} (NIP {nips.display(row.nip)})"


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
