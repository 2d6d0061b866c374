"""An answered message says so, and the office that was addressed answers."""

from simulation.exercise.core.command import Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.terms import Office
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody


def test_the_office_that_was_addressed_answers_and_the_message_says_so(house: House, cast: Cast) -> None:
    alba, dora = cast.alba, nobody(house, "Dora", cast.exercise)
    assert dora.join("police", "SOV").status_code == 303
    both = (Office.AUTHORITY, Office.PROSECUTOR)
    seated = TakeSeat(id="takebothseats", member=alba.member_id, country="SOV", offices=both)
    house.store.execute(cast.exercise, seated)
    asked = SendMessage(
        id="askprosecutor",
        by=Seat("SOV", Office.POLICE),
        member=dora.member_id,
        to=Seat("SOV", Office.PROSECUTOR),
        text="Shall we arrest him?",
    )
    house.store.execute(cast.exercise, asked)
    token = f"message-{house.handle(cast.exercise, 'message', 'askprosecutor', 'SOV')}"
    row = alba.get(desk(cast, "messages")).text.partition(f'id="{token}"')[2].partition("</li>")[0]
    assert ">Answer</a>" in row
    assert "Your team has answered." not in row

    page = alba.get(desk(cast, f"messages?answers={token}&to=SOV.police")).text
    values = {**hidden(page, "messages"), "to": "SOV.police", "text": "Not yet."}
    assert alba.post(desk(cast, "messages"), values).status_code == 303
    said = view(house, cast, alba).messages[-1]
    assert (said.text, said.sender) == ("Not yet.", Seat("SOV", Office.PROSECUTOR))
    row = alba.get(desk(cast, "messages")).text.partition(f'id="{token}"')[2].partition("</li>")[0]
    assert "Your team has answered." in row
    assert ">Answer again</a>" in row
