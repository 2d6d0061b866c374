"""Reruns of an exercise with one decision moved: what everybody did, at the time at which its cause is there.

A person's command that rests on something (a document, a step of a request, a measure, a hand-over, an inject, a
message) is applied when that is there in the branch, plus the lag it really had (*same reaction, earlier*). With all
times fixed but the decision's own it is *as acted*, a lower bound. Commands that no longer apply are skipped and
counted. A branch in which nothing is moved, with the exercise's own chance events, gives the exercise's own events.

Where waits are treated (`Treatment`), the time that an act of a person let a matter wait for a decision is treated as
that of an automatic office: from when the act could first be decided, which is never before office hours opened.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from simulation.casework.file.changes import ChangeCode
from simulation.exercise.automation.player import Player
from simulation.exercise.board.commands import PlanCase
from simulation.exercise.board.events import BoardChanged
from simulation.exercise.clock.commands import EndExercise, PlayEpilogue
from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.treatment import AS_IT_IS, Treatment
from simulation.exercise.engine import Exercise
from simulation.exercise.evidence.events import DocumentReceived
from simulation.exercise.handovers.commands import HandOver, SettleHandOver
from simulation.exercise.handovers.events import HandOverChanged
from simulation.exercise.injects.events import InjectFired
from simulation.exercise.journal import JournalEntry, in_force
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.matters.deadlines import OfficeHours
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.measures.commands import StopMeasure
from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.messages.events import MessageSent
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.registry import SHIPPED, Registry
from simulation.exercise.trials.commands import GiveBench, GiveJudgment, HearByVideo, HearCases, RaisePoint
from simulation.exercise.trials.events import PersonCharged
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Holder, TimeKind
from simulation.scenario.schema.scenario import FrozenScenario


@dataclass(frozen=True, slots=True)
class Record:
    """An exercise as stored: what makes it, and what happened; with what there is in it."""

    frozen: FrozenScenario
    settings: Settings
    entries: tuple[JournalEntry, ...]
    events: tuple[Event, ...]
    registry: Registry = SHIPPED


@dataclass(frozen=True, slots=True)
class Move:
    """Commands that are given at other times.

    Attributes:
        times: New time by command id.
        keeps_lag: True: later reactions move with what they rest on; False: as acted.
    """

    times: tuple[tuple[str, int], ...] = ()
    keeps_lag: bool = True


@dataclass(frozen=True, slots=True)
class ChanceKey:
    """Which chance events a branch has: the exercise's own (0), or a replicate's from a moment on."""

    replicate: int = 0
    rekey_from: int = 0


@dataclass(frozen=True, slots=True)
class Otherwise:
    """An exercise played again under other waits, without some acts, or with others.

    Attributes:
        treatment: What is done to waits.
        left_out: Ids of commands that are not given; what rests on them waits for ever.
        to_horizon: Whether the epilogue is played; else it ends with play.
        instead: Commands that are given in place of those with the same id.
        added: Commands that nobody gave, with their time.
        once: Keys of requests that enter each status once: an act that followed their second stay follows the first.
    """

    treatment: Treatment = AS_IT_IS
    left_out: frozenset[str] = frozenset()
    to_horizon: bool = True
    instead: tuple[Command, ...] = ()
    added: tuple[tuple[int, Command], ...] = ()
    once: frozenset[str] = frozenset()


AS_PLAYED = Otherwise()
"""Nothing is different."""


@dataclass(slots=True)
class Branch:
    """A rerun.

    Attributes:
        exercise: The exercise at the end of it.
        events: What happened.
        applied: People's commands that were performed, hand-overs left out.
        skipped: Ids of people's commands that no longer applied, hand-overs left out.
        left_out: People's commands that were not given, and those that rested on them, hand-overs left out.
        refused: Ids of all commands that no longer applied, or did not where they were added.
    """

    exercise: Exercise
    events: list[Event] = field(default_factory=list)
    applied: int = 0
    skipped: list[str] = field(default_factory=list)
    left_out: int = 0
    refused: set[str] = field(default_factory=set)

    @property
    def is_diverged(self) -> bool:
        """More than a fifth of people's commands no longer applied (design.md 7)."""
        return len(self.skipped) * 5 > self.applied + len(self.skipped)


type AtEnd = Callable[[Branch], None]
"""Told of a branch on its way from the end of play into the epilogue."""


def arrivals(events: Iterable[Event]) -> dict[str, int]:
    """When each thing that acts can rest on was first there; documents by `country|key`."""
    found: dict[str, int] = {}
    for event in events:
        for key in _brings(event):
            found.setdefault(key, event.at)
    return found


