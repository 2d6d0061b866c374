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
from simulation.exercise.procedures.joint_team import parties
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
    parties.require_none(state.part(Procedures), seat.country, command.requested)
    named = (seat.country, command.requested)
    others = parties.checked(
        state.part(Procedures), state.countries, seat.country, named, str(dict(command.terms).get("others", ""))
    )
    told: Facts = (("parties", " ".join((*named, *others))),) if others else ()
    held = (state.part(Meetings).meetings.get(key) for key in command.rests_on)
    meetings = [meeting for meeting in held if meeting is not None and seat.country in meeting.sides]
    for meeting in meetings:
        if not pair <= set(meeting.sides) or TEAM not in meeting.agenda or not is_agreed(meeting):
            raise RuleViolation("team.meeting_not_agreed")
    return (*((("meeting", meetings[0].key),) if meetings else ()), *told)


def _obstacle(state: State, proceeding: Proceeding, transition: Transition) -> str | None:
    match transition.action:
        case _A.AGREE_TERMS if any(proceeding.term(item) is None for item in ITEMS):
            return "team.not_all_settled"
        case _A.PROPOSE_TERMS if parties.settled_text(state.part(Procedures), proceeding):
            return "team.other_text"
        case _:
            return None


def _check_act(state: State, proceeding: Proceeding, transition: Transition, act: Act, seat: Seat) -> Facts:
    given = dict(act.terms)
    match transition.action:
        case _A.PROPOSE_TERMS:
            _check_days(given["duration_days"])
            if given["leader"] not in _parties(proceeding):
                raise RuleViolation("team.leader")
        case _A.INVITE:
            more = parties.checked(
                state.part(Procedures), state.countries, seat.country, _parties(proceeding), str(given["others"])
            )
            return (("parties", " ".join((*_parties(proceeding), *more))),)
        case _A.ASK_EXTENSION:
            _check_days(given["extra_days"])
        case _A.SIGN if transition.side is Side.REQUESTED:
            ends = [
                each.number("until")
                for each in parties.beside(state.part(Procedures), proceeding)
                if each.status in parties.AT_WORK
            ]
            days = proceeding.number("duration_days") or SHORTEST_DAYS
            return (("until", next((end for end in ends if end is not None), state.now + days * DAY)),)
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


def _parties(proceeding: Proceeding) -> tuple[str, ...]:
    """The States that were invited and the one that proposed it."""
    return tuple(proceeding.word("parties").split()) or (proceeding.requesting, proceeding.requested)


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
    """Further States are asked, one text is agreed, and shared papers enter every member's file (law.md 7.5 J5)."""
    if before is None:
        if not after.word("team"):
            team_proposed(state, after.word("meeting"))
            parties.invite(state, after, tuple(after.word("others").split()), entry)
        return
    match entry.action:
        case _A.INVITE:
            parties.name_parties(state.part(Procedures), after)
            parties.invite(state, after, tuple(after.word("others").split()), entry)
        case _A.AGREE_TERMS:
            parties.one_text(state.part(Procedures), after)
        case _A.SHARE_PAPERS:
            _share(state, after, entry)
        case _:
            pass


def _share(state: State, team: Proceeding, entry: LogEntry) -> None:
    """Papers of one member enter the files of all others as evidence, without a request."""
    giver = team.requesting if entry.side is Side.REQUESTING else team.requested
    for taker in parties.members(state.part(Procedures), team):
        if taker == giver:
            continue
        for paper in state.countries[giver].file.chosen(entry.documents):
            use = replace(paper.use, origin=Origin.MLA, consent=Consent.NONE_NEEDED, purposes=(), conditions=())
            told = state.with_task(taker, OfficeTask.CHARGES)
            gathering.file_document(state, taker, paper.with_use(use), team.key, told)


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
