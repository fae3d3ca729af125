"""The filled plans of Anak Lampiran 2 beside the Direktur Jenderal's: Tables 6, 14-16 (p.134-158), quantitative."""

from app.documents.content import IndicatorLine, ResultLine
from app.domain.behaviour import BehaviourValue
from app.domain.planning import AnnexBlock, Aspect, PlanForm
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

_DG = "Direktur Jenderal III"
QUALITY = (
    "Meningkatnya kualitas bangunan gedung yang menjamin keselamatan, kesehatan, kenyamanan dan kemudahan bagi "
    "penggunanya"
)
INDEX = "Persentase Pemda Kabupaten/Kota yang Nilai Indeks Penyelenggaraaan Bangunan Gedung minimal Baik"

TABLE_6_GENERAL = plan(
    PlanForm.A12,
    (person("DIREKTUR II", "DIREKTORAT JENDERAL III"), person("DIREKTUR JENDERAL III", "DIREKTORAT JENDERAL III")),
    (
        result(MAIN, QUALITY, counted((INDEX, "30%", SERVED)), _DG),
        result(
            MAIN,
            "Percepatan pembangunan Pos Lintas Batas Negara terpadu dan sarana prasarana penunjang kawasan perbatasan.",
            counted(
                (
                    (
                        "Jumlah Pos Lintas Batas Negara Terpadu dan sarana prasarana penunjang kawasan perbatasan yang "
                        "terbangun, laik fungsi, dan telah diserahterimakan."
                    ),
                    "3 unit",
                    SERVED,
                ),
                (
                    (
                        "Tingkat kepuasan pengguna dan operator Pos Lintas Batas Negara terhadap fasilitas Pos Lintas "
                        "Batas"
                    ),
                    "3,5 dari skala 5",
                    SERVED,
                ),
            ),
            _DG,
        ),
        result(
            MAIN,
            "Meningkatnya kualitas layanan Direktorat II",
            counted(("Indeks kualitas layanan internal Direktorat II", "4", SERVED)),
            _DG,
        ),
        result(
            MAIN,
            "Tersusunnya RUU Revisi Undang-Undang Republik Indonesia No. 28 Tahun 2002 tentang Bangunan Gedung",
            counted(
                (
                    (
                        "Indeks Penyelesaian Revisi Undang Undang Republik Indonesia No. 28 Tahun 2002 tentang "
                        "Bangunan Gedung"
                    ),
                    "80",
                    PROCESS,
                )
            ),
            _DG,
        ),
        result(
            MAIN,
            "Tersusunnya RPP tentang Peraturan Pelaksanaan UU No. 6 Tahun 2017 tentang Arsitek",
            counted(
                (
                    "Indeks penyelesaian RPP tentang Peraturan Pelaksanaan UU No. 6 Tahun 2017 tentang Arsitek",
                    "80",
                    PROCESS,
                )
            ),
            _DG,
        ),
        result(
            MAIN,
            "Terwujudnya Direktorat II yang akuntabel",
            counted(("Nilai Akuntabilitas Kinerja Direktorat II", "85", INNER)),
            _DG,
        ),
        result(
            MAIN,
            "Meningkatnya kualitas pengelolaan BMN",
            counted(("Tingkat kualitas pengelolaan BMN lingkup Direktorat II", "95%", INNER)),
            _DG,
        ),
        result(
            MAIN,
            "Pengelolaan anggaran Program Pembinaan dan Pengembangan Infrastruktur Permukiman yang optimal",
            counted(("Presentase pengelolaan keuangan (anggaran) yang bebas dari temuan material", "100%", MONEY)),
            _DG,
        ),
        result(
            MAIN,
            "Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan",
            counted(
                (
                    "Persentase penyelesaian penugasan pimpinan/direktif pimpinan sesuai target waktu yang ditetapkan",
                    "80%",
                    PROCESS,
                )
            ),
            "Pimpinan",
        ),
        result(
            ADDITIONAL,
            "Terlaksananya rencana aksi/inisiatif strategis dalam rangka pencapaian sasaran dan indikator Kinerja "
            "utama organisasi dalam perjanjian Kinerja",
            counted(
                (
                    (
                        "Persentase penyelesaian rencana aksi/ inisiatif strategis yang berkontribusi langsung "
                        "terhadap pencapaian indikator Perjanjian Kinerja Direktorat II sesuai target waktu yang "
                        "ditetapkan"
                    ),
                    "80%",
                    PROCESS,
                )
            ),
            _DG,
        ),
    ),
    {
        BehaviourValue.ACCOUNTABLE: (
            "Menjadi role model/ panutan dalam menjunjung antikorupsi bagi pegawai di lingkungan kerjanya."
        ),
        BehaviourValue.COLLABORATIVE: TOGETHER,
    },
)


