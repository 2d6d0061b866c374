"""What the network does when something happens to it: R5 replacing, R6 and R7 closing up, R11 flight.

Every vacancy, flight and warning has a causal key, so that the same arrest at another time meets the same successor and
the same chance events.
"""

from __future__ import annotations

from simulation.kernel.agenda import HOUR, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.terms import Facts
from simulation.network.membership import custody
from simulation.network.membership.recruiting import close_vacancy, desist, open_vacancy
from simulation.network.world import rules
from simulation.network.world.members import Member, MemberStatus
from simulation.network.world.organisations import Organisation
from simulation.network.world.world import World
from simulation.scenario.schema.functions import Function

ALARM_STEPS = {"coordinator": 2}
"""R6: steps of security that an arrest adds, by function; one for all others. Assumption."""

WARNED_STEPS = 2
CARELESS = 0.2
"""R7: share of the leak probability in a country where the organisation pays nobody. Assumption."""


def arrest_member(world: World, member: Member, now: int, cause: str, evidence: float = custody.ARRESTED) -> None:
    """A member is taken: the post falls vacant (R5), the organisation closes up (R6).

    Partners may flee, partners of partners desist (R11).

    Args:
        world: The world.
        member: Who; at large.
        now: When.
        cause: What led to it, for the records.
        evidence: How much is proved against the member, 0 to 1 (R10).
    """
    was_free = member.is_free
    member.fled_to = member.whereabouts if member.status is MemberStatus.FLED else ""
    member.status = MemberStatus.ARRESTED
    member.taken_at = now
    world.roll_changed(member)
    organisation = world.membership.organisations[member.organisation]
    organisation.alarm(now, ALARM_STEPS.get(member.function.value, 1))
    organisation.arrests.append(now)
    facts = (
        ("function", member.function.value),
        ("organisation", member.organisation),
        ("country", member.whereabouts),
        ("cause", cause),
    )
    world.happenings.add(now, f"{member.key}/arrested/{now}", "MemberArrested", (member.key,), facts)
    custody.begin(world, member, evidence, now)
    if was_free:
        open_vacancy(world, member, now)
    for partner in world.membership.partners(member):
        custody.partner_taken(world, partner, now)
        if partner.is_free:
            partner.becomes_exposed(now)
            _consider_flight(world, partner, f"{member.key}/arrested", now)
    shaken = rules.hearsay(organisation.settings.security)
    for other in world.membership.acquaintances(member):
        if other.is_free:
            when = other.considers_leaving(f"{member.key}/heard", shaken, now, "desist")
            if when is not None:
                desist(world.agenda, other, when)


def _consider_flight(world: World, member: Member, cause: str, now: int, least: int = 1) -> None:
    taken = sum(1 for partner in world.membership.partners(member) if partner.status is MemberStatus.ARRESTED)
    heard = rules.openness(world.membership.organisations[member.organisation].settings.security)
    when = member.considers_leaving(cause, max(least, taken) * heard, now, "flee")
    if when is not None:
        world.agenda.schedule(when, f"network/flee/{member.key}", "network.flee", (member.key, cause))


def release_member(world: World, member: Member, now: int, *, is_cleared: bool = True) -> None:
    """A member is let go, goes home, and works again, beside a successor if there is one already.

    Who had fled to the country that lets go stays there, out of reach at home, while the case at home is still open.

    Args:
        world: The world.
        member: Who; held.
        now: When.
        is_cleared: The case is over for the member: acquitted, served, or without grounds.
    """
    stays = not is_cleared and member.whereabouts == member.fled_to
    member.status = MemberStatus.FLED if stays else MemberStatus.FREE
    if not stays:
        member.whereabouts = member.country
        member.last_job = now
    world.roll_changed(member)
    custody.end(world, member, now)
    if not stays:
        close_vacancy(world, member)
    world.happenings.add(now, f"{member.key}/released/{now}", "MemberReleased", (member.key,))


