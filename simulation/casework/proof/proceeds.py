"""Whose money is, and where it comes from, as papers show a court: what a conviction may take (UNTOC 2(e), 12(1))."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.casework.documents.document import Document
from simulation.casework.file.charges import Charge
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.elements import brings_gain
from simulation.casework.proof.proof_context import Scene, SetName
from simulation.casework.proof.rulings import as_ruled
from simulation.casework.proof.usability import UsabilityStatus, usability
from simulation.scenario.schema.country import Country

_REACHED = (SetName.ACCUSED_ACCOUNT, SetName.DIRTY_ACCOUNT, SetName.FED_ACCOUNT)
"""The convict's own accounts, and those that hold proceeds."""

_TWO = 2
"""Sources that have to name an account where each paper about it weighs less (casework rule `weight`)."""


def shown(papers: Iterable[Document], charge: Charge, law: Country) -> frozenset[str]:
    """Accounts that usable papers show to be an accused's or proceeds, each by one sound paper or by two sources.

    None for an offence that brings nothing in.

    Args:
        papers: Those before the court.
        charge: The charge.
        law: The forum.
    """
    if not brings_gain(charge.elements):
        return frozenset()
    told = frozenset(charge.documents)
    judged = [
        (
            paper,
            as_ruled(usability(paper, charge.offence, law, shown=told, by_video=frozenset(charge.by_video)), charge),
        )
        for paper in papers
        if paper.use.stands
    ]
    usable = [(paper, found) for paper, found in judged if found.status is UsabilityStatus.USABLE]
    scene = Scene(Assertions(paper for paper, _ in usable), charge.person)
    accounts = frozenset[str]().union(*(scene.members(name) for name in _REACHED))

    def is_sound(account: str) -> bool:
        naming = [(paper, found) for paper, found in usable if paper.names(account)]
        sources = {paper.custodian for paper, _ in naming}
        return len(sources) >= _TWO or any(not found.needs_support for _, found in naming)

    return frozenset(account for account in accounts if is_sound(account))
