"""What stands beside the acts on the page of a matter: handing it over, what others can do, whether it has moved on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulation.exercise.injects.views import InjectView
from simulation.kernel.terms import Office
from webapp.desk.colleagues import OthersCan, are_automatic, can_be_taken, hand_over_url, others_can
from webapp.desk.moved_on import MovedOn, made_now
from webapp.desk.readable import Reader, joined
from webapp.pages.page import Values
from webapp.visit.handles import handle_of


@dataclass(frozen=True, slots=True)
class Beside(Values):
    """What stands beside the acts on a letter or procedure; `hand_over_url` is "" where nobody can take it over."""

    hand_over_url: str
    others: OthersCan
    moved: MovedOn


def beside(kind: str, name: str, acts: Iterable[tuple[str, Sequence[Office]]], reading: Reader) -> Beside:
    """The same for a letter or procedure by its number.

    Args:
        kind: `request` or `procedure`.
        name: Its number, or that of its draft.
        acts: Each act of other offices in words, with its offices.
        reading: The visitor's view.
    """
    return Beside(hand_over_url(f"{kind}:{name}", reading), others_can(acts, reading), made_now(kind, name, reading))


@dataclass(frozen=True, slots=True)
class BesideEvent(Values):
    """What stands beside the answer to an event.

    Attributes:
        played: The offices that answer it, where they are played automatically; "" otherwise.
        has_free_seat: The visitor can take the seat of one of them as well.
        moved: Whether it was answered since the page was made.
    """

    played: str
    has_free_seat: bool
    moved: MovedOn


def beside_event(inject: InjectView, offices: Sequence[Office], reading: Reader) -> BesideEvent:
    """The same for an event that these offices answer."""
    is_played = are_automatic(offices, reading) and not reading.view.clock.is_over
    return BesideEvent(
        joined(map(reading.office, offices)) if is_played else "",
        can_be_taken(offices),
        made_now("inject", handle_of("inject", inject.key), reading),
    )
