"""A dry run in the browser: in a process of its own, one at a time, told as it goes."""

from __future__ import annotations

import re
import threading
import time
from html import unescape
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock

import pytest

from simulation.exercise.registry import SHIPPED as REGISTRY
from simulation.scenario.load import directory_of, load
from simulation.scenario.schema.scenario import Scenario
from tests.webapp.conftest import Cast
from tests.webapp.house import House, trainer
from tests.webapp.lobby.test_scenarios import handed_in, pack_of
from webapp.control.records.loss_days import LossDays
from webapp.lobby import dry_run_page, dry_runs
from webapp.lobby.dry_runs import STEPS, DryRuns, Ending, Found, Trial, stamp_of
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


def no_memory(_process: SpawnProcess, error: type[Exception] = OSError) -> None:
    raise error("no memory")


def blue_current() -> Scenario:
    return load(directory_of("blue-current"), REGISTRY.allowed_names)


class TestOwnProcess:
    @pytest.mark.acceptance("starts a process")
    def test_what_it_tells_comes_in_order_and_ends(self) -> None:
        assert list(told_by(counts, 3, -1, name="counting")) == [0, 1, 2]

    @pytest.mark.acceptance("starts a process")
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

    def test_it_breaks_off_where_no_process_can_begin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(SpawnProcess, "start", no_memory)
        with pytest.raises(BrokeOffError):
            next(told_by(counts, 3, -1, name="counting"))

    def test_it_breaks_off_where_it_is_given_what_cannot_be_copied(self) -> None:
        with pytest.raises(BrokeOffError):
            next(told_by(counts, Lock(), -1, name="counting"))


@pytest.mark.parametrize("error", [OSError, RuntimeError])
def test_a_dry_run_that_cannot_begin_is_over_and_another_may_be_asked(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    monkeypatch.setattr(SpawnProcess, "start", lambda process: no_memory(process, error))
    monkeypatch.setattr(threading, "excepthook", lambda _told: None)
    book, scenario = DryRuns(), blue_current()
    for _again in range(2):
        assert book.ask(Trial("blue-current", "half_day_14", scenario), Path())
        until = time.monotonic() + 10
        while book.in_hand() is not None and time.monotonic() < until:
            time.sleep(0.01)
        trial = book.of("blue-current")
        assert trial is not None
        assert trial.ended is Ending.BROKE


@pytest.mark.parametrize("error", [OSError, RuntimeError])
def test_loss_days_that_cannot_be_worked_out_are_told_as_none(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    monkeypatch.setattr(SpawnProcess, "start", lambda process: no_memory(process, error))
    monkeypatch.setattr(threading, "excepthook", lambda _told: None)
    days, told, scenario = LossDays(), threading.Event(), blue_current()
    assert days.of("north", scenario, told.set) is None
    assert told.wait(10)
    assert days.of("north", scenario, told.set) == {}


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
    assert "missing before a room can play it" in told, "a skeleton lacks events"
    assert "Work of each seat, by move" in told
    assert re.search(r"Police \d+\*? ?(too few or too many)? ?\(\d+\)", told)
    assert book.of("blue-current") is None


def test_what_broke_off_says_so_and_can_be_begun_again(house: House) -> None:
    ines = trainer(house)
    assert ines.get(PAGE).status_code == 200
    book: DryRuns = house.app.extensions["rogatory.dry_runs"]
    book._keep(Trial("blue-current", "half_day_14", blue_current(), ended=Ending.BROKE), threading.Event())
    page = text(ines.get(PAGE).text)
    assert "The dry run stopped early" in page
    assert "The scenario has changed since" in page
    assert ines.post(PAGE, {"preset": "no such length"}).status_code == 422
    assert ines.get("/scenarios/nowhere/dry-run").status_code == 404
    assert ines.get("/scenarios/first-request/dry-run").status_code == 404, "one person plays it alone"


def test_one_in_hand_can_be_stopped_and_another_begun(house: House) -> None:
    ines = trainer(house)
    assert ines.post(PAGE, {"preset": "half_day_14"}).status_code == 303
    assert ">Stop</button>" in ines.get(f"{PAGE}/part").text
    assert ines.post("/scenarios/glass-harbour/dry-run/stop").status_code == 303
    assert "hx-get" in ines.get(f"{PAGE}/part").text, "it is another scenario's"
    assert ines.post(f"{PAGE}/stop").status_code == 303
    page = ines.get(PAGE).text
    assert "The dry run was stopped. Its findings until then are below." in text(page)
    assert "hx-get" not in page
    assert ines.post(PAGE, {"preset": "half_day_14"}).status_code == 303
    assert ines.post(f"{PAGE}/stop").status_code == 303


def test_one_that_takes_too_long_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ines = trainer(house)
    monkeypatch.setattr(dry_runs, "LONGEST_SECONDS", 0.0)
    assert ines.post(PAGE, {"preset": "half_day_14"}).status_code == 303
    until = time.monotonic() + 60
    while "hx-get" in ines.get(f"{PAGE}/part").text and time.monotonic() < until:
        time.sleep(0.1)
    assert "The dry run had not finished after 15 minutes" in text(ines.get(PAGE).text)


def test_how_far_it_is_opens_no_scenario(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ines = trainer(house)
    assert ines.get(PAGE).status_code == 200
    book: DryRuns = house.app.extensions["rogatory.dry_runs"]
    stamp = stamp_of(directory_of("blue-current"))
    book._keep(Trial("blue-current", "half_day_14", blue_current(), stamp, 1, Found()), threading.Event())
    monkeypatch.setattr(dry_run_page, "scenario_of", opened_again)
    part = ines.get(f"{PAGE}/part").text
    assert "hx-get" in part
    assert "The scenario has changed since" not in part
    book._keep(Trial("blue-current", "half_day_14", blue_current(), stamp[1:], 1, Found()), threading.Event())
    assert "The scenario has changed since" in ines.get(f"{PAGE}/part").text
    assert ines.get("/scenarios/nowhere/dry-run/part").status_code == 404


def opened_again(name: str) -> Scenario:
    raise AssertionError(f"{name} was opened")


def test_who_plays_sees_none(cast: Cast) -> None:
    for person in (cast.alba, cast.otto):
        assert person.get(PAGE).status_code in {303, 403}
        assert person.post(PAGE, {"preset": "half_day_14"}).status_code in {303, 403}
