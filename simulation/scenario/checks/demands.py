"""What a good exercise needs of its scenario, and what a reader can be asked to read.

These are the demands of `rogatory scenario check`; a scenario that fails here can be opened, but is not ready yet.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.kernel.errors import Problem
from simulation.kernel.terms import Office
from simulation.scenario.checks.crime import reachable
from simulation.scenario.checks.marks import check_tutorial
from simulation.scenario.checks.play import AllowedNames
from simulation.scenario.checks.problems import Findings
from simulation.scenario.checks.texts import needed
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.measured_facts import MeasuredFact
from simulation.scenario.schema.play import OpeningDocument, Preset, Route
from simulation.scenario.schema.scenario import Scenario, text_key
from simulation.scenario.text.reading_load import words_in, words_of_document

PLAY = "play.toml"
NETWORK = "network.toml"

MATTERS_IN_FLIGHT = 3
PARTNERS = 2
INJECTS = 12
DOCUMENTS_A_SEAT = 6

WORDS_OF_A_ROLE = 200
WORDS_OF_A_COUNTRY = 900
WORDS_OF_THE_BRIEFING = 400
WORDS_OF_A_FILE = 1200

COMING_BACK = frozenset({"executing", "appealed", "checking", "returning"})
"""Statuses from which an answer can come back without another decision on the merits."""


def examine(scenario: Scenario, known: AllowedNames, rendered: Mapping[str, int] | None = None) -> tuple[Problem, ...]:
    """Every demand that a scenario whose references are whole does not meet.

    Args:
        scenario: A scenario that `checks.check` finds nothing wrong with.
        known: What it may name of what an exercise knows.
        rendered: Words of opening documents as they are rendered, by key; where it has none, words are estimated from
            the planted history.
    """
    findings = Findings()
    if scenario.is_tutorial:
        check_tutorial(scenario, findings)
    else:
        _room(scenario, known, findings)
    _reading(scenario, rendered or {}, findings)
    _translations(scenario, findings)
    return findings.problems()


def _room(scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    """What teams in a room need, and a person alone does not."""
    for country in scenario.played:
        _country(scenario, country, known, findings)
    _injects(scenario, findings)
    _objectives(scenario, findings)
    _forum(scenario, findings)
    _routes(scenario, findings)


def _country(scenario: Scenario, country: Country, known: AllowedNames, findings: Findings) -> None:
    code, play = country.code, scenario.play
    formal = [matter for matter in play.matters if known.routes[matter.sought] is Route.MLA]
    asked_by = {matter.requesting for matter in formal if matter.requested == code}
    asks = {matter.requested for matter in formal if matter.requesting == code}
    if not any(document.country == code and document.evidence for document in play.documents):
        findings.tell(PLAY, "documents", f"{code} has no case of its own: no opening paper of it is evidence")
    partners = min(PARTNERS, len(scenario.countries) - 1)
    if len(asked_by) < partners:
        findings.tell(
            PLAY, "matters", f"{code} should hold what {partners} other countries ask for; here {len(asked_by)}"
        )
    if len(asks) < partners:
        findings.tell(
            PLAY, "matters", f"{code} should need something from {partners} other countries; it asks {len(asks)}"
        )
    if not any(matter.note and matter.requested == code for matter in play.matters):
        findings.tell(PLAY, "matters", f"{code} has no request that it should refuse, condition or postpone (`note`)")
    if not any(protected.country == code for protected in play.protected):
        findings.tell(PLAY, "protected", f"{code} has nobody to protect")
    in_flight = [matter for matter in formal if code in {matter.requesting, matter.requested}]
    if len(in_flight) < MATTERS_IN_FLIGHT:
        findings.tell(PLAY, "matters", f"matters of {code} in flight: {len(in_flight)}; {MATTERS_IN_FLIGHT} are needed")
    for preset in play.presets:
        if not any(
            matter.requesting == code and matter.status in COMING_BACK and matter.due_day <= preset.jumps[0]
            for matter in formal
        ):
            findings.tell(
                PLAY,
                "matters",
                f"{code} has no matter due back within the first jump of {preset.key}, {preset.jumps[0]} days",
            )


def _injects(scenario: Scenario, findings: Findings) -> None:
    injects = scenario.play.injects
    if len(injects) < INJECTS:
        findings.tell(PLAY, "injects", f"{INJECTS} injects or more are needed; here are {len(injects)}")
    for index, inject in enumerate(injects):
        if not inject.objectives:
            findings.tell(
                PLAY, f"injects.{index}.objectives", "name the objectives it gives the chance for", inject.key
            )


def _objectives(scenario: Scenario, findings: Findings) -> None:
    play = scenario.play
    used = {objective for inject in play.injects for objective in inject.objectives}
    if not play.objectives:
        findings.tell(PLAY, "objectives", "say what the exercise is for: at least one objective")
    for index, objective in enumerate(play.objectives):
        if objective.key not in used:
            findings.tell(PLAY, f"objectives.{index}", "no inject gives the chance for it", objective.key)
        for position, task in enumerate(objective.tasks):
            where = f"objectives.{index}.tasks.{position}.fact"
            findings.reference(PLAY, where, task.fact, {fact.value for fact in MeasuredFact}, "measured fact", task.key)
    for office in dict.fromkeys(office for country in scenario.played for office in country.offices):
        if play.objectives and not any(task.office is office for o in play.objectives for task in o.tasks):
            findings.tell(PLAY, "objectives", f"no task is for the seat {office}")


def _forum(scenario: Scenario, findings: Findings) -> None:
    """At least one act can be tried in two played countries: it touched both, and both punish it.

    The act is a load that was carried, or the way of a person of the story to a site.
    """
    crime = scenario.crime
    homes = {place.key: place.country for place in crime.places}
    ends = {leg.key: {homes[leg.origin], homes[leg.destination]} for leg in crime.corridors}
    punishing = {
        country.code: {element for offence in country.offences for element in offence.elements}
        for country in scenario.played
    }
    acts = [("possession_or_transport", load.corridors) for load in crime.consignments]
    acts += [("act_on_person", way.corridors) for way in crime.moved if way.site is not None]
    for element, corridors in acts:
        touched = {code for key in corridors for code in ends[key]}
        if sum(element in punishing.get(code, set()) for code in touched) >= PARTNERS:
            return
    findings.tell(
        NETWORK, "consignments", "no planted load and no way of a person can be tried in two played countries"
    )


def _routes(scenario: Scenario, findings: Findings) -> None:
    """When any one leg is closed there is another way to a market or a site: the network has to be able to reroute."""
    crime = scenario.crime
    for index, organisation in enumerate(crime.organisations):
        starts: tuple[str, ...] = (organisation.source,) if organisation.source is not None else ()
        starts += organisation.people.origins if organisation.people is not None else ()
        ends = {*organisation.markets, *(site.place for site in crime.sites if site.organisation == organisation.key)}
        for closed in crime.corridors:
            others = [leg for leg in crime.corridors if leg.key != closed.key]
            for start in starts:
                if not ends & reachable(start, others):
                    findings.tell(
                        NETWORK,
                        f"organisations.{index}.corridors",
                        f"without {closed.key} there is no way from {start} to any of its markets or sites; "
                        "add an alternative",
                        organisation.key,
                    )


def _reading(scenario: Scenario, rendered: Mapping[str, int], findings: Findings) -> None:
    budgets: list[tuple[tuple[str, ...], int]] = [(("briefing",), WORDS_OF_THE_BRIEFING)]
    for country in scenario.countries:
        code = country.code
        cards = (f"country.{code}.card", f"country.{code}.case") if country.played else (f"country.{code}.card",)
        budgets.append((cards, WORDS_OF_A_COUNTRY))
        if country.played:
            budgets += [((f"role.{code}.{office}",), WORDS_OF_A_ROLE) for office in country.offices]
    for language in scenario.texts:
        for keys, most in budgets:
            key = keys[0]
            count = sum(words_in(scenario.text(each, language)) for each in keys)
            if count > most:
                findings.tell(f"texts/{language}.toml", key, f"{count} words; a reader is given {most} at most")
    later = {inject.document for inject in scenario.play.injects}
    for country in scenario.played:
        for preset in scenario.play.presets:
            for seat in seats(preset, country):
                papers = [
                    document
                    for document in scenario.play.documents
                    if document.country == country.code and document.office in seat and document.key not in later
                ]
                _file(scenario, papers, f"{country.code} {'+'.join(seat)}", preset, rendered, findings)


def seats(preset: Preset, country: Country) -> tuple[tuple[Office, ...], ...]:
    """The seats of a country in a preset: groups that are merged, and its offices that are not."""
    merged = {office for group in preset.merged for office in group}
    return (*preset.merged, *((office,) for office in country.offices if office not in merged))


def _file(
    scenario: Scenario,
    papers: list[OpeningDocument],
    seat: str,
    preset: Preset,
    rendered: Mapping[str, int],
    findings: Findings,
) -> None:
    if preset.people == 1:
        return  # one person playing alone takes the time that it needs
    where = f"{seat} in {preset.key}"
    if not papers:
        findings.tell(PLAY, "documents", f"{where} has nothing to read at the start")
    if len(papers) > DOCUMENTS_A_SEAT:
        findings.tell(PLAY, "documents", f"{where} has {len(papers)} papers; {DOCUMENTS_A_SEAT} at most")
    words = sum(rendered.get(paper.key) or words_of_document(scenario, paper) for paper in papers)
    if words > WORDS_OF_A_FILE:
        findings.tell(PLAY, "documents", f"{where} has about {words} words to read; {WORDS_OF_A_FILE} at most")


def _translations(scenario: Scenario, findings: Findings) -> None:
    for language, words in scenario.texts.items():
        missing = sorted({key for key in needed(scenario) if not words.get(text_key(key))})
        if language != "en" and missing:
            findings.tell(
                f"texts/{language}.toml",
                missing[0],
                f"{len(missing)} words are not translated; English is shown instead",
            )
