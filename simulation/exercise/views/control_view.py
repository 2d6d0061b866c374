"""What exercise control may see: the world as it is, every request, seat and inject; frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.actors import Actor
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.trials.views import HearingView
from simulation.exercise.views.team_view import ClockView, MessageView, SeatView
from simulation.kernel.terms import Facts, Office, Phrase


@dataclass(frozen=True, slots=True)
class InjectLine:
    """A line of control's event list: state `fired`, `waiting`, `armed`, `held` or `missed`.

    `answered_by` are the countries whose people answered; `stood_in` those where others did, with who: an automatic
    player, or nobody when the time for an answer had passed.
    """

    key: str
    title: str
    text: str
    trigger: Phrase
    day: int | None
    state: str
    fired_at: int | None
    countries: tuple[str, ...]
    answered_by: tuple[str, ...]
    contingency: bool
    hints_sent: tuple[int, ...]
    stood_in: tuple[tuple[str, Actor], ...] = ()


@dataclass(frozen=True, slots=True)
class PointView:
    """A disputed or open point that waits for the trainer: finding of a request."""

    request: str
    label: str
    finding: str
    verdict: str
    params: Facts
    ruled: str
    item: str = ""
    """Content or ground that it is about."""

    options: tuple[str, ...] = ()
    """What the requested side may defensibly do in view of it."""


@dataclass(frozen=True, slots=True)
class AlertView:
    """Something that control should look at."""

    key: str
    tone: str
    what: Phrase
    why: Phrase
    about_kind: str
    about: str


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
    due: int
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
    messages: tuple[MessageView, ...]
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
