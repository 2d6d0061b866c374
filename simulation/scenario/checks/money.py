"""Cross-checks of the flow of money: exchanges, kinds of account, and the numbers of laundering."""

from __future__ import annotations

from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.crime import OrganisationPlan
from simulation.scenario.schema.money import AccountKind, HopMode
from simulation.scenario.schema.scenario import Scenario

NETWORK = "network.toml"
ROWS = ("width", "depth", "first_hop_days", "cash_decision_days")


def check_money(scenario: Scenario, findings: Findings) -> None:
    """Add every fault of the money in `network.toml` to the findings."""
    crime = scenario.crime
    codes = {country.code for country in scenario.countries}
    findings.unique(NETWORK, "exchanges", (exchange.key for exchange in crime.exchanges))
    for index, exchange in enumerate(crime.exchanges):
        findings.reference(NETWORK, f"exchanges.{index}.country", exchange.country, codes, "country", exchange.key)
    served = {exchange.country for exchange in crime.exchanges}
    for index, account in enumerate(crime.accounts):
        if account.kind is AccountKind.EXCHANGE and account.country not in served:
            text = f"{account.country} has no exchange"
            findings.tell(NETWORK, f"accounts.{index}.kind", text, account.key)
    for index, organisation in enumerate(crime.organisations):
        _reserve(scenario, organisation, f"organisations.{index}", findings)
    _numbers(scenario, findings)


def _reserve(scenario: Scenario, organisation: OrganisationPlan, path: str, findings: Findings) -> None:
    """What an organisation has put by lies in a bank account of one of its members or their companies."""
    crime = scenario.crime
    accounts = {account.key: account for account in crime.accounts}
    owners = {member.key for member in crime.cast if member.organisation == organisation.key}
    where, name = f"{path}.reserve", organisation.key
    if (organisation.reserve is None) is not (organisation.reserve_minor is None):
        findings.tell(NETWORK, where, "`reserve` and `reserve_minor` go together", name)
    known = findings.reference(NETWORK, where, organisation.reserve, accounts, "account", name)
    if not known or organisation.reserve is None:
        return
    account = accounts[organisation.reserve]
    if not account.laundering or account.owner not in owners or account.kind is not AccountKind.BANK:
        text = "is not a bank account with `laundering = true` that one of its members owns"
        findings.tell(NETWORK, where, f"{account.key} {text}", name)
    if account.opened_day > -crime.history_days:
        text = f"history begins on day {-crime.history_days}, and {account.key} is opened on day {account.opened_day}"
        findings.tell(NETWORK, where, text, name)


def _numbers(scenario: Scenario, findings: Findings) -> None:
    laundering = scenario.crime.laundering
    rows = {field: getattr(laundering, field) for field in ROWS}
    rows |= {f"hop_days.{mode}": row for mode, row in laundering.hop_days.items()}
    for field, row in rows.items():
        if row[0] < 0:
            findings.tell(NETWORK, f"laundering.{field}", "no value may be below 0")
    if laundering.first_hop_days[-1] >= 1:
        findings.tell(NETWORK, "laundering.first_hop_days", "the first hop is done within a day")
    for mode in HopMode:
        if mode not in laundering.hop_days:
            findings.tell(NETWORK, f"laundering.hop_days.{mode}", "this is missing")
