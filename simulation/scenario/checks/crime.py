"""Cross-checks of the network: places, legs that chain, people, companies, accounts and the planted history."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.crime import (
    CastMember,
    Company,
    Corridor,
    OrganisationPlan,
    PlaceKind,
    PlantedConsignment,
)
from simulation.scenario.schema.functions import Activity, Function, Search
from simulation.scenario.schema.money import PlantedTransfer
from simulation.scenario.schema.scenario import Scenario

NETWORK = "network.toml"


def entity_keys(scenario: Scenario) -> frozenset[str]:
    """Keys of everything in the planted world that a paper, a request or an inject may be about."""
    crime = scenario.crime
    return frozenset(
        [member.key for member in crime.cast]
        + [member.phone_key for member in crime.cast if member.phone]
        + [name for member in crime.cast for name in member.known_as]
        + [company.key for company in crime.companies]
        + [account.key for account in crime.accounts]
        + [load.container for load in crime.consignments]
        + [site.key for site in crime.sites]
    )


def reachable(source: str, corridors: Iterable[Corridor]) -> frozenset[str]:
    """Places to which goods can come from a source over these corridors."""
    legs = tuple(corridors)
    found = {source}
    while True:
        further = {leg.destination for leg in legs if leg.origin in found} - found
        if not further:
            return frozenset(found)
        found |= further


def check_crime(scenario: Scenario, findings: Findings) -> None:
    """Add every fault of `network.toml` to the findings."""
    _terrain(scenario, findings)
    _organisations(scenario, findings)
    _cast(scenario, findings)
    _papers(scenario, findings)
    _consignments(scenario, findings)
    _payments(scenario, findings)
    _calls_and_knowledge(scenario, findings)
    _numbers(scenario, findings)


def _terrain(scenario: Scenario, findings: Findings) -> None:
    crime = scenario.crime
    codes = {country.code for country in scenario.countries}
    places = {place.key for place in crime.places}
    width, height = scenario.map_size
    for section in ("places", "corridors", "organisations", "cast", "companies", "accounts"):
        findings.unique(NETWORK, section, (thing.key for thing in getattr(crime, section)))
    for section in ("consignments", "transfers", "calls", "knowledge", "reports"):
        findings.unique(NETWORK, section, (thing.key for thing in getattr(crime, section)))
    findings.unique(NETWORK, "cast", (name for member in crime.cast for name in member.known_as), "known_as")
    findings.unique(NETWORK, "consignments", (load.container for load in crime.consignments), "container")
    for index, place in enumerate(crime.places):
        findings.reference(NETWORK, f"places.{index}.country", place.country, codes, "country", place.key)
        if not (0 <= place.x <= width and 0 <= place.y <= height):
            findings.tell(NETWORK, f"places.{index}", f"({place.x}, {place.y}) lies outside the map", place.key)
    for index, leg in enumerate(crime.corridors):
        for field in ("origin", "destination"):
            findings.reference(NETWORK, f"corridors.{index}.{field}", getattr(leg, field), places, "place", leg.key)
        if leg.origin == leg.destination:
            findings.tell(NETWORK, f"corridors.{index}", "a leg needs two different places", leg.key)
        if leg.travel_days[0] < 0:
            findings.tell(NETWORK, f"corridors.{index}.travel_days", "days under way are never negative", leg.key)
        if leg.cost_minor_per_kg > (most := _highest_price(scenario)):
            message = f"{leg.cost_minor_per_kg} is more than a kilogram can bring at the end of all legs, {most}"
            findings.tell(NETWORK, f"corridors.{index}.cost_minor_per_kg", message, leg.key)


def _highest_price(scenario: Scenario) -> int:
    """More than any kilogram can bring by the price ladder (R4): as if it took every leg and crossed every border."""
    parameters = scenario.crime.parameters
    price = parameters.source_price_minor_per_kg
    price += parameters.price_minor_per_kg_km * sum(leg.km for leg in scenario.crime.corridors)
    for _border in scenario.countries[1:]:
        price = int(price * (1.0 + parameters.border_markup))
    return price


def _organisations(scenario: Scenario, findings: Findings) -> None:
    crime = scenario.crime
    kinds = {place.key: place.kind for place in crime.places}
    homes = {place.key: place.country for place in crime.places}
    legs = {leg.key: leg for leg in crime.corridors}
    for index, organisation in enumerate(crime.organisations):
        path, name = f"organisations.{index}", organisation.key
        for position, group in enumerate(organisation.groups):
            where = f"{path}.groups.{position}.place"
            if findings.reference(NETWORK, where, group.place, kinds, "place", name) and (
                homes[group.place] != group.country
            ):
                findings.tell(NETWORK, where, f"{group.place} lies in {homes[group.place]}, not {group.country}", name)
        _activities(organisation, path, {other.key for other in crime.organisations}, findings)
        if findings.reference(NETWORK, f"{path}.source", organisation.source, kinds, "place", name) and (
            organisation.source is not None and kinds[organisation.source] is not PlaceKind.SOURCE
        ):
            findings.tell(NETWORK, f"{path}.source", f"{organisation.source} is not a place of kind `source`", name)
        known = [
            findings.reference(NETWORK, f"{path}.corridors.{position}", key, legs, "corridor", name)
            for position, key in enumerate(organisation.corridors)
        ]
        for position, market in enumerate(organisation.markets):
            where = f"{path}.markets.{position}"
            if not findings.reference(NETWORK, where, market, kinds, "place", name):
                continue
            if kinds[market] is not PlaceKind.MARKET:
                findings.tell(NETWORK, where, f"{market} is not a place of kind `market`", name)
            elif all(known) and market not in _within_reach(organisation, legs):
                findings.tell(NETWORK, where, f"its corridors do not connect {organisation.source} with {market}", name)


def _activities(organisation: OrganisationPlan, path: str, others: set[str], findings: Findings) -> None:
    """What an organisation lives on decides what it has to have."""
    name = organisation.key
    needed = {
        Activity.DRUGS: ("consignment_every_days", "load_g", "corridors", "markets", "source"),
        Activity.EXPLOITATION: ("corridors",),
        Activity.LAUNDERING: ("clients",),
    }
    for activity in organisation.activities:
        for field in needed[activity]:
            if not getattr(organisation, field):
                findings.tell(NETWORK, f"{path}.{field}", f"an organisation of activity `{activity}` needs this", name)
    for position, client in enumerate(organisation.clients):
        where = f"{path}.clients.{position}"
        findings.reference(NETWORK, where, client, others - {name}, "other organisation", name)


def _within_reach(organisation: OrganisationPlan, legs: dict[str, Corridor]) -> frozenset[str]:
    if organisation.source is None:
        return frozenset()
    return reachable(organisation.source, (legs[key] for key in organisation.corridors))


def _cast(scenario: Scenario, findings: Findings) -> None:
    crime = scenario.crime
    codes = {country.code for country in scenario.countries}
    homes = {place.key: place.country for place in crime.places}
    members = {member.key: member for member in crime.cast}
    organisations = {organisation.key for organisation in crime.organisations}
    for index, member in enumerate(crime.cast):
        path, name = f"cast.{index}", member.key
        if not name.startswith("cast/"):
            findings.tell(NETWORK, f"{path}.key", "a person's key begins with `cast/`", name)
        findings.reference(NETWORK, f"{path}.country", member.country, codes, "country", name)
        findings.reference(NETWORK, f"{path}.nationality", member.nationality, codes, "country", name)
        if findings.reference(NETWORK, f"{path}.place", member.place, homes, "place", name) and (
            homes[member.place] != member.country
        ):
            findings.tell(
                NETWORK, f"{path}.place", f"{member.place} lies in {homes[member.place]}, not {member.country}", name
            )
        findings.reference(NETWORK, f"{path}.organisation", member.organisation, organisations, "organisation", name)
        if (member.function is None) is (member.standing is None):
            findings.tell(
                NETWORK, path, "a person has either a function in an organisation or a standing as uninvolved", name
            )
        if (member.function is None) is not (member.organisation is None):
            findings.tell(NETWORK, path, "`function` and `organisation` go together", name)
        if member.at_risk and member.function is not None:
            findings.tell(NETWORK, f"{path}.at_risk", "only people who are not of the network are at risk here", name)
        if member.silent_from is not None and not member.at_risk:
            findings.tell(
                NETWORK, f"{path}.silent_from", "only who is threatened falls silent; set `at_risk = true`", name
            )
        if findings.reference(
            NETWORK, f"{path}.namesake_of", member.namesake_of, members, "member of the cast", name
        ) and (member.namesake_of == name or (member.namesake_of and member.function is not None)):
            findings.tell(NETWORK, f"{path}.namesake_of", "a namesake is another, uninvolved person", name)
        findings.reference(NETWORK, f"{path}.phone_country", member.phone_country, codes, "country", name)
        if member.phone_country is not None and not member.phone:
            findings.tell(NETWORK, f"{path}.phone_country", "this person has no phone", name)
        for position, called in enumerate(member.known_as):
            if not called.startswith("name/"):
                findings.tell(NETWORK, f"{path}.known_as.{position}", "such a name begins with `name/`", name)
        _spellings(member, path, {country.code: _has_letters(country) for country in scenario.countries}, findings)


def _has_letters(country: Country) -> bool:
    """Whether a country's custodians write some small letters otherwise."""
    groups = [group for group, _ in country.letters]
    return bool(groups) and all(group.isalpha() and group.islower() for group in groups)


