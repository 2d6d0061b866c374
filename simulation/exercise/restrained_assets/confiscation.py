"""What a conviction takes: money that is the convict's or came from the offence, as papers before that court show.

Only offences that bring something in take anything (UNTOC 2(e), 12(1)): who is convicted of threatening a witness
loses no money that is blocked as proceeds. A court knows what papers show it, not what is so: an account nobody proved
to be the convict's stays its holder's, and a paper that the court does not take shows nothing (law.md 5.3 M11, M20).
"""

from __future__ import annotations

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.proof import proceeds
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.proof import CourtOutcome
from simulation.casework.proof.proof_context import Scene, SetName
from simulation.exercise.core.state import State
from simulation.exercise.evidence import uninvolved


def reached(state: State, country: str, charge: Charge) -> frozenset[str]:
    """Accounts that a conviction on a charge reaches, whoever's name they are in (UNTOC 12(1), 12(4)).

    The convict's own, and what came from the offence, as usable papers before the court show both: what only lies in
    the prosecutor's file, or came after the hearing, takes nothing. What uninvolved people own stays theirs (12(8)).

    Args:
        state: The exercise.
        country: Whose court.
        charge: The charge.
    """
    file, law = state.countries[country].file, state.scenario.country(country)
    shown = state.memory.keep(
        f"reached/{country}/{charge.key}",
        (charge, file.chosen(charge.documents), file.identities(charge.person)),
        lambda: proceeds.shown(file.told(charge.documents, charge.person), charge, law),
    )
    return frozenset(account for account in shown if not uninvolved.is_one(state.network, account))


def claimed(file: CaseFile, people: tuple[str, ...]) -> frozenset[str]:
    """Accounts that a file, by evidence or leads, shows to be some people's own: what its prosecutor hopes to take."""
    told = Assertions(file.told(None, *people))
    return frozenset[str]().union(*(Scene(told, person).members(SetName.ACCUSED_ACCOUNT) for person in people))


def is_ordered(state: State, country: str, account: str) -> bool:
    """Whether a conviction in a country's case reaches an account."""
    convictions = convictions_of(state.countries[country].file)
    return any(account in reached(state, country, charge) for charge in convictions)


def convictions_of(file: CaseFile) -> tuple[Charge, ...]:
    """Charges that ended in a final conviction."""
    return tuple(
        charge for charge in file.charges.all if charge.outcome == CourtOutcome.CONVICTION and not charge.is_pending
    )
