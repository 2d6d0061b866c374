"""An office that nobody has heard of on the pages: in the lobby, in the frame, with its role card and its own act."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from simulation.exercise.clock.commands import EndExercise, Jump, TakeOver
from simulation.exercise.core.settings import Settings
from simulation.kernel.terms import Office
from tests.scratch.customs.office import CUSTOMS
from tests.scratch.customs.procedure import QUESTION
from tests.scratch.customs.scenario import ROLE, with_customs
from tests.scratch.served import POLICIES, REGISTRY
from tests.webapp.house import House, Person, command_of, nobody, trainer
from webapp.store.comparison import compare
from webapp.store.exchange_file import ExerciseFileError
from webapp.store.new_exercise import new_exercise
from webapp.store.transfer import put_in, taken_out

NUMBER = "KES-ISA-Q1"


@dataclass(frozen=True, slots=True)
class Border:
    """An exercise in which customs is played: who sits there, who sits at the central authority beside, the trainer."""

    exercise: str
    clara: Person
    brava: Person
    ines: Person

    def path(self, of: str) -> str:
        """The address of a page of the desk."""
        return f"/x/{self.exercise}/desk/{of}"


@pytest.fixture
def border(house: House, tmp_path: Path) -> Border:
    """The first move of such an exercise."""
    exercise = new_exercise(
        house.database,
        scenario=str(with_customs(tmp_path)),
        settings=Settings(preset="day_28", seed=1),
        title="At the border",
        trainer=None,
        registry=REGISTRY,
    )
    clara, brava, ines = nobody(house, "Clara", exercise), nobody(house, "Brava", exercise), trainer(house)
    ines.exercise = exercise
    for person, seat in ((clara, "customs"), (brava, "authority")):
        assert person.join(seat, "KES").status_code == 303
    opened = ines.post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303, opened.text
    return Border(exercise, clara, brava, ines)


def ask(border: Border, person: Person) -> int:
    """Ask customs abroad with the desk's own form."""
    path = border.path(f"procedures/new/{QUESTION}")
    page = person.get(path).text
    answer = person.post(
        path, {"command_id": command_of(page), "requested": "ISA", "subject": "1", "text": "What crossed here?"}
    )
    return answer.status_code


def test_its_seat_is_taken_in_the_lobby(house: House, border: Border) -> None:
    lobby = border.ines.get(f"/x/{border.exercise}/lobby/").text
    assert "Customs" in lobby
    seats = house.store.published(border.exercise).teams["KES"].seats
    assert [seat.seat.office for seat in seats] == [*Office, CUSTOMS]
    assert seats[-1].pen == border.clara.member_id
    code = house.join_code(border.exercise)
    stranger = nobody(house, "Otto", border.exercise)
    stranger.post(f"/join/{code}", {"name": "Otto"})
    assert stranger.post(f"/join/{code}/seat/SOV/customs").status_code == 422


def test_the_frame_and_the_role_card_name_it(border: Border) -> None:
    home = border.clara.get(border.path("")).text
    assert "Customs" in home
    briefing = border.clara.get(border.path("briefing")).text
    assert ROLE in briefing
    assert ROLE not in border.brava.get(border.path("briefing")).text


def test_it_alone_may_ask(house: House, border: Border) -> None:
    assert ask(border, border.brava) == 422
    assert not house.store.published(border.exercise).teams["KES"].procedures
    assert ask(border, border.clara) == 303
    assert "Customs asked" in border.clara.get(border.path(f"procedures/{NUMBER}")).text
    assert "Customs asked" in border.brava.get(border.path(f"procedures/{NUMBER}")).text


def test_automatic_customs_abroad_answers(house: House, border: Border) -> None:
    ask(border, border.clara)
    house.store.execute(border.exercise, Jump(id="jumpnumber1", member="control", days=14))
    assert "Answered by customs" in border.clara.get(border.path(f"procedures/{NUMBER}")).text


def test_the_process_may_lose_its_memory(house: House, border: Border) -> None:
    ask(border, border.clara)
    before = house.store.published(border.exercise).teams["KES"].procedures
    house.store.copies.forget(border.exercise)
    assert house.store.published(border.exercise).teams["KES"].procedures == before


@pytest.mark.parametrize("page", ["", "people", "messages", "countries/KES", "journal", "events"])
def test_control_sees_it(border: Border, page: str) -> None:
    shown = border.ines.get(f"/x/{border.exercise}/control/{page}")
    assert shown.status_code == 200
    assert page in {"journal", "events"} or "Customs" in shown.text


@pytest.mark.parametrize("page", ["measures", "messages", "meetings", "handovers", "requests/new", "channels", "case"])
def test_its_pages_open(border: Border, page: str) -> None:
    assert border.clara.get(border.path(page)).status_code == 200


def test_control_plays_it_and_the_review_tells_of_it(house: House, border: Border) -> None:
    house.store.execute(border.exercise, TakeOver(id="takeover0001", member="control", country="KES"))
    assert "Customs" in border.ines.get(f"/x/{border.exercise}/control/countries/KES").text
    house.store.execute(border.exercise, EndExercise(id="theend000001", member="control"))
    assert border.ines.get(f"/x/{border.exercise}/review/").status_code == 200


@pytest.mark.parametrize("with_names", [True, False])
def test_it_goes_into_a_file_and_out_again(house: House, border: Border, *, with_names: bool) -> None:
    ask(border, border.clara)
    house.store.execute(border.exercise, Jump(id="jumpnumber1", member="control", days=14))
    file = taken_out(house.database, border.exercise, with_names=with_names, registry=REGISTRY)
    found = compare(file, POLICIES, REGISTRY)
    assert (found.is_same, found.replayed) == (True, found.events)
    with pytest.raises(ExerciseFileError):
        put_in(house.database, file)
    exercise = put_in(house.database, file, registry=REGISTRY)
    again = house.store.published(exercise).teams["KES"].procedures
    assert [(each.label, each.status) for each in again] == [(NUMBER, "customs_told")]


def test_messages_reach_it(border: Border) -> None:
    page = border.brava.get(border.path("messages")).text
    assert 'value="KES.customs"' in page
    sent = border.brava.post(
        border.path("messages"), {"command_id": command_of(page), "to": "KES.customs", "text": "A container for you."}
    )
    assert sent.status_code == 303
    assert "A container for you." in border.clara.get(border.path("messages")).text
