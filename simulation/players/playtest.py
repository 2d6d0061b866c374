"""What a check of files cannot see: whether the network lives on in play, and whether what is taught ever comes.

A scenario is played twice with one seed for the days of a preset, by nobody and by the book. What is told here forbids
nothing: one seed is one story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.evidence.events import ExposureKnown
from simulation.exercise.injects.events import InjectFired
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import Problem
from simulation.players.policies import NONE, TEXTBOOK
from simulation.players.runs import begin_told, policies_for
from simulation.scenario.load import NETWORK, PLAY
from simulation.scenario.schema.play import Preset, Trigger
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

SIGNS_OF_LIFE = frozenset({"ConsignmentDeparted", "PersonDeparted", "PersonExploited"})
"""Happenings by which a network shows that it still works: goods or people leave, or are exploited."""

STILL_SHARE = 3
STILL_DAYS = 45
"""A network is called dead when it shows no sign of life for the last third of play and for so many days (assumption:
a rerouted network pauses for weeks, not for a third of an exercise)."""


@dataclass(frozen=True, slots=True)
class Played:
    """What one play came to.

    Attributes:
        policy: Who played all countries.
        days: How many days.
        last_sign: Day of the network's last sign of life; 0 for none.
        at_risk: People whom some file showed to be at risk.
        fired: Events that came.
    """

    policy: str
    days: int
    last_sign: int
    at_risk: frozenset[str]
    fired: frozenset[str]

    @property
    def is_dead(self) -> bool:
        """Whether the network had stopped long before the end."""
        return self.days - self.last_sign >= max(STILL_DAYS, self.days // STILL_SHARE)


def played(frozen: FrozenScenario, preset: Preset, seed: int, policy: str) -> Played:
    """One play of all days of a preset.

    Args:
        frozen: Scenario and name pools.
        preset: The preset.
        seed: Seed of every draw.
        policy: Who plays every country.
    """
    days = sum(preset.jumps)
    exercise, told = begin_told(frozen, policies_for(frozen.scenario, policy, {}), seed, preset=preset.key)
    return _read(policy, days, (*told, *exercise.advance(days * DAY)))


def _read(policy: str, days: int, events: Iterable[Event]) -> Played:
    last, at_risk, fired = 0, set(), set()
    for event in events:
        match event:
            case WorldChanged(at=at, happening=happening) if happening.code in SIGNS_OF_LIFE:
                last = at // DAY + 1
            case ExposureKnown(person=person):
                at_risk.add(person)
            case InjectFired(inject=inject):
                fired.add(inject)
            case _:
                pass
    return Played(policy, days, last, frozenset(at_risk), frozenset(fired))


def playtest(frozen: FrozenScenario, preset: Preset, seed: int) -> tuple[Problem, ...]:
    """What an author should know after two plays; empty when nothing stands out."""
    return findings(frozen.scenario, [played(frozen, preset, seed, policy.name) for policy in (NONE, TEXTBOOK)])


def findings(scenario: Scenario, plays: Sequence[Played]) -> tuple[Problem, ...]:
    """What plays of a scenario say of it.

    Args:
        scenario: The scenario.
        plays: Plays of it, each by another policy over the same days.
    """
    return (*_dead(plays), *_never_at_risk(scenario, plays), *_never_came(scenario, plays))


def _dead(plays: Sequence[Played]) -> list[Problem]:
    told = []
    for play in plays:
        if play.is_dead:
            since = f"after day {play.last_sign}" if play.last_sign else "from the first day on"
            message = (
                f"played for {play.days} days by {play.policy!r}, the network does nothing {since}; give it a second "
                f"route, deputies or a longer breath, or use a shorter preset"
            )
            told.append(Problem(NETWORK, message))
    return told


def _never_at_risk(scenario: Scenario, plays: Sequence[Played]) -> list[Problem]:
    known = frozenset().union(*(play.at_risk for play in plays))
    return [
        Problem(
            f"{NETWORK}: cast.{index}",
            f"{member.key} is at risk, but no file ever learns of it in play; somebody has to say so in a paper (a "
            f"[[knowledge]] with asserts = 'threatened' about this person)",
        )
        for index, member in enumerate(scenario.crime.cast)
        if member.at_risk and member.key not in known
    ]


def _never_came(scenario: Scenario, plays: Sequence[Played]) -> list[Problem]:
    fired = frozenset().union(*(play.fired for play in plays))
    days = min(play.days for play in plays)
    lines = scenario.play.injects
    told = [
        Problem(
            f"{PLAY}: injects.{index}",
            f"{line.key} never comes in play ({_waits(line.trigger)})",
        )
        for index, line in enumerate(lines)
        if line.key not in fired and not line.contingency and (line.trigger.day or 0) <= days
    ]
    for index, objective in enumerate(scenario.play.objectives):
        giving = [line for line in lines if objective.key in line.objectives]
        if giving and not any(line.key in fired for line in giving):
            message = f"no event that gives the chance for {objective.key!r} comes within {days} days"
            told.append(Problem(f"{PLAY}: objectives.{index}", message))
    return told


def _waits(trigger: Trigger) -> str:
    if trigger.event is not None:
        return f"it waits for {trigger.event}, which does not happen"
    if trigger.silence is not None:
        return f"it waits for silence about {trigger.silence}, which is answered"
    return "what makes it needless is so in every play" if trigger.unless else "its day passes"
