"""What one team alone has on file is on no wall until that team releases it, and nobody else can."""

from __future__ import annotations

import re

from simulation.exercise.clock.commands import Jump
from simulation.exercise.views.wall import things
from tests.webapp.conftest import Cast, blank, cast, house, standing
from tests.webapp.house import House, Person, nobody

__all__ = ["blank", "cast", "house", "standing"]

FORM = re.compile(r'<form class="r-story-wall.*?</form>', re.DOTALL)


def forms(cast: Cast, person: Person) -> list[dict[str, str | list[str]]]:
    """What the desk's news offers to release or take back."""
    page = person.get(f"/x/{cast.exercise}/desk/").text
    found = (re.findall(r'name="(\w+)" value="([^"]*)"', form) for form in FORM.findall(page))
    return [{name: value for name, value in fields if name != "csrf_token"} for fields in found]


def beats(cast: Cast) -> int:
    """How many lines stand on the wall."""
    return cast.ines.get(f"/x/{cast.exercise}/control/projector/news").text.count('<li class="r-beat')


def test_a_line_of_one_file_needs_that_teams_word(house: House, cast: Cast) -> None:
    for number, days in enumerate((1, 2, 3, 5)):
        house.store.execute(cast.exercise, Jump(id=f"jumpalittle{number}", member="control", days=days))
    teams = house.store.published(cast.exercise).teams
    alone = [thing for thing in things(teams["KES"], teams["KES"].digest_since) if thing.startswith("answers:")]
    others = [things(view, view.digest_since) for code, view in teams.items() if code != "KES"]
    assert len(alone) == 1, "an answer that only Kestria has"
    assert not [thing for held in others for thing in held if thing.startswith("answers:")]

    before = beats(cast)
    where = f"/x/{cast.exercise}/desk/wall"
    wanted: dict[str, str | list[str]] = {"thing": house.handle(cast.exercise, "wall", alone[0], "KES"), "shown": "yes"}
    for stranger in (cast.alba, cast.otto):
        guessed = {**wanted, "thing": house.handle(cast.exercise, "wall", alone[0], "SOV")}
        assert {stranger.post(where, dict(wanted)).status_code, stranger.post(where, guessed).status_code} <= {403, 404}
    finn, reads_along = nobody(house, "Finn", cast.exercise), nobody(house, "Cara", cast.exercise)
    for person in (finn, reads_along):
        assert person.join("fiu", "KES").status_code == 303
    assert forms(cast, reads_along) == []
    assert reads_along.post(where, dict(wanted)).status_code == 303
    assert beats(cast) == before, "nobody but whoever holds the pen decides"

    assert wanted in forms(cast, finn)
    assert finn.post(where, dict(wanted)).status_code == 303
    assert beats(cast) == before + 1
    assert {**wanted, "shown": "no"} in forms(cast, finn)
    assert finn.post(where, {**wanted, "shown": "no"}).status_code == 303
    assert beats(cast) == before
