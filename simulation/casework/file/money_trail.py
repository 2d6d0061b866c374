"""Following the money over the papers of a file: who paid whom after money had come, step by step.

A step is a fact of the papers; that it is the same money is an inference that whoever reads it has to make: accounts
mix what comes in. So nothing is capped or shared out, and no way is ranked (the method is the flow of funds of a
financial investigation: FATF, *Operational Issues: Financial Investigations Guidance*, 2012, III; the order in time as
the one condition is an assumption).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from simulation.casework.documents.document import Assertion, AssertionKind, Document

MOST_HOPS = 4
"""How many steps are followed at most."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer, however many papers print it: when, how much in minor units, and the papers that show it."""

    at: int
    amount_minor: int
    documents: tuple[str, ...]
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class MoneyStep:
    """What one paid another once money had come to it.

    Attributes:
        hop: 1 for a payment by whom the way begins with.
        a: Who paid.
        b: Who was paid.
        came: When money first came to `a` on this way, None where the way begins.
        payments: In order of time, none of them before `came`.
        is_followed: The next steps are those from here; False where the way ends or was followed before.
    """

    hop: int
    a: str
    b: str
    came: int | None
    payments: tuple[Payment, ...]
    is_followed: bool

    @property
    def amount_minor(self) -> int:
        """All the payments together."""
        return sum(payment.amount_minor for payment in self.payments)

    @property
    def documents(self) -> tuple[str, ...]:
        """Papers that show them."""
        return tuple(dict.fromkeys(key for payment in self.payments for key in payment.documents))

    @property
    def is_evidence(self) -> bool:
        """Whether a paper that stands shows each of them."""
        return all(payment.is_evidence for payment in self.payments)


def is_dated_payment(said: Assertion) -> bool:
    """Whether a paper shows a payment with its day and sum: who says that money was paid names neither."""
    return said.kind is AssertionKind.PAID and bool(said.object) and said.at is not None and said.amount_minor != 0


def payments(
    documents: Iterable[Document], same: Mapping[str, str] | None = None
) -> dict[str, dict[str, tuple[Payment, ...]]]:
    """Every dated payment that papers show, by who paid and who was paid; the same transfer in two papers is one.

    Args:
        documents: Papers in order of receipt.
        same: Entities that the team says are another one: key to the key that stands for both.
    """
    one = same or {}
    shown: dict[tuple[str, str, int, int, tuple[str, ...]], list[Document]] = {}
    for document in documents:
        for said in document.assertions:
            if is_dated_payment(said) and said.at is not None:
                ends = one.get(said.subject, said.subject), one.get(said.object, said.object)
                shown.setdefault((*ends, said.at, said.amount_minor, said.traces), []).append(document)
    found: dict[str, dict[str, tuple[Payment, ...]]] = {}
    for (a, b, at, amount, _traces), papers in sorted(shown.items(), key=lambda item: item[0]):
        if a != b:
            keys = tuple(dict.fromkeys(paper.key for paper in papers))
            payment = Payment(at, amount, keys, any(paper.use.stands for paper in papers))
            to = found.setdefault(a, {})
            to[b] = (*to.get(b, ()), payment)
    return found


def accounts_held(documents: Iterable[Document], same: Mapping[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    """The accounts that papers say a person or company holds or owns, sorted."""
    one = same or {}
    held: dict[str, set[str]] = {}
    for document in documents:
        for said in document.assertions:
            if said.kind in {AssertionKind.HOLDS, AssertionKind.OWNS} and said.object:
                held.setdefault(one.get(said.subject, said.subject), set()).add(one.get(said.object, said.object))
    return {key: tuple(sorted(accounts)) for key, accounts in sorted(held.items())}


def follow(
    start: str,
    paid: Mapping[str, Mapping[str, tuple[Payment, ...]]],
    held: Mapping[str, tuple[str, ...]],
    *,
    hops: int,
    least_minor: int = 0,
) -> tuple[MoneyStep, ...]:
    """The payments that lead on from an entity, in direction of payment and time; each step before what follows it.

    What a person or company pays is also what goes from the accounts that it holds. An entity that money reaches twice
    is followed once, by the shortest way, from the first payment that reached it so.

    Args:
        start: Account, person or company.
        paid: See `payments`.
        held: See `accounts_held`.
        hops: How many steps, 1 to `MOST_HOPS`.
        least_minor: Payments below this are left out.
    """
    frontier: dict[str, int | None] = dict.fromkeys((start, *held.get(start, ())))
    followed = set(frontier)
    behind: dict[str, tuple[str, ...]] = {start: tuple(frontier)}
    steps: dict[str, list[MoneyStep]] = {}
    for hop in range(1, min(hops, MOST_HOPS) + 1):
        reached: dict[str, int] = {}
        for a, came in frontier.items():
            for b, all_ in paid.get(a, {}).items():
                later = tuple(
                    each for each in all_ if (came is None or each.at >= came) and each.amount_minor >= least_minor
                )
                if not later:
                    continue
                is_new = b not in followed
                steps.setdefault(a, []).append(MoneyStep(hop, a, b, came, later, is_new and b not in reached))
                if is_new:
                    reached[b] = min(later[0].at, reached.get(b, later[0].at))
        frontier = {}
        for b, at in reached.items():
            behind[b] = tuple(key for key in (b, *held.get(b, ())) if key not in followed)
            frontier |= dict.fromkeys(behind[b], at)
            followed.update(behind[b])
    return tuple(_in_order(start, behind, steps))


def trace_back(
    start: str,
    paid: Mapping[str, Mapping[str, tuple[Payment, ...]]],
    held: Mapping[str, tuple[str, ...]],
    *,
    hops: int,
    least_minor: int = 0,
) -> tuple[MoneyStep, ...]:
    """The payments that led to an entity, the last first: `follow` with time and direction turned round.

    A step's `a` is still who paid; `came` is when the money left `b` again on this way, None where the way ends.
    """
    turned: dict[str, dict[str, tuple[Payment, ...]]] = {}
    for a, to in paid.items():
        for b, all_ in to.items():
            turned.setdefault(b, {})[a] = tuple(replace(each, at=-each.at) for each in reversed(all_))
    return tuple(
        replace(
            step,
            a=step.b,
            b=step.a,
            came=None if step.came is None else -step.came,
            payments=tuple(replace(each, at=-each.at) for each in reversed(step.payments)),
        )
        for step in follow(start, turned, held, hops=hops, least_minor=least_minor)
    )


def _in_order(
    source: str, behind: Mapping[str, tuple[str, ...]], steps: Mapping[str, list[MoneyStep]]
) -> list[MoneyStep]:
    """Each step, largest first, with those that follow it right behind it."""
    found: list[MoneyStep] = []
    onward = [step for key in behind.get(source, ()) for step in steps.get(key, ())]
    for step in sorted(onward, key=lambda each: (-each.amount_minor, each.a, each.b)):
        if step.is_followed and behind[step.b]:
            found += (step, *_in_order(step.b, behind, steps))
        else:
            found.append(replace(step, is_followed=False))
    return found
