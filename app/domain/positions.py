"""What kind a position is, and whether its holder heads the unit, from the words of the register (domain 6.4)."""

import re
from dataclasses import dataclass

from app.domain.people import PositionKind

_EXPERT_WORDS = re.compile(r"\bahli (utama|madya|muda|pertama)\b")
_SKILLED_WORDS = re.compile(r"\b(penyelia|mahir|terampil|pemula|pelaksana lanjutan)$")
_EXPERT_CODES = frozenset({"ut", "md", "ma", "mu", "pt", "keahlian"})
_SKILLED_CODES = frozenset({"py", "mh", "tr", "pm", "keterampilan"})
_BY_ESELON = {
    "I": PositionKind.JPT_MIDDLE,
    "II": PositionKind.JPT_PRATAMA,
    "III": PositionKind.ADMINISTRATOR,
    "IV": PositionKind.SUPERVISOR,
    "V": PositionKind.SUPERVISOR,
}
_BY_TYPE = (
    ("tinggi utama", PositionKind.JPT_MAIN),
    ("tinggi madya", PositionKind.JPT_MIDDLE),
    ("tinggi pratama", PositionKind.JPT_PRATAMA),
    ("pelaksana", PositionKind.EXECUTIVE),
    ("fungsional umum", PositionKind.EXECUTIVE),
    ("administrator", PositionKind.ADMINISTRATOR),
    ("pengawas", PositionKind.SUPERVISOR),
)
_BY_NAME = (
    (r"(sekretaris daerah|sekretaris dprd|inspektur$|inspektur daerah|asisten|staf ahli|kepala (dinas|badan))",
     PositionKind.JPT_PRATAMA),
    (r"(camat|inspektur pembantu|kepala (bidang|bagian|kantor)|sekretaris|direktur)", PositionKind.ADMINISTRATOR),
    (r"(lurah|kepala (seksi|sub ?bagian|sub ?bidang|uptd?|upt|unit|tata usaha))", PositionKind.SUPERVISOR),
)  # fmt: skip
_STRUCTURAL = frozenset(
    {
        PositionKind.JPT_MAIN, PositionKind.JPT_MIDDLE, PositionKind.JPT_PRATAMA, PositionKind.ADMINISTRATOR,
        PositionKind.SUPERVISOR,
    }
)  # fmt: skip
_HEADS = {
    "camat": "kecamatan",
    "lurah": "kelurahan",
    "sekretaris": "sekretariat",
    "inspektur": "inspektorat",
    "kepala": "",
    "direktur": "",
    "asisten": "asisten",
}
_SCHOOL = r"(sd|sdn|smp|smpn|sma|sman|smk|smkn|tk|tkn|paud|skb|slb|sekolah)\b"
_LEADS_A_UNIT = re.compile(rf"(kepala ({_SCHOOL}|puskesmas|uptd?|upt)|camat|lurah|inspektur)")
_FILLERS = frozenset({"upt", "uptd", "blud", "daerah", "kabupaten", "kota", "dan", "pada"})


@dataclass(frozen=True)
class Told:
    """What a row says about a position; every part may be empty."""

    name: str
    type: str = ""
    type_id: str = ""
    eselon: str | None = None
    grade: str = ""


@dataclass(frozen=True)
class Judged:
    """The kind a position was taken for; ``sure`` is False when the file does not really say."""

    kind: PositionKind
    sure: bool = True


def judge(told: Told) -> Judged:
    """The kind of a position: eselon before words, words before codes, the name of the position last."""
    name, kind = told.name.casefold().strip(), told.type.casefold()
    if told.eselon:
        return Judged(_BY_ESELON[told.eselon.partition(".")[0]])
    if functional := None if "struktural" in kind else _functional(name, told.grade):
        return Judged(functional)
    if typed := _by_type(name, kind, told.type_id):
        return typed
    for pattern, found in _BY_NAME:
        if re.match(pattern, name):
            return Judged(found, sure=False)
    return Judged(PositionKind.EXECUTIVE, sure="struktural" not in kind and told.type_id != "1")


def _by_type(name: str, words: str, code: str) -> Judged | None:
    """By the type of position; whoever leads a school or a puskesmas as a functional official is an expert."""
    for start, found in _BY_TYPE:
        if start in words:
            return Judged(found)
    if "fungsional" in words or code == "2":
        return Judged(PositionKind.FUNCTIONAL_EXPERT, sure=bool(_LEADS_A_UNIT.match(name)))
    return Judged(PositionKind.EXECUTIVE) if code == "4" else None


def _functional(name: str, grade: str) -> PositionKind | None:
    short = grade.casefold().strip()
    if _EXPERT_WORDS.search(name) or _EXPERT_WORDS.search(short) or short in _EXPERT_CODES:
        return PositionKind.FUNCTIONAL_EXPERT
    if _SKILLED_WORDS.search(name) or _SKILLED_WORDS.search(short) or short in _SKILLED_CODES:
        return PositionKind.FUNCTIONAL_SKILLED
    return None


def heads(position: str, kind: PositionKind, unit: str) -> bool:
    """Whether the words of the position claim the head of the unit: 'Kepala Bidang Mutu' of 'Bidang Mutu'."""
    first, _, rest = position.casefold().strip().partition(" ")
    if first not in _HEADS or not (kind in _STRUCTURAL or _LEADS_A_UNIT.match(position.casefold())):
        return False
    claimed = _tokens(f"{_HEADS[first]} {rest}")
    owned = _tokens(unit)
    if not owned or ("pembantu" in claimed and "pembantu" not in owned):
        return False
    if claimed[:1] == ["sekolah"]:
        return bool(re.match(_SCHOOL, unit.casefold()))
    short = min(len(claimed), len(owned))
    return short > 0 and claimed[:short] == owned[:short]


def might_head(position: str, kind: PositionKind) -> bool:
    """Whether somebody of such a position usually heads a unit, whatever its name."""
    words = position.casefold().strip()
    return kind in _STRUCTURAL and words.startswith(("kepala ", "camat", "lurah", "inspektur", "direktur"))


def _tokens(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]+", text.casefold()) if word not in _FILLERS]
