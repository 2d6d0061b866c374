"""Money that is blocked: by whom, for whose case, until when, and what ends it."""

from __future__ import annotations

from simulation.agenda import DAY
from simulation.casework.assets import TRANSITIONS, AssetAction, AssetState
from simulation.casework.charges import Charge
from simulation.casework.proof import ElementState, assess_case
from simulation.exercise import uninvolved
from simulation.exercise.events import AssetsFrozen, FreezeEnded
from simulation.exercise.state import State
from simulation.exercise.views import DigestLine
from simulation.records import Office, Phrase

REVIEW = "exercise.freeze_review"
"""Rule of the agenda that looks at a freeze when its time is up."""

PREDICATE = "predicate_offence"
"""Element of the offence that a laundering case, and a freeze without a conviction, has to show."""

_NAMES = {AssetAction.LAPSE: "lapsed", AssetAction.LIFT: "lifted", AssetAction.CONFISCATE: "confiscated"}


def block(
    state: State, country: str, for_country: str, account: str, action: AssetAction, source: str, until: int | None
) -> int:
    """Block an account at a country's bank for a country's case; returns the money that is held there now.

    What the file holds already stands: a short hold does not shorten a freeze, and nothing follows a confiscation.

    Args:
        state: The exercise.
        country: Where the bank sits and the order was given.
        for_country: Whose case it is for; its file keeps the asset.
        account: The account.
        action: Freeze or postpone.
        source: Key of the measure or request.
        until: When it lapses unless confirmed; None for open end.
    """
    state.network.freeze(account, state.now)
    amount = state.network.held_on(account)
    file = state.countries[for_country].file
    asset = file.asset(account)
    if (asset.state if asset is not None else None, action) in TRANSITIONS:
        file.move_asset(
            account, action, country=country, amount_minor=amount, source=source, now=state.now, until=until
        )
        if until is not None:
            state.agenda.schedule(until, f"freeze/{for_country}/{account}", REVIEW, (for_country, account))
        else:
            state.agenda.cancel(f"freeze/{for_country}/{account}")
    state.emit(
        AssetsFrozen(
            at=state.now,
            cause=state.cause,
            country=country,
            for_country=for_country,
            account=account,
            amount_minor=amount,
            until=until,
            source=source,
        )
    )
    if action is AssetAction.FREEZE and state.network.is_frozen(account):
        uninvolved.record(state, country, account, source)
    state.touch(country, for_country)
    return amount


def end(state: State, for_country: str, account: str, action: AssetAction) -> int:
    """End a freeze: let it lapse, lift it, or confiscate what it holds; returns the money concerned."""
    keeper = state.countries[for_country]
    asset = keeper.file.asset(account)
    if asset is None or (asset.state, action) not in TRANSITIONS:
        return 0
    elsewhere = any(
        other.code != for_country and (kept := other.file.asset(account)) is not None and kept.is_blocked
        for other in state.countries.values()
    )
    if action is AssetAction.CONFISCATE:
        amount = state.network.confiscate(account, state.now)
    else:
        amount = asset.amount_minor if elsewhere else state.network.lift(account, state.now)
    keeper.file.move_asset(
        account, action, country=asset.country, amount_minor=amount, source=asset.source, now=state.now
    )
    state.agenda.cancel(f"freeze/{for_country}/{account}")
    how = _NAMES[action]
    state.emit(
        FreezeEnded(at=state.now, cause=state.cause, country=for_country, account=account, amount_minor=amount, how=how)
    )
    offices = (Office.PROSECUTOR, Office.FIU)
    line = DigestLine(state.now, Phrase(f"digest.freeze_{how}", (("account", account),)), "asset", account, offices)
    state.tell(for_country, line, news=f"freeze/{account}/{how}")
    return amount


def review(state: State, for_country: str, account: str) -> None:
    """A freeze's time is up: proof of the predicate offence renews it, otherwise it lapses (law.md 7.3 F6)."""
    keeper = state.countries[for_country]
    asset = keeper.file.asset(account)
    if asset is None or not asset.is_blocked:
        return
    days = state.scenario.country(asset.country).freeze_review_days
    if asset.state is AssetState.FROZEN and days and is_predicate_shown(state, for_country, account):
        until = state.now + days * DAY
        keeper.file.move_asset(
            account,
            AssetAction.RENEW,
            country=asset.country,
            amount_minor=asset.amount_minor,
            source=asset.source,
            now=state.now,
            until=until,
        )
        state.agenda.schedule(until, f"freeze/{for_country}/{account}", REVIEW, (for_country, account))
        what = Phrase("digest.freeze_renewed", (("account", account),))
        line = DigestLine(state.now, what, "asset", account, (Office.PROSECUTOR, Office.FIU))
        state.tell(for_country, line, news=f"freeze/{account}/renewed")
        return
    end(state, for_country, account, AssetAction.LAPSE)


def is_predicate_shown(state: State, country: str, account: str) -> bool:
    """Whether a country's papers prove an offence from which the money on an account comes, against whoever has it."""
    file = state.countries[country].file
    papers = tuple(document.key for document in file.documents)
    people = [link.a for link in file.links() if link.b == account and link.kind in {"holds", "owns"}]
    for person in dict.fromkeys(people):
        charge = Charge("", person, "", (PREDICATE,), state.now, state.now, papers)
        (proof,) = assess_case(charge, file, state.scenario.country(country)).elements
        if proof.state is ElementState.PROVED:
            return True
    return False
