"""What a review shows of an exercise, read once from its record: timelines, flows, exposure, outcome, epilogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.casework.file.measures import hours_spent
from simulation.exercise.automation.player import Player
from simulation.exercise.clock.commands import PlayEpilogue
from simulation.exercise.core.state import State
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import in_force, steps
from simulation.exercise.outcome.exercise_outcome import ExerciseOutcome, outcome_of
from simulation.exercise.outcome.exposure import Exposure, exposures
from simulation.exercise.outcome.flows import held_at_start
from simulation.exercise.outcome.requests import fates
from simulation.exercise.outcome.waiting import Waiting, waiting
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.law.book.law_book import LawBook
from simulation.review.branches import Record
from simulation.review.bundles import is_by_person
from simulation.review.figures import figures_of
from simulation.review.flows import FlowDay, PlayedSpan, by_day, in_play, span
from simulation.review.network_places import NetworkPlace, places
from simulation.review.prices.choices import ChoiceKind, Decision, Held, Room, all_choices
from simulation.review.prices.variants import BY_PERSON
from simulation.review.stand_ins import StandIn, stand_ins
from simulation.review.timelines import RequestLine, StageDelay, StageGroup, delays, timelines
from simulation.scenario.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class RecordReading:
    """A record as the review reads it.

    Attributes:
        record: The exercise.
        scenario: Its scenario.
        span: When was played.
        lines: Requests up to the end of play.
        after: The same requests, and those opened since, up to the horizon of the record.
        stages: Stages against the references of the offices, by request, up to the end of play.
        waiting: How long formal requests of all countries wait, up to the end of play.
        waiting_of_teams: The same for those that played countries began: what is said to the tables.
        flows: Goods, money, exposure by day, up to the horizon of the record.
        exposures: Known exposure up to the end of play.
        outcome: What play came to; None for an exercise of other rules, which cannot be played again.
        outcome_after: What it came to after the epilogue; None without one.
        figures: The figures by which runs are compared, of this exercise as play ended; empty for an exercise of other
            rules.
        figures_after: The same after the epilogue; empty without one.
        hours: Country, office, and the hours that it spent on measures at home up to the end of play; none for an
            exercise of other rules.
        stand_ins: What was done for teams because none of their people did it, up to the end of play.
        decisions: What people decided, what automatic offices let wait, and what nobody did, in order of time.
        held: By how much each decision of a person can be taken earlier, up to a move, and what holds it, by its key.
        names: What papers print of the things that requests, cases and files are about, by key; empty for an exercise
            of other rules.
        network: Places of the network, before and after play; none for an exercise of other rules.
        files: What each played country's team may see of its own work, as play ended; none for an exercise of other
            rules.
    """

    record: Record
    scenario: Scenario
    span: PlayedSpan
    lines: tuple[RequestLine, ...]
    after: tuple[RequestLine, ...]
    stages: Mapping[str, tuple[StageDelay, ...]]
    waiting: Waiting
    waiting_of_teams: Waiting
    flows: tuple[FlowDay, ...]
    exposures: tuple[Exposure, ...]
    outcome: ExerciseOutcome | None
    outcome_after: ExerciseOutcome | None
    figures: Mapping[str, float]
    figures_after: Mapping[str, float]
    hours: tuple[tuple[str, Office, int], ...]
    decisions: tuple[Decision, ...]
    stand_ins: tuple[StandIn, ...]
    held: Mapping[str, Held]
    names: Mapping[str, str]
    files: Mapping[str, TeamView]
    network: tuple[NetworkPlace, ...]

    def line(self, request: str) -> RequestLine | None:
        """A request by its key, as it stood at the end of play."""
        return next((line for line in self.lines if line.key == request), None)

    @property
    def moves_played(self) -> int:
        """Moves of the plan that were opened; office hours after the last of them are none.

        Nor are office hours that opened last, and in which nobody did anything before play ended.
        """
        planned = (len(p.jumps) for p in self.scenario.play.presets if p.key == self.record.settings.preset)
        opened = len(self.span.moves)
        return min(opened - self._ends_unused, next(planned, opened))

    @property
    def _ends_unused(self) -> bool:
        """Whether play ended as the last office hours opened, before anybody at a seat did anything."""
        if not self.span.is_ended or len(self.span.moves) < 2 or self.span.end > self.span.moves[-1]:
            return False
        return not any(entry.at >= self.span.moves[-1] and is_by_person(entry.command) for entry in self.record.entries)

    @property
    def usual_way(self) -> dict[str, float]:
        """Median days on the way between the two countries of each request that was sent, by its key."""
        return {
            key: stage.reference
            for key, stages in self.stages.items()
            for stage in stages
            if stage.group is StageGroup.TRANSMIT and stage.reference is not None
        }

    def target_of(self, decision: Decision) -> str:
        """Key of that at which a measure was aimed, or of whom nobody protected; "" for anything else."""
        if decision.kind is ChoiceKind.OMITTED:
            return decision.about
        for entry in self.record.entries:
            if decision.commands and entry.command.id == decision.commands[-1]:
                return str(getattr(entry.command, "target", ""))
        return ""

    def flow_at(self, second: int) -> FlowDay:
        """The flows of the day of a moment; the end of play has its own."""
        return self.flows[min(max(second, 0) // 86_400, len(self.flows) - 1)]


def read(record: Record, now: int, players: Mapping[str, Player] | None) -> RecordReading:
    """Read a record.

    Args:
        record: The exercise as stored.
        now: Second to which it has come.
        players: Policies by name, to play it again for the outcome; None for an exercise of other rules.
    """
    scenario = record.frozen.scenario
    played = span(record.events, now)
    until_end = in_play(record.events)
    lines = timelines(until_end, played.end)
    decided, room = all_choices(record), Room(record)
    came_of = fates(until_end, played.end)
    teams = {country.code for country in scenario.played}
    of_teams = {line.key for line in lines if line.requesting in teams}
    again = _Again(record, played, players) if players is not None else None
    return RecordReading(
        record=record,
        scenario=scenario,
        span=played,
        lines=lines,
        after=timelines(record.events, played.horizon),
        stages=_stages(lines, scenario, record.registry.law),
        waiting=waiting(came_of, played.end),
        waiting_of_teams=waiting((each for each in came_of if each.request in of_teams), played.end),
        flows=by_day(
            record.events, played, again.held_at_start if again is not None else held_at_start(record.events, {})
        ),
        exposures=exposures(until_end, played.end),
        outcome=again.outcome if again is not None else None,
        outcome_after=again.after if again is not None else None,
        figures=again.figures if again is not None else {},
        figures_after=again.figures_after if again is not None else {},
        hours=again.hours if again is not None else (),
        stand_ins=stand_ins(until_end, played.end),
        decisions=decided,
        held={each.key: room.held(each) for each in decided if each.kind in BY_PERSON},
        names=again.names() if again is not None else {},
        files=again.files() if again is not None else {},
        network=again.network if again is not None else (),
    )


def _stages(lines: tuple[RequestLine, ...], scenario: Scenario, law: LawBook) -> dict[str, tuple[StageDelay, ...]]:
    return {line.key: delays(line, scenario, law) for line in lines}


def _hours(state: State) -> tuple[tuple[str, Office, int], ...]:
    """What each office spent on its measures, in the scenario's order of countries."""
    return tuple(
        (code, office, hours)
        for code, country in state.countries.items()
        for office, hours in hours_spent(
            (each.office, each.rule) for each in country.file.measures.all if each.begun is not None
        ).items()
        if hours
    )


