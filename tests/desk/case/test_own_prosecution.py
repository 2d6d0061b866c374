"""A national who is not surrendered: the line on the prosecutor's desk leads to the charge, with the person chosen."""

from __future__ import annotations

import re

from simulation.exercise.core.command import Seat
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.terms import Office
from tests.desk.journeys import desk, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody

MATTER = "matter/isa_val_surrender"


def test_the_line_of_the_duty_opens_the_charge_against_that_person(house: House, cast: Cast) -> None:
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("prosecutor", "VAL").status_code == 303
    authority = Seat("VAL", Office.AUTHORITY)
    refusal = ActOnRequest(id="no", by=authority, request=MATTER, action=LetterAction.REFUSE, text="No", ground="G8")
    house.store.execute(cast.exercise, refusal)
    (task,) = view(house, cast, petra).tasks
    number = next(n for n, each in enumerate(view(house, cast, petra).entities, start=1) if each.key == task.about)
    home = petra.get(desk(cast)).text
    (line,) = set(re.findall(r'href="([^"]*/desk/case\?person=\d+#charge)"', home))
    assert f"person={number}#" in line
    page = petra.get(line.partition("#")[0]).text
    assert re.search(rf'<option value="{number}"\s+selected', page)
