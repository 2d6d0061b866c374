"""The acts of authorities against the network, called by the engine; repeating an act changes nothing.

A second spelling of a name means the person who bears the name.
"""

from __future__ import annotations

from simulation.network import questions
from simulation.network.goods import transport
from simulation.network.membership import cooperation, custody, reactions
from simulation.network.people import exits, exploitation
from simulation.network.questions import organisation_of
from simulation.network.shocks import interventions
from simulation.network.world.world import World

CONFIDENTIAL = 0.25
"""R7: share of the leak probability that is left when a request asks for confidentiality. Assumption."""

# --- persons


def arrest(world: World, person: str, now: int, found_in: str = "") -> bool:
    """Take a person; False if unknown, held already, or fled and not found in this country."""
    return interventions.arrest(world, world.identities.bearer(person), now, found_in)


def hand_over(world: World, person: str, country: str, now: int) -> bool:
    """Bring a person who is held to another country, where he or she is held on; False if nobody holds him."""
    return interventions.hand_over(world, world.identities.bearer(person), country, now)


def release(world: World, person: str, now: int, *, is_cleared: bool = True) -> bool:
    """Let a person go; False if nobody holds him or her. Who had fled stays there unless the case is over."""
    return interventions.release(world, world.identities.bearer(person), now, is_cleared=is_cleared)


def charged(world: World, person: str, now: int) -> None:
    """A prosecutor has charged somebody: an arrested member has more to lose by silence (R10)."""
    member = world.membership.members.get(world.identities.bearer(person))
    if member is not None:
        custody.evidence_grew(world, member, custody.CHARGED, now)


def offer_benefit(world: World, person: str, now: int) -> bool:
    """A prosecutor offers a benefit for cooperation: whether the person speaks (R10)."""
    return cooperation.offer(world, world.identities.bearer(person), now)


# --- money and goods


def freeze(world: World, account: str, now: int) -> int:
    """Hold an account and what comes in later; the network's money in it now, minor units."""
    return interventions.freeze(world, account, now)


def lift(world: World, account: str, now: int) -> int:
    """Let an account go; the network's money that is free again, minor units."""
    return interventions.lift(world, account, now)


def confiscate(world: World, account: str, now: int) -> int:
    """Take the network's money in an account for good, minor units."""
    return interventions.confiscate(world, account, now)


def seize(world: World, container: str, now: int) -> int:
    """Take the load in a container; grams, 0 when there is none."""
    load = world.goods.under_way_in(container)
    return 0 if load is None else transport.take(world, load, now, "order")


def let_run(world: World, container: str, now: int) -> bool:
    """Begin a controlled delivery: goods only, watched to the end, then seized unless they are lost from sight."""
    load = world.goods.in_container(container)
    return load is not None and transport.let_run(world, load, now)


def let_go(world: World, container: str, now: int) -> bool:
    """A load that the story held, or an authority watched, moves on unwatched; False when there is none."""
    load = world.goods.in_container(container)
    return load is not None and transport.let_go(world.agenda, load, now)


# --- people who are moved


def protect(world: World, person: str, country: str, now: int) -> bool:
    """Keep somebody safe; who is moved, or has left, has to be in the country; False if he or she is not."""
    moved = world.people.persons.get(person)
    if moved is None:
        if questions.has_left(world, person) and questions.whereabouts(world, person) != country:
            return False
        world.membership.presence.safe.add(world.identities.bearer(person))
        return True
    return moved.country == country and exits.protect(world, moved, now)


def heard(world: World, person: str, at: int) -> None:
    """Somebody sat down with a person and wrote down what he or she said."""
    bearer = world.identities.bearer(person)
    world.membership.presence.heard[bearer] = max(at, world.membership.presence.heard.get(bearer, at))


def hear_now(world: World, person: str, now: int) -> bool:
    """Somebody who was seen as a victim wants to speak at once, and does; False for anybody else."""
    moved = world.people.persons.get(world.identities.bearer(person))
    return moved is not None and exits.speak(world, moved, now)


def identify(world: World, person: str, now: int, channel: str) -> bool:
    """See somebody as a victim of trafficking; False if unknown, free, lost or identified before."""
    moved = world.people.persons.get(person)
    return moved is not None and exits.identify(world, moved, now, channel)


def inspect(world: World, site: str, now: int) -> tuple[str, ...] | None:
    """An ordered inspection of a site: keys of the people identified; None if this is no site."""
    found = world.people.sites.get(site)
    return None if found is None else exploitation.inspect(world, found, now, ordered=True)


# --- what the network hears of them


def warn(world: World, organisation_or_member: str, now: int, cause: str) -> None:
    """The organisation learns of something (R7); the same cause twice is one warning, an unknown key none."""
    organisation = world.membership.organisations.get(organisation_of(world, organisation_or_member) or "")
    if organisation is None:
        return
    member = world.membership.members.get(world.identities.bearer(organisation_or_member))
    reactions.warn(world, organisation, member, now, cause)
    site = world.people.sites.get(organisation_or_member)
    if site is not None:
        exploitation.plan_to_leave(world.agenda, site, now)


def seen_by_officials(world: World, subject: str, country: str, now: int, cause: str, *, confidential: bool) -> bool:
    """A request or notification about somebody is handled in a country: whether it leaks (R7).

    Args:
        world: The network.
        subject: Key of whom or what it is about.
        country: Where officials see it.
        now: When.
        cause: Causal key of what they see.
        confidential: Whether it asks for confidentiality.
    """
    organisation = world.membership.organisations.get(organisation_of(world, subject) or "")
    if organisation is None:
        return False
    care = CONFIDENTIAL if confidential else 1.0
    member = world.membership.members.get(world.identities.bearer(subject))
    leaks = reactions.leak(world, organisation, member, country, now, cause, care)
    site = world.people.sites.get(subject)
    if leaks and site is not None:
        exploitation.plan_to_leave(world.agenda, site, now)
    return leaks
