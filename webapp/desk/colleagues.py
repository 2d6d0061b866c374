"""Who else is in the team: the offices at which other people sit, and those that are played automatically."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.kernel.terms import Office
from webapp.desk.readable import Reader
from webapp.pages.page import all_views
from webapp.pages.seat_rows import further_seats
from webapp.visit.visitor import current_member


def offices_with_others(reading: Reader) -> tuple[Office, ...]:
    """The other offices of the team at which somebody else sits: they can take a handover."""
    taken = [seat for seat in reading.view.seats if seat.pen and seat.seat.office not in reading.offices]
    return tuple(seat.seat.office for seat in taken if seat.pen != current_member().id)


def hand_over_url(about: str, reading: Reader) -> str:
    """Where a matter is handed over, "" where nobody sits in another office of the team, and once play is over.

    Args:
        about: The word for the matter, such as `entity:12`.
        reading: The visitor's view.
    """
    is_open = not reading.view.clock.is_over and offices_with_others(reading)
    return url_for("desk.handovers", about=about) if is_open else ""


def can_be_taken(offices: Sequence[Office]) -> bool:
    """Whether the visitor can take the seat of one of these offices as well."""
    free = further_seats(all_views(), current_member())
    return any(office in seat for seat in free for office in offices)


def are_automatic(offices: Sequence[Office], reading: Reader) -> bool:
    """Whether each of these offices of the team is played automatically now."""
    played = {seat.seat.office for seat in reading.view.seats if seat.automatic}
    return bool(offices) and played.issuperset(offices)


def who_can(offices: Sequence[Office], reading: Reader) -> str:
    """Which offices can do something that the visitor's cannot, and what the visitor can do about it."""
    named = ", ".join(reading.office(office) for office in offices)
    if not are_automatic(offices, reading):
        return _("Sent by: %(offices)s.", offices=named)
    if not can_be_taken(offices):
        return _("Sent by: %(offices)s, played automatically.", offices=named)
    return _("Sent by: %(offices)s, played automatically. Take that seat as well to ask.", offices=named)


@dataclass(frozen=True, slots=True)
class OthersCan:
    """What other offices of the team can do with a matter, as `Answer (Police)`.

    Attributes:
        people: Acts of offices at which other people sit.
        automatic: Acts of offices that are played automatically.
        has_free_seat: The visitor can take a seat as well that has one of the automatic acts.
    """

    people: tuple[str, ...]
    automatic: tuple[str, ...]
    has_free_seat: bool


def others_can(acts: Iterable[tuple[str, Sequence[Office]]], reading: Reader) -> OthersCan:
    """Sorts the acts of other offices by who sits there.

    Args:
        acts: Each act in words, with its offices.
        reading: The visitor's view.
    """
    people: list[str] = []
    automatic: list[str] = []
    free = False
    for label, offices in acts:
        is_automatic = are_automatic(offices, reading)
        line = f"{label} ({', '.join(reading.office(office) for office in offices)})"
        (automatic if is_automatic else people).append(line)
        free = free or (is_automatic and can_be_taken(offices))
    return OthersCan(tuple(people), tuple(automatic), free)
