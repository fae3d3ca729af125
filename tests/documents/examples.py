"""Example contents: invented people of an invented puskesmas, results after Tables 10-12 (p.183-187)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from app.documents.content import (
    BehaviourLine,
    Content,
    EvaluationContent,
    Heading,
    IndicatorLine,
    Issue,
    ObjectionContent,
    Party,
    PlanContent,
    ResultLine,
    SignatureMark,
)
from app.domain.behaviour import BehaviourValue
from app.domain.distribution import Achievement
from app.domain.planning import AnnexBlock, Aspect, Perspective, PlanForm, ResultKind
from app.domain.rating import OverallRating, Rating

WITA = timezone(timedelta(hours=8))

EMPLOYEE = Party(
    "Maria Goreti Bano, A.Md.Keb.",
    "198705122010012005",
    "Penata Muda Tingkat I / III/b",
    "Bidan Penyelia",
    "UPTD Puskesmas Alak, Dinas Kesehatan",
)
ASSESSOR = Party(
    "dr. Yohanes Tefa",
    "197903042006041002",
    "Pembina / IV/a",
    "Kepala UPTD Puskesmas Alak",
    "UPTD Puskesmas Alak, Dinas Kesehatan",
)
SUPERIOR = Party(
    "drg. Ratna Widyastuti Lao, M.Kes.",
    "197106181999032003",
    "Pembina Utama Muda / IV/c",
    "Kepala Dinas Kesehatan",
    "Dinas Kesehatan",
)
BUPATI = Party("Drs. Merbau Contoh", None, None, "Bupati", "Sekretariat Daerah")

HEADING = Heading("Pemerintah Kota Contoh", date(2026, 1, 1), date(2026, 12, 31), "Kota Contoh")

_CARE = "Layanan kesehatan ibu dan anak di wilayah kerja puskesmas diterima tepat waktu dan sesuai prosedur"

_RESULTS = (
    ResultLine(
        ResultKind.MAIN,
        _CARE + "\nIndikator Kinerja Individu: Persentase ibu hamil yang mendapat pelayanan antenatal sesuai standar",
        "Ibu hamil dengan kehamilan fisiologis dan patologis mendapat pemeriksaan kehamilan/antenatal care sesuai "
        "perannya dalam SOP/flow chart layanan ANC",
        (
            IndicatorLine(
                (Aspect.QUANTITY,),
                "Persentase ibu hamil yang datang terlayani pemeriksaan kehamilannya sesuai jam operasional puskesmas",
                "90 – 95%",
            ),
            IndicatorLine(
                (Aspect.QUALITY,),
                "Tingkat kesesuaian tindakan pemeriksaan kehamilan dengan SOP",
                "95 – 100% tindakan",
            ),
            IndicatorLine((Aspect.QUALITY, Aspect.TIME), "Komplain atas layanan ANC menurun", "≤ 3 per triwulan"),
        ),
    ),
    ResultLine(
        ResultKind.MAIN,
        _CARE,
        "Ibu hamil dengan kehamilan fisiologis dan patologis mendapat penanganan persalinan sesuai perannya dalam "
        "SOP/flow chart layanan persalinan",
        (
            IndicatorLine((Aspect.QUANTITY,), "Persentase ibu hamil yang datang terlayani persalinannya", "90 – 95%"),
            IndicatorLine((Aspect.QUALITY,), "Tingkat kepuasan ibu atas layanan persalinan", "3,5 skala 5"),
        ),
    ),
    ResultLine(
        ResultKind.MAIN,
        None,
        "Rekam medis ibu hamil serta register kohortnya tercatat secara lengkap, diarsipkan dengan baik, dan "
        "dilaporkan tepat waktu",
        (
            IndicatorLine(
                (Aspect.TIME,),
                "Hasil evaluasi rekam medis disampaikan ke penanggung jawab",
                "Paling lambat 3 bulan setelah pemeriksaan",
            ),
        ),
    ),
    ResultLine(
        ResultKind.ADDITIONAL,
        "Data layanan puskesmas termutakhir",
        "Ibu hamil dan ibu melahirkan terdata dalam aplikasi SICANTIK sesuai pembagian tanggung jawab pendataan",
        (
            IndicatorLine((Aspect.QUALITY,), "Kesalahan data ibu hamil pada aplikasi SICANTIK", "≤ 2%"),
            IndicatorLine((Aspect.TIME,), "Pemutakhiran data ibu hamil", "1 hari setelah pemeriksaan"),
        ),
    ),
)

_EXPECTATIONS = {
    BehaviourValue.COMPETENT: "- Bersedia mengajarkan pengetahuan dan keterampilan yang dimiliki kepada orang lain",
    BehaviourValue.HARMONIOUS: "- Membantu rekan kerja yang membutuhkan",
    BehaviourValue.LOYAL: "- Mengutamakan kepentingan organisasi di atas kepentingan pribadi atau kelompok\n"
    "- Melaksanakan tugas dari atasan dengan sungguh-sungguh dan penuh tanggung jawab",
}

PLAN = PlanContent(
    form=PlanForm.A17,
    edition=1,
    heading=HEADING,
    employee=EMPLOYEE,
    assessor=ASSESSOR,
    results=_RESULTS,
    behaviours=tuple(BehaviourLine(value, _EXPECTATIONS.get(value)) for value in BehaviourValue),
    annex=(
        (
            AnnexBlock.RESOURCES,
            (
                "Dukungan tenaga administratif sehingga bidan fokus dalam memberikan pelayanan",
                "Kendaraan operasional untuk bidan desa sehingga jangkauan pelayanan menjadi lebih luas",
                "Pelatihan penggunaan aplikasi SICANTIK sehingga data ibu hamil menjadi lebih valid dan terkini",
            ),
        ),
        (
            AnnexBlock.ACCOUNTABILITY,
            ("Kinerja pelayanan bidan direviu setiap 2 minggu, dan setiap minggu selama ada komplain dari ibu hamil",),
        ),
        (
            AnnexBlock.CONSEQUENCES,
            (
                (
                    "Bidan dengan pelayanan paling memuaskan berdasarkan survei kepuasan ditetapkan sebagai bidan "
                    "teladan bulanan"
                ),
                "Apabila target tidak terpenuhi, penugasan pendataan dialihkan setelah dialog dengan Pimpinan",
            ),
        ),
    ),
)

_REALISATIONS = (
    ("93% (412 dari 443 ibu hamil); bukti: register kohort ibu", "98% tindakan sesuai SOP", "2 komplain"),
    ("95% (201 dari 212 ibu)", "3,8 dari skala 5 (survei 120 responden)"),
    ("Disampaikan 2 bulan setelah pemeriksaan",),
    ("1,4% kesalahan", "1 hari setelah pemeriksaan"),
)
_FEEDBACK = (
    "Pelayanan ANC makin cepat; ibu hamil menyampaikan terima kasih atas penjelasan yang sabar.",
    "Rujukan sudah sesuai prosedur. Lanjutkan pendampingan bagi bidan baru.",
    "Rapi dan tepat waktu.",
    "Data jarang salah; bantu rekan lain memakai aplikasi.",
)


def _evaluated(line: ResultLine, realised: tuple[str, ...], feedback: str) -> ResultLine:
    indicators = tuple(replace(item, realisation=text) for item, text in zip(line.indicators, realised, strict=True))
    return replace(line, indicators=indicators, feedback=feedback)


EVALUATION = EvaluationContent(
    period_label="Triwulan III",
    heading=Heading("Pemerintah Kota Contoh", date(2026, 7, 1), date(2026, 9, 30), "Kota Contoh"),
    employee=EMPLOYEE,
    assessor=ASSESSOR,
    superior=SUPERIOR,
    achievement=Achievement.GOOD,
    results=tuple(map(_evaluated, _RESULTS, _REALISATIONS, _FEEDBACK)),
    results_rating=Rating.AS_EXPECTED,
    behaviours=tuple(
        BehaviourLine(value, _EXPECTATIONS.get(value), f"Umpan balik tentang {value.label.lower()}: sudah dijalankan")
        for value in BehaviourValue
    ),
    behaviour_rating=Rating.ABOVE,
    overall=OverallRating.GOOD,
    note="Pertahankan mutu layanan. Ikut pelatihan kegawatdaruratan maternal pada triwulan berikutnya.\n"
    "Rekan-rekan dapat belajar dari cara kerja yang rapi.",
)


def mark(role: str, party: Party, moment: datetime) -> SignatureMark:
    return SignatureMark(role, party.name, party.nip, party.position, moment, "Kota Contoh", "elektronik")


SIGNED = Issue(
    signatures=(
        mark("employee", EMPLOYEE, datetime(2026, 11, 21, 9, 5, tzinfo=WITA)),
        mark("assessor", ASSESSOR, datetime(2026, 11, 22, 14, 2, tzinfo=WITA)),
    ),
    digest="3f" * 32,
)
DRAFT = Issue()
SAMPLE = replace(SIGNED, sample=True)
MARKED = replace(
    SIGNED, code="0123456789ABCDEF", verify_at="https://tilik.contoh.go.id/verifikasi/0123456789ABCDEF", sample=True
)
UTC_MOMENT = datetime(2026, 11, 22, 6, 2, tzinfo=UTC)


def _given(line: ResultLine, leader: str) -> ResultLine:
    indicators = tuple(
        replace(item, aspects=(), perspective=perspective)
        for item, perspective in zip(line.indicators, Perspective, strict=False)
    )
    return replace(line, indicators=indicators, leader_result=None, assigned_by=leader)


LEADERS_PLAN = replace(
    PLAN,
    form=PlanForm.A12,
    results=(*(_given(line, "Kepala Dinas Kesehatan") for line in _RESULTS[:3]), _given(_RESULTS[3], "")),
)
NARRATIVE_LEADERS_PLAN = replace(
    LEADERS_PLAN,
    form=PlanForm.A11,
    results=tuple(
        replace(line, indicators=tuple(replace(item, target="") for item in line.indicators))
        for line in LEADERS_PLAN.results
    ),
)
NARRATIVE_PLAN = replace(
    NARRATIVE_LEADERS_PLAN,
    form=PlanForm.A16,
    results=tuple(
        replace(line, indicators=tuple(replace(item, perspective=None) for item in line.indicators))
        for line in NARRATIVE_LEADERS_PLAN.results
    ),
)
LEADERS_EVALUATION = replace(
    EVALUATION,
    plan_form=PlanForm.A12,
    results=tuple(_given(line, "Kepala Dinas Kesehatan") for line in EVALUATION.results),
)
NARRATIVE_EVALUATION = replace(LEADERS_EVALUATION, plan_form=PlanForm.A11)
ABOVE_EVALUATION = replace(EVALUATION, document_form="D.1.2")
CHANGED_EVALUATION = replace(
    EVALUATION,
    document_form="D.1.3",
    objection=ObjectionContent(
        "Realisasi rujukan pada triwulan III belum dihitung, padahal bukti dukungnya sudah disampaikan.",
        "Bukti dukung baru terbaca setelah evaluasi ditandatangani; saya tidak berkeberatan bila dihitung.",
        "Keberatan diterima: rating perilaku kerja diubah. Rekomendasi: bukti dukung diperiksa bersama setiap bulan.",
    ),
)
CONTENTS: dict[str, Content] = {
    "A.1.1": NARRATIVE_LEADERS_PLAN,
    "A.1.2": LEADERS_PLAN,
    "A.1.6": NARRATIVE_PLAN,
    "A.1.7": PLAN,
    "A.1.8": PLAN,
    "C.1.1": NARRATIVE_EVALUATION,
    "C.1.2": LEADERS_EVALUATION,
    "C.1.3": EVALUATION,
    "D.1.1": EVALUATION,
    "D.1.2": ABOVE_EVALUATION,
    "D.1.3": CHANGED_EVALUATION,
}


def many_results(content: PlanContent, count: int) -> PlanContent:
    """The plan with as many results as asked, each with a text of its own to look for."""
    lines = tuple(
        replace(_RESULTS[index % 3], text=f"Hasil nomor {index} terwujud sesuai kesepakatan") for index in range(count)
    )
    return replace(content, results=lines)


def long_text(words: int, tag: str) -> str:
    """Numbered words: whichever is missing on paper can be named."""
    return " ".join(f"{tag}{number}" for number in range(words))
