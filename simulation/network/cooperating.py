"""R10: an arrested member speaks: what he or she can say of partners, and what the organisation makes of it."""

from __future__ import annotations

from simulation.agenda import DAY, Entry
from simulation.draws import Purpose
from simulation.network import rules
from simulation.network.members import Member
from simulation.network.reactions import arrest_member, warn
from simulation.network.sight import LEADING
from simulation.network.world import World
from simulation.records import TraceKind

FOLLOW_UP = 0.5
"""R10: chance that somebody who is named and at hand is found, when nothing is closed off. Assumption."""

FIRST_DAY, LAST_DAY = 5, 40
"""R10: days from a statement to the arrest of somebody named. Assumption."""

SPOKE_OF_LEADER = "spoke_of_leader"
SPOKE_OF_PARTNER = "spoke_of_partner"
"""Statements of members who speak; the words are `statement.<code>` in the language files."""


def speak(world: World, entry: Entry) -> None:
    """R10: the hazard has crossed its threshold: a statement about each partner, which the organisation may hear of."""
    member = world.members[str(entry.payload[0])]
    custody = member.custody
    now = entry.time
    if custody is None or not member.is_held or custody.spoke_at is not None:
        return
    custody.spoke_at = now
    partners = world.partners(member)
    for partner in partners:
        _leave_statement(world, member, partner, now)
    inputs = (
        ("evidence", custody.evidence),
        ("years", float(world.parameters.sentence_years[member.function])),
        ("trust", member.trust),
        ("days", float((now - member.taken_at) // DAY)),
    )
    world.explain_choice(now, member.key, "R10", inputs, custody.rate, "speak", "be_silent")
    facts = (
        ("function", member.function.value),
        ("organisation", member.organisation),
        ("country", member.whereabouts),
        ("named", len(partners)),
    )
    world.happen(now, f"{member.key}/cooperated", "MemberCooperated", (member.key,), facts)
    _follow_up(world, member, partners, now)
    u = world.uniform(Purpose.LEAK, member.key, "spoke", now)
    if u < world.parameters.leak_probability:
        warn(world, world.organisations[member.organisation], None, now, f"spoke/{member.key}")


def _follow_up(world: World, member: Member, partners: tuple[Member, ...], now: int) -> None:
    """Police at home look for those who were named and are in the country; cells that are closed off are found less.

    Routine work without any request. People of the story are left to those who play.
    """
    organisation = world.organisations[member.organisation]
    chance = FOLLOW_UP * rules.openness(organisation.settings.security)
    for partner in partners:
        if not partner.is_at_large or partner.key.startswith("cast/") or partner.whereabouts != member.whereabouts:
            continue
        u = world.uniform(Purpose.COOPERATION, partner.key, f"named/{member.key}", now)
        if u < chance:
            due = now + (FIRST_DAY + int(u / chance * (LAST_DAY - FIRST_DAY))) * DAY
            key = f"network/follow_up/{member.key}/{partner.key}"
            world.agenda.schedule(due, key, "network.follow_up", (partner.key, member.key, partner.whereabouts))


def follow_up(world: World, entry: Entry) -> None:
    """R10: somebody whom an arrested partner named is found, unless he or she has left by then."""
    named = world.members[str(entry.payload[0])]
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
        (("statement", code), ("asserts", "instructed" if leads else "stated")),
    )
