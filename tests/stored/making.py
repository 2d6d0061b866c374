"""Ten short exercises of both scenarios, made by hands, players and dice, and written as `rogatory export` does."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from simulation.exercise.clock.commands import EndExercise, EndWarmUp, PlayEpilogue, Rewind, StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.kernel.terms import Office
from simulation.players.policies import players
from tests.partition.game import SEAT, Game, type_office_hours, write_secrets
from tests.partition.random_play import play_at_random
from tests.stored.hands import Hands
from tests.webapp.house import Person, build, nobody, trainer
from webapp.store.exchange_file import ExerciseFile, text_of
from webapp.store.new_exercise import new_exercise
from webapp.store.transfer import taken_out

JOINED = "2031-03-03T08:00:00.000000+00:00"
MOMENT = 1_930_000_000.0
"""Seconds since 1970 at which the wall clock stands."""

GIVEN = ("Alba", "Brava", "Ilse", "Vera")
NAMES = tuple(f"{given} {family}" for family in ("Quince", "Quill", "Quarto", "Quast") for given in GIVEN)
SEATS = {
    "solo": (SEAT,),
    "half_day_14": ("authority+prosecutor", "police+fiu"),
    "day_28": tuple(office.value for office in Office),
}
"""Seats of a team, by preset."""

type Part = Callable[[Hands], None]
"""A part of an exercise."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a stored exercise is made.

    Attributes:
        name: Name of its file.
        scenario: Shipped scenario.
        seed: Its seed.
        parts: What happens, in order.
        preset: Key of the scenario's preset.
        with_names: Whether names and typed texts are in the file.
    """

    name: str
    scenario: str
    seed: int
    parts: tuple[Part, ...]
    preset: str = "solo"
    with_names: bool = True


# --- parts --------------------------------------------------------------------------------------------------------


def warm_up(hands: Hands) -> None:
    """The small matter on every desk, on which people work a little."""
    hands.must(StartExercise(id="", warm_up=True))
    for country in hands.countries:
        hands.board(country)


def first_move(hands: Hands) -> None:
    """The case begins."""
    if not hands.do(EndWarmUp(id="")):
        hands.must(StartExercise(id="", warm_up=False))


def typed(hands: Hands) -> None:
    """A policy's office hours, typed by the people."""
    policy = players()["textbook"]
    for country in hands.game.team:
        type_office_hours(hands.game, country, policy.decide)


def days(count: int, *, ends_move: bool = True) -> Part:
    """Days pass."""
    return lambda hands: hands.jump(count, ends_move=ends_move)


def dice(seed: int, steps: int) -> Part:
    """Random acts at every seat."""

    def part(hands: Hands) -> None:
        play_at_random(hands.game, seed, steps)

    return part


def at_home(hands: Hands) -> None:
    """Boards, messages, meetings and hand-overs in two countries."""
    first, second, *_others = hands.countries
    for country, other in ((first, second), (second, first)):
        hands.board(country)
        hands.talk(country, other)
        hands.keep(country)
        hands.hand_over(country)
        hands.plan(country)


def measures(hands: Hands) -> None:
    """Measures of every kind in every country."""
    for country in hands.countries:
        hands.measures(country)


def somebody_leaves(hands: Hands) -> None:
    """A seat becomes empty."""
    hands.leave(hands.countries[3])


def secrets_written(hands: Hands) -> None:
    """Notes, marks, drafts and places on boards, which stand beside the journal."""
    write_secrets(hands.game)


def taken_back(hands: Hands) -> None:
    """The last ten acts are undone, and others are done instead."""
    hands.must(Rewind(id="", to=_journal_length(hands) - 10))


def _journal_length(hands: Hands) -> int:
    file = taken_out(hands.game.house.database, hands.game.exercise, with_names=True)
    return len(file.journal)


def matters(hands: Hands) -> None:
    """Every procedure is begun, and gone on with."""
    hands.begin_matters()
    hands.act_on_matters(3)


