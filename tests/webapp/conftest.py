"""The fixed cast: Alba and Brava sit in two countries, Ines is the trainer, Otto is on no team and must see nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.webapp.house import House, Person, build, in_house, nobody, same_house, trainer


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a test, in one exercise that has begun its first move."""

    exercise: str
    alba: Person
    brava: Person
    ines: Person
    otto: Person

    def everybody(self) -> tuple[Person, ...]:
        """All four."""
        return (self.alba, self.brava, self.ines, self.otto)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house in which nothing has happened yet."""
    made = build(tmp_path_factory.mktemp("blank"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The cast, in whose exercise nobody may act."""
    house = build(tmp_path_factory.mktemp("standing"))
    yield gather(house)
    house.close()


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A fresh application over a fresh SQLite database; with the cast in it for a test that asks for them."""
    like: House = (
        request.getfixturevalue("standing").alba.house
        if "cast" in request.fixturenames
        else request.getfixturevalue("blank")
    )
    made = same_house(like, tmp_path)
    yield made
    made.close()


def gather(house: House) -> Cast:
    """Makes an exercise, seats the cast and opens the first move."""
    exercise = house.new_exercise()
    alba = nobody(house, "Alba", exercise)
    brava = nobody(house, "Brava", exercise)
    ines = trainer(house)
    ines.exercise = exercise
    for person, country in ((alba, "SOV"), (brava, "KES")):
        answer = person.join("authority", country)
        assert answer.status_code == 303, answer.text
    opened = ines.post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303, opened.text
    return Cast(exercise, alba, brava, ines, nobody(house, "Otto", exercise))


@pytest.fixture
def cast(house: House, standing: Cast) -> Cast:
    """The cast in an exercise of its own."""
    alba, brava, ines, otto = (in_house(house, person) for person in standing.everybody())
    return Cast(standing.exercise, alba, brava, ines, otto)
