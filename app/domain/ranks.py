"""Ranks, eselon, names and legal status as the register writes them, brought into the words of the official forms."""

import re

from app.domain.people import Employment

PANGKAT = {
    "I/a": "Juru Muda", "I/b": "Juru Muda Tk. I", "I/c": "Juru", "I/d": "Juru Tk. I",
    "II/a": "Pengatur Muda", "II/b": "Pengatur Muda Tk. I", "II/c": "Pengatur", "II/d": "Pengatur Tk. I",
    "III/a": "Penata Muda", "III/b": "Penata Muda Tk. I", "III/c": "Penata", "III/d": "Penata Tk. I",
    "IV/a": "Pembina", "IV/b": "Pembina Tk. I", "IV/c": "Pembina Utama Muda", "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}  # fmt: skip
"""Pangkat of a PNS by golongan; a PPPK has a golongan alone."""
_ROMANS = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
_GOLONGAN = re.compile(r"(?<![A-Z])(III|II|IV|I)\s*[/.\- ]?\s*([A-E])(?![A-Z])")
_PLAIN_GOLONGAN = re.compile(r"(?:GOLONGAN|GOL\.?)?\s*([IVX]+|\d{1,2})")
_CODE = re.compile(r"([1-4])([1-5])")
_ESELON = re.compile(r"(?:ESELON|ES\.?)?\s*(IV|V|III|II|I)\s*[/.\- ]?\s*([A-E])")
_ENDED = (
    "pensiun", "meninggal", "wafat", "tewas", "berhenti", "diberhentikan", "pemberhentian", "putus hubungan",
    "pemutusan hubungan", "hilang", "mutasi keluar", "pindah instansi", "bukan pns", "bukan asn",
)  # fmt: skip
_STILL_HERE = ("sementara", "masa persiapan", "mpp", "aktif kembali")
_FREQUENCY_FROM = 13
_PPPK_WORDS = ("pppk", "p3k", "perjanjian kerja")


def golongan(text: str, employment: Employment) -> str | None:
    """Rank as the forms print it: 'Penata Tk. I, III/d' or 'Golongan IX'; None when the words name none."""
    words = text.upper()
    if employment is Employment.PNS:
        if found := _GOLONGAN.search(words):
            letter = f"{found[1]}/{found[2].lower()}"
        elif found := _CODE.fullmatch(words):
            letter = f"{_ROMANS[int(found[1]) - 1]}/{'abcde'[int(found[2]) - 1]}"
        else:
            return None
        return f"{PANGKAT[letter]}, {letter}" if letter in PANGKAT else None
    found = _PLAIN_GOLONGAN.fullmatch(words)
    if not found:
        return None
    number = int(found[1]) if found[1].isdigit() else _ROMANS.index(found[1]) + 1 if found[1] in _ROMANS else 0
    return f"Golongan {_ROMANS[number - 1]}" if 1 <= number <= len(_ROMANS) else None


def eselon(text: str) -> str | None:
    """An eselon as 'II.b'; None for those who have none."""
    found = _ESELON.fullmatch(text.upper().strip())
    return f"{found[1]}.{found[2].lower()}" if found else None


def employment_of(words: str, status: str, nip: str) -> Employment:
    """PNS or PPPK: from the words of the file, else from the NIP, whose digits 13 and 14 are a month for a PNS."""
    told = f"{words} {status}".casefold()
    if "paruh waktu" in told:
        return Employment.PPPK_PART_TIME
    if any(word in told for word in _PPPK_WORDS):
        return Employment.PPPK
    if "pns" in told or "pegawai negeri" in told or status.casefold() in {"p", "c"}:
        return Employment.PNS
    return Employment.PPPK if nip[12:14].isdigit() and int(nip[12:14]) >= _FREQUENCY_FROM else Employment.PNS


def has_left(standing: str) -> bool:
    """Whether a kedudukan hukum says that the person serves no more."""
    words = standing.casefold()
    return any(word in words for word in _ENDED) and not any(word in words for word in _STILL_HERE)


def full_name(before: str, name: str, after: str) -> str:
    """Name with degrees, the Indonesian way: 'dr. Budi Santoso, S.Kep.'; degrees the name already has stay single.

    Capitals are left as the register writes them: which letters of 'I GUSTI NGURAH' or 'MUH. AL-FATIH' are small only
    their bearer knows.
    """
    front = "" if _bare(name).startswith(_bare(before)) and before else before
    tail = _bare(name.partition(",")[2])
    back = "" if after and _bare(after) in tail else after.strip(" ,")
    joined = f"{front} {name.strip(' ,')}".strip()
    return f"{joined}, {back}" if back else joined


def _bare(text: str) -> str:
    return re.sub(r"[\s.,]", "", text.casefold())


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts differ at most in case and spaces: such a difference is no change."""
    return folded(one or "") == folded(other or "")


def folded(text: str) -> str:
    """A name as it is compared: without case, spaces single."""
    return " ".join(text.casefold().split())
