"""The empty forms of an evaluation as the regulation prints them, cell by cell: p.105-118.

Choices ("ISTIMEWA/ BAIK/ …") stand chosen, the places of the drawing and of a date are left out, and what
docs/adr/0009 corrects is corrected.
"""

_BEHAVIOUR = """
1 Berorientasi pelayanan - Memahami dan memenuhi kebutuhan masyarakat - Ramah, cekatan, solutif, dan dapat diandalkan
- Melakukan perbaikan tiada henti Ekspektasi Khusus Pimpinan: 2 Akuntabel - Melaksanakan tugas dengan jujur,
bertanggung jawab, cermat, disiplin, dan berintegritas tinggi - Menggunakan kekayaan dan barang milik negara secara
bertanggung jawab, efektif, dan efisien. - Tidak menyalahgunakan kewenangan jabatan Ekspektasi Khusus Pimpinan: 3
Kompeten - Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah - Membantu orang lain belajar -
Melaksanakan tugas dengan kualitas terbaik Ekspektasi Khusus Pimpinan: 4 Harmonis - Menghargai setiap orang apapun
latar belakangnya - Suka menolong orang lain - Membangun lingkungan kerja yang kondusif Ekspektasi Khusus Pimpinan: 5
Loyal - Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, setia pada Negara
Kesatuan Republik Indonesia serta pemerintahan yang sah - Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara
- Menjaga rahasia jabatan dan negara Ekspektasi Khusus Pimpinan: 6 Adaptif - Cepat menyesuaikan diri menghadapi
perubahan - Terus berinovasi dan mengembangkan kreativitas - Bertindak proaktif Ekspektasi Khusus Pimpinan: 7
Kolaboratif - Memberi kesempatan kepada berbagai pihak untuk berkontribusi - Terbuka dalam bekerja sama untuk
menghasilkan nilai tambah - Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama Ekspektasi Khusus
Pimpinan: RATING PERILAKU KERJA* DI ATAS EKSPEKTASI** PREDIKAT KINERJA PEGAWAI* BAIK (tempat) Pejabat Penilai Kinerja
(Nama) * pilih salah satu ** rating hasil dan rating perilaku kerja Pegawai ditetapkan dengan mempertimbangkan pola
distribusi predikat Kinerja Pegawai berdasarkan capaian kinerja organisasi serta kontribusi Pegawai terhadap Kinerja
Organisasi *** periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah
"""

C11_TOP = """
FORMAT C.1.1 HASIL EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUALITATIF PERIODE***: TRIWULAN I/II/III/IV-AKHIR*
(NAMA INSTANSI) PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022 NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI
KINERJA 1 NAMA (Nama) 1 NAMA (Nama) 2 NIP 2 NIP (*opsional) 3 PANGKAT/ GOL. RUANG 3 PANGKAT/ GOL. RUANG 4 JABATAN 4
JABATAN 5 UNIT KERJA 5 UNIT KERJA CAPAIAN KINERJA ORGANISASI* BAIK POLA DISTRIBUSI
"""
C11_RESULTS = """
HASIL KERJA REALISASI BERDASARKAN BUKTI DUKUNG UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG A. UTAMA 1 (hasil yang
diharapkan) Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif****: B. TAMBAHAN REALISASI
BERDASARKAN BUKTI DUKUNG UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG 2 (hasil yang diharapkan) Ukuran
Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif****: RATING HASIL KERJA* SESUAI EKSPEKTASI** PERILAKU
KERJA UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG
"""
C11_BEHAVIOUR = (
    _BEHAVIOUR + "**** perspektif hanya digunakan untuk pejabat pimpinan tinggi dan pimpinan unit kerja mandiri"
)

