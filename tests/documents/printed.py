"""The filled sections of the regulation as printed, from their first heading on; only blanks and lines are ours."""

# Anak Lampiran 3, p.167-168: results of a Kepala Dinas.
TABLE_4 = """
A. UTAMA 1 Meningkatnya pelayanan Kesehatan dan kemandirian masyarakat untuk hidup sehat (penugasan dari Kepala
Daerah) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif: - Keluarga di wilayah kerja yang
masuk dalam kategori keluarga sehat meningkat dari tahun sebelumnya (Perspektif Penerima Layanan) - Sebagian besar
unit kerja memenuhi standar kepuasan minimal (Perspektif Penerima Layanan) - Komplain atas layanan Dinas Kesehatan
berkurang dari tahun sebelumnya (Perspektif Penerima Layanan) 2 Meningkatnya Akuntabilitas Kinerja Dinas Kesehatan
(penugasan dari Kepala Daerah) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif: - Temuan hasil
pemeriksaan ditindaklanjuti sesuai prosedur (Perspektif Penguatan Internal) - LAKIP Dinas Kesehatan mencapai predikat
A (Perspektif Penguatan Internal) 3 Pengelolaan anggaran Dinas Kesehatan yang optimal (penugasan dari Kepala Daerah)
Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif: - Pengelolaan keuangan (anggaran) bebas dari
temuan material (Perspektif Anggaran) - Penyerapan anggaran Dinas Kesehatan meningkat dibandingkan tahun sebelumnya
(Perspektif Anggaran) 4 Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan (penugasan dari Kepala
Daerah) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif: Penugasan/direktif pimpinan
diselesaikan sesuai target waktu yang ditetapkan dan hasilnya memuaskan (Perspektif Proses Bisnis) B. TAMBAHAN 5
Terlaksananya rencana aksi/inisiatif strategis dalam rangka pencapaian sasaran dan indikator Kinerja utama organisasi
dalam perjanjian kerja Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif: Rencana aksi/inisiatif
strategis yang berkontribusi langsung terhadap pencapaian indikator Perjanjian Kinerja Dinas Kesehatan diselesaikan
sesuai target waktu yang ditetapkan (Perspektif Proses Bisnis)
"""

# p.170-171: results of a Kepala Puskesmas.
TABLE_5 = """
A. UTAMA 1 Meningkatnya kualitas pelayanan puskesmas (Penugasan dari Kepala Dinas Kesehatan) Ukuran Keberhasilan/
Indikator Kinerja Individu, Target, dan Perspektif: - Ibu hamil mendapatkan pelayanan antenatal sesuai standar bahkan
sampai ke pelosok daerah (Perspektif Penerima Layanan) - ibu bersalin mendapatkan pelayanan persalinan sesuai standar
bahkan sampai ke pelosok daerah (Perspektif Penerima Layanan) - Komplain ibu hamil atas layanan antenatal dan
persalinan turun dibandingkan tahun lalu (Perspektif Penerima Layanan) 2 Operasional rutin UPT Puskesmas dikelola
dengan baik (Penugasan dari Kepala Dinas Kesehatan) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan
Perspektif: Pegawai puas atas layanan internal Puskesmas (Perspektif Proses Bisnis) 3 Obat dan bahan medis habis pakai
(BMHP) tersedia sesuai kebutuhan (Penugasan dari Kepala Dinas Kesehatan) Ukuran Keberhasilan/ Indikator Kinerja
Individu, Target, dan Perspektif: Obat-obatan dan bahan medis habis pakai (BMHP) tersedia sesuai kebutuhan dan siap
digunakan kapanpun dibutuhkan (Perspektif Proses Bisnis) 4 Tersedianya alat Kesehatan yang layak fungsi (Penugasan
dari Kepala Dinas Kesehatan) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif: - Alat Kesehatan
untuk mendukung pelayanan semakin lengkap (Perspektif Proses Bisnis) - Alat Kesehatan yang tersedia layak fungsi dan
siap digunakan sewaktu waktu (Perspektif Proses Bisnis) 5 Terpenuhinya jasa pelayanan tenaga kesehatan (Penugasan dari
Kepala Dinas Kesehatan) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif: Tenaga Kesehatan yang
terpenuhi jasa pelayanannya meningkat dibandingkan tahun sebelumnya (Perspektif Penguatan Internal) 6 Meningkatnya
Akuntabilitas Kinerja Puskesmas (Penugasan dari Kepala Dinas Kesehatan) Ukuran Keberhasilan/ Indikator Kinerja
Individu, Target, dan Perspektif: Temuan hasil pemeriksaan ditindaklanjuti sesuai prosedur (Perspektif Penguatan
Internal) Aspek aspek manajemen risiko terpenuhi (Perspektif Penguatan Internal) 7 Pengelolaan anggaran Puskesmas yang
optimal (Penugasan dari Kepala Dinas Kesehatan) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan
Perspektif: Penyerapan anggaran puskesmas meningkat dibandingkan tahun sebelumnya (Perspektif Anggaran) 8
Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan (Penugasan dari Kepala Dinas Kesehatan) Ukuran
Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif: Penugasan/direktif pimpinan diselesaikan sesuai
target waktu yang ditetapkan dan hasilnya memuaskan (Perspektif Proses Bisnis) B. TAMBAHAN 9 Terlaksananya rencana
aksi/inisiatif strategis dalam rangka pencapaian sasaran dan indikator Kinerja utama organisasi dalam perjanjian kerja
(Penugasan dari Kepala Dinas Kesehatan) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif:
Rencana aksi/inisiatif strategis yang berkontribusi langsung terhadap pencapaian indikator Perjanjian Kinerja
puskesmas diselesaikan sesuai target waktu yang ditetapkan (Perspektif Proses Bisnis)
"""

