"""What somebody chose, let lie or left undone in an exercise, and how far it could have been earlier.

Keys are causal: `send/REQUEST`, `decide/COMMAND`, `measure/COMMAND`, `begin/COMMAND` for people's decisions (a request
that came back and is sent again has `send/REQUEST/2`), `auto/REQUEST/SIDE` for the decisions of automatic offices on a
request, `omitted/...` for what nobody did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.command import Command
from simulation.exercise.evidence.events import ExposureKnown
from simulation.exercise.journal import JournalEntry, in_force
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.outcome.exposure import exposures
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, TimeKind
from simulation.review.branches import Move, Record, acted_on, arrivals, needs, office_hours_of
from simulation.review.flows import in_play
from simulation.review.timelines import RequestLine, timelines

SENDING = frozenset({LetterAction.APPROVE, LetterAction.ASK})
"""Actions by which a request leaves its own side."""

_OWN = SENDING | {LetterAction.SUBMIT, LetterAction.RETURN_FOR_REPAIR, LetterAction.SHARE_DRAFT}

LEAST_LYING_DAYS = 1.0
"""Days for which an automatic office let a request wait before that is told as a decision of its own (assumption)."""


class ChoiceKind(StrEnum):
    """What kind of choice it was."""

    SEND = "send"
    DECIDE = "decide"
    MEASURE = "measure"
    BEGIN = "begin"
    AUTO = "auto"
    OMITTED = "omitted"


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that a seat decided, that an automatic office let wait, or that nobody did.

    Attributes:
        key: Causal key.
        kind: What kind of choice it was.
        country: Who decided, or could have.
        office: Which seat; "" where no seat did anything.
        at: When; of what nobody did, when it could first have been done.
        about: Request, measure, procedure or person.
        action: Action of the machine, kind of measure or procedure, or what was left undone.
        commands: Ids of the commands that make it up, in order; the last is the decision.
    """

    key: str
    kind: ChoiceKind
    country: str
    office: str
    at: int
    about: str
    action: str
    commands: tuple[str, ...] = ()


def decisions(record: Record) -> tuple[Decision, ...]:
    """Every decision by a person, in order."""
    opened = {event.cause: event.request for event in record.events if isinstance(event, RequestOpened)}
    own_side: dict[str, list[str]] = {}
    sent: Counter[str] = Counter()
    found: list[Decision] = []
    for entry in in_force(record.entries):
        command = entry.command
        if command.by is None or not command.member:
            continue
        country, office = command.by.country, command.by.office.value
        match command:
            case OpenDraft():
                own_side[opened.get(command.id, f"{country}/{command.id}")] = [command.id]
            case ActOnRequest(request=about, action=action) if action in _OWN:
                commands = own_side.setdefault(about, [])
                commands.append(command.id)
                if action in SENDING:
                    sent[about] += 1
                    again = f"/{sent[about]}" if sent[about] > 1 else ""
                    own_side[about] = []
                    key = f"send/{about}{again}"
                    made_of = tuple(commands)
                    found.append(
                        Decision(key, ChoiceKind.SEND, country, office, entry.at, about, action.value, made_of)
                    )
            case ActOnRequest(request=about, action=action):
                found.append(_single(ChoiceKind.DECIDE, entry, about, action.value))
            case OrderMeasure(kind=kind):
                found.append(_single(ChoiceKind.MEASURE, entry, f"{country}/{command.id}", kind.value))
            case BeginProcedure(kind=kind):
                found.append(_single(ChoiceKind.BEGIN, entry, f"{country}/{command.id}", kind))
            case _:
                pass
    return tuple(found)


def _single(kind: ChoiceKind, entry: JournalEntry, about: str, action: str) -> Decision:
    command = entry.command
    country = command.by.country if command.by is not None else ""
    office = command.by.office.value if command.by is not None else ""
    return Decision(f"{kind}/{command.id}", kind, country, office, entry.at, about, action, (command.id,))


