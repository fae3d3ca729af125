"""An unchanged page costs a 304; a file resumes where the line broke."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, log_in
from tests.page import Visitor

ENCODINGS = ["identity", "gzip", "br"]


def _open(visitor: Visitor, path: str, etag: str = "", encoding: str = "identity") -> TestResponse:
    headers = {"Accept-Encoding": encoding, **({"If-None-Match": etag} if etag else {})}
    return visitor.client.get(path, headers=headers)


def _plan_of(visitor: Visitor) -> str:
    links = visitor.get("/perencanaan/").links()
    return next(link for link in links if re.fullmatch(r"/perencanaan/\d+", link))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_unchanged_page_is_not_sent_again(sqlite_app: Flask, encoding: str) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    first = _open(midwife, "/", encoding=encoding)
    assert first.headers["Cache-Control"] == "private, no-cache"
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=90)):  # tokens against forged posts are signed anew
        again = _open(midwife, "/", first.headers["ETag"], encoding)
    assert (again.status_code, again.data) == (304, b"")
    assert "Set-Cookie" not in again.headers


def test_a_tag_given_for_one_encoding_holds_for_another(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    tag = _open(midwife, "/", encoding="gzip").headers["ETag"]
    assert _open(midwife, "/", tag, "br").status_code == 304


def test_a_changed_page_is_sent_whole(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    plan = _plan_of(midwife)
    before = _open(midwife, plan)
    midwife.submit(midwife.get(plan), "/ajukan")
    after = _open(midwife, plan, before.headers["ETag"])
    assert after.status_code == 200
    assert "Diajukan" in after.get_data(as_text=True)


def test_the_tag_of_one_session_says_nothing_to_another(sqlite_app: Flask) -> None:
    one, other, boss = (log_in(sqlite_app, key) for key in (MIDWIFE, MIDWIFE, HEAD))
    tag = _open(one, "/").headers["ETag"]
    assert _open(one, "/", tag).status_code == 304
    assert _open(other, "/", tag).status_code == 200
    assert _open(boss, "/", tag).status_code == 200


def test_login_and_password_pages_are_never_kept(sqlite_app: Flask) -> None:
    assert _open(Visitor(sqlite_app), "/masuk").headers["Cache-Control"] == "no-store"
    assert _open(log_in(sqlite_app, MIDWIFE), "/kata-sandi").headers["Cache-Control"] == "no-store"


def test_a_page_depends_on_cookie_encoding_and_htmx(sqlite_app: Flask) -> None:
    vary = _open(log_in(sqlite_app, MIDWIFE), "/").headers["Vary"]
    assert {"cookie", "accept-encoding", "hx-request"} <= {part.strip().lower() for part in vary.split(",")}


@pytest.mark.parametrize("name", ["A.1.7.pdf", "A.1.8.xlsx"])
def test_a_broken_download_resumes_where_it_stopped(sqlite_app: Flask, name: str) -> None:
    midwife = log_in(sqlite_app, SET_MIDWIFE)
    path = f"{_plan_of(midwife)}/dokumen/{name}"
    whole = midwife.client.get(path)
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert "attachment" in whole.headers["Content-Disposition"]
    etag = whole.headers["ETag"]
    rest = midwife.client.get(path, headers={"Range": "bytes=1000-", "If-Range": etag})
    assert rest.status_code == 206
    assert rest.headers["Content-Range"] == f"bytes 1000-{len(whole.data) - 1}/{len(whole.data)}"
    assert whole.data[:1000] + rest.data == whole.data


def test_a_resumed_download_of_a_changed_file_starts_over(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, SET_MIDWIFE)
    path = f"{_plan_of(midwife)}/dokumen/A.1.7.pdf"
    answer = midwife.client.get(path, headers={"Range": "bytes=1000-", "If-Range": '"berkas-lain"'})
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")


def test_an_unchanged_file_is_not_sent_again_and_an_impossible_range_is_refused(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, SET_MIDWIFE)
    path = f"{_plan_of(midwife)}/dokumen/A.1.7.pdf"
    etag = midwife.client.get(path).headers["ETag"]
    assert midwife.client.get(path, headers={"If-None-Match": etag}).status_code == 304
    beyond = midwife.client.get(path, headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416
    assert "Permintaan tidak lengkap" in beyond.get_data(as_text=True)
