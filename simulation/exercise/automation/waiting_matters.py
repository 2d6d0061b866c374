"""What waits for a country's offices: an automatic player that finds nothing of it has nothing to answer.

Most of what reaches an office between its own wake-ups asks nothing of it: a letter has arrived, a court has begun.
What is told here depends on the state alone, so that a copy of an exercise is played as the exercise is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from simulation.casework.file.known import PersonAtRisk
from simulation.casework.file.reports import Report
from simulation.exercise.automation.player import Player
from simulation.exercise.core.derived import Derived, DerivedRows, Made, Reading
from simulation.exercise.core.state import State
from simulation.exercise.injects.state import Injects, InjectState
from simulation.exercise.matters.handlers import offers, procedure_of, sides_of
from simulation.exercise.matters.state import Procedures, ProcedureState
from simulation.exercise.meetings.state import Meetings, MeetingState, TaskState
from simulation.exercise.messages.state import Message, Messages
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import side_of
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.rules import offers as machine_offers
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.registers import Register
from simulation.kernel.terms import Side, TimeKind
from simulation.matters.declaration import Call

LIMIT_NEAR_DAYS = 30
"""Days before something follows by itself from which whoever can avert it is asked whether to (assumption)."""

STALE_DAYS = 100
"""Days in one status after which a procedure that could be dropped is looked at (assumption)."""

_ASKING_AFTER = frozenset({LetterAction.QUERY_STATUS, LetterAction.ASK_CONTACT})
"""Acts by which one asks where a request stands, after some time without a word."""


class RequestWaits(NamedTuple):
    """From when on a request asks something of a country.

    Attributes:
        note: What is noted of it when it is left lying as it is now.
        step: The second from which a step waits, None for never as things stand.
        silence: That from which one asks where it stands, None for never.
    """

    note: str
    step: int | None
    silence: int | None


class _Waiting(NamedTuple):
    """What waits for the offices of a country, derived from what its subjects keep.

    Attributes:
        requests: Requests, each from some moment on.
        notes: What waits until it is noted that it was left: people at risk, reports, injects, tasks, messages.
        at_once: What waits until it is done: minutes.
    """

    requests: Made[tuple[RequestWaits, ...]]
    notes: tuple[Made[tuple[str, ...]], ...]
    at_once: tuple[Made[tuple[str, ...]], ...]


def is_asked(state: State, code: str, player: Player, left: Mapping[str, int]) -> bool:
    """Whether anything waits for the offices of a country, or its player would ask after something of its own by now.

    Args:
        state: The exercise.
        code: The country.
        player: Who plays it.
        left: What it left lying when it last looked, with the second before which it would leave it again.
    """
    now = state.now
    waiting = state.memory.keep(f"waiting/{code}/{player.name}", (), lambda: _waiting(state, code, player))
    return (
        any(
            (each.silence is not None and each.silence <= now)
            or (each.step is not None and each.step <= now and left.get(each.note, 0) <= now)
            for each in waiting.requests()
        )
        or any(left.get(note, 0) <= now for notes in waiting.notes for note in notes())
        or any(keys() for keys in waiting.at_once)
        or any(
            left.get(matter_left(key, kept.matter.version), 0) <= now and _is_moved(state, kept, code)
            for key, kept in state.part(Procedures).begun.items()
            if code in (kept.matter.requesting, kept.matter.requested)
        )
    )


def _waiting(state: State, code: str, player: Player) -> _Waiting:
    file, meetings = state.countries[code].file, state.part(Meetings)
    risks, reports = Derived(_at_risk, file.risks.rows), Derived(_open_reports, file.reports.rows)
    injects = DerivedRows(_waiting_inject, state.part(Injects).injects, code)
    tasks = DerivedRows(_open_task, meetings.tasks, code)
    talk = Derived(_unanswered, Reading(lambda: state.part(Messages).sent), code)
    return _Waiting(
        requests=DerivedRows(partial(_request_waits, player), state.part(Letters).requests, code),
        notes=(risks, reports, injects, tasks, talk) if player.begins else (risks, injects, tasks, talk),
        at_once=(DerivedRows(_minutes, meetings.meetings, code),),
    )


def _request_waits(player: Player, kept: RequestState, code: str) -> RequestWaits | None:
    """When a request asks something of a country; None where it never does as things stand."""
    request, side = kept.matter, side_of(kept.matter, code)
    if side is None:
        return None
    offered = machine_offers(request, side, None, request.since)
    actions = {each.action for each in offered} - RULES[request.route].open_to_all
    is_read = request.status == LetterStatus.VETTING and request.contact_since is not None and not request.urgent
    step = silence = None
    if actions - _ASKING_AFTER and not (is_read and player.asks_first):
        step = kept.ready if request.status == LetterStatus.ASKED and side is Side.REQUESTED else 0
    seen = kept.seen_by(side)
    if LetterAction.QUERY_STATUS in actions and seen.time_kind is not TimeKind.PROTECTED:
        asked = [act.time for act in request.log if act.action in _ASKING_AFTER]
        silence = max([seen.since, *asked]) + player.patience_days[request.route] * DAY
    if step is None and silence is None:
        return None
    lines = sum(not owner or owner == code for owner, _ in kept.history)
    return RequestWaits(matter_left(request.key, seen.version, lines), step, silence)


def _at_risk(exposed: Register[str, PersonAtRisk]) -> tuple[str, ...]:
    """What is noted of the people at risk in a file who are not protected."""
    known = [exposure.person for exposure in exposed.values() if exposure.until is None]
    return tuple([risk_left(person, len(known)) for person in known])


def _open_reports(reported: Register[str, Report]) -> tuple[str, ...]:
    """Reports of suspicion that nobody has decided on."""
    return tuple([report.key for report in reported.values() if not report.decision])


def _waiting_inject(inject: InjectState, code: str) -> str | None:
    """An inject that has been put to a country and waits for its answer."""
    wants_answer = bool(inject.answer_days) or (inject.planned is not None and bool(inject.planned.choices))
    is_put = code in inject.countries and inject.fired_at is not None
    return inject.key if is_put and wants_answer and not inject.answers.get(code) else None


def _open_task(task: TaskState, code: str) -> str | None:
    """A task of a country that is not done."""
    return task.key if task.task.owner.country == code and not task.done else None


def _minutes(meeting: MeetingState, code: str) -> str | None:
    """A meeting on whose minutes a country has said nothing."""
    return meeting.key if meeting.minutes and meeting.sides.get(code) == "" else None


def _unanswered(sent: Reading[tuple[Message, ...]], code: str) -> tuple[str, ...]:
    """Messages to a country without an answer; automatic players do not thank each other, but answer people."""
    answered = {message.answers for message in sent()}
    return tuple(
        [
            message.key
            for message in sent()
            if message.to is not None
            and message.to.country == code
            and message.key not in answered
            and not (message.about or message.key.startswith("auto/"))
            and not message.is_receipt
        ]
    )


def _is_moved(state: State, kept: ProcedureState, code: str) -> bool:
    """Whether a procedure asks something of a country."""
    proceeding = kept.matter
    calls = procedure_of(state.part(Procedures), proceeding).rules.calls
    asked = {
        calls.get(each.action, Call.NOW)
        for side in sides_of(state.part(Procedures), proceeding, code)
        for each in offers(state, proceeding, side, None)
    } - {Call.NEVER}
    if asked <= {Call.BEFORE_LIMIT}:
        return bool(asked) and kept.limit is not None and kept.limit - state.now <= LIMIT_NEAR_DAYS * DAY
    if asked == {Call.WHEN_STALE}:
        return state.now - proceeding.since > STALE_DAYS * DAY
    return True


def matter_left(key: str, version: int, lines: int = 0) -> str:
    """By what it is noted that a request or procedure is left lying as it stands.

    Args:
        key: Its key.
        version: The version that its side sees; not every step that it is told of changes it.
        lines: Lines of a request's history that its side sees.
    """
    return f"{key}@{version}/{lines}"


def risk_left(person: str, number: int) -> str:
    """By what it is noted that nothing more can be done for now for one of so many people at risk."""
    return f"risk/{number}/{person}"
