"""A dry run in the browser: in a process of its own, one at a time, told as it goes."""

from __future__ import annotations

import re
import time
from html import unescape
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.webapp.conftest import Cast
from tests.webapp.house import House, trainer
from tests.webapp.lobby.test_scenarios import handed_in, pack_of
from webapp.lobby.dry_runs import STEPS, DryRuns, Trial
from webapp.process.own_process import BrokeOffError, told_by

PAGE = "/scenarios/blue-current/dry-run"


def text(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def counts(answer: Connection, most: int, breaks_at: int) -> None:
    for number in range(most):
        if number == breaks_at:
            raise ValueError(number)
        answer.send(number)


def sleeps(_answer: Connection) -> None:
    time.sleep(60)


class TestOwnProcess:
    def test_what_it_tells_comes_in_order_and_ends(self) -> None:
        assert list(told_by(counts, 3, -1, name="counting")) == [0, 1, 2]

    def test_it_breaks_off_after_what_it_told(self) -> None:
        heard = told_by(counts, 3, 1, name="counting")
        assert next(heard) == 0
        with pytest.raises(BrokeOffError):
            next(heard)

    def test_it_may_not_take_longer_than_said(self) -> None:
        begun = time.monotonic()
        with pytest.raises(BrokeOffError):
            next(told_by(sleeps, name="sleeping", seconds=2))
        assert time.monotonic() - begun < 30


def test_an_own_scenario_is_tried_and_the_page_tells_what_a_room_would_meet(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ines, own = trainer(house), "/scenarios/two-rivers/dry-run"
    assert ines.post("/scenarios", handed_in(pack_of(tmp_path, monkeypatch))).status_code == 303
    assert own in ines.get("/scenarios").text
    page = ines.get(own).text
    assert "hx-get" not in page
    length = re.search(r'<option\s+value="(\w+)" selected', page)
    assert length is not None
    assert ines.post(own, {"preset": length[1]}).status_code == 303
    assert f'hx-get="{own}/part"' in ines.get(own).text
    busy = ines.post(PAGE, {"preset": "half_day_14"})
    assert busy.status_code == 409
    assert "two-rivers" in text(busy.text)
    book: DryRuns = house.app.extensions["rogatory.dry_runs"]
    until = time.monotonic() + 400
    while (trial := book.of("two-rivers")) is not None and not trial.is_over and time.monotonic() < until:
        time.sleep(0.2)
    assert trial is not None
    assert trial.done == STEPS
    part = ines.get(f"{own}/part").text
    assert "hx-get" not in part
    told = text(part)
    assert "missing for a room" in told, "a skeleton lacks events"
    assert "Work of each seat, by move" in told
    assert re.search(r"Police \d+\*? ?(too few or too many)? ?\(\d+\)", told)
    assert book.of("blue-current") is None


def test_what_broke_off_says_so_and_can_be_begun_again(house: House) -> None:
    ines = trainer(house)
    assert ines.get(PAGE).status_code == 200
    book: DryRuns = house.app.extensions["rogatory.dry_runs"]
    book._keep(Trial("blue-current", "half_day_14", "another scenario", done=0, failed=True))
    page = text(ines.get(PAGE).text)
    assert "It broke off" in page
    assert "The scenario has changed since" in page
    assert ines.post(PAGE, {"preset": "no such length"}).status_code == 422
    assert ines.get("/scenarios/nowhere/dry-run").status_code == 404
    assert ines.get("/scenarios/first-request/dry-run").status_code == 404, "one person plays it alone"


def test_who_plays_sees_none(cast: Cast) -> None:
    for person in (cast.alba, cast.otto):
        assert person.get(PAGE).status_code in {303, 403}
        assert person.post(PAGE, {"preset": "half_day_14"}).status_code in {303, 403}
