"""The clock of an exercise: warm-up, moves of office hours and jumps, running clock, end and epilogue."""

from __future__ import annotations

from simulation.exercise.clock import warm_up as practice
from simulation.exercise.core.command import (
    Command,
    EndExercise,
    EndWarmUp,
    HandBack,
    Jump,
    PlayEpilogue,
    SetAdversary,
    StartClock,
    StartExercise,
    StopClock,
    TakeOver,
)
from simulation.exercise.core.event import AdversaryDialled, CountryHanded, PhaseChanged
from simulation.exercise.core.state import OFFICE_OPENS, State
from simulation.exercise.views.team_view import ClockView
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation

BEFORE_PLAY = ("lobby", practice.PHASE)
"""Phases before the first move: nothing happens by itself in them."""

OPEN_PHASES = ("warm_up", "office_hours", "running")
"""Phases in which seats may act."""

LONGEST_JUMP_DAYS = 60
"""Longest jump at once, so that no deadline of a seat is passed unseen for more than two months (assumption)."""

FASTEST_RATE = 21_600
"""Fastest running clock: a quarter of a simulated day for each wall second, so that four wall minutes are never more
than the shortest deadline of a seat (design.md 6; assumption)."""

_FROM: dict[type[Command], tuple[str, ...]] = {
    StartExercise: ("lobby",),
    EndWarmUp: ("warm_up",),
    Jump: ("office_hours",),
    StartClock: ("office_hours",),
    StopClock: ("running",),
    EndExercise: ("warm_up", "office_hours", "running"),
    PlayEpilogue: ("ended",),
}


def check(state: State, command: Command) -> None:
    """Whether control may do this with the clock now.

    Raises:
        RuleViolation: The phase does not allow it, or a number is out of range.
    """
    phases = _FROM.get(type(command))
    if phases is not None and state.phase not in phases:
        raise RuleViolation("pace.wrong_phase", phase=state.phase, action=type(command).__name__)
    match command:
        case Jump(days=days) if not 1 <= days <= LONGEST_JUMP_DAYS:
            raise RuleViolation("pace.jump_length", days=days, longest=LONGEST_JUMP_DAYS)
        case StartClock(rate=rate) if not 1 <= rate <= FASTEST_RATE:
            raise RuleViolation("pace.rate", rate=rate, fastest=FASTEST_RATE)
        case TakeOver(country=code) | HandBack(country=code):
            if code not in state.countries:
                raise RuleViolation("country.unknown", country=code)
            if state.countries[code].to_control is isinstance(command, TakeOver):
                raise RuleViolation("country.already_handed", country=code)
        case _:
            pass


def perform(state: State, command: Command) -> None:
    """Do it."""
    match command:
        case StartExercise(warm_up=warm_up):
            if warm_up:
                practice.begin(state)
                _enter(state, practice.PHASE)
            else:
                _open_office_hours(state)
        case EndWarmUp():
            practice.end(state)
            _open_office_hours(state)
        case Jump(days=days, ends_move=ends_move):
            _leap(state, days, ends_move=ends_move)
        case StartClock(rate=rate):
            state.rate = rate
            _enter(state, "running")
        case StopClock():
            state.rate = 0
            _enter(state, "office_hours")
        case EndExercise():
            practice.end(state)
            state.rate = 0
            state.agenda.cancel("~office_hours")
            _enter(state, "ended")
        case PlayEpilogue():
            _play_on(state)
        case TakeOver(country=code) | HandBack(country=code):
            to_control = isinstance(command, TakeOver)
            state.countries[code].to_control = to_control
            state.wake(code, "seats")
            state.emit(CountryHanded(at=state.now, cause=state.cause, by=state.by, country=code, to_control=to_control))
        case SetAdversary(held=held):
            state.adversary_held = held
            state.network.set_hold(held, state.now)
            state.emit(AdversaryDialled(at=state.now, cause=state.cause, by=state.by, held=held))
        case _:
            pass
    state.touch(*state.countries)


def open_again(state: State, *, next_move: bool) -> None:
    """A jump has arrived: office hours begin, of the next move or of the same one after a short jump."""
    state.target = None
    if next_move:
        _open_office_hours(state)
    else:
        _enter(state, "office_hours")
    state.touch(*state.countries)


def close_epilogue(state: State) -> None:
    """The epilogue has reached the horizon."""
    state.target = None
    _enter(state, "closed")
    state.touch(*state.countries)


def clock_view(state: State, *, for_control: bool) -> ClockView:
    """The clock as pages show it."""
    jumps = state.preset.jumps
    moves = len(jumps)
    upcoming = []
    start = state.move_starts[-1] if state.move_starts else 0
    day = start // DAY
    for days in jumps[max(state.move - 1, 0) :]:
        day += days
        upcoming.append(day + 1)
    return ClockView(
        now=state.now,
        day=state.day,
        phase=state.phase,
        move=state.move,
        moves=moves,
        next_jump_days=jumps[min(max(state.move - 1, 0), moves - 1)],
        move_days=tuple(at // DAY + 1 for at in state.move_starts),
        planned_days=tuple(upcoming),
        rate=state.rate,
        adversary_held=for_control and state.adversary_held,
    )


def _play_on(state: State) -> None:
    """Every seat is automatic from now on, and what a team reads begins anew: it is no news of its own play."""
    state.target = max(state.scenario.horizon_days * DAY, state.now)
    state.agenda.schedule(state.target, "~epilogue_ends", "exercise.close")
    _enter(state, "epilogue")
    for keeper in state.countries.values():
        keeper.digest.clear()
    for code in state.countries:
        state.wake(code, "epilogue")


def _leap(state: State, days: int, *, ends_move: bool) -> None:
    target = (state.now // DAY + days) * DAY + OFFICE_OPENS
    state.target = target
    state.agenda.schedule(target, "~office_hours", "exercise.open", (int(ends_move),))
    for country in state.countries.values():
        country.decisions.clear()
        if ends_move:
            country.digest.clear()
    _enter(state, "jump")


def _open_office_hours(state: State) -> None:
    state.move += 1
    state.move_starts.append(state.now)
    _enter(state, "office_hours")


def _enter(state: State, phase: str) -> None:
    state.phase = phase
    if phase == "office_hours":
        state.openings.append(state.now)
    state.emit(
        PhaseChanged(
            at=state.now,
            cause=state.cause,
            by=state.by,
            phase=phase,
            move=state.move,
            until=state.target if state.target is not None else state.now,
            rate=state.rate,
        )
    )
