"""Keys and copies afterwards: an old backup, one code, remembered secrets; a round counted a second time."""

import random
import shutil
from pathlib import Path

import pytest
from nacl.public import PrivateKey
from sqlalchemy import select, text

from app.db import db
from app.domain.actors import Actor
from app.domain.errors import DeniedError
from app.domain.feedback import RaterClass
from app.feedback import sealing, unlocking
from app.feedback.box import Ballot
from app.feedback.frozen import digest_of
from app.feedback.keyring import SECRET, Keyring
from app.feedback.models import Custodian, FeedbackRound, WrappedKey
from app.feedback.sealing import ForgedError
from tests.adversary.conftest import Host
from tests.adversary.stage import Truth, count_it, everybody_answers, launch
from tests.feedback.counting import after_closing


class Backup:
    """What a nightly copy of the database during the round holds: wrapped keys and sealed ballots."""

    def __init__(self, truth: Truth) -> None:
        row = db.session.get_one(FeedbackRound, truth.id)
        self.token, self.digest = row.token, digest_of(row.rules or "")
        self.wrapped = {
            (one.first_id, one.second_id): one.body or b""
            for one in db.session.scalars(select(WrappedKey).where(WrappedKey.round_id == truth.id))
        }
        self.keepers = list(
            db.session.scalars(select(Custodian.id).where(Custodian.round_id == truth.id).order_by(Custodian.id))
        )
        self.ballots = list(db.session.scalars(select(Ballot.body).where(Ballot.round_id == truth.id)))
        db.session.remove()


def attack(backup: Backup, host_secret: bytes | None, codes: dict[int, str]) -> int:
    """How many ballots of an old backup open with what the attacker has."""
    keys = sealing.subkeys(host_secret or bytes(32))
    known = {number: sealing.custodian_key(code, backup.token) for number, code in codes.items()}
    found: list[PrivateKey] = []
    for (first, second), body in backup.wrapped.items():
        for key_1 in (known.get(first), *known.values()):
            for key_2 in (known.get(second), *known.values()):
                if key_1 is None or key_2 is None:
                    continue
                try:
                    found.append(sealing.unwrap_second(sealing.unwrap_first(keys, body, key_1), key_2, backup.digest))
                except (ForgedError, ValueError):
                    continue
    opened = 0
    for body in backup.ballots:
        for key in found[:1]:
            try:
                sealing.open_ballot(keys, key, body)
            except ForgedError:
                continue
            opened += 1
    return opened


def prepared(host: Host) -> tuple[Truth, Backup, bytes]:
    truth = launch(host.app, [{RaterClass.PEER: 5}], random.Random(3))
    everybody_answers(host.app, truth, random.Random(4))
    return truth, Backup(truth), truth.keyring(host.app).host_secret()


def test_a_backup_opens_with_host_secret_and_two_codes_together_and_with_nothing_less(host: Host) -> None:
    with host.app.app_context():
        truth, backup, secret = prepared(host)
        codes = dict(zip(backup.keepers, truth.codes, strict=True))
        first, second, third = backup.keepers
        assert attack(backup, secret, codes) == 5  # conceded: whoever keeps all three parts
        for lost in backup.keepers:  # any two of three do
            assert attack(backup, secret, {number: code for number, code in codes.items() if number != lost}) == 5
        for one in (first, second, third):
            assert attack(backup, secret, {one: codes[one]}) == 0
        assert attack(backup, None, codes) == 0
        assert attack(backup, secret, {}) == 0


def test_after_the_count_the_host_secret_is_in_no_file(host: Host) -> None:
    with host.app.app_context():
        truth, _, secret = prepared(host)
        assert any(secret in content for content in host.files().values())  # so the search does find it
        assert count_it(host.app, truth)
        for coded in (secret, secret.hex().encode(), secret.hex().upper().encode()):
            assert not [name for name, content in host.files().items() if coded in content]


def test_a_restored_backup_cannot_be_counted_a_second_time(host: Host, tmp_path: Path) -> None:
    if not host.is_sqlite:
        return_rows(host)
        return
    with host.app.app_context():
        truth, _, _ = prepared(host)
        settings = host.app.extensions["tilik"].settings
        file = settings.data_dir / "tilik.sqlite3"
        db.session.remove()
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(file, tmp_path / "backup")
        assert count_it(host.app, truth)
        db.session.remove()
        db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            Path(f"{file}{suffix}").unlink(missing_ok=True)
        shutil.copy(tmp_path / "backup", file)
        refused(host, truth)


def return_rows(host: Host) -> None:
    """On MariaDB the backup is put back as rows."""
    with host.app.app_context():
        truth, _, _ = prepared(host)
        kept = {
            table: [dict(row._mapping) for row in db.session.execute(select(db.metadata.tables[table]))]
            for table in ("feedback_round", "ballot", "wrapped_key")
        }
        db.session.remove()
        assert count_it(host.app, truth)
        db.session.remove()
        with db.engine.begin() as connection:
            connection.execute(text("SET FOREIGN_KEY_CHECKS=0"))
            for name, rows in kept.items():
                connection.execute(db.metadata.tables[name].delete())
                connection.execute(db.metadata.tables[name].insert(), rows)
            connection.execute(text("SET FOREIGN_KEY_CHECKS=1"))
        refused(host, truth)


def refused(host: Host, truth: Truth) -> None:
    """Even with the codes nobody tore up."""
    settings = host.app.extensions["tilik"].settings
    keeper = db.session.scalars(select(Custodian.person_id).where(Custodian.round_id == truth.id)).first() or 0
    with after_closing(), pytest.raises(DeniedError, match="Kunci server"):
        unlocking.enter_code(Actor(keeper, "", 1), truth.id, truth.codes[0], settings)


def test_the_attack_finds_the_twin_that_keeps_its_host_secret(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaky twin: the folder of keys survives the purge."""
    found = 0
    with host.app.app_context(), monkeypatch.context() as patch:
        patch.setattr(Keyring, "destroy", lambda _self: None)
        for _ in range(3):
            truth, backup, _ = prepared(host)
            assert count_it(host.app, truth)
            kept = truth.keyring(host.app).get(SECRET)
            codes = dict(zip(backup.keepers, truth.codes, strict=True))
            found += attack(backup, kept, codes) == 5
    assert found == 3


def test_the_attack_finds_the_twin_with_one_layer(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaky twin: the round's key is sealed for the first custodian alone."""
    with host.app.app_context(), monkeypatch.context() as patch:
        patch.setattr(
            sealing,
            "wrap",
            lambda keys, secret_key, digest, first, _second: sealing_wrap_once(keys, secret_key, digest, first),
        )
        truth, backup, secret = prepared(host)
        first = backup.keepers[0]
        patch.setattr(sealing, "unwrap_second", lambda inner, _key, _digest: PrivateKey(inner[:32]))
        assert attack(backup, secret, {first: truth.codes[0]}) == 5


def sealing_wrap_once(keys: sealing.RoundKeys, secret_key: PrivateKey, digest: bytes, first: bytes) -> bytes:
    from nacl.public import PublicKey, SealedBox  # noqa: PLC0415
    from nacl.secret import SecretBox  # noqa: PLC0415

    return bytes(SecretBox(keys.wraps).encrypt(SealedBox(PublicKey(first)).encrypt(bytes(secret_key) + digest)))
