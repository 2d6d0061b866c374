"""Papers that measures at home bring: what custodians hold, as evidence or as a lead, with what clings to it."""

from __future__ import annotations

from dataclasses import replace

from simulation.casework.documents.document import BENEFIT, Cell, CellKind, Origin, Use
from simulation.casework.file.measures import Conduct, Measure
from simulation.casework.proof.derived_evidence import following
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence import gathering
from simulation.kernel.agenda import DAY
from simulation.network import questions
from simulation.network.world.world import World
from simulation.scenario.schema.play import DocumentKind

_LEAD = Use(is_evidence=False, origin=Origin.HOME)
"""What is no evidence: what an informant tells, or a financial unit makes of what banks hold, shows where to look."""


def file_papers(state: State, country: CountryState, measure: Measure) -> int:
    """File what the measure's custodians hold; returns the number of papers."""
    made = 0
    kind = state.network.entities[measure.target].kind
    use = following(country.file, measure.grounds, measure.target, _LEAD if measure.rule.leads_only else gathering.HOME)
    if measure.conduct is Conduct.PRESSING:
        use = replace(use, incited=True)
    for document in measure.rule.produces.get(kind, ()):
        for target in gathering.targets_of(state, document, measure.target, country.code):
            if document is DocumentKind.ACCOUNT_FILE and _has_account_file(country, target):
                continue  # how an account was opened is told once
            paper = gathering.make(
                state,
                document,
                target,
                country.code,
                f"{measure.key}/{document}/{target}",
                _owed(country, target, use) if document is DocumentKind.INTERVIEW else use,
                start=_first(measure, state.now),
                status=_heard_as(state.network, country, target)
                if document is DocumentKind.INTERVIEW
                else measure.conduct,
            )
            if paper is not None:
                if measure.rule.promises:
                    paper = replace(paper, heading=(*paper.heading, (BENEFIT, Cell(CellKind.CODE, "milder_sentence"))))
                gathering.file_document(state, country.code, paper, measure.key, (measure.office,))
                made += 1
    return made


def _owed(country: CountryState, person: str, use: Use) -> Use:
    """Who speaks again after a promise may speak for it: the papers that say so are owed to court and defence."""
    promised = {paper.key for paper in country.file.naming(person) if paper.grants_benefit and paper.about == person}
    return replace(use, rewards=tuple(sorted(promised.union(use.rewards)))) if promised else use


def _first(measure: Measure, now: int) -> int | None:
    """From when a measure's papers tell: what is under way from its beginning, what an informant saw a while back."""
    if measure.rule.looks_back_days:
        return now - measure.rule.looks_back_days * DAY
    return measure.since if measure.rule.live or measure.rule.from_its_start else None


def _has_account_file(country: CountryState, account: str) -> bool:
    return any(
        paper.kind is DocumentKind.ACCOUNT_FILE
        and paper.about == account
        and paper.use.origin is Origin.HOME
        and paper.use.stands
        for paper in country.file.naming(account)
    )


def _heard_as(network: World, country: CountryState, person: str) -> str:
    suspected = any(measure.target == person and measure.rule.as_suspect for measure in country.file.measures.all)
    return "suspect" if suspected or not questions.is_free(network, person) else "witness"
