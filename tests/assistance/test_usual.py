"""What things usually take lies around their medians and grows with what is slower."""

from __future__ import annotations

from simulation.law.time.stage_times import load_stage_times
from simulation.law.time.typical_durations import answer_span, formal_span
from simulation.scenario.schema.country import Channel
from simulation.scenario.schema.play import Sought
from tests.builders.scenarios import small_frozen

TIMES = load_stage_times()


def test_the_span_of_a_letter_holds_the_sum_of_its_medians_and_grows_with_the_way() -> None:
    scenario = small_frozen().scenario
    asking, asked = scenario.played[:2]
    pair = scenario.pair(asking.code, asked.code)
    read = asked.model_copy(update={"languages": asking.languages})
    span = formal_span(TIMES, asking, read, pair.model_copy(update={"channel": Channel.CENTRAL}), Sought.BANK_RECORDS)
    own, theirs = ("S1", "S3", "S4"), ("S5", "S6", "S7", "S8", "S9")
    middle = sum(
        row.days[49]
        for row in TIMES.stages
        if (row.archetype is asking.archetype and row.stage in own)
        or (row.archetype is asked.archetype and row.stage in theirs)
    )
    assert 0 < span.low < middle < span.high
    slow = pair.model_copy(update={"channel": Channel.DIPLOMATIC, "electronic": False})
    assert formal_span(TIMES, asking, read, slow, Sought.BANK_RECORDS).low > span.low
    other = asked.model_copy(update={"languages": ("another",)})
    assert formal_span(TIMES, asking, other, slow, Sought.BANK_RECORDS).high > span.high
    assert answer_span(TIMES, asked.archetype, "police_answer").high < span.high
