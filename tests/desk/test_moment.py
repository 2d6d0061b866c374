"""A page knows for which move, phase and day it was made, and about what; its news is asked for under that name."""

from __future__ import annotations

import re

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.command import CONTROL
from tests.desk.journeys import desk, open_draft, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person

MOMENT = re.compile(r'data-moment="([^"]+)"')
THING = re.compile(r'data-thing="([^"]+)"')


def moment(cast: Cast, person: Person) -> str:
    """The moment as the server tells it to open pages."""
    kind = "control" if person is cast.ines else "team"
    told: str = person.get(f"/x/{cast.exercise}/live/{kind}/poll").get_json()["panels"]["moment"]
    return told


def test_the_moment_of_a_page_changes_with_the_day_and_with_what_is_undone_alone(house: House, cast: Cast) -> None:
    pages = {cast.alba.name: desk(cast, "documents"), cast.ines.name: f"/x/{cast.exercise}/control/requests"}
    for person in (cast.alba, cast.ines):
        before = moment(cast, person)
        found = MOMENT.search(person.get(pages[person.name]).text)
        assert found is not None
        assert found[1] == before
    before = moment(cast, cast.alba)
    last = house.store.published(cast.exercise).sequence
    open_draft(house, cast, cast.alba)
    assert moment(cast, cast.alba) == before, "somebody did something"
    undone = cast.ines.post(f"/x/{cast.exercise}/control/journal/{last}/undo", {"command_id": "undothedraft1"})
    assert undone.status_code == 303
    after = moment(cast, cast.alba)
    assert after != before, "on the same day, but not the same"
    house.store.execute(cast.exercise, Jump(id="jumpthreedays", member=CONTROL, days=3))
    assert moment(cast, cast.alba) not in {before, after}


def test_a_page_that_asks_for_its_news_is_given_no_other_paper(house: House, cast: Cast) -> None:
    paper, other = view(house, cast, cast.alba).documents[:2]
    found = THING.search(cast.alba.get(desk(cast, f"documents/{paper.label}")).text)
    assert found is not None
    named = {"X-Tick": "1", "X-Thing": found[1]}
    assert cast.alba.client.get(desk(cast, f"documents/{paper.label}"), headers=named).status_code == 200
    assert cast.alba.client.get(desk(cast, f"documents/{other.label}"), headers=named).status_code == 404
    listed = cast.alba.get(desk(cast, "documents")).text
    row = listed.partition(f"documents/{other.label}")[0].rpartition("<tr")[2]
    assert "unread" in row, "who was refused has not read it"


def test_a_page_that_asks_for_its_news_leaves_what_is_to_be_told(house: House, cast: Cast) -> None:
    last = house.store.published(cast.exercise).sequence
    open_draft(house, cast, cast.alba)
    assert (
        cast.ines.post(f"/x/{cast.exercise}/control/journal/{last}/undo", {"command_id": "undothedraft2"}).status_code
        == 303
    )
    asked = cast.ines.client.get(f"/x/{cast.exercise}/control/events", headers={"X-Tick": "1"})
    assert "Undone." not in asked.get_data(as_text=True)
    assert "Undone." in cast.ines.get(f"/x/{cast.exercise}/control/").text


def test_a_page_without_a_message_keeps_no_room_for_one(cast: Cast) -> None:
    """The style sheet hides what is empty, and a blank is not nothing."""
    assert 'id="flashes"></div>' in cast.alba.get(desk(cast)).text


def test_everybody_is_told_that_the_trainer_went_back_until_time_passes(house: House, cast: Cast) -> None:
    said = "Your trainer went back to a moment on Day 1, "
    start = house.store.published(cast.exercise).sequence
    house.store.execute(cast.exercise, Jump(id="jumpthreedays", member=CONTROL, days=3))
    assert said not in cast.alba.get(desk(cast)).text
    cast.ines.post(f"/x/{cast.exercise}/control/journal/{start}/undo", {"command_id": "undothejump01"})
    for page in (desk(cast), desk(cast, "documents"), f"/x/{cast.exercise}/live/clock"):
        assert said in cast.alba.get(page).text
    open_draft(house, cast, cast.alba)
    assert said in cast.ines.get(f"/x/{cast.exercise}/control/projector/clock").text, "nothing but time ends it"
    seen = re.search(r'name="seen" value="(\d+)"', cast.ines.get(f"/x/{cast.exercise}/control/jump?days=4").text)
    assert seen is not None
    announced = {"days": "4", "minutes": "2", "seen": seen[1]}
    assert cast.ines.post(f"/x/{cast.exercise}/control/jump/announce", announced).status_code == 303
    for shown in (cast.alba.get(desk(cast)), cast.ines.get(f"/x/{cast.exercise}/control/projector/clock")):
        assert "Send what is ready: drafts are kept." in shown.text
        assert said in shown.text, "an announced jump hides nothing"
    house.store.execute(cast.exercise, Jump(id="jumpfourdays1", member=CONTROL, days=4))
    assert "Your trainer went back" not in cast.alba.get(desk(cast)).text


def test_each_team_reads_how_many_of_its_own_acts_the_trainer_undid(house: House, cast: Cast) -> None:
    def undo(to: int, named: str) -> None:
        done = cast.ines.post(f"/x/{cast.exercise}/control/journal/{to}/undo", {"command_id": named})
        assert done.status_code == 303

    start = house.store.published(cast.exercise).sequence
    held = cast.ines.post(f"/x/{cast.exercise}/control/adversary", {"adversary": "hold", "command_id": "holdthemall1"})
    assert held.status_code == 303
    undo(start, "undothehold01")
    untouched = "Nothing that your team did was undone."
    assert untouched in cast.alba.get(desk(cast)).text
    before = house.store.published(cast.exercise).sequence
    open_draft(house, cast, cast.alba)
    acts = house.store.published(cast.exercise).sequence - before
    undo(before, "undothedraft3")
    said = f"{acts} act of your team was undone" if acts == 1 else f"{acts} acts of your team were undone"
    assert said in cast.alba.get(desk(cast)).text
    assert untouched in cast.brava.get(desk(cast)).text
    wall = cast.ines.get(f"/x/{cast.exercise}/control/projector/clock").text
    assert "each desk says what was undone there" in wall
    assert "of your team" not in wall
