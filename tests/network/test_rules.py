"""The arithmetic of the rules, with the numbers that the references give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.network.world import rules
from simulation.network.world.terrain import Terrain
from tests.builders.scenarios import crime

unit = st.floats(0.0, 1.0)


def test_perceived_risk_of_an_untried_and_a_quiet_route() -> None:
    assert rules.perceived_risk(0, 0, 2.0, 0.5) == pytest.approx(0.80)
    assert rules.perceived_risk(0, 13, 2.0, 0.5) == pytest.approx(0.129, abs=0.001)
    assert rules.perceived_risk(1, 13, 2.0, 0.5) == pytest.approx(0.194, abs=0.001)


def test_four_legs_add_up_to_the_interception_of_the_whole() -> None:
    assert rules.path_risk([0.069] * 4) == pytest.approx(0.25, abs=0.002)
    assert rules.path_risk([0.205] * 4) == pytest.approx(0.60, abs=0.002)


@pytest.mark.parametrize(("loss", "opened"), [(0.0, 0), (0.04, 0), (0.05, 1), (0.051, 2), (0.14, 3), (0.9, 4)])
def test_losses_open_corridors(loss: float, opened: int) -> None:
    assert rules.corridors_to_open(loss, 0.05, 4) == opened


def test_half_of_an_alarm_is_gone_after_a_half_life() -> None:
    assert rules.relaxed_security(0.9, 0.1, 90, 90) == pytest.approx(0.5)
    assert rules.relaxed_security(0.9, 0.1, 180, 90) == pytest.approx(0.3)
    assert rules.relaxed_security(0.9, 0.1, 0, 90) == 0.9


@given(unit, unit)
def test_security_stays_between_open_and_closed(level: float, step: float) -> None:
    assert level <= rules.raised_security(level, step) <= 1.0


@given(unit, st.integers(0, 1000), st.integers(0, 100))
def test_security_falls_towards_the_usual_level(level: float, days: int, more: int) -> None:
    earlier, later = (rules.relaxed_security(level, 0.0, day, 90) for day in (days, days + more))
    assert 0.0 <= later <= earlier <= level


@given(unit, unit, st.floats(0.0, 10.0), st.floats(0.01, 2.0))
def test_detection_rises_with_probability(one: float, other: float, pressure: float, odds: float) -> None:
    low, high = sorted((one, other))
    assert rules.detection(low, pressure, odds) <= rules.detection(high, pressure, odds) <= 1.0


@given(st.integers(0, 10**12), st.integers(1, 10**9), st.integers(1, 40))
def test_tranches_keep_the_amount_and_the_limit(amount: int, most: int, count: int) -> None:
    parts = rules.tranches(amount, most, count)
    assert sum(parts) == min(amount, most * count)
    assert len(parts) <= count
    assert all(0 < part <= most for part in parts)
    assert not parts or max(parts) - min(parts) <= 1


def test_an_official_compares_bribe_and_sanction() -> None:
    assert rules.accepts_bribe(2000, 0.4, 1000)
    assert not rules.accepts_bribe(2000, 0.6, 1000)
    assert rules.bribe_offer(500, 4000.0) == 500
    assert rules.bribe_offer(5000, 4000.0) == 2000
    assert rules.bribe_offer(5000, -1.0) == 0


def test_prices_rise_along_every_path_and_jump_at_borders() -> None:
    made = crime()
    terrain = Terrain(made, ())
    for route in terrain.routes("bay", ("square",)):
        ladder = [
            terrain.price(route.corridors[:legs], made.parameters, None) for legs in range(len(route.corridors) + 1)
        ]
        assert ladder == sorted(set(ladder))
        assert ladder[0] == made.parameters.source_price_minor_per_kg
    inland = rules.price_after_leg(1000.0, 10, 5, 0.2, 0.0, border=False)
    assert inland == 1050.0
    assert rules.price_after_leg(1000.0, 10, 5, 0.2, 0.5, border=True) == pytest.approx(1350.0)


def test_a_new_member_learns() -> None:
    skills = [rules.quality(0.6, days, 90) for days in (0, 45, 90, 500)]
    assert skills == pytest.approx([0.6, 0.8, 1.0, 1.0])
    assert rules.clumsiness(0.6) > rules.clumsiness(1.0) == 1.0


def test_loads_shrink_after_a_loss_and_recover() -> None:
    assert rules.load_factor(0.5, 0) == 0.5
    assert rules.load_factor(0.5, 60) == 0.75
    assert rules.load_factor(0.5, 120) == 1.0


@given(st.floats(0.0001, 0.9999), st.integers(0, 999))
def test_fractions_of_one_draw_are_in_the_unit_interval(u: float, index: int) -> None:
    assert 0.0 <= rules.fraction(u, index) < 1.0
