"""Cross-checks of people's flow: recruitment, sites, the ways of people of the story, and the numbers they need."""

from __future__ import annotations

from itertools import pairwise

from simulation.scenario.checks.crime import reachable
from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.crime import Corridor, MemberStanding, OrganisationPlan, PlannedDeparture
from simulation.scenario.schema.functions import Activity
from simulation.scenario.schema.people import Exploitation, PlantedPerson, SitePlan
from simulation.scenario.schema.scenario import Scenario

NETWORK = "network.toml"

MODES = ("sea", "road", "rail", "air")


def check_people(scenario: Scenario, findings: Findings) -> None:
    """Add every fault of what `network.toml` says about people who are moved."""
    findings.unique(NETWORK, "sites", (site.key for site in scenario.crime.sites))
    findings.unique(NETWORK, "moved", (way.person for way in scenario.crime.moved), "person")
    for index, organisation in enumerate(scenario.crime.organisations):
        _recruitment(scenario, organisation, f"organisations.{index}", findings)
    for index, site in enumerate(scenario.crime.sites):
        _site(scenario, site, f"sites.{index}", findings)
    for index, way in enumerate(scenario.crime.moved):
        _way(scenario, way, f"moved.{index}", findings)
    findings.unique(NETWORK, "departures", (planned.key for planned in scenario.crime.departures))
    findings.unique(NETWORK, "departures", (planned.person for planned in scenario.crime.departures), "person")
    for index, planned in enumerate(scenario.crime.departures):
        _departure(scenario, planned, f"departures.{index}", findings)
    _standings(scenario, findings)
    _numbers(scenario, findings)


def _recruitment(scenario: Scenario, organisation: OrganisationPlan, path: str, findings: Findings) -> None:
    exploits = Activity.EXPLOITATION in organisation.activities
    if exploits is (organisation.people is None):
        findings.tell(
            NETWORK, f"{path}.people", "`people` and the activity `exploitation` go together", organisation.key
        )
    if organisation.people is None:
        return
    crime = scenario.crime
    places = {place.key for place in crime.places}
    legs = {leg.key: leg for leg in crime.corridors}
    own = [legs[key] for key in organisation.corridors if key in legs]
    if organisation.people.every_days[0] <= 0:
        findings.tell(NETWORK, f"{path}.people.every_days", "the lowest value has to be above 0", organisation.key)
    sites = [site for site in crime.sites if site.organisation == organisation.key]
    if not sites:
        findings.tell(NETWORK, f"{path}.people", "an organisation that exploits people needs a site", organisation.key)
    for position, origin in enumerate(organisation.people.origins):
        where = f"{path}.people.origins.{position}"
        if not findings.reference(NETWORK, where, origin, places, "place", organisation.key):
            continue
        within = reachable(origin, own)
        for site in sites:
            if site.place in places and site.place not in within:
                findings.tell(
                    NETWORK, where, f"its corridors do not connect {origin} with {site.place}", organisation.key
                )


def _site(scenario: Scenario, site: SitePlan, path: str, findings: Findings) -> None:
    crime = scenario.crime
    if not site.key.startswith("site/"):
        findings.tell(NETWORK, f"{path}.key", "a site's key begins with `site/`", site.key)
    places = {place.key for place in crime.places}
    organisations = {each.key for each in crime.organisations if each.people is not None}
    companies = {company.key for company in crime.companies}
    codes = {country.code for country in scenario.countries}
    findings.reference(NETWORK, f"{path}.place", site.place, places, "place", site.key)
    findings.reference(
        NETWORK, f"{path}.organisation", site.organisation, organisations, "organisation that moves people", site.key
    )
    findings.reference(NETWORK, f"{path}.company", site.company, companies, "company", site.key)
    findings.reference(NETWORK, f"{path}.defrauds", site.defrauds, codes, "country", site.key)
    if site.held_at_start > site.capacity:
        findings.tell(NETWORK, f"{path}.held_at_start", f"the site holds {site.capacity} people at most", site.key)
    if site.organisation is None and (site.held_at_start or site.profit_minor_per_day or site.defrauds):
        findings.tell(NETWORK, path, "an honest site holds nobody and earns nothing for the network", site.key)
    first = -crime.history_days
    for field, day in (("opens_day", site.opens_day), ("given_up_day", site.given_up_day)):
        if day is not None and day <= first:
            findings.tell(NETWORK, f"{path}.{field}", f"history begins on day {first}", site.key)
        if day is not None and site.organisation is None:
            findings.tell(NETWORK, f"{path}.{field}", "nobody opens or gives up an honest site", site.key)
    if site.opens_day is not None and site.held_at_start:
        findings.tell(NETWORK, f"{path}.held_at_start", f"the site opens on day {site.opens_day} only", site.key)
    if site.opens_day is not None and site.given_up_day is not None and site.given_up_day <= site.opens_day:
        findings.tell(NETWORK, f"{path}.given_up_day", f"the site opens on day {site.opens_day} only", site.key)
    if site.inspected_every_days[0] <= 0:
        findings.tell(NETWORK, f"{path}.inspected_every_days", "the lowest value has to be above 0", site.key)


