"""The demo: one exercise in its first move, one that is finished; both go out of the database and in again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.webapp.serving import free_port
from webapp.cli import main as cli
from webapp.cli.commands.demo import prepare
from webapp.cli.server import House, opened_house
from webapp.store.tables import ExerciseRecord, Phase


@dataclass(frozen=True, slots=True)
class Made:
    """A demo that was prepared, and again by a second start."""

    first: tuple[str, str]
    second: tuple[str, str]
    phases: tuple[Phase, Phase]
    work: dict[str, list[tuple[int | None, int]]]
    """The due day and the day now of what waits, by country."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv("ROGATORY_DATA", str(tmp_path_factory.mktemp("data")))
        with opened_house("127.0.0.1", free_port()) as house:
            first = prepare(house, 1)
            second = prepare(house, 1)
            views = house.services.store.published(first[0]).teams
            yield Made(
                first,
                second,
                (phase_of(house, first[0]), phase_of(house, first[1])),
                {country: [(item.due_day, view.clock.day) for item in view.work] for country, view in views.items()},
            )


def phase_of(house: House, exercise: str) -> Phase:
    with house.services.database.reading() as session:
        return session.get_one(ExerciseRecord, exercise).phase


def test_it_begins_in_the_first_move_with_work_ahead(made: Made) -> None:
    assert made.phases == (Phase.OFFICE_HOURS, Phase.CLOSED)
    for country, items in made.work.items():
        assert items, country
        assert [due for due, now in items if due is not None and due < now] == [], f"{country} begins late"


def test_a_second_start_begins_anew_beside_the_same_finished_one(made: Made) -> None:
    assert made.first[0] != made.second[0]
    assert made.first[1] == made.second[1]


@pytest.mark.acceptance("plays both exercises of the demo again")
@pytest.mark.parametrize("which", [0, 1], ids=["in play", "finished"])
def test_both_can_be_exported_verified_and_imported(made: Made, which: int, tmp_path: Path) -> None:
    file = str(tmp_path / "demo.rogatory")
    assert cli.run(["export", made.first[which], "-o", file]) == 0
    assert cli.run(["verify", file]) == 0
    assert cli.run(["import", file]) == 0
