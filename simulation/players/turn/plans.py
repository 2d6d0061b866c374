"""A plan for confiscation: money is blocked where papers come near to proving an offence behind it (law.md 5.3 M14)."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.proof.prospects import Prospect
from simulation.kernel.entities import EntityKind
from simulation.players.turn.findings import found_around, found_in_file, found_once
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.suspicion import STRONG, SUSPECT
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import asked_abroad, is_here
from simulation.scenario.schema.play import DocumentKind, Sought

_RULES = (Says.HOLDS, Says.OWNS, Says.DIRECTS)


def has_plan(desk: Turn, account: str) -> bool:
    """Whether half of an offence that brings something in is proved against a suspect behind an account.

    Suspicion is asked for besides, since half an offence can be innocent: who carries goods knows nothing of them.
    """
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return True
    return _is_gain_near(desk, account)


@found_once
def _is_gain_near(desk: Turn, account: str) -> bool:
    suspects = [who for who in behind(desk, account) if desk.reading.heat(who) >= SUSPECT]
    return bool(suspects) and any(map(desk.prospects.is_gain_near, suspects))


def has_suspects_behind(desk: Turn, account: str) -> bool:
    """Whether evidence names an account, and the people behind it are suspected enough to ask for a freeze abroad.

    Somebody behind it is strongly suspected, and against somebody behind it the proof of an offence by which one earns
    has begun. A beginner does not look.
    """
    if desk.parameters.makes(PolicyMistake.NO_PLAN) or not desk.reading.evidence_on(account):
        return False
    holders = behind(desk, account)
    return any(desk.reading.heat(who) >= STRONG for who in holders) and any(map(desk.prospects.is_gain_begun, holders))


def proved_gain(desk: Turn, person: str) -> Prospect | None:
    """The gravest offence that papers prove against somebody, where one earns by it; a beginner does not look."""
    found = None if desk.parameters.makes(PolicyMistake.NO_PLAN) else desk.prospects.gravest(person, 0)
    return found if found is not None and found.brings_gain else None


def money_of_the_proved(desk: Turn) -> frozenset[str]:
    """Accounts at home that papers give to somebody who did something, against whom an offence that pays is proved.

    So are those of which their own statement shows that most of what they got is dirty, and that no person holds. What
    others' statements tell of an account is a part of what it got: a shop looks dirty by its worst customer. Wages are
    paid from dirty accounts as well, so that what a person got shows nothing by itself. A beginner does not look.
    """
    return frozenset() if desk.parameters.makes(PolicyMistake.NO_PLAN) else _money_of_the_proved(desk)


@found_in_file
def _money_of_the_proved(desk: Turn) -> frozenset[str]:
    accounts = [each for each in desk.reading.to_ask_about(0, EntityKind.ACCOUNT) if is_here(desk, each)]
    return frozenset(
        each.key
        for each in accounts
        if _is_of_the_proved(desk, each.key) or (_is_told_whole(desk, each.key) and _is_dirty(desk, each.key))
    )


def _is_of_the_proved(desk: Turn, account: str) -> bool:
    return any(desk.reading.is_named(who) and proved_gain(desk, who) is not None for who in behind(desk, account))


def is_a_suspects(desk: Turn, account: str) -> bool:
    """Whether there is a plan for an account, or papers say what somebody behind it did or rules over."""
    return has_plan(desk, account) or any(desk.reading.is_named(who) for who in behind(desk, account))


def _is_told_whole(desk: Turn, account: str) -> bool:
    """Whether a statement of its own stands."""
    return any(
        paper.kind is DocumentKind.BANK_STATEMENT and paper.about == account
        for paper in desk.reading.evidence_on(account)
    )


def looks_tainted(desk: Turn, account: str) -> bool:
    """Whether any paper shows that most of what an account got is dirty, and no person holds it."""
    return not desk.parameters.makes(PolicyMistake.NO_PLAN) and _is_dirty(desk, account)


@found_once
def _is_dirty(desk: Turn, account: str) -> bool:
    return desk.prospects.is_dirty(account) and _is_a_firms(desk, account)


def payers_of_the_blocked(desk: Turn) -> frozenset[str]:
    """Accounts that made large payments into one that is blocked for the case; a beginner does not look."""
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return frozenset()
    return frozenset(payer for blocked in desk.shown.blocked for payer in desk.reading.large_payers(blocked))


@found_in_file
def dealing_with_suspects(desk: Turn) -> frozenset[str]:
    """Accounts through which much of the money of suspects came, or went on: they made or got large payments.

    Suspects are those against whom half of an offence that brings something in is proved.
    """
    theirs = [each.key for each in desk.reading.to_ask_about(0, EntityKind.ACCOUNT) if _is_gain_near(desk, each.key)]
    return frozenset(
        other
        for account in theirs
        for other in (*desk.reading.large_payers(account), *desk.reading.large_payees(account))
    )


def fed_by_the_blocked(desk: Turn) -> frozenset[str]:
    """Firms' accounts that got much of what one that is blocked for the case paid, and much of their own from there.

    It is where the money goes next. All that one account feeds is blocked on one day, once its records show all of it:
    if the organisation sees that one is held, it empties the others (R8). A beginner does not look.
    """
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return frozenset()
    return frozenset(
        payee
        for blocked in desk.shown.blocked
        if not _may_records_come(desk, blocked)
        for payee in desk.reading.large_payees(blocked)
        if blocked in desk.reading.large_payers(payee) and _is_a_firms(desk, payee)
    )


def _may_records_come(desk: Turn, account: str) -> bool:
    """Whether the records of an account abroad are worth waiting for: none of them stands, and they can be had."""
    if not desk.parameters.waits_for_records:
        return False
    entity = desk.reading.entities.get(account)
    if entity is None or not asked_abroad(desk, entity) or _is_told_whole(desk, account):
        return False
    is_under_way = any(request.holder for request in desk.asked(Sought.BANK_RECORDS, account))
    return is_under_way or desk.may_ask(Sought.BANK_RECORDS, account)


@found_once
def _is_a_firms(desk: Turn, account: str) -> bool:
    """Whether all who hold an account, as papers show, are firms."""
    holders = [desk.reading.entities.get(key) for key in desk.reading.linked(account, Says.HOLDS, subject=False)]
    return all(each is not None and each.kind is EntityKind.COMPANY for each in holders)


@found_around
def behind(desk: Turn, account: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who holds or owns it, and who directs or owns such a company, also through others above it, as papers show."""
    near = found = _behind(desk, (account,))
    passed = (account, *near)
    while near:
        fresh = {who: None for who in _behind(desk, near) if who not in found}
        found = found | fresh
        firms = (desk.reading.entities.get(who) for who in fresh)
        near = {firm.key: None for firm in firms if firm is not None and firm.kind is EntityKind.COMPANY}
        passed += tuple(fresh)
    return tuple(found), passed


def _behind(desk: Turn, keys: Iterable[str]) -> dict[str, None]:
    linked = desk.reading.linked
    return dict.fromkeys(who for key in keys for kind in _RULES for who in linked(key, kind, subject=False))


@found_once
def near(desk: Turn, account: str) -> frozenset[str]:
    """The account, who is behind it, and what the file links with them: where the proof of an offence may lie."""
    close = {account, *behind(desk, account)}
    return frozenset(close | {end for key in close for link in desk.reading.links_of(key) for end in (link.a, link.b)})
