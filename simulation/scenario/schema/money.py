"""Money in a scenario: accounts, exchanges, planted payments and reports, and the numbers of laundering (R8, R12)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from simulation.kernel.field_types import CountryCode, Day, FrozenModel, Key, Minor, Probability, Row, Share, later


class AccountKind(StrEnum):
    """What kind of account it is; who keeps its records follows from that."""

    BANK = "bank"
    EXCHANGE = "exchange"


class HopMode(StrEnum):
    """How money gets from one account to the next, each with its own speed (network.md d.4)."""

    BANK = "bank"
    TRADE = "trade"
    VIRTUAL = "virtual"
    CASH = "cash"


class BankAccount(FrozenModel):
    """An account.

    Attributes:
        key: E.g. `account/halden`.
        country: Country of the bank.
        holder: Cast or company key of the holder.
        owner: Cast key of the beneficial owner.
        laundering: True if the network moves proceeds through it.
        opened_day: When it was opened (negative: before the start).
        monitoring: How closely the bank monitors transactions (R12).
        lawful_monthly: Number of lawful transfers in a month; they are generated when somebody asks for the records.
        kind: `bank`, or `exchange` for an account with a virtual-asset provider of the country.
        unnamed: Whether other banks know only its number from a payment; its own bank knows the holder.
        story_only: For an account of an organisation: whether the rules leave it out. Then only payments of the story
            and lawful payments go through it, so that a reader can follow its statements by hand.
    """

    key: Key
    country: CountryCode
    holder: Key
    owner: Key
    laundering: bool
    opened_day: Day
    monitoring: Probability
    lawful_monthly: Annotated[int, Field(ge=0, le=60)]
    kind: AccountKind = AccountKind.BANK
    unnamed: bool = later(False)
    story_only: bool = later(False)


class Exchange(FrozenModel):
    """A provider of virtual-asset services; front companies of every organisation have an account with it.

    Attributes:
        key: E.g. `exchange/tarn`.
        country: Country where it is registered and whose law applies to its records.
        monitoring: How closely the provider monitors transactions (R12).
    """

    key: Key
    country: CountryCode
    monitoring: Probability


class PlantedTransfer(FrozenModel):
    """A payment in the story, made once or by a timetable; an account that is frozen on that day pays nothing.

    Attributes:
        key: E.g. `transfer/deposit`.
        day: Day on which it is made; with a timetable: the first day.
        origin: Account that pays.
        destination: Account that is paid.
        amount_minor: Amount of each payment.
        purpose: Code of the reference on the payment; its words are `purpose.<code>` in the language files.
        every_days: With a timetable: days between two payments; left out: the payment is made once.
        until_day: With a timetable: the last day on which a payment may be made; left out: the end of the run.
        only_own: Whether it pays only from the network's own money in the account. If less money is left than the
            payment needs, only this rest is paid, and after that nothing. If false, missing money comes from outside
            the network's books.
    """

    key: Key
    day: Day
    origin: Key
    destination: Key
    amount_minor: Minor
    purpose: Key
    every_days: Annotated[int, Field(ge=1, le=400)] | None = later(None)
    until_day: Day | None = later(None)
    only_own: bool = later(False)


class PlantedReport(FrozenModel):
    """A suspicious transaction report that a bank made to its financial intelligence unit before play.

    Attributes:
        key: E.g. `report/trading`.
        day: Day of the report.
        account: Account that is reported; the country of its bank receives the report.
        reason: Code of the reason for suspicion; its words are `report_reason.<code>` in the language files.
    """

    key: Key
    day: Day
    account: Key
    reason: Key


class Laundering(FrozenModel):
    """Numbers of the flow of money (reference network.md d.3: R8, R12; facts F5, F6, F18-F20).

    Attributes:
        fee: R8 share of the money that is kept as a fee at each hop, if authorities hold no money.
        fee_risk: How strongly the fee rises with the perceived risk that money is held by authorities: fee x (1 +
            `fee_risk` x risk) (F20).
        width: R8 quantiles of the number of parallel accounts in a pattern.
        depth: R8 quantiles of the number of successive layers in a pattern with several layers.
        first_hop_days: R8 quantiles of days from entry to the first hop; all below 1 (F18, F19).
        hop_days: R8 quantiles of the days until the next hop, by the means of transfer.
        tranche_minor: R8 highest amount of one transfer.
        report_rate: R12 factor k in the hazard of a report.
        report_false_monthly: R12 probability, for each month, that a lawful account is reported without cause.
        cash_control: Probability that cash carried over a border is found without any request.
        cash_decision_days: Quantiles of the days until a court at home decides about cash found at a border.
        cash_confiscated: Share of the cash found at a border that a court confiscates; the rest is given back (F6).
    """

    fee: Share
    fee_risk: Annotated[float, Field(ge=0, le=20)]
    width: Row
    depth: Row
    first_hop_days: Row
    hop_days: dict[HopMode, Row]
    tranche_minor: Annotated[int, Field(ge=1, le=10_000_000_000)]
    report_rate: Annotated[float, Field(ge=0, le=10)]
    report_false_monthly: Probability
    cash_control: Probability
    cash_decision_days: Row
    cash_confiscated: Share