class _Again:
    """The journal played again: what it came to at the end of play and after it, and what things are called."""

    def __init__(self, record: Record, played: PlayedSpan, players: Mapping[str, Player]) -> None:
        self._exercise = exercise = Exercise(record.frozen, record.settings, players, registry=record.registry)
        events = list(exercise.advance(0))
        entries = in_force(record.entries)
        last = next((n for n, entry in enumerate(entries) if isinstance(entry.command, PlayEpilogue)), len(entries))
        events += steps(entries[:last], exercise.advance, exercise.perform, exercise.target)
        events += exercise.advance(played.end)
        self.outcome = outcome_of(exercise.state, events)
        self.figures = figures_of(exercise.state, events)
        self.hours = _hours(exercise.state)
        self.network = places(exercise.state.network.membership.members.values(), played.end)
        self.after: ExerciseOutcome | None = None
        self.figures_after: dict[str, float] = {}
        if last < len(entries):
            events += steps(entries[last:], exercise.advance, exercise.perform, exercise.target)
            self.after = outcome_of(exercise.state, events)
            self.figures_after = figures_of(exercise.state, events)
        self.held_at_start = held_at_start(events, exercise.state.network.money.accounts)

    def files(self) -> dict[str, TeamView]:
        """The file of each played country as its team left it."""
        return {each.code: self._exercise.end_view(each.code) for each in self._exercise.state.scenario.played}

    def names(self) -> dict[str, str]:
        """Labels of everything in the world, by key."""
        return {key: entity.label for key, entity in self._exercise.state.network.entities.items()}