def acts(hands: Hands) -> None:
    """Procedures are gone on with."""
    hands.act_on_matters(2)


def control(hands: Hands) -> None:
    """What exercise control does."""
    hands.control()


def clock(hands: Hands) -> None:
    """The clock runs and is stopped."""
    hands.clock()


def hearing(hands: Hands) -> None:
    """A trial that people play."""
    hands.hearing()


def end(hands: Hands) -> None:
    """Play ends."""
    hands.must(EndExercise(id=""))


def epilogue(hands: Hands) -> None:
    """Automatic players play on."""
    hands.must(PlayEpilogue(id=""))


BC, GH = "blue-current", "glass-harbour"
HALF = "half_day_14"
RECIPES = (
    Recipe("blue-warm-up", BC, 1, (warm_up,), HALF),
    Recipe(
        "blue-mid-move", BC, 2,
        (warm_up, first_move, typed, days(20), dice(2, 120), at_home, control, secrets_written, clock),
    ),
    Recipe("blue-matters", BC, 3, (first_move, matters, typed, days(10), acts, days(10), acts, days(20), acts)),
    Recipe(
        "blue-rewound", BC, 4, (first_move, at_home, matters, taken_back, acts, days(9, ends_move=False), at_home), HALF
    ),
    Recipe("blue-hearing", BC, 5, (first_move, typed, days(20), measures, hearing, days(15))),
    Recipe("blue-finished", BC, 6, (first_move, typed, days(20), typed, hearing, days(20), end, epilogue)),
    Recipe("glass-warm-up", GH, 1, (warm_up,), "day_28"),
    Recipe(
        "glass-matters", GH, 2,
        (first_move, matters, at_home, days(20), acts, hearing, somebody_leaves, days(15), acts), "day_28",
    ),
    Recipe("glass-mid-move", GH, 3, (first_move, dice(3, 250), days(20), control, typed, taken_back, clock, days(7))),
    Recipe("glass-finished", GH, 4, (first_move, typed, days(20), dice(5, 100), days(20), end), with_names=False),
)  # fmt: skip


@contextmanager
def same_luck(seed: str) -> Iterator[None]:
    """Whatever the application draws at random for ids, codes and links is the same each time."""
    luck = random.Random(seed)  # noqa: S311 - ids of an exercise that everybody may read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_hex", lambda size=32: luck.randbytes(size).hex())
        patch.setattr(secrets, "token_urlsafe", lambda size=32: luck.randbytes(size).hex())
        patch.setattr(secrets, "choice", luck.choice)
        yield


def make(recipe: Recipe, folder: Path) -> str:
    """The text of an exercise's file."""
    with same_luck(recipe.name):
        house = build(folder, wall_clock=lambda: MOMENT)
        house.store.wall_clock = lambda: 0.0  # of a running clock too
        settings = Settings(preset=recipe.preset, seed=recipe.seed)
        exercise = new_exercise(
            house.database, scenario=recipe.scenario, settings=settings, title="Stored", trainer=None
        )
        ines = trainer(house)
        ines.exercise = exercise
        played = [each.code for each in house.store.published(exercise).scenario.played]
        team: dict[str, Person] = {}
        seats: dict[Seat, str] = {}
        names = iter(NAMES)
        for country, seat in product(played, SEATS[recipe.preset]):
            person = nobody(house, next(names), exercise)
            assert person.join(seat, country).status_code == 303, (recipe.name, country, seat)
            team.setdefault(country, person)
            seats |= {Seat(country, Office(office)): person.member_id for office in seat.split("+")}
        hands = Hands(Game(house, exercise, "", team, ines, nobody(house)), seats)
        for part in recipe.parts:
            part(hands)
        file = taken_out(house.database, exercise, with_names=recipe.with_names)
        house.close()
    return text_of(_at_one_moment(file))


def _at_one_moment(file: ExerciseFile) -> ExerciseFile:
    """Everybody joined at the same moment."""
    members = [each.model_copy(update={"joined": JOINED}) for each in file.members]
    return file.model_copy(update={"members": members})
