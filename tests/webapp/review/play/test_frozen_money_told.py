"""What became of frozen money: whose freeze stands, and the parts in whole units add up however amounts round."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.review.flows import in_play
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.test_prices_shown import finished
from webapp.review.open_matters import _money

SINCE = re.compile(r"(\d+) (more frozen|confiscated|released because|released|frozen on day)")


@pytest.mark.acceptance("plays an exercise")
@pytest.mark.usefixtures("cast")
def test_the_parts_add_up_in_half_units(house: House) -> None:
    _exercise, reading, _sequence = finished(house, "blue-current")
    unit = 10**reading.scenario.currency.minor_digits
    zero = replace(
        reading.flows[-1].flows,
        money_ever_frozen_minor=0,
        money_frozen_minor=0,
        money_confiscated_minor=0,
        money_confiscated_free_minor=0,
        money_lapsed_minor=0,
        money_lifted_minor=0,
    )
    for halves in product((2, 3), (0, 1, 3), (1, 3), (0, 1, 3)):
        was, taken, lapsed, lifted = (each * unit // 2 for each in halves)
        came = taken + lapsed + lifted + unit
        play = replace(zero, money_frozen_minor=was, money_ever_frozen_minor=was)
        after = replace(
            zero,
            money_frozen_minor=was + came - taken - lapsed - lifted,
            money_ever_frozen_minor=was + came,
            money_confiscated_minor=taken,
            money_lapsed_minor=lapsed,
            money_lifted_minor=lifted,
        )
        first = reading.flow_at(reading.span.end)
        days = tuple(replace(each, flows=play if each == first else each.flows) for each in reading.flows[:-1])
        told = replace(reading, flows=(*days, replace(reading.flows[-1], flows=after)))
        with house.app.test_request_context("/"):
            (matter,) = _money(told)
        frozen = int(re.findall(r"(\d+) frozen", matter.left_text)[0])
        parts = SINCE.findall(matter.after_text)
        whole = {word: int(amount) for amount, word in parts}
        still, more = whole.pop("frozen on day"), whole.pop("more frozen", 0)
        assert frozen == round(was / unit)
        assert frozen + more == still + sum(whole.values()), matter
        assert abs(more - came / unit) <= 2.5


@pytest.mark.acceptance("plays an exercise")
def test_a_freeze_that_lapsed_is_not_met_wherever_the_bank_is(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    for team in (each.code for each in reading.scenario.played):
        stands: dict[str, bool] = {}
        over = taken = 0
        for event in in_play(reading.record.events):
            if isinstance(event, AssetsFrozen) and event.for_country == team:
                stands[event.account] = True
            elif isinstance(event, FreezeEnded) and event.country == team and stands.pop(event.account, False):
                over, taken = over + 1, taken + (event.how == "confiscated")
        page = cast.ines.get(f"/x/{exercise}/review/teams?team={team}&fact=freezes_stand").text
        told = re.findall(r'data-fact="freezes_stand">([^<]*)<', page)
        among = over + len(stands)
        assert told == [f"{taken + len(stands)} of {among}" if among else "none"], team
