"""R10: when an arrested member begins to speak: one computed crossing time that later events move, never a daily draw.

The hazard rises with what is proved and with the prison that the member has to expect, and falls with fear: trust in
the organisation and how closed it is. It accumulates against one unit exponential threshold, so that more evidence
makes the same member speak earlier and never changes anybody's chance events (network.md e.4).
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.network.world import rules
from simulation.network.world.members import Custody, Member
from simulation.network.world.organisations import YEAR_DAYS
from simulation.network.world.world import World

CAUGHT_RED_HANDED = 0.9
"""Evidence against somebody taken with a load. Assumption."""

ARRESTED = 0.6
"""Evidence against somebody arrested on an order. Assumption."""

CHARGED = 1.0
"""Evidence against somebody whom a prosecutor has charged. Assumption."""

PARTNER_TAKEN = 0.1
"""Share of what is not proved yet that the arrest of a partner adds. Assumption."""


BARGAIN_DAYS = 365
"""Days after an arrest in which speaking still gains something; then the case is before the court. Assumption."""


def begin(world: World, member: Member, evidence: float, now: int) -> None:
    """A member is arrested: from now on he or she may come to speak."""
    threshold = world.chance.exponential(Purpose.COOPERATION, member.key, member.generation, now)
    if member.custody is None:
        member.custody = Custody(evidence, threshold, 0.0, now)
    member.custody.evidence = max(member.custody.evidence, evidence)
    member.custody.taken_with_load = evidence >= CAUGHT_RED_HANDED
    reckon(world, member, now)


def evidence_grew(world: World, member: Member, evidence: float, now: int) -> None:
    """More is proved against an arrested member than before."""
    if member.custody is not None and member.is_held and evidence > member.custody.evidence:
        member.custody.evidence = evidence
        reckon(world, member, now)


def partner_taken(world: World, member: Member, now: int) -> None:
    """A partner of an arrested member is arrested too."""
    if member.custody is not None and member.is_held:
        member.custody.evidence = rules.raised_security(member.custody.evidence, PARTNER_TAKEN)
        reckon(world, member, now)


def reckon(world: World, member: Member, now: int) -> None:
    """Take off what the hazard has used up of the threshold, and put the crossing time on the calendar anew."""
    custody = member.custody
    if custody is None or custody.spoke_at is not None:
        return
    custody.left = max(0.0, custody.left - custody.rate * (now - custody.since) / (YEAR_DAYS * DAY))
    parameters = world.parameters
    security = world.membership.organisations[member.organisation].security_now(now)
    custody.rate = rules.cooperation_hazard(
        parameters.cooperation_per_year,
        custody.evidence,
        parameters.sentence_years[member.function],
        parameters.fear * member.trust * security,
    )
    custody.since = now
    key = f"network/speak/{member.key}"
    if custody.rate <= 0.0:
        world.agenda.cancel(key)
        return
    due = now + int(custody.left / custody.rate * YEAR_DAYS * DAY) + 1
    if due > member.taken_at + BARGAIN_DAYS * DAY:
        world.agenda.cancel(key)
    else:
        world.agenda.schedule(due, key, "network.speak", (member.key,))


def end(world: World, member: Member, now: int) -> None:
    """The member is let go: what is left of the threshold stays for another time."""
    if member.custody is not None:
        reckon(world, member, now)
        member.custody.rate = 0.0
        world.agenda.cancel(f"network/speak/{member.key}")
