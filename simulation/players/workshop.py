"""A workshop in which a policy types for everybody: moves, jumps and the end, as a journal that people could have made.

The demo shows one that is finished, and the benchmarks of the review measure on one. Every act is a command of a seat
in the journal, not the derived act of an automatic player, and keeps the id that the policy gave it: a request is known
by the id of the command that opened it, and a policy knows by its ids what it has said already. An act that the rules
refuse stops the program: nobody measures a workshop in which nothing happens.
"""

from __future__ import annotations

from dataclasses import replace

from simulation.exercise.clock.commands import EndExercise, Jump, PlayEpilogue, StartExercise
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import JournalEntry
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.seats.commands import TakeSeat
from simulation.exercise.views.team_view import WorkItem
from simulation.kernel.draws import Draws, Purpose
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.players.runs import CONTROL
from simulation.scenario.schema.scenario import FrozenScenario

TURNS = 3
"""How often each team looks at its desk in one move: an act can open the way for the next (assumption)."""

LATE_SHARE = 1 / 3
"""Share of its acts that a late typist puts off until the next move (assumption)."""


def _matter(command: Command) -> str:
    """The request or procedure that a command opens or acts on; for any other command its own id."""
    match command:
        case ActOnRequest(request=key) | ActOnProcedure(procedure=key):
            return key
        case OpenDraft(by=Seat(country=country)):
            return f"{country}/{command.id}"
        case _:
            return command.id


def member_of(country: str, office: Office) -> str:
    """The member who sits at the desk of an office."""
    return f"{country}-{office}"


class Workshop:
    """An exercise that is played to its end when it is made.

    Attributes:
        frozen: The scenario.
        settings: Preset, seed and policies; a policy acts for outline countries and in the epilogue.
        entries: The journal.
        happened: Everything that happened, in order, each event with the sequence of its journal entry.
        desks: The work list of each country as the office hours of each move opened.
        now: The simulated second at its end.
        phase: The phase of the clock at its end.
    """

    def __init__(
        self,
        frozen: FrozenScenario,
        settings: Settings,
        jumps: tuple[int, ...],
        *,
        policy: str = "textbook",
        epilogue: bool = False,
        late: bool = False,
    ) -> None:
        """Play it.

        Args:
            frozen: The scenario.
            settings: Preset, seed and policies.
            jumps: Days of each jump; one a move.
            policy: Name of the policy that types for every seat of every played country.
            epilogue: Whether the epilogue is played as well.
            late: Whether a third of the acts, chosen by their ids, is put off until the move after the one in which it
                came up, and done then if it is still called for.

        Raises:
            RuleViolation: An act is refused.
        """
        self.frozen = frozen
        self.settings = settings
        self.entries: list[JournalEntry] = []
        self._late = Draws(settings.seed) if late else None
        self._came_up: dict[str, int] = {}
        self.desks: list[dict[str, tuple[WorkItem, ...]]] = []
        self._exercise = Exercise(frozen, settings, players())
        self._policy = players()[policy]
        self.happened: list[tuple[int, Event]] = [(1, event) for event in self._exercise.advance(0)]
        self._countries = {country.code: country.offices for country in frozen.scenario.played}
        for country, offices in self._countries.items():
            for office in offices:
                self._do(
                    TakeSeat(id=self._next(), member=member_of(country, office), country=country, offices=(office,))
                )
        self._do(StartExercise(id=self._next(), member=CONTROL, warm_up=False))
        for days in jumps:
            self._office_hours()
            self._do(Jump(id=self._next(), member=CONTROL, days=days))
        self._do(EndExercise(id=self._next(), member=CONTROL))
        if epilogue:
            self._do(PlayEpilogue(id=self._next(), member=CONTROL))
        self.now = self._exercise.now
        self.phase = self._exercise.phase

    def _office_hours(self) -> None:
        self.desks.append({country: self._exercise.team_view(country).work for country in self._countries})
        for _turn in range(TURNS):
            for country, offices in self._countries.items():
                self._turn(country, offices)

    def _turn(self, country: str, offices: tuple[Office, ...]) -> None:
        """Type what a team's desk calls for, one act on a matter: after it, its page is another one."""
        view = self._exercise.team_view(country)
        left: set[str] = set()
        for command in self._policy.decide(view, self._exercise.scenario, (), offices):
            if command.by is None:
                continue
            about = _matter(command)
            if about in left or self._waits(command):
                left.add(about)
                continue
            self._do(replace(command, member=member_of(country, command.by.office)))
            if command.seen is not None:
                left.add(about)

    def _waits(self, command: Command) -> bool:
        """Whether a late typist leaves an act for the next move; a draft is handed in as it is opened."""
        if self._late is None or (isinstance(command, ActOnRequest) and command.seen is None):
            return False
        move = self._exercise.state.clock.move
        came_up = self._came_up.setdefault(command.id, move)
        return came_up == move and self._late.uniform(Purpose.ATTENDANCE, f"late/{command.id}") < LATE_SHARE

    def _next(self) -> str:
        return f"workshop/{len(self.entries) + 1}"

    def _do(self, command: Command) -> None:
        self._exercise.check(command)
        sequence = len(self.entries) + 1
        self.entries.append(JournalEntry(sequence, self._exercise.now, command))
        events = [*self._exercise.perform(command)]
        target = self._exercise.target()
        if target is not None:
            events += self._exercise.advance(target)
        self.happened += [(sequence, event) for event in events]

    @property
    def exercise(self) -> Exercise:
        """The exercise at its end."""
        return self._exercise

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened, in order."""
        return tuple(event for _, event in self.happened)
