"""What people answered to events, beside their other decisions."""

from html import unescape

from simulation.exercise.core.command import CONTROL, Seat
from simulation.exercise.injects.commands import AnswerInject, FireInject, WriteInject
from simulation.kernel.terms import Office
from tests.webapp.conftest import Cast
from tests.webapp.house import House

CHOICES = ("We house them tonight. Then we call.", "We wait")


def told(house: House, cast: Cast, inject: str, choice: str) -> str:
    """The table of answers, after Brava has chosen this."""
    house.store.execute(cast.exercise, FireInject(id="fire000001", member=CONTROL, inject=inject))
    seat, member = Seat("KES", Office.AUTHORITY), cast.brava.member_id
    house.store.execute(
        cast.exercise, AnswerInject(id="answer0001", member=member, by=seat, inject=inject, choice=choice)
    )
    return unescape(cast.ines.get(f"/x/{cast.exercise}/review/decisions").text).partition('id="events"')[2]


def test_a_choice_that_the_scenario_has_is_told_in_its_words(house: House, cast: Cast) -> None:
    scenario = house.store.published(cast.exercise).scenario
    key = "inject/privilege_letter"
    words = scenario.text(f"{key}.choice.filter_team")
    assert " " in words
    assert f"<td>{words}</td>" in told(house, cast, key, "filter_team")


def test_a_choice_that_control_wrote_in_the_room_says_itself(house: House, cast: Cast) -> None:
    written = WriteInject(
        id="write00001", member=CONTROL, inject="added/one", title="A call", text="Two people stand at the door.",
        country="KES", choices=CHOICES,
    )  # fmt: skip
    house.store.execute(cast.exercise, written)
    assert f"<td>{CHOICES[0]}</td>" in told(house, cast, "added/one", CHOICES[0])
