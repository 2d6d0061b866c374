"""How a team's view is made: from its country's file, its requests, its messages, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from simulation.exercise.clock.views import clock_view
from simulation.exercise.core.derived import DerivedRows
from simulation.exercise.core.event import Actor
from simulation.exercise.core.state import State
from simulation.exercise.handovers.handlers import handover_views
from simulation.exercise.injects.handlers import HINTS, line
from simulation.exercise.injects.state import Injects, InjectState
from simulation.exercise.injects.views import InjectView
from simulation.exercise.matters.deadlines import last_day, reckoned_by
from simulation.exercise.matters.views import procedure_views
from simulation.exercise.measures.officers import officers_busy, officers_of
from simulation.exercise.meetings.state import Meetings, MeetingState, TaskState
from simulation.exercise.meetings.views import MeetingView, TaskView
from simulation.exercise.messages.state import Messages
from simulation.exercise.messages.views import MessageView
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.view_builder import open_request_views, request_views
from simulation.exercise.procedures.letter.play.views import RequestView, RulingView
from simulation.exercise.procedures.notice.state import Notices, NoticeState
from simulation.exercise.procedures.notice.views import NoticeView
from simulation.exercise.seats.views import seats_of
from simulation.exercise.trials.views import charges, hearings_of, open_charges
from simulation.exercise.views import file_builder
from simulation.exercise.views.team_view import TeamView, WorkItem
from simulation.exercise.views.work_list import request_items, work_items


class OpenView(TeamView):
    """A team's view whose parts are made when they are first read: good until the state next changes, no longer."""

    __slots__ = ("_state",)
    _state: State

    def __init__(self, state: State, code: str) -> None:
        """Open it.

        Args:
            state: The state as it stands.
            code: The country.
        """
        object.__setattr__(self, "_state", state)
        object.__setattr__(self, "country", code)

    def __getattr__(self, name: str) -> object:
        """A part that has not been read yet."""
        return self._made(name, _PARTS)

    def _made(self, name: str, parts: _Parts) -> object:
        make = parts.get(name)
        if make is None:
            raise AttributeError(name)
        value = make(self._state, self)
        object.__setattr__(self, name, value)
        return value


class PlayersView(OpenView):
    """What an automatic player sees: a question is not on its desk before the channel's time for it has passed.

    How the elements of a charge are proved is left open: no office asks.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        """A part that has not been read yet."""
        return self._made(name, _PLAYERS_PARTS)


def team_view(state: State, code: str) -> TeamView:
    """Everything that the team of a country may see now."""
    seen = OpenView(state, code)
    parts = {name: getattr(seen, name) for name in _PARTS if state.practice is None or name not in _OF_THE_CASE}
    if state.practice is not None:
        return TeamView(country=code, **parts | dict.fromkeys(_OF_THE_CASE, ()))
    return TeamView(country=code, **parts | {"requests": request_views(state, code)})


def _found_out(state: State, view: TeamView) -> tuple[RequestView, ...]:
    """Requests without questions to which the answer has not been found: automatic seats take their channel's time."""
    letters = state.part(Letters)
    asked = [letters.requests[key] for key in letters.asked]
    looking = {kept.request.key for kept in asked if kept.ready > state.now and kept.request.requested == view.country}
    return open_request_views(state, view.country, looking)


def _waiting(state: State, code: str, requests: tuple[RequestView, ...]) -> tuple[WorkItem, ...]:
    row: DerivedRows[RequestView, tuple[WorkItem, ...]] = state.memory.row(f"waiting/{code}")
    lines = row.show(((each.key, each) for each in requests if each.offers), request_items)
    return tuple(item for each in lines for item in each)


def _notices(state: State, code: str) -> tuple[NoticeView, ...]:
    return tuple(_notice(kept) for kept in state.part(Notices).notices.values() if kept.country == code)


def _notice(kept: NoticeState) -> NoticeView:
    return NoticeView(
        kept.key, kept.kind, kept.target, kept.asked, kept.published, kept.ended, kept.is_diffusion, kept.found
    )


def _messages(state: State, code: str) -> tuple[MessageView, ...]:
    return state.memory.keep(f"messages/{code}", (len(state.part(Messages).sent),), lambda: _all_messages(state, code))


def _all_messages(state: State, code: str) -> tuple[MessageView, ...]:
    return tuple(
        message
        for message in state.part(Messages).sent
        if (message.sender is not None and message.sender.country == code)
        or (message.to is not None and message.to.country == code)
    )


def _rulings(state: State, requests: tuple[RequestView, ...]) -> tuple[RulingView, ...]:
    letters = state.part(Letters)
    labels = {request.label for request in requests} if letters.rulings else set()
    return tuple(
        ruling
        if ruling.request in labels
        else RulingView(ruling.at, "", ruling.finding, ruling.verdict, ruling.reasons)
        for ruling in letters.rulings
    )


@dataclass(slots=True)
class _Reached:
    """The injects that reached a team.

    Attributes:
        changed: How many changes of the event list were read for it.
        shown: Views by when each inject fired and its key.
        views: The same in this order.
        awaited: Papers that injects speak of and that have not come to the team's file.
    """

    changed: int = 0
    shown: dict[tuple[int, str], InjectView] = field(default_factory=dict)
    views: tuple[InjectView, ...] = ()
    awaited: dict[str, str] = field(default_factory=dict)


