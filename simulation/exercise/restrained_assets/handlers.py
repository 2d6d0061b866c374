"""Money that is blocked: by whom, for whose case, until when, and what ends it."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.casework.file.restrained_assets import TRANSITIONS, AssetAction, AssetState
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.handler import ComeDue, subject
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence import conduct_findings, uninvolved
from simulation.exercise.matters.deadlines import office_hours
from simulation.exercise.matters.handlers import is_before_court
from simulation.exercise.matters.state import Procedures
from simulation.exercise.restrained_assets import court_review
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Phrase
from simulation.law.assessment import typical_mistakes
from simulation.law.periods.restraint import RestraintGround, restraint_row
from simulation.network import authorities
from simulation.network.world.world import World

REVIEW = "exercise.freeze_review"
"""Rule of the agenda that looks at a freeze when its time is up."""

AGAIN_DAYS = 10
"""Days after which a freeze whose last day came while a court had it is looked at again (assumption)."""

_NAMES = {AssetAction.LAPSE: "lapsed", AssetAction.LIFT: "lifted", AssetAction.CONFISCATE: "confiscated"}


def block(
    state: State, country: str, for_country: str, account: str, action: AssetAction, source: str, until: int | None
) -> int:
    """Block an account at a country's bank for a country's case; returns the money that is held there now.

    What the file holds already stands: a short hold does not shorten a freeze, and nothing follows a confiscation.
    A freeze lasts no longer than the ground allows on which it stands.

    Args:
        state: The exercise.
        country: Where the bank sits and the order was given.
        for_country: Whose case it is for; its file keeps the asset.
        account: The account.
        action: Freeze or postpone.
        source: Key of the measure or request.
        until: When it lapses by the law of the place unless confirmed; None for open end.
    """
    authorities.freeze(state.network, account, state.now)
    amount = state.network.money.held_on(account)
    file = state.countries[for_country].file
    asset = file.assets.get(account)
    ground = RestraintGround.SHORT
    if action is AssetAction.FREEZE:
        ground = court_review.ground_of(state, for_country, account)
        until = court_review.within(until, ground, state.now)
    if (asset.state if asset is not None else None, action) in TRANSITIONS:
        file.assets.move(
            account,
            action,
            country=country,
            amount_minor=amount,
            source=source,
            now=state.now,
            until=until,
            ground=ground,
        )
        if until is not None:
            state.agenda.schedule(until, f"freeze/{for_country}/{account}", REVIEW, (for_country, account))
        else:
            state.agenda.cancel(f"freeze/{for_country}/{account}")
    state.emit(
        AssetsFrozen(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country,
            for_country=for_country,
            account=account,
            amount_minor=amount,
            until=until,
            source=source,
        )
    )
    if action is AssetAction.FREEZE and state.network.money.is_frozen(account):
        uninvolved.record(state, country, account, source)
    return amount


def end(state: State, for_country: str, account: str, action: AssetAction) -> int:
    """End a freeze: let it lapse, lift it, or confiscate what it holds; returns the money concerned.

    What is confiscated is gone for every other country that holds it for a case of its own: its hold ends with nothing.
    """
    keeper = state.countries[for_country]
    asset = keeper.file.assets.get(account)
    if asset is None or (asset.state, action) not in TRANSITIONS:
        return 0
    elsewhere = any(
        other.code != for_country and (kept := other.file.assets.get(account)) is not None and kept.is_blocked
        for other in state.countries.values()
    )
    if action is AssetAction.CONFISCATE:
        amount = authorities.confiscate(state.network, account, state.now)
    else:
        amount = asset.amount_minor if elsewhere else authorities.lift(state.network, account, state.now)
    _ended(state, for_country, account, action, amount, told=action)
    if action is AssetAction.CONFISCATE:
        for other in state.countries.values():
            kept = other.file.assets.get(account)
            if kept is not None and kept.is_blocked:
                _ended(state, other.code, account, AssetAction.LIFT, 0, told=action)
    return amount


def _ended(
    state: State, for_country: str, account: str, action: AssetAction, amount: int, *, told: AssetAction
) -> None:
    """Enter the end of a hold in the file that keeps it, and tell that team what became of the money."""
    file = state.countries[for_country].file
    asset = file.assets.get(account)
    if asset is None:
        return
    file.assets.move(account, action, country=asset.country, amount_minor=amount, source=asset.source, now=state.now)
    state.agenda.cancel(f"freeze/{for_country}/{account}")
    how = _NAMES[action]
    state.emit(
        FreezeEnded(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=for_country,
            account=account,
            amount_minor=amount,
            how=how,
        )
    )
    what = Phrase(f"digest.freeze_{_NAMES[told]}", (("account", account),))
    line = DigestLine(state.now, what, "asset", account, state.with_task(for_country, OfficeTask.ASSETS))
    state.tell(for_country, line, news=f"freeze/{account}/{_NAMES[told]}")


def review(state: State, for_country: str, account: str) -> None:
    """A freeze's time is up: a court that finds reasons prolongs it, otherwise it lapses (law.md 7.3 F6)."""
    keeper = state.countries[for_country]
    asset = keeper.file.assets.get(account)
    if asset is None or not asset.is_blocked:
        return
    if is_before_court(state.part(Procedures), for_country, account):
        later = state.now + AGAIN_DAYS * DAY
        state.agenda.schedule(later, f"freeze/{for_country}/{account}", REVIEW, (for_country, account))
    elif not renew(state, for_country, account):
        owners = {state.network.money.holder_of(account), state.network.money.owner_of(account)}
        is_uncharged = owners.isdisjoint(charge.person for charge in keeper.file.charges.all)
        if is_uncharged and office_hours(state, for_country).were_open(asset.began, state.now):
            conduct_findings.note_elsewhere(
                state, for_country, typical_mistakes.FREEZE_WITHOUT_CHARGE, f"asset/{account}"
            )
        end(state, for_country, account, AssetAction.LAPSE)


