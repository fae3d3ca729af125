"""Invented names for synthetic people: words of nature, so that nobody is meant."""

from random import Random

FIRST = (
    "Alang", "Anggrek", "Awan", "Bakung", "Bayu", "Bintang", "Buana", "Bulan", "Cakrawala", "Cemara", "Cendana",
    "Delta", "Edelweis", "Embun", "Fajar", "Flamboyan", "Gading", "Gemintang", "Gunung", "Guntur", "Halimun", "Hujan",
    "Ilalang", "Jati", "Jingga", "Kabut", "Kamboja", "Kapuk", "Karang", "Kecapi", "Kelapa", "Kemuning", "Kenanga",
    "Lautan", "Lazuardi", "Lembah", "Lontar", "Mahoni", "Mawar", "Melati", "Mentari", "Mutiara", "Nirwana", "Nusa",
    "Ombak", "Padi", "Pagi", "Palem", "Pelangi", "Pinus", "Purnama", "Rimba", "Rumbia", "Samudra", "Sawo", "Senja",
    "Seruni", "Sungai", "Tanjung", "Teratai", "Timur", "Tirta", "Utara", "Waringin", "Zamrud",
)  # fmt: skip
SECOND = (
    "Akarkuat", "Anginpagi", "Arusdalam", "Bahtera", "Batuapung", "Benihpadi", "Biduksenja", "Buihputih", "Bukitrata",
    "Cahayatimur", "Danaulebar", "Daunlebar", "Gelombang", "Gerimis", "Hilirjernih", "Hutanlebat", "Jalanpanjang",
    "Kabuttipis", "Karangtinggi", "Kebunraya", "Ladangluas", "Langitbiru", "Lautlepas", "Lembahsunyi", "Malamterang",
    "Muarajauh", "Naungan", "Ombakkecil", "Padangluas", "Pasirputih", "Perahukayu", "Pesisir", "Pohonrindang",
    "Pulaujauh", "Rantingkecil", "Rawateduh", "Sabana", "Sawahluas", "Sinarpagi", "Sungaijernih", "Tanahbasah",
    "Telagawarna", "Tepianair", "Terumbu", "Udarasegar", "Ujungjalan", "Wanakayu",
)  # fmt: skip


def name(random: Random) -> str:
    """A name of two or three words."""
    words = [random.choice(FIRST), random.choice(SECOND)]
    if random.random() < 0.25:  # noqa: PLR2004 - a quarter has three words
        words.insert(1, random.choice(FIRST))
    return " ".join(words)
