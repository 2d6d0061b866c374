"""One letter written badly in one way at a time: what was sent is played once, however many ways it equals."""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.review.prices.one_letter import Badly, runs_of_letter
from tests.review.conftest import Planted


def test_a_way_that_equals_what_was_sent_has_its_run(planted: Planted) -> None:
    """The planted letter is not urgent: without urgency it is the same letter."""
    runs = {each.way: each for each in runs_of_letter(*planted, players())}
    as_sent = runs[Badly.AS_SENT]
    assert list(runs) == list(Badly)
    assert {way for way, each in runs.items() if each.is_as_sent} == {Badly.AS_SENT, Badly.NOT_URGENT}
    assert runs[Badly.NOT_URGENT].line is as_sent.line
    assert as_sent.days is not None
    assert as_sent.line.answered is not None
    assert as_sent.days == (as_sent.line.answered - as_sent.line.opened) // DAY, "whole days, as every page counts them"
    assert runs[Badly.NO_PERIOD].line is not as_sent.line
