"""A year that policies play gives the same events, byte by byte and in the same order."""

from __future__ import annotations

import pytest

from tests.stored import events, files


@pytest.mark.parametrize("scenario", events.SCENARIOS)
def test_a_year_gives_the_events_that_were_taken(scenario: str) -> None:
    before, now = files.read(events.file(scenario)), events.now(scenario)
    assert before.count("\n") > 1500
    if before != now:
        lines = files.difference(before, now, scenario)
        pytest.fail(f"events differ (day, name, sum):\n{files.shown(lines)}", pytrace=False)
