"""Whether money may stay blocked: what a court reads in the file of the case."""

from __future__ import annotations

from simulation.agenda import DAY
from simulation.casework.assets import Asset
from simulation.casework.documents import Document, Origin
from simulation.casework.file import CaseFile
from simulation.casework.proof import is_shown
from simulation.exercise.state import State
from simulation.scenario.play import DocumentKind

PREDICATE = "predicate_offence"
"""Element of the offence that a laundering case, and a freeze without a conviction, has to show."""

_BANK = frozenset({DocumentKind.BANK_STATEMENT, DocumentKind.ACCOUNT_FILE, DocumentKind.SUSPICIOUS_REPORT})

LONGEST_DAYS = 365
"""Days for which money stays blocked on progress alone, without proof or charge (old section 111b(3) of the German code
of criminal procedure: at most twelve months; reference law.md 7.3 F6)."""


def may_stay(state: State, country: str, asset: Asset) -> bool:
    """Whether a court prolongs a freeze: the predicate offence is shown, a trial is pending, or the case moves on.

    Progress is a paper that came since the freeze was last looked at, stands as evidence and names the account, or
    somebody behind it (law.md 7.3 F6: periodic justification, progress shown). What the own banks say shows where money
    went, not that it comes from an offence: that proof has to come from elsewhere, often from abroad.

    Args:
        state: The exercise.
        country: Whose case it is.
        asset: The money.
    """
    file = state.countries[country].file
    behind = _behind(file, asset.account)
    if any(charge.person in behind and not charge.outcome for charge in file.charges):
        return True
    if is_predicate_shown(state, country, asset.account):
        return True
    began = _began(state, file, asset)
    return state.now - began < LONGEST_DAYS * DAY and _has_moved_on(file, asset, behind)


def is_predicate_shown(state: State, country: str, account: str) -> bool:
    """Whether a country's papers prove an offence from which the money on an account comes, against whoever has it."""
    file = state.countries[country].file
    return is_shown(file, state.scenario.country(country), PREDICATE, _holding(file, account))


def _holding(file: CaseFile, account: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.a for link in file.links() if link.b == account and link.kind in {"holds", "owns"}))


def _behind(file: CaseFile, account: str) -> frozenset[str]:
    """Who holds or owns an account, and who directs or owns such a company, as papers show."""
    near = frozenset(_holding(file, account))
    return near | {link.a for link in file.links() if link.b in near and link.kind in {"directs", "owns"}}


def _began(state: State, file: CaseFile, asset: Asset) -> int:
    measure = file.measure(asset.source)
    if measure is not None:
        return measure.since
    kept = state.requests.get(asset.source)
    return kept.request.opened if kept is not None else asset.since


def _is_of_own_bank(paper: Document) -> bool:
    return paper.use.origin is Origin.HOME and paper.kind in _BANK


def _has_moved_on(file: CaseFile, asset: Asset, behind: frozenset[str]) -> bool:
    return any(
        paper.use.stands
        and not _is_of_own_bank(paper)
        and (filing := file.filing(paper.key)) is not None
        and filing.received > asset.since
        for key in (asset.account, *sorted(behind))
        for paper in file.naming(key)
    )
