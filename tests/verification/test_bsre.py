"""Signing through BSrE: what the service is sent, what it may answer, and that nothing typed is kept anywhere."""

import base64
import logging
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.config import Settings, SettingsError, load_settings
from app.documents import bsre
from app.documents.bsre import Identity, sign_with_bsre
from app.domain.errors import InvalidError
from app.web.forms import fields_of_post
from tests.verification.stand_in import NIK, PASSPHRASE, PLAIN, SIGNED, WHO, Service


def refused(given: Settings, identity: Identity = WHO) -> tuple[str, str]:
    """The field and the words of a refusal; nothing that was typed is in it."""
    with pytest.raises(InvalidError) as caught:
        sign_with_bsre(given, PLAIN, identity)
    (problem,) = caught.value.problems
    assert NIK not in repr(caught.value)
    assert PASSPHRASE not in repr(caught.value)
    return problem.field, problem.message


def test_the_signed_pdf_comes_back(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    stand_in, given = service
    with caplog.at_level(logging.DEBUG):
        assert sign_with_bsre(given, PLAIN, WHO) == SIGNED
    (path, headers, body) = stand_in.asked[0]
    assert path == "/esign/api/sign/pdf"
    assert headers["Authorization"] == "Basic " + base64.b64encode(b"tilik:sandi layanan").decode()
    for name, value in (("nik", NIK), ("passphrase", PASSPHRASE), ("tampilan", "invisible")):
        assert f'name="{name}"\r\n\r\n{value}\r\n'.encode() in body
    assert b'filename="dokumen.pdf"' in body
    assert PLAIN in body
    assert NIK not in caplog.text
    assert PASSPHRASE not in caplog.text


@pytest.mark.parametrize(
    ("status", "answer", "field_name", "words"),
    [
        (400, b'{"error": "Passphrase anda salah", "status_code": 2031}', "passphrase", "menolak passphrase"),
        (400, b'{"error": "User tidak terdaftar"}', "nik", "belum terdaftar"),
        (400, b'{"message": "apa saja"}', "", "tidak menandatangani"),
        (401, b"", "", "menolak aplikasi ini"),
        (200, b"<html>masuk dulu</html>", "", "tidak dapat dibaca"),
        (200, PLAIN, "", "tidak dapat dibaca"),
        (500, b"\xff\xfe\x00", "", "tidak dapat dibaca"),
        (200, b"[1]", "", "tidak menandatangani"),
    ],
)
def test_every_refusal_says_what_to_do(
    service: Service, status: int, answer: bytes, field_name: str, words: str
) -> None:
    stand_in, given = service
    stand_in.status, stand_in.answer = status, answer
    where, told = refused(given)
    assert where == field_name
    assert words in told


def test_a_service_that_is_slow_or_away_is_not_waited_for(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in, given = service
    monkeypatch.setattr(bsre, "PATIENCE_S", 0.2)
    stand_in.pause = threading.Event()
    assert "tidak menjawab" in refused(given)[1]
    stand_in.pause.set()
    assert "tidak menjawab" in refused(replace(given, bsre_url="http://127.0.0.1:9"))[1]


def test_nobody_is_led_to_another_server(service: Service) -> None:
    stand_in, given = service
    stand_in.status, stand_in.headers = 302, {"Location": "http://127.0.0.1:9/lain"}
    assert "tidak dapat dibaca" in refused(given)[1]
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize("nik", ["", "123", "730123456789000x", "٧٣٠١٢٣٤٥٦٧٨٩٠٠٠١"])
def test_what_is_no_nik_is_sent_nowhere(service: Service, nik: str) -> None:
    stand_in, given = service
    assert refused(given, Identity(nik, PASSPHRASE))[0] == "nik"
    assert refused(given, Identity(NIK, ""))[0] == "passphrase"
    assert not stand_in.asked


def test_neither_is_shown_nor_carried_through_a_login(sqlite_app: Flask) -> None:
    assert NIK not in repr(WHO)
    assert PASSPHRASE not in repr(WHO)
    typed = {"nik": NIK, "passphrase": PASSPHRASE, "comment": "Terima kasih."}
    with sqlite_app.test_request_context(method="POST", data=typed):
        assert dict(fields_of_post()) == {"comment": "Terima kasih."}


def test_a_passphrase_never_crosses_a_network_in_clear(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="https"):
        load_settings({"DATA_DIR": str(tmp_path), "BSRE_URL": "http://esign.contoh.example"})
    assert load_settings({"DATA_DIR": str(tmp_path), "BSRE_URL": "http://127.0.0.1:8080"}).bsre_url
