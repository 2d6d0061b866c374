"""R8: where the treasury lies: an account that nobody is known to hold, in a country that is hard to reach."""

from __future__ import annotations

from simulation.network.account_opening import add_account, choose_reserve
from simulation.network.organisations import Organisation
from simulation.network.world import World


def open_elsewhere(world: World, organisation: Organisation, leaving: str, cause: str, now: int) -> str:
    """A new account abroad in the name of a front company, or of a coordinator where there is none."""
    abroad = [code for code in world.countries if code != leaving] or [leaving]
    ranked = sorted(
        abroad, key=lambda code: (world.countries[code].chain_role != "finance", world.countries[code].played, code)
    )
    front = world.fronts[organisation.key]
    holder = front[0] if front else next(iter(sorted(organisation.members)))
    owner = dict(world.entities[holder].details).get("owner", holder)
    key = f"account/fresh/{organisation.key}/{cause}"
    if key not in world.accounts:
        add_account(world, key, ranked[0], holder, str(owner), organisation.key, now, 0.3, 3, now)
    return key


def secure_reserve(world: World, organisation: Organisation, now: int) -> None:
    """The treasury's account is known to be held by an authority: use another one from now on, and close up (R6)."""
    reserve = world.accounts.get(organisation.reserve)
    if reserve is None or not reserve.noticed:
        return
    chosen = choose_reserve(world, organisation, reserve.country)
    if not chosen:
        chosen = open_elsewhere(world, organisation, reserve.country, f"frozen/{reserve.key}", now)
    organisation.reserve = chosen
    organisation.alarm(now, 1)
    world.explain_choice(now, organisation.key, "R8", (("frozen", float(reserve.balance)),), 0.0, chosen, reserve.key)
