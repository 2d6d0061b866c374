"""One exercise: the aggregate that owns clock, agenda, world, law and files, and knows what each viewer may see.

`check` reads, `perform` cannot refuse what was checked, `advance` runs everything due in the order (time, key). The
state is a pure function of frozen scenario, settings (with the seed) and the commands with their times; advancing in
any increments gives the same events.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulation.exercise import opening, sources, world_events
from simulation.exercise.automation import wake_ups
from simulation.exercise.automation.player import Player
from simulation.exercise.clock import handlers as clock
from simulation.exercise.clock import warm_up
from simulation.exercise.clock.commands import PlayEpilogue
from simulation.exercise.core.command import CONTROL, Command, Giver
from simulation.exercise.core.event import Actor, Event
from simulation.exercise.core.handler import drop
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.snapshot import copied
from simulation.exercise.core.state import OVERDUE, TURN, State
from simulation.exercise.core.treatment import AS_IT_IS, Treatment
from simulation.exercise.injects import coming
from simulation.exercise.matters import handlers as matters
from simulation.exercise.procedures.letter.play import hooks as letters
from simulation.exercise.reactions import handlers as reactions
from simulation.exercise.registry import COMES_DUE, HANDLERS, SHIPPED, Registry
from simulation.exercise.seats import duty_officer
from simulation.exercise.seats import handlers as seats
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.draws import Draws
from simulation.kernel.errors import RuleViolation
from simulation.network.criminal_network import fire
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

EPILOGUE_POLICY = "auto"
"""Policy of every country in the epilogue: open requests, trials and appeals are played on, nothing new is begun."""


type Watcher = Callable[[State, Command], None]
"""Reads the state in which a command was checked, before it is performed; changes nothing of it."""


class Exercise:
    """An exercise from the first second of its history to its horizon."""

    def __init__(
        self,
        frozen: FrozenScenario,
        settings: Settings,
        players: Mapping[str, Player],
        *,
        replicate: int = 0,
        rekey_from: int = 0,
        explain: bool = False,
        is_rerun: bool = False,
        registry: Registry = SHIPPED,
        treatment: Treatment = AS_IT_IS,
        watcher: Watcher | None = None,
    ) -> None:
        """Build the world, run its history up to day 1, and open the files.

        Args:
            frozen: Scenario and name pools.
            settings: Choices at creation.
            players: Policies by name for empty seats; each one that the settings name has to be there.
            replicate: 0 for the exercise's own chance events.
            rekey_from: Simulated second from which a replicate's chance events differ.
            explain: Keep the network's because-records.
            is_rerun: A branch of the review, in which a reaction that moved may fall into a jump.
            registry: What there is.
            treatment: Factors on the waits of each holder.
            watcher: Reads along where something is worked out afterwards; none in play.

        Raises:
            KeyError: The preset or a policy is unknown.
        """
        self._players = dict(players)
        draws = Draws(settings.seed, replicate, rekey_from)
        self._state = opening.begin(frozen, settings, draws, registry, explain=explain)
        self._state.parts[Treatment] = treatment
        self._at_end: dict[str, TeamView] = {}
        self._opened = False
        self._is_rerun = is_rerun
        self._watcher = watcher
        self._run(0)

    # --- what it is ---------------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """The state, for the review and for tests; pages get views."""
        return self._state

    @property
    def scenario(self) -> Scenario:
        """The scenario as frozen."""
        return self._state.scenario

    @property
    def now(self) -> int:
        """Simulated second reached."""
        return self._state.now

    @property
    def phase(self) -> str:
        """Phase of play."""
        return self._state.clock.phase

    @property
    def rate(self) -> int:
        """Simulated seconds for a wall second while the clock runs, else 0."""
        return self._state.clock.rate

    def target(self) -> int | None:
        """The second to which a jump or the epilogue is to be played; None while the clock stands still or runs."""
        return self._state.clock.target

    # --- what can be done ---------------------------------------------------------------------------------------------

    def check(self, command: Command) -> None:
        """Whether a command may be performed now; changes nothing.

        Raises:
            RuleViolation: Why not, for the person who wants it.
        """
        state, handler = self._state, HANDLERS.get(type(command))
        if handler is None:
            raise RuleViolation("command.unknown")
        seats.require_player(state.seats, command)
        by_control = command.by is None and command.member == CONTROL
        if command.giver is Giver.CONTROL:
            if not by_control:
                raise RuleViolation("control.only")
            if command.ends_with_play and state.clock.is_over:
                raise RuleViolation("control.over")
        elif command.giver is Giver.MEMBER:
            pass
        elif command.by is None and command.giver is not Giver.BENCH:
            if not (by_control and command.giver is Giver.SEAT_OR_CONTROL):
                raise RuleViolation("seat.none")
        elif state.clock.phase not in clock.OPEN_PHASES and not self._may_act_between(command):
            raise RuleViolation(
                "exercise.ended" if state.clock.is_over else "exercise.not_open", phase=state.clock.phase
            )
        else:
            warm_up.check(state.practice, command)
        handler.check(state, command)

    def perform(self, command: Command) -> tuple[Event, ...]:
        """Perform a command that was checked, then what is due at this instant.

        Returns:
            What happened, in order.
        """
        self._do(command)
        self._run(self._state.now)
        return self._state.drained()

    def advance(self, until: int) -> tuple[Event, ...]:
        """Run everything due up to and including a second; an earlier second than now changes nothing."""
        self._run(until)
        return self._state.drained()

    def copy(self, *, replicate: int = 0, rekey_from: int = 0) -> Exercise:
        """An exercise in the same state that goes its own way.

        Args:
            replicate: Key of the copy's chance events, 0 for the same; else they differ from `rekey_from` on.
            rekey_from: A second that this exercise has not reached yet; matters only with a replicate.
        """
        return copied(self, replicate=replicate, rekey_from=rekey_from)

    # --- what can be seen ---------------------------------------------------------------------------------------------

    def team_view(self, country: str) -> TeamView:
        """What there is for a country's team to see now, the epilogue included; the same value until it changes."""
        return sources.team_view(self._state, country)

    def end_view(self, country: str) -> TeamView:
        """What a country's team may see of its own work: once the epilogue is played, its file as play ended."""
        return self._at_end.get(country) or self.team_view(country)

    def control_view(self) -> ControlView:
        """What exercise control may see."""
        return sources.control_view(self._state)

    def next_due(self) -> int | None:
        """When something happens next by itself; None when nothing does any more, and before play."""
        return None if self._state.clock.phase in clock.BEFORE_PLAY else self._state.agenda.next_time()

    # --- inside -------------------------------------------------------------------------------------------------------

    def _may_act_between(self, command: Command) -> bool:
        """Outside office hours automatic players act, and in a rerun whoever reacts earlier than in play."""
        phase = self._state.clock.phase
        if command.member and not self._is_rerun:
            return False
        return phase == "jump" or (phase == "epilogue" and not command.member)

    def _do(self, command: Command) -> None:
        state = self._state
        before = (state.cause, state.by)
        state.cause, state.by = command.id, duty_officer.actor_of(state, command)
        if self._watcher is not None:
            self._watcher(state, command)
        mark = len(state.log.pending)
        if isinstance(command, PlayEpilogue) and not self._is_rerun:
            self._at_end = {country.code: self.team_view(country.code) for country in state.scenario.played}
        if command.member:
            state.log.commands += 1
        is_practice = warm_up.is_practice(state.practice, command)
        HANDLERS[type(command)].perform(state, command)
        if is_practice:
            del state.log.pending[mark:]
        self._notice(mark)
        state.cause, state.by = before

    def _run(self, until: int) -> None:
        state = self._state
        if not self._opened and until >= 0:
            self._play(-1)
            state.now = 0
            self._opened = True
            state.network.happenings.drain()
            opening.open_files(state)
            wake_ups.plan(state, self._players)
        if state.clock.phase in clock.BEFORE_PLAY:
            return
        self._play(until)
        state.now = max(state.now, until)

    def _play(self, until: int) -> None:
        state = self._state
        while (entry := state.agenda.pop_due(until)) is not None:
            state.now = entry.time
            state.cause, state.by = entry.key, Actor.NOBODY
            mark = len(state.log.pending)
            try:
                self._fire(entry)
            except RuleViolation as violation:
                drop(state, entry, violation)
            if self._opened:
                world_events.report(state)
                self._notice(mark)

    def _notice(self, mark: int) -> None:
        """What follows elsewhere from what has just happened."""
        state = self._state
        if len(state.log.pending) == mark:
            return
        matters.follow(state, tuple(state.log.pending[mark:]))
        letters.follow(state, tuple(state.log.pending[mark:]))
        coming.notice(state, tuple(state.log.pending[mark:]))
        reactions.notice(state, tuple(state.log.pending[mark:]))

    def _fire(self, entry: Entry) -> None:
        state = self._state
        if entry.rule.startswith("network."):
            fire(state.network, entry)
            return
        if entry.rule in COMES_DUE:
            COMES_DUE[entry.rule](state, entry)
            return
        key, number = str(entry.payload[0]), int(entry.payload[1]) if len(entry.payload) > 1 else 0
        if entry.rule == opening.STREAM:
            opening.next_in_stream(state, key, number)
        elif entry.rule == TURN:
            wake_ups.turn(state, key, number, self._player(key), self._act)
        elif entry.rule == OVERDUE:
            wake_ups.overdue(state, key, self._player, self._act)
        else:
            raise AssertionError(entry.rule)

    def _player(self, country: str) -> Player:
        """Who plays a country's empty seats: its policy; in the epilogue the one that only carries on what is open."""
        name = self._state.settings.policy(country)
        if self._state.clock.phase == "epilogue":
            name = EPILOGUE_POLICY if EPILOGUE_POLICY in self._players else name
        return self._players[name]

    def _act(self, command: Command) -> None:
        self.check(command)
        self._do(command)


def horizon(exercise: Exercise) -> int:
    """The last second of an exercise's epilogue."""
    return exercise.scenario.horizon_days * DAY
