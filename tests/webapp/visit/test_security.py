"""Headers, cookies, and a bound on guessing."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.webapp.conftest import Cast
from tests.webapp.house import House, build, nobody, trainer
from webapp.app import create_app
from webapp.visit.security import PASSWORDS_PER_MINUTE, POLICY, unmasked


@pytest.mark.parametrize("path", ["/", "/nothing", "/sign-in", "/static/css/tokens.css", "/assets/js/htmx.min.js"])
def test_headers_on_every_answer(house: House, path: str) -> None:
    headers = nobody(house).get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    granted = [each for each in headers["Permissions-Policy"].split(", ") if not each.endswith("=()")]
    assert granted == []
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["Permissions-Policy"].split(", "))


@pytest.mark.parametrize(("address", "said"), [("https://localhost", True), ("http://localhost", False)])
def test_a_browser_that_came_by_https_is_told_to_stay_there(house: House, address: str, *, said: bool) -> None:
    for path in ("/join", "/nothing"):
        assert ("Strict-Transport-Security" in house.client().get(path, base_url=address).headers) is said


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


def test_each_question_has_a_token_of_its_own_and_every_one_opens_every_form(house: House) -> None:
    """Otherwise a packed page could be guessed letter by letter (BREACH)."""
    otto = nobody(house)
    pages = ("/join", "/sign-in?next=/a", "/sign-in?next=/b")
    tokens = [otto.token_on(page) for page in pages]
    assert tokens == [otto.token_on(page) for page in pages]
    assert otto.token_on("/sign-in") == tokens[0]
    assert len({*tokens, nobody(house).token_on("/join")}) == len(pages) + 1
    assert len({unmasked(token) for token in tokens}) == 1
    for token in tokens:
        wrong = {"name": "Ines", "password": "a guess of mine", "csrf_token": token}
        assert otto.client.post("/sign-in", data=wrong).status_code == 422
    for token in (nobody(house).token(), tokens[0][:-4], tokens[0][4:], "", "é", "A" * 56):
        answer = otto.client.post("/sign-in", data={"name": "Ines", "password": "guess", "csrf_token": token})
        assert answer.status_code == 400, token


def test_the_secret_of_forms_is_on_no_page(house: House) -> None:
    otto = nobody(house)
    secret = unmasked(otto.token())
    assert secret not in otto.get("/join").text


def test_a_part_for_a_tick_may_do_nothing_by_itself(cast: Cast) -> None:
    part = f"/x/{cast.exercise}/live/seats"
    assert cast.alba.get(part).headers["Content-Security-Policy"] == POLICY
    policy = cast.alba.get(part, {"X-Tick": "1"}).headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; frame-ancestors 'none'"


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
    told = otto.post("/sign-in", wrong).text
    assert "Too many wrong passwords" in told
    assert "code from the screen" not in told


def test_a_tampered_cookie_is_nobody(house: House, cast: Cast) -> None:
    browser = house.client()
    cookie = cast.alba.client.get_cookie("rogatory")
    assert cookie is not None
    browser.set_cookie("rogatory", cookie.value[:-4] + "AAAA")
    assert browser.get(f"/x/{cast.exercise}/lobby/").status_code == 403
