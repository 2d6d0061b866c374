"""When automatic players act: on delivery the next morning, at their own wake-ups, and for a seat that let time pass.

Turns are agenda entries, never a side effect of advancing, so any partition of time gives the same commands. What a
player decides is derived on replay and not journalled; its events are stored like all others.
"""

from __future__ import annotations

from collections.abc import Callable

from simulation.exercise.automation import waiting_matters
from simulation.exercise.automation.player import Player
from simulation.exercise.cooperation import trust
from simulation.exercise.cooperation.state import Cooperation
from simulation.exercise.core.command import Command
from simulation.exercise.core.derived import DerivedValues, Stamp
from simulation.exercise.core.state import MORNING, OVERDUE, TURN, ClockState, State
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.matters.handlers import sides_of
from simulation.exercise.matters.state import MatterState, Procedures
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import side_of
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.seats import duty_officer
from simulation.exercise.sources import open_view, players_view
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Side
from simulation.law.time import trust as trust_rules
from simulation.matters.proceeding import Proceeding

AGAIN_DAYS = 10
"""Days after which an overdue request that could not be moved is tried again (assumption)."""

_ROUNDS = 3
"""An automatic player may see what its own commands changed and act again, so often in one turn."""


def plan(state: State, players: dict[str, Player]) -> None:
    """Put the players' own wake-ups on the agenda, spread over the week by the countries' order."""
    for number, country in enumerate(state.scenario.countries):
        every = players[state.settings.policy(country.code)].wake_every_days
        if every:
            at = (1 + number % every) * DAY + MORNING
            state.agenda.schedule(at, f"round/{country.code}", TURN, (country.code, every))


def turn(
    state: State,
    country: str,
    every: int,
    player: Player,
    act: Callable[[Command], None],
) -> None:
    """Let the player of a country's empty seats act, and again on what its own acts brought, within three rounds."""
    if every and state.clock.phase in {"epilogue", "ended", "closed"}:
        return  # rounds begin new things; the epilogue answers what comes in
    if every:
        state.agenda.schedule(state.now + every * DAY, f"round/{country}", TURN, (country, every))
    offices = state.automatic_offices(country)
    keeper = state.countries[country]
    news = tuple(keeper.news) or (() if every else _found_now(state.part(Letters), state.now, country))
    keeper.news.clear()
    if (
        not offices or state.now <= 0 or state.clock.phase in {"ended", "closed"}
    ):  # offices work from the first morning on
        return
    memory = _derived(state.memory, country)
    for _ in range(_ROUNDS):
        steps = _steps_alone(state, country, news)
        if not _has_to_look(state, country, player, steps, offices):
            return
        commands = player.decide(players_view(state, country), state.scenario, steps, offices, memory)
        memory.left_in = _pace(state.clock, offices)
        done = _act_all(commands, offices, act)
        if done < len(commands):
            memory.left.clear()  # what could not be done lies open
        if not done:
            return
        news = tuple(keeper.news)
        keeper.news.clear()
        if not news:
            return


def _has_to_look(
    state: State, country: str, player: Player, steps: tuple[str, ...], offices: tuple[Office, ...]
) -> bool:
    """Whether a player can find anything to do: what it begins by itself, or what waits for its offices."""
    if player.begins and not steps:
        return True
    memory = _derived(state.memory, country)
    left = memory.left if memory.left_in == _pace(state.clock, offices) else {}
    return waiting_matters.is_asked(state, country, player, left)


def _pace(clock: ClockState, offices: tuple[Office, ...]) -> Stamp:
    """What the pace of offices is reckoned by besides time and their own decisions."""
    return (clock.phase, len(clock.move_starts), offices)


def _steps_alone(state: State, country: str, news: tuple[str, ...]) -> tuple[str, ...]:
    """The news when it is of nothing but steps and words; () when there is a paper or a result, or no news at all."""
    return () if any(_is_of_the_file(state, country, key) for key in news) else news


def _is_of_the_file(state: State, country: str, news: str) -> bool:
    """Whether news is a paper or a result, rather than a step of a matter that it sees or a word from somebody."""
    if news.startswith(("message/", "meeting/")):
        return False
    stay, _, number = news.rpartition("/")
    return not number.isdigit() or not _sees(state, country, stay.rpartition("/")[0])


