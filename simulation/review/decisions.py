"""Decisions of an exercise that can be priced, and what "a move earlier" means for each.

Keys are causal: `send/REQUEST`, `decide/COMMAND`, `measure/COMMAND`; a request that came back and is sent again has
`send/REQUEST/2`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.journal import JournalEntry, in_force
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.events import RequestOpened
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.review.branches import Move, Record, acted_on, arrivals, needs, office_hours_of

SENDING = frozenset({LetterAction.APPROVE, LetterAction.ASK})
"""Actions by which a request leaves its own side."""

_OWN = frozenset(
    {
        LetterAction.SUBMIT,
        LetterAction.RETURN_FOR_REPAIR,
        LetterAction.APPROVE,
        LetterAction.ASK,
        LetterAction.SHARE_DRAFT,
    }
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that a seat decided.

    Attributes:
        key: Causal key.
        kind: `send`, `decide` or `measure`.
        country: Who decided.
        office: Which seat.
        at: When.
        about: Request or measure.
        action: Action of the machine, or kind of measure.
        commands: Ids of the commands that make it up, in order; the last is the decision.
    """

    key: str
    kind: str
    country: str
    office: str
    at: int
    about: str
    action: str
    commands: tuple[str, ...]


def decisions(record: Record) -> tuple[Decision, ...]:
    """Every decision by a person that can be moved, in order."""
    entries = in_force(record.entries)
    opened = {event.cause: event.request for event in record.events if isinstance(event, RequestOpened)}
    own_side: dict[str, list[str]] = {}
    sent: Counter[str] = Counter()
    found: list[Decision] = []
    for entry in entries:
        command = entry.command
        if command.by is None or not command.member:
            continue
        country, office = command.by.country, command.by.office.value
        if isinstance(command, OpenDraft):
            own_side[opened.get(command.id, f"{country}/{command.id}")] = [command.id]
        elif isinstance(command, ActOnRequest) and command.action in _OWN:
            commands = own_side.setdefault(command.request, [])
            commands.append(command.id)
            if command.action in SENDING:
                sent[command.request] += 1
                number = sent[command.request]
                own_side[command.request] = []
                found.append(
                    Decision(
                        f"send/{command.request}" + (f"/{number}" if number > 1 else ""),
                        "send",
                        country,
                        office,
                        entry.at,
                        command.request,
                        command.action.value,
                        tuple(commands),
                    )
                )
        elif isinstance(command, ActOnRequest):
            found.append(_single("decide", entry, command.request, command.action.value))
        elif isinstance(command, OrderMeasure):
            found.append(_single("measure", entry, f"{country}/{command.id}", command.kind.value))
    return tuple(found)


def a_move(record: Record, at: int) -> int:
    """Seconds between the office hours in which something was done and those of the move before; a month if none."""
    starts = [event.at for event in record.events if isinstance(event, PhaseChanged) and event.phase == "office_hours"]
    now = max((start for start in starts if start <= at), default=0)
    before = max((start for start in starts if start < now), default=None)
    return 30 * 86_400 if before is None else now - before


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
        self._record = record
        self._were = arrivals(record.events)
        self._entries = {entry.command.id: entry for entry in in_force(record.entries)}
        self._implied = acted_on(self._entries.values(), record.events)
        self._hours = office_hours_of(record.events)
        self._made: dict[str, set[str]] = {}
        for event in record.events:
            self._made.setdefault(event.cause, set()).update(arrivals((event,)))

    def earlier(self, decision: Decision, seconds: int, *, keeps_lag: bool = True) -> Move:
        """The decision taken so much earlier, as far as each of its commands could have been.

        Args:
            decision: Which decision.
            seconds: How much earlier.
            keeps_lag: Whether later reactions move too (`branches.Move`).
        """
        own = set().union(*(self._made.get(command, set()) for command in decision.commands))
        times: list[tuple[str, int]] = []
        before = 0
        for command in decision.commands:
            entry = self._entries[command]
            came = [self._were[key] for key in self._rests_on(entry, own) if key in self._were]
            at = min(entry.at, max([entry.at - seconds, before, *map(self._hours.seen_from, came)]))
            times.append((command, at))
            before = at
        return Move(tuple(times), keeps_lag)

    def gained(self, decision: Decision, seconds: int) -> int:
        """Seconds by which the decision really moves when it is asked for so much earlier; 0 when it cannot move."""
        command, at = self.earlier(decision, seconds).times[-1]
        return self._entries[command].at - at

    def a_move_earlier(self, decision: Decision) -> int:
        """Seconds that a decision gains when it is taken a move earlier, as far as it can be."""
        return self.gained(decision, a_move(self._record, decision.at))

    def _rests_on(self, entry: JournalEntry, own: set[str]) -> tuple[str, ...]:
        """What a command rested on that is not the decision's own doing: papers chosen as grounds count too."""
        command = entry.command
        country = command.by.country if command.by is not None else ""
        papers: tuple[str, ...] = getattr(command, "documents", ())
        if isinstance(command, ActOnRequest) and command.content is not None:
            papers = (*papers, *command.content.grounds)
        keys = (*needs(command, self._implied), *(f"{country}|{paper}" for paper in papers))
        return tuple(key for key in keys if key not in own)


def earlier(record: Record, decision: Decision, seconds: int, *, keeps_lag: bool = True) -> Move:
    """One decision taken so much earlier (`Room`)."""
    return Room(record).earlier(decision, seconds, keeps_lag=keeps_lag)


def _single(kind: str, entry: JournalEntry, about: str, action: str) -> Decision:
    command = entry.command
    country = command.by.country if command.by is not None else ""
    office = command.by.office.value if command.by is not None else ""
    return Decision(f"{kind}/{command.id}", kind, country, office, entry.at, about, action, (command.id,))