def needs(command: Command, occurrences: Mapping[str, str]) -> tuple[str, ...]:
    """What a command rests on, as keys of `arrivals`.

    Args:
        command: The command.
        occurrences: By command id, the step of the request that it acted on: what it rests on when it names nothing.
    """
    country = command.by.country if command.by is not None else ""
    named = tuple(key for rest in command.rests_on for key in (f"{country}|{rest}", rest))
    implied = occurrences.get(command.id)
    return (*named, *_follows(command, country), *((implied,) if implied is not None else ()))


def _follows(command: Command, country: str) -> tuple[str, ...]:
    """What has to be there before a command makes sense: a measure to stop, a matter to hand over, a charge to hear."""
    match command:
        case StopMeasure(measure=measure):
            return (measure,)
        case HandOver(about=about):
            return (about, f"{country}|{about}", f"{about}/drafting/1")
        case SettleHandOver(handover=handover):
            return (handover,)
        case (
            HearByVideo(charge=charge)
            | HearCases(charge=charge)
            | GiveBench(charge=charge)
            | RaisePoint(charge=charge)
            | GiveJudgment(charge=charge)
        ):
            return (charge,)
        case _:
            return ()


def acted_on(entries: Iterable[JournalEntry], events: Iterable[Event]) -> dict[str, str]:
    """By command id, the step of its request or procedure on which it acted."""
    latest: dict[str, str] = {}
    before: dict[str, str] = {}
    commands = {entry.command.id for entry in entries if isinstance(entry.command, ActOnRequest | ActOnProcedure)}
    for event in events:
        match event:
            case RequestOpened(request=matter):
                latest[matter] = f"{matter}/drafting/1"
            case RequestMoved(request=matter, occurrence=step) | ProcedureMoved(procedure=matter, occurrence=step):
                if event.cause in commands:
                    before.setdefault(event.cause, latest.get(matter, ""))
                latest[matter] = step
            case _:
                pass
    return {command: occurrence for command, occurrence in before.items() if occurrence}


def _waited_for(events: Iterable[Event]) -> dict[str, tuple[Holder, str]]:
    """By step of a request or procedure that waited for a decision: whose, as a side and as a country."""
    sides: dict[str, tuple[str, str]] = {}
    found: dict[str, tuple[Holder, str]] = {}
    for event in events:
        match event:
            case RequestOpened(request=request, requesting=requesting, requested=requested):
                sides[request] = (requesting, requested)
                found[f"{request}/drafting/1"] = (Holder.REQUESTING, requesting)
                continue
            case RequestMoved(request=request, occurrence=step, holder=holder, kind=kind) if request in sides:
                requesting, requested = sides[request]
            case ProcedureMoved(occurrence=step, holder=holder, time_kind=kind):
                requesting, requested = event.requesting, event.requested
            case _:
                continue
        if kind == TimeKind.DECISION:
            found[step] = (Holder(holder), requesting if holder == Holder.REQUESTING else requested)
    return found


