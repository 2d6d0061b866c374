"""A verdict enters the file, the record and the digest of the country whose court gave it."""

from __future__ import annotations

from simulation.casework.charges import Charge
from simulation.casework.proof import Outcome
from simulation.exercise.events import VerdictGiven
from simulation.exercise.state import State
from simulation.exercise.views import DigestLine
from simulation.records import Office, Phrase


def pronounce(state: State, country: str, charge: Charge, outcome: Outcome, reasons: tuple[str, ...]) -> None:
    """Decide a charge for good and tell its country.

    Args:
        state: The exercise.
        country: Whose court.
        charge: A charge that is still open.
        outcome: How it ends.
        reasons: Codes of the reasons.
    """
    state.countries[country].file.decide_charge(charge.key, outcome, reasons, state.now)
    state.emit(
        VerdictGiven(
            at=state.now,
            cause=state.cause,
            country=country,
            charge=charge.key,
            person=charge.person,
            offence=charge.offence,
            outcome=outcome.value,
            is_organiser=state.network.is_organiser(charge.person),
            reasons=reasons,
        )
    )
    what = Phrase("digest.verdict", (("outcome", outcome.value), ("person", charge.person)))
    line = DigestLine(state.now, what, "charge", charge.key, (Office.PROSECUTOR, Office.POLICE))
    state.tell(country, line, news=f"verdict/{charge.key}")
