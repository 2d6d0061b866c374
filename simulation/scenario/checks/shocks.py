"""Cross-checks of shocks: what they name is there and can be met in that way."""

from __future__ import annotations

from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.scenario import Scenario
from simulation.scenario.schema.shocks import Shock, ShockKind

PLAY = "play.toml"


def check_shock(shock: Shock, path: str, name: str, scenario: Scenario, findings: Findings, file: str = PLAY) -> None:
    """Tell of every reference of a shock that leads nowhere.

    Args:
        shock: The shock.
        path: Where it stands in the file.
        name: Key of the inject that it belongs to, empty for one on its own.
        scenario: The whole.
        findings: Problems found so far.
        file: File that holds it.
    """
    crime = scenario.crime
    corridors = {leg.key for leg in crime.corridors}
    organisations = {organisation.key for organisation in crime.organisations}
    alarmed = organisations | {site.key for site in crime.sites if site.organisation is not None}
    known = {
        ShockKind.ARREST: {member.key for member in crime.cast},
        ShockKind.SEIZE: {load.container for load in crime.consignments},
        ShockKind.INTERDICTION: corridors,
        ShockKind.CLOSURE: corridors | {company.key for company in crime.companies},
        ShockKind.FREEZE: {account.key for account in crime.accounts},
        ShockKind.FAILED_RAID: alarmed,
        ShockKind.LEAK: alarmed,
    }[shock.kind]
    findings.reference(file, f"{path}.target", shock.target, known, f"target of {shock.kind}", name)
    if shock.select is None:
        return
    countries = {country.code for country in scenario.countries}
    findings.reference(file, f"{path}.select.corridor", shock.select.corridor, corridors, "corridor", name)
    findings.reference(file, f"{path}.select.country", shock.select.country, countries, "country", name)
    findings.reference(
        file, f"{path}.select.organisation", shock.select.organisation, organisations, "organisation", name
    )
