"""The parties of a joint team: two to six States, each of which signs one agreement with the State that proposed it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import State
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.joint_team.table import ITEMS, JOINT_TEAM, MOST_PARTIES, TeamStatus
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts
from simulation.matters.matter import Act, LogEntry
from simulation.matters.proceeding import Proceeding, begin

_S = TeamStatus
AT_WORK = frozenset({_S.OPERATING, _S.EXTENSION_WITH_REQUESTED, _S.EXTENSION_WITH_REQUESTING})
"""Statuses in which a party is a member of the team."""

_AGREED = AT_WORK | {_S.SIGNING_REQUESTING, _S.SIGNING_REQUESTED}
"""Statuses in which a party has agreed to the text."""

_IN_TALKS = frozenset({_S.PROPOSED, _S.DRAFT_WITH_REQUESTED, _S.DRAFT_WITH_REQUESTING})


def team_of(proceeding: Proceeding) -> str:
    """The team to which a signature belongs: the key of the proceeding by which it was proposed."""
    return proceeding.word("team") or proceeding.key


def beside(procedures: Procedures, proceeding: Proceeding) -> Iterator[Proceeding]:
    """The other signatures of the same team, in the order in which they were begun; none in a team of two."""
    if not proceeding.word("parties"):
        return
    team = team_of(proceeding)
    for kept in procedures.begun.values():
        each = kept.matter
        if each.kind == JOINT_TEAM and each.key != proceeding.key and team_of(each) == team:
            yield each


def members(procedures: Procedures, proceeding: Proceeding) -> tuple[str, ...]:
    """The States that are members of the team at work."""
    signed = [each for each in (proceeding, *beside(procedures, proceeding)) if each.status in AT_WORK]
    return tuple(dict.fromkeys(code for each in signed for code in (each.requesting, each.requested)))


def checked(
    procedures: Procedures, known: Container[str], own: str, parties: tuple[str, ...], others: str
) -> tuple[str, ...]:
    """The further States that are invited.

    Args:
        procedures: Those of the exercise.
        known: Codes of all countries.
        own: Who invites.
        parties: Who is a party already.
        others: Codes, with blanks between them.

    Raises:
        RuleViolation: `team.no_such_party`, `team.too_many`, `procedure.open_already`.
    """
    codes = tuple(others.split())
    if len(set(codes)) != len(codes) or any(code not in known or code in parties for code in codes):
        raise RuleViolation("team.no_such_party")
    if len(parties) + len(codes) > MOST_PARTIES:
        raise RuleViolation("team.too_many", most=MOST_PARTIES)
    for code in codes:
        require_none(procedures, own, code)
    return codes


def require_none(procedures: Procedures, own: str, other: str) -> None:
    """Refuse a second team of the same two while one is open.

    Raises:
        RuleViolation: `procedure.open_already`.
    """
    for known in procedures.begun.values():
        each = known.matter
        if each.kind == JOINT_TEAM and {each.requesting, each.requested} == {own, other} and not each.is_final:
            raise RuleViolation("procedure.open_already", label=known.label)


def settled_text(procedures: Procedures, proceeding: Proceeding) -> Facts:
    """The items on which another party of the team has agreed already; empty while there is none."""
    for each in beside(procedures, proceeding):
        if each.status in _AGREED:
            return text_of(each)
    return ()


def text_of(proceeding: Proceeding) -> Facts:
    """The items of the agreement as they stand in a signature."""
    return tuple((item, value) for item in ITEMS if (value := proceeding.term(item)) is not None)


def invite(state: State, proceeding: Proceeding, codes: tuple[str, ...], entry: LogEntry) -> None:
    """Propose the team to further States, with the text as far as it stands."""
    rules = matters.procedure_of(state.part(Procedures), proceeding).rules
    office = entry.office
    told = (("parties", proceeding.word("parties")), ("team", team_of(proceeding)))
    text = settled_text(state.part(Procedures), proceeding) or (
        text_of(proceeding) if proceeding.status in _AGREED else ()
    )
    seat = Seat(proceeding.requesting, office) if office is not None else None
    for code in codes:
        key = f"{team_of(proceeding)}/{code}"
        act = Act(entry.text or proceeding.log[0].text, proceeding.log[0].documents)
        made = begin(rules, key, proceeding.requesting, code, proceeding.subjects, office, state.now, act)
        matters.open_from_outside(state, made.settled((*told, *text)), seat)


def name_parties(procedures: Procedures, proceeding: Proceeding) -> None:
    """Let every signature of the team name all parties, after further States were invited."""
    parties = proceeding.word("parties")
    for each in tuple(beside(procedures, proceeding)):
        kept = procedures.begun[each.key]
        kept.matter = each.settled((("parties", parties),))


def one_text(procedures: Procedures, proceeding: Proceeding) -> None:
    """Put the text on which a party has agreed before all who still talk: there is one agreement."""
    for each in tuple(beside(procedures, proceeding)):
        if each.status in _IN_TALKS and text_of(each) != text_of(proceeding):
            kept = procedures.begun[each.key]
            kept.matter = each.settled(text_of(proceeding))
