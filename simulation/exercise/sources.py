"""The inputs of each view: the one place where the state is divided for the functions that make views.

Nobody else gives a maker anything, so that what a team sees comes from its own file and the matters that it may see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from operator import is_
from typing import NamedTuple

from simulation.exercise.board.views import BoardMaker, Drawn
from simulation.exercise.clock.views import ClockTimes, ClockView, clock_of_control, clock_of_team, digest_since
from simulation.exercise.cooperation.state import Cooperation
from simulation.exercise.core.derived import ComparedRows, Derived, DerivedRows, Made, Reading
from simulation.exercise.core.state import State
from simulation.exercise.evidence.views import filed_document
from simulation.exercise.handovers.state import HandOvers
from simulation.exercise.handovers.views import handover_view
from simulation.exercise.injects.state import Injects
from simulation.exercise.injects.triggers import is_answered, is_needless
from simulation.exercise.injects.views import event_ahead, inject_line, injects_in_order, injects_of, reached_inject
from simulation.exercise.matters.deadlines import OfficeHours, office_hours
from simulation.exercise.matters.facts import procedure_sources
from simulation.exercise.matters.views import procedure_view, procedures_in
from simulation.exercise.measures.kinds import HomeMeasures
from simulation.exercise.measures.officers import officers_of
from simulation.exercise.measures.views import measure_view, measures_in, protected_soon, report_view, reports_in
from simulation.exercise.meetings.state import Meetings
from simulation.exercise.meetings.views import meeting_view, task_view
from simulation.exercise.messages.state import Message, Messages
from simulation.exercise.messages.views import messages_of, messages_of_control
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.view_builder import (
    all_request_views,
    open_request_views,
    points,
    request_views,
)
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.notice.state import Notices
from simulation.exercise.procedures.notice.views import notice_view
from simulation.exercise.reactions.state import Reactions
from simulation.exercise.reactions.views import reaction_view
from simulation.exercise.restrained_assets.views import assets_of
from simulation.exercise.seats.views import SeatView, seats_of
from simulation.exercise.trials.sittings import sittings, sittings_of
from simulation.exercise.trials.state import Hearings
from simulation.exercise.trials.views import (
    Files,
    HearingView,
    charge_in_outline,
    charges_in,
    hearing_views,
    proved_by_all,
    proved_by_own,
    undecided_in,
)
from simulation.exercise.views.control_builder import alerts, country_line, marks, metrics
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.risk_abroad import risks_abroad
from simulation.exercise.views.team_builder import (
    OpenView,
    Parts,
    WholeView,
    at_risk,
    convicted_in,
    digest_lines,
    entities_of,
    free_officers,
    free_teams,
    held_now,
    plans_of,
    rulings_of,
    waiting_requests,
    work_of,
)
from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.work_list import OfficesTold, request_items
from simulation.kernel.offices import OfficeTask
from simulation.network import control_snapshot
from simulation.network.metrics import measure


def team_view(state: State, country: str) -> TeamView:
    """Everything that the team of a country may see now."""
    whole = state.memory.keep(
        f"team/{country}",
        (),
        lambda: WholeView(
            {**_team_parts(state, country), "requests": _requests(state, partial(request_views, state, country))},
            practice=state.practice is not None,
        ),
    )
    return whole()


def open_view(state: State, country: str) -> TeamView:
    """The same for a reader within this turn: what nobody reads is not made."""
    parts = _team_parts(state, country)
    return OpenView.of(lambda name: parts[name]())


def players_view(state: State, country: str) -> TeamView:
    """What an automatic player sees within its turn.

    A question is not on its desk before the channel's time for it has passed, and how the elements of a charge are
    proved is left out: no office asks.
    """
    parts = state.memory.keep(f"player's parts/{country}", (), lambda: _players_parts(state, country))
    return OpenView.of(lambda name: parts[name]())


def control_view(state: State) -> ControlView:
    """Everything that exercise control may see now."""
    parts = state.memory.keep("control's parts", (), lambda: _parts_of_control(state))
    letters, network = state.part(Letters).requests, state.network
    files = [keeper.file for keeper in state.countries.values()]
    requests = all_request_views(state)
    return ControlView(
        clock=parts.clock(),
        countries=tuple(
            country_line(code, parts.seats[code](), country.decisions, controlled=country.to_control)
            for code, country in state.countries.items()
        ),
        requests=requests,
        injects=tuple(
            inject_line(
                each,
                state.now,
                state.agenda.when(f"inject/{each.key}"),
                letters,
                state.scenario,
                is_needless=each.planned is not None
                and is_needless(each.planned.trigger, state.part(HomeMeasures), state.network, files),
                is_answered=each.planned is not None
                and each.planned.trigger.silence is not None
                and is_answered(state.part(Letters), state.part(Injects), each.planned.trigger.silence),
            )
            for each in state.part(Injects).injects.values()
        ),
        points=points(state),
        alerts=alerts(state.now, requests, letters, state.log.dropped, state.seats, state.countries),
        messages=parts.messages(),
        marks=marks(control_snapshot.loads_under_way(network, state.now), control_snapshot.money_under_way(network)),
        routes=control_snapshot.routes(network),
        because=control_snapshot.latest_reasons(network.reasons, 12),
        metrics=metrics(measure(network, state.now)),
        levers=tuple((country, lever, works) for (country, lever), works in state.part(Cooperation).pulled.items()),
        hearings=parts.hearings(),
        heard=state.part(Hearings).heard,
        journal=state.log.commands,
    )


class _ControlParts(NamedTuple):
    """What is kept of control's view from one moment to the next."""

    clock: Made[ClockView]
    seats: Mapping[str, Made[tuple[SeatView, ...]]]
    messages: Made[tuple[Message, ...]]
    hearings: Made[tuple[HearingView, ...]]


