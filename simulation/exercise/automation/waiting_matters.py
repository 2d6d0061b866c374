"""What waits for a country's offices: an automatic player that finds nothing of it has nothing to answer.

Most of what reaches an office between its own wake-ups asks nothing of it: a letter has arrived, a court has begun.
What is told here depends on the state alone, so that a copy of an exercise is played as the exercise is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from simulation.exercise.automation.player import Player
from simulation.exercise.core.derived import DerivedRows
from simulation.exercise.core.state import State
from simulation.exercise.injects.state import Injects, InjectState
from simulation.exercise.matters.handlers import offers, procedure_of, sides_of
from simulation.exercise.matters.state import Procedures, ProcedureState
from simulation.exercise.meetings.state import Meetings
from simulation.exercise.messages.state import Messages
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import side_of
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.rules import offers as machine_offers
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Side, TimeKind
from simulation.matters.declaration import Call

LIMIT_NEAR_DAYS = 30
"""Days before something follows by itself from which whoever can avert it is asked whether to (assumption)."""

STALE_DAYS = 100
"""Days in one status after which a procedure that could be dropped is looked at (assumption)."""

_ASKING_AFTER = frozenset({LetterAction.QUERY_STATUS, LetterAction.ASK_CONTACT})
"""Acts by which one asks where a request stands, after some time without a word."""


def is_asked(state: State, code: str, player: Player, left: Mapping[str, int]) -> bool:
    """Whether anything waits for the offices of a country, or its player would ask after something of its own by now.

    Args:
        state: The exercise.
        code: The country.
        player: Who plays it.
        left: What it left lying when it last looked, with the second before which it would leave it again.
    """
    meetings = state.part(Meetings)
    file = state.countries[code].file
    at_risk = [exposure.person for exposure in file.risks.all if exposure.until is None]
    return (
        _awaits(state, left, _moments(state, code, player))
        or any(_lies(state, left, risk_left(person, len(at_risk))) for person in at_risk)
        or (player.begins and any(not report.decision for report in file.reports.all if _lies(state, left, report.key)))
        or any(
            _lies(state, left, matter_left(key, kept.matter.version)) and _is_moved(state, kept, code)
            for key, kept in state.part(Procedures).begun.items()
            if code in (kept.matter.requesting, kept.matter.requested)
        )
        or any(_lies(state, left, key) for key in _put(state, code))
        or any(meeting.minutes and meeting.sides.get(code) == "" for meeting in meetings.meetings.values())
        or any(
            not task.done and task.task.owner.country == code and _lies(state, left, key)
            for key, task in meetings.tasks.items()
        )
        or _has_letters(state, code)
    )


def _lies(state: State, left: Mapping[str, int], note: str) -> bool:
    """Whether something waits that was not looked at yet, or would not be left again."""
    return left.get(note, 0) <= state.now


class _Moments(NamedTuple):
    """From when on a request asks something of a country.

    Attributes:
        matter: What is noted of it when it is left lying as it is now.
        step: The second from which a step waits, None for never as things stand.
        silence: That from which one asks where it stands, None for never.
    """

    matter: str
    step: int | None
    silence: int | None


def _moments(state: State, code: str, player: Player) -> tuple[_Moments, ...]:
    requests = state.part(Letters).requests
    return state.memory.keep(
        f"asked/{code}/{player.name}", (), lambda: DerivedRows(partial(_moments_of, player), requests, code)
    )()


def _moments_of(player: Player, kept: RequestState, code: str) -> _Moments | None:
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
    return _Moments(matter_left(request.key, seen.version, lines), step, silence)


def _awaits(state: State, left: Mapping[str, int], moments: tuple[_Moments, ...]) -> bool:
    """Whether a request waits for a step that was not left for later, or has been silent for too long."""
    now = state.now
    for matter, step, silence in moments:
        if silence is not None and silence <= now:
            return True
        if step is not None and step <= now and left.get(matter, 0) <= now:
            return True
    return False


def _is_moved(state: State, kept: ProcedureState, code: str) -> bool:
    """Whether a procedure asks something of a country."""
    proceeding = kept.matter
    calls = procedure_of(state, proceeding).rules.calls
    asked = {
        calls.get(each.action, Call.NOW)
        for side in sides_of(state, proceeding, code)
        for each in offers(state, proceeding, side, None)
    } - {Call.NEVER}
    if asked <= {Call.BEFORE_LIMIT}:
        return bool(asked) and kept.limit is not None and kept.limit - state.now <= LIMIT_NEAR_DAYS * DAY
    if asked == {Call.WHEN_STALE}:
        return state.now - proceeding.since > STALE_DAYS * DAY
    return True


def _put(state: State, code: str) -> tuple[str, ...]:
    """Injects that have been put to a country and wait for its answer."""
    injects = state.part(Injects).injects
    return state.memory.keep(f"put/{code}", (), lambda: DerivedRows(_waiting_inject, injects, code))()


def _waiting_inject(inject: InjectState, code: str) -> str | None:
    wants_answer = bool(inject.answer_days) or (inject.planned is not None and bool(inject.planned.choices))
    is_put = code in inject.countries and inject.fired_at is not None
    return inject.key if is_put and wants_answer and not inject.answers.get(code) else None


def _has_letters(state: State, code: str) -> bool:
    """Whether somebody wrote to the country who has no answer; automatic players do not thank each other."""
    messages = state.part(Messages)
    asking = [
        message.key
        for message in messages.sent
        if message.to is not None
        and message.to.country == code
        and not (message.answers or message.about or message.key.startswith("auto/"))
    ]
    return bool(asking) and not {message.answers for message in messages.sent}.issuperset(asking)


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
