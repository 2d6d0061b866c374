"""Random people in the house: whatever they send, no page that needs no argument tells a team what is another's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import pytest

from simulation.errors import RuleViolation
from simulation.exercise.commands import Command, LeaveSeat, TakeSeat
from simulation.exercise.engine import Exercise
from tests.builders.bots import Room
from tests.exercise.test_random_play import Dice
from tests.partition.canaries import for_member, leaks
from tests.partition.game import Game
from tests.partition.surface import Answer, answer_of, rules
from tests.partition.test_private_acts import MINE

pytestmark = pytest.mark.long

STEPS = 250


@dataclass
class _Table:
    """Where the dice look for what they can name."""

    exercise: Exercise


def play_at_random(game: Game, seed: int) -> int:
    """Commands as random people send them, by whoever sits there; returns how many were done."""
    dice = Dice(seed, cast("Room", _Table(game.engine)))
    done = 0
    for number in range(STEPS):
        dice.room.exercise = game.engine
        command: Command = dice.command(number)
        if isinstance(command, TakeSeat | LeaveSeat):
            continue
        if command.by is not None:
            command = replace(command, member=game.team[command.by.country].member_id)
        try:
            game.house.store.execute(game.exercise, command)
        except RuleViolation:
            continue
        done += 1
    return done


def pages(game: Game, country: str) -> Iterator[Answer]:
    """What a member of a team gets at every address that needs no argument, and as ticks."""
    person = game.team[country]
    for rule in rules(game, "GET"):
        if MINE.search(rule.rule):
            path = rule.rule.replace("<exercise>", game.exercise)
            yield answer_of(path, person.get(path))
    for kind in ("team", "lobby"):
        path = game.url(f"live/{kind}/poll")
        yield answer_of(path, person.get(path))


def test_after_random_play_no_page_tells_what_is_anothers(busy: Game) -> None:
    assert play_at_random(busy, 5) > STEPS // 10
    for country in ("KES", "SOV"):
        answers = list(pages(busy, country))
        assert sum(answer.status == 200 for answer in answers) > 20
        assert not [answer.path for answer in answers if answer.status >= 500]
        found = leaks(answers, for_member(busy, country))
        assert not found, json.dumps([[leak.path, leak.kind, leak.text] for leak in found[:20]])