def _parts_of_control(state: State) -> _ControlParts:
    return _ControlParts(
        clock=Derived(clock_of_control, _times(state), state.preset),
        seats={code: _seats(state, code) for code in state.countries},
        messages=Derived(messages_of_control, _messages(state)),
        hearings=Derived(hearing_views, Reading(lambda: sittings(state)), _files(state)),
    )


def _times(state: State) -> Reading[ClockTimes]:
    return Reading(
        lambda: ClockTimes(
            state.now,
            state.clock.phase,
            state.clock.move,
            state.clock.move_starts,
            state.clock.rate,
            state.clock.adversary_held,
            state.clock.openings,
            state.clock.closings,
        )
    )


def _seats(state: State, country: str) -> Made[tuple[SeatView, ...]]:
    return Derived(seats_of, state.seats, Reading(lambda: state.automatic_offices(country)), country)


def _hours(state: State, country: str) -> Made[OfficeHours]:
    keeper = state.countries[country]
    times = Reading(
        lambda: (state.clock.phase, keeper.to_control, state.clock.openings, state.clock.closings, state.clock.target)
    )
    return Derived(lambda _times, _seats: office_hours(state, country), times, state.seats)


def _messages(state: State) -> Reading[tuple[Message, ...]]:
    return Reading(lambda: state.part(Messages).sent)


def _team_parts(state: State, country: str) -> Parts:
    return state.memory.keep(f"parts/{country}", (), lambda: _parts_of_team(state, country))


def _players_parts(state: State, country: str) -> Parts:
    return {
        **_team_parts(state, country),
        "requests": Reading(lambda: _found_out(state, country), is_),
        "charges": DerivedRows(charge_in_outline, state.countries[country].file.charges.rows),
    }


