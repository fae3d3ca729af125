"""The QR code that leads from paper to the page of verification."""

import io

import segno

# Four modules of white around it, or telephones do not find it (ISO/IEC 18004, 6.3.8).
_BORDER = 4
_PIXELS = 6


def qr_drawing(address: str) -> str:
    """The address as QR code, an SVG to be set at any size; the same address always gives the same text."""
    target = io.BytesIO()
    _code(address).save(target, kind="svg", border=_BORDER, xmldecl=False, svgns=True)
    return target.getvalue().decode()


def qr_picture(address: str) -> bytes:
    """The same as PNG, for a workbook."""
    target = io.BytesIO()
    _code(address).save(target, kind="png", border=_BORDER, scale=_PIXELS)
    return target.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
