"""One letter written badly in one way at a time: the exercise is played again with it, and the days are counted.

Nothing is estimated: each row is a rerun with the exercise's own chance events, to the horizon. What came back with a
question is answered on the first day of office hours after it came, with what the letter really said (assumption:
whoever wrote it well knows the answer). After the end of play automatic offices go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from simulation.exercise.automation.player import Player
from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.command import Command
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.law.book.content import Content
from simulation.law.book.transmission import agreed_way
from simulation.review.branches import Otherwise, Record, rerun
from simulation.review.timelines import RequestLine, timelines
from simulation.scenario.schema.country import Channel, CountryPair


class Badly(StrEnum):
    """A way to write a letter badly, and as it was."""

    AS_SENT = "as_sent"
    WRONG_WAY = "wrong_way"
    NO_PERIOD = "no_period"
    NOT_URGENT = "not_urgent"


@dataclass(frozen=True, slots=True)
class LetterRun:
    """What came of a letter.

    Attributes:
        way: How it was written.
        is_as_sent: It is what was sent: the letter was like this already.
        line: Its time, to the answer or to the horizon.
        days: Whole days from its draft to its answer, as its page counts them; None where none came.
        asked_back: How often the other side asked back or returned it.
    """

    way: Badly
    is_as_sent: bool
    line: RequestLine
    days: int | None
    asked_back: int


def runs_of_letter(record: Record, request: str, players: Mapping[str, Player]) -> tuple[LetterRun, ...]:
    """The letter as it was sent, then written badly in each way; empty when it was never sent.

    Args:
        record: The exercise, after its end.
        request: Key of the letter.
        players: Policies by name.
    """
    sent = next(
        (
            entry.command
            for entry in reversed(record.entries)
            if isinstance(entry.command, ActOnRequest)
            and entry.command.request == request
            and entry.command.action is LetterAction.SUBMIT
        ),
        None,
    )
    if sent is None or sent.content is None:
        return ()
    pair = record.frozen.scenario.pair(*_sides(record, request))
    as_sent = _played(record, sent, Badly.AS_SENT, players, sent.content)
    found = []
    for way in Badly:
        content = written(sent.content, way, pair)
        if content == sent.content:  # what was sent has been played already
            found.append(replace(as_sent, way=way, is_as_sent=True))
        else:
            found.append(_played(record, replace(sent, content=content), way, players, sent.content))
    return tuple(found)


def written(content: Content, way: Badly, pair: CountryPair) -> Content:
    """What a letter names when it is written badly in one way, and well in all others."""
    match way:
        case Badly.AS_SENT:
            return content
        case Badly.WRONG_WAY:
            right = agreed_way(pair)
            wrong = Channel.CENTRAL if right == Channel.DIPLOMATIC else Channel.DIPLOMATIC
            return replace(content, channel=wrong.value)
        case Badly.NO_PERIOD:
            return replace(content, period_from_day=None, period_to_day=None)
        case Badly.NOT_URGENT:
            return replace(content, urgent=False, urgency_reason="", urgent_by_day=None)


def _sides(record: Record, request: str) -> tuple[str, str]:
    opened = next(each for each in record.events if isinstance(each, RequestOpened) and each.request == request)
    return opened.requesting, opened.requested


def _played(record: Record, sent: ActOnRequest, way: Badly, players: Mapping[str, Player], well: Content) -> LetterRun:
    """A rerun with this letter; where it was asked back, once more with an answer on the first open day."""
    added: tuple[tuple[int, Command], ...] = ()
    while True:
        branch = rerun(record, players, otherwise=Otherwise(instead=(sent,), added=added))
        moves = [each for each in branch.events if isinstance(each, RequestMoved) and each.request == sent.request]
        asked = [each.at for each in moves if each.action == LetterAction.ASK_CLARIFICATION]
        phases = [each for each in branch.events if isinstance(each, PhaseChanged)]
        end = min((each.at for each in phases if each.phase == "ended"), default=branch.exercise.now)
        openings = [each.at for each in phases if each.phase == "office_hours" and each.at < end]
        due = next((at for asked_at in asked[len(added) :] for at in openings if at >= asked_at), None)
        if due is None or branch.refused & {command.id for _, command in added}:
            break
        answer = replace(
            sent, id=f"{sent.id}/again/{len(added)}", action=LetterAction.ANSWER_CLARIFICATION, content=well,
            text=well.subject, seen=None, rests_on=(),
        )  # fmt: skip
        added = (*added, (due, answer))
    lines = {each.key: each for each in timelines(branch.events, branch.exercise.now)}
    line = lines[sent.request]
    days = None if line.answered is None else (line.answered - line.opened) // DAY
    return LetterRun(way, is_as_sent=False, line=line, days=days, asked_back=len(asked))