def renew(state: State, for_country: str, account: str, *, proof_asked: bool = False) -> bool:
    """Let a freeze go on as long as a court finds a ground for it, never for less than before; whether it does.

    Args:
        state: The exercise.
        for_country: Whose case it is.
        account: The account.
        proof_asked: The prosecutor asked for it with reasons, and a letter that asks for proof has arrived.
    """
    keeper = state.countries[for_country]
    asset = keeper.file.assets.get(account)
    if asset is None or asset.state is not AssetState.FROZEN:
        return False
    ground, until = court_review.further(state, for_country, asset, proof_asked=proof_asked)
    if until is None or until <= max(state.now, asset.until or 0):
        return False
    keeper.file.assets.move(
        account,
        AssetAction.RENEW,
        country=asset.country,
        amount_minor=asset.amount_minor,
        source=asset.source,
        now=state.now,
        until=until,
        ground=ground,
    )
    state.agenda.schedule(until, f"freeze/{for_country}/{account}", REVIEW, (for_country, account))
    what = Phrase("digest.freeze_renewed", (("account", account),))
    line = DigestLine(state.now, what, "asset", account, state.with_task(for_country, OfficeTask.ASSETS))
    state.tell(for_country, line, news=f"freeze/{account}/renewed")
    return True


def announce(state: State, for_country: str, account: str, label: str) -> bool:
    """Keep a short hold on a letter that has left: a duty judge there heard the advance copy; whether there was one.

    Args:
        state: The exercise.
        for_country: Whose case it is.
        account: The account.
        label: The letter's number.
    """
    file = state.countries[for_country].file
    asset, days = file.assets.get(account), restraint_row(RestraintGround.ANNOUNCED).days or 0
    if asset is None or asset.state is not AssetState.POSTPONED or asset.ground != RestraintGround.SHORT:
        return False
    until = state.now + days * DAY
    file.assets.move(
        account,
        AssetAction.RENEW,
        country=asset.country,
        amount_minor=asset.amount_minor,
        source=asset.source,
        now=state.now,
        until=until,
        ground=RestraintGround.ANNOUNCED,
    )
    state.agenda.schedule(until, f"freeze/{for_country}/{account}", REVIEW, (for_country, account))
    facts = (("account", account), ("label", label), ("country", asset.country), ("until", until))
    told = state.with_task(for_country, OfficeTask.ASSETS)
    line = DigestLine(state.now, Phrase("digest.hold_announced", facts), "asset", account, told)
    state.tell(for_country, line, news=f"freeze/{account}/announced")
    return True


def credited(countries: Mapping[str, CountryState], network: World, account: str) -> None:
    """More money came in on an account that is blocked: it is held too, and the bank says so to whose case it is."""
    amount = network.money.held_on(account)
    for keeper in countries.values():
        asset = keeper.file.assets.get(account)
        if asset is not None and asset.is_blocked and asset.amount_minor != amount:
            keeper.file.assets.credit(account, amount)


COMES_DUE: Mapping[str, ComeDue] = {
    REVIEW: lambda state, entry: review(state, subject(entry), str(entry.payload[1])),
}
"""What comes due of it, by the rule of the agenda."""
