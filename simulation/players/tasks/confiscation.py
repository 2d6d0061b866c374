"""Confiscation in mind: orders against money before arrests, and before the court what shows whose the money is."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.kernel.entities import EntityKind
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.plans import behind
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.play import MeasureKind

_BLOCKED = frozenset({"postponed", "frozen"})


def is_money_open(desk: Turn, person: str) -> bool:
    """Whether an order against money of a person's at home is under way: an arrest now would set the money moving."""
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return False
    running = (each.target for each in desk.shown.measures if each.kind == MeasureKind.FREEZE and each.is_running)
    return any(person in behind(desk, account) for account in (*running, *desk.ordered_now(MeasureKind.FREEZE)))


def is_money_blocked(desk: Turn, person: str) -> bool:
    """Whether money of a person's at home is blocked, as a plan has it."""
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return False
    blocked = (each.account for each in desk.view.assets if each.state in _BLOCKED and each.country == desk.code)
    return any(person in behind(desk, account) for account in blocked)


def money_papers(desk: Turn, offence: str) -> tuple[str, ...]:
    """Papers that show a court whose the blocked money is and where it comes from; none without a plan.

    Those that stand, were given for this offence too, and name a blocked account or a firm behind it.

    Args:
        desk: The desk.
        offence: Key of the offence charged.
    """
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return ()
    blocked = [asset.account for asset in desk.view.assets if asset.state in _BLOCKED]
    about = dict.fromkeys(key for account in blocked for key in (account, *_firms(desk, account)))
    return tuple(
        dict.fromkeys(
            paper.key
            for key in about
            for paper in desk.reading.evidence_on(key)
            if not paper.use.purposes or offence in paper.use.purposes
        )
    )


def without_money(desk: Turn, papers: Iterable[str]) -> tuple[str, ...]:
    """What goes to court of some papers: without a plan for the money none of those about accounts.

    What speaks for somebody is disclosed all the same.
    """
    if not desk.parameters.makes(PolicyMistake.NO_PLAN):
        return tuple(papers)
    accounts = [key for key, entity in desk.reading.entities.items() if entity.kind is EntityKind.ACCOUNT]
    about = {paper.key for account in accounts for paper in desk.reading.naming(account) if not paper.exculpates}
    chosen = tuple(papers)
    return tuple(key for key in chosen if key not in about) or chosen


def _firms(desk: Turn, account: str) -> tuple[str, ...]:
    entities = desk.reading.entities
    return tuple(key for key in behind(desk, account) if key in entities and entities[key].kind is EntityKind.COMPANY)
