"""A played exercise in a data folder of its own, with canaries in every name and text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from simulation.exercise.clock.commands import Jump, Rewind, StartExercise
from simulation.exercise.core.command import Command, Seat, SeatRole
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.terms import Office
from tests.webapp.house import House, build, same_house
from webapp.store.tables import DraftRecord, MarkRecord, MemberRecord, NoteRecord, PlaceRecord

NAME = "Wilhelmina Canaryfeather"
TYPED = "canaryfeathers are yellow"
UNDONE = "undone canaryfeathers"


@dataclass(frozen=True, slots=True)
class Played:
    """The exercise, its folder, and the house that played it."""

    house: House
    folder: Path
    exercise: str


def _played(house: House) -> str:
    exercise = house.new_exercise(preset="half_day_14", title="Canaryfeather ministry")
    store = house.store

    def sit(member: str, country: str, office: Office) -> None:
        command = TakeSeat(id=f"join{country}", member=member, country=country, offices=(office,))

        def row(session: Session) -> None:
            session.add(
                MemberRecord(
                    id=member,
                    exercise_id=exercise,
                    name=NAME,
                    country=country,
                    post=SeatRole.PLAYER,
                    link_seed=f"token-{member}",
                    join_command=command.id,
                    joined_at=datetime.now(UTC),
                    left_at=None,
                )
            )

        store.execute(exercise, command, row)

    def do(command: Command) -> None:
        store.execute(exercise, command)

    sit("mfirst000001", "VAL", Office.POLICE)
    sit("maaaa0000002", "KES", Office.POLICE)
    do(StartExercise(id="start0001", member="control", warm_up=False))
    here, there = Seat("VAL", Office.POLICE), Seat("KES", Office.POLICE)
    do(SendMessage(id="say000001", by=here, member="mfirst000001", to=there, text=TYPED))
    do(Jump(id="jump00001", member="control", days=10))
    do(SendMessage(id="say000002", by=there, member="maaaa0000002", to=here, text=UNDONE))
    do(Rewind(id="undo00001", member="control", to=5))
    do(SendMessage(id="say000003", by=there, member="maaaa0000002", to=None, text=TYPED))
    with house.database.writing() as session:
        session.add(
            DraftRecord(
                exercise_id=exercise,
                country="VAL",
                key="request/one",
                field="facts",
                text=TYPED,
                version=3,
                member_id="mfirst000001",
            )
        )
        session.add(
            NoteRecord(exercise_id=exercise, country="KES", about="board", member_id="maaaa0000002", text=TYPED, at=5)
        )
        session.add(MarkRecord(exercise_id=exercise, country="KES", document="opening/kes/one", line=2))
        session.add(PlaceRecord(exercise_id=exercise, country="KES", entity="account/one", x=4, y=-2))
    return exercise


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """The house and its exercise with two people, a jump, an undo and rows beside the journal, to be copied."""
    house = build(tmp_path_factory.mktemp("standing"))
    yield house, _played(house)
    house.close()


@pytest.fixture
def played(standing: tuple[House, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    """The same exercise in a folder of its own; commands find its database."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("ROGATORY_DATA", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    house = same_house(standing[0], folder)
    yield Played(house, folder, standing[1])
    house.close()
