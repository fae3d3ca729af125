"""The filled plans of a Kepala Dinas and a Kepala Puskesmas: Anak Lampiran 3 Tables 4 and 5 (p.167-172), on A.1.1."""

from app.domain.behaviour import BehaviourValue
from app.domain.planning import PlanForm
from tests.documents.filled import (
    ADDITIONAL,
    INNER,
    MAIN,
    MONEY,
    PROCESS,
    SERVED,
    TOGETHER,
    measures,
    person,
    plan,
    result,
)

_TRUE = "Melaksanakan instruksi atau tugas dari atasan dengan sungguh-sungguh dan penuh tanggung jawab"
_QUICK = "Mempercepat monitoring dan analisa data guna mendukung peningkatan kualitas dan kinerja unit kerja"
_DISTRICT = "Kepala Daerah"
_INITIATIVES = (
    "Terlaksananya rencana aksi/inisiatif strategis dalam rangka pencapaian sasaran dan indikator Kinerja utama "
    "organisasi dalam perjanjian kerja"
)
_DIRECTIVE = "Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan"
_DIRECTIVE_DONE = (
    "Penugasan/direktif pimpinan diselesaikan sesuai target waktu yang ditetapkan dan hasilnya memuaskan",
    PROCESS,
)

TABLE_4 = plan(
    PlanForm.A11,
    (person("KEPALA DINAS KESEHATAN", "DINAS KESEHATAN"), person("KEPALA DAERAH", "PEMERINTAH DAERAH X")),
    (
        result(
            MAIN,
            "Meningkatnya pelayanan Kesehatan dan kemandirian masyarakat untuk hidup sehat",
            measures(
                (
                    (
                        "Keluarga di wilayah kerja yang masuk dalam kategori keluarga sehat meningkat dari tahun "
                        "sebelumnya"
                    ),
                    SERVED,
                ),
                ("Sebagian besar unit kerja memenuhi standar kepuasan minimal", SERVED),
                ("Komplain atas layanan Dinas Kesehatan berkurang dari tahun sebelumnya", SERVED),
            ),
            _DISTRICT,
        ),
        result(
            MAIN,
            "Meningkatnya Akuntabilitas Kinerja Dinas Kesehatan",
            measures(
                ("Temuan hasil pemeriksaan ditindaklanjuti sesuai prosedur", INNER),
                ("LAKIP Dinas Kesehatan mencapai predikat A", INNER),
            ),
            _DISTRICT,
        ),
        result(
            MAIN,
            "Pengelolaan anggaran Dinas Kesehatan yang optimal",
            measures(
                ("Pengelolaan keuangan (anggaran) bebas dari temuan material", MONEY),
                ("Penyerapan anggaran Dinas Kesehatan meningkat dibandingkan tahun sebelumnya", MONEY),
            ),
            _DISTRICT,
        ),
        result(MAIN, _DIRECTIVE, measures(_DIRECTIVE_DONE), _DISTRICT),
        result(
            ADDITIONAL,
            _INITIATIVES,
            measures(
                (
                    (
                        "Rencana aksi/inisiatif strategis yang berkontribusi langsung terhadap pencapaian indikator "
                        "Perjanjian Kinerja Dinas Kesehatan diselesaikan sesuai target waktu yang ditetapkan"
                    ),
                    PROCESS,
                ),
            ),
            "",
        ),
    ),
    {
        BehaviourValue.ACCOUNTABLE: (
            "Menjadi role model/ panutan dalam menjunjung komitmen dan integritas pegawai di lingkungan kerjanya"
        ),
        BehaviourValue.COMPETENT: (
            "- Menyelesaikan setiap pekerjaan sesuai dengan target dan standar kualitas yang ditetapkan"
        ),
        BehaviourValue.HARMONIOUS: (
            "Membangun komunikasi yang lebih terbuka dan menjaga hubungan baik dengan stakeholder"
        ),
        BehaviourValue.LOYAL: (
            "Berani menyampaikan adanya indikasi/ hal-hal yang dapat merugikan dan membahayakan negara"
        ),
        BehaviourValue.COLLABORATIVE: TOGETHER,
    },
)

