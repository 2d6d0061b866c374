"""Who plays court and defence at a trial, and how a trial goes into people's hands."""

from __future__ import annotations

from simulation.casework.file.charges import Charge
from simulation.exercise.core.command import Seat, SeatRole
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.state import SeatState, State
from simulation.exercise.seats.handlers import post_of
from simulation.exercise.trials.commands import Bench
from simulation.exercise.trials.events import HearingSet
from simulation.exercise.trials.state import Hearings
from simulation.kernel.offices import OfficeTask
from simulation.kernel.registers import Register
from simulation.kernel.terms import Phrase


def country_of(seats: Register[Seat, SeatState], member: str) -> str:
    """The country at whose seats a member sits, "" for nobody."""
    return next((seat.country for seat, taken in seats.items() if member in taken.members), "")


def holder_of(hearings: Hearings, seats: Register[Seat, SeatState], charge: str, bench: Bench) -> str:
    """The member who sits at a bench; "" for control, also once that member has no seat or one with the accuser."""
    member = hearings.benches.get((charge, bench), "")
    return member if may_sit(seats, charge, member) else ""


def may_sit(seats: Register[Seat, SeatState], charge: str, member: str) -> bool:
    """Whether somebody plays in the exercise, and not for the side that charges."""
    return post_of(seats, member) is SeatRole.PLAYER and country_of(seats, member) not in {
        "",
        charge.partition("/")[0],
    }


def set_heard(state: State, country: str, charge: Charge, *, heard: bool) -> None:
    """Put a trial into people's hands, or give it back to the rule, and tell the side that charges."""
    hearings = state.part(Hearings)
    state.countries[country].file.charges.hear(charge.key, heard=heard)
    if not heard:
        hearings.benches = {place: who for place, who in hearings.benches.items() if place[0] != charge.key}
    state.emit(
        HearingSet(at=state.now, cause=state.cause, by=state.by, country=country, charge=charge.key, heard=heard)
    )
    tell(state, country, charge, "digest.hearing.people" if heard else "digest.hearing.rule")


def tell(state: State, country: str, charge: Charge, code: str) -> None:
    """Put a line about a trial into the digest of the side that charges."""
    what = Phrase(code, (("person", charge.person), ("trial_at", charge.trial_at)))
    told = state.with_task(country, OfficeTask.CHARGES)
    state.tell(country, DigestLine(state.now, what, "charge", charge.key, told))
