"""How control's view is made: every seat, request and inject, and the world as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields

from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import AlertView
from simulation.exercise.core.event import StepDropped
from simulation.exercise.core.state import SeatState
from simulation.exercise.procedures.letter.play.state import RequestState
from simulation.exercise.procedures.letter.play.view_builder import WEIGHED
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.seats.views import SeatView
from simulation.exercise.views.control_view import CountryLine, MarkView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Office, Phrase
from simulation.network.metrics import NetworkMetrics

_WITH_ASKER = frozenset({"vetting", "clarifying", "conditions"})
"""Statuses in which the requesting side has to decide."""


def country_line(
    country: str,
    seats: tuple[SeatView, ...],
    decisions: Mapping[Office, int],
    *,
    controlled: bool,
) -> CountryLine:
    """A country in the control room.

    Args:
        country: Its code.
        seats: Its seats.
        decisions: How many each office has taken in this move.
        controlled: Whether control plays it.
    """
    taken = tuple((each.seat.office, decisions.get(each.seat.office, 0)) for each in seats)
    return CountryLine(country, controlled, seats, taken)


def marks(
    loads: Iterable[tuple[str, str, float, int]], money: Iterable[tuple[str, str, float, int]]
) -> tuple[MarkView, ...]:
    """Goods and money on control's map.

    Args:
        loads: Corridor, place, share of the way done, and grams of each load.
        money: Whence, whither, share of the way done, and minor units of each sum.
    """
    goods = tuple(MarkView("goods", corridor, place, share, grams) for corridor, place, share, grams in loads)
    return goods + tuple(MarkView("money", "", origin, share, minor, to) for origin, to, share, minor in money)


def metrics(found: NetworkMetrics) -> Facts:
    """Numbers about the network, in thousandths where they are no counts."""
    return tuple(
        (each.name, value if isinstance(value, int | str) else round(value * 1000))
        for each in fields(found)
        if isinstance(value := getattr(found, each.name), int | float | str)
    )


def _holder(request: RequestView) -> str:
    """The country that has to decide on it now, "" when nobody has."""
    if request.status in _WITH_ASKER:
        return request.requesting
    return request.requested if request.status in WEIGHED else ""


def alerts(
    now: int,
    requests: tuple[RequestView, ...],
    letters: Mapping[str, RequestState],
    dropped: Sequence[StepDropped],
    seats: Mapping[Seat, SeatState],
    countries: Collection[str],
) -> tuple[AlertView, ...]:
    """What control should look at.

    Args:
        now: The second reached.
        requests: All requests, as control sees them.
        letters: The same as they are.
        dropped: Steps that were left out.
        seats: All seats.
        countries: Codes of all countries.
    """
    today = now // DAY + 1
    found = []
    for request in requests:
        if request.due_day is None or request.due_day >= today or not request.status:
            continue
        late = today - request.due_day
        what = Phrase("alert.late", (("label", request.label), ("days", late)))
        why = Phrase("alert.late.why", (("status", request.status), ("country", _holder(request))))
        found.append(
            AlertView(f"late/{request.key}", "red" if late > 10 else "amber", what, why, "request", request.key)
        )
    for kept in letters.values():
        if kept.matter.status == LetterStatus.LOST:
            what = Phrase("alert.lost", (("label", kept.label),))
            why = Phrase("alert.lost.why", ())
            found.append(AlertView(f"lost/{kept.matter.key}", "red", what, why, "request", kept.matter.key))
    since = now - SHOWN_SECONDS
    found += [_dropped(each, n, letters, countries) for n, each in enumerate(dropped) if each.at >= since]
    found += [alert for seat, taken in seats.items() for alert in _pens(seat, taken)]
    return tuple(found)


def _pens(seat: Seat, taken: SeatState) -> tuple[AlertView, ...]:
    if taken.members and not taken.pen:
        params = (("country", seat.country), ("office", seat.office.value))
        return (
            AlertView(
                f"pen/{seat}",
                "amber",
                Phrase("alert.no_pen", params),
                Phrase("alert.no_pen.why", ()),
                "seat",
                str(seat),
            ),
        )
    return ()


def _dropped(
    dropped: StepDropped, number: int, letters: Mapping[str, RequestState], countries: Collection[str]
) -> AlertView:
    """What control should look at because a step was left out lately."""
    kept = letters.get(dropped.about)
    country = dropped.about.partition("/")[0]
    key = f"dropped/{number}"
    if kept is not None:
        what = Phrase("alert.dropped.request", (("label", kept.label),))
        return AlertView(key, "amber", what, Phrase("alert.dropped.why", ()), "request", dropped.about)
    if country in countries:
        what = Phrase("alert.dropped.country", (("country", country),))
        return AlertView(key, "amber", what, Phrase("alert.dropped.why", ()), "country", country)
    return AlertView(key, "amber", Phrase("alert.dropped", ()), Phrase("alert.dropped.why", ()), "exercise", "")


SHOWN_SECONDS = 40 * DAY
"""For so long control is told of a step that was left out: about one move (assumption)."""
