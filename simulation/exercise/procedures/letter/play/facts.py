"""The assessment's question about a request, filled from both files; the world is never asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from simulation.casework.documents.document import Document, Origin, detail
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.known import shows_force
from simulation.casework.file.links import grounds_of
from simulation.casework.proof.judged import Accusation, is_judged
from simulation.exercise.core.derived import DerivedValues, KeptRow, Stamp
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.persons import persons_of
from simulation.exercise.procedures.letter.play.state import EvidenceChain, Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import is_written_anew
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterStatus
from simulation.exercise.restrained_assets.court_review import behind
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity
from simulation.kernel.terms import Holder, Side
from simulation.law.assessment.assessment import assess, chains
from simulation.law.assessment.assessment import open_items as items_of
from simulation.law.assessment.evidence_link import EvidenceLink
from simulation.law.assessment.findings import (
    Finding,
    FindingVerdict,
    OwnFacts,
    Question,
    ToldFacts,
)
from simulation.law.assessment.refusal_grounds import Between, between_two
from simulation.law.assessment.safeguards import OF_OWN_PAPERS
from simulation.law.book.assistance_types import Kind, PropertyPart
from simulation.law.book.governance import regime_of_letter
from simulation.law.book.law_book import LawBook
from simulation.law.book.required_contents import ContentCheck, completeness
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import Scenario

ADULT_YEARS = 18
"""Age from which nobody is a child (Convention on the Rights of the Child article 1)."""

_INTERNAL = frozenset({LetterStatus.DRAFTING, LetterStatus.VETTING})

_ARRIVED = frozenset(
    status for status, row in STATUSES.items() if row.holder not in {None, Holder.REQUESTING, Holder.CHANNEL}
)
"""Where a letter stands that has reached the other side and waits there: one's own silence carries no freeze."""


def question(state: State, request: Letter) -> Question:
    """What is asked of the assessment: the request, its two countries, and what their papers hold about it."""
    scenario = state.scenario
    kept: KeptRow[Document, EvidenceLink] = state.memory.keep(f"grounds/{request.key}", (), KeptRow)
    grounds = kept.show(((paper.key, paper) for paper in _chosen(state.countries, request)), _ground)
    return Question(
        content=request.content,
        kind=state.law.kind_of(request.sought),
        targets=request.targets,
        requesting=scenario.country(request.requesting),
        requested=scenario.country(request.requested),
        pair=scenario.pair(request.requesting, request.requested),
        grounds=grounds,
        offence_objects=_objects(state.countries, state.scenario, state.memory, request.requesting),
        own=own_facts(
            state.countries[request.requested].file,
            request,
            state.law.kind_of(request.sought),
            scenario.start,
            judged_here(state.countries, state.scenario, request),
        ),
        conditions=request.conditions,
        channel=request.content.channel,
        told=ToldFacts(
            persons=persons_of(state.countries, state.part(Letters), request, state.law.kind_of(request.sought))
        ),
    )


def between(scenario: Scenario, law: LawBook, request: Letter) -> Between:
    """What stands between the two countries of a request: what binds them, and what governs it."""
    pair = scenario.pair(request.requesting, request.requested)
    asking = scenario.country(request.requesting)
    regime = regime_of_letter(request.content, law.kind_of(request.sought), pair, asking)
    return between_two(pair, scenario.country(request.requested), regime)


def _chosen(countries: Mapping[str, CountryState], request: Letter) -> tuple[Document, ...]:
    """The papers chosen as grounds, as far as the requesting side has them, a target under one name."""
    asking = countries[request.requesting].file
    keys = tuple(key for key in request.content.grounds if asking.filed.get(key) is not None)
    return asking.told(keys, *request.targets)


def _objects(
    countries: Mapping[str, CountryState], scenario: Scenario, memory: DerivedValues, country: str
) -> tuple[str, ...]:
    file, in_outline = countries[country].file, not scenario.country(country).played
    return memory.keep(
        f"objects/{country}",
        hangs_on(countries, scenario, country),
        lambda: _offence_objects(file, in_outline=in_outline),
    )


def _facts_read(state: State, request: Letter) -> Stamp:
    """All of both files that the question is made from, as the files keep it."""
    file = state.countries[request.requested].file
    watched = state.memory.keep(
        f"watched/{request.requested}",
        (file.measures.rows.revision,),
        lambda: frozenset(each.target for each in file.measures.all if each.is_running and each.rule.covert),
    )
    exposed = state.memory.keep(
        f"exposed/{request.requested}",
        (file.risks.rows.revision,),
        lambda: frozenset(each.person for each in file.risks.all),
    )
    targets = tuple(
        (
            file.known.get(key),
            _has_own_case(file, key),
            key in watched,
            key in exposed,
            shows_force(file.naming(key), key),
            _is_cleared(file, key),
        )
        for key in request.targets
    )
    judged, chosen = judged_here(state.countries, state.scenario, request), _chosen(state.countries, request)
    spoken_of = state.memory.keep(
        f"spoken_of/{request.key}", (chosen,), lambda: frozenset(_spoken_of(chosen)).union(request.targets)
    )
    objects = _objects(state.countries, state.scenario, state.memory, request.requesting)
    return (
        request.content,
        request.conditions,
        chosen,
        bool(objects),
        spoken_of.intersection(objects),
        targets,
        judged,
        persons_of(state.countries, state.part(Letters), request, state.law.kind_of(request.sought)),
    )