def _line(aspect: Aspect, text: str, target: str) -> IndicatorLine:
    return IndicatorLine((aspect,), text, target)


def _served(text: str, leader: str, *indicators: IndicatorLine) -> ResultLine:
    return ResultLine(MAIN, leader, text, indicators)


SIMBG = (
    "Aplikasi SIMBG menjalankan bisnis proses dan SLA (service level agreement) sesuai NSPK yang reliable dan "
    "user-friendly"
)
RESPONSE = (
    "Respons yang cepat dan akurat atas pengaduan masyarakat dan permohonan konsultasi terkait layanan penerbitan "
    "PBG/IMB dan SLF melalui aplikasi SIMBG"
)
MORE = (
    "Semakin banyak pegawai Dinas PU dan PTSP Pemda kab/kota yang bisa melayani penerbitan PBG/ IMB dan SLF melalui "
    "SIMBG secara cepat dan akurat"
)
LEADS = f"{QUALITY}\nIndikator Kinerja Individu: {INDEX}"
"""How column (2) names the Direktur's result (p.148, footnote p.59)."""

TABLE_14_GENERAL = plan(
    PlanForm.A17,
    (person("KEPALA SUBDIREKTORAT II", "DIREKTORAT II"), person("DIREKTUR II", "DIREKTORAT II")),
    (
        _served(
            SIMBG,
            LEADS,
            _line(Aspect.QUALITY, "Tingkat kesesuaian fitur aplikasi dengan NSPK", "80 – 90%"),
            _line(
                Aspect.QUANTITY,
                "Persentase penyelesaian aplikasi SIMBG yang siap digunakan",
                "80 – 90% sistem aplikasi siap digunakan",
            ),
            _line(
                Aspect.TIME, "Ketepatan waktu penyelesaian aplikasi sesuai dengan jadwal yang ditetapkan", "7-8 bulan"
            ),
        ),
        _served(
            RESPONSE,
            LEADS,
            _line(
                Aspect.QUANTITY,
                "Persentase penyelesaian pengaduan masyarakat dan pengelola SIMBG atas layanan PBG/IMB dan SLF",
                "80 – 90% dari jumlah pengaduan yang diajukan oleh masyarakat dan Pemda",
            ),
            _line(
                Aspect.QUALITY,
                "Tingkat kepuasan masyarakat atas tindak lanjut pengaduan dan pemberian konsultasi",
                "3,5 skala 5",
            ),
            _line(
                Aspect.TIME,
                "Rata-rata waktu yang dibutuhkan untuk memproses layanan pengaduan masyarakat dan pengelola SIMBG dan "
                "menindaklanjuti permintaan konsultasi",
                "2-3 hari setelah permohonan / pengaduan disampaikan",
            ),
        ),
        _served(
            MORE,
            LEADS,
            _line(
                Aspect.QUANTITY,
                "Persentase Pemerintah Daerah Kabupaten/ Kota yang memiliki pegawai dalam jumlah yang ideal yang bisa "
                "mengoperasikan aplikasi SIMBG",
                "80-90% Pemda",
            ),
        ),
    ),
    {BehaviourValue.ACCOUNTABLE: "- Berani berterus terang dan mengakui kesalahan"},
    (
        (
            AnnexBlock.RESOURCES,
            (
                "Dukungan pegawai yang memiliki keahlian programming atau memahami pengembangan aplikasi",
                (
                    "Kehadiran pimpinan dalam forum koordinasi nasional yang dihadiri seluruh Kepala Daerah untuk "
                    "memastikan komitmen Pemerintah Daerah dalam penyelenggaraan ijin bangunan gedung melalui Aplikasi "
                    "SIMBG"
                ),
                "Dukungan sarana prasarana IT yang memadai",
            ),
        ),
        (
            AnnexBlock.ACCOUNTABILITY,
            (
                "Progres pengembangan aplikasi dilaporkan berkala setiap dua minggu",
                "Progres pemberian layanan dan peningkatan kapasitas SDM di Dinas PU dan PTSP dilaporkan setiap minggu",
            ),
        ),
        (
            AnnexBlock.CONSEQUENCES,
            (
                (
                    "Direkomendasikan sebagai inovasi tingkat nasional pada kompetisi inovasi pelayanan publik yang "
                    "diselenggarakan KemenPANRB"
                ),
                "Direkomendasikan sebagai ASN inspiratif pada kompetisi Anugerah ASN yang diselenggarakan KemenPANRB",
            ),
        ),
    ),
)

