"""Whether money may stay blocked: what a court reads in the file of the case."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.document import Document, Origin
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.links import Link, derive
from simulation.casework.file.restrained_assets import Asset
from simulation.casework.proof.elements import brings_gain
from simulation.casework.proof.proof import Everything
from simulation.exercise.core.state import State
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.law.periods.restraint import RestraintGround, restraint_row

_HOLDS = frozenset({"holds", "owns"})

PREDICATE = "predicate_offence"
"""Element of the offence that a laundering case, and a freeze without a conviction, has to show."""


ACQUAINTED = frozenset(
    {
        Says.HOLDS,
        Says.OWNS,
        Says.DIRECTS,
        Says.KEEPS,
        Says.OPERATED,
        Says.SUBSCRIBES,
        Says.CALLED,
        Says.AT,
        Says.SERVES,
        Says.STATED,
        Says.REPORTED,
        Says.MISSING,
        Says.THREATENED,
    }
)
"""What shows whose something is, where somebody was and who knows or fears whom, and not where money comes from."""


def further(state: State, country: str, asset: Asset, *, proof_asked: bool) -> tuple[RestraintGround, int | None]:
    """On what a court lets a freeze go on, and until when, by the strongest ground that it reads in the file now.

    From now for a period of the law of the place, within the days of the ground, which run from the order
    (`data/restraint.toml`); None where suspicion is all there is. A law without a period of its own has that of
    progress (assumption).

    Args:
        state: The exercise.
        country: Whose case it is.
        asset: The money.
        proof_asked: The prosecutor asked for more time and gave reasons, and a letter that asks for proof has arrived.
    """
    days = state.scenario.country(asset.country).freeze_review_days or restraint_row(RestraintGround.PROGRESS).days or 0
    ground = ground_of(state, country, asset.account, since=asset.since, proof_asked=proof_asked)
    if ground is RestraintGround.SUSPICION:
        return ground, None
    return ground, within(state.now + days * DAY, ground, asset.began)


def within(until: int | None, ground: RestraintGround, began: int) -> int | None:
    """The earlier of a last day and the end of what a ground allows; None where neither law nor ground has one."""
    days = restraint_row(ground).days
    if days is None:
        return until
    ends = began + days * DAY
    return ends if until is None else min(until, ends)


def ground_of(
    state: State, country: str, account: str, *, since: int | None = None, proof_asked: bool = False
) -> RestraintGround:
    """The strongest ground for money to stay blocked that a file holds now.

    The case moves on when a paper tells of the offence that the court has not seen, or when one does that it has seen
    and more has been asked for abroad.

    Args:
        state: The exercise.
        country: Whose case it is.
        account: Where the money lies.
        since: When the court last looked; None when it never did.
        proof_asked: The prosecutor asked for more time and gave reasons, and a letter that asks for proof has arrived.
    """
    file = state.countries[country].file
    concerned = behind(file, account)
    is_tried = any(
        charge.person in concerned and charge.is_pending and brings_gain(charge.elements) for charge in file.charges.all
    )
    if is_tried or is_predicate_shown(state, country, account):
        return RestraintGround.SHOWN
    about = concerned | {account}
    told = _told(file, about)
    if told is not None and (since is None or told > since):
        return RestraintGround.PROGRESS
    if not proof_asked:
        return RestraintGround.SUSPICION
    return RestraintGround.LETTER if told is None else RestraintGround.PROGRESS


def tells_of_offence(paper: Document, about: frozenset[str]) -> bool:
    """Whether a paper stands as evidence and says of somebody or something more than whose it is and who knows whom.

    What the own banks say shows where money went, not that it comes from an offence; a payment that a bank abroad shows
    says where it came from.
    """
    if not paper.use.stands or (paper.use.origin is Origin.HOME and paper.form.is_of_bank):
        return False
    return any(
        said.kind not in ACQUAINTED and not about.isdisjoint((said.subject, said.object)) for said in paper.assertions
    )


def is_predicate_shown(state: State, country: str, account: str) -> bool:
    """Whether a country's papers prove an offence from which the money on an account comes, against whoever has it."""
    file = state.countries[country].file
    people = _holding(file, account)
    if not people:
        return False
    law = state.scenario.country(country)
    everything = state.memory.keep(f"everything/{country}", (), lambda: Everything(law))
    everything.take_in(file.told())
    return everything.shows(PREDICATE, people)


def _holding(file: CaseFile, account: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.a for link in file.links() if link.b == account and link.kind in _HOLDS))


def behind(file: CaseFile, account: str) -> frozenset[str]:
    """Who holds or owns an account, and who directs or owns such a company, also through others above it, by papers."""
    return _behind(file, file.links(), account)


def proved_behind(file: CaseFile, account: str) -> frozenset[str]:
    """The same by papers that stand as evidence alone: no lead and no claim of the team.

    Whoever the team has merged is one here as far as the particulars agree, under the key of `CaseFile.identities`.
    """
    standing = (paper for paper in file.documents if paper.use.stands)
    return _behind(file, derive(standing, file.identities()), account)


def _behind(file: CaseFile, links: Sequence[Link], account: str) -> frozenset[str]:
    found = near = frozenset(link.a for link in links if link.b == account and link.kind in _HOLDS)
    while near:
        fresh = {link.a for link in links if link.b in near and link.kind in {"directs", "owns"}} - found
        found |= fresh
        near = frozenset(key for key in fresh if _is_company(file, key))
    return found


def _is_company(file: CaseFile, key: str) -> bool:
    entity = file.known.get(key)
    return entity is not None and entity.kind is EntityKind.COMPANY


def _told(file: CaseFile, about: frozenset[str]) -> int | None:
    """When the latest paper came that tells of the offence; None when none does."""
    papers = (paper for key in sorted(about) for paper in file.naming(key) if tells_of_offence(paper, about))
    return max((filing.received for paper in papers if (filing := file.filed.get(paper.key)) is not None), default=None)
