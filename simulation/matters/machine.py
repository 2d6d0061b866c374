"""The machine of every matter: how it begins, what may be done now, and the one function that moves it.

A letter of request, an extradition, a restraint of money: each declares its `Rules`. `advance` reads them and returns a
new value or raises; nothing else sets a status. What the facts of the case forbid (an expired limit, a ground that is
none) is found by the exercise and handed over as an obstacle; what follows in the world is the exercise's too. Who
decides, and on which findings, is not asked: a person in an office's chair and an automatic office act alike.
"""

from __future__ import annotations

from collections import deque

from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Side
from simulation.matters.declaration import Rules, Status, Transition
from simulation.matters.matter import Act, LogEntry, Matter, Stay


def begin[M: Matter, A: Act](rules: Rules[M, A], office: Office | None, now: int, act: A) -> tuple[Stay, LogEntry]:
    """The first stay and the first line of the log of a matter that the requesting country begins at second `now`.

    Raises:
        RuleViolation: The office may not begin it (`wrong_office`), or an input is missing or unknown.
    """
    begins = rules.begins
    _check_office(rules, begins, office)
    _check_inputs(rules, begins, act)
    return stay_in(rules.statuses[begins.target], now, begins.action), _entry(
        begins.action, begins.side, office, now, act
    )


def stay_in(status: Status, since: int, reason: str) -> Stay:
    """A stay in a status from a second on."""
    return Stay(status.code, status.holder, status.time_kind, since, reason)


def stays_until[M: Matter, A: Act](rules: Rules[M, A], status: str, opened: int, since: int) -> tuple[Stay, ...]:
    """The stays of a matter that has come to a status by the shortest way, as a scenario inherits one.

    The time from its opening to its present status is spread evenly over the stays on that way (an assumption: a
    scenario says only when the file was opened and since when it stands where it stands).

    Raises:
        RuleViolation: The status cannot be reached (`status_unknown`), or `since` lies before `opened` (`time_before`).
    """
    if since < opened:
        raise RuleViolation(rules.family.code("time_before"), now=since, since=opened)
    way = path_to(rules, status)
    return tuple(
        stay_in(rules.statuses[each.target], opened + (since - opened) * number // max(1, len(way) - 1), each.action)
        for number, each in enumerate(way)
    )


def path_to[M: Matter, A: Act](rules: Rules[M, A], status: str) -> tuple[Transition, ...]:
    """The shortest way to a status: the transition by which the matter begins, and those that follow.

    Raises:
        RuleViolation: No way leads there (`status_unknown`).
    """
    ways: dict[str, tuple[Transition, ...]] = {rules.begins.target: (rules.begins,)}
    queue = deque(ways)
    while queue:
        here = queue.popleft()
        for each in rules.transitions_from(here):
            if each.target not in ways:
                ways[each.target] = (*ways[here], each)
                queue.append(each.target)
    if status not in ways:
        raise RuleViolation(rules.family.code("status_unknown"), status=status, kind=rules.code)
    return ways[status]


def offers[M: Matter, A: Act](
    rules: Rules[M, A], matter: M, side: Side, office: Office | None, now: int
) -> tuple[Transition, ...]:
    """What a seat may do now, in the declared order, before the facts of the case are asked.

    Args:
        rules: The rules of the matter.
        matter: The matter.
        side: On which side the seat is.
        office: The seat; None for an automatic authority, which may act for every office of its side.
        now: The moment; nothing is offered before the present status began.
    """
    if now < matter.since or side is Side.SYSTEM:
        return ()
    return tuple(
        [
            each
            for each in rules.transitions_from(matter.status)
            if each.side is side and (office is None or office in each.offices) and rules.obstacle(matter, each) is None
        ]
    )


def advance[M: Matter, A: Act](
    rules: Rules[M, A],
    matter: M,
    action: str,
    side: Side,
    office: Office | None,
    now: int,
    act: A,
    obstacle: str | None = None,
) -> M:
    """The matter after an act.

    Args:
        rules: The rules of the matter.
        matter: The matter as it is.
        action: What is done.
        side: Who does it.
        office: The seat that does it; None for the system and for an automatic authority.
        now: When, in seconds.
        act: What is handed in with it.
        obstacle: Why the facts of the case forbid the act, as a code; None when they do not.

    Raises:
        RuleViolation: It may not be done now, by this seat or in this way; nothing has changed. Codes, after the name
            of the family: `closed`, `not_possible_now`, `not_your_turn`, `wrong_office`, `time_before`, a missing
            input, `term_unknown`; or the obstacle's, or those of the rules' own checks.
    """
    transition = _transition(rules, matter, action, side)
    _check_office(rules, transition, office)
    last = matter.log[-1].time if matter.log else matter.since
    if now < max(matter.since, last):
        raise RuleViolation(rules.family.code("time_before"), action=action, now=now, since=matter.since)
    forbids = obstacle or rules.obstacle(matter, transition)
    if forbids is not None:
        raise RuleViolation(forbids, action=action)
    _check_inputs(rules, transition, act)
    rules.check_inputs(matter, transition, act, now)
    changed = rules.effects.get(action, rules.effect)(matter, act, now)
    stays = changed.stays
    if transition.changes_status:
        status = rules.statuses[transition.target]
        if rules.status_after is not None:
            status = rules.status_after(matter, transition, act, status)
        stays = (*stays, stay_in(status, now, act.reason or action))
    return changed.moved(stays, _entry(action, side, office, now, act))


def _transition[M: Matter, A: Act](rules: Rules[M, A], matter: M, action: str, side: Side) -> Transition:
    found = rules.transition(matter.status, action, side)
    if found is not None:
        return found
    if rules.statuses[matter.status].is_closed:
        why = "closed"
    elif any(each.action == action for each in rules.transitions_from(matter.status)):
        why = "not_your_turn"
    else:
        why = "not_possible_now"
    raise RuleViolation(rules.family.code(why), action=action, status=rules.shown(matter.status, side))


def _check_office[M: Matter, A: Act](rules: Rules[M, A], transition: Transition, office: Office | None) -> None:
    if office is not None and office not in transition.offices:
        raise RuleViolation(rules.family.code("wrong_office"), action=transition.action, office=office.value)


def _check_inputs[M: Matter, A: Act](rules: Rules[M, A], transition: Transition, act: A) -> None:
    for need in transition.needs:
        if not act.has(need):
            missing = rules.family.missing.format(input=need)
            raise RuleViolation(rules.family.code(missing), action=transition.action, input=need)
    if transition.side is Side.SYSTEM:
        return  # what the system writes down is the exercise's word
    for name, _ in act.terms:
        if name not in transition.needs and name not in transition.may:
            raise RuleViolation(rules.family.code("term_unknown"), action=transition.action, input=name)


def _entry(action: str, side: Side, office: Office | None, now: int, act: Act) -> LogEntry:
    return LogEntry(action, side, office, now, act.text, act.documents, act.terms, act.choices)