TABLE_15_GENERAL = plan(
    PlanForm.A17,
    (
        person("JABATAN FUNGSIONAL TEKNIS TATA BANGUNAN DAN PERUMAHAN MUDA", "DIREKTORAT II"),
        person("KEPALA SUBDIREKTORAT II", "DIREKTORAT II"),
    ),
    (
        _served(
            "Proses bisnis aplikasi SIMBG dalam bentuk arsitektur aplikasi yang lengkap dan sesuai NSPK",
            SIMBG,
            _line(Aspect.QUALITY, "Tingkat kesesuaian proses bisnis aplikasi SIMBG dengan NSPK", "80 - 90% sesuai"),
            _line(
                Aspect.TIME,
                "Tingkat ketepatan waktu penyelesaian dokumen arsitektur aplikasi untuk diserahkan ke tim IT",
                "4-5 bulan setelah NSPK terbit",
            ),
        ),
        _served(
            "Pengguna dan pengelola layanan aplikasi dapat mengetahui progres/tindak lanjut pengaduannya secara "
            "up-to-date melalui aplikasi SIMBG",
            RESPONSE,
            _line(
                Aspect.QUANTITY,
                "Persentase pengaduan yang progres tindak lanjutnya terbaharui di aplikasi SIMBG",
                "90 – 95% pengaduan yang diproses",
            ),
            _line(
                Aspect.TIME,
                "Tingkat ketepatan waktu updating progres/tindak lanjut pengaduan pada aplikasi SIMBG",
                "1 – 2 hari setelah progres/tindak lanjut dilaksanakan",
            ),
        ),
        _served(
            "Telaahan jawaban atas pengaduan pengguna dan pengelola aplikasi tersusun secara cepat dan akurat "
            "(berdasarkan objek atau jenis masalah atau berdasarkan wilayah)",
            RESPONSE,
            _line(
                Aspect.QUALITY,
                "Presentase telaahan yang digunakan untuk menjawab pengaduan masyarakat",
                "80 – 90% telaahan",
            ),
            _line(
                Aspect.QUANTITY,
                "Persentase penyelesaian telaahan jawaban atas pengaduan",
                "80 - 90% telaahan jawaban selesai",
            ),
            _line(
                Aspect.TIME,
                "Rata – rata waktu yang dibutuhkan untuk menyelesaikan telaahan jawaban atas pengaduan",
                "1- 2 minggu setelah pengaduan masuk",
            ),
        ),
        _served(
            "Peserta peningkatan kapasitas pada Pemda Kab/Kota yang menjadi tanggung jawabnya memahami dan dapat "
            "mempraktekan materi yang disampaikan dan peserta puas atas pelaksanaan peningkatan kapasitas",
            MORE,
            _line(
                Aspect.QUANTITY,
                "Persentase peserta peningkatan kapasitas yang dapat memahami dan mempraktekan materi yang disampaikan",
                "80%-90% peserta",
            ),
            _line(
                Aspect.QUALITY,
                "Persentase peserta yang puas atas pelayanan selama proses pelaksanaan peningkatan kapasitas",
                "80%-90% peserta puas",
            ),
            _line(
                Aspect.QUALITY,
                "Persentase pelaksanaan peningkatan kapasitas yang seluruh checklistnya terpenuhi",
                "80% - 90% peningkatan kapasitas yang menjadi tanggung jawabnya",
            ),
        ),
    ),
    {BehaviourValue.SERVICE: "- Memberikan pelayanan maksimal kepada pelanggan"},
)
