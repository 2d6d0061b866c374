"""Cross-checks of the flow of money: exchanges, kinds of account, and the numbers of laundering."""

from __future__ import annotations

from simulation.scenario.checks.problems import Findings
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
    _numbers(scenario, findings)


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