def _spellings(member: CastMember, path: str, letters: dict[str, bool], findings: Findings) -> None:
    """Second spellings: of members, by countries that have letters of their own, one for each."""
    if member.written and member.function is None:
        findings.tell(NETWORK, f"{path}.written", "only members of the network have second spellings", member.key)
    seen = [written.country for written in member.written]
    for place, written in enumerate(member.written):
        where = f"{path}.written.{place}.country"
        if not findings.reference(NETWORK, where, written.country, letters, "country", member.key):
            continue
        if not letters[written.country]:
            findings.tell(NETWORK, where, f"{written.country} has no small `letters`", member.key)
        if written.country in seen[:place]:
            findings.tell(NETWORK, where, "one second spelling a country", member.key)


def _papers(scenario: Scenario, findings: Findings) -> None:
    crime = scenario.crime
    codes = {country.code for country in scenario.countries}
    people = {member.key for member in crime.cast}
    holders = people | {company.key for company in crime.companies}
    for index, company in enumerate(crime.companies):
        path = f"companies.{index}"
        findings.reference(NETWORK, f"{path}.country", company.country, codes, "country", company.key)
        for field in ("director", "owner"):
            value = getattr(company, field)
            findings.reference(NETWORK, f"{path}.{field}", value, people, "member of the cast", company.key)
        _parent(company, {each.key: each for each in crime.companies}, path, findings)
    for index, account in enumerate(crime.accounts):
        path = f"accounts.{index}"
        findings.reference(NETWORK, f"{path}.country", account.country, codes, "country", account.key)
        findings.reference(NETWORK, f"{path}.holder", account.holder, holders, "person or company", account.key)
        findings.reference(NETWORK, f"{path}.owner", account.owner, people, "member of the cast", account.key)


