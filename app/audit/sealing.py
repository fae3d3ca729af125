"""Sealing entries into one chain per unit and day, and checking the chains.

A job seals every five minutes, so that no request waits for another one's link. Each run appends the heads it makes to
``audit-heads.log`` in DATA_DIR: who alters the database must alter that file, and any print of it, too.
"""

import json
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import AuditEntry, AuditSeal
from app.db import atomic, command, db
from app.domain.chain import GENESIS, link

HEADS_FILE = "audit-heads.log"
BATCH = 5000
Chain = tuple[int, date]
Heads = dict[Chain, tuple[int, str]]
WrittenHead = tuple[Chain, int, str]


def _fields(entry: AuditEntry) -> tuple[str, ...]:
    values = (entry.id, entry.at.astimezone(UTC).isoformat(), entry.actor_id, entry.unit_id, entry.action)
    return tuple(str(value) for value in (*values, entry.object_kind, entry.object_id, entry.detail))


def _chain_of(entry: AuditEntry) -> Chain:
    return (entry.unit_id or 0, entry.at.astimezone(UTC).date())


def seal_pending(data_dir: Path) -> int:
    """Seal every entry that has no seal yet; returns how many."""
    sealed = 0
    while count := _seal_batch(data_dir / HEADS_FILE):
        sealed += count
    return sealed


@command
def _seal_batch(path: Path) -> int:
    """Seal the oldest entries without a seal.

    Their heads go to the file before the commit: after a crash in between the next run starts with the same entries and
    reaches the same heads again. The other way round, heads of sealed entries would be missing in the file for ever.
    """
    pending = (
        select(AuditEntry)
        .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
        .where(AuditSeal.entry_id.is_(None))
        .order_by(AuditEntry.id)
    )
    with atomic() as session:
        first = session.scalar(pending.with_only_columns(AuditEntry.id).limit(1))
        if first is None:
            return 0
        session.get(AuditEntry, first, with_for_update=True)  # a second worker waits here, then finds it sealed
        entries = session.scalars(pending.limit(BATCH)).all()
        heads = _seal(session, entries)
        session.flush()
        _append_heads(path, heads)
        return len(entries)


def _seal(session: Session, pending: Sequence[AuditEntry]) -> Heads:
    heads: Heads = {}
    for entry in pending:
        chain = _chain_of(entry)
        position, previous = heads.get(chain) or _head(session, chain)
        heads[chain] = (position + 1, link(previous, _fields(entry)))
        unit, day = chain
        session.add(
            AuditSeal(entry_id=entry.id, chain=unit, day=day, position=position + 1, chain_hash=heads[chain][1])
        )
    return heads


def _head(session: Session, chain: Chain) -> tuple[int, str]:
    row = session.execute(
        select(AuditSeal.position, AuditSeal.chain_hash)
        .where(AuditSeal.chain == chain[0], AuditSeal.day == chain[1])
        .order_by(AuditSeal.position.desc())
        .limit(1)
    ).first()
    return (0, GENESIS) if row is None else (row[0], row[1])


def _append_heads(path: Path, heads: Heads) -> None:
    with path.open("a") as file:
        file.write("\n")  # whatever a crash left of the line before ends here
        for (unit, day), (position, digest) in sorted(heads.items()):
            file.write(json.dumps({"unit": unit, "day": day.isoformat(), "position": position, "hash": digest}) + "\n")
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True)
class Verification:
    """What a check found. ``unsealed`` entries are younger than the last sealing and were not checked."""

    checked: int
    unsealed: int
    heads: int
    problems: tuple[str, ...]


def verify(data_dir: Path) -> Verification:
    """Recompute every chain and compare it with the seals and with the heads file.

    Not visible from here: changes to entries not yet sealed, and whoever rewrites entries, seals and the heads file
    together. Printed heads show the latter.
    """
    problems: list[str] = []
    heads: Heads = {}
    seen: dict[tuple[Chain, int], str] = {}
    unsealed = checked = 0
    rows = db.session.execute(
        select(AuditEntry, AuditSeal)
        .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
        .order_by(AuditSeal.chain, AuditSeal.day, AuditSeal.position)
        .execution_options(yield_per=1000)  # a trail of years does not fit into memory at once
    )
    for entry, seal in rows:
        if seal is None:
            unsealed += 1
            continue
        checked += 1
        chain = (seal.chain, seal.day)
        position, previous = heads.get(chain, (0, GENESIS))
        expected = link(previous, _fields(entry))
        if seal.position != position + 1 or seal.chain_hash != expected or _chain_of(entry) != chain:
            problems.append(f"Catatan {entry.id} (unit {seal.chain}, {seal.day}) tidak cocok dengan rantainya.")
        heads[chain] = (seal.position, seal.chain_hash)
        seen[chain, seal.position] = seal.chain_hash
    written, unreadable = _written_heads(data_dir / HEADS_FILE)
    problems += _compare_heads(written, seen)
    problems += _unwritten_heads(written, heads)
    problems += _missing_entries()
    problems += [f"Baris {number} berkas kepala rantai tidak dapat dibaca." for number in unreadable]
    return Verification(checked, unsealed, len(written), tuple(problems))


def _missing_entries() -> list[str]:
    orphans = db.session.scalars(
        select(AuditSeal.entry_id)
        .outerjoin(AuditEntry, AuditEntry.id == AuditSeal.entry_id)
        .where(AuditEntry.id.is_(None))
    ).all()
    return [f"Catatan {entry_id} hilang, padahal sudah disegel." for entry_id in orphans]


def _written_heads(path: Path) -> tuple[list[WrittenHead], list[int]]:
    """The heads in the file, and the numbers of lines that are none."""
    written: list[WrittenHead] = []
    unreadable = []
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], 1):
        try:
            row = json.loads(line) if line.strip() else None
            if row is not None:
                written.append(((row["unit"], date.fromisoformat(row["day"])), row["position"], row["hash"]))
        except (ValueError, KeyError, TypeError):
            unreadable.append(number)
    return written, unreadable


def _unwritten_heads(written: list[WrittenHead], heads: Heads) -> list[str]:
    """Every chain's last head was written; one that is not in the file was cut out of it."""
    known = {(chain, position) for chain, position, _ in written}
    if heads and not known:
        return ["Berkas kepala rantai kosong atau hilang, padahal ada catatan yang sudah disegel."]
    return [
        f"Kepala rantai unit {unit} tanggal {day} (posisi {position}) tidak ada dalam berkas kepala rantai."
        for (unit, day), (position, _) in heads.items()
        if ((unit, day), position) not in known
    ]


def _compare_heads(written: list[WrittenHead], seen: dict[tuple[Chain, int], str]) -> list[str]:
    by_chain: dict[Chain, list[str]] = defaultdict(list)
    for chain, position, digest in written:
        if seen.get((chain, position)) != digest:
            by_chain[chain].append(str(position))
    return [
        f"Rantai unit {unit} tanggal {day} berbeda dari berkas kepala rantai (posisi {', '.join(positions)})."
        for (unit, day), positions in by_chain.items()
    ]
