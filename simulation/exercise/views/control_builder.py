"""How control's view is made: every seat, request and inject, and the world as it is."""

from __future__ import annotations

from dataclasses import fields

from simulation.exercise.clock.views import clock_view
from simulation.exercise.cooperation.state import Cooperation
from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import AlertView
from simulation.exercise.core.event import StepDropped
from simulation.exercise.core.state import State
from simulation.exercise.injects.handlers import line
from simulation.exercise.injects.state import Injects, InjectState
from simulation.exercise.injects.views import InjectLine
from simulation.exercise.messages.state import Messages
from simulation.exercise.procedures.letter.play import silence
from simulation.exercise.procedures.letter.play.facts import findings, ruling_on
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.view_builder import request_view
from simulation.exercise.procedures.letter.play.views import PointView, RequestView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.seats.views import seats_of
from simulation.exercise.trials.state import Hearings
from simulation.exercise.trials.views import all_hearings
from simulation.exercise.views.control_view import ControlView, CountryLine, MarkView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Phrase, Side
from simulation.network import control_snapshot, metrics

_WAITS = {
    "requesting": frozenset({"vetting", "clarifying", "conditions"}),
    "requested": frozenset({"received", "deciding", "checking", "asked", "consent_asked"}),
}


def control_view(state: State) -> ControlView:
    """Everything that exercise control may see now."""
    requests = tuple(
        request_view(state, kept, kept.request.requesting) for kept in state.part(Letters).requests.values()
    )
    return ControlView(
        clock=clock_view(state, for_control=True),
        countries=tuple(
            CountryLine(
                country=country.code,
                controlled=country.to_control,
                seats=seats_of(state, country.code),
                due=sum(_holder(request) == country.code for request in requests),
                decisions_this_move=tuple((office, country.decisions.get(office, 0)) for office in country.offices),
            )
            for country in state.countries.values()
        ),
        requests=requests,
        injects=tuple(_inject(state, inject) for inject in state.part(Injects).injects.values()),
        points=_points(state),
        alerts=_alerts(state, requests),
        messages=tuple(
            message for message in state.part(Messages).sent if message.to is None or message.sender is None
        ),
        marks=tuple(
            MarkView("goods", corridor, place, share, grams)
            for corridor, place, share, grams in control_snapshot.loads_under_way(state.network, state.now)
        )
        + tuple(
            MarkView("money", "", origin, share, minor, destination)
            for origin, destination, share, minor in control_snapshot.money_under_way(state.network)
        ),
        routes=control_snapshot.routes(state.network),
        because=control_snapshot.latest_reasons(state.network, 12),
        metrics=_metrics(state),
        levers=tuple((country, lever, works) for (country, lever), works in state.part(Cooperation).pulled.items()),
        hearings=all_hearings(state),
        heard=tuple(state.part(Hearings).heard),
        journal=state.journal,
    )


def _metrics(state: State) -> Facts:
    found = metrics.measure(state.network, state.now)
    return tuple(
        (each.name, value if isinstance(value, int | str) else round(value * 1000))
        for each in fields(found)
        if isinstance(value := getattr(found, each.name), int | float | str)
    )


def _holder(request: RequestView) -> str:
    """The country that has to decide on it now, "" when nobody has."""
    if request.status in _WAITS["requesting"]:
        return request.requesting
    return request.requested if request.status in _WAITS["requested"] else ""


