"""NIP and NI PPPK: 18 digits. Source: Perka BKN 22/2007 and 43/2007; PPPK variant as circulated."""

import re
from datetime import date

_SHAPE = re.compile("[0-9]{18}")  # not "any digit": those of other scripts would pass and never match a stored NIP
_NOISE = re.compile("[\\s.'‘’`\u200b\u2010-\u2015\ufeff-]")
_SCIENTIFIC = re.compile("[0-9]+(,[0-9]+)?[eE][+]?[0-9]+")  # normalising has taken out the point


def normalise(text: str) -> str:
    """The bare digits of a NIP typed with spaces, dots, dashes, apostrophes or non-breaking spaces."""
    return _NOISE.sub("", text)


def problem(text: str) -> str | None:
    """Why ``text`` (normalised) is no NIP, as an Indonesian sentence; None when it is one.

    Only the length, the digits and the birth date are hard rules: digits 13-14 differ between PNS and PPPK.
    """
    if _SCIENTIFIC.fullmatch(text):
        return "NIP berbentuk notasi ilmiah; angkanya sudah hilang. Ubah kolom menjadi teks, lalu isi ulang."
    if not _SHAPE.fullmatch(text):
        return "NIP harus 18 angka."
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return "Delapan angka pertama NIP harus tanggal lahir (tahun, bulan, tanggal)."
    if text[14] not in "12":
        return "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan)."
    return None


def display(text: str) -> str:
    """A NIP in its usual groups: XXXXXXXX XXXXXX X XXX."""
    return f"{text[:8]} {text[8:14]} {text[14]} {text[15:]}" if _SHAPE.fullmatch(text) else text