def _injects(state: State, code: str) -> tuple[InjectView, ...]:
    """The injects that reached a team: those that changed, and all when the office hours did by which people answer."""
    injects = state.part(Injects)
    reached = state.memory.keep(f"injects/{code}", reckoned_by(state, code), _Reached)
    file = state.countries[code].file
    came = [key for key, paper in reached.awaited.items() if file.filing(paper) is not None]
    if not came and reached.changed == len(injects.changed):
        return reached.views
    for key in dict.fromkeys((*injects.changed[reached.changed :], *came)):
        inject = injects.injects[key]
        if inject.fired_at is None or code not in inject.countries:
            continue
        reached.shown[inject.fired_at, key] = _inject(state, code, inject)
        brought = _brought(state, key)
        if brought and file.filing(brought) is None:
            reached.awaited[key] = brought
        else:
            reached.awaited.pop(key, None)
    reached.changed = len(injects.changed)
    reached.views = tuple(reached.shown[place] for place in sorted(reached.shown))
    return reached.views


def _brought(state: State, key: str) -> str:
    """Key of the paper that an inject brings, "" for none."""
    planned = line(state, key)
    return planned.document or "" if planned is not None else ""


def _inject(state: State, code: str, inject: InjectState) -> InjectView:
    planned = line(state, inject.key)
    at, brought = inject.fired_at or 0, _brought(state, inject.key)
    return InjectView(
        key=inject.key,
        at=at,
        sender=planned.sender if planned is not None else "control",
        offices=planned.offices if planned is not None and planned.offices else state.countries[code].offices,
        title=inject.title,
        text=inject.text,
        choices=planned.choices if planned is not None else (),
        answer_due_day=last_day(state, code, at, inject.answer_days) if inject.answer_days else None,
        answered=inject.answers.get(code, ""),
        document=brought if brought and state.countries[code].file.filing(brought) is not None else "",
        hints=tuple(number for number in inject.hints.get(code, ()) if number <= HINTS),
        unanswered=planned.unanswered or "" if planned is not None else "",
        answered_at=inject.answered_at.get(code),
        words=inject.words.get(code, ""),
        answered_by=inject.answered_by.get(code, Actor.NOBODY),
    )


def _meetings(state: State, code: str) -> tuple[MeetingView, ...]:
    return tuple(_meeting(each) for each in state.part(Meetings).meetings.values() if code in each.sides)


def _meeting(meeting: MeetingState) -> MeetingView:
    return MeetingView(
        key=meeting.key,
        at=meeting.at,
        caller=meeting.caller,
        seats=meeting.seats,
        agenda=meeting.agenda,
        text=meeting.text,
        minutes=meeting.minutes,
        tasks=meeting.tasks,
        forums=meeting.forums,
        sides=tuple(meeting.sides.items()),
        version=meeting.version,
    )


def _tasks(state: State, code: str) -> tuple[TaskView, ...]:
    return tuple(_task(state, each) for each in state.part(Meetings).tasks.values() if each.task.owner.country == code)


def _task(state: State, task: TaskState) -> TaskView:
    letter = state.part(Letters).requests.get(task.meeting)
    about = letter.request.targets[0] if letter is not None and letter.request.targets else ""
    return TaskView(task.key, task.task.owner, task.task.what, task.task.due_day, task.done, task.meeting, about)


def _work(state: State, view: TeamView) -> tuple[WorkItem, ...]:
    if view.clock.is_over:
        return ()
    return work_items(
        state.now,
        partial(state.with_task, view.country),
        _waiting(state, view.country, view.requests),
        view.procedures,
        view.injects,
        view.meetings,
        view.tasks,
        view.reports,
        view.assets,
        state.countries[view.country].file.exposures,
        view.handovers,
    )


type _Parts = dict[str, Callable[[State, TeamView], object]]

_PARTS: _Parts = {
    "clock": lambda state, _view: clock_view(state, for_control=False),
    "seats": lambda state, view: seats_of(state, view.country),
    "work": _work,
    "requests": lambda state, view: open_request_views(state, view.country),
    "procedures": lambda state, view: procedure_views(state, view.country),
    "documents": lambda state, view: file_builder.documents(state, view.country),
    "entities": lambda state, view: file_builder.entities(state, view.country),
    "board": lambda state, view: file_builder.board(state, view.country),
    "measures": lambda state, view: file_builder.measures(state, view.country),
    "assets": lambda state, view: file_builder.assets(state, view.country),
    "charges": lambda state, view: charges(state, view.country),
    "reports": lambda state, view: file_builder.reports(state, view.country),
    "messages": lambda state, view: _messages(state, view.country),
    "injects": lambda state, view: _injects(state, view.country),
    "notices": lambda state, view: _notices(state, view.country),
    "meetings": lambda state, view: _meetings(state, view.country),
    "tasks": lambda state, view: _tasks(state, view.country),
    "digest": lambda state, view: tuple(state.countries[view.country].digest),
    "digest_since": lambda state, _view: state.move_starts[-2] if len(state.move_starts) > 1 else 0,
    "rulings": lambda state, view: _rulings(state, view.requests),
    "at_risk": lambda state, view: file_builder.at_risk(state, view.country),
    "free_teams": lambda state, view: file_builder.free_teams(state, view.country),
    "officers": lambda state, view: officers_of(state, view.country),
    "free_officers": lambda state, view: (
        officers_of(state, view.country) - officers_busy(state, state.countries[view.country])
    ),
    "handovers": lambda state, view: handover_views(state, view.country),
    "hearings": lambda state, view: hearings_of(state, view.country),
    "plans": lambda state, view: state.countries[view.country].file.plans,
}
"""How each part of a view is made."""

_OF_THE_CASE = frozenset(
    {
        *("work", "requests", "procedures", "injects", "notices", "meetings", "tasks", "rulings", "handovers"),
        "hearings",
    }
)
"""Parts of a view that are the case's alone: the warm-up has none of them."""

_PLAYERS_PARTS: _Parts = {
    **_PARTS,
    "requests": _found_out,
    "charges": lambda state, view: open_charges(state, view.country),
}
"""How each part of a player's view is made."""
