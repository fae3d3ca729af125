"""An office moves in: seconds and memory to check and apply an employee export of 10,000 and of 20,000 people."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.servers import ROOT

GOAL_S, GOAL_MB = 10, 150
REGENCIES = (13_750, 27_500)
"""People of whom about 10,000 and 20,000 are PNS, who come in one file."""


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
    "    path, kind, word = Path(sys.argv[1]), IntakeKind(sys.argv[2]), sys.argv[3]\n"
    "    found = working.run_now(folder, path, kind, day, commit=word == 'commit')\n"
    "    print(time.perf_counter() - start, found.rows, found.new, found.changed, found.unchanged)\n"
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
    from app.sample import regency  # noqa: PLC0415 - after the environment is set
    from app.sample.workbooks import write_workbooks  # noqa: PLC0415

    print(f"\nimport of an employee export, 69 columns (goal for 10,000: {GOAL_S} s, {GOAL_MB} MB)")
    heads = f"{'rows':>8}{'file MB':>9}{'step':>10}{'s':>7}{'worker MB':>11}{'reader MB':>11}"
    print(f"{heads}  new / changed / unchanged")
    for size in REGENCIES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copy(Path(environment["DATA_DIR"]) / "tilik.sqlite3", folder)
            os.environ.update({"DATA_DIR": name, "DATABASE_URL": f"sqlite:///{folder / 'tilik.sqlite3'}"})
            units, people, *_ = write_workbooks(regency.regency(size, 1), folder / "workbooks")
            run(WORK, str(units), "units", "commit")
            read = reader_peak(people, folder)
            for step, word in (("check", "dry-run"), ("apply", "commit"), ("again", "commit")):
                spent, rows, *counts, own = run(WORK, str(people), "people", word)
                figures = f"{rows:>8}{people.stat().st_size / 1048576:>9.1f}{step:>10}{float(spent):>7.2f}"
                print(f"{figures}{int(own) / 1024:>11.0f}{read:>11.0f}  {' / '.join(counts)}")
    os.environ.update(environment)
