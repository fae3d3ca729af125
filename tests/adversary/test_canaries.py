"""Words nobody else writes are looked for in every file the host writes, in every encoding, at every stage."""

import base64
import json
import random
import urllib.parse
from dataclasses import replace

import pytest

from app import clock
from app.db import atomic
from app.domain.feedback import RaterClass
from app.feedback import answering
from app.jobs.models import Job
from tests.adversary.conftest import Host
from tests.adversary.stage import Form, Truth, count_it, launch, logs, send

GROUPS = [{RaterClass.PEER: 5}, {RaterClass.PEER: 2}]


def canary() -> str:
    """A word no earlier test left in a log that is never emptied."""
    return "kanari" + "".join(random.SystemRandom().choices("bcdfghjklm", k=12))


def encodings(word: str) -> dict[str, bytes]:
    """A word as a file may hold it."""
    plain = word.encode()
    found = {
        "utf-8": plain,
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "url": "".join(f"%{byte:02X}" for byte in plain).encode(),
        "quoted": urllib.parse.quote(word).encode(),
        "json": json.dumps(word).strip('"').encode(),
        "reversed": plain[::-1],
    }
    for shift in range(3):  # base64 looks different at each alignment; only whole groups of the word are looked for
        coded = base64.b64encode(b"x" * shift + plain + b"xx")
        begin = 0 if shift == 0 else 4
        found[f"base64+{shift}"] = coded[begin : begin + len(word) // 3 * 4 - 4]
    return found


def where(host: Host, word: str) -> set[str]:
    """Files that hold the word, with the encoding."""
    return {
        f"{name} ({encoding})"
        for name, content in host.files().items()
        for encoding, coded in encodings(word).items()
        if coded in content
    }


def truth_with_words(host: Host, shown: str, hidden: str) -> Truth:
    truth = launch(host.app, GROUPS, random.Random(5))
    words = {0: shown, 1: hidden}
    truth.forms = [
        replace(form, answer=replace(form.answer, texts=(f"{words[form.group]} {place}", "", "")))
        for place, form in enumerate(truth.forms)
    ]
    return truth


def test_no_word_is_anywhere_before_the_count_and_hidden_ones_never(host: Host) -> None:
    shown, hidden = canary(), canary()
    with host.app.app_context(), logs() as lines:
        truth = truth_with_words(host, shown, hidden)
        for form in truth.forms:
            send(host.app, truth, form)
            again = replace(form, answer=replace(form.answer, texts=(f"{hidden} diganti", "", "")))
            send(host.app, truth, again)
            send(host.app, truth, form)
        assert where(host, shown) | where(host, hidden) == set()
        assert count_it(host.app, truth)
        assert where(host, hidden) == set()
        assert where(host, shown) != set()  # published: so the search does find words
        assert not [line for line in lines if hidden in line]


def test_an_error_while_answering_tells_no_word(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, hidden = canary(), canary()
    with host.app.app_context(), logs() as lines:
        truth = truth_with_words(host, shown, hidden)
        form = truth.forms[0]

        def broken(*_: object) -> bytes:
            raise RuntimeError("disk")

        monkeypatch.setattr(answering, "seal_ballot", broken)
        with pytest.raises(RuntimeError) as caught:
            send(host.app, truth, form)
        assert shown not in "".join(map(str, caught.value.args))
        assert not [line for line in lines if shown in line]
        assert where(host, shown) == set()


def draft_in_the_database(form: Form) -> None:
    """What a product that saved drafts as rows, or as jobs, would leave."""
    with atomic() as session:
        job = Job(kind="draft", payload=json.dumps({"texts": form.answer.texts}), due_at=clock.now())
        session.add(job)
    with atomic() as session:
        session.delete(session.merge(job))


def test_the_search_finds_a_draft_that_was_deleted_again(host: Host) -> None:
    shown = canary()
    with host.app.app_context():
        truth = truth_with_words(host, shown, canary())
        draft_in_the_database(truth.forms[0])
        assert where(host, shown) != set()
