"""Advice on the wording of results and targets; a kind sentence, never a block.

Sources: PermenPANRB 6/2022, Anak Lampiran 1, p.120-122 (a result is neither an activity nor a category) and
II.A.7.a.7-8, p.51 (targets are not absolute, and have a time bound); quantitative ones are measured (II.A.7.a.4, p.50).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.planning import Aspect


class Wording(StrEnum):
    """What the words of a planned result name (Anak Lampiran 1, p.120-122)."""

    RESULT = "result"
    ACTIVITY = "activity"
    CATEGORY = "category"


class AdviceKind(StrEnum):
    """What the advice is about."""

    ACTIVITY = "activity"
    CATEGORY = "category"
    ABSOLUTE = "absolute"
    MEASURE = "measure"
    TIME = "time"


@dataclass(frozen=True)
class Advice:
    """A sentence for the writer; ``found`` is the word it is about, empty when something is missing."""

    kind: AdviceKind
    message: str
    found: str = ""


_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ACTIVE = re.compile(r"me[mnlrwy]\w{3,}")
_NO_VERBS = _words("mekanisme melati memori menara menit mental menteri mentor merah merek meriam menu merdeka merata")
_PLAIN_VERBS = _words("""
    bantu berkoordinasi berkontribusi berpartisipasi berperan bekerja buat dampingi hadir ikut jalankan jawab kelola
    kembangkan kirim koordinasikan laksanakan lakukan latih layani memberi periksa siapkan susun tulis
""")
_STATES = _words("""
    ada adanya akurat aktif aman andal baik bebas benar berfungsi berhasil berjalan berkurang bermanfaat bersertifikat
    bertambah cepat efektif efisien hilang ide inovasi kepuasan kualitas lancar lengkap lulus lunas mampu mandiri meluas
    memuaskan mendapat meningkat menurun merata mudah mutakhir naik nihil nyaman opini optimal paham patuh peningkatan
    penurunan puas rampung rapi sehat selesai sembuh sesuai siap tepat terbit tingkat tumbuh tuntas turun valid
""")
_SAID_OF = re.compile(r"(?:di|ter)\w{4,}")
_NOT_SAID_OF = _words("""
    diagnosa diagnosis dialog digital digitalisasi diklat dimensi dinamika dinamis dinding diploma direktorat direktur
    disabilitas disiplin diskusi dispensasi disposisi distribusi distrik ditjen divisi terampil terapi terdiri terhadap
    terkait terluar termasuk terminal terpadu terpencil tersebut tertentu
""")
_CHANGE = re.compile(r"(?:me|ter|ber)\w+nya")
_FIELDS = _words("""
    administrasi bidang fungsi hubungan kegiatan layanan manajemen operasional pekerjaan pelayanan program tata tugas
    urusan
""")
_ACTION_NOUNS = _words("""
    analisis asistensi audit bimbingan coaching distribusi dokumentasi edukasi evaluasi fasilitasi identifikasi
    inspeksi inventarisasi konsultasi koordinasi kunjungan monitoring pelaksanaan pelaporan pelatihan pemantauan
    pembelajaran pembinaan pembuatan pemeliharaan pemeriksaan pemberian penanganan penataan penatausahaan pencatatan
    pendampingan pendaftaran pendataan pengadaan pengajaran pengarsipan pengawasan pengelolaan pengembangan pengendalian
    pengiriman pengolahan penguatan pengujian pengumpulan penilaian penyaluran penyelenggaraan penyelesaian penyiapan
    penyuluhan penyusunan perawatan perencanaan persiapan promosi publikasi rapat rekapitulasi reviu sosialisasi
    supervisi verifikasi
""")
_JOINS = _words("dan atau serta")
_PURPOSE = _JOINS | _words("agar dalam dengan guna untuk yang")


def wording_of(text: str) -> Wording:
    """Whether the words name a result, an activity or a category, as far as words tell.

    Whatever is not clearly an activity or a category counts as a result: advice that is wrong teaches to ignore it.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return Wording.RESULT
    if _is_active(words[0]) or words[0] in _PLAIN_VERBS:
        return Wording.ACTIVITY
    if _tells_a_state(words):
        return Wording.RESULT
    if words[0] in _FIELDS:
        return Wording.CATEGORY
    if words[0] in _ACTION_NOUNS:
        others = [word for word in words[1:] if word not in _JOINS and word not in _ACTION_NOUNS]
        return Wording.ACTIVITY if others else Wording.CATEGORY
    return Wording.CATEGORY if len(words) == 1 else Wording.RESULT


def _is_active(word: str) -> bool:
    """Whether a word is a verb of doing: 'menyusun', but neither 'media' nor 'meningkatnya'."""
    return word not in _NO_VERBS and not _CHANGE.fullmatch(word) and bool(_ACTIVE.fullmatch(word))