# p.184-185: results of a bidan.
TABLE_11 = """
A. UTAMA 1 Ibu hamil dengan kehamilan fisiologis dan patologis mendapat pemeriksaan kehamilan/antenatal care sesuai
perannya dalam SOP/flow chart layanan ANC (Penugasan dari Kepala Puskesmas) Ukuran Keberhasilan/ Indikator Kinerja
Individu dan Target: - Ibu hamil yang datang terlayani pemeriksaan kehamilannya sesuai jam operasional puskesmas dan
jika memungkinkan di luar jam operasional - Tidak ada kesalahan tindakan pada pemeriksaan kehamilan sesuai perannya
dalam SOP - Komplain atas layanan ANC menurun dari tahun sebelumnya 2 Ibu hamil dengan kehamilan fisiologis dan
patologis mendapat penanganan persalinan sesuai perannya dalam SOP/flow chart layanan persalinan (Penugasan dari
Kepala Puskesmas) Ukuran Keberhasilan/ Indikator Kinerja Individu dan Target: - Seluruh ibu hamil yang datang
terlayani persalinannya - Tidak ada kesalahan tindakan pada penanganan persalinan sesuai perannya dalam SOP - Komplain
atas layanan persalinan menurun dari tahun sebelumnya 3 Rekam medis ibu hamil dengan kehamilan fisiologis dan
patologis serta register cohotnya tercatat secara lengkap, diarsipkan dengan baik, dan dilaporkan tepat waktu
(Penugasan dari Kepala Puskesmas) Ukuran Keberhasilan/ Indikator Kinerja Individu dan Target: - Rekam medis ibu hamil
serta register cohotnya tercatat sesuai dengan kategori - Sedikit atau hampir tidak ada kesalahan penulisan rekam
medis berupa typo error - Hasil evaluasi rekam medis disampaikan ke penanggung jawab paling lambat 3 bulan setelah
pemeriksaan/ penanganan B. TAMBAHAN 4 Ibu hamil dan ibu melahirkan terdata dalam aplikasi SICANTIK sesuai pembagian
tanggungjawab pendataan (Penugasan dari Kepala Puskesmas) Ukuran Keberhasilan/ Indikator Kinerja Individu dan Target:
- Hampir tidak ada kesalahan data ibu hamil yang menjadi tanggung jawabnya pada aplikasi SICANTIK - Data ibu hamil
diupdate pada SICANTIK 1 hari setelah pemeriksaan
"""

