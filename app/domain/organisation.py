"""What a unit is, guessed from its name, and the shape of a tree of units."""

import re
from datetime import timedelta

from app.domain.people import UnitKind

FURTHEST = timedelta(days=400)
"""A first day further from today than this is a slip of the year."""


def lineage_of(path: str) -> tuple[int, ...]:
    """Ids from the root to a unit, from its path such as '/1/4/9/'."""
    return tuple(int(part) for part in path.strip("/").split("/"))


INDEPENDENT = frozenset({UnitKind.SCHOOL, UnitKind.HEALTH_CENTRE, UnitKind.DISTRICT})
"""Kinds taken for unit kerja mandiri; the regulation gives no list (docs/adr/0007)."""
LONGEST_PATH = 200
_NAMES = (
    (r"(pemerintah|provinsi|kabupaten|kota)\b", UnitKind.AGENCY),
    (r"(upt|uptd|upt\.|uptd\.)?\s*(puskesmas|pusat kesehatan masyarakat)\b(?! pembantu)", UnitKind.HEALTH_CENTRE),
    ((r"(upt|uptd)?\s*(sd|sdn|smp|smpn|sma|sman|smk|smkn|tk|tkn|paud|skb|slb|sdlb|min|mts|satuan pendidikan|"
     r"sanggar kegiatan belajar|sekolah|taman kanak)\b"), UnitKind.SCHOOL),
    (r"(kecamatan|distrik)\b", UnitKind.DISTRICT),
    (r"(upt|uptd|rsud|rumah sakit|unit pelaksana|balai|laboratorium|instalasi|gudang|blud)\b", UnitKind.TECHNICAL_UNIT),
    (r"(sekretariat daerah|sekretariat dprd|sekretariat dewan)", UnitKind.SECRETARIAT),
    (r"dinas\b|satuan polisi|inspektorat\b(?! pembantu)", UnitKind.OFFICE),
    (r"badan\b", UnitKind.AGENCY_BODY),
    (r"(kelurahan|bidang|bagian|seksi|sub|sekretariat|kelompok|tim|inspektur|asisten|staf|unit)", UnitKind.SECTION),
)  # fmt: skip


def kind_of(name: str) -> UnitKind:
    """The kind a unit's name speaks of; what is not known is a section."""
    words = name.casefold().strip()
    for pattern, kind in _NAMES:
        if re.match(pattern, words):
            return kind
    return UnitKind.SECTION


def top_down(parents: dict[str, str]) -> list[str]:
    """Every node after its parent; nodes of a circle are left out."""
    children: dict[str, list[str]] = {}
    for node, parent in parents.items():
        children.setdefault(parent, []).append(node)
    order = [node for node in parents if parents[node] not in parents]
    for node in order:
        order.extend(child for child in children.get(node, []) if child != node)
    return order