def _spoken_of(papers: tuple[Document, ...]) -> Iterator[str]:
    """Entities that papers link: of all that offences hang on, only these can lead to a target."""
    for paper in papers:
        for said in paper.assertions:
            yield said.subject
            yield said.object


def _ground(paper: Document) -> EvidenceLink:
    (each,) = grounds_of((paper,))
    return EvidenceLink(each.document, each.links, each.is_lead, each.needs_consent)


def checks(state: State, request: Letter) -> tuple[ContentCheck, ...]:
    """C1-C15 of a request as its content stands."""
    scenario = state.scenario
    return completeness(
        request.content,
        state.law.kind_of(request.sought),
        scenario.pair(request.requesting, request.requested),
        scenario.country(request.requesting),
        scenario.country(request.requested),
    )


def chain(state: State, request: Letter) -> tuple[EvidenceChain, ...]:
    """How the chosen grounds link the offence to each target."""
    return tuple(
        EvidenceChain(
            target=found.target,
            path=found.path,
            documents=tuple(step.document for step in found.steps),
            leads=tuple(step.is_lead for step in found.steps),
            is_linked=found.is_linked,
        )
        for found in chains(question(state, request))
    )


def open_items(state: State, request: Letter) -> tuple[str, ...]:
    """Contents about which a clarification is founded now."""
    return items_of(assessed(state, request))


def hangs_on(countries: Mapping[str, CountryState], scenario: Scenario, country: str) -> Stamp:
    """What the question takes from the requesting side's file beside the papers chosen: how much it is about."""
    file = countries[country].file
    papers = 0 if scenario.country(country).played else file.filed.revision
    return (papers, len(file.known.containers), len(file.offence_objects), len(file.charges.rows))


def assessed(state: State, request: Letter) -> tuple[Finding, ...]:
    """The whole assessment as both files stand, made anew only when the question itself has changed."""
    read = _facts_read(state, request)
    found: tuple[Finding, ...] = state.memory.keep(
        f"assessed/{request.key}", read, lambda: assess(question(state, request), state.law)
    )
    kept = state.part(Letters).requests.get(request.key)
    return found if kept is None or not kept.ruled else ruled(kept, found)


def ruling_on(kept: RequestState, finding: Finding) -> str:
    """Control's ruling on a finding of a request: by its code and item, or by its code alone; "" for none."""
    return ruling_in(kept.ruled, finding)


def ruling_in(rulings: Mapping[str, str], finding: Finding) -> str:
    """The ruling on a finding among these: by its code and item, or by its code alone; "" for none."""
    return rulings.get(f"{finding.code}/{finding.item}") or rulings.get(finding.code, "")


