"""Only who is bound can be late: a time limit of the pair's instrument is red, a benchmark of the exercise grey."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.views.team_view import TeamView
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.builders.views import team
from tests.exercise.conftest import blue_current
from tests.exercise.correspondence import Correspondence
from tests.exercise.procedure_play import between
from webapp.desk.home.rows import work_rows
from webapp.desk.readable import Reader
from webapp.desk.requests.rows import request_row

__all__ = ["blue_current"]


PAST_THE_DAY = 40


@pytest.mark.parametrize(("instrument", "tone"), [("UNTOC", "benchmark"), ("EIO", "late")])
def test_a_letter_is_late_where_its_instrument_sets_the_days(
    blue_current: FrozenScenario,
    reading: Callable[[TeamView], Reader],
    instrument: str,
    tone: str,
) -> None:
    frozen = between(blue_current, instrument)
    made = Correspondence(begun(frozen, "none", 7), "VAL", "ISA")
    made.open()
    made.send(basis=instrument)
    made.until(LetterStatus.DECIDING)
    made.wait(PAST_THE_DAY)
    reading(team())
    view = made.exercise.team_view("ISA")
    shown, reader = view.request(made.key), Reader(frozen.scenario, "en", view, ())
    assert shown is not None
    assert (shown.status, shown.due_day is not None and shown.due_day < view.clock.day) == (
        LetterStatus.DECIDING,
        True,
    )
    row = request_row(shown, reader)
    work = next(
        line for item, line in zip(view.work, work_rows(view.work, reader), strict=True) if item.about == made.key
    )
    is_late = tone == "late"
    assert (row.deadline_tone, work.deadline_tone, work.tone == "red") == (tone, tone, is_late)
    assert ("late" in row.deadline, "benchmark of the exercise" in row.deadline) == (is_late, not is_late)
