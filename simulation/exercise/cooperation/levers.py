"""Levers in play: chosen at preparation or by control, working after their lead time, told to the country."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.exercise.cooperation.commands import PullLever
from simulation.exercise.cooperation.events import LeverPulled
from simulation.exercise.cooperation.state import Cooperation
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.handler import ComeDue, Handler
from simulation.exercise.core.state import State
from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Phrase
from simulation.law.book.levers import load_levers, with_lever

LEVER = "exercise.lever"
"""Rule of the agenda by which a lever is decided on, or begins to work."""


def check(state: State, command: PullLever) -> None:
    """Whether a country can still pull this lever.

    Raises:
        RuleViolation: No such lever or country, or it was pulled before.
    """
    if command.lever not in load_levers():
        raise RuleViolation("lever.unknown", lever=command.lever)
    if command.country not in state.countries:
        raise RuleViolation("country.unknown", country=command.country)
    if (command.country, command.lever) in state.part(Cooperation).pulled:
        raise RuleViolation("lever.pulled_before", country=command.country)


def prepare(state: State) -> None:
    """Put in place what was chosen at preparation: at once, or decided on its day."""
    cooperation = state.part(Cooperation)
    chosen: set[tuple[str, str]] = set()
    for country, lever, day in state.settings.levers:
        if (country, lever) in chosen:
            continue  # in place once is in place
        chosen.add((country, lever))
        if day <= 0:
            cooperation.pulled[country, lever] = 0
            _work(state, country, lever)
        else:
            at = (day - 1) * DAY
            state.agenda.schedule(at, f"lever/{country}/{lever}", LEVER, (country, lever))


def _come_due(state: State, entry: Entry) -> None:
    """The day of a decision chosen beforehand has come, or a lever begins to work."""
    country, lever = str(entry.payload[0]), str(entry.payload[1])
    if (country, lever) in state.part(Cooperation).pulled:
        _work(state, country, lever)
    else:
        _pull(state, country, lever)


def _pull(state: State, country: str, lever: str) -> None:
    works = state.now + load_levers()[lever].lead_days * DAY
    state.part(Cooperation).pulled[country, lever] = works
    state.agenda.schedule(works, f"lever/{country}/{lever}", LEVER, (country, lever))
    _say(state, country, lever, "decided")


def _work(state: State, country: str, name: str) -> None:
    """Change law, desks and stage times; what is under way at a desk keeps the time it was promised."""
    cooperation = state.part(Cooperation)
    lever = load_levers()[name]
    scenario = with_lever(state.scenario, lever, country)
    if scenario is not state.scenario:
        state.frozen = state.frozen.model_copy(update={"scenario": scenario})
        state.memory = DerivedValues()  # assessments rest on the treaty matrix
    if lever.desk is not None:
        state.desks.hire(country, lever.desk, state.now, lever.more_percent)
    cooperation.levers[country] = (*cooperation.levers.get(country, ()), *lever.modifiers)
    _say(state, country, name, "works")


def _say(state: State, country: str, lever: str, change: str) -> None:
    works = state.part(Cooperation).pulled[country, lever]
    state.emit(
        LeverPulled(
            at=state.now, cause=state.cause, by=state.by, country=country, lever=lever, change=change, works_at=works
        )
    )
    what = Phrase(f"digest.lever_{change}", (("lever", load_levers()[lever].name), ("day", works // DAY + 1)))
    state.tell(country, DigestLine(state.now, what, "lever", lever, ()))


HANDLERS = (Handler(PullLever, check, lambda state, command: _pull(state, command.country, command.lever)),)
"""Who checks and performs its command."""


COMES_DUE: Mapping[str, ComeDue] = {
    LEVER: _come_due,
}
"""What comes due of it, by the rule of the agenda."""
