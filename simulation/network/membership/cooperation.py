"""R10: an arrested member speaks: what he or she can say of partners, and what the organisation makes of it."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.traces import TraceKind
from simulation.network.membership.reactions import arrest_member, warn
from simulation.network.world import rules
from simulation.network.world.members import Custody, Member
from simulation.network.world.world import LEADING, World

FOLLOW_UP = 0.5
"""R10: chance that somebody who is named and at hand is found, when nothing is closed off. Assumption."""

FIRST_DAY, LAST_DAY = 5, 40
"""R10: days from a statement to the arrest of somebody named. Assumption."""

SPOKE_OF_LEADER = "spoke_of_leader"
SPOKE_OF_PARTNER = "spoke_of_partner"
"""Statements of members who speak; the words are `statement.<code>` in the language files."""


def speak(world: World, entry: Entry) -> None:
    """R10: the hazard has crossed its threshold: a statement about each partner, which the organisation may hear of."""
    member = world.membership.members[str(entry.payload[0])]
    if member.custody is not None and member.is_held and member.custody.spoke_at is None:
        _speak(world, member, member.custody, entry.time)


def offer(world: World, person: str, now: int) -> bool:
    """R10: a prosecutor promises a milder sentence for help (UNTOC 26(1)-(2)); whether the person gives it.

    Who speaks already goes on. Others who are held have one sealed draw, the same for every offer, against the chance
    h / (1 + h) of their hazard h a year (form: assumption): more proof can move a person, asking again cannot. Whoever
    is at large, or has nothing to tell, declines.
    """
    member = world.membership.members.get(person)
    if member is None or member.custody is None or not member.is_held:
        return False
    custody = member.custody
    if custody.spoke_at is None:
        u = world.chance.uniform(Purpose.COOPERATION, member.key, f"offer/{member.generation}", now)
        if u >= custody.rate / (1.0 + custody.rate):
            return False
        world.agenda.cancel(f"network/speak/{member.key}")
        _speak(world, member, custody, now)
    return True


def _speak(world: World, member: Member, custody: Custody, now: int) -> None:
    """A statement about each partner, what the police make of it, and what the organisation hears."""
    custody.spoke_at = now
    partners = world.membership.partners(member)
    for partner in partners:
        _leave_statement(world, member, partner, now)
    inputs = (
        ("evidence", custody.evidence),
        ("years", float(world.parameters.sentence_years[member.function])),
        ("trust", member.trust),
        ("days", float((now - member.taken_at) // DAY)),
    )
    world.reasons.add(now, member.key, "R10", inputs, custody.rate, "speak", "be_silent")
    facts = (
        ("function", member.function.value),
        ("organisation", member.organisation),
        ("country", member.whereabouts),
        ("named", len(partners)),
    )
    world.happenings.add(now, f"{member.key}/cooperated", "MemberCooperated", (member.key,), facts)
    _follow_up(world, member, partners, now)
    u = world.chance.uniform(Purpose.LEAK, member.key, "spoke", now)
    if u < world.parameters.leak_probability:
        warn(world, world.membership.organisations[member.organisation], None, now, f"spoke/{member.key}")


def _follow_up(world: World, member: Member, partners: tuple[Member, ...], now: int) -> None:
    """Police at home look for those who were named and are in the country; cells that are closed off are found less.

    Routine work without any request. People of the story are left to those who play.
    """
    organisation = world.membership.organisations[member.organisation]
    chance = FOLLOW_UP * rules.openness(organisation.settings.security)
    for partner in partners:
        if not partner.is_at_large or partner.key.startswith("cast/") or partner.whereabouts != member.whereabouts:
            continue
        u = world.chance.uniform(Purpose.COOPERATION, partner.key, f"named/{member.key}", now)
        if u < chance:
            due = now + (FIRST_DAY + int(u / chance * (LAST_DAY - FIRST_DAY))) * DAY
            key = f"network/follow_up/{member.key}/{partner.key}"
            world.agenda.schedule(due, key, "network.follow_up", (partner.key, member.key, partner.whereabouts))


def follow_up(world: World, entry: Entry) -> None:
    """R10: somebody whom an arrested partner named is found, unless he or she has left by then."""
    named = world.membership.members[str(entry.payload[0])]
    if named.is_at_large and named.whereabouts == entry.payload[2]:
        arrest_member(world, named, entry.time, f"named/{entry.payload[1]}")


def _leave_statement(world: World, member: Member, partner: Member, now: int) -> None:
    """What the member can say of a partner: who led, who was led."""
    leads = isinstance(partner, LEADING)
    code, about = (SPOKE_OF_LEADER, (partner.key, member.key)) if leads else (SPOKE_OF_PARTNER, (partner.key,))
    person = world.entities[member.key]
    world.traces.add(
        f"knowledge/{member.key}/{partner.key}",
        TraceKind.KNOWLEDGE,
        now,
        person.country,
        person.label,
        None,
        (member.key, *about),
        (("statement", code), ("asserts", "instructed" if leads else "stated"), ("role", partner.function.value)),
    )