def _parent(company: Company, companies: dict[str, Company], path: str, findings: Findings) -> None:
    """Companies above a company end somewhere, and the same person is behind them."""
    where, name = f"{path}.parent", company.key
    if not findings.reference(NETWORK, where, company.parent, companies, "company", name) or company.parent is None:
        return
    above, seen = companies[company.parent], {name}
    if above.owner != company.owner:
        findings.tell(NETWORK, where, f"the owner of {above.key} is {above.owner}, not {company.owner}", name)
    while above.key not in seen and above.parent in companies:
        seen.add(above.key)
        above = companies[above.parent]
    if above.key in seen:
        findings.tell(NETWORK, where, "these companies stand above each other in a circle", name)


def _consignments(scenario: Scenario, findings: Findings) -> None:
    crime = scenario.crime
    legs = {leg.key: leg for leg in crime.corridors}
    organisations = {organisation.key for organisation in crime.organisations}
    companies = {company.key for company in crime.companies}
    for index, load in enumerate(crime.consignments):
        path, name = f"consignments.{index}", load.key
        findings.reference(NETWORK, f"{path}.organisation", load.organisation, organisations, "organisation", name)
        for field in ("carrier", "consignee"):
            findings.reference(NETWORK, f"{path}.{field}", getattr(load, field), companies, "company", name)
        if load.departs_day < -crime.history_days:
            findings.tell(
                NETWORK, f"{path}.departs_day", f"history begins on day {-crime.history_days}, this is before", name
            )
        known = [
            findings.reference(NETWORK, f"{path}.corridors.{position}", key, legs, "corridor", name)
            for position, key in enumerate(load.corridors)
        ]
        if all(known):
            _route(load, [legs[key] for key in load.corridors], path, findings)
        if (load.held_at is None) is not (load.held_until_day is None):
            findings.tell(NETWORK, path, "`held_at` and `held_until_day` go together", name)


def _route(load: PlantedConsignment, route: list[Corridor], path: str, findings: Findings) -> None:
    for position, (before, after) in enumerate(pairwise(route), start=1):
        if before.destination != after.origin:
            findings.tell(
                NETWORK,
                f"{path}.corridors.{position}",
                f"{after.key} starts at {after.origin}, but the leg before ends at {before.destination}",
                load.key,
            )
    on_the_way = {leg.destination for leg in route}
    if load.held_at is not None and load.held_at not in on_the_way:
        findings.tell(NETWORK, f"{path}.held_at", f"the load does not come through {load.held_at}", load.key)
    for leg in route:
        if load.grams > leg.capacity_g:
            findings.tell(NETWORK, f"{path}.grams", f"{leg.key} takes {leg.capacity_g} grams at most", load.key)