def flee(world: World, entry: Entry) -> None:
    """R11: a member leaves for a country that will hardly surrender anybody, and the post falls vacant."""
    member = world.membership.members[str(entry.payload[0])]
    if not member.is_free:
        return
    member.status = MemberStatus.FLED
    member.taken_at = entry.time
    ranked = refuges(world, member.country)
    bases, member.whereabouts = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else ""
    inputs = (("extradition_bases", float(bases)),)
    world.reasons.add(entry.time, member.key, "R11", inputs, 0.0, f"to:{member.whereabouts}", second)
    world.roll_changed(member)
    cause = str(entry.payload[1])
    facts = (
        ("function", member.function.value),
        ("from", member.country),
        ("to", member.whereabouts),
        ("cause", cause),
    )
    world.happenings.add(entry.time, f"{member.key}/fled", "MemberFled", (member.key,), facts)
    open_vacancy(world, member, entry.time)


def refuges(world: World, country: str) -> tuple[tuple[int, str], ...]:
    """R11: where somebody may flee, the safest first: least basis to extradite to the country that looks.

    Bases are those of the law's rules and of what countries have declared, as the network was given them. Where they
    are equal in number, where fewer instruments of any kind bind the two, then an unplayed country.

    Returns:
        Number of instruments on which extradition can rest, and code of the country.
    """
    pairs = {
        (pair.b if pair.a == country else pair.a): pair
        for pair in world.frozen.scenario.pairs
        if country in {pair.a, pair.b}
    }
    ranked = sorted(
        (
            world.terrain.surrender_bases.get((country, code), 0),
            len(pairs[code].instruments) if code in pairs else 0,
            world.terrain.countries[code].played,
            code,
        )
        for code in [code for code in world.terrain.countries if code != country] or [country]
    )
    return tuple((bases, code) for bases, _, _, code in ranked)


def warn(
    world: World, organisation: Organisation, member: Member | None, now: int, cause: str, how: Facts = ()
) -> None:
    """R7: the organisation learns that it is looked at; whoever is named is exposed and considers flight.

    The same cause is one warning to an organisation and one to each member, however many it concerns.
    """
    if (organisation.key, cause) not in world.membership.warned:
        world.membership.warned.add((organisation.key, cause))
        _close_up(world, organisation, now, cause, how)
    if member is not None and member.is_free and (member.key, cause) not in world.membership.warned:
        world.membership.warned.add((member.key, cause))
        member.becomes_exposed(now, WARNED_STEPS)
        _consider_flight(world, member, f"warned/{cause}", now, least=3)


def _close_up(world: World, organisation: Organisation, now: int, cause: str, how: Facts) -> None:
    """The warned organisation closes up, goes dark (R6) and moves its assets (R8).

    The first move of money comes within six to forty-eight hours (network.md b F18).
    """
    organisation.alarm(now, WARNED_STEPS)
    organisation.go_dark(now)
    facts = (("cause", cause), *how)
    world.happenings.add(now, f"{organisation.key}/warned/{cause}", "OrganisationWarned", (organisation.key,), facts)
    u = world.chance.uniform(Purpose.LEAK, organisation.key, cause, now)
    delay = 6 * HOUR + int(u * 42 * HOUR)
    world.agenda.schedule(
        now + delay, f"network/move/{organisation.key}/{cause}", "network.move_assets", (organisation.key, cause)
    )
    inputs = (("hours", float(delay // HOUR)), ("treasury_minor", float(organisation.treasury.total())))
    world.reasons.add(now, organisation.key, "R8", inputs, u, "prepare", "stay")


def leak(
    world: World, organisation: Organisation, member: Member | None, country: str, now: int, cause: str, care: float
) -> bool:
    """R7: a request or notification about an organisation is seen in a country: whether it comes to know of it.

    Args:
        world: The world.
        organisation: Whom it is about.
        member: Whom it names, if a member.
        country: Where officials see it.
        now: When.
        cause: Causal key of what is seen; the same cause leaks once or never.
        care: Factor for how it is handled, 1 for no special care.
    """
    corrupt = any(official.whereabouts == country for official in organisation.crew.free(Function.CORRUPT_OFFICIAL))
    chance = world.parameters.leak_probability * (1.0 if corrupt else CARELESS) * care
    u = world.chance.uniform(Purpose.LEAK, organisation.key, f"{country}/{cause}", now)
    leaks = u < chance
    inputs = (("chance", chance), ("official", float(corrupt)), ("care", care))
    ends = ("leak", "stay_secret")
    world.reasons.add(now, organisation.key, "R7", inputs, u, ends[not leaks], ends[leaks])
    if leaks:
        how = (("country", country), ("official", int(corrupt)), ("confidential", int(care < 1.0)))
        warn(world, organisation, member, now, cause, how)
    return leaks