def _tells_a_state(words: Sequence[str]) -> bool:
    """Whether something is said to be so: a state, a passive, or somebody else's doing that is not a mere purpose."""
    for before, word in zip(("", *words), words, strict=False):
        if word in _STATES or _CHANGE.fullmatch(word):
            return True
        if _SAID_OF.fullmatch(word) and word not in _NOT_SAID_OF:
            return True
        if before and before not in _PURPOSE and _is_active(word):
            return True
    return False


_AS_ACTIVITY = (
    "Kalimat ini terbaca sebagai kegiatan. Tulis keadaan yang tercapai setelah kegiatan itu selesai, misalnya"
    " “Ibu hamil terlayani sesuai standar”, bukan “Melakukan pelayanan ibu hamil”."
)
_AS_CATEGORY = (
    "Kalimat ini baru menyebut bidang pekerjaan. Tambahkan apa yang dicapai di bidang itu, misalnya"
    " “Permohonan diproses dengan cepat dan akurat”, bukan “Layanan permohonan”."
)
_OF_WORDING = {
    Wording.ACTIVITY: (AdviceKind.ACTIVITY, _AS_ACTIVITY),
    Wording.CATEGORY: (AdviceKind.CATEGORY, _AS_CATEGORY),
}


def advise_result(text: str) -> tuple[Advice, ...]:
    """Advice on the words of a planned result: a result, not an activity nor a category (p.120-122)."""
    found = _OF_WORDING.get(wording_of(text))
    if found is None:
        return ()
    first = _WORD.search(text)
    return (Advice(*found, found=first.group() if first else ""),)


_SPAN_OF_TIME = (
    r"hari|minggu|pekan|bulan|triwulan|semester|tahun|tanggal|periode|jam|kali|senin|selasa|rabu|kamis|jumat"
)
_ABSOLUTE = re.compile(
    rf"\b(semua|selalu|tidak\s+pernah|setiap(?!\s+(?:akhir\s+|awal\s+)?(?:{_SPAN_OF_TIME})\b))\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\d|\b(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|\w+ belas|\w+ puluh|seratus"
    r"|seribu|separuh|setengah|seperempat)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:{_SPAN_OF_TIME}|menit|jan(?:uari)?|feb(?:ruari)?|maret|april|mei|juni|juli|agustus|sept(?:ember)?|oktober"
    r"|nov(?:ember)?|des(?:ember)?|harian|mingguan|bulanan|tahunan|tepat waktu|sesuai jadwal|20\d\d)\b"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}",
    re.IGNORECASE,
)
_NO_MEASURE = (
    "Target ini belum menyebut ukuran. Tambahkan angka dan satuannya, atau batas waktunya, misalnya “paling sedikit"
    " 90%” atau “12 laporan sampai 30 November”."
)
_NO_TIME = (
    "Aspeknya waktu, tetapi target ini belum menyebut batas waktu atau lamanya. Tambahkan, misalnya “paling lambat"
    " tanggal 5” atau “rata-rata 3 hari”."
)


def advise_target(text: str, *, aspects: Collection[Aspect] = (), is_quantitative: bool = True) -> tuple[Advice, ...]:
    """Advice on a target, or on a qualitative indicator with its target in one.

    Not absolute, except where life, injury, national security or a large loss of money is at stake (II.A.7.a.7, p.51;
    'setiap bulan' is a rhythm and no absolute word). A quantitative one has a measure (II.A.7.a.4, p.50), and one of
    the aspect time alone names a time. Other targets without a time are bound by the end of the plan (II.A.7.a.8.c,
    p.51), as the regulation's own examples are. Nothing is said of an empty text: that is for what is missing.
    """
    if not text.strip():
        return ()
    advice = [Advice(AdviceKind.ABSOLUTE, _absolute(word), word) for word in _absolute_words(text)[:1]]
    has_time = _TIME.search(text) is not None
    if is_quantitative and not has_time:
        if _NUMBER.search(text) is None:
            advice.append(Advice(AdviceKind.MEASURE, _NO_MEASURE))
        elif set(aspects) == {Aspect.TIME}:
            advice.append(Advice(AdviceKind.TIME, _NO_TIME))
    return tuple(advice)


def _absolute_words(text: str) -> list[str]:
    return [" ".join(found.lower().split()) for found in _ABSOLUTE.findall(text)]


def _absolute(word: str) -> str:
    return (
        f"Kata “{word}” tidak memberi ruang bagi kesalahan kecil. Lebih baik tulis batas yang masuk akal, misalnya"
        " “paling sedikit 95%”. Kata ini boleh dipakai bila hasilnya menyangkut nyawa, cedera, keamanan nasional, atau"
        " kerugian uang yang besar."
    )
