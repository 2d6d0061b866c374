"""Two rooms with one seed beside each other: what each did first, from when they differ, and no other case."""

from __future__ import annotations

import html
import re
from dataclasses import asdict

import pytest

from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.players.runs import policies_for
from simulation.players.workshop import Workshop
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.finished import finished_example, reading_of
from tests.webapp.review.test_prices_shown import finished
from webapp.review.play.compare_page import acts_of, same_until
from webapp.store.played_example import POLICY, PRESET, played_file
from webapp.store.transfer import put_in

pytestmark = pytest.mark.acceptance("plays two rooms")


def late_room(house: House, seed: int, moves: int | None = None, policy: str = POLICY) -> str:
    """The same case, a third of the acts a move late; so many moves of it, or all."""
    scenario = load_scenario(directory_of("blue-current"))
    preset = next(each for each in scenario.play.presets if each.key == PRESET)
    settings = Settings(preset=PRESET, seed=seed, policies=policies_for(scenario, policy, {}))
    played = Workshop(freeze(scenario, seed), settings, tuple(preset.jumps[:moves]), policy=policy, late=True)
    file = played_file(played.frozen, played.settings, played.entries, played.happened, played.now, played.phase)
    return put_in(house.database, file, title="Late room")


def test_each_room_is_named_with_its_last_day(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    short = late_room(house, 5, moves=1, policy="none")
    last, other = (each.span.end // DAY + 1 for each in (reading, reading_of(house, short)[0]))
    assert other < last
    page = html.unescape(cast.ines.get(f"/x/{exercise}/review/compare?other={short}").text)
    assert page.count(f"to day {last}</span></th>") == page.count(f"to day {other}</span></th>") == 2
    assert f"this room to day {last}, the other to day {other}." in page
    assert "No decision was taken in both rooms" in page
    assert "<figure" not in page, "a chart without a row is an empty frame"


def test_two_rooms_beside_each_other(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    alone = cast.ines.get(f"/x/{exercise}/review/compare").text
    assert "No other room has played this case with this seed." in alone
    late = late_room(house, 5)
    finished_example(house.database, scenario="blue-current", seed=6, title="Other seed")
    page = html.unescape(cast.ines.get(f"/x/{exercise}/review/compare?other={late}").text)
    assert "Late room" in page
    assert "Other seed" not in page
    assert "No room wins." in page
    assert "<figure" in page
    assert "did not play equally long" not in page
    assert not re.search(r"<style|\sstyle=", page)
    other = reading_of(house, late)[0]
    until = same_until(reading, other)
    assert until is not None
    mine, theirs = acts_of(reading), acts_of(other)
    before = {act: day for act, (day, _) in mine.items() if day <= until}
    assert before == {act: day for act, (day, _) in theirs.items() if day <= until}
    assert {act for act, (day, _) in mine.items() if day == until + 1} != {
        act for act, (day, _) in theirs.items() if day == until + 1
    }
    assert same_until(reading, reading) is None
    assert other.outcome is not None
    sent = asdict(other.outcome)["requests_sent"]
    assert f'data-figure="requests_sent@play">{reading.outcome.requests_sent}</td><td class="r-num">{sent}<' in page  # type: ignore[union-attr]
    for person in (cast.alba, cast.otto):
        assert person.get(f"/x/{exercise}/review/compare").status_code in {303, 403}
