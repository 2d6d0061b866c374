"""After the end and its epilogue: a team finds its own file as play ended, and apart from it what came to it since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulation.exercise.clock.commands import EndExercise, PlayEpilogue
from tests.partition.canaries import for_member, leaks
from tests.partition.game import PEOPLE, Game, accepted, copied
from tests.partition.surface import Answer, answer_of
from tests.webapp.house import Person

pytestmark = pytest.mark.acceptance("plays a game to its end and searches it")

FILE = ("desk/", "desk/digest", "desk/messages", "desk/requests", "desk/documents", "desk/measures", "desk/case")
"""Pages that show a team's own file."""


@pytest.fixture(scope="module")
def over(game: Game, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Game]:
    """The same game, ended and played on by automatic players."""
    made = copied(game, tmp_path_factory.mktemp("over"))
    made.house.store.execute(made.exercise, EndExercise(id="theendofplay", member="control"))
    for country, person in made.team.items():
        assert person.get(made.url("desk/after-play")).status_code == 404, country
    made.house.store.execute(made.exercise, PlayEpilogue(id="andwhatcame", member="control"))
    yield made
    made.house.close()


def shown(person: Person, path: str) -> Answer:
    """A page that opens."""
    answer = answer_of(path, person.get(path))
    assert answer.status == 200, path
    return answer


@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_what_came_after_play_is_what_came_to_the_own_team(over: Game, country: str) -> None:
    person, after = over.team[country], over.published.after[country]
    answers = [
        shown(person, over.url("desk/after-play")),
        shown(over.ines, over.url(f"at/{country}/desk/after-play")),
    ]
    assert leaks(answers, for_member(over, country, after)) == []
    assert person.get(over.url(f"at/{country}/desk/after-play")).status_code == 403


def test_something_came_after_play_and_each_team_reads_something_else(over: Game) -> None:
    pages = {country: shown(person, over.url("desk/after-play")).text for country, person in over.team.items()}
    assert sum("r-digest-day" in page for page in pages.values()) > 1
    assert len(set(pages.values())) == len(pages)


@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_the_own_file_stands_as_play_ended(over: Game, country: str) -> None:
    """What only the epilogue brought is nowhere in it; at that team's desk a trainer reads the same."""
    birds = for_member(over, country)
    assert leaks([shown(over.team[country], over.url(path)) for path in FILE], birds) == []
    assert leaks([shown(over.ines, over.url(f"at/{country}/{path}")) for path in FILE], birds) == []


@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_the_released_review_is_that_of_the_own_file(over: Game, country: str) -> None:
    """The page and each of its files that is text."""
    accepted(over.ines, over.url("review/release"), {})
    paths = ("review/own", "review/own.json")
    assert leaks([shown(over.team[country], over.url(path)) for path in paths], for_member(over, country)) == []
    accepted(over.ines, over.url("review/close"), {})
    assert over.team[country].get(over.url("review/own.json")).status_code == 404