def _way(scenario: Scenario, way: PlantedPerson, path: str, findings: Findings) -> None:
    crime = scenario.crime
    moved = {member.key for member in crime.cast if member.standing is MemberStanding.MOVED}
    organisations = {each.key for each in crime.organisations if each.people is not None}
    sites = {site.key: site for site in crime.sites}
    legs = {leg.key: leg for leg in crime.corridors}
    name = way.person
    findings.reference(NETWORK, f"{path}.person", name, moved, "member of the cast with the standing `moved`")
    findings.reference(
        NETWORK, f"{path}.organisation", way.organisation, organisations, "organisation that moves people", name
    )
    if way.recruited_day < -crime.history_days:
        findings.tell(
            NETWORK, f"{path}.recruited_day", f"history begins on day {-crime.history_days}, this is before", name
        )
    for field, day in (("missing_day", way.missing_day), ("identified_day", way.identified_day)):
        if day is not None and day < way.recruited_day:
            findings.tell(NETWORK, f"{path}.{field}", f"the person is recruited on day {way.recruited_day} only", name)
    known = [
        findings.reference(NETWORK, f"{path}.corridors.{position}", key, legs, "corridor", name)
        for position, key in enumerate(way.corridors)
    ]
    if all(known):
        _route(way, [legs[key] for key in way.corridors], path, findings)
    if not findings.reference(NETWORK, f"{path}.site", way.site, sites, "site", name) or way.site is None:
        return
    site = sites[way.site]
    if site.organisation != way.organisation:
        findings.tell(NETWORK, f"{path}.site", f"{site.key} does not belong to {way.organisation}", name)
    if all(known) and legs[way.corridors[-1]].destination != site.place:
        findings.tell(NETWORK, f"{path}.corridors", f"the way has to end at {site.place}, where {site.key} lies", name)


def _route(way: PlantedPerson, route: list[Corridor], path: str, findings: Findings) -> None:
    for position, (before, after) in enumerate(pairwise(route), start=1):
        if before.destination != after.origin:
            findings.tell(
                NETWORK,
                f"{path}.corridors.{position}",
                f"{after.key} starts at {after.origin}, but the leg before ends at {before.destination}",
                way.person,
            )
    if way.intercepted_at is not None and way.intercepted_at not in {leg.destination for leg in route}:
        findings.tell(
            NETWORK, f"{path}.intercepted_at", f"the way does not lead through {way.intercepted_at}", way.person
        )


def _departure(scenario: Scenario, planned: PlannedDeparture, path: str, findings: Findings) -> None:
    """Who leaves lives somewhere else than where he or she goes; only of bystanders may nobody know where that is."""
    crime, name = scenario.crime, planned.key
    cast = {member.key: member for member in crime.cast}
    places = {place.key: place.country for place in crime.places}
    there = findings.reference(NETWORK, f"{path}.to", planned.to, places, "place", name)
    if not findings.reference(NETWORK, f"{path}.person", planned.person, cast, "member of the cast", name):
        return
    member = cast[planned.person]
    if planned.to is None and (member.function is not None or member.standing is MemberStanding.MOVED):
        text = "say where this person goes; only of somebody uninvolved may it be left out"
        findings.tell(NETWORK, f"{path}.to", text, name)
    is_moved = member.standing is MemberStanding.MOVED
    if there and planned.to is not None and not is_moved and places[planned.to] == member.country:
        findings.tell(NETWORK, f"{path}.to", f"{planned.person} lives in {member.country} already", name)


def _standings(scenario: Scenario, findings: Findings) -> None:
    """Somebody of the cast who is moved has a way, and nobody who is moved owns or directs anything by a slip."""
    with_way = {way.person for way in scenario.crime.moved}
    for index, member in enumerate(scenario.crime.cast):
        if member.standing is MemberStanding.MOVED and member.key not in with_way:
            findings.tell(NETWORK, f"cast.{index}", "a person who is moved needs a row in `moved`", member.key)


def _numbers(scenario: Scenario, findings: Findings) -> None:
    crime = scenario.crime
    if crime.people is None:
        if any(organisation.people is not None for organisation in crime.organisations):
            findings.tell(NETWORK, "people", "an organisation moves people: their numbers are needed here")
        return
    for field in ("fee_minor_per_km", "lost_on_leg"):
        given = getattr(crime.people, field)
        for mode in MODES:
            if mode not in given and any(leg.mode == mode for leg in crime.corridors):
                findings.tell(NETWORK, f"people.{field}.{mode}", "this is missing")
    for kind in Exploitation:
        held = any(site.exploitation is kind and site.organisation is not None for site in crime.sites)
        if held and kind not in crime.people.detection:
            findings.tell(NETWORK, f"people.detection.{kind}", "this is missing")
    for field in ("reported_after_days", "statement_days"):
        if getattr(crime.people, field)[0] < 0:
            findings.tell(NETWORK, f"people.{field}", "no value may be below 0")
