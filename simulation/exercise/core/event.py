"""What happened in an exercise: frozen events in the past tense, stored and read by the review.

`at` is simulated time; `cause` is the id of the command or the key of the agenda entry that brought it about; `by` says
who acted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from simulation.kernel.terms import Facts, Office
from simulation.kernel.traces import Happening


class Actor(StrEnum):
    """Who brought something about.

    Every reader that tells people's acts from others goes by it, so that nothing that the program did is ever told as a
    team's own act.
    """

    NOBODY = ""
    """Nobody who sits at a seat: a court, a channel, an institution, the network, a date."""

    PEOPLE = "people"
    """A person at a seat."""

    CONTROL = "control"
    """Exercise control: with the clock and the event list, and for a country that it has taken over."""

    PLAYER = "player"
    """The automatic player of a seat at which nobody sits."""

    DUTY_OFFICER = "duty_officer"
    """An automatic player for a seat at which people sit, who let the time for something pass."""

    AFTER_PLAY = "after_play"
    """An automatic player after the end of play: no team had any part in it."""

    @property
    def is_person(self) -> bool:
        """Whether people acted: at a seat, or in the control room."""
        return self in {Actor.PEOPLE, Actor.CONTROL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all events carry; `wire` is the name under which the kind of event is stored."""

    wire: ClassVar[str] = ""

    at: int
    cause: str
    by: Actor = Actor.NOBODY


EVENTS: dict[str, type[Event]] = {}
"""Every event by the name under which it is stored, filled by `@event`."""


def event[E: Event](wire: str) -> Callable[[type[E]], type[E]]:
    """Declare an event, stored under this name whatever the class is called; the name is never changed.

    Raises:
        ValueError: Another event is stored under it.
    """

    def declare(kind: type[E]) -> type[E]:
        if wire in EVENTS:
            raise ValueError(wire)
        kind.wire = wire
        EVENTS[wire] = kind
        return kind

    return declare


@event("FindingMade")
@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMade(Event):
    """The assessment, or a wrong step, led to a finding.

    `request` is "" for a finding on something else, which `place` then names: `charge/...`, `asset/...`.
    """

    request: str
    finding: str
    verdict: str
    against: str
    facts: Facts = ()
    place: str = ""


@event("DecisionTaken")
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken(Event):
    """A seat decided where two or more options were defensible; `moment` names the decision point."""

    country: str
    office: Office
    moment: str
    chosen: str
    options: tuple[str, ...]
    automatic: bool


@event("WorldChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class WorldChanged(Event):
    """Something happened in the world, whether anybody knows it or not."""

    happening: Happening


@event("StepDropped")
@dataclass(frozen=True, slots=True, kw_only=True)
class StepDropped(Event):
    """Something that was due by itself (`cause`) could not be done any more and was left out; play goes on.

    Attributes:
        rule: Rule of the agenda that would have done it.
        about: Key of what it was about, "" for nothing in particular.
        code: Why the rules said no.
    """

    rule: str
    about: str
    code: str
