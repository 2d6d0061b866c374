"""What the pages say of a price: the days really moved, the unit of the case, no price where nothing can move."""

import re

import pytest

from simulation.players.policies import players
from simulation.review.pricing import Pricer
from simulation.review.record_reading import RecordReading, read
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.review.record_store import keep_price, record_of
from webapp.store.played_example import finished_example
from webapp.store.tables import ExerciseRecord

pytestmark = pytest.mark.acceptance("plays an exercise and prices its decisions for each scenario")


def finished(house: House, scenario: str) -> tuple[str, RecordReading, int]:
    """A finished exercise, as the review reads it, and the number of its last journal entry."""
    exercise = finished_example(house.database, scenario=scenario, seed=5, title="Finished")
    with house.database.reading() as session:
        row = session.get_one(ExerciseRecord, exercise)
        return exercise, read(record_of(session, row), row.horizon, players()), row.sequence


@pytest.mark.parametrize(("scenario", "has_goods"), [("blue-current", True), ("glass-harbour", False)])
def test_a_price_on_every_page(house: House, cast: Cast, scenario: str, *, has_goods: bool) -> None:
    exercise, reading, sequence = finished(house, scenario)
    chosen = next(each for each in reading.decisions if reading.gained[each.key])
    days = round(reading.gained[chosen.key] / 86_400)
    before = cast.ines.get(f"/x/{exercise}/review/decisions").text
    assert f"Play it {days} day" in before
    assert "could not have been earlier" in before
    stuck = sum(not seconds for seconds in reading.gained.values())
    assert before.count("could not have been earlier") == stuck
    with Pricer(reading.record, 0) as pricer:
        keep_price(house.database, exercise, sequence, pricer.price(chosen, 1))
    pages = {name: cast.ines.get(f"/x/{exercise}/review/{name}").text for name in ("", "wall", "decisions")}
    assert re.search(rf"\b{days} days? earlier goes with", pages[""])
    table = cast.ines.get(f"/x/{exercise}/review/table/prices.csv").text
    assert ("drugs_delivered_g" in table) == has_goods
    for name, page in pages.items():
        assert "<svg" in page or name == "decisions"
        assert "As acted, lower bound" in page or name == "decisions", "effects are paired differences"
        if not has_goods:
            assert not re.search(r"\bkg\b", page), name
