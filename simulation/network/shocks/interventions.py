"""What authorities do to the network; by the engine only, each idempotent.

A freeze stops what is in an account and whatever comes in later. The organisation notices within three days, which is a
decision of its own; until then its people go on paying into the account.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, HOUR, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.network import questions
from simulation.network.membership.reactions import arrest_member, release_member
from simulation.network.money.cash import is_taken
from simulation.network.money.transfers import recover
from simulation.network.money.treasury import secure_reserve
from simulation.network.people.exploitation import held_by_arrest
from simulation.network.world.members import MemberStatus
from simulation.network.world.world import World

MUCH = 0.25
"""R6: an organisation that finds so much of its treasury held strikes no new deal for a while. Assumption."""


def arrest(world: World, person: str, now: int, found_in: str = "") -> bool:
    """Take a person, member or not; False if unknown or not free.

    Args:
        world: The world.
        person: Whom.
        now: When.
        found_in: Country whose police look for the person on a partner's behalf: who fled is out of reach but there.
    """
    member = world.membership.members.get(person)
    if member is not None:
        found = member.status is MemberStatus.FLED and member.whereabouts == found_in
        if not (member.is_at_large or found):
            return False
        arrest_member(world, member, now, "order")
        return True
    entity = world.entities.get(person)
    if entity is None or entity.kind is not EntityKind.PERSON or person in world.membership.detained:
        return False
    world.membership.detained.add(person)
    if person in world.people.persons:
        held_by_arrest(world, world.people.persons[person], now)
    world.happenings.add(
        now,
        f"{person}/detained/{now}",
        "UninvolvedDetained",
        (person,),
        (("country", questions.whereabouts(world, person)),),
    )
    return True


def release(world: World, person: str, now: int, *, is_cleared: bool = True) -> bool:
    """Let a person go; False if nobody holds him or her.

    Whom authorities had brought to another country goes home; who went there stays.

    Args:
        world: The world.
        person: Whom.
        now: When.
        is_cleared: The case is over for the person; a member who had fled stays where he or she is otherwise.
    """
    member = world.membership.members.get(person)
    if member is not None:
        if member.status is not MemberStatus.ARRESTED:
            return False
        release_member(world, member, now, is_cleared=is_cleared)
        return True
    if person not in world.membership.detained:
        return False
    world.membership.detained.remove(person)
    presence = world.membership.presence
    if person in presence.brought:
        presence.brought.remove(person)
        presence.gone.pop(person, None)
    world.happenings.add(now, f"{person}/released/{now}", "UninvolvedReleased", (person,))
    return True


def hand_over(world: World, person: str, country: str, now: int) -> bool:
    """Bring a person who is held to another country, where he or she is held on.

    Who is moved comes to the first place of that country on the map (assumption: a prison near any of them would do).

    Returns:
        False if nobody holds the person, or the map has no place in that country for somebody who is moved.
    """
    member, moved = world.membership.members.get(person), world.people.persons.get(person)
    if member is not None and member.status is not MemberStatus.ARRESTED:
        return False
    if member is None and person not in world.membership.detained:
        return False
    before = questions.whereabouts(world, person)
    if member is not None:
        member.whereabouts = country
        world.roll_changed(member)
    elif moved is not None:
        place = world.terrain.place_in(country)
        if place is None:
            return False
        moved.place = place
    elif country == world.entities[person].country:
        world.membership.presence.gone.pop(person, None)
        world.membership.presence.brought.discard(person)
    else:
        world.membership.presence.gone[person] = country
        world.membership.presence.brought.add(person)
    world.happenings.add(
        now, f"{person}/handed/{now}", "PersonHandedOver", (person,), (("from", before), ("to", country))
    )
    return True


def freeze(world: World, key: str, now: int) -> int:
    """Hold an account; the network's money in it now."""
    account = world.money.accounts.get(key)
    if account is None or not account.holder or not account.block(now):
        return 0
    facts = (("amount_minor", account.balance), ("country", account.country), ("by", "order"))
    world.happenings.add(now, f"{key}/frozen/{now}", "MoneyFrozen", (key, account.holder), facts)
    if account.organisation is not None:
        u = world.chance.uniform(Purpose.LEAK, key, f"notice{len(account.freezes)}", now)
        due = now + DAY + int(u * 2 * DAY)
        world.agenda.schedule(due, f"network/notice/{key}/{len(account.freezes)}", "network.notice", (key,))
    return account.balance


def notice(world: World, entry: Entry) -> None:
    """The organisation notices that an account is held: it closes up, and lays its treasury elsewhere (R6, R8).

    What it has put by in another account of the same country leaves within two days (network.md b F18).
    """
    account = world.money.accounts.get(str(entry.payload[0]))
    if account is None or account.organisation is None or not account.frozen:
        return
    account.noticed = True
    organisation = world.membership.organisations[account.organisation]
    organisation.alarm(entry.time, 1)
    organisation.experience.passed("money", entry.time, lost=True)
    if account.balance >= MUCH * organisation.treasury.total():
        organisation.go_dark(entry.time)
    secure_reserve(world, organisation, entry.time)
    savings = world.money.accounts.get(organisation.treasury.savings)
    if savings is not None and savings is not account and savings.country == account.country:
        u = world.chance.uniform(Purpose.LEAK, organisation.key, f"savings/{account.key}", entry.time)
        cause = f"held/{account.key}/{len(account.freezes)}"
        due = entry.time + 6 * HOUR + int(u * 42 * HOUR)
        world.agenda.schedule(
            due, f"network/savings/{organisation.key}", "network.move_savings", (organisation.key, cause)
        )


def lift(world: World, key: str, now: int) -> int:
    """Let an account go; the network's money that is free again."""
    account = world.money.accounts.get(key)
    if account is None or not account.unblock(now):
        return 0
    facts = (("amount_minor", account.balance), ("country", account.country))
    world.happenings.add(now, f"{key}/lifted/{now}", "FreezeLifted", (key, account.holder), facts)
    if account.organisation is not None:
        recover(world, world.membership.organisations[account.organisation], account, now)
    return account.balance


def confiscate(world: World, key: str, now: int) -> int:
    """Take the network's money in an account for good."""
    account = world.money.accounts.get(key)
    if account is None or account.balance <= 0:
        return 0
    amount = account.balance
    account.balance = account.stopped = 0
    world.money.totals.confiscated += amount
    facts = (("amount_minor", amount), ("country", account.country))
    world.happenings.add(now, f"{key}/confiscated/{now}", "MoneyConfiscated", (key, account.holder), facts)
    return amount


def decide_cash(world: World, entry: Entry) -> None:
    """A court at home decides about cash that customs found: it is taken for good, or given back (fact F6)."""
    purse = str(entry.payload[0])
    account = world.money.accounts.get(purse)
    if account is None or not account.frozen:
        return
    if is_taken(world, purse, entry.time):
        confiscate(world, purse, entry.time)
    else:
        lift(world, purse, entry.time)
