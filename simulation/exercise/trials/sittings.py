"""Which trials people play now, and who sits at them: what their views are made from."""

from __future__ import annotations

from typing import NamedTuple

from simulation.casework.file.charges import Charge
from simulation.exercise.core.state import State
from simulation.exercise.trials import benches
from simulation.exercise.trials.commands import Bench
from simulation.exercise.trials.handlers import absent
from simulation.exercise.trials.state import Hearings


class Sitting(NamedTuple):
    """A trial that people play.

    Attributes:
        country: Whose court.
        number: Of the charge, among those of its country, from 1.
        charge: The charge.
        absent: Witnesses who do not come.
        court: Member who sits as court, "" for control.
        defence: Member who plays the defence, "" for control.
    """

    country: str
    number: int
    charge: Charge
    absent: frozenset[str]
    court: str
    defence: str


def sittings(state: State) -> tuple[Sitting, ...]:
    """Every trial that people play and nobody has decided, for control."""
    return tuple(
        _sitting(state, code, number, charge)
        for code, country in state.countries.items()
        for number, charge in enumerate(country.file.charges.all, start=1)
        if charge.heard and not charge.outcome
    )


def sittings_of(state: State, code: str) -> tuple[Sitting, ...]:
    """Those abroad at which a member of a country's team sits at a bench, in the order of the benches."""
    held = dict.fromkeys(
        key for (key, _), who in state.part(Hearings).benches.items() if benches.country_of(state.seats, who) == code
    )
    found = {each.charge.key: each for each in sittings(state)} if held else {}
    return tuple(found[key] for key in held if key in found and found[key].country != code)


def _sitting(state: State, code: str, number: int, charge: Charge) -> Sitting:
    court, defence = (benches.holder_of(state.part(Hearings), state.seats, charge.key, bench) for bench in Bench)
    return Sitting(code, number, charge, absent(state, charge), court, defence)
