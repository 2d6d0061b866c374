"""Ways in which a decision can be otherwise, in a world whose price is known beforehand."""

from __future__ import annotations

import pytest

from simulation.players.policies import players
from simulation.review.branches import rerun
from simulation.review.prices.choices import all_choices, decisions
from simulation.review.prices.prices import Pricer
from simulation.review.prices.variants import WAYS, Altered, NoPrice, Variant, ways_for
from tests.review.conftest import Planted
from tests.review.planted import left_on_the_account
from tests.review.test_what_if import frozen_at, sending

pytestmark = pytest.mark.acceptance("plays a planted exercise again for each way")


def test_complete_at_the_first_sending_is_worth_the_days_of_the_question(returned: Planted) -> None:
    """Complete at first, nothing is asked and the account is frozen earlier: worth so much by the timetable alone."""
    record, request = returned
    with Pricer(record, 0) as pricer:
        altered = pricer.change(sending(record, request), Variant.COMPLETE)
        assert isinstance(altered, Altered)
        branch = rerun(record, players(), move=altered.move, otherwise=altered.otherwise)
        found = pricer.price(sending(record, request), Variant.COMPLETE, ())
    before, after = frozen_at(record.events), frozen_at(branch.events)
    assert after < before
    assert found.own is not None
    assert found.own.difference("money_frozen_minor") == left_on_the_account(after) - left_on_the_account(before) > 0
    assert not found.own.is_another_story
    assert not found.own.moved.is_refused


def test_what_was_complete_and_went_the_agreed_way_has_no_such_price(planted: Planted) -> None:
    record, request = planted
    with Pricer(record, 0) as pricer:
        assert pricer.change(sending(record, request), Variant.COMPLETE) is NoPrice.WAS_COMPLETE
        assert pricer.change(sending(record, request), Variant.CHANNEL) is NoPrice.WAS_RIGHT


def test_every_way_fits_some_choice_and_no_choice_is_without_a_way_that_is_no_routine(planted: Planted) -> None:
    fitting = {way.variant for each in all_choices(planted[0]) for way in ways_for(each)}
    assert {Variant.EARLIER, Variant.NEVER, Variant.COMPLETE, Variant.CHANNEL, Variant.OTHER_SIDE} <= fitting
    assert {way.variant for way in WAYS} == set(Variant)
    for each in decisions(planted[0]):
        assert not [way for way in ways_for(each) if way.variant is Variant.AT_ONCE]


def test_a_way_changes_nothing_before_its_moment(late: Planted) -> None:
    record, request = late
    with Pricer(record, 0) as pricer:
        for variant in (Variant.EARLIER, Variant.OTHER_SIDE, Variant.NEVER):
            altered = pricer.change(sending(record, request), variant)
            assert isinstance(altered, Altered)
            branch = rerun(record, players(), move=altered.move, otherwise=altered.otherwise)
            then = [each for each in record.events if each.at < altered.since]
            assert branch.events[: len(then)] == then
