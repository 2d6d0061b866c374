"""Sign-ins can be ended from anywhere, and no wall clock ends one by accident."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from tests.webapp.conftest import Cast
from tests.webapp.house import PASSWORD, STOPPED, House, in_house, nobody, trainer
from webapp.accounts.trainers import fits, new_first_link
from webapp.store.sign_ins import LASTS_DAYS, SignInBook, device_of
from webapp.store.tables import SignInRecord

DAY = 86_400.0
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0"
    " Mobile/15E148 Safari/604.1"
)


@dataclass(slots=True)
class Clock:
    """A wall clock that is moved by hand."""

    ahead: float = 0.0

    def now(self) -> float:
        return STOPPED + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """The wall clock of the machine, as every library reads it."""
    made = Clock()
    monkeypatch.setattr(time, "time", made.now)
    yield made
    made.ahead = 0.0


@pytest.mark.parametrize("days", [-3, -400, 2, 61, 401, 4000])
def test_a_clock_that_jumps_signs_nobody_out_and_breaks_no_form(cast: Cast, clock: Clock, days: int) -> None:
    """There and back again, with forms that were opened before and after."""
    people = ((cast.alba, f"/x/{cast.exercise}/lobby/"), (cast.ines, f"/x/{cast.exercise}/control/"))
    for person, page in people:
        assert person.get(page).status_code == 200
    for ahead in (days * DAY, 0.0):
        clock.ahead = ahead
        for person, page in people:
            assert person.get(page).status_code == 200, (ahead, page)
            assert person.post("/theme", {"theme": "dark"}).status_code in {200, 204, 303}, ahead
        cast.ines.house.services.sign_ins.keep()
    late = trainer(cast.ines.house)  # signed in now; then the clock jumps again
    clock.ahead = days * DAY
    assert late.get("/exercises").status_code == 200


def test_browsers_are_asked_to_keep_the_cookie_whatever_the_clock_says(house: House, clock: Clock) -> None:
    clock.ahead = -5000 * DAY
    ines = trainer(house)
    assert ines.last is not None
    assert "Expires=Wed, 01 Jan 2200" in ines.last.headers["Set-Cookie"]


def test_signing_out_ends_every_copy_of_the_sign_in(house: House) -> None:
    ines = trainer(house)
    copy = in_house(house, ines)
    other = nobody(house, "Ines")
    assert other.post("/sign-in", {"name": "Ines", "password": PASSWORD}).status_code == 303
    assert copy.get("/exercises").status_code == 200
    assert ines.post("/sign-out").status_code == 303
    assert copy.get("/exercises").status_code == 303
    assert other.get("/exercises").status_code == 200


def test_own_sign_ins_are_seen_and_ended(house: House) -> None:
    ines = trainer(house)
    phone = nobody(house, "Ines")
    form = {"csrf_token": phone.token(), "name": "Ines", "password": PASSWORD}
    assert phone.client.post("/sign-in", data=form, headers={"User-Agent": PHONE}).status_code == 303
    third = nobody(house, "Ines")
    assert third.post("/sign-in", {"name": "Ines", "password": PASSWORD}).status_code == 303
    page = ines.get("/sign-ins").text
    assert "Safari on iPhone" in page
    assert page.count('r-tag">this browser') == 1
    with house.database.reading() as session:
        newest = session.scalars(sa.select(SignInRecord).order_by(SignInRecord.id)).all()
    assert f"/sign-ins/{newest[1].id}/end" in page
    assert ines.post(f"/sign-ins/{newest[1].id}/end").status_code == 303
    assert phone.get("/exercises").status_code == 303
    assert third.get("/exercises").status_code == 200
    assert ines.post("/sign-ins/end-others").status_code == 303
    assert third.get("/exercises").status_code == 303
    assert ines.get("/exercises").status_code == 200
    assert 'href="/sign-ins"' in ines.get("/exercises").text


def test_nobody_ends_the_sign_in_of_another(house: House) -> None:
    ines, olaf = trainer(house), trainer(house, "Olaf")
    with house.database.reading() as session:
        numbers = [row.id for row in session.scalars(sa.select(SignInRecord).order_by(SignInRecord.id))]
    assert olaf.post(f"/sign-ins/{numbers[0]}/end").status_code == 303
    assert olaf.post("/sign-ins/end-others").status_code == 303
    assert ines.get("/exercises").status_code == 200
    assert "Ines" not in olaf.get("/sign-ins").text


def test_a_password_is_changed_by_whoever_knows_it(house: House) -> None:
    ines = trainer(house)
    copy = in_house(house, ines)
    other = nobody(house, "Ines")
    assert other.post("/sign-in", {"name": "Ines", "password": PASSWORD}).status_code == 303
    fresh = "seventeen green boats"
    wrong = ines.post("/password", {"current": "not it", "password": fresh, "again": fresh})
    assert wrong.status_code == 422
    assert "That is not your password" in wrong.text
    assert fresh not in wrong.text
    short = ines.post("/password", {"current": PASSWORD, "password": "short", "again": "short"})
    assert (short.status_code, "at least 8 characters" in short.text) == (422, True)
    done = ines.post("/password", {"current": PASSWORD, "password": fresh, "again": fresh})
    assert done.status_code == 303
    assert other.get("/exercises").status_code == 303
    assert ines.get("/exercises").status_code == copy.get("/exercises").status_code == 200
    assert nobody(house).post("/sign-in", {"name": "Ines", "password": PASSWORD}).status_code == 422
    assert nobody(house).post("/sign-in", {"name": "Ines", "password": fresh}).status_code == 303


def test_what_a_cookie_holds_is_not_in_the_database(house: House) -> None:
    ines = trainer(house)
    with ines.client.session_transaction() as session:
        token = session["trainer"]
    raw = b"".join(each.read_bytes() for each in house.config.data.glob("rogatory.sqlite*"))
    assert token.encode() not in raw


def test_a_sign_in_that_nobody_uses_ends_after_days_of_work_not_of_the_calendar(house: House) -> None:
    """One browser is used each day, the other never; only days on which the server runs count."""
    clock = Clock()
    services = replace(house.services, sign_ins=SignInBook(house.database, clock.now))
    house.app.extensions["rogatory"] = services
    forgotten, used = trainer(house), nobody(house, "Ines")
    assert used.post("/sign-in", {"name": "Ines", "password": PASSWORD}).status_code == 303
    services.sign_ins.keep()
    for day in range(1, LASTS_DAYS + 2):
        clock.ahead = day * 400 * DAY if day < 30 else -day * DAY
        assert used.get("/exercises").status_code == 200
        services.sign_ins.keep()
        if day == LASTS_DAYS - 1:
            copy = in_house(house, forgotten)
            with house.database.reading() as session:
                assert session.scalar(sa.select(sa.func.count()).select_from(SignInRecord)) == 2
            assert copy.client.get_cookie("rogatory") is not None
    assert forgotten.get("/exercises").status_code == 303
    assert used.get("/exercises").status_code == 200


def test_when_a_browser_was_last_seen_outlives_the_server(house: House) -> None:
    clock = Clock()
    book = SignInBook(house.database, clock.now)
    house.app.extensions["rogatory"] = replace(house.services, sign_ins=book)
    ines = trainer(house)
    clock.ahead = 7200
    assert ines.get("/exercises").status_code == 200
    book.keep()
    with house.database.reading() as session:
        number = session.scalars(sa.select(SignInRecord.trainer_id)).one()
    (told,) = SignInBook(house.database, clock.now).of(number)
    assert told.seen_at == datetime.fromtimestamp(STOPPED + 7200, UTC)


def test_a_one_time_link_lasts_a_day(house: House) -> None:
    token = new_first_link(house.database)
    now = time.time()
    with house.database.reading() as session:
        assert fits(session, token, now - 5 * DAY)
        assert fits(session, token, now + DAY - 60)
        assert not fits(session, token, now + DAY + 60)


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (PHONE, ("Safari", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0",
         ("Edge", "Windows")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", ("Firefox", "Linux")),
        ("curl/8.5", ("", "")),
    ],
)  # fmt: skip
def test_the_word_for_a_device(agent: str, told: tuple[str, str]) -> None:
    assert device_of(agent) == told
