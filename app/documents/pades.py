"""The office's own seal on issued PDFs (PAdES), where it has configured a certificate.

It shows that a file came from this office and was not changed since. A certificate of one's own making shows as an
unknown signer in readers, and it is no certified electronic signature of a person: no page calls it one.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.config import Settings, SettingsError

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

FIELD = "SegelInstansi"
REASON = "Diterbitkan oleh instansi"


def is_configured(settings: Settings) -> bool:
    """Whether issued PDFs get a seal."""
    return settings.pdf_seal_p12 is not None


def sealed(settings: Settings, body: bytes) -> bytes:
    """The PDF with an invisible seal of the office; two calls never give the same bytes.

    Raises:
        SettingsError: the certificate cannot be opened.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - a second to load
    from pyhanko.sign import PdfSignatureMetadata, sign_pdf  # noqa: PLC0415
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415

    signer = _signer(settings.pdf_seal_p12, settings.pdf_seal_password_file)
    meta = PdfSignatureMetadata(
        field_name=FIELD, reason=REASON, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    target = BytesIO()
    with ThreadPoolExecutor(1) as apart:  # it runs an event loop of its own, and there may be one here already
        apart.submit(sign_pdf, IncrementalPdfFileWriter(BytesIO(body)), meta, signer, output=target).result()
    return target.getvalue()


@cache
def _signer(certificate: Path | None, password_file: Path | None) -> "SimpleSigner":
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - a second to load

    password = password_file.read_bytes().strip() if password_file else None
    found: Any = SimpleSigner.load_pkcs12(str(certificate), passphrase=password) if certificate else None  # type: ignore[no-untyped-call]
    if found is None:
        raise SettingsError("PDF_SEAL_P12 tidak dapat dibuka. Periksa berkas dan kata sandinya.")
    signer: SimpleSigner = found
    return signer
