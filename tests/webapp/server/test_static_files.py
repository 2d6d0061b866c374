"""Static files are named by their content, kept for good, and packed."""

import gzip
import re
from pathlib import Path

import pytest

from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody
from webapp.process.static_files import ASK_EACH_TIME, FOR_GOOD, StaticFiles, static_files

ADDRESS = re.compile(r'(?:href|src)="(/(?:static|assets)/[^"#]+)')


def test_pages_name_files_by_digest_and_each_is_kept_for_good(house: House, cast: Cast) -> None:
    pages = [cast.alba.get(f"/x/{cast.exercise}/lobby/").text, nobody(house).get("/join").text]
    named = {address for page in pages for address in ADDRESS.findall(page)}
    assert len(named) >= 8
    for address in named:
        answer = nobody(house).get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == FOR_GOOD, address
        assert "Set-Cookie" not in answer.headers


def test_style_sheets_name_fonts_and_marks_by_digest(house: House) -> None:
    files = static_files()
    referred = 0
    for sheet in ("tokens", "layout", "components", "print"):
        text = nobody(house).get(f"/static/css/{sheet}.css").text
        for address in re.findall(r'url\("?(/[^")]+)', text):
            referred += 1
            answer = files.answer(address, "", "")
            assert answer is not None, address
            assert answer.headers["cache-control"] == FOR_GOOD, address
    assert referred >= 7


def test_the_preloaded_font_is_the_one_that_the_style_sheet_names(house: House) -> None:
    page = nobody(house).get("/join").text
    preloaded = re.search(r'rel="preload" href="([^"]+)"', page)
    assert preloaded is not None
    assert preloaded[1] in nobody(house).get("/static/css/tokens.css").text


def test_a_plain_name_answers_and_is_asked_about_each_time(house: House) -> None:
    first = nobody(house).get("/static/css/tokens.css")
    assert first.headers["Cache-Control"] == ASK_EACH_TIME
    assert nobody(house).get("/static/css/tokens.css", {"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert nobody(house).get("/static/css/nothing.css").status_code == 404
    assert nobody(house).get("/static/css/tokens.000000000000.css").status_code == 404


@pytest.mark.parametrize(
    ("accepts", "packed"),
    [("gzip, deflate, br", True), ("*", True), ("br", False), ("gzip;q=0", False), ("", False)],
)
def test_who_accepts_it_gets_it_packed(accepts: str, *, packed: bool) -> None:
    answer = static_files().answer("/assets/css/bootstrap.min.css", accepts, "")
    plain = static_files().answer("/assets/css/bootstrap.min.css", "", "")
    assert answer is not None
    assert plain is not None
    assert ("content-encoding" in answer.headers) is packed
    assert (gzip.decompress(answer.body) if packed else answer.body) == plain.body
    assert answer.headers["vary"] == "Accept-Encoding"


def test_another_content_has_another_name(tmp_path: Path) -> None:
    """A style sheet too, when only what it refers to changed."""
    names = []
    for colour in ("red", "blue"):
        (tmp_path / "dot.svg").write_text(f"<svg fill='{colour}'/>", encoding="utf-8")
        (tmp_path / "a.css").write_text('b { background: url("/static/dot.svg"); }', encoding="utf-8")
        names.append(StaticFiles({"static": tmp_path}).named("static", "a.css"))
    assert names[0] != names[1]
    assert re.fullmatch(r"a\.[0-9a-f]{12}\.css", names[0])


@pytest.mark.parametrize(("accepts", "packed"), [("gzip, deflate", "gzip"), ("gzip, deflate, br", "br"), ("", None)])
def test_pages_and_parts_are_packed_on_the_way(cast: Cast, accepts: str, packed: str | None) -> None:
    for path in ("/join", f"/x/{cast.exercise}/lobby/", f"/x/{cast.exercise}/live/team/poll"):
        answer = cast.alba.get(path, {"Accept-Encoding": accepts})
        assert answer.headers.get("Content-Encoding") == packed, path
        assert "Accept-Encoding" in answer.headers["Vary"]
        if answer.mimetype == "text/html":
            assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_packed_part_that_did_not_change_is_304(cast: Cast) -> None:
    for path in (f"/x/{cast.exercise}/live/team/poll", f"/x/{cast.exercise}/live/seats"):
        accepts = {"Accept-Encoding": "gzip"}
        tag = cast.alba.get(path, accepts).headers["ETag"]
        again = cast.alba.get(path, {**accepts, "If-None-Match": tag})
        assert (again.status_code, again.get_data()) == (304, b""), path
