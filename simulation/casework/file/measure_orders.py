"""Ordering a measure: the check against file and law, and the plan that comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.casework.documents.document import AssertionKind, Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.impossible import require_possible
from simulation.casework.file.measures import (
    Conduct,
    GroundsNeeded,
    Measure,
    MeasureRule,
    MeasureStatus,
    needs_judge,
    ordering_offices,
)
from simulation.casework.file.restrained_assets import AssetState
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import DocumentKind, MeasureKind

_MOVABLE = frozenset({EntityKind.PERSON, EntityKind.CONTAINER, EntityKind.VEHICLE})


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """A measure that may be ordered.

    Attributes:
        rule: Its row of the table: court, days, hours, teams, exposure.
        target: Whom or what it is aimed at.
        office: Who orders it.
        grounds: Papers it rests on, in order of receipt.
        produces: Kinds of papers that it will bring.
        rests_on_leads: No paper that stands as evidence names the target.
        needs_judge: A judge authorises it first.
    """

    rule: MeasureRule
    target: Entity
    office: Office
    grounds: tuple[str, ...]
    produces: tuple[DocumentKind, ...]
    rests_on_leads: bool
    needs_judge: bool

    def measure(
        self,
        key: str,
        now: int,
        conduct: Conduct = Conduct.PASSIVE,
        reasons: str = "",
        because: tuple[str, ...] = (),
    ) -> Measure:
        """The measure as it starts: before a judge, or waiting for the officers or team who do it."""
        return Measure(
            key=key,
            rule=self.rule,
            target=self.target.key,
            office=self.office,
            grounds=self.grounds,
            ordered=now,
            status=MeasureStatus.AUTHORISING if self.needs_judge else MeasureStatus.QUEUED,
            since=now,
            is_provisional=self.rule.grounds is GroundsNeeded.CONFIRM and self.rests_on_leads,
            conduct=conduct,
            reasons=reasons,
            because=because,
        )


def check_measure(
    rule: MeasureRule,
    target: str,
    office: Office,
    documents: tuple[str, ...],
    file: CaseFile,
    country: Country,
    now: int,
) -> MeasurePlan:
    """Check a measure against file and law; whether the target deserves it nobody tells.

    Args:
        rule: What is ordered.
        target: Key of an entity that the file knows.
        office: Who orders it.
        documents: Papers of the file that it rests on.
        file: The country's file.
        country: Its law and staff.
        now: Seconds since the scenario's start.

    Raises:
        RuleViolation: `measure.wrong_office`, `measure.unknown_target`, `measure.wrong_target`, `measure.out_of_reach`,
            `measure.already_running`, `measure.already_frozen`, `measure.nothing_frozen`,
            `measure.grounds_missing`, `measure.grounds_do_not_name_target`, `measure.evidence_missing`,
            `measure.nothing_against`, `measure.nothing_new`, `measure.recovering`, `measure.no_time_runs`,
            `measure.pressing`, `measure.seen_as_victim`,
            `measure.not_accused`, `measure.target_held`, `measure.target_seized`, `file.unknown_document`.
    """
    kind = rule.kind
    if office not in ordering_offices(rule, country):
        raise RuleViolation("measure.wrong_office", measure=kind, office=office)
    entity = file.known.get(target)
    if entity is None:
        raise RuleViolation("measure.unknown_target", target=target)
    if entity.kind not in rule.targets:
        raise RuleViolation("measure.wrong_target", measure=kind, kind=entity.kind)
    require_possible(kind, entity, file, now)
    if not rule.waits and not is_in_reach(entity, file, country.code):
        raise RuleViolation("measure.out_of_reach", target=target, country=entity.country)
    _check_state(rule, entity, file)
    until = recovers_until(file.naming(target), target, country.reflection_days)
    if rule.after_recovery and until is not None and now < until and wish_of(file, target) != WANTS_TO_BE_HEARD:
        raise RuleViolation("measure.recovering", target=target, until=until)
    if rule.asks_wish and (until is None or now >= until):
        raise RuleViolation("measure.no_time_runs", target=target)
    if rule.asks_wish and wish_of(file, target):
        raise RuleViolation("measure.pressing", target=target)
    if rule.spares_victims and until is not None:
        raise RuleViolation("measure.seen_as_victim", target=target)
    if rule.for_accused and not _is_accused(target, file):
        raise RuleViolation("measure.not_accused", target=target)
    papers = file.told(documents, target)
    stands = _check_grounds(rule, entity, papers, file)
    if kind is MeasureKind.FREEZE:
        _check_new(entity, papers, file)
    return MeasurePlan(
        rule=rule,
        target=entity,
        office=office,
        grounds=tuple(paper.key for paper in papers),
        produces=rule.produces.get(entity.kind, ()),
        rests_on_leads=not stands,
        needs_judge=needs_judge(rule, country),
    )


WANTS_TO_BE_HEARD, WANTS_TIME = "wants_to_be_heard", "wants_time"
"""What somebody who recovers said, informed and asked once, to the victim service."""


def wish_of(file: CaseFile, person: str) -> str:
    """What a person who recovers wants, as recorded; "" while nobody has asked.

    Args:
        file: The case file.
        person: Key.
    """
    said = (each.result for each in file.measures.all if each.target == person and each.rule.asks_wish)
    return next((result for result in said if result in {WANTS_TO_BE_HEARD, WANTS_TIME}), "")


def _is_accused(person: str, file: CaseFile) -> bool:
    """Whether a person waits for a verdict, or is held."""
    is_charged = any(charge.person == person and not charge.outcome for charge in file.charges.all)
    return is_charged or file.detentions.is_held(person)


def is_in_reach(entity: Entity, file: CaseFile, country: str) -> bool:
    """Whether the country's authorities can lay hands on an entity, as far as the file knows.

    What moves is in reach when it belongs to the country or a paper has placed it there.
    """
    if entity.country == country:
        return True
    if entity.kind not in _MOVABLE:
        return False
    places = (
        file.known.get(said.object)
        for document in file.told(tuple(paper.key for paper in file.naming(entity.key)), entity.key)
        for said in document.assertions
        if said.kind in {AssertionKind.AT, AssertionKind.FOUND} and said.subject == entity.key
    )
    return any(place is not None and place.country == country for place in places)


def _check_state(rule: MeasureRule, target: Entity, file: CaseFile) -> None:
    for measure in file.measures.all:
        if measure.is_running and (measure.kind, measure.target) == (rule.kind, target.key):
            raise RuleViolation("measure.already_running", measure=rule.kind, target=target.key)
    asset = file.assets.get(target.key)
    blocked = asset is not None and asset.is_blocked
    if rule.kind is MeasureKind.LIFT_FREEZE and not blocked:
        raise RuleViolation("measure.nothing_frozen", target=target.key)
    taken = asset is not None and asset.state is AssetState.CONFISCATED
    if rule.kind is MeasureKind.POSTPONEMENT and (blocked or taken):
        raise RuleViolation("measure.already_frozen", target=target.key)
    if rule.kind is MeasureKind.FREEZE and (taken or (asset is not None and asset.state is AssetState.FROZEN)):
        raise RuleViolation("measure.already_frozen", target=target.key)


def _check_grounds(rule: MeasureRule, target: Entity, papers: tuple[Document, ...], file: CaseFile) -> bool:
    """Whether evidence among the chosen papers names the target; raises when the papers do not carry the measure."""
    named = {document.key for document in file.naming(target.key)}
    naming = [paper for paper in papers if paper.key in named]
    stands = any(_speaks_against(paper, target.key) for paper in naming)
    if rule.grounds is GroundsNeeded.NONE:
        return stands
    if not papers:
        raise RuleViolation("measure.grounds_missing", measure=rule.kind)
    if not naming:
        raise RuleViolation("measure.grounds_do_not_name_target", measure=rule.kind, target=target.key)
    if rule.grounds is GroundsNeeded.SUSPICION and all(target.key in paper.exculpates for paper in naming):
        raise RuleViolation("measure.nothing_against", measure=rule.kind, target=target.key)
    if rule.grounds is GroundsNeeded.EVIDENCE and not stands:
        raise RuleViolation("measure.evidence_missing", measure=rule.kind, target=target.key)
    return stands


def _check_new(account: Entity, papers: tuple[Document, ...], file: CaseFile) -> None:
    """A freeze that ended is not ordered again on what the court knew: a paper has to have come since (assumption)."""
    asset = file.assets.get(account.key)
    earlier = (each for each in file.measures.all if (each.kind, each.target) == (MeasureKind.FREEZE, account.key))
    if asset is None or asset.is_blocked or not any(each.result == "done" for each in earlier):
        return
    received = [filing.received for paper in papers if (filing := file.filed.get(paper.key)) is not None]
    if max(received, default=0) <= asset.since:
        raise RuleViolation("measure.nothing_new", target=account.key)


def is_confirmed(measure: Measure, file: CaseFile) -> bool:
    """Whether evidence now stands behind a measure that began on leads.

    What the target was heard to say, and what speaks for it, does not count.
    """
    return stands_against(file, measure.target)


def stands_against(file: CaseFile, person: str) -> bool:
    """Whether a paper stands as evidence, names a person, does not speak for him or her, and is not the own words."""
    return any(
        _speaks_against(paper, person) and not (paper.form.is_spoken and paper.about == person)
        for paper in file.naming(person)
    )


def is_suspected(file: CaseFile, person: str) -> bool:
    """Whether any paper, a lead too, names a person and does not speak for him or her."""
    return any(person not in paper.exculpates for paper in file.naming(person))


def _speaks_against(paper: Document, target: str) -> bool:
    return paper.use.stands and not paper.use.incited and target not in paper.exculpates


RECOVERY_RULE = "P7"
"""Row of the law book that says so."""


def recovers_until(papers: Iterable[Document], person: str, days: int) -> int | None:
    """Until when a person recovers, in seconds since the scenario's start; None when no paper shows a victim.

    Args:
        papers: Of a file, those that name the person.
        person: Key.
        days: Days that the country's law gives (`reflection_days`).
    """
    seen = [
        said.at
        for paper in papers
        for said in paper.assertions
        if said.kind is AssertionKind.IDENTIFIED and said.subject == person and said.at is not None
    ]
    return min(seen) + days * DAY if seen else None