def _sees(state: State, country: str, matter: str) -> bool:
    kept = state.part(Letters).requests.get(matter)
    if kept is not None:
        is_looked_for = kept.matter.requested == country and _is_looking(kept, state.now)
        return side_of(kept.matter, country) is not None and not is_looked_for
    procedure = state.part(Procedures).begun.get(matter)
    return procedure is not None and bool(sides_of(state.part(Procedures), procedure.matter, country))


def overdue(
    state: State,
    key: str,
    player: Callable[[str], Player],
    act: Callable[[Command], None],
) -> None:
    """A holder let its time pass: an automatic player takes this one step, whoever sits there."""
    country, occurrence = _standing(state.part(Letters), state.part(Procedures), key)
    if country not in state.countries or state.clock.phase in {"lobby", "ended", "closed"}:
        return
    later = f"overdue/{key}"
    kept = state.part(Letters).requests.get(key)
    if kept is not None and _is_looking(kept, state.now):
        state.agenda.schedule(kept.ready, later, OVERDUE, (key,))
        return
    if kept is not None:
        side = Side.REQUESTING if country == kept.matter.requesting else Side.REQUESTED
        trust.seen(state.part(Cooperation), *kept.matter.from_side(side), trust_rules.OVERDUE, side)
    memory = _derived(state.memory, country)
    offices = state.countries[country].offices
    commands = player(country).decide(open_view(state, country), state.scenario, (occurrence,), offices, memory)
    memory.left.clear()  # it may have written more, of which one step is taken
    own = tuple(each for each in commands if _is_on(each, key))[:1]
    done = _act_all(own, offices, act)
    seat = own[0].by if own else None
    if done and seat is not None and not state.is_automatic(seat):
        duty_officer.tell(
            state,
            seat,
            "procedure" if kept is None else "request",
            key,
            _kept(state.part(Letters), state.part(Procedures), key).label,
        )
    if (
        _standing(state.part(Letters), state.part(Procedures), key)[1] == occurrence
        and state.agenda.when(later) is None
    ):
        state.agenda.schedule(state.now + AGAIN_DAYS * DAY, later, OVERDUE, (key,))


def _is_looking(kept: RequestState, now: int) -> bool:
    """Whether an automatic police or FIU seat is still looking for what it was asked (law.md 6.5)."""
    return kept.matter.status == LetterStatus.ASKED and now < kept.ready


def _found_now(letters: Letters, now: int, country: str) -> tuple[str, ...]:
    """What was asked of a country's police or FIU and has been found by now."""
    return tuple(
        kept.matter.occurrence_key()
        for kept in (letters.requests[key] for key in letters.asked)
        if kept.matter.requested == country and kept.ready <= now
    )


def _standing(letters: Letters, procedures: Procedures, key: str) -> tuple[str, str]:
    """Which country holds a request or a procedure, and the stay in which it stands."""
    matter = _kept(letters, procedures, key).matter
    return matter.holding_country, matter.occurrence_key()


def _kept(letters: Letters, procedures: Procedures, key: str) -> MatterState[Letter] | MatterState[Proceeding]:
    """What is kept of a request or of a procedure."""
    return letters.requests.get(key) or procedures.begun[key]


def _is_on(command: Command, key: str) -> bool:
    match command:
        case ActOnRequest(request=about) | ActOnProcedure(procedure=about):
            return about == key
        case _:
            return False


def _derived(memory: DerivedValues, country: str) -> DerivedValues:
    """What the country's player read in earlier turns; a copy of the exercise begins without."""
    return memory.keep(f"player/{country}", (), DerivedValues)


def _act_all(commands: tuple[Command, ...], offices: tuple[Office, ...], act: Callable[[Command], None]) -> int:
    done = 0
    for command in commands:
        if command.by is None or command.by.office not in offices:
            continue
        try:
            act(command)
        except RuleViolation:
            continue  # what one command changed can make the next one impossible; the player sees it in its next view
        done += 1
    return done
