"""The office's own seal on issued PDFs: made by the worker, seen by readers, broken by one changed bit."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from flask import Flask

from app.config import Settings, SettingsError
from app.documents import keeping, pades
from app.factory import _office
from tests.audit.stage import Stage
from tests.conftest import HEAD, log_in
from tests.verification import steps
from tests.verification.steps import flip

PASSWORD = b"kata sandi segel"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of the office's own making with its key, and the file of its password."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Kabupaten Nusa Melati")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .sign(key, hashes.SHA256())
    )
    box = pkcs12.serialize_key_and_certificates(b"segel", key, made, None, BestAvailableEncryption(PASSWORD))
    paths = folder / "segel.p12", folder / "sandi"
    paths[0].write_bytes(box)
    paths[1].write_bytes(PASSWORD + b"\n")
    return paths


def _usage() -> x509.KeyUsage:
    names = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    never = dict.fromkeys((*names, "encipher_only", "decipher_only"), False)
    return x509.KeyUsage(digital_signature=True, content_commitment=True, **never)


@pytest.fixture
def sealing(sqlite_app: Flask, tmp_path: Path) -> Settings:
    """Settings with a certificate."""
    p12, password = certificate(tmp_path)
    return replace(steps.settings(sqlite_app), pdf_seal_p12=p12, pdf_seal_password_file=password)


def checked(body: bytes) -> Any:
    """What a reader finds out about the seal."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - a second to load
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415

    (seal,) = PdfFileReader(BytesIO(body)).embedded_signatures
    with ThreadPoolExecutor(1) as apart:  # it runs an event loop of its own, and a browser's may run here already
        return apart.submit(validate_pdf_signature, seal).result()


def test_a_sealed_form_is_intact_and_one_changed_bit_breaks_it(sqlite_app: Flask, sealing: Settings) -> None:
    with sqlite_app.app_context():
        number = Stage(sqlite_app).countersign()
        document = steps.document_of(number)
        assert keeping.issue_forms(sealing, _office(), document, "employee") == 4
    _, body = steps.kept(sqlite_app, document, "pdf")
    status = checked(body)
    assert status.intact
    assert status.valid
    assert status.coverage.name == "ENTIRE_FILE"
    assert not checked(flip(body, 2000)).intact
    assert "Isi berkas ini sama persis" in steps.send(sqlite_app, body).text


def test_until_it_is_sealed_the_reader_is_asked_to_come_back(
    sqlite_app: Flask, sealing: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    tilik = sqlite_app.extensions["tilik"]
    monkeypatch.setitem(sqlite_app.extensions, "tilik", replace(tilik, settings=sealing))
    with sqlite_app.app_context():
        number = Stage(sqlite_app).countersign()
        document = steps.document_of(number)
    head, path = log_in(sqlite_app, HEAD), f"/penilaian/{number}/dokumen/D.1.1"
    waiting = head.get(f"{path}.pdf", 503)
    assert "sedang disiapkan" in waiting.text
    assert waiting.response.headers["Retry-After"] == "5"
    assert head.client.get(f"{path}.xlsx").status_code == 200
    head.get(f"/penilaian/{number}/dokumen/Z.9.pdf", 404)
    with sqlite_app.app_context():
        keeping.issue_forms(sealing, _office(), document, "employee")
    assert checked(head.client.get(f"{path}.pdf").data).intact


def test_a_certificate_that_cannot_be_opened_says_so(sealing: Settings, tmp_path: Path) -> None:
    wrong = tmp_path / "salah"
    wrong.write_text("bukan sandinya")
    with pytest.raises(SettingsError, match="PDF_SEAL_P12 tidak dapat dibuka"):
        pades.sealed(replace(sealing, pdf_seal_password_file=wrong), b"%PDF-")


def test_whoever_seals_nothing_does_not_load_the_library() -> None:
    program = "import sys, app.factory; sys.exit('pyhanko' in sys.modules or 'cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
