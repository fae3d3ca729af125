"""Sealing entries into one chain per unit and day, and checking the chains.

A job seals every five minutes, so that no request waits for another one's link. Each run appends the heads it made to
``audit-heads.log`` in DATA_DIR: who alters the database must alter that file, and any print of it, too.
"""

import json
from collections import defaultdict
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


def _fields(entry: AuditEntry) -> tuple[str, ...]:
    values = (entry.id, entry.at.astimezone(UTC).isoformat(), entry.actor_id, entry.unit_id, entry.action)
    return tuple(str(value) for value in (*values, entry.object_kind, entry.object_id, entry.detail))


def _chain_of(entry: AuditEntry) -> Chain:
    return (entry.unit_id or 0, entry.at.astimezone(UTC).date())


@command
def seal_pending(data_dir: Path) -> int:
    """Seal every entry that has no seal yet; returns how many. Heads are appended to the file after the commit."""
    sealed = 0
    while True:
        with atomic() as session:
            pending = session.scalars(
                select(AuditEntry)
                .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
                .where(AuditSeal.entry_id.is_(None))
                .order_by(AuditEntry.id)
                .limit(BATCH)
            ).all()
            heads = _seal(session, pending)
        if not pending:
            return sealed
        sealed += len(pending)
        _append_heads(data_dir / HEADS_FILE, heads)


def _seal(session: Session, pending: object) -> dict[Chain, tuple[int, str]]:
    heads: dict[Chain, tuple[int, str]] = {}
    for entry in pending:  # type: ignore[attr-defined]
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


def _append_heads(path: Path, heads: dict[Chain, tuple[int, str]]) -> None:
    with path.open("a") as file:
        for (unit, day), (position, digest) in sorted(heads.items()):
            file.write(json.dumps({"unit": unit, "day": day.isoformat(), "position": position, "hash": digest}) + "\n")


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
    heads: dict[Chain, tuple[int, str]] = {}
    seen: dict[tuple[Chain, int], str] = {}
    unsealed = checked = 0
    rows = db.session.execute(
        select(AuditEntry, AuditSeal)
        .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
        .order_by(AuditSeal.chain, AuditSeal.day, AuditSeal.position)
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
    written = _written_heads(data_dir / HEADS_FILE)
    problems += _compare_heads(written, seen)
    problems += _missing_entries()
    return Verification(checked, unsealed, len(written), tuple(problems))


def _missing_entries() -> list[str]:
    orphans = db.session.scalars(
        select(AuditSeal.entry_id)
        .outerjoin(AuditEntry, AuditEntry.id == AuditSeal.entry_id)
        .where(AuditEntry.id.is_(None))
    ).all()
    return [f"Catatan {entry_id} hilang, padahal sudah disegel." for entry_id in orphans]


def _written_heads(path: Path) -> list[tuple[Chain, int, str]]:
    if not path.exists():
        return []
    lines = [json.loads(row) for row in path.read_text().splitlines() if row.strip()]
    return [((row["unit"], date.fromisoformat(row["day"])), row["position"], row["hash"]) for row in lines]


def _compare_heads(written: list[tuple[Chain, int, str]], seen: dict[tuple[Chain, int], str]) -> list[str]:
    by_chain: dict[Chain, list[str]] = defaultdict(list)
    for chain, position, digest in written:
        if seen.get((chain, position)) != digest:
            by_chain[chain].append(str(position))
    return [
        f"Rantai unit {unit} tanggal {day} berbeda dari berkas kepala rantai (posisi {', '.join(positions)})."
        for (unit, day), positions in by_chain.items()
    ]
