"""What people and automatic players may do: frozen commands in the imperative.

Every command has an id made with its form (a repeat returns the first result), the seat that acts (None: exercise
control), the member at the keyboard ("" for an automatic player), the version of the object that the person saw, and
what it rests on: the documents, answers or injects from which the act was started (keys of `DocumentReceived`,
request occurrences or injects). `rests_on` is what lets the review move a reaction together with its cause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from simulation.kernel.terms import Office

CONTROL = "control"
"""Member under which exercise control acts."""


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A country's office."""

    country: str
    office: Office

    def __str__(self) -> str:
        """E.g. `VAL.police`."""
        return f"{self.country}.{self.office}"


class SeatRole(StrEnum):
    """What a person is at a seat; only a player may hold the pen."""

    PLAYER = "player"
    HEAD = "head"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"


class Giver(StrEnum):
    """Who may give a command."""

    SEAT = "seat"
    """A seat, while seats may act."""

    SEAT_OR_CONTROL = "seat_or_control"
    """A seat likewise, and exercise control at any time."""

    MEMBER = "member"
    """Whoever sits down, stands up or passes a pen, in any phase; the seats' own check says more."""

    BENCH = "bench"
    """Whoever sits as court or defence, from no office."""

    CONTROL = "control"
    """Exercise control alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What all commands carry; what holds for each kind of command stands in its `@command` line.

    Attributes:
        wire: Name under which it is stored.
        giver: Who may give it.
        reads_along: Open to those too whose post has no pen.
        in_warm_up: Open to seats in the warm-up.
        phases: Phases in which control may give it; none named: in any.
        ends_with_play: Control may not give it once play is over: it changes what teams or the world do next.
    """

    wire: ClassVar[str] = ""
    giver: ClassVar[Giver] = Giver.SEAT
    reads_along: ClassVar[bool] = False
    in_warm_up: ClassVar[bool] = False
    phases: ClassVar[tuple[str, ...]] = ()
    ends_with_play: ClassVar[bool] = False

    id: str
    by: Seat | None = None
    member: str = ""
    seen: int | None = None
    rests_on: tuple[str, ...] = ()


COMMANDS: dict[str, type[Command]] = {}
"""Every command by the name under which it is stored, filled by `@command`."""


def command[C: Command](
    wire: str,
    *,
    giver: Giver = Giver.SEAT,
    reads_along: bool = False,
    in_warm_up: bool = False,
    phases: tuple[str, ...] = (),
    ends_with_play: bool = False,
) -> Callable[[type[C]], type[C]]:
    """Declare a command, with what holds for its kind.

    Args:
        wire: Name under which it is stored, whatever the class is called; never changed.
        giver: Who may give it.
        reads_along: Open to those too whose post has no pen.
        in_warm_up: Open to seats in the warm-up.
        phases: Phases in which control may give it; none named: in any.
        ends_with_play: Control may not give it once play is over.

    Raises:
        ValueError: Another command is stored under this name.
    """

    def declare(kind: type[C]) -> type[C]:
        if wire in COMMANDS:
            raise ValueError(wire)
        kind.wire, kind.giver, kind.phases = wire, giver, phases
        kind.reads_along, kind.in_warm_up, kind.ends_with_play = reads_along, in_warm_up, ends_with_play
        COMMANDS[wire] = kind
        return kind

    return declare
