"""Signing through BSrE: what the service is sent, what it may answer, and that nothing typed is kept anywhere."""

import base64
import json
import logging
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.config import Settings, SettingsError, load_settings
from app.documents import bsre
from app.documents.bsre import Identity, NotCertifiedError, Refusal, sign_with_bsre
from app.web.forms import fields_of_post
from tests.verification.stand_in import (
    NIK,
    PASSPHRASE,
    PLAIN,
    TYPED,
    WHO,
    WRONG_PASSPHRASE,
    Service,
    as_json,
    signed,
)

SPRING = b'{"timestamp":"2026-01-05T02:00:00.000+00:00","status":%d,"error":"%s","path":"/api/v2/sign/pdf"}'
UNKNOWN_USER = 400, b'{"error":"Proses signing gagal : User tidak terdaftar 2011","status_code":400}'
PKIX = b'{"error":"PKIX path building failed: unable to find valid certification path to requested target"}'


def refused(given: Settings, identity: Identity = WHO) -> tuple[Refusal, str, str]:
    """What a refusal is about, its field and its words; nothing that was typed is in it."""
    with pytest.raises(NotCertifiedError) as caught:
        sign_with_bsre(given, PLAIN, identity)
    (problem,) = caught.value.problems
    assert NIK not in repr(caught.value)
    assert PASSPHRASE not in repr(caught.value)
    return caught.value.about, problem.field, problem.message


def test_the_signed_pdf_comes_back(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    stand_in, given = service
    with caplog.at_level(logging.DEBUG):
        assert sign_with_bsre(given, PLAIN, WHO) == signed(PLAIN)
    (path, headers, body) = stand_in.asked[0]
    assert path == "/esign/api/sign/pdf"
    assert headers["Authorization"] == "Basic " + base64.b64encode(b"tilik:sandi layanan").decode()
    for name, value in (("nik", NIK), ("passphrase", PASSPHRASE), ("tampilan", "invisible")):
        assert f'name="{name}"\r\n\r\n{value}\r\n'.encode() in body
    assert b'filename="dokumen.pdf"' in body
    assert stand_in.sent == [PLAIN]
    assert NIK not in caplog.text
    assert PASSPHRASE not in caplog.text


def test_the_second_version_is_asked_in_json(service: Service) -> None:
    stand_in, given = service
    assert sign_with_bsre(replace(given, bsre_api=2), PLAIN, WHO) == signed(PLAIN)
    (path, headers, body) = stand_in.asked[0]
    assert (path, headers["Content-Type"]) == ("/esign/api/v2/sign/pdf", "application/json")
    assert json.loads(body) == {
        **TYPED,
        "signatureProperties": [{"tampilan": "INVISIBLE"}],
        "file": [base64.b64encode(PLAIN).decode()],
    }


def test_a_file_in_json_is_taken_from_the_first_version_as_well(service: Service) -> None:
    stand_in, given = service
    stand_in.script = [(200, as_json(signed(PLAIN))), (201, json.dumps({"file": _base64(signed(PLAIN))}).encode())]
    assert sign_with_bsre(given, PLAIN, WHO) == sign_with_bsre(given, PLAIN, WHO) == signed(PLAIN)


def _base64(body: bytes) -> str:
    return base64.encodebytes(body).decode()


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        (*WRONG_PASSPHRASE, (Refusal.IDENTITY, "passphrase", "menolak passphrase")),
        (400, b'{"error":"Passphrase anda salah","status_code":2031}', (Refusal.IDENTITY, "passphrase", "terkunci")),
        (200, b'{"error":"gagal","status_code":"2031"}', (Refusal.IDENTITY, "passphrase", "menolak passphrase")),
        (401, b'{"error":"Invalid Passphrase"}', (Refusal.IDENTITY, "passphrase", "menolak passphrase")),
        (*UNKNOWN_USER, (Refusal.IDENTITY, "nik", "belum terdaftar")),
        (400, b'{"error":"gagal","status_code":2011}', (Refusal.IDENTITY, "nik", "belum terdaftar")),
        (400, b'{"message":"Certificate expired"}', (Refusal.IDENTITY, "nik", "tidak aktif")),
        (500, PKIX, (Refusal.SERVICE, "", "tidak menjawab")),
        (400, b'{"message":"apa saja"}', (Refusal.DOCUMENT, "", "tidak menandatangani")),
        (500, SPRING % (500, b"Internal Server Error"), (Refusal.DOCUMENT, "", "tidak menandatangani")),
        (401, SPRING % (401, b"Unauthorized"), (Refusal.SERVICE, "", "menolak aplikasi ini")),
        (403, b"", (Refusal.SERVICE, "", "menolak aplikasi ini")),
        (404, SPRING % (404, b"Not Found"), (Refusal.SERVICE, "", "Alamat layanan BSrE")),
        (429, b"", (Refusal.SERVICE, "", "tidak menjawab")),
        (502, b"<html>Bad Gateway</html>", (Refusal.SERVICE, "", "tidak menjawab")),
        (500, b"<html>Kesalahan</html>", (Refusal.SERVICE, "", "tidak dapat dibaca")),
        (200, b"<html>masuk dulu</html>", (Refusal.SERVICE, "", "tidak dapat dibaca")),
        (200, b"", (Refusal.SERVICE, "", "tidak dapat dibaca")),
        (500, b"\xff\xfe\x00", (Refusal.SERVICE, "", "tidak dapat dibaca")),
        (200, b"[" * 100_000, (Refusal.SERVICE, "", "tidak dapat dibaca")),
        (200, b"[1]", (Refusal.SERVICE, "", "tidak dapat dibaca")),
        (200, b'{"file":["bukan base64!"]}', (Refusal.DOCUMENT, "", "tidak menandatangani")),
        (200, b'{"id_dokumen":"abc"}', (Refusal.DOCUMENT, "", "tidak menandatangani")),
    ],
)
def test_every_refusal_says_what_to_do(
    service: Service, status: int, answer: bytes, expected: tuple[Refusal, str, str]
) -> None:
    stand_in, given = service
    stand_in.status, stand_in.answer = status, answer
    *about, words = refused(given)
    assert tuple(about) == expected[:2]
    assert expected[2] in words


