"""Headers, cookies, and a bound on guessing."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.webapp.conftest import Cast
from tests.webapp.house import House, build, nobody, trainer
from webapp.app import create_app
from webapp.security import PASSWORDS_PER_MINUTE


@pytest.mark.parametrize("path", ["/", "/nothing", "/sign-in", "/static/css/tokens.css", "/assets/js/htmx.min.js"])
def test_headers_on_every_answer(house: House, path: str) -> None:
    headers = nobody(house).get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_cookie_is_out_of_reach_for_scripts_and_strangers(house: House) -> None:
    cookie = nobody(house).get("/join").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(("address", "flags"), [("https://localhost", [True]), ("http://localhost", [False])])
def test_a_browser_that_came_by_https_keeps_its_cookie_to_https(house: House, address: str, flags: list[bool]) -> None:
    answer = house.client().get("/join", base_url=address)
    kept = [cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("rogatory=")]
    assert ["; Secure" in cookie for cookie in kept] == flags


def test_no_page_carries_inline_scripts_or_styles(cast: Cast) -> None:
    for person in cast.everybody():
        for path in ("/", "/join", "/sign-in", "/exercises", "/exercises/new", f"/x/{cast.exercise}/lobby/"):
            page = person.get(path).text
            assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|https?://(?!localhost)", page), path


def test_forms_have_the_same_token_on_every_page(house: House) -> None:
    otto = nobody(house)
    assert otto.token_on("/join") == otto.token_on("/sign-in") == otto.token()
    assert otto.token() != nobody(house).token()


def test_guessing_codes_ends_soon(tmp_path: Path) -> None:
    house = build(tmp_path)
    strict = House(create_app(replace(house.config, joins_per_minute=5), house.database), house.database, house.config)
    exercise = strict.new_exercise()
    otto = nobody(strict, "Otto", exercise)
    right = {"code": strict.join_code(exercise)}
    assert [otto.post("/join", {**right}).status_code for _ in range(12)] == [303] * 12
    assert [otto.post("/join", {"code": f"WRONG{n}"}).status_code for n in range(5)] == [404] * 5
    answer = otto.post("/join", {"code": "WRONG6"})
    assert answer.status_code == 429
    assert "Wait a minute" in answer.text
    assert otto.get("/me/guess").status_code == 429
    house.close()


def test_guessing_passwords_ends_soon(house: House) -> None:
    trainer(house)
    otto = nobody(house)
    wrong: dict[str, str | list[str]] = {"name": "Ines", "password": "a guess of mine"}
    answers = [otto.post("/sign-in", wrong).status_code for _ in range(PASSWORDS_PER_MINUTE + 1)]
    assert answers == [422] * PASSWORDS_PER_MINUTE + [429]


def test_a_tampered_cookie_is_nobody(house: House, cast: Cast) -> None:
    browser = house.client()
    cookie = cast.alba.client.get_cookie("rogatory")
    assert cookie is not None
    browser.set_cookie("rogatory", cookie.value[:-4] + "AAAA")
    assert browser.get(f"/x/{cast.exercise}/lobby/").status_code == 403
