"""A procedure that nobody has heard of on the pages of two desks, in the control room, in the review and in files."""

import json
import pickle
from pathlib import Path

import pytest

from simulation.exercise.automation.player import Player
from simulation.exercise.clock.commands import EndExercise, Jump
from simulation.exercise.journal import encode_event
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.matters.views import ProcedureView
from simulation.kernel.agenda import DAY
from simulation.review.branches import Record, Trunk
from tests.desk.journeys import desk, hidden, view
from tests.scratch.served import POLICIES, REGISTRY, WITH_ADDITIONS
from tests.scratch.visit.procedure import USUAL_NIGHTS, VISIT
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, build, command_of
from webapp.store.comparison import compare
from webapp.store.exchange_file import text_of
from webapp.store.exercise_rows import record_of
from webapp.store.tables import ExerciseRecord
from webapp.store.transfer import put_in, taken_out

KIND = "Visit of officers"
NUMBER = "KES-SOV-V1"


def begin(house: House, cast: Cast, person: Person, requested: str) -> str:
    """Propose a visit with the desk's own form."""
    entities = view(house, cast, person).entities
    about = next(str(number) for number, entity in enumerate(entities, start=1) if entity.kind == "person")
    path = f"procedures/new/{VISIT}"
    page = person.get(desk(cast, path)).text
    assert KIND in page
    assert "Why the officers want to come" in page
    answer = person.post(
        desk(cast, path),
        {
            "command_id": command_of(page),
            "requested": requested,
            "subject": about,
            "text": "Our cases are linked.",
            "visitors": "Anna and Bram",
        },
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].rpartition("/")[2]


def act(cast: Cast, person: Person, number: str, action: str, **values: str) -> int:
    """Take an act that the page offers."""
    page = person.get(desk(cast, f"procedures/{number}")).text
    kept = hidden(page, f"procedures/{number}/act", f'value="{action}"')
    return person.post(desk(cast, f"procedures/{number}/act"), {**kept, **values}).status_code


def jump(house: House, cast: Cast, number: int, days: int) -> None:
    """Days pass."""
    house.store.execute(cast.exercise, Jump(id=f"jumpnumber{number}", member="control", days=days))


def the_visit(house: House, cast: Cast, country: str) -> ProcedureView:
    """The visit as a team sees it now."""
    teams = house.store.published(cast.exercise).teams
    return next(each for each in teams[country].procedures if each.kind == VISIT)


def test_two_desks_play_it_to_its_end(house: House, cast: Cast) -> None:
    asking, asked = cast.brava, cast.alba
    assert "come for some days, look and talk" in asking.get(desk(cast, "procedures")).text
    assert begin(house, cast, asking, "SOV") == NUMBER
    home = asked.get(desk(cast)).text
    assert f"{NUMBER}: visit proposed" in home
    assert f"{KIND} with Kestria" in home
    listed = asked.get(desk(cast, "procedures")).text
    assert f"{KIND}, " in listed
    assert "Visit proposed" in listed
    assert "due" in listed
    page = asked.get(desk(cast, f"procedures/{NUMBER}")).text
    assert "Anna and Bram" in page
    assert "Nights" in page
    assert act(cast, asked, NUMBER, "welcome") == 422
    assert act(cast, asked, NUMBER, "welcome", nights="2") == 303
    on_the_way = asking.get(desk(cast, f"procedures/{NUMBER}")).text
    assert "Visitors in the country" in on_the_way
    assert the_visit(house, cast, "KES").limit_day == the_visit(house, cast, "KES").since // DAY + 2 + 1
    jump(house, cast, 1, USUAL_NIGHTS)
    over = asking.get(desk(cast, f"procedures/{NUMBER}")).text
    assert "Visit over" in over
    assert "Visitors went home" in over
    assert f"{NUMBER}: visitors went home" in asking.get(desk(cast)).text


def test_a_refusal_and_the_chapter_of_the_law_book(house: House, cast: Cast) -> None:
    begin(house, cast, cast.brava, "SOV")
    assert act(cast, cast.alba, NUMBER, "turn_down", text="Not now.") == 303
    assert "Visit over" in cast.brava.get(desk(cast, f"procedures/{NUMBER}")).text
    assert f"{KIND}: visitors welcomed" in cast.alba.get(desk(cast, "law/procedures")).text


def test_the_automatic_player_of_another_country_answers(house: House, cast: Cast) -> None:
    begin(house, cast, cast.brava, "ISA")
    jump(house, cast, 1, 8)
    assert [line.action for line in the_visit(house, cast, "KES").history][:2] == ["propose_visit", "welcome"]


def test_the_process_may_lose_its_memory(house: House, cast: Cast, tmp_path: Path) -> None:
    begin(house, cast, cast.brava, "ISA")
    jump(house, cast, 1, 8)
    before = the_visit(house, cast, "KES")
    house.store.copies.forget(cast.exercise)
    assert the_visit(house, cast, "KES") == before


def test_control_and_the_review_tell_of_it(house: House, cast: Cast) -> None:
    begin(house, cast, cast.brava, "SOV")
    for number in range(1, 4):
        jump(house, cast, number, 28)
    assert f"Began with Sorvane: {KIND}" in cast.ines.get(f"/x/{cast.exercise}/control/journal").text
    house.store.execute(cast.exercise, EndExercise(id="theend0001", member="control"))
    review = cast.ines.get(f"/x/{cast.exercise}/review/decisions")
    assert review.status_code == 200
    assert f"{NUMBER}: Welcome the visitors" in review.text


def test_a_rerun_knows_it_in_another_process_too(house: House, cast: Cast) -> None:
    begin(house, cast, cast.brava, "ISA")
    jump(house, cast, 1, 8)
    house.store.execute(cast.exercise, EndExercise(id="theend0001", member="control"))
    with house.database.reading() as session:
        row = session.get(ExerciseRecord, cast.exercise)
        assert row is not None
        stored = record_of(session, row, house.store.registry)
    sent: tuple[Record, dict[str, Player]]
    sent = pickle.loads(pickle.dumps((stored, POLICIES)))  # noqa: S301  # as workers get it
    again = Trunk(*sent).branch()
    told = [encode_event(each) for each in stored.events if isinstance(each, ProcedureMoved)]
    assert len(told) > 2
    assert [encode_event(each) for each in again.events if isinstance(each, ProcedureMoved)][: len(told)] == told


@pytest.mark.parametrize("with_names", [True, False])
def test_it_goes_into_a_file_and_out_again(house: House, cast: Cast, tmp_path: Path, with_names: bool) -> None:  # noqa: FBT001
    begin(house, cast, cast.brava, "ISA")
    jump(house, cast, 1, 8)
    file = taken_out(house.database, cast.exercise, with_names=with_names, registry=REGISTRY)
    assert ("Anna and Bram" in text_of(file)) is with_names
    assert '["nights",3]' in json.dumps(json.loads(text_of(file)), separators=(",", ":"))
    found = compare(file, POLICIES, REGISTRY)
    assert (found.is_same, found.replayed) == (True, found.events)
    (tmp_path / "elsewhere").mkdir()
    other = build(tmp_path / "elsewhere", make=WITH_ADDITIONS)
    exercise = put_in(other.database, file)
    again = next(each for each in other.store.published(exercise).teams["KES"].procedures if each.kind == VISIT)
    assert (again.status, again.label) == (the_visit(house, cast, "KES").status, "KES-ISA-V1")
    other.close()
