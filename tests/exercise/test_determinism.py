"""Same journal, same events: in any increments, any process, any hash seed, any processor."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from simulation.exercise.core.event import Event
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import decode_command, decode_event, encode_command, encode_event, replay
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.agenda import DAY, HOUR
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, play_day
from tests.exercise.conftest import JUMPS
from tests.exercise.digest import digest, replay_in_steps, save

pytestmark = pytest.mark.acceptance("plays a day again in many ways and processes")

NO_VECTORS = {
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-AVX,-FMA,-FMA4,-SSE4_2,-SSE4_1",
    "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512_SKX",
}


@pytest.fixture(scope="module")
def expected(bot_day: Room) -> str:
    return digest(bot_day.events)


def test_bot_day_is_long_enough(bot_day: Room) -> None:
    typed = [entry for entry in bot_day.entries if entry.command.member and not isinstance(entry.command, TakeSeat)]
    assert len(typed) >= 200


def test_replay_gives_the_same_events(bot_day: Room) -> None:
    _, events = replay(bot_day.frozen, bot_day.settings, bot_day.entries, bot_day.players)
    assert [encode_event(event) for event in events] == [encode_event(event) for event in bot_day.events]


def test_stored_text_gives_commands_and_events_back(bot_day: Room) -> None:
    for entry in bot_day.entries:
        assert decode_command(encode_command(entry.command)) == entry.command
    for event in bot_day.events:
        assert decode_event(encode_event(event)) == event


def every_hour(_events: Sequence[Event], last: int) -> Iterable[int]:
    return range(0, last, HOUR)


def around_every_event(events: Sequence[Event], last: int) -> Iterable[int]:
    return {moment for event in events for moment in (event.at - 1, event.at, event.at + 1) if 0 <= moment < last}


type Stops = Callable[[Sequence[Event], int], Iterable[int]]
"""Where to stop, from the events of a day and its last second."""


def at_random(seed: int, stops: int) -> Stops:
    dice = random.Random(seed)  # noqa: S311 - where to stop, not a secret
    return lambda _events, last: (dice.randrange(last) for _ in range(stops))


PARTITIONS: dict[str, Stops] = {
    "hourly": every_hour,
    "around_events": around_every_event,
    "few": at_random(1, 5),
    "some": at_random(2, 200),
    "many": at_random(3, 4000),
}


@pytest.mark.parametrize("name", PARTITIONS)
def test_any_partition_of_time(bot_day: Room, expected: str, name: str) -> None:
    stops = sorted(PARTITIONS[name](bot_day.events, bot_day.exercise.now))
    assert digest(replay_in_steps(bot_day, stops)) == expected


def test_fresh_processes_hash_seeds_and_plain_processors(bot_day: Room, expected: str, tmp_path: Path) -> None:
    stored = tmp_path / "exercise"
    save(bot_day, stored)
    for settings in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "4242", **NO_VECTORS}):
        done = subprocess.run(
            [sys.executable, "-m", "tests.exercise.digest", str(stored), str(5 * DAY + 1)],
            env={**os.environ, **settings},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected


def test_order_of_creation_changes_nothing(bot_day: Room, expected: str) -> None:
    crime = bot_day.frozen.scenario.crime
    turned = crime.model_copy(
        update={
            "cast": crime.cast[::-1],
            "companies": crime.companies[::-1],
            "accounts": crime.accounts[::-1],
            "organisations": tuple(
                each.model_copy(update={"groups": each.groups[::-1]}) for each in crime.organisations[::-1]
            ),
            "transfers": crime.transfers[::-1],
            "calls": crime.calls[::-1],
            "knowledge": crime.knowledge[::-1],
        }
    )
    frozen: FrozenScenario = bot_day.frozen.model_copy(
        update={"scenario": bot_day.frozen.scenario.model_copy(update={"crime": turned})}
    )
    room = open_room(frozen, bot_day.settings, bot_day.players)
    play_day(room, bot_day.players["textbook"], JUMPS)
    assert digest(room.events) == expected


def test_a_copy_goes_its_own_way(bot_day: Room) -> None:
    exercise = replay_to_the_middle(bot_day)
    twin = exercise.copy()
    assert digest(exercise.advance(exercise.now + 40 * DAY)) == digest(twin.advance(twin.now + 40 * DAY))


def replay_to_the_middle(room: Room) -> Exercise:
    exercise, _ = replay(room.frozen, room.settings, room.entries[: len(room.entries) // 2], room.players)
    return exercise