def ruled(kept: RequestState, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of a request as control's rulings leave them."""
    return as_ruled(kept.ruled, found)


def as_ruled(rulings: Mapping[str, str], found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings as control's rulings leave them (design.md 4).

    A point that does not hold is gone for the form, the seats, the automatic players and the clock alike.
    """
    left = []
    for finding in found:
        ruling = ruling_in(rulings, finding)
        if ruling == "does_not_stand":
            continue
        if ruling == "stands":
            left.append(replace(finding, verdict=FindingVerdict.SETTLED))
        elif ruling == "either_way":
            left.append(replace(finding, verdict=FindingVerdict.ARGUABLE))
        else:
            left.append(finding)
    return tuple(left)


def findings(state: State, kept: RequestState, side: Side) -> tuple[Finding, ...]:
    """What a side may know of the assessment.

    The requesting side once its own authority vets, unless it plays at exam level, and nothing that the other side's
    papers alone say; the requested side while the request is before it.
    """
    if not are_shown(state.settings, kept, side):
        return ()
    found = assessed(state, kept.matter)
    if side is Side.REQUESTED:
        return found
    hidden = {"ground_available", "not_a_ground_of_the_pair", *OF_OWN_PAPERS}
    return tuple(finding for finding in found if finding.code not in hidden or finding.item == "R1")


def are_shown(settings: Settings, kept: RequestState, side: Side) -> bool:
    """Whether a side may know of the assessment now (see `findings`)."""
    request = kept.matter
    if side is Side.REQUESTED:
        return not request.is_final and request.has_been(LetterStatus.RECEIVED) and not is_written_anew(request, side)
    level = settings.help_level(request.requesting)
    return request.status in _INTERNAL and level != "exam" and bool(kept.checks)


def _offence_objects(file: CaseFile, *, in_outline: bool = False) -> tuple[str, ...]:
    """What a file's case is about: goods and containers, accounts reported, people who suffered, people charged.

    Of a country in outline no investigation is played: its case is what the notes of its own case are about
    (assumption).
    """
    found = {*file.known.containers, *file.offence_objects}
    found |= {charge.person for charge in file.charges.all}
    if in_outline:
        found.update(document.about for document in file.documents if document.use.origin is Origin.HOME)
    return tuple(sorted(found - {""}))


def own_facts(file: CaseFile, request: Letter, kind: Kind, start: date, judged: tuple[str, ...] = ()) -> OwnFacts:
    """What the requested side's own papers say about a request's targets.

    Args:
        file: Its case file.
        request: The request.
        kind: Kind of assistance that it asks for.
        start: The scenario's first day, for ages on the day on which the request was opened.
        judged: Targets whom its courts have judged for what the request is about.
    """
    entities = {key: file.known.get(key) for key in request.targets}
    nationals = tuple(
        key
        for key, entity in entities.items()
        if entity is not None and detail(entity, "nationality") == request.requested
    )
    at_risk = tuple(exposure.person for exposure in file.risks.all if exposure.person in request.targets)
    return OwnFacts(
        own_case=tuple(key for key in request.targets if _has_own_case(file, key)),
        own_measures=tuple(
            measure.target
            for measure in file.measures.all
            if measure.is_running and measure.rule.covert and measure.target in request.targets
        ),
        own_nationals=nationals,
        privileged=tuple(
            key for key, entity in entities.items() if entity is not None and detail(entity, "profession") == "lawyer"
        ),
        judged=judged,
        third_parties=_of_third_parties(file, request, kind),
        minors=tuple(
            key for key, entity in entities.items() if entity is not None and _is_minor(entity, request, start)
        ),
        at_risk=at_risk,
        compelled=tuple(key for key in at_risk if shows_force(file.naming(key), key)),
        cleared=tuple(key for key in request.targets if _is_cleared(file, key)),
    )


def judged_here(countries: Mapping[str, CountryState], scenario: Scenario, request: Letter) -> tuple[str, ...]:
    """Targets whom the country that is asked has judged for all that a letter is about, as its file knows them.

    What a letter is about say the offences that it names and the papers chosen as its grounds. One that names no
    offence may be about whatever the law of its sender punishes: there a judgment on any of it counts.
    """
    file = countries[request.requested].file
    if not file.charges.rows and not file.detentions.convictions:
        return ()
    law, names = scenario.country(request.requesting), file.identities(*request.targets)
    named = [each for each in law.offences if each.key in request.content.offences]
    papers, counts = _chosen(countries, request), all if named else any
    return tuple(
        target
        for target in request.targets
        if counts(
            is_judged(file, Accusation(target, offence.elements, papers), lambda key: names.get(key, key))
            for offence in named or law.offences
        )
    )


def _has_own_case(file: CaseFile, target: str) -> bool:
    return any(document.use.origin is Origin.HOME for document in file.naming(target))


def _is_cleared(file: CaseFile, target: str) -> bool:
    return any(target in document.exculpates for document in file.naming(target))


def _of_third_parties(file: CaseFile, request: Letter, kind: Kind) -> tuple[str, ...]:
    """Property that by the papers is somebody's whom the request does not name (UNTOC 12(8), 13(8))."""
    if kind.property is PropertyPart.NONE:
        return ()
    named = {*request.content.persons, *request.targets}
    found = []
    for target in request.targets:
        theirs = {link.a for link in file.links() if link.b == target and link.kind in {"holds", "owns"}}
        if theirs and theirs.isdisjoint(named):
            found.append(target)
    return tuple(found)


def _is_minor(entity: Entity, request: Letter, start: date) -> bool:
    """Under eighteen on the day on which the request was opened, by the date of birth that the papers print."""
    born = detail(entity, "born")
    if not isinstance(born, str) or not born:
        return False
    birth, today = date.fromisoformat(born), start + timedelta(days=request.opened // DAY)
    return (today.year - birth.year) - ((today.month, today.day) < (birth.month, birth.day)) < ADULT_YEARS


def is_proof_asked(state: State, country: str, account: str) -> bool:
    """Whether a letter of the case lies open with those who can prove where the money comes from.

    It has arrived, asks for papers, and is about the account, somebody behind it, or what the file links with them: a
    firm, goods, a number. A letter that asks for the freeze itself asks for no proof.
    """
    file = state.countries[country].file
    about = behind(file, account) | {account}
    near = set(about)
    near |= {end for link in file.links() if link.documents and about & {link.a, link.b} for end in (link.a, link.b)}
    return any(
        kept.matter.requesting == country
        and _brings_proof(state.law.kind_of(kept.matter.sought))
        and kept.matter.status in _ARRIVED
        and not near.isdisjoint(kept.matter.targets)
        for kept in state.part(Letters).requests.values()
    )


def _brings_proof(kind: Kind) -> bool:
    return kind.route is Route.MLA and bool(kind.papers) and kind.property is PropertyPart.NONE
