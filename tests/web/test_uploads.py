"""A file that is too large is answered with a sentence, and other pages keep their small limit."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.uploads import MOST_DISCARDED
from tests.conftest import log_in
from tests.page import Visitor

MB = 1024 * 1024


class Endless(io.RawIOBase):
    """A body of so many zeros, which knows how many were read."""

    def __init__(self, length: int) -> None:
        self.length, self.given = length, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Where it begins and ends."""
        self.given = offset + (0, self.given, self.length)[whence]
        return self.given

    def tell(self) -> int:
        """How many were read."""
        return self.given

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Give zeros until the end."""
        count = min(len(buffer), self.length - self.given)
        self.given += count
        return count


@pytest.fixture
def officer(sqlite_app: Flask) -> Visitor:
    return log_in(sqlite_app, "widuri")


def send(client: FlaskClient, path: str, length: int) -> tuple[int, str, int]:
    body = Endless(length)
    answer = client.post(
        path, input_stream=body, content_length=length, content_type="multipart/form-data; boundary=x"
    )  # fmt: skip
    return answer.status_code, answer.text, body.given


def test_a_file_over_the_limit_is_read_to_its_end_and_answered(officer: Visitor) -> None:
    status, text, given = send(officer.client, "/impor/", 60 * MB)
    assert (status, given) == (413, 60 * MB)
    assert "lebih dari 20 MB tidak diterima" in text
    assert "<h1>" in text


def test_what_goes_beyond_all_bounds_is_refused_at_once(officer: Visitor) -> None:
    status, text, given = send(officer.client, "/impor/", MOST_DISCARDED + 1)
    assert (status, given) == (413, 0)
    assert "lebih dari 20 MB tidak diterima" in text


def test_a_file_under_the_limit_is_taken(officer: Visitor) -> None:
    page = officer.get("/impor/")
    sent = {**page.fields("/impor/"), "file": (io.BytesIO(b"x" * (19 * MB)), "besar.xlsx")}
    assert "berkas teks" in officer.post("/impor/", sent, 422).text


def test_other_pages_keep_their_limit(officer: Visitor) -> None:
    status, text, given = send(officer.client, "/kata-sandi", 3 * MB)
    assert (status, given) == (413, 0)
    assert "Batasnya 2 MB" in text


@pytest.mark.parametrize("key", ["melur", "kenari"])
def test_whoever_may_not_send_files_is_held_to_the_small_limit(sqlite_app: Flask, key: str) -> None:
    status, _, given = send(log_in(sqlite_app, key).client, "/impor/", 30 * MB)
    assert (status, given) == (413, 0)


def test_a_stranger_is_held_to_it_too(sqlite_app: Flask) -> None:
    status, _, given = send(sqlite_app.test_client(), "/impor/", 30 * MB)
    assert given == 0
    assert status in {401, 413}
