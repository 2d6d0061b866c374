"""How a request comes into being: a draft opened today, or a matter that was already in flight when the file opens."""

from __future__ import annotations

from simulation.exercise.procedures.letter.effects import NOTHING
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import Kind
from simulation.law.book.content import Content
from simulation.law.book.grounds import postponing
from simulation.matters import machine
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import Scenario


def ends_of(scenario: Scenario, kind: Kind, requesting: str, requested: str) -> tuple[Office, ...]:
    """The two offices that ask and answer, where they are not those that speak on the route."""
    own = [kind.office_in(scenario.country(code)) for code in (requesting, requested)]
    return tuple(office for office in own if office is not None)


def open_request(
    key: str,
    kind: Kind,
    requesting: str,
    requested: str,
    targets: tuple[str, ...],
    now: int,
    content: Content | None = None,
    ends: tuple[Office, ...] = (),
) -> Letter:
    """A new draft; the route follows from what is asked for.

    Args:
        key: Causal key.
        kind: Kind of assistance that is asked for.
        requesting: Country that asks.
        requested: Country that is asked.
        targets: Entities it is about.
        now: When, in seconds since the scenario's start.
        content: What it names so far.
        ends: The two offices that ask and answer, where they are not those of the route.

    Raises:
        RuleViolation: It has no target (`request.targets_missing`) or is addressed to oneself (`request.own_country`).
    """
    if not targets:
        raise RuleViolation("request.targets_missing")
    if requesting == requested:
        raise RuleViolation("request.own_country", country=requesting)
    stay, _ = machine.begin(RULES[kind.route], None, now, NOTHING)
    named = content or Content()
    return Letter(
        key=key,
        route=kind.route,
        sought=Sought(kind.id),
        requesting=requesting,
        requested=requested,
        targets=targets,
        content=named,
        stays=(stay,),
        opened=now,
        ends=ends,
    )


def inherited_request(
    key: str,
    kind: Kind,
    requesting: str,
    requested: str,
    targets: tuple[str, ...],
    content: Content,
    status: LetterStatus,
    opened: int,
    since: int,
    until: int | None = None,
    ends: tuple[Office, ...] = (),
) -> Letter:
    """A matter in flight: it came to its status by the shortest way through the table.

    Args:
        key: Causal key.
        kind: Kind of assistance that is asked for.
        requesting: Country that asks.
        requested: Country that is asked.
        targets: Entities it is about.
        content: What it names.
        status: Where it stands.
        opened: When the draft was opened, in seconds (negative).
        since: When it entered the status, in seconds.
        until: When a postponement ends, in seconds; None for any other status.
        ends: The two offices that ask and answer, where they are not those of the route.

    Raises:
        RuleViolation: The status cannot be reached on this route, or `since` lies before `opened`.
    """
    request = open_request(key, kind, requesting, requested, targets, opened, content, ends)
    stays = machine.stays_until(RULES[kind.route], status, opened, since)
    acknowledged = any(stay.status == LetterStatus.REGISTERING for stay in stays)
    return Letter(
        key=key,
        route=request.route,
        sought=request.sought,
        requesting=requesting,
        requested=requested,
        targets=targets,
        content=content,
        stays=stays,
        opened=opened,
        version=len(stays),
        urgency_accepted=acknowledged and request.is_urgency_stated,
        until=until,
        ends=request.ends,
        ground=postponing() if status is LetterStatus.POSTPONED else None,
    )
