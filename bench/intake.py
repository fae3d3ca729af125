"""An office moves in: seconds and memory to check and apply an employee export of 10,000 and of 20,000 people."""

import json
import os
import random
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from bench.servers import ROOT

GOAL_S, GOAL_MB = 10, 150
_UNITS = 400
_FIRST_BIRTH, _BIRTHS = date(1966, 1, 1), 12_000
_TEXTS = {"JENIS JABATAN NAMA": "Jabatan Fungsional", "GOL AKHIR NAMA": "III/b", "KEDUDUKAN HUKUM NAMA": "Aktif"}
_JOBS = ("Guru Ahli Pertama", "Guru Ahli Muda", "Bidan Terampil", "Perawat Mahir", "Pengadministrasi Perkantoran")


def generate(path: Path, people: int) -> None:
    """A workbook of 69 columns; every person in it is invented, the same at each run."""
    from tests.intake.books import SIASN  # noqa: PLC0415 - only here

    chance = random.Random(7)  # noqa: S311 - made-up people
    workbook = Workbook(write_only=True)
    page = workbook.create_sheet("Data")
    page.append(list(SIASN))
    for row in _rows(SIASN, people, chance):
        page.append(row)
    workbook.save(path)


def _rows(headings: tuple[str, ...], people: int, chance: random.Random) -> Iterator[list[str]]:
    for number in range(people):
        born = _FIRST_BIRTH + timedelta(days=number % _BIRTHS)
        nip = f"{born:%Y%m%d}{2000 + number % 20}{1 + number % 12:02}{1 + number % 2}{1 + number // _BIRTHS:03}"
        unit = number % _UNITS
        known = {
            **_TEXTS,
            "PNS ID": str(uuid.UUID(int=number + 1)),
            "NIP BARU": f"'{nip}",
            "NAMA": f"PEGAWAI REKAAN {number}",
            "GELAR DEPAN": "-",
            "GELAR BELAKANG": "S.Pd.",
            "TANGGAL LAHIR": f"{born:%d-%m-%Y}",
            "NIK": f"5371{number:012}",
            "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota",
            "JABATAN NAMA": _JOBS[number % len(_JOBS)],
            "TMT JABATAN": "01-03-2021",
            "TMT GOLONGAN": "01-04-2022",
            "UNOR ID": str(uuid.UUID(int=10**9 + unit)),
            "UNOR NAMA": f"SD Negeri {unit}",
            "ESELON NAMA": "-",
            "JENIS JABATAN ID": "2",
        }
        yield [known.get(heading) or f"{heading[:12].lower()} {chance.randrange(1000)}" for heading in headings]


PEAK = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
"""The peak of this program alone: what ``getrusage`` tells includes that of the program that started it."""
WORK = (
    "import sys, time\n"
    "from datetime import date\n"
    "from pathlib import Path\n"
    "from app.domain.intake import IntakeKind\n"
    "from app.factory import create_app\n"
    "from app.intake import working\n"
    "app = create_app()\n"
    "with app.app_context():\n"
    "    folder, day = app.extensions['tilik'].settings.data_dir, date(2026, 1, 1)\n"
    "    start = time.perf_counter()\n"
    "    found = working.run_now(folder, Path(sys.argv[1]), IntakeKind.PEOPLE, day, commit=sys.argv[2] == 'commit')\n"
    "    print(time.perf_counter() - start, found.new, found.changed, found.unchanged)\n"
)
READ = "from app.intake import reading\nreading.main()\n"


def run(code: str, *arguments: str, given: str = "") -> list[str]:
    """What a program of its own prints, its peak of memory last."""
    command = [sys.executable, "-c", code + PEAK, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=os.environ, input=given)
    return done.stdout.split()


def reader_peak(path: Path, folder: Path) -> float:
    """Memory of the process that opens the workbook, in MB."""
    asked = {"source": str(path), "folder": str(folder), "kind": "people", "chosen": {}}
    return int(run(READ, given=json.dumps(asked))[-1]) / 1024


def intake(environment: dict[str, str]) -> None:
    """Check, apply, and apply again, for two sizes of office."""
    os.environ.update(environment)
    print(f"\nimport of an employee export, 69 columns (goal for 10,000: {GOAL_S} s, {GOAL_MB} MB)")
    print(
        f"{'people':>8}{'file MB':>9}{'step':>10}{'s':>7}{'worker MB':>11}{'reader MB':>11}  new / changed / unchanged"
    )
    with tempfile.TemporaryDirectory() as name:
        for people in (10_000, 20_000):
            path = Path(name) / f"{people}.xlsx"
            generate(path, people)
            size, read = path.stat().st_size / 1048576, reader_peak(path, Path(name))
            for step, word in (("check", "dry-run"), ("apply", "commit"), ("again", "commit")):
                spent, *counts, own = run(WORK, str(path), word)
                figures = f"{people:>8}{size:>9.1f}{step:>10}{float(spent):>7.2f}{int(own) / 1024:>11.0f}{read:>11.0f}"
                print(f"{figures}  {' / '.join(counts)}")
