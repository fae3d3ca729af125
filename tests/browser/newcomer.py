"""Somebody of an office that has nothing to do with the sample government, at a browser of the office's own."""

import re
import subprocess
from pathlib import Path

from playwright.sync_api import BrowserContext, Download, Page, expect

CODE = re.compile(r"\b((?:[A-HJ-NP-Z2-9]{4} ){2,}[A-HJ-NP-Z2-9]{4})\b")
PATIENCE_MS = 90_000


class Newcomer:
    """One browser with its own cookies."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()

    def enter(self, login: str, password: str) -> "Newcomer":
        """Log in with a password."""
        self.page.goto("/masuk")
        self.write("NIP", login)
        self.write("Kata sandi", password)
        self.press("Masuk")
        expect(self.page.get_by_role("button", name="Keluar")).to_be_visible()
        return self

    def redeem(self, login: str, code: str, password: str) -> "Newcomer":
        """Make a first password with a code on paper."""
        self.page.goto("/masuk/kode")
        self.write("NIP", login)
        self.write("Kode dari petugas", code)
        self.write("Kata sandi baru", password)
        self.write("Ulangi kata sandi baru", password)
        self.press("Simpan kata sandi dan masuk")
        expect(self.page.get_by_role("button", name="Keluar")).to_be_visible()
        return self

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(path)

    def write(self, label: str, text: str) -> None:
        """Write into a field."""
        self.page.get_by_label(label, exact=True).first.fill(text)

    def press(self, words: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str) -> None:
        """Follow the first link with these words."""
        self.page.get_by_role("link", name=words).first.click()

    def pick(self, words: str) -> None:
        """Pick one of several, or tick a box."""
        self.page.get_by_label(words).first.check()

    def sees(self, words: str, patience_ms: int = PATIENCE_MS) -> None:
        """The page shows these words, at last."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=patience_ms)

    def import_file(self, kind: str, path: Path) -> None:
        """Upload a workbook, wait for what it would change, and apply it."""
        self.go("/impor/")
        self.page.get_by_role("radio", name=kind, exact=True).check()
        self.page.get_by_label("Berkas Excel (.xlsx)").set_input_files(path)
        self.press("Unggah dan periksa")
        self.sees("baris dibaca")
        self.press("Terapkan perubahan")
        self.sees("Perubahan sudah masuk")

    def slips(self, password: str, folder: Path) -> dict[str, str]:
        """Print the codes the page in front offers; codes by NIP, read off the paper."""
        if self.page.get_by_label("Kata sandi Anda", exact=True).count():
            self.write("Kata sandi Anda", password)
        with self.page.expect_download(timeout=PATIENCE_MS) as coming:
            self.press("Cetak kode")
        return codes_on(coming.value, folder)


def codes_on(paper: Download, folder: Path) -> dict[str, str]:
    """The codes on a sheet of slips by NIP."""
    path = folder / "kode.pdf"
    paper.save_as(path)
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    found: dict[str, str] = {}
    number = ""
    for line in text.splitlines():
        if nip := re.search(r"\d{8} \d{6} \d \d{3}", line):
            number = nip.group().replace(" ", "")
        if (code := CODE.search(line)) and number:
            found[number] = code.group(1)
    return found