def _inject(state: State, inject: InjectState) -> InjectLine:
    planned = line(state, inject.key)
    armed_at = state.agenda.when(f"inject/{inject.key}")
    if inject.fired_at is not None:
        status = "fired"
    elif inject.held:
        status = "held"
    elif armed_at is not None:
        status = "armed"
    elif planned is not None and planned.trigger.silence and (planned.trigger.by_day or 0) * DAY < state.now:
        status = "not_needed"
    else:
        status = "waiting"
    return InjectLine(
        key=inject.key,
        title=inject.title,
        text=inject.text,
        trigger=_trigger(inject, state),
        day=inject.fired_at // DAY + 1
        if inject.fired_at is not None
        else (armed_at // DAY + 1 if armed_at is not None else inject.day),
        state=status,
        fired_at=inject.fired_at,
        countries=inject.countries or ((inject.country,) if inject.country else ()),
        answered_by=tuple(code for code in inject.answers if inject.answered_by[code].is_person),
        stood_in=tuple(
            (code, inject.answered_by[code]) for code in inject.answers if not inject.answered_by[code].is_person
        ),
        contingency=planned.contingency if planned is not None else False,
        hints_sent=tuple(sorted({number for sent in inject.hints.values() for number in sent})),
    )


def _trigger(inject: InjectState, state: State) -> Phrase:
    planned = line(state, inject.key)
    if planned is None or planned.trigger.day is not None:
        return Phrase("trigger.day", (("day", inject.day or 0),))
    trigger = planned.trigger
    if trigger.event is not None:
        return Phrase("trigger.event", (("event", trigger.event), ("country", trigger.country or "")))
    about = state.part(Letters).requests.get(trigger.silence or "")
    label = about.label if about is not None else state.scenario.text(f"{trigger.silence}.title")
    return Phrase("trigger.silence", (("about", label), ("day", trigger.by_day or 0)))


def _points(state: State) -> tuple[PointView, ...]:
    """What the requested sides weigh now and the assessment leaves open; only where people may sit on that side."""
    played = {country.code for country in state.scenario.played}
    return tuple(
        PointView(
            request=key,
            label=kept.label,
            finding=finding.code,
            verdict=finding.verdict.value,
            params=finding.params,
            ruled=ruling_on(kept, finding),
            item=finding.item,
            options=finding.options,
        )
        for key, kept in state.part(Letters).requests.items()
        if kept.request.status in _WAITS["requested"] and kept.request.requested in played
        for finding in (*findings(state, kept, Side.REQUESTED), *silence.shown(state, kept, Side.REQUESTING))
        if finding.verdict.value != "settled" or ruling_on(kept, finding) or finding.code == silence.FINDING
    )


def _alerts(state: State, requests: tuple[RequestView, ...]) -> tuple[AlertView, ...]:
    alerts = []
    for request in requests:
        if request.due_day is None or request.due_day >= state.day or not request.status:
            continue
        late = state.day - request.due_day
        what = Phrase("alert.late", (("label", request.label), ("days", late)))
        why = Phrase("alert.late.why", (("status", request.status), ("country", _holder(request))))
        alerts.append(
            AlertView(f"late/{request.key}", "red" if late > 10 else "amber", what, why, "request", request.key)
        )
    for kept in state.part(Letters).requests.values():
        if kept.request.status == LetterStatus.LOST:
            what = Phrase("alert.lost", (("label", kept.label),))
            why = Phrase("alert.lost.why", ())
            alerts.append(AlertView(f"lost/{kept.request.key}", "red", what, why, "request", kept.request.key))
    alerts += _dropped_alerts(state)
    alerts += [alert for seat in state.seats for alert in _pens(state, seat)]
    return tuple(alerts)


def _pens(state: State, seat: Seat) -> tuple[AlertView, ...]:
    taken = state.seats[seat]
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


def _dropped_alerts(state: State) -> tuple[AlertView, ...]:
    """What control should look at because a step was left out lately."""
    since = state.now - SHOWN_SECONDS
    return tuple(_dropped_alert(state, each, number) for number, each in enumerate(state.dropped) if each.at >= since)


def _dropped_alert(state: State, dropped: StepDropped, number: int) -> AlertView:
    kept = state.part(Letters).requests.get(dropped.about)
    country = dropped.about.partition("/")[0]
    key = f"dropped/{number}"
    if kept is not None:
        what = Phrase("alert.dropped.request", (("label", kept.label),))
        return AlertView(key, "amber", what, Phrase("alert.dropped.why", ()), "request", dropped.about)
    if country in state.countries:
        what = Phrase("alert.dropped.country", (("country", country),))
        return AlertView(key, "amber", what, Phrase("alert.dropped.why", ()), "country", country)
    return AlertView(key, "amber", Phrase("alert.dropped", ()), Phrase("alert.dropped.why", ()), "exercise", "")


SHOWN_SECONDS = 40 * DAY
"""For so long control is told of a step that was left out: about one move (assumption)."""
