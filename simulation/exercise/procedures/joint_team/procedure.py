"""A joint investigation team in play: what an agreement must settle, and papers that members share as evidence."""

from __future__ import annotations

from dataclasses import replace

from simulation.casework.documents.document import Consent, Document, Origin
from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.procedure import Procedure
from simulation.exercise.matters.state import Procedures
from simulation.exercise.meetings.handlers import TEAM, is_agreed, team_proposed
from simulation.exercise.meetings.state import Meetings
from simulation.exercise.procedures.joint_team.table import (
    ITEMS,
    LONGEST_DAYS,
    RULES,
    SHORTEST_DAYS,
    TeamAction,
    TeamStatus,
)
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Facts, Side
from simulation.matters.declaration import Transition
from simulation.matters.matter import Act, LogEntry
from simulation.matters.proceeding import Proceeding

_S, _A = TeamStatus, TeamAction


def _check_opening(state: State, command: BeginProcedure, seat: Seat) -> Facts:
    pair = {seat.country, command.requested}
    for known in state.part(Procedures).begun.values():
        each = known.matter
        if each.kind is command.kind and {each.requesting, each.requested} == pair and not each.is_final:
            raise RuleViolation("procedure.open_already", label=known.label)
    held = (state.part(Meetings).meetings.get(key) for key in command.rests_on)
    meetings = [meeting for meeting in held if meeting is not None and seat.country in meeting.sides]
    for meeting in meetings:
        if not pair <= set(meeting.sides) or TEAM not in meeting.agenda or not is_agreed(meeting):
            raise RuleViolation("team.meeting_not_agreed")
    return (("meeting", meetings[0].key),) if meetings else ()


def _obstacle(_state: State, proceeding: Proceeding, transition: Transition) -> str | None:
    if transition.action == _A.AGREE_TERMS and any(proceeding.term(item) is None for item in ITEMS):
        return "team.not_all_settled"
    return None


def _check_act(state: State, proceeding: Proceeding, transition: Transition, act: Act, seat: Seat) -> Facts:
    given = dict(act.terms)
    match transition.action:
        case _A.PROPOSE_TERMS:
            _check_days(given["duration_days"])
            if given["leader"] not in {proceeding.requesting, proceeding.requested}:
                raise RuleViolation("team.leader")
        case _A.ASK_EXTENSION:
            _check_days(given["extra_days"])
        case _A.SIGN if transition.side is Side.REQUESTED:
            return (("until", state.now + (proceeding.number("duration_days") or SHORTEST_DAYS) * DAY),)
        case _A.AGREE_EXTENSION:
            return (
                ("until", (proceeding.number("until") or state.now) + (proceeding.number("extra_days") or 0) * DAY),
            )
        case _A.SHARE_PAPERS:
            for paper in state.countries[seat.country].file.chosen(act.documents):
                if not _is_own(paper, seat.country):
                    raise RuleViolation("team.not_own_paper")
        case _:
            pass
    return ()


def _check_days(value: str | int) -> None:
    if not isinstance(value, int) or not SHORTEST_DAYS <= value <= LONGEST_DAYS:
        raise RuleViolation("team.days", least=SHORTEST_DAYS, most=LONGEST_DAYS)


def _is_own(paper: Document, country: str) -> bool:
    """Whether a side may share it: gathered at home; what others gave it under conditions is not its to share."""
    return paper.use.origin is Origin.HOME and paper.country == country


def _next_due(_state: State, proceeding: Proceeding) -> int | None:
    working = {_S.OPERATING, _S.EXTENSION_WITH_REQUESTED, _S.EXTENSION_WITH_REQUESTING}
    return proceeding.number("until") if proceeding.status in working else None


def _next_act(_state: State, _proceeding: Proceeding) -> tuple[str, Facts] | None:
    return _A.EXPIRE, ()


def _after_act(state: State, before: Proceeding | None, after: Proceeding, entry: LogEntry) -> None:
    """Shared papers enter the other member's file as evidence, without a request (law.md 7.5 J5)."""
    if before is None:
        team_proposed(state, after.word("meeting"))
    if entry.action != _A.SHARE_PAPERS:
        return
    asking = entry.side is Side.REQUESTING
    giver = after.requesting if asking else after.requested
    taker = after.requested if asking else after.requesting
    for paper in state.countries[giver].file.chosen(entry.documents):
        use = replace(paper.use, origin=Origin.MLA, consent=Consent.NONE_NEEDED, purposes=(), conditions=())
        told = state.with_task(taker, OfficeTask.CHARGES)
        gathering.file_document(state, taker, paper.with_use(use), after.key, told)


PROCEDURE = Procedure(
    rules=RULES,
    label_letter="J",
    check_opening=_check_opening,
    obstacle=_obstacle,
    check_act=_check_act,
    next_due=_next_due,
    next_act=_next_act,
    after_act=_after_act,
    is_abroad=True,
    package="simulation.exercise.procedures.joint_team",
)
"""How a joint team is conducted."""
