"""What a seat reads in an exercise, without names, numbers and dates: whether anything comes twice.

Lines of status, such as those of the digest, are no messages; letters and short questions have pages of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from simulation.exercise.clock.commands import Jump
from simulation.exercise.engine import Exercise
from simulation.exercise.reactions.state import OUTCOME
from simulation.exercise.reactions.table import PACKAGE, WHICH
from simulation.exercise.views.colleague_stories import REGISTRY
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.data_tables import words_in
from simulation.kernel.terms import Office
from simulation.players.runs import CONTROL, begin, policies_for
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

_NAMES = re.compile(r"%\(\w+\)s|\{[^}]*\}|[^\W\d_]*[A-ZÀ-Þ][\w’'-]*|\S*\d\S*")
"""What is taken out: places for values, words with a capital, and whatever has a digit."""


def plain(text: str) -> str:
    """A text without names, numbers and dates."""
    return " ".join(_NAMES.sub(" ", text).split())


@dataclass(frozen=True, slots=True)
class Read:
    """A message that a seat read: in which move (from 0), what it says, and whether it is routine."""

    country: str
    office: Office
    move: int
    text: str
    is_routine: bool = False


def read_in(frozen: FrozenScenario, preset: Preset, seed: int, policy: str) -> list[Read]:
    """Everything that the seats read while a policy plays a preset."""
    scenario = frozen.scenario
    exercise = begin(frozen, policies_for(scenario, policy, {}), seed, preset=preset.key)
    ends = []
    for number, days in enumerate(preset.jumps):
        jump = Jump(id=f"run/jump/{number}", member=CONTROL, days=days)
        exercise.check(jump)
        exercise.perform(jump)
        exercise.advance(exercise.target() or exercise.now)
        ends.append(exercise.now)
    return [read for country in scenario.played for read in _of(exercise, country.code, country.offices, ends)]


def _of(exercise: Exercise, country: str, offices: tuple[Office, ...], ends: list[int]) -> Iterator[Read]:
    view = exercise.team_view(country)
    for at, to, text, is_routine in _messages(view, exercise.scenario, country, offices):
        move = sum(at > end for end in ends)
        yield from (Read(country, office, move, plain(text), is_routine) for office in to)


def _messages(
    view: TeamView, scenario: Scenario, country: str, offices: tuple[Office, ...]
) -> Iterator[tuple[int, tuple[Office, ...], str, bool]]:
    for inject in view.injects:
        yield inject.at, inject.offices or offices, inject.text, inject.sender == REGISTRY
    for message in view.messages:
        if message.to is not None and message.to.country == country:
            yield message.at, (message.to.office,), message.text, False
    for each in view.reactions:
        key = f"reaction.{each.code}{WHICH[each.number]}.text"
        if each.code == OUTCOME:
            key = f"{each.about}.outcome.{dict(each.params)['choice']}"
        if scenario.has_text(key) or each.code != OUTCOME:
            yield each.at, each.offices or offices, _words(scenario, key), False


def _words(scenario: Scenario, key: str) -> str:
    return scenario.text(key) if scenario.has_text(key) else words_in(PACKAGE)[key]


def twice(read: list[Read]) -> list[tuple[str, Office, str]]:
    """What came to a seat more than once."""
    counted = Counter((each.country, each.office, each.text) for each in read)
    return [each for each, times in counted.items() if times > 1]


def too_much_routine(read: list[Read], merged: tuple[tuple[Office, ...], ...]) -> list[tuple[str, int]]:
    """Countries and moves in which somebody at a seat reads more than one routine message."""
    seat_of = {office: together[0] for together in merged for office in together}
    counted = Counter(
        (each.country, seat_of.get(each.office, each.office), each.move) for each in read if each.is_routine
    )
    return [(country, move) for (country, _seat, move), times in counted.items() if times > 1]