def _parts_of_team(state: State, country: str) -> Parts:
    keeper, law = state.countries[country], state.scenario.country(country)
    file, letters, meetings = keeper.file, state.part(Letters), state.part(Meetings)
    times, officers = _times(state), officers_of(state.scenario, state.preset, country)
    hours = _hours(state, country)
    seen = _requests(state, partial(open_request_views, state, country))
    procedures = ComparedRows(
        partial(procedure_view, country, keeper.offices),
        procedures_in,
        Reading(lambda: procedure_sources(state, country)),
    )
    clock = Derived(clock_of_team, times, state.preset)
    reached = DerivedRows(reached_inject, state.part(Injects).injects, hours, country, keeper.offices)
    injects = Derived(injects_of, Derived(injects_in_order, reached), file.filed)
    held = DerivedRows(meeting_view, meetings.meetings, country)
    tasks = DerivedRows(task_view, meetings.tasks, country)
    reports = ComparedRows(report_view, reports_in, file.reports.rows, file.filed, hours)
    measures = ComparedRows(measure_view, measures_in, file.measures.rows, file.brought)
    assets = Derived(partial(assets_of, state.scenario, country), file.assets.rows)
    handovers = DerivedRows(handover_view, state.part(HandOvers).handovers, state.seats, country)
    told = OfficesTold(
        reports=state.with_task(country, OfficeTask.REPORTS),
        assets=state.with_task(country, OfficeTask.ASSETS),
        inquiries=state.with_task(country, OfficeTask.INQUIRIES),
        charges=state.with_task(country, OfficeTask.CHARGES),
    )
    custody = Derived(held_now, file.detentions.rows, file.known.rows)
    charged = ComparedRows(partial(proved_by_own, file, law), charges_in, file)
    waiting = ComparedRows(request_items, waiting_requests, seen)
    messages = Derived(messages_of, _messages(state), country)
    abroad = Derived(risks_abroad, file, messages, seen)
    return {
        "country": lambda: country,
        "clock": clock,
        "seats": _seats(state, country),
        "work": Derived(
            work_of,
            clock,
            told,
            waiting,
            procedures,
            injects,
            held,
            tasks,
            reports,
            assets,
            handovers,
            file.risks.rows,
            Derived(protected_soon, measures, Reading(lambda: state.now), file),
            custody,
            abroad,
            measures,
        ),
        "requests": seen,
        "procedures": procedures,
        "documents": DerivedRows(filed_document, file.filed),
        "entities": Derived(entities_of, file.known.rows),
        "board": Derived(BoardMaker(), Drawn(file)),
        "measures": measures,
        "assets": assets,
        "charges": ComparedRows(partial(proved_by_all, file, law), undecided_in, file, charged),
        "reports": reports,
        "messages": messages,
        "injects": injects,
        "notices": DerivedRows(notice_view, state.part(Notices).notices, country),
        "meetings": held,
        "tasks": tasks,
        "digest": Derived(digest_lines, keeper.digest),
        "digest_since": Derived(digest_since, times),
        "rulings": Derived(rulings_of, Reading(lambda: letters.rulings), seen, procedures),
        "at_risk": Derived(at_risk, file.risks.rows),
        "risk_abroad": abroad,
        "held": custody,
        "free_teams": Derived(free_teams, file.measures.rows, law.staff.surveillance_teams),
        "officers": Reading(lambda: officers),
        "free_officers": Derived(free_officers, file.measures.rows, officers),
        "handovers": handovers,
        "hearings": Derived(hearing_views, Reading(lambda: sittings_of(state, country)), _files(state)),
        "own_acts": Reading(lambda: letters.own_acts.get(country, ())),
        "plans": Derived(plans_of, file.case_plan.rows),
        "reactions": DerivedRows(reaction_view, state.part(Reactions).rows, country),
        "convicted": Derived(convicted_in, file.detentions.convictions, file.known.rows),
        "ahead": DerivedRows(event_ahead, state.part(Injects).injects, country, keeper.offices),
        "is_taken_over": Reading(lambda: keeper.to_control),
    }


def _requests(state: State, read: Callable[[], tuple[RequestView, ...]]) -> Made[tuple[RequestView, ...]]:
    """Requests, read when a request or a file has changed; which of them that concerns, their maker knows."""
    return Derived(lambda _requests, _files: read(), state.part(Letters).requests, _files(state), same=is_)


def _files(state: State) -> Files:
    return Files({code: (keeper.file, state.scenario.country(code)) for code, keeper in state.countries.items()})


def _found_out(state: State, country: str) -> tuple[RequestView, ...]:
    """Requests without questions to which the answer has not been found: automatic seats take their channel's time."""
    letters = state.part(Letters)
    asked = [letters.requests[key] for key in letters.asked]
    looking = {kept.matter.key for kept in asked if kept.ready > state.now and kept.matter.requested == country}
    return open_request_views(state, country, looking)