def _payments(scenario: Scenario, findings: Findings) -> None:
    crime = scenario.crime
    accounts = {account.key: account for account in crime.accounts}
    first = -crime.history_days
    funded = {account.key for account in crime.accounts if account.laundering}
    for index, transfer in enumerate(crime.transfers):
        path = f"transfers.{index}"
        for field in ("origin", "destination"):
            value = getattr(transfer, field)
            if findings.reference(NETWORK, f"{path}.{field}", value, accounts, "account", transfer.key) and (
                accounts[value].opened_day > transfer.day
            ):
                findings.tell(
                    NETWORK, f"{path}.day", f"{value} is opened on day {accounts[value].opened_day} only", transfer.key
                )
        _timetable(transfer, path, {*funded, *(other.destination for other in crime.transfers)}, findings)
        if transfer.origin == transfer.destination:
            findings.tell(NETWORK, path, "a payment needs two different accounts", transfer.key)
        if transfer.day < first:
            findings.tell(NETWORK, f"{path}.day", f"history begins on day {first}, this is before", transfer.key)
    for index, report in enumerate(crime.reports):
        findings.reference(NETWORK, f"reports.{index}.account", report.account, accounts, "account", report.key)
        if not first <= report.day <= 0:
            findings.tell(NETWORK, f"reports.{index}.day", f"a planted report lies between {first} and 0", report.key)


def _timetable(transfer: PlantedTransfer, path: str, funded: set[str], findings: Findings) -> None:
    """Days of a timetable, and whether money of the network ever comes to an account that pays only its own."""
    if transfer.until_day is not None:
        where = f"{path}.until_day"
        if transfer.every_days is None:
            findings.tell(NETWORK, where, "`until_day` ends a timetable; it needs `every_days`", transfer.key)
        elif transfer.until_day < transfer.day:
            findings.tell(NETWORK, where, f"the first payment is made on day {transfer.day}", transfer.key)
    if transfer.only_own and transfer.origin not in funded:
        text = f"no money of the network comes to {transfer.origin}: it is not `laundering`, and no transfer pays it"
        findings.tell(NETWORK, f"{path}.only_own", text, transfer.key)


def _calls_and_knowledge(scenario: Scenario, findings: Findings) -> None:
    crime = scenario.crime
    phones = {member.key: member.phone for member in crime.cast}
    entities = entity_keys(scenario)
    first = -crime.history_days
    for index, calls in enumerate(crime.calls):
        path = f"calls.{index}"
        for field in ("caller", "called"):
            value = getattr(calls, field)
            if findings.reference(NETWORK, f"{path}.{field}", value, phones, "member of the cast", calls.key) and (
                not phones[value]
            ):
                findings.tell(NETWORK, f"{path}.{field}", f"{value} has no phone", calls.key)
        if calls.first_day > calls.last_day:
            findings.tell(NETWORK, path, "the first day is after the last", calls.key)
        if calls.first_day < first:
            findings.tell(NETWORK, f"{path}.first_day", f"history begins on day {first}, this is before", calls.key)
    for index, knowledge in enumerate(crime.knowledge):
        path = f"knowledge.{index}"
        findings.reference(NETWORK, f"{path}.person", knowledge.person, phones, "member of the cast", knowledge.key)
        findings.reference(
            NETWORK, f"{path}.exculpates", knowledge.exculpates, phones, "member of the cast", knowledge.key
        )
        findings.reference(NETWORK, f"{path}.shown", knowledge.shown, entities, "entity", knowledge.key)
        for position, end in enumerate(knowledge.shown_that[1:] if knowledge.shown_that else (), start=1):
            where = f"{path}.shown_that.{position}"
            findings.reference(NETWORK, where, None if end == "-" else end, entities, "entity", knowledge.key)
        for position, about in enumerate(knowledge.about):
            findings.reference(NETWORK, f"{path}.about.{position}", about, entities, "entity", knowledge.key)


def _numbers(scenario: Scenario, findings: Findings) -> None:
    """Rules that need a number for each function have one for each."""
    for index, organisation in enumerate(scenario.crime.organisations):
        for field in ("consignment_every_days", "load_g"):
            row = getattr(organisation, field)
            if row is not None and row[0] <= 0:
                findings.tell(
                    NETWORK, f"organisations.{index}.{field}", "the lowest value has to be above 0", organisation.key
                )
    parameters = scenario.crime.parameters
    rows = {field: getattr(parameters, field) for field in ("calls_per_deal",)}
    rows |= {f"replacement_days.{function}": row for function, row in parameters.replacement_days.items()}
    for field, row in rows.items():
        if row[0] < 0:
            findings.tell(NETWORK, f"parameters.{field}", "no value may be below 0")
    for fields, keys in (
        (("replacement_days", "wage_minor_per_day", "sentence_years"), tuple(Function)),
        (("replacement_quality", "replacement_trust", "replacement_pace"), tuple(Search)),
    ):
        for field in fields:
            given = getattr(parameters, field)
            for key in keys:
                if key not in given:
                    findings.tell(NETWORK, f"parameters.{field}.{key}", "this is missing")
