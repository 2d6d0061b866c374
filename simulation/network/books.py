"""The books: what came in, what went out, what is there; exact in whole grams and minor units.

Drugs: bought = delivered + seized + lost + in store + in transit. Money: opening + sales + brought in = purchase +
transport + wages + bribes + fees + recruitment + spent + confiscated + held + frozen (network.md d.4). Each booking is
made where the thing happens; what is there is counted from the loads and accounts themselves, so a balance that holds
shows that nothing was made or lost on the way.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow of the world since the start of history.

    Attributes:
        unit: `gram` or `minor`.
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
    """Both flows of this depth."""

    drugs: Flow
    money: Flow

    @property
    def balanced(self) -> bool:
        """Whether every flow balances exactly."""
        return self.drugs.balanced and self.money.balanced


@dataclass(slots=True)
class Books:
    """Running totals; grams first, then minor units.

    Attributes:
        bought: Grams bought at the source.
        delivered: Grams that reached a market.
        seized: Grams taken by authorities.
        lost: Grams abandoned.
        opening: Money at the start of history.
        sales: Takings at the markets.
        outside: Money of planted payments, which comes from outside the network.
        purchase: Paid at the source.
        transport: Paid for transport.
        wages: Paid to members.
        bribes: Paid to officials.
        fees: Kept at each hop of laundering.
        recruitment: Paid to find new members.
        spent: Taken out by those who own it.
        confiscated: Taken for good by courts.
        laundered: Of the sales, what arrived in the treasury by way of accounts (no line of the balance).
    """

    bought: int = 0
    delivered: int = 0
    seized: int = 0
    lost: int = 0
    opening: int = 0
    sales: int = 0
    outside: int = 0
    purchase: int = 0
    transport: int = 0
    wages: int = 0
    bribes: int = 0
    fees: int = 0
    recruitment: int = 0
    spent: int = 0
    confiscated: int = 0
    laundered: int = 0

    def ledger(self, *, in_store: int, in_transit: int, held: int, frozen: int) -> Ledger:
        """The two flows with what is there now."""
        return Ledger(
            drugs=Flow(
                "gram",
                (("bought", self.bought),),
                (
                    ("delivered", self.delivered),
                    ("seized", self.seized),
                    ("lost", self.lost),
                    ("in_store", in_store),
                    ("in_transit", in_transit),
                ),
            ),
            money=Flow(
                "minor",
                (("opening", self.opening), ("sales", self.sales), ("outside", self.outside)),
                (
                    ("purchase", self.purchase),
                    ("transport", self.transport),
                    ("wages", self.wages),
                    ("bribes", self.bribes),
                    ("fees", self.fees),
                    ("recruitment", self.recruitment),
                    ("spent", self.spent),
                    ("confiscated", self.confiscated),
                    ("held", held),
                    ("frozen", frozen),
                ),
            ),
        )
