"""A verdict enters the file, the record and the digest of the country whose court gave it."""

from __future__ import annotations

from simulation.casework.file.charges import Appeal, Charge
from simulation.casework.proof.proof import CourtOutcome
from simulation.casework.proof.sentencing import Sentence
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.state import State
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.judgments.events import AppealMoved, VerdictGiven
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Phrase
from simulation.network import questions

NO_SENTENCE = Sentence(0, ())
"""After an acquittal or a dismissal."""


def pronounce(
    state: State,
    country: str,
    charge: Charge,
    outcome: CourtOutcome,
    reasons: tuple[str, ...],
    given: Sentence = NO_SENTENCE,
) -> None:
    """Decide a charge for good and tell its country.

    Args:
        state: The exercise.
        country: Whose court.
        charge: A charge that is still open.
        outcome: How it ends.
        reasons: Codes of the reasons.
        given: The sentence after a conviction.
    """
    state.countries[country].file.charges.decide(charge.key, outcome, reasons, state.now, given.months, given.grounds)
    state.emit(
        VerdictGiven(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country,
            charge=charge.key,
            person=charge.person,
            offence=charge.offence,
            outcome=outcome.value,
            is_organiser=questions.is_organiser(state.network, charge.person),
            reasons=reasons,
            months=given.months,
            grounds=given.grounds,
        )
    )
    PeopleHeld(state, country).judged(charge, outcome.value, given.months)
    what = Phrase("digest.verdict", (("outcome", outcome.value), ("person", charge.person)))
    line = DigestLine(state.now, what, "charge", charge.key, state.with_task(country, OfficeTask.CHARGES))
    state.tell(country, line, news=f"verdict/{charge.key}")


def move_appeal(state: State, country: str, charge: Charge, stage: Appeal, until: int | None = None) -> None:
    """Enter the next stage from a conviction to a final verdict and tell its country.

    Args:
        state: The exercise.
        country: Whose court.
        charge: The charge.
        stage: What begins now.
        until: Last second of the term, where that begins.
    """
    last = charge.appeal_until if until is None else until
    state.countries[country].file.charges.move_appeal(charge.key, stage, last)
    state.emit(
        AppealMoved(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country,
            charge=charge.key,
            person=charge.person,
            stage=stage.value,
        )
    )
    what = Phrase(f"digest.appeal.{stage}", (("person", charge.person),))
    line = DigestLine(state.now, what, "charge", charge.key, state.with_task(country, OfficeTask.CHARGES))
    state.tell(country, line, news=f"appeal/{charge.key}")
