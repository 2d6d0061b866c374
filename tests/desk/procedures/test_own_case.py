"""After a surrender that is not granted, both sides read whose prosecutor can take the case, and by which article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.meetings.views import TaskView
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.letter.play.own_prosecution import NATIONALITY_BAR, TASK
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from simulation.scenario.schema.play import Sought
from tests.builders.views import PERSON, procedure, request, team
from tests.desk.journeys import desk
from tests.desk.procedures.test_every_end import Gathered, gathered, laid
from tests.exercise.procedures.test_extradition import AT_COURT, BROKER
from webapp.desk.procedures.own_case import own_case
from webapp.desk.readable import Reader
from webapp.desk.story_rows import story_rows

__all__ = ["gathered"]

OURS = "your own prosecutor can take the case now"
THEIRS = "the prosecutor there can take the case now"


def test_a_refused_surrender_says_whose_prosecutor_can_take_the_case(gathered: Gathered) -> None:
    table = laid(gathered, *BROKER)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", "trafficking"),))
    table.play((*AT_COURT, ("asked", "refuse_surrender", {"ground": "G2"})))

    def page(country: str) -> str:
        person = table.people[country, Office.PROSECUTOR]
        return person.get(desk(table.cast, f"procedures/{table.view(country).label}")).text

    kept, asked = page("ISA"), page("VAL")
    assert OURS in kept
    assert '#charge">Charge a person</a>' in kept
    assert THEIRS in asked
    assert THEIRS in table.people["VAL", Office.AUTHORITY].get(desk(table.cast)).text
    assert "#charge" not in asked.partition('id="own-case"')[2].partition("</div>")[0]


@pytest.mark.parametrize(
    ("status", "source"),
    [("own_prosecution", "ETS 24 art. 6(2)"), ("prosecuted_there", "UNTOC 16(10)"), ("before_court", "")],
)
def test_who_keeps_a_national_reads_the_article(
    reading: Callable[[TeamView], Reader], status: str, source: str
) -> None:
    shown = procedure(kind=EXTRADITION, requesting="VAL", requested="ISA", incoming=True, status=status)
    found = own_case(shown, reading(team("ISA", procedures=(shown,))))
    assert (found is not None and source in found.source) is bool(source)


@pytest.mark.parametrize(("incoming", "said"), [(True, OURS), (False, THEIRS)])
def test_a_letter_refused_for_a_national_says_that_the_case_goes_on(
    reading: Callable[[TeamView], Reader], *, incoming: bool, said: str
) -> None:
    refused = HistoryLine(24 * DAY, "refuse", "refused", "KES", Office.AUTHORITY, NATIONALITY_BAR, "Our national.")
    shown = request(
        1,
        sought=Sought.SURRENDER,
        targets=(PERSON,),
        incoming=incoming,
        status="refused",
        holder="",
        since=24 * DAY,
        history=(refused,),
        content=Content(basis="UNTOC"),
    )
    task = TaskView("t", Seat("SOV", Office.PROSECUTOR), TASK, 60, done=False, meeting=shown.key, about=PERSON.key)
    view = team(requests=(shown,), tasks=(task,) if incoming else ())
    (row,) = story_rows(news(view, 20 * DAY).stories, reading(view))
    words = [line.text for line in row.lines]
    assert any(said in text for text in words)
    assert "UNTOC art. 16(10)" in words
    assert not any("can only ask again" in text or "A call before the letter" in text for text in words)
    if incoming:
        other = replace(view, tasks=())
        (row,) = story_rows(news(other, 20 * DAY).stories, reading(other))
        assert any("can only ask again" in line.text for line in row.lines)