_HEALTH = "Kepala Dinas Kesehatan"
TABLE_5 = plan(
    PlanForm.A11,
    (person("KEPALA PUSKESMAS", "PUSKESMAS"), person("KEPALA DINAS KESEHATAN", "DINAS KESEHATAN")),
    (
        result(
            MAIN,
            "Meningkatnya kualitas pelayanan puskesmas",
            measures(
                (
                    "Ibu hamil mendapatkan pelayanan antenatal sesuai standar bahkan sampai ke pelosok daerah",
                    SERVED,
                ),
                (
                    "ibu bersalin mendapatkan pelayanan persalinan sesuai standar bahkan sampai ke pelosok daerah",
                    SERVED,
                ),
                ("Komplain ibu hamil atas layanan antenatal dan persalinan turun dibandingkan tahun lalu", SERVED),
            ),
            _HEALTH,
        ),
        result(
            MAIN,
            "Operasional rutin UPT Puskesmas dikelola dengan baik",
            measures(("Pegawai puas atas layanan internal Puskesmas", PROCESS)),
            _HEALTH,
        ),
        result(
            MAIN,
            "Obat dan bahan medis habis pakai (BMHP) tersedia sesuai kebutuhan",
            measures(
                (
                    (
                        "Obat-obatan dan bahan medis habis pakai (BMHP) tersedia sesuai kebutuhan dan siap digunakan "
                        "kapanpun dibutuhkan"
                    ),
                    PROCESS,
                ),
            ),
            _HEALTH,
        ),
        result(
            MAIN,
            "Tersedianya alat Kesehatan yang layak fungsi",
            measures(
                ("Alat Kesehatan untuk mendukung pelayanan semakin lengkap", PROCESS),
                ("Alat Kesehatan yang tersedia layak fungsi dan siap digunakan sewaktu waktu", PROCESS),
            ),
            _HEALTH,
        ),
        result(
            MAIN,
            "Terpenuhinya jasa pelayanan tenaga kesehatan",
            measures(
                (
                    "Tenaga Kesehatan yang terpenuhi jasa pelayanannya meningkat dibandingkan tahun sebelumnya",
                    INNER,
                ),
            ),
            _HEALTH,
        ),
        result(
            MAIN,
            "Meningkatnya Akuntabilitas Kinerja Puskesmas",
            measures(
                ("Temuan hasil pemeriksaan ditindaklanjuti sesuai prosedur", INNER),
                ("Aspek aspek manajemen risiko terpenuhi", INNER),
            ),
            _HEALTH,
        ),
        result(
            MAIN,
            "Pengelolaan anggaran Puskesmas yang optimal",
            measures(("Penyerapan anggaran puskesmas meningkat dibandingkan tahun sebelumnya", MONEY)),
            _HEALTH,
        ),
        result(MAIN, _DIRECTIVE, measures(_DIRECTIVE_DONE), _HEALTH),
        result(
            ADDITIONAL,
            _INITIATIVES,
            measures(
                (
                    (
                        "Rencana aksi/inisiatif strategis yang berkontribusi langsung terhadap pencapaian indikator "
                        "Perjanjian Kinerja puskesmas diselesaikan sesuai target waktu yang ditetapkan"
                    ),
                    PROCESS,
                ),
            ),
            _HEALTH,
        ),
    ),
    {
        BehaviourValue.HARMONIOUS: "Memberikan kesempatan yang sama serta bersikap adil kepada setiap pegawai",
        BehaviourValue.LOYAL: _TRUE,
        BehaviourValue.ADAPTIVE: _QUICK,
        BehaviourValue.COLLABORATIVE: TOGETHER,
    },
)