def office_hours_of(events: Iterable[Event]) -> OfficeHours:
    """When people could read what came."""
    phases = [event for event in events if isinstance(event, PhaseChanged)]
    return OfficeHours(
        has_people=True,
        openings=tuple(each.at for each in phases if each.phase == "office_hours"),
        closings=tuple(each.at for each in phases if each.phase == "jump"),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """A copy of the exercise on its way: everything due was run, and so many entries were performed."""

    exercise: Exercise
    given: int
    events: int


class Trunk:
    """An exercise as it was played, with copies kept on the way from which branches start.

    A branch differs from the exercise only from its first moved command or its own chance events on, so nothing before
    is played again: it gives the same events as a branch played from nothing.
    """

    KEEP_EVERY = 10 * DAY
    """A copy is kept at the first command after so many days: 80 ms each, and never one for each command."""

    def __init__(self, record: Record, players: Mapping[str, Player]) -> None:
        """Play the exercise as it was, to the last command.

        Args:
            record: The exercise.
            players: Policies by name.
        """
        self.record = record
        self.players = players
        self.entries = _to_the_end(in_force(record.entries), record.events)
        exercise = Exercise(record.frozen, record.settings, players, is_rerun=True, registry=record.registry)
        happened = list(exercise.advance(0))
        self._kept: list[_Kept] = []
        for number, entry in enumerate(self.entries):
            happened += exercise.advance(entry.at)
            if not self._kept or entry.at >= self._kept[-1].exercise.now + self.KEEP_EVERY:
                self._kept.append(_Kept(exercise.copy(), number, len(happened)))
            happened += exercise.perform(entry.command)
            until = exercise.target()
            if until is not None and number + 1 < len(self.entries):
                happened += exercise.advance(until)
        self._happened = tuple(happened)

    def branch(
        self,
        move: Move | None = None,
        chance: ChanceKey | None = None,
        otherwise: Otherwise = AS_PLAYED,
        since: int | None = None,
        at_end: AtEnd | None = None,
    ) -> Branch:
        """A rerun with the decision moved.

        Args:
            move: What is moved; nothing when left out.
            chance: The exercise's own when left out.
            otherwise: What else is different.
            since: Second from which anything else is different.
            at_end: Told of the branch as it stands at the end of play, where the epilogue is played.
        """
        moved, key = move or Move(), chance or ChanceKey()
        first = min((*(at for _, at in moved.times), *(() if since is None else (since,))), default=None)
        kept = self._kept[0]
        for each in self._kept[1:]:
            if first is not None and each.exercise.now > first:
                break
            if since is not None and each.exercise.now == since:
                break  # what was given in that second may be what is different
            if key.replicate and each.exercise.now >= key.rekey_from:
                break
            kept = each
        exercise = kept.exercise.copy(replicate=key.replicate, rekey_from=key.rekey_from)
        exercise.state.parts[Treatment] = otherwise.treatment
        branch = Branch(exercise, list(self._happened[: kept.events]))
        branch.applied = sum(_counts(entry.command) for entry in self.entries[: kept.given])
        entries = self.entries if otherwise.to_horizon else _in_play(self.entries)
        runner = _Runner(branch, entries, kept.given, self.record.events, moved, otherwise)
        runner.run(at_end)
        return runner.branch


def rerun(
    record: Record,
    players: Mapping[str, Player],
    *,
    move: Move | None = None,
    chance: ChanceKey | None = None,
    otherwise: Otherwise = AS_PLAYED,
    at_end: AtEnd | None = None,
) -> Branch:
    """Play an exercise again from nothing, with the decision moved; `Trunk` does it many times.

    Args:
        record: The exercise.
        players: Policies by name.
        move: What is moved; nothing when left out.
        chance: The exercise's own when left out.
        otherwise: What else is different.
        at_end: Told of the branch as it stands at the end of play, where the epilogue is played.
    """
    key = chance or ChanceKey()
    exercise = Exercise(
        record.frozen,
        record.settings,
        players,
        replicate=key.replicate,
        rekey_from=key.rekey_from,
        is_rerun=True,
        registry=record.registry,
        treatment=otherwise.treatment,
    )
    branch = Branch(exercise, list(exercise.advance(0)))
    entries = _to_the_end(in_force(record.entries), record.events)
    if not otherwise.to_horizon:
        entries = _in_play(entries)
    runner = _Runner(branch, entries, 0, record.events, move or Move(), otherwise)
    runner.run(at_end)
    return runner.branch


class _Runner:
    """One rerun: commands with a known time wait in a heap, those whose cause is not there yet wait for it."""

    def __init__(
        self,
        branch: Branch,
        entries: tuple[JournalEntry, ...],
        given: int,
        events: tuple[Event, ...],
        move: Move,
        otherwise: Otherwise = AS_PLAYED,
    ) -> None:
        self.branch = branch
        self._otherwise = otherwise
        self._were = arrivals(events)
        self._are = arrivals(branch.events)
        self._heap: list[tuple[int, int, Command]] = []
        self._waiting: dict[str, list[tuple[JournalEntry, tuple[str, ...]]]] = {}
        self._occurrences = occurrences = acted_on(entries, events)
        self._waited_for = _waited_for(events)
        self._hours = office_hours_of(events)
        times = dict(move.times)
        instead = {command.id: command for command in otherwise.instead}
        for number, (at, command) in enumerate(otherwise.added):
            heapq.heappush(self._heap, (at, entries[-1].sequence + number, command))
        for given_then in entries[given:]:
            if given_then.command.id in otherwise.left_out:
                branch.left_out += _counts(given_then.command)
                continue
            command = instead.get(given_then.command.id, given_then.command)
            entry = replace(given_then, command=command)
            if command.id in times:
                heapq.heappush(self._heap, (times[command.id], entry.sequence, command))
                continue
            rests = tuple(key for key in needs(command, occurrences) if key in self._were) if move.keeps_lag else ()
            if rests:
                self._await(entry, rests)
            else:
                heapq.heappush(self._heap, (entry.at, entry.sequence, command))

    def run(self, at_end: AtEnd | None = None) -> None:
        """Go from one thing due to the next, so that a reaction is given its time as soon as its cause is there."""
        exercise = self.branch.exercise
        while not self._is_over() and (self._heap or (self._waiting and exercise.phase != "closed")):
            if at_end is not None and exercise.phase == "ended":
                at_end(self.branch)
                at_end = None
            due = exercise.next_due()
            first = self._heap[0][0] if self._heap else None
            if due is not None and (first is None or due <= first):
                self._take(exercise.advance(due))
            elif first is not None:
                self._take(exercise.advance(first))
                self._give()
            else:
                break
        left = [entry.command for waits in self._waiting.values() for entry, _ in waits]
        left += [command for _, _, command in self._heap]
        no_longer = [command.id for command in left if _counts(command)]
        if not self._otherwise.left_out:
            self.branch.skipped += no_longer
        else:
            self.branch.left_out += len(no_longer)
        end = exercise.target()
        if end is not None:
            self._take(exercise.advance(end))

    def _is_over(self) -> bool:
        return not self._otherwise.to_horizon and self.branch.exercise.phase == "ended"

    def _give(self) -> None:
        _, _, command = heapq.heappop(self._heap)
        exercise = self.branch.exercise
        counts = _counts(command)
        given = replace(command, seen=None)
        try:
            exercise.check(given)
        except RuleViolation:
            self.branch.refused.add(command.id)
            if counts:
                self.branch.skipped.append(command.id)
            return
        self.branch.applied += counts
        self._take(exercise.perform(given))

    def _take(self, events: tuple[Event, ...]) -> None:
        self.branch.events += events
        for event in events:
            for key in _brings(event):
                if key not in self._are:
                    self._are[key] = event.at
                    self._release(key)

    def _release(self, key: str) -> None:
        for entry, rests in self._waiting.pop(key, ()):
            self._await(entry, rests)

    def _await(self, entry: JournalEntry, rests: tuple[str, ...]) -> None:
        """Let a reaction wait for the first cause that is missing, or give it its time when all are there."""
        now = [self._now(rest) for rest in rests]
        missing = next((rest for rest in now if rest not in self._are), None)
        if missing is not None:
            self._waiting.setdefault(missing, []).append((entry, rests))
            return
        came = max(self._are[rest] for rest in now)
        at = max(came + entry.at - max(self._were[rest] for rest in rests), 0)
        heapq.heappush(self._heap, (self._decided(entry.command, came, at), entry.sequence, entry.command))

    def _now(self, step: str) -> str:
        """What a step is called in this branch: the first of its kind for a request that enters each status once."""
        stay, _, _ = step.rpartition("/")
        return f"{stay}/1" if stay.rpartition("/")[0] in self._otherwise.once else step

    def _decided(self, command: Command, came: int, at: int) -> int:
        """When an act is taken that would be taken at `at`, under the treatment of the wait that it ends.

        Days that pass before anybody could read what came are nobody's, and stay.
        """
        holder, country = self._waited_for.get(self._occurrences.get(command.id, ""), (None, ""))
        matter, _, _ = self._occurrences.get(command.id, "").rpartition("/")[0].rpartition("/")
        if command.by is None or command.by.country != country or not self._otherwise.treatment.is_about(matter):
            return at
        read = min(at, self._hours.seen_from(max(came, 0)))
        return read + int((at - read) * self._otherwise.treatment.factor(holder, TimeKind.DECISION))


def _counts(command: Command) -> bool:
    """Whether a person gave it and it can make another story: hand-overs and plans change nothing in the world."""
    is_by_person = bool(command.member) and command.member != "control"
    return is_by_person and not isinstance(command, HandOver | SettleHandOver | PlanCase)


def _brings(event: Event) -> tuple[str, ...]:
    match event:
        case DocumentReceived(country=country, document=document):
            return (f"{country}|{document}",)
        case RequestOpened(request=request):
            return (f"{request}/drafting/1",)
        case RequestMoved(occurrence=occurrence) | ProcedureMoved(occurrence=occurrence):
            return (occurrence,)
        case MeasureOrdered(measure=measure):
            return (measure,)
        case HandOverChanged(handover=handover):
            return (handover,)
        case PersonCharged(charge=charge):
            return (charge,)
        case BoardChanged(change=ChangeCode.PLAN_MADE, country=country, claim=plan):
            return (f"{country}|{plan}",)
        case InjectFired(inject=inject):
            return (inject,)
        case MessageSent(message=message):
            return (message,)
        case _:
            return ()


def _in_play(entries: tuple[JournalEntry, ...]) -> tuple[JournalEntry, ...]:
    """The journal without its epilogue."""
    return tuple(entry for entry in entries if not isinstance(entry.command, PlayEpilogue))


def _to_the_end(entries: tuple[JournalEntry, ...], events: tuple[Event, ...]) -> tuple[JournalEntry, ...]:
    """The journal with its end and epilogue, where they have not been played yet."""
    now = max((event.at for event in events), default=0)
    now = max(now, entries[-1].at if entries else 0)
    number = entries[-1].sequence if entries else 0
    added = []
    if not any(isinstance(entry.command, EndExercise) for entry in entries):
        added.append(JournalEntry(number + 1, now, EndExercise(id="~end", member="control")))
    if not any(isinstance(entry.command, PlayEpilogue) for entry in entries):
        added.append(JournalEntry(number + 2, now, PlayEpilogue(id="~epilogue", member="control")))
    return (*entries, *added)
