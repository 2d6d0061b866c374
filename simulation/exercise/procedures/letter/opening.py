"""How a request comes into being: a draft opened today, or a matter that was already in flight when the file opens."""

from __future__ import annotations

from collections import deque

from simulation.exercise.procedures.letter.letter import Letter, Stage
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.exercise.procedures.letter.table import rows_from
from simulation.kernel.errors import RuleViolation
from simulation.law.book.content import Content
from simulation.law.book.grounds import POSTPONEMENT_GROUND
from simulation.scenario.schema.play import Route, Sought


def open_request(
    key: str,
    sought: Sought,
    requesting: str,
    requested: str,
    targets: tuple[str, ...],
    now: int,
    content: Content | None = None,
) -> Letter:
    """A new draft; the route follows from what is asked for.

    Args:
        key: Causal key.
        sought: What is asked for.
        requesting: Country that asks.
        requested: Country that is asked.
        targets: Entities it is about.
        now: When, in seconds since the scenario's start.
        content: What it names so far.

    Raises:
        RuleViolation: It has no target (`request.targets_missing`) or is addressed to oneself (`request.own_country`).
    """
    if not targets:
        raise RuleViolation("request.targets_missing")
    if requesting == requested:
        raise RuleViolation("request.own_country", country=requesting)
    standing = STATUSES[LetterStatus.DRAFTING]
    stage = Stage(LetterStatus.DRAFTING, standing.holder, standing.kind, now, "opened")
    named = content or Content()
    return Letter(
        key=key,
        route=sought.route,
        sought=sought,
        requesting=requesting,
        requested=requested,
        targets=targets,
        content=named,
        stages=(stage,),
        opened=now,
        urgent=named.urgent,
    )


def inherited_request(
    key: str,
    sought: Sought,
    requesting: str,
    requested: str,
    targets: tuple[str, ...],
    content: Content,
    status: LetterStatus,
    opened: int,
    since: int,
    until: int | None = None,
) -> Letter:
    """A matter in flight: it came to its status by the shortest way through the table.

    The time from opening to now's status is spread evenly over the stays on that way (an assumption: a scenario says
    only when the file was opened and since when it stands where it stands).

    Args:
        key: Causal key.
        sought: What is asked for.
        requesting: Country that asks.
        requested: Country that is asked.
        targets: Entities it is about.
        content: What it names.
        status: Where it stands.
        opened: When the draft was opened, in seconds (negative).
        since: When it entered the status, in seconds.
        until: When a postponement ends, in seconds; None for any other status.

    Raises:
        RuleViolation: The status cannot be reached on this route, or `since` lies before `opened`.
    """
    request = open_request(key, sought, requesting, requested, targets, opened, content)
    if since < opened:
        raise RuleViolation("request.time_before", now=since, since=opened)
    path = path_to(sought.route, status)
    stages = []
    for number, (passed, action) in enumerate(path):
        standing = STATUSES[passed]
        entered = opened + (since - opened) * number // max(1, len(path) - 1)
        reason = "opened" if action is None else action.value
        stages.append(Stage(passed, standing.holder, standing.kind, entered, reason))
    acknowledged = any(passed is LetterStatus.REGISTERING for passed, _ in path)
    return Letter(
        key=key,
        route=request.route,
        sought=sought,
        requesting=requesting,
        requested=requested,
        targets=targets,
        content=content,
        stages=tuple(stages),
        opened=opened,
        version=len(stages),
        urgent=content.urgent,
        urgency_accepted=acknowledged and request.is_urgency_stated,
        until=until,
        ground=POSTPONEMENT_GROUND if status is LetterStatus.POSTPONED else None,
    )


def path_to(route: Route, status: LetterStatus) -> tuple[tuple[LetterStatus, LetterAction | None], ...]:
    """The shortest way from a draft to a status, each stay with the action that led to it.

    Raises:
        RuleViolation: The route does not lead there (`request.status_unknown`).
    """
    ways: dict[LetterStatus, tuple[tuple[LetterStatus, LetterAction | None], ...]] = {
        LetterStatus.DRAFTING: ((LetterStatus.DRAFTING, None),)
    }
    queue = deque([LetterStatus.DRAFTING])
    while queue:
        here = queue.popleft()
        for row in rows_from(route, here):
            if row.target not in ways:
                ways[row.target] = (*ways[here], (row.target, row.action))
                queue.append(row.target)
    if status not in ways:
        raise RuleViolation("request.status_unknown", status=status.value, route=route.value)
    return ways[status]
