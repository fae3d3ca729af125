"""The filled plan of a bidan with its annex: Anak Lampiran 3 Tables 11 and 12 (p.184-187), on A.1.6."""

from app.domain.behaviour import BehaviourValue
from app.domain.planning import AnnexBlock, PlanForm
from tests.documents.filled import ADDITIONAL, MAIN, person, plainly, plan, result

_CENTRE = "Kepala Puskesmas"
TABLE_11 = plan(
    PlanForm.A16,
    (person("JABATAN FUNGSIONAL BIDAN PENYELIA", "PUSKESMAS"), person("KEPALA PUSKESMAS", "PUSKESMAS")),
    (
        result(
            MAIN,
            "Ibu hamil dengan kehamilan fisiologis dan patologis mendapat pemeriksaan kehamilan/antenatal care sesuai "
            "perannya dalam SOP/flow chart layanan ANC",
            plainly(
                "Ibu hamil yang datang terlayani pemeriksaan kehamilannya sesuai jam operasional puskesmas dan jika "
                "memungkinkan di luar jam operasional",
                "Tidak ada kesalahan tindakan pada pemeriksaan kehamilan sesuai perannya dalam SOP",
                "Komplain atas layanan ANC menurun dari tahun sebelumnya",
            ),
            _CENTRE,
        ),
        result(
            MAIN,
            "Ibu hamil dengan kehamilan fisiologis dan patologis mendapat penanganan persalinan sesuai perannya dalam "
            "SOP/flow chart layanan persalinan",
            plainly(
                "Seluruh ibu hamil yang datang terlayani persalinannya",
                "Tidak ada kesalahan tindakan pada penanganan persalinan sesuai perannya dalam SOP",
                "Komplain atas layanan persalinan menurun dari tahun sebelumnya",
            ),
            _CENTRE,
        ),
        result(
            MAIN,
            "Rekam medis ibu hamil dengan kehamilan fisiologis dan patologis serta register cohotnya tercatat secara "
            "lengkap, diarsipkan dengan baik, dan dilaporkan tepat waktu",
            plainly(
                "Rekam medis ibu hamil serta register cohotnya tercatat sesuai dengan kategori",
                "Sedikit atau hampir tidak ada kesalahan penulisan rekam medis berupa typo error",
                "Hasil evaluasi rekam medis disampaikan ke penanggung jawab paling lambat 3 bulan setelah "
                "pemeriksaan/ penanganan",
            ),
            _CENTRE,
        ),
        result(
            ADDITIONAL,
            "Ibu hamil dan ibu melahirkan terdata dalam aplikasi SICANTIK sesuai pembagian tanggungjawab pendataan",
            plainly(
                "Hampir tidak ada kesalahan data ibu hamil yang menjadi tanggung jawabnya pada aplikasi SICANTIK",
                "Data ibu hamil diupdate pada SICANTIK 1 hari setelah pemeriksaan",
            ),
            _CENTRE,
        ),
    ),
    {
        BehaviourValue.COMPETENT: (
            "- Bersedia untuk mengajarkan pengetahuan dan keterampilan yang dimiliki kepada orang lain"
        ),
        BehaviourValue.HARMONIOUS: "- Membantu rekan kerja yang membutuhkan",
        BehaviourValue.LOYAL: (
            "- Mengutamakan kepentingan organisasi diatas kepentingan pribadi atau kelompok\n"
            "- Melaksanakan instruksi atautugas dari atasan dengan sungguh-sungguh dan penuh tanggung jawab"
        ),
        BehaviourValue.COLLABORATIVE: "- Aktif berpartisipasi dan berkontribusi sesuai keahliannya",
    },
    (
        (
            AnnexBlock.RESOURCES,
            (
                "Dukungan sumber daya sebagai tenaga administratif sehingga bidan fokus dalam memberikan pelayanan",
                "Kendaraan operasional untuk bidan desa sehingga jangkauan pelayanan menjadi lebih luas",
                (
                    "Pelatihan untuk penggunaan aplikasi Sicantik sehingga updating data ibu hamil menjadi lebih valid "
                    "dan terkini"
                ),
            ),
        ),
        (
            AnnexBlock.ACCOUNTABILITY,
            (
                (
                    "Kinerja pelayanan bidan akan direviu setiap 2 minggu, khususnya jika terdapat komplain dari ibu "
                    "hamil maka akan direviu setiap minggu sampai komplain berkurang"
                ),
            ),
        ),
        (
            AnnexBlock.CONSEQUENCES,
            (
                (
                    "Bidan yang memberikan pelayanan paling memuaskan berdasarkan hasil survey kepuasan akan "
                    "ditetapkan sebagai bidan teladan bulanan dan foto yang bersangkutan akan dipajang di front office "
                    "Puskesmas"
                ),
                (
                    "Jika memberikan pelayanan terbaik berdasarkan pengamatan pimpinan akan mendapatkan prioritas "
                    "untuk pelatihan di Tingkat Kabupaten atau Daerah lain."
                ),
            ),
        ),
    ),
)