C12_TOP = """
FORMAT C.1.2 HASIL EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN
UNIT KERJA MANDIRI PERIODE***: TRIWULAN I/II/III/IV-AKHIR* (NAMA INSTANSI) PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER
TAHUN 2022 NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA 1 NAMA (Nama) 1 NAMA (Nama) 2 NIP 2 NIP (*opsional) 3
PANGKAT/GOL RUANG 3 PANGKAT/GOL RUANG 4 JABATAN 4 JABATAN 5 UNIT KERJA 5 INSTANSI (NAMA INSTANSI) CAPAIAN KINERJA
ORGANISASI* BAIK POLA DISTRIBUSI:
"""
C12_RESULTS = """
HASIL KERJA NO. RENCANA HASIL KERJA INDIKATOR KINERJA INDIVIDU TARGET PERSPEKTIF REALISASI BERDASARKAN BUKTI DUKUNG
UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG (1) (2) (3) (4) (5) (6) (7) A. UTAMA 1 B. TAMBAHAN 2 RATING HASIL
KERJA* SESUAI EKSPEKTASI** PERILAKU KERJA UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG
"""
C12_BEHAVIOUR = _BEHAVIOUR

C13_TOP = """
FORMAT C.1.3 HASIL EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF BAGI PEJABAT ADMINISTRASI DAN PEJABAT
FUNGSIONAL PERIODE***: TRIWULAN I/II/III/IV-AKHIR* (NAMA INSTANSI) PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN
2022 NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA 1 NAMA (Nama) 1 NAMA (Nama) 2 NIP 2 NIP 3 PANGKAT/GOL RUANG 3
PANGKAT/GOL RUANG 4 JABATAN 4 JABATAN 5 UNIT KERJA 5 UNIT KERJA CAPAIAN KINERJA ORGANISASI* BAIK POLA DISTRIBUSI
"""
C13_RESULTS = """
HASIL KERJA No. RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI RENCANA HASIL KERJA ASPEK INDIKATOR KINERJA INDIVIDU
TARGET REALISASI BERDASARKAN BUKTI DUKUNG UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG (1) (2) (3) (4) (5) (6) (7)
(8) A. UTAMA 1 Kuantitas/ Kualitas/ Waktu/ Biaya B. TAMBAHAN 2 Kuantitas/ Kualitas/ Waktu/ Biaya RATING HASIL KERJA*
SESUAI EKSPEKTASI** PERILAKU KERJA UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG
"""
C13_BEHAVIOUR = _BEHAVIOUR

_DOCUMENT = """
DOKUMEN EVALUASI KINERJA PEGAWAI PERIODE*: TRIWULAN I/II/III/IV-AKHIR** (NAMA INSTANSI) PERIODE PENILAIAN: 1 JANUARI SD
31 DESEMBER TAHUN 2022 1. PEGAWAI YANG DINILAI NAMA : (Nama) NIP : PANGKAT/GOL RUANG : JABATAN : UNIT KERJA : 2. PEJABAT
PENILAI KINERJA NAMA : (Nama) NIP : PANGKAT/GOL RUANG : JABATAN : UNIT KERJA : 3. ATASAN PEJABAT PENILAI KINERJA NAMA :
(Nama) NIP : PANGKAT/GOL RUANG : JABATAN : UNIT KERJA : 4. EVALUASI KINERJA CAPAIAN KINERJA ORGANISASI : BAIK PREDIKAT
KINERJA PEGAWAI : BAIK 5. CATATAN/ REKOMENDASI
"""
_NOTES = """
* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah ** pilih salah satu
"""
D11 = (
    f"FORMAT D.1.1 {_DOCUMENT} (tempat) (tempat) 7. Pegawai yang Dinilai 6. Pejabat Penilai Kinerja (Nama) (Nama) "
    f"{_NOTES}"
)
D12 = (
    f"FORMAT D.1.2 {_DOCUMENT} (tempat) (tempat) 7. Pegawai yang Dinilai 6. Atasan Pejabat Penilai Kinerja (Nama) "
    f"(Nama) {_NOTES}"
)
D13 = (
    f"FORMAT D.1.3 {_DOCUMENT} 6. KEBERATAN 7. PENJELASAN PEJABAT PENILAI KINERJA ATAS KEBERATAN 8. KEPUTUSAN DAN "
    "REKOMENDASI ATASAN PEJABAT PENILAI KINERJA (tempat) (tempat) 10. Pegawai yang Dinilai 9. Pejabat Penilai Kinerja "
    f"(Nama) (Nama) (tempat) 11. Atasan Pejabat Penilai Kinerja (Nama) {_NOTES}"
)