@pytest.mark.parametrize(
    "answer",
    [
        PLAIN,
        signed(b"%PDF-1.7 dokumen orang lain\n%%EOF\n"),
        signed(PLAIN.replace(b"isi", b"isI")),
        signed(PLAIN)[:-8],
        signed(PLAIN)[: -len(b">>\nendobj\n%%EOF\n")] + b"\n%%EOF",
        signed(PLAIN, contents=b"0" * 64),
        signed(PLAIN, contents=b""),
        signed(PLAIN).replace(b"[0 ", b"[1 "),
        PLAIN + b"<AB>/ByteRange [0 2 6 9]\n%%EOF",
    ],
)
def test_what_comes_back_is_what_was_sent_with_a_whole_signature(service: Service, answer: bytes) -> None:
    stand_in, given = service
    stand_in.script = [(200, answer), (200, as_json(answer))]
    for _ in range(2):
        about, _, words = refused(given)
        assert about is Refusal.SERVICE
        assert "bukan dokumen ini" in words


def test_a_signature_is_added_to_one_that_is_there(service: Service) -> None:
    stand_in, given = service
    first = sign_with_bsre(given, PLAIN, WHO)
    assert sign_with_bsre(given, first, WHO).startswith(first)
    old = first[first.index(b"/ByteRange") : first.index(b"]") + 1]
    stand_in.script = [(200, first), (200, first + old + b"\n%%EOF")]
    for _ in range(2):
        with pytest.raises(NotCertifiedError, match="bukan dokumen ini"):
            sign_with_bsre(given, first, WHO)


def test_a_service_that_is_slow_or_away_is_not_waited_for(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in, given = service
    monkeypatch.setattr(bsre, "PATIENCE_S", 0.2)
    stand_in.pause = threading.Event()
    assert "tidak menjawab" in refused(given)[2]
    stand_in.pause.set()
    assert "tidak menjawab" in refused(replace(given, bsre_url="http://127.0.0.1:9"))[2]


def test_an_answer_that_comes_drop_by_drop_is_not_waited_for(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in, given = service
    monkeypatch.setattr(bsre, "PATIENCE_S", 0.4)
    stand_in.drip = threading.Event()
    began = time.monotonic()
    assert "tidak menjawab" in refused(given)[2]
    assert time.monotonic() - began < 3
    stand_in.drip.set()


def test_half_an_answer_is_none(service: Service) -> None:
    stand_in, given = service
    stand_in.length = len(signed(PLAIN)) + 100
    assert refused(given)[0] is Refusal.SERVICE
    stand_in.headers, stand_in.length = {"Transfer-Encoding": "chunked"}, None
    assert refused(given)[0] is Refusal.SERVICE


def test_whoever_waits_for_it_leaves_threads_to_the_others(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in, given = service
    monkeypatch.setattr(bsre, "_WAIT_S", 0.1)
    monkeypatch.setattr(bsre, "_LINES", threading.BoundedSemaphore(1))
    stand_in.pause = threading.Event()
    other = threading.Thread(target=lambda: refused(given))
    other.start()
    while not stand_in.asked:
        time.sleep(0.01)
    assert "Beberapa orang sedang menandatangani" in refused(given)[2]
    stand_in.pause.set()
    other.join()
    stand_in.pause = None
    assert sign_with_bsre(given, PLAIN, WHO) == signed(PLAIN)


def test_nobody_is_led_to_another_server(service: Service) -> None:
    stand_in, given = service
    stand_in.status, stand_in.headers = 307, {"Location": "http://127.0.0.1:9/lain"}
    assert "Alamat layanan BSrE" in refused(given)[2]
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize("nik", ["", "123", "730123456789000x", "٧٣٠١٢٣٤٥٦٧٨٩٠٠٠١"])
def test_what_is_no_nik_is_sent_nowhere(service: Service, nik: str) -> None:
    stand_in, given = service
    assert refused(given, Identity(nik, PASSPHRASE))[1] == "nik"
    assert refused(given, Identity(NIK, ""))[1] == "passphrase"
    assert not stand_in.asked


def test_neither_is_shown_nor_carried_through_a_login(sqlite_app: Flask) -> None:
    assert NIK not in repr(WHO)
    assert PASSPHRASE not in repr(WHO)
    typed = {**TYPED, "comment": "Terima kasih."}
    with sqlite_app.test_request_context(method="POST", data=typed):
        assert dict(fields_of_post()) == {"comment": "Terima kasih."}


def test_a_passphrase_never_crosses_a_network_in_clear(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="https"):
        load_settings({"DATA_DIR": str(tmp_path), "BSRE_URL": "http://esign.contoh.example"})
    assert load_settings({"DATA_DIR": str(tmp_path), "BSRE_URL": "http://127.0.0.1:8080"}).bsre_url


def test_the_version_of_the_service_is_one_or_two(tmp_path: Path) -> None:
    assert [load_settings({"DATA_DIR": str(tmp_path), "BSRE_API": given}).bsre_api for given in ("", "2")] == [1, 2]
    with pytest.raises(SettingsError, match="BSRE_API"):
        load_settings({"DATA_DIR": str(tmp_path), "BSRE_API": "v2"})
