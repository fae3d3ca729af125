"""What is printed below a form about its signatures and its verification; the regulation prints none of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.documents.wording import long_date
from app.domain.verification import shown

_ZONES = {7: "WIB", 8: "WITA", 9: "WIT", 0: "UTC"}
_ON_PAPER = "Ditandatangani di atas kertas, dicatat oleh petugas"
_NOT_YET = "belum ditandatangani saat dicetak"
TO_SIGN = (
    "Lembar ini dicetak untuk ditandatangani di atas kertas, dan berlaku sesudah tanda tangannya dicatat di Tilik "
    "dengan kode verifikasi ini."
)
_IN_THE_FILE = frozenset({"pades", "bsre"})
_BSRE = (
    "Tanda tangan elektronik melalui BSrE tersimpan di dalam berkas PDF formulir {form} dan tampil pada panel tanda "
    "tangan pembaca PDF. Tanda tangan BSrE berikutnya ditambahkan pada berkas itu tanpa mengubah halamannya."
)
VERIFY = "Untuk memeriksa keaslian dokumen ini, pindai kode QR atau buka alamat berikut, lalu masukkan kode verifikasi:"
QR_ALT = "Kode QR untuk membuka halaman verifikasi dokumen ini"


def signed_line(moment: datetime, method: str = "password") -> str:
    """Say how and when it was signed, in the zone of the moment given; never "tersertifikasi".

    An Indonesian zone is named (WIB, WITA, WIT) so that two offices read the same hour. A signature on paper has its
    date above the block and no hour.
    """
    if method == "paper":
        return _ON_PAPER
    offset = moment.utcoffset()
    zone = "" if offset is None else _ZONES.get(offset // timedelta(hours=1), f"{moment:%z}")
    clock = f"{moment:%H.%M} {zone}".strip()
    where = "" if method in _IN_THE_FILE else " di Tilik"
    return f"Ditandatangani secara elektronik{where}, {long_date(moment)} {clock}"


def notes_on(form: str, methods: Iterable[str]) -> tuple[str, ...]:
    """What is said under the form whose file holds certified signatures, for they do not show on its pages."""
    return (_BSRE.format(form=form),) if "bsre" in methods else ()


def code_line(code: str, *, to_sign: bool = False) -> str:
    """The verification code as it stands at the foot of every page; a sheet that is yet to be signed says so there."""
    return f"Kode verifikasi: {shown(code)}" + (f" ({_NOT_YET})" if to_sign else "")
