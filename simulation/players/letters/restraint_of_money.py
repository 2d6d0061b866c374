"""Money at home: hold what is moving, freeze what evidence names, let go what nothing stands behind any more."""

from __future__ import annotations

from collections.abc import Callable

from simulation.exercise.core.command import Command
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.players.letters.letters import is_blocked, is_moving
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.plans import fed_by_the_blocked, is_a_suspects, money_of_the_proved
from simulation.players.turn.suspicion import STRONG, SUSPECT
from simulation.players.turn.tipping import papers_for
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import is_here
from simulation.scenario.schema.play import MeasureKind

LAPSES_DAYS = 30
"""Days, about a move: a hold that ends within them is frozen even by a full office (assumption)."""


def money(desk: Turn) -> list[Command]:
    """Hold and freeze accounts at home: where money is seen moving, of the proved, dirty, fed by a blocked account.

    What one account feeds is held by the unit on the day on which the prosecutor orders the freeze: a court takes days.
    """
    written: list[Command] = []
    fed = _to_freeze_together(desk)
    proved = money_of_the_proved(desk) | fed
    for account in desk.reading.to_ask_about(0, EntityKind.ACCOUNT, sort=desk.parameters.sorts):
        is_proved = account.key in proved
        if (not is_proved and desk.reading.heat(account.key) < SUSPECT) or not is_here(desk, account):
            continue
        held = [asset for asset in desk.view.assets if asset.account == account.key]
        if any(asset.state != "postponed" for asset in held):
            continue
        may_freeze = _may_freeze(desk, account.key, held, is_pressing=account.key in fed)
        may_hold = not held and _may_hold(desk, account.key, is_pressing=account.key in fed)
        if not (may_freeze or may_hold) or not (held or is_proved or is_moving(desk, account.key)):
            continue
        if desk.sits(Office.PROSECUTOR) and (is_proved or _is_ripe(desk, account.key, held)):
            papers = papers_for(desk, account.key, STRONG, _is_only_evidence(desk, account.key))
            if may_freeze and papers:
                if account.key in fed and may_hold:
                    written.append(desk.order(MeasureKind.POSTPONEMENT, account.key, Office.FIU, papers))
                written.append(desk.order(MeasureKind.FREEZE, account.key, Office.PROSECUTOR, papers))
        elif may_hold and (papers := papers_for(desk, account.key, SUSPECT)):
            written.append(desk.order(MeasureKind.POSTPONEMENT, account.key, Office.FIU, papers))
    return written


def _to_freeze_together(desk: Turn) -> frozenset[str]:
    """Accounts that blocked ones pay and that can still be frozen; none if there is no room for all in this move."""
    fed = [
        each.key
        for each in map(desk.reading.entities.get, fed_by_the_blocked(desk))
        if each is not None and is_here(desk, each) and desk.may_order(MeasureKind.FREEZE, each.key)
    ]
    number = min(len(fed), desk.parameters.limit)
    acting = (office for office in (Office.FIU, Office.PROSECUTOR) if desk.sits(office))
    return frozenset(fed if all(desk.workload.has_room(office, number) for office in acting) else ())


def _is_only_evidence(desk: Turn, account: str) -> Callable[[str], bool]:
    """Whether a paper is the only one that stands and names an account: without it a freeze would rest on leads."""
    evidence = [paper.key for paper in desk.reading.evidence_on(account)]
    return lambda key: evidence == [key]


def _may_freeze(desk: Turn, account: str, held: list[AssetView], *, is_pressing: bool) -> bool:
    """Whether the prosecutor has time to freeze it for the first time; a hold that lapses soon is frozen anyway.

    What one blocked account feeds is pressing: the rest of it leaves once a part is seen to be held.
    """
    if not desk.sits(Office.PROSECUTOR) or not desk.may_order(MeasureKind.FREEZE, account):
        return False
    is_too_full = desk.workload.must_wait(Office.PROSECUTOR, is_urgent=is_pressing)
    return not is_too_full or any(_lapses_soon(desk, asset.until) for asset in held)


def _may_hold(desk: Turn, account: str, *, is_pressing: bool) -> bool:
    """Whether the unit has time to hold it for the first time."""
    if not desk.sits(Office.FIU) or desk.workload.must_wait(Office.FIU, is_urgent=is_pressing):
        return False
    return desk.may_order(MeasureKind.POSTPONEMENT, account)


def _is_ripe(desk: Turn, account: str, held: list[AssetView]) -> bool:
    """Whether a suspect stands behind it, and it is held with money on it or strongly suspected with evidence.

    Strong suspicion alone is not enough: whoever was often paid is named in many statements.
    """
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return True
    is_strong = desk.reading.heat(account) >= STRONG and bool(held or desk.reading.evidence_on(account))
    return (is_strong or any(asset.amount_minor for asset in held)) and is_a_suspects(desk, account)


def _lapses_soon(desk: Turn, until: int | None) -> bool:
    """Whether a hold ends before a full office could come back to it."""
    return until is not None and until < desk.now + LAPSES_DAYS * DAY


def lifted(desk: Turn) -> list[Command]:
    """Lift a freeze at home when the file has come to speak for the person concerned."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    for asset in desk.view.assets:
        if asset.country != desk.code or not is_blocked(desk, asset.account) or asset.state == "confiscated":
            continue
        if asset.account in desk.reading.cleared and desk.may_order(MeasureKind.LIFT_FREEZE, asset.account):
            written.append(desk.order(MeasureKind.LIFT_FREEZE, asset.account, Office.PROSECUTOR, ()))
    return written