# p.187: annex of the same bidan.
TABLE_12 = """
DUKUNGAN SUMBER DAYA 1 Dukungan sumber daya sebagai tenaga administratif sehingga bidan fokus dalam memberikan
pelayanan 2 Kendaraan operasional untuk bidan desa sehingga jangkauan pelayanan menjadi lebih luas 3 Pelatihan untuk
penggunaan aplikasi Sicantik sehingga updating data ibu hamil menjadi lebih valid dan terkini SKEMA PERTANGGUNGJAWABAN
1 Kinerja pelayanan bidan akan direviu setiap 2 minggu, khususnya jika terdapat komplain dari ibu hamil maka akan
direviu setiap minggu sampai komplain berkurang KONSEKUENSI 1 Bidan yang memberikan pelayanan paling memuaskan
berdasarkan hasil survey kepuasan akan ditetapkan sebagai bidan teladan bulanan dan foto yang bersangkutan akan
dipajang di front office Puskesmas 2 Jika memberikan pelayanan terbaik berdasarkan pengamatan pimpinan akan
mendapatkan prioritas untuk pelatihan di Tingkat Kabupaten atau Daerah lain.
"""

# p.178: strategies and milestones of a Kepala Puskesmas.
TABLE_7 = """
STRATEGI (KEY ACTIVITIES) A. RUTIN 1 Meningkatkan jumlah Ibu hamil yang puas atas layanan ANC dengan mengurangi waktu
tunggu layanan ANC 2 Meningkatkan jumlah Ibu hamil yang puas atas layanan persalinan dengan mengurangi waktu tunggu
layanan persalinan. 3 Meningkatkan efisiensi biaya layanan ANC dan persalinan melalui optimalisasi sarana dan
prasarana layanan 4 Meningkatkan jumlah Ibu hamil yang melahirkan dibantu tenaga kesehatan dengan mengaktifkan bidan
desa/bidan wilayah di polides. B. TRANSFORMATIF 5 Meningkatkan jumlah Ibu hamil yang mendapat layanan ANC secara
lengkap minimal 4 kali dengan pembaharuan/updating data ibu hamil melalui aplikasi Sicantik. KELUARAN KUNCI (KEY
MILESTONE) A. RUTIN 1 Layanan antenatal care (ANC) dilakukan dengan respon cepat dan akurat 2 Layanan persalinan
dilakukan dengan respon cepat dan akurat B. TRANSFORMATIF 3 Ibu hamil dan ibu melahirkan terdata secara lengkap,
akurat dan termutakhirkan melalui aplikasi SiCantik 4 Semakin banyak bidan yang siap memberikan pelayanan di polides
"""

# Anak Lampiran 2, p.143-144: those of a Direktur.
TABLE_9_GENERAL = """
STRATEGI (KEY ACTIVITIES) A. RUTIN 1 Meningkatkan kepuasan masyarakat atas layanan PBG/IMB dan SLF dengan membuka
layanan pengaduan atau konsultasi terkait Bangunan Gedung dan SIMBG. B. TRANSFORMATIF 2 Meningkatkan jumlah Bangunan
Gedung yang memiliki PBG/IMB dan SLF dengan memastikan Pemerintah Daerah Kabupaten/ Kota menggunakan aplikasi SIMBG
sebagai media pembinaan penyelenggaraan Bangunan Gedung. 3 Meningkatkan jumlah PBG/ IMB dan SLF yang diterbitkan
sesuai NSPK dengan memastikan SDM di Pemerintah Daerah dapat mereviu dokumen PBG/ IMB secara akurat melalui aplikasi
SIMBG 4 Meningkatkan keakuratan dan kemutakhiran data Bangunan Gedung yang memiliki (PBG/IMB), SLF dan dokumen SBKBG
memastikan Pemerintah Daerah Kabupaten/ Kota melakukan pembaharuan/ updating data Bangunan Gedung melalui SIMBG.
KELUARAN KUNCI (KEY MILESTONE) A. RUTIN 1 Respons yang cepat dan akurat atas pengaduan masyarakat dan permohonan
konsultasi penerbitan PBG/IMB dan SLF melalui aplikasi SIMBG. B. TRANSFORMATIF 2 Tersedianya aplikasi SIMBG yang
Reliable dan User Friendly. 3 Semakin banyak pegawai Dinas PU dan PTSP Pemda kab/kota yang bisa melayani penerbitan
PBG/ IMB dan SLF melalui SIMBG secara cepat dan akurat. 4 Data Bangunan Gedung yang memiliki (PBG/IMB), SLF dan
dokumen SBKBG akurat dan terupdate secara berkala
"""
