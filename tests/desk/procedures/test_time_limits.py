"""The card of time limits says from which day each of them runs."""

from __future__ import annotations

import pytest

from simulation.law.book.extradition_days import periods_of
from tests.assistance.jurisdictions import a_pair
from tests.webapp.house import House
from webapp.desk.procedures.cards import surrender_days

LEFT = "a person who has not been collected has to be released after"


@pytest.mark.parametrize(
    ("instruments", "shown"),
    [
        (("UNTOC", "ETS24"), (f"From that day, {LEFT}", "30 days")),
        (("UNTOC",), (LEFT.capitalize(), "60 days")),
        (("ETS24", "EAW"), (f"If this is not possible, a new day is set; from that day, {LEFT}", "10 days")),
    ],
)
def test_the_last_day_for_collecting_somebody_says_from_when_it_runs(
    blank: House, instruments: tuple[str, ...], shown: tuple[str, str]
) -> None:
    with blank.app.test_request_context():
        lines = surrender_days(periods_of(a_pair(instruments=instruments)))
    assert shown in lines
    is_warrant = "EAW" in instruments
    assert (("From the decision to surrender, the person is surrendered within", "10 days") in lines) is is_warrant
