"""R10: an arrested member speaks: what he or she can say of partners, and what the organisation makes of it."""

from __future__ import annotations

from simulation.agenda import DAY, Entry
from simulation.draws import Purpose
from simulation.network.members import Member
from simulation.network.reactions import warn
from simulation.network.sight import LEADING
from simulation.network.world import World
from simulation.records import TraceKind

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
    u = world.uniform(Purpose.LEAK, member.key, "spoke", now)
    if u < world.parameters.leak_probability:
        warn(world, world.organisations[member.organisation], None, now, f"spoke/{member.key}")


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
