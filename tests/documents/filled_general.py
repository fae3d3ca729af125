"""The filled plan of a Direktur Jenderal: Anak Lampiran 2 Table 5 (p.131-133), quantitative."""

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
    counted,
    person,
    plan,
    result,
)

_MINISTER = "Menteri"
TABLE_5_GENERAL = plan(
    PlanForm.A12,
    (person("DIREKTUR JENDERAL III", "DIREKTORAT JENDERAL III"), person("MENTERI", "KEMENTERIAN X")),
    (
        result(
            MAIN,
            "Meningkatnya pelayanan infrastruktur perumahan dan permukiman yang layak dan aman",
            counted(
                (
                    (
                        "Persentase peningkatan pelayanan infrastruktur pemukiman yang layak dan aman melalui "
                        "pendekatan smart living"
                    ),
                    "61,95%",
                    SERVED,
                ),
            ),
            _MINISTER,
        ),
        result(
            MAIN,
            "Meningkatkan kualitas layanan Direktorat Jenderal III",
            counted(
                (
                    "Indeks kualitas layanan yang dihasilkan oleh unit kerja lingkup Direktorat Jenderal III",
                    "3,5 dari skala 5",
                    SERVED,
                ),
            ),
            _MINISTER,
        ),
        result(
            MAIN,
            "Tersusunnya revisi Undang-Undang Republik Indonesia No. 28 Tahun 2002 tentang Bangunan Gedung",
            counted(
                (
                    (
                        "Indeks penyelesaian revisi Undang-Undang Republik Indonesia No. 28 Tahun 2002 tentang "
                        "Bangunan Gedung"
                    ),
                    "90",
                    PROCESS,
                ),
            ),
            _MINISTER,
        ),
        result(
            MAIN,
            "Tersusunnya RPP tentang Peraturan Pelaksanaan UU No. 6 Tahun 2017 tentang Arsitek",
            counted(
                (
                    "Indeks penyelesaian RPP tentang Peraturan Pelaksanaan UU No. 6 Tahun 2017 tentang Arsitek",
                    "90",
                    PROCESS,
                ),
            ),
            _MINISTER,
        ),
        result(
            MAIN,
            "Terwujudnya Direktorat Jenderal III yang reform dan akuntabel",
            counted(
                ("Nilai pelaksanaan Reformasi Birokrasi Direktorat Jenderal III", "85", INNER),
                ("Nilai Akuntabilitas Kinerja Direktorat Jenderal III", "85", INNER),
            ),
            _MINISTER,
        ),
        result(
            MAIN,
            "Pengelolaan anggaran Program Pembinaan dan Pengembangan Infrastruktur Permukiman yang optimal",
            counted(
                ("Nilai Indikator Kinerja Pelaksanaan Anggaran Direktorat Jenderal III", "95", MONEY),
            ),
            _MINISTER,
        ),
        result(
            MAIN,
            "Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan",
            counted(
                (
                    "Persentase penyelesaian penugasan/direktif pimpinan sesuai target waktu yang ditetapkan",
                    "80%",
                    PROCESS,
                ),
            ),
            "Pimpinan",
        ),
        result(
            ADDITIONAL,
            "Terlaksananya rencana aksi/inisiatif strategis dalam rangka pencapaian sasaran dan indikator Kinerja "
            "utama organisasi dalam perjanjian kerja",
            counted(
                (
                    (
                        "Persentase penyelesaian rencana aksi/inisiatif strategis yang berkontribusi langsung terhadap "
                        "pencapaian indikator Perjanjian Kinerja Direktorat Jenderal III sesuai target waktu yang "
                        "ditetapkan"
                    ),
                    "80%",
                    PROCESS,
                ),
            ),
            _MINISTER,
        ),
    ),
    {
        BehaviourValue.ACCOUNTABLE: (
            "- Menjadi role model/ panutan dalam menjunjung komitmen dan integritas pegawai di lingkungan kerjanya"
        ),
        BehaviourValue.COMPETENT: (
            "- Bersedia untuk mengajarkan pengetahuan atau keterampilan yang dimiliki kepada orang lain\n"
            "- Menyelesaikan setiap pekerjaan sesuai dengan target dan standar kualitas yang ditetapkan"
        ),
        BehaviourValue.HARMONIOUS: (
            "- Membangun komunikasi yang lebih terbuka dan menjaga hubungan baik dengan stakeholder"
        ),
        BehaviourValue.LOYAL: (
            "- Berani menyampaikan adanya indikasi/ hal-hal yang dapat merugikan dan membahayakan negara"
        ),
        BehaviourValue.COLLABORATIVE: TOGETHER,
    },
)
