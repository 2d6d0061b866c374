"""What exercise control may see: the world as it is, every request, seat and inject; frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.clock.views import ClockView
from simulation.exercise.core.digest import AlertView
from simulation.exercise.injects.views import InjectLine
from simulation.exercise.messages.state import Message
from simulation.exercise.procedures.letter.play.views import PointView, RequestView
from simulation.exercise.seats.views import SeatView
from simulation.exercise.trials.views import HearingView
from simulation.kernel.terms import Facts, Office, Phrase


@dataclass(frozen=True, slots=True)
class MarkView:
    """Goods or money on control's map; never a person.

    Attributes:
        kind: `goods` or `money`.
        corridor: Corridor on which goods move, "" at a place and for money.
        place: Place of goods at rest, or the country in whose accounts money lies.
        share_done: Share of the way done.
        amount: Grams, or minor units of money.
        to: Country where the money shall end, "" for goods.
    """

    kind: str
    corridor: str
    place: str
    share_done: float
    amount: int
    to: str = ""


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A country in the control room."""

    country: str
    controlled: bool
    seats: tuple[SeatView, ...]
    decisions_this_move: tuple[tuple[Office, int], ...]


@dataclass(frozen=True, slots=True)
class ControlView:
    """Everything that exercise control may see: the world as it is."""

    clock: ClockView
    countries: tuple[CountryLine, ...]
    requests: tuple[RequestView, ...]
    injects: tuple[InjectLine, ...]
    points: tuple[PointView, ...]
    alerts: tuple[AlertView, ...]
    messages: tuple[Message, ...]
    marks: tuple[MarkView, ...]
    routes: tuple[tuple[str, bool], ...]
    """Corridors with whether the network uses them now."""

    because: tuple[Phrase, ...]
    """Latest decisions of the network, newest first."""

    metrics: Facts
    levers: tuple[tuple[str, str, int], ...]
    """Country, lever, and the second from which it works."""

    hearings: tuple[HearingView, ...]
    """Trials that people play, open ones."""

    heard: tuple[str, ...]
    """Countries all of whose trials people play."""

    journal: int
