"""What the exercise may ask: who is free and where, what belongs to whom, and what a bank has on record."""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import BY_TIME, Trace, TraceKind
from simulation.network.money.opening_balance import balance_before
from simulation.network.world.accounts import Keeping
from simulation.network.world.moved_people import HELD_BY_OTHERS
from simulation.network.world.world import LEADING, People, World


def is_free(world: World, person: str) -> bool:
    """Whether a person can act: neither arrested nor fled; True for uninvolved people whom nobody holds."""
    person = world.identities.bearer(person)
    member, moved = world.membership.members.get(person), world.people.persons.get(person)
    if moved is not None and moved.stage in HELD_BY_OTHERS:
        return False
    return person not in world.membership.detained if member is None else member.is_free


def in_custody(world: World) -> tuple[tuple[str, str], ...]:
    """Everybody whom an authority holds, with the country, in the order of their keys."""
    held = {each.key: each.whereabouts for each in world.membership.members.values() if each.is_held}
    held |= {person: whereabouts(world, person) for person in world.membership.detained}
    return tuple(sorted(held.items()))


def decides_freely(people: People, person: str, country: str) -> bool:
    """Whether somebody can be asked what he or she wants: in the country, and in nobody's hands; false of sites."""
    if person in people.sites:
        return False
    moved = people.persons.get(person)
    return moved is None or (moved.country == country and moved.stage not in HELD_BY_OTHERS)


def whereabouts(world: World, person: str) -> str:
    """Code of the country where a person is, "" for one who has left and nobody knows where to.

    Raises:
        KeyError: Nobody has this key.
    """
    known = world.identities.bearer(person)
    moved = world.people.persons.get(known)
    if moved is not None:
        return moved.country
    member = world.membership.members.get(known)
    if member is not None:
        return member.whereabouts
    return world.membership.presence.gone.get(known, world.entities[person].country)


def nationality(world: World, person: str) -> str:
    """Code of the country whose national somebody is; that of the residence where nothing else is said."""
    entity = world.entities[world.identities.bearer(person)]
    return str(dict(entity.details).get("nationality") or entity.country)


def is_safe(world: World, person: str) -> bool:
    """Whether an authority keeps somebody safe."""
    known = world.identities.bearer(person)
    moved = world.people.persons.get(known)
    return known in world.membership.presence.safe if moved is None else moved.protected


def was_caught_red_handed(world: World, person: str) -> bool:
    """Whether somebody whom an authority holds was taken with goods; that he or she is charged is no such thing."""
    member = world.membership.members.get(world.identities.bearer(person))
    return member is not None and member.is_held and member.custody is not None and member.custody.taken_with_load


def has_left(world: World, person: str) -> bool:
    """Whether a person has left where he or she lived, by the story or because authorities brought him or her away."""
    return world.identities.bearer(person) in world.membership.presence.gone


def is_silent(world: World, person: str, now: int) -> bool:
    """Whether somebody who is threatened says nothing: from a day of the story on, or once heard in play.

    Whom an authority keeps safe speaks, whenever that began: a statement is no condition of protection, and protection
    is what makes it possible (UNTOC art. 24(1); the days: assumption).
    """
    known = world.identities.bearer(person)
    day = next((each.silent_from for each in world.crime.cast if each.key == known), None)
    presence = world.membership.presence
    if day is None or known in presence.safe:
        return False
    return now >= day * DAY or presence.heard.get(known, 0) > 0


def organisation_of(world: World, entity: str) -> str | None:
    """The organisation that an organisation key, member, account, front company, container or phone belongs to."""
    if entity in world.membership.organisations:
        return entity
    if entity in world.people.sites:
        return world.people.sites[entity].settings.organisation
    known = world.entities.get(entity)
    if known is not None and known.kind is EntityKind.PHONE:
        entity = str(dict(known.details)["holder"])
    member = world.membership.members.get(world.identities.bearer(entity))
    if member is not None:
        return member.organisation
    account = world.money.accounts.get(entity)
    if account is not None:
        return account.organisation
    load = world.goods.in_container(entity)
    if load is not None:
        return load.organisation
    return next((key for key, fronts in world.money.fronts.items() if entity in fronts), None)


def is_organiser(world: World, person: str) -> bool:
    """Whether somebody leads or deals for an organisation."""
    return isinstance(world.membership.members.get(world.identities.bearer(person)), LEADING)


def key_of(world: World, name: str) -> str:
    """The world's key for a name that a scenario uses; a person's key with `phone/` before it means the telephone."""
    if name in world.entities or not name.startswith("phone/"):
        return name
    return world.identities.phones.get(name.removeprefix("phone/"), name)


def accounts_of(world: World, holder: str) -> tuple[str, ...]:
    """Keys of the accounts in the name of a person or company, sorted."""
    return tuple(sorted(world.money.by_holder.get(world.identities.bearer(holder), ())))


def bank_records(world: World, account: str, start: int, end: int, now: int) -> tuple[Trace, ...]:
    """What the account's own bank still has: payments of every kind and the opening of the account.

    Each payment says what lay on the account after it (`balance_minor`).

    Args:
        world: The network.
        account: Key of the account.
        start: First second of the payments.
        end: Last second of the payments.
        now: When the bank is asked.
    """
    known = world.money.accounts.get(account)
    if known is None or known.keeping is Keeping.COUNTER:
        return ()
    found = list(world.traces.about(account, (TraceKind.ACCOUNT_OPENED,), known.opened, now, now))
    rows = bank_payments(world, account, start, end, now)
    balance = balance_before(world, account, rows[0].time, now) if rows else 0
    for row in rows:
        balance += row.signed(account)
        found.append(row._replace(facts=(*row.facts, ("balance_minor", balance))))
    return tuple(sorted(found, key=BY_TIME))


def bank_payments(world: World, account: str, start: int, end: int, now: int) -> tuple[Trace, ...]:
    """The payments of every kind that the account's own bank still has, in order of time.

    Cash over the counter is no account.

    Args:
        world: The network.
        account: Key of the account.
        start: First second of the payments.
        end: Last second of the payments.
        now: When the bank is asked.
    """
    known = world.money.accounts.get(account)
    if known is None or known.keeping is Keeping.COUNTER:
        return ()
    kept = world.terrain.countries[known.country].retention.bank * DAY
    last = min(end, now)
    criminal = world.traces.about(account, (TraceKind.TRANSFER,), start, last, now)
    return tuple(
        row._replace(country=known.country, custodian=known.bank, expires=row.time + kept)
        for row in sorted((*criminal, *world.money.lawful_transfers(account, start, last)), key=BY_TIME)
        if now < row.time + kept
        or world.traces.exists(account, TraceKind.TRANSFER, row.time, row.time + kept, now, known.country)
    )
