"""The ledger: what came in, what went out, what is there; exact in whole grams and minor units.

Drugs: bought = delivered + seized + lost + in store + in transit. Money: opening + sales + fees of journeys +
exploitation + brought in = purchase + transport + wages + bribes + fees + recruitment + papers + upkeep + spent +
confiscated + free + frozen. People: there at the start + recruited = in transit + in exploitation + arrived +
intercepted + identified + escaped + dead or missing (network.md d.4). Each booking is
made where the thing happens; what is there is counted from the loads and accounts themselves, so a balance that holds
shows that nothing was made or lost on the way.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LedgerFlow:
    """One flow of the world since the start of history.

    Attributes:
        unit: `gram`, `minor` or `person`.
        sources: What came in, by name.
        sinks: What went out or is still there, by name.
    """

    unit: str
    sources: tuple[tuple[str, int], ...]
    sinks: tuple[tuple[str, int], ...]

    @property
    def balanced(self) -> bool:
        """Whether sources and sinks add up to the same."""
        return sum(amount for _, amount in self.sources) == sum(amount for _, amount in self.sinks)

    def amount(self, name: str) -> int:
        """One line of the flow.

        Raises:
            KeyError: There is no such line.
        """
        for line, amount in self.sources + self.sinks:
            if line == name:
                return amount
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The three flows; persons are counted one by one and never put into one number with goods or money."""

    drugs: LedgerFlow
    money: LedgerFlow
    people: LedgerFlow

    @property
    def balanced(self) -> bool:
        """Whether every flow balances exactly."""
        return self.drugs.balanced and self.money.balanced and self.people.balanced


@dataclass(slots=True)
class GoodsTotals:
    """Running totals of goods, in grams.

    Attributes:
        bought: Bought at the source.
        delivered: Reached a market.
        seized: Taken by authorities.
        lost: Abandoned.
    """

    bought: int = 0
    delivered: int = 0
    seized: int = 0
    lost: int = 0

    def flow(self, *, in_store: int, in_transit: int) -> LedgerFlow:
        """The flow of drugs with what is there now.

        Args:
            in_store: Grams in store on the way.
            in_transit: Grams under way.
        """
        return LedgerFlow(
            "gram",
            (("bought", self.bought),),
            (
                ("delivered", self.delivered),
                ("seized", self.seized),
                ("lost", self.lost),
                ("in_store", in_store),
                ("in_transit", in_transit),
            ),
        )


@dataclass(slots=True)
class MoneyTotals:
    """Running totals of money, in minor units.

    Attributes:
        opening: There at the start of history.
        sales: Takings at the markets.
        journey_fees: Paid by people for their journeys (F23).
        exploitation: Takings of sites of exploitation.
        outside: Money of planted payments, which comes from outside the network.
        purchase: Paid at the source.
        transport: Paid for transport.
        wages: Paid to members.
        bribes: Paid to officials.
        fees: Kept at each hop of laundering.
        recruitment: Paid to find new members.
        papers: Paid for papers.
        upkeep: Paid to keep people at sites.
        spent: Taken out by those who own it.
        confiscated: Taken for good by courts.
        laundered: Of the sales, what arrived in the treasury by way of accounts (no line of the balance).
        defrauded: Of the takings of exploitation since the scenario's start, what residents were made to pay (no line
            of the balance).
    """

    opening: int = 0
    sales: int = 0
    journey_fees: int = 0
    exploitation: int = 0
    outside: int = 0
    purchase: int = 0
    transport: int = 0
    wages: int = 0
    bribes: int = 0
    fees: int = 0
    recruitment: int = 0
    papers: int = 0
    upkeep: int = 0
    spent: int = 0
    confiscated: int = 0
    laundered: int = 0
    defrauded: int = 0

    def flow(self, *, free: int, frozen: int) -> LedgerFlow:
        """The flow of money with what is there now.

        Args:
            free: The network's money that nobody holds.
            frozen: The network's money that authorities hold.
        """
        return LedgerFlow(
            "minor",
            (
                ("opening", self.opening),
                ("sales", self.sales),
                ("journey_fees", self.journey_fees),
                ("exploitation", self.exploitation),
                ("outside", self.outside),
            ),
            (
                ("purchase", self.purchase),
                ("transport", self.transport),
                ("wages", self.wages),
                ("bribes", self.bribes),
                ("fees", self.fees),
                ("recruitment", self.recruitment),
                ("papers", self.papers),
                ("upkeep", self.upkeep),
                ("spent", self.spent),
                ("confiscated", self.confiscated),
                ("free", free),
                ("frozen", frozen),
            ),
        )


@dataclass(slots=True)
class PeopleTotals:
    """How many people there were.

    Attributes:
        there_at_start: People at sites when history begins.
        recruited: People recruited since.
    """

    there_at_start: int = 0
    recruited: int = 0

    def flow(self, stages: tuple[tuple[str, int], ...]) -> LedgerFlow:
        """The flow of people, with how many are at each stage, counted from the people themselves."""
        return LedgerFlow("person", (("there_at_start", self.there_at_start), ("recruited", self.recruited)), stages)
