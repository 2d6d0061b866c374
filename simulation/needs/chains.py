"""The chains of a scenario's needs: who lacks, who has it, by what, until when, and what then; made from the rows.

For authors and trainers: never for a team, which has to find out. Everything is a phrase, so that the command line and
the control room say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.kernel.terms import Phrase
from simulation.scenario.schema.needs import CHARGE, EnabledAct, Loss, Need
from simulation.scenario.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class KnownDays:
    """Days of a need that have been worked out.

    Attributes:
        lost_day: The first day on whose evening it cannot be had any more; None while play lasts.
        answered_day: The day on which an automatic office has answered; None where nobody asked for it.
    """

    lost_day: int | None
    answered_day: int | None = None


@dataclass(frozen=True, slots=True)
class NeedLink:
    """A need as a link of its chain.

    Attributes:
        need: Its key.
        chain: Key of the chain, worded `chain.<chain>` by the scenario.
        side: `chain` or `money`.
        country: Who lacks it.
        thing: What it lacks.
        holder: Who has it.
        ways: How it can be asked for, formal ways first.
        days: From when, until when and by what it is lost.
        act: What it makes possible at home.
        follows: What the act does to the outcome.
        reacts: Rules by which the network answers, R1 to R14.
        together_with: Keys of needs that have to be met as well.
        waits: Key of the need whose answer to wait for, and code of the reason, worded `waiting.<reason>`; "" for none.
    """

    need: str
    chain: str
    side: str
    country: str
    thing: Phrase
    holder: str
    ways: tuple[Phrase, ...]
    days: tuple[Phrase, ...]
    act: Phrase
    follows: tuple[Phrase, ...]
    reacts: tuple[str, ...]
    together_with: tuple[str, ...]
    waits: tuple[str, str]


def links_of(scenario: Scenario, days: Mapping[str, KnownDays] | None = None) -> tuple[NeedLink, ...]:
    """The links of all chains, those of one chain together, in the order in which the scenario names them.

    Args:
        scenario: The scenario.
        days: What has been worked out, by need; without it only what the rows say.
    """
    order = list(dict.fromkeys(need.chain for need in scenario.needs))
    rows = sorted(scenario.needs, key=lambda need: order.index(need.chain))
    return tuple(_link(need, (days or {}).get(need.key)) for need in rows)


def words(act: EnabledAct) -> str:
    """An act at home as the author's files write it."""
    return f"charge {act.target} with {act.offence}" if act.kind == CHARGE else f"{act.kind} of {act.target}"


def _link(need: Need, days: KnownDays | None) -> NeedLink:
    return NeedLink(
        need=need.key,
        chain=need.chain,
        side=need.side,
        country=need.country,
        thing=Phrase(f"need.lacks.{need.lacks}", (("about", need.about),)),
        holder=need.holder,
        ways=tuple(_ways(need)),
        days=tuple(_days(need, days)),
        act=_act(need.enables),
        follows=tuple(Phrase(f"need.moves.{sign}", (("figure", key),)) for key, sign in need.moves),
        reacts=need.reacts,
        together_with=need.together_with,
        waits=(need.waits.need, need.waits.reason) if need.waits is not None else ("", ""),
    )


def _ways(need: Need) -> Iterable[Phrase]:
    """Ways that differ only in whom or what they name are one."""
    targets: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for way in need.by:
        targets.setdefault((way.kind, way.bases), []).append(way.target)
    for question in need.informal:
        targets.setdefault((question.kind, ()), []).append(question.target)
    for (kind, bases), named in targets.items():
        about = (("sought", kind), ("target", " ".join(named)))
        yield Phrase("need.way", (*about, ("basis", " ".join(bases)))) if bases else Phrase("need.lead", about)


def _act(act: EnabledAct) -> Phrase:
    if act.kind == CHARGE:
        return Phrase("need.charge", (("target", act.target), ("offence", act.offence or "")))
    return Phrase("need.measure", (("measure", act.kind), ("target", act.target)))


def _days(need: Need, known: KnownDays | None) -> Iterable[Phrase]:
    from_day = ("day", need.exists.by_day)
    if need.exists.event is None:
        yield Phrase("need.from", (from_day,))
    else:
        yield Phrase("need.from_event", (from_day, ("event", need.exists.event)))
    if need.lost is not None:
        yield _lost(need.lost.by, need.lost.who or need.lost.account or need.about, known)
    if known is not None and known.answered_day is not None:
        yield Phrase("need.answered", (("day", known.answered_day),))


def _lost(by: Loss, about: str, known: KnownDays | None) -> Phrase:
    if known is None or known.lost_day is None:
        return Phrase(f"need.loses.{by}", (("about", about),))
    return Phrase(f"need.lost.{by}", (("day", known.lost_day), ("about", about)))
