"""What a conviction takes: money that is the convict's or came from the offence, as papers usable in that court show.

Only offences that bring something in take anything (UNTOC 2(e), 12(1)): who is convicted of threatening a witness
loses no money that is blocked as proceeds. A court knows what papers show it, not what is so: an account nobody proved
to be the convict's stays its holder's, and a paper that the court does not take shows nothing (law.md 5.3 M11, M20).
"""

from __future__ import annotations

from collections.abc import Iterable

from simulation.casework.charges import Charge
from simulation.casework.documents import Document
from simulation.casework.elements import brings_gain
from simulation.casework.file import CaseFile
from simulation.casework.proof import Outcome
from simulation.casework.scene import Scene, SetName
from simulation.casework.told import Told
from simulation.casework.usability import UsabilityStatus, usability
from simulation.exercise import uninvolved
from simulation.exercise.state import State
from simulation.scenario.country import Country

_TWO = 2
"""Sources that have to name an account where each paper about it weighs less (casework rule `weight`)."""


def reached(state: State, country: str, charge: Charge) -> frozenset[str]:
    """Accounts that a conviction on a charge reaches, whoever's name they are in (UNTOC 12(1), 12(4)).

    The convict's own as all usable papers of the file show them, and what came from the offence as the papers before
    the court show it. What uninvolved people own stays theirs (12(8)).

    Args:
        state: The exercise.
        country: Whose court.
        charge: The charge.
    """
    if not brings_gain(charge.elements):
        return frozenset()
    file, law = state.countries[country].file, state.scenario.country(country)
    mine = _shown(file.documents, charge, law, (SetName.ACCUSED_ACCOUNT,))
    dirty = _shown(file.chosen(charge.documents), charge, law, (SetName.DIRTY_ACCOUNT, SetName.FED_ACCOUNT))
    return frozenset(account for account in mine | dirty if not uninvolved.is_one(state, account))


def is_ordered(state: State, country: str, account: str) -> bool:
    """Whether a conviction in a country's case reaches an account."""
    convictions = convictions_of(state.countries[country].file)
    return any(account in reached(state, country, charge) for charge in convictions)


def convictions_of(file: CaseFile) -> tuple[Charge, ...]:
    """Charges that ended in a conviction."""
    return tuple(charge for charge in file.charges if charge.outcome == Outcome.CONVICTION)


def _shown(papers: Iterable[Document], charge: Charge, law: Country, names: tuple[SetName, ...]) -> frozenset[str]:
    """Accounts of these sets as usable papers show them, each named by one sound paper or by two sources."""
    shown = frozenset(charge.documents)
    judged = [(paper, usability(paper, charge.offence, law, shown=shown)) for paper in papers if paper.use.stands]
    usable = [(paper, found) for paper, found in judged if found.status is UsabilityStatus.USABLE]
    scene = Scene(Told(paper for paper, _ in usable), charge.person)
    accounts = frozenset[str]().union(*(scene.members(name) for name in names))

    def is_sound(account: str) -> bool:
        naming = [(paper, found) for paper, found in usable if paper.names(account)]
        sources = {paper.custodian for paper, _ in naming}
        return len(sources) >= _TWO or any(not found.needs_support for _, found in naming)

    return frozenset(account for account in accounts if is_sound(account))