def automatic(record: Record) -> tuple[Decision, ...]:
    """Requests that an automatic office let wait for a decision, by side; who acts for people who did not counts."""
    by_people = {entry.command.id for entry in in_force(record.entries) if entry.command.member}
    events = in_play(record.events)
    acted: dict[tuple[str, int], str] = {}
    for event in events:
        if isinstance(event, RequestMoved) and event.country and event.cause not in by_people:
            acted[event.request, event.at] = event.action
    found = []
    for line in _lines(record):
        for holder, country in ((Holder.REQUESTING, line.requesting), (Holder.REQUESTED, line.requested)):
            waits = [
                part
                for part in line.stretches
                if part.holder is holder and part.kind is TimeKind.DECISION and (line.key, part.end) in acted
            ]
            if sum(part.days for part in waits) < LEAST_LYING_DAYS:
                continue
            last = waits[-1].end
            key = f"auto/{line.key}/{holder}"
            action = acted[line.key, last]
            found.append(Decision(key, ChoiceKind.AUTO, country, "", last, line.key, action))
    return tuple(sorted(found, key=lambda each: (each.at, each.key)))


UNPROTECTED, UNANSWERED = "not_protected", "not_answered"
"""What can be left undone: nobody protected somebody whom a file showed at risk; a request lay to the end of play."""


def omissions(record: Record) -> tuple[Decision, ...]:
    """What nobody did: people who stayed unprotected, and requests that lay with a side to the end of play."""
    events = in_play(record.events)
    end = max((event.at for event in events), default=0)
    hours = office_hours_of(events)
    found = [
        Decision(
            f"omitted/{UNPROTECTED}/{each.country}/{each.person}",
            ChoiceKind.OMITTED,
            each.country,
            "",
            hours.seen_from(each.since),
            each.person,
            UNPROTECTED,
        )
        for each in exposures(events, end)
        if not each.is_protected
    ]
    for line in _lines(record):
        last = line.stretches[-1] if line.stretches and line.is_open else None
        if last is None or last.kind is not TimeKind.DECISION or last.holder is not Holder.REQUESTED:
            continue
        found.append(
            Decision(
                f"omitted/{UNANSWERED}/{line.key}",
                ChoiceKind.OMITTED,
                line.requested,
                "",
                last.start,
                line.key,
                UNANSWERED,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.at, each.key)))


def _lines(record: Record) -> tuple[RequestLine, ...]:
    events = in_play(record.events)
    return timelines(events, max((event.at for event in events), default=0))


class HeldBy(StrEnum):
    """What kept a decision from being earlier still."""

    WISH = "wish"
    """Nothing: it was moved as far as was asked."""
    PAPER = "paper"
    """A paper on which it rests came then."""
    STEP = "step"
    """The request, measure or message on which it acted came to that step then."""
    HOURS = "hours"
    """What it rests on came while days passed: nobody could read it before office hours."""
    FIRST_DAY = "first_day"
    """Play began."""


@dataclass(frozen=True, slots=True)
class Held:
    """By how much a decision could have been earlier, and what held it.

    Attributes:
        seconds: How much earlier it can really be taken.
        by: What held it there.
        at: The moment at which it stands then.
    """

    seconds: int
    by: HeldBy
    at: int


def a_move(record: Record, at: int) -> int:
    """Seconds between the office hours in which something was done and those of the move before; a month if none."""
    starts = [event.at for event in record.events if isinstance(event, PhaseChanged) and event.phase == "office_hours"]
    now = max((start for start in starts if start <= at), default=0)
    before = max((start for start in starts if start < now), default=None)
    return 30 * DAY if before is None else now - before


class Room:
    """How far each decision of an exercise could have been taken earlier; the record is read once.

    A command can be given no earlier than what it rested on was there, nor before the exercise, nor before the command
    of the same decision that it follows. What came while days passed was there for whoever decides in the office hours
    that followed: the days between are the exercise's own pace, and no decision gains any of them. So a draft that
    could not be written earlier stays, and the days between it and its sending are what can be gained.
    """

    def __init__(self, record: Record) -> None:
        """Read the record.

        Args:
            record: The exercise.
        """
        self.record = record
        self.entries = {entry.command.id: entry for entry in in_force(record.entries)}
        self.hours = office_hours_of(record.events)
        self._were = arrivals(record.events)
        self._implied = acted_on(self.entries.values(), record.events)
        self._made: dict[str, set[str]] = {}
        for event in record.events:
            self._made.setdefault(event.cause, set()).update(arrivals((event,)))

    def request(self, key: str) -> tuple[str, str, int]:
        """Who asked, who was asked, and when a request was opened; those of before play on the first day.

        Raises:
            LookupError: There is no such request.
        """
        for event in self.record.events:
            if isinstance(event, RequestOpened) and event.request == key:
                return event.requesting, event.requested, max(event.at, 0)
        raise LookupError(key)

    def sought(self, key: str) -> str:
        """What a request asks for.

        Raises:
            LookupError: There is no such request.
        """
        for event in self.record.events:
            if isinstance(event, RequestOpened) and event.request == key:
                return event.sought
        raise LookupError(key)

    def shows_risk(self, country: str, person: str) -> tuple[str, ...]:
        """The paper that showed a country somebody at risk."""
        return next(
            (
                (event.document,)
                for event in self.record.events
                if isinstance(event, ExposureKnown) and (event.country, event.person) == (country, person)
            ),
            (),
        )

    def earlier(self, decision: Decision, seconds: int, *, keeps_lag: bool = True) -> Move:
        """The decision taken so much earlier, as far as each of its commands could have been.

        Args:
            decision: Which decision of a person.
            seconds: How much earlier.
            keeps_lag: Whether later reactions move too (`branches.Move`).
        """
        return Move(tuple((command, held.at) for command, held in self._steps(decision, seconds)), keeps_lag)

    def held(self, decision: Decision, seconds: int | None = None) -> Held:
        """By how much a decision really moves when it is asked for so much earlier, and what holds it.

        Args:
            decision: Which decision of a person.
            seconds: How much earlier; a move when left out.
        """
        return self._steps(decision, a_move(self.record, decision.at) if seconds is None else seconds)[-1][1]

    def gained(self, decision: Decision, seconds: int) -> int:
        """Seconds by which the decision really moves when it is asked for so much earlier; 0 when it cannot move."""
        return self.held(decision, seconds).seconds

    def a_move_earlier(self, decision: Decision) -> int:
        """Seconds that a decision gains when it is taken a move earlier, as far as it can be."""
        return self.held(decision).seconds

    def _steps(self, decision: Decision, seconds: int) -> list[tuple[str, Held]]:
        own = set().union(*(self._made.get(command, set()) for command in decision.commands))
        steps: list[tuple[str, Held]] = []
        before, before_by = 0, HeldBy.FIRST_DAY
        for command in decision.commands:
            entry = self.entries[command]
            bounds = [(max(entry.at - seconds, 0), HeldBy.WISH if entry.at > seconds else HeldBy.FIRST_DAY)]
            bounds.append((before, before_by))
            for key, by in self._rests_on(entry, own):
                came = self._were.get(key)
                if came is not None:
                    read = self.hours.seen_from(max(came, 0))
                    bounds.append((read, by if read == came else HeldBy.HOURS))
            at, by = max(bounds, key=lambda bound: bound[0])
            if at >= entry.at and by is HeldBy.WISH:
                by = before_by
            before, before_by = min(entry.at, at), by
            steps.append((command, Held(entry.at - before, by, before)))
        return steps

    def _rests_on(self, entry: JournalEntry, own: set[str]) -> list[tuple[str, HeldBy]]:
        """What a command rested on that is not the decision's own doing: papers chosen as grounds count too."""
        command = entry.command
        country = command.by.country if command.by is not None else ""
        named = [(f"{country}|{paper}", HeldBy.PAPER) for paper in papers_of(command)]
        steps = [(key, HeldBy.PAPER if "|" in key else HeldBy.STEP) for key in needs(command, self._implied)]
        return [(key, by) for key, by in (*steps, *named) if key not in own]


def papers_of(command: Command) -> tuple[str, ...]:
    """Papers that a command names as its grounds."""
    papers: tuple[str, ...] = getattr(command, "documents", ())
    if isinstance(command, ActOnRequest) and command.content is not None:
        papers = (*papers, *command.content.grounds)
    return papers


def earlier(record: Record, decision: Decision, seconds: int, *, keeps_lag: bool = True) -> Move:
    """One decision taken so much earlier (`Room`)."""
    return Room(record).earlier(decision, seconds, keeps_lag=keeps_lag)


def all_choices(record: Record) -> tuple[Decision, ...]:
    """Decisions of people and automatic offices and what nobody did, in order of time."""
    found: Iterable[Decision] = (*decisions(record), *automatic(record), *omissions(record))
    return tuple(sorted(found, key=lambda each: each.at))
