"""The table of a joint investigation team: proposal, agreement item by item, signatures, work, end (law.md 7.5).

A team has two to six parties. It is one agreement: the State that proposes it signs it with each of the others in turn,
each signature with its own row of this table, and the text that is agreed first is the text of all. Further States join
a team at work in the same way, by an annex.

Whose turn a draft is decides who holds the procedure; who agrees to a draft as it lies there leaves it to be signed.
While the team works its time is neither side's. An extension is asked by one side and decided by the other.
"""

from __future__ import annotations

from enum import StrEnum

from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.matters.declaration import Call, Input, InputKind, Status, Transition
from simulation.matters.proceeding import rules_of

JOINT_TEAM = "joint_team"
"""Code of the procedure, as journals and pages name it."""

ITEMS = ("purpose", "members", "leader", "duration_days", "law", "evidence", "costs", "confidentiality")
"""What an agreement has to settle (UNTOC article 19; ETS 182 article 20; law.md 7.5 J2)."""

MOST_PARTIES = 6
"""Parties of one team, the State that proposes it among them (an assumption; ETS 182 article 20(1) has no figure)."""

SHORTEST_DAYS, LONGEST_DAYS = 30, 730
"""For how long a team may be set up: up to two years are usual (law.md 2.3 JIT-EU, 7.5 J4); the lower end is ours."""


class TeamStatus(StrEnum):
    """Where a joint team stands."""

    PROPOSED = "team_proposed"
    DRAFT_WITH_REQUESTED = "draft_with_requested"
    DRAFT_WITH_REQUESTING = "draft_with_requesting"
    SIGNING_REQUESTING = "signing_requesting"
    SIGNING_REQUESTED = "signing_requested"
    OPERATING = "operating"
    EXTENSION_WITH_REQUESTED = "extension_with_requested"
    EXTENSION_WITH_REQUESTING = "extension_with_requesting"
    DECLINED = "team_declined"
    WITHDRAWN = "team_withdrawn"
    BROKEN_OFF = "broken_off"
    CLOSED = "team_closed"
    EXPIRED = "team_expired"


class TeamAction(StrEnum):
    """Everything that can be done to a joint team."""

    PROPOSE = "propose_team"
    WITHDRAW = "withdraw_team"
    ACCEPT_TALKS = "accept_talks"
    DECLINE = "decline_team"
    PROPOSE_TERMS = "propose_terms"
    AGREE_TERMS = "agree_terms"
    BREAK_OFF = "break_off"
    SIGN = "sign"
    BACK_TO_TALKS = "back_to_talks"
    SHARE_PAPERS = "share_papers"
    INVITE = "invite_states"
    ASK_EXTENSION = "ask_extension"
    AGREE_EXTENSION = "agree_extension"
    DECLINE_EXTENSION = "decline_extension"
    CLOSE = "close_team"
    EXPIRE = "expire"


_S, _A = TeamStatus, TeamAction
_R, _D, _DECISION = Holder.REQUESTING, Holder.REQUESTED, TimeKind.DECISION
_FIRST, _SECOND = Side.REQUESTING, Side.REQUESTED
_AUTHORITY, _LEADERS = (Office.AUTHORITY,), (Office.PROSECUTOR, Office.AUTHORITY)
_WORKING = (Office.PROSECUTOR, Office.POLICE)
_ART_19 = "UNTOC 19: bilateral agreements, case by case, with respect for sovereignty"
_ART_20 = "UNTOC 19; ETS 182 art. 20: joint investigation teams"

_STATUSES = (
    Status(
        _S.PROPOSED, _D, _DECISION, 30, False, "assumption; the median time to set up a team is 30 days, law.md 6.5"
    ),
    Status(_S.DRAFT_WITH_REQUESTED, _D, _DECISION, 15, False, "assumption"),
    Status(_S.DRAFT_WITH_REQUESTING, _R, _DECISION, 15, False, "assumption"),
    Status(_S.SIGNING_REQUESTING, _R, _DECISION, 15, False, "assumption: a mandate has to be obtained"),
    Status(_S.SIGNING_REQUESTED, _D, _DECISION, 15, False, "assumption: a mandate has to be obtained"),
    Status(
        _S.OPERATING,
        Holder.THIRD_PARTY,
        TimeKind.SYSTEM,
        None,
        False,
        "the team’s own time, counted against neither side",
        "P",
    ),
    Status(_S.EXTENSION_WITH_REQUESTED, _D, _DECISION, 15, False, "assumption"),
    Status(_S.EXTENSION_WITH_REQUESTING, _R, _DECISION, 15, False, "assumption"),
    *(Status(status, None, None) for status in (_S.DECLINED, _S.WITHDRAWN, _S.BROKEN_OFF, _S.CLOSED, _S.EXPIRED)),
)


def _talks(draft: str, side: Side, other: str, signs: str) -> tuple[Transition, ...]:
    """A draft that lies with one side: change it, agree to it, or break off."""
    return (
        Transition(draft, _A.PROPOSE_TERMS, other, side, f"{_ART_19}; law.md 7.5 J2", "T", _LEADERS, ITEMS),
        Transition(draft, _A.AGREE_TERMS, signs, side, f"{_ART_19}; law.md 7.5 J4", "T", _LEADERS),
        Transition(
            draft, _A.BREAK_OFF, _S.BROKEN_OFF, side, "law.md 7.5 J3: priorities differ", "T", _LEADERS, ("text",), ()
        ),
    )


def _at_work(side: Side, asked: str) -> tuple[Transition, ...]:
    return (
        Transition(
            _S.OPERATING,
            _A.SHARE_PAPERS,
            _S.OPERATING,
            side,
            f"{_ART_20}; law.md 7.5 J5: no request among members",
            "M",
            _WORKING,
            ("documents",),
        ),
        Transition(
            _S.OPERATING,
            _A.ASK_EXTENSION,
            asked,
            side,
            "law.md 7.5 J7: in writing; ETS 182 art. 20(1)",
            "M",
            _LEADERS,
            ("extra_days",),
        ),
        Transition(_S.OPERATING, _A.CLOSE, _S.CLOSED, side, "law.md 7.5 J7", "P", _LEADERS, ("text",), ()),
    )


def _extension(asked: str, side: Side) -> tuple[Transition, ...]:
    return (
        Transition(
            asked, _A.AGREE_EXTENSION, _S.OPERATING, side, "ETS 182 art. 20(1): by mutual consent", "M", _LEADERS
        ),
        Transition(asked, _A.DECLINE_EXTENSION, _S.OPERATING, side, "ETS 182 art. 20(1)", "M", _LEADERS, ("text",), ()),
        Transition(asked, _A.EXPIRE, _S.EXPIRED, Side.SYSTEM, "law.md 7.5 J7", "M", may=(), is_decision=False),
    )


_TRANSITIONS = (
    Transition(
        _S.PROPOSED, _A.ACCEPT_TALKS, _S.DRAFT_WITH_REQUESTED, _SECOND, f"{_ART_19}; law.md 7.5 J1", "T", _LEADERS
    ),
    Transition(
        _S.PROPOSED, _A.DECLINE, _S.DECLINED, _SECOND, "law.md 7.5 J3: priorities differ", "T", _LEADERS, ("text",), ()
    ),
    Transition(_S.PROPOSED, _A.WITHDRAW, _S.WITHDRAWN, _FIRST, "assumption", "P", _LEADERS, is_decision=False),
    *_talks(_S.DRAFT_WITH_REQUESTED, _SECOND, _S.DRAFT_WITH_REQUESTING, _S.SIGNING_REQUESTING),
    *_talks(_S.DRAFT_WITH_REQUESTING, _FIRST, _S.DRAFT_WITH_REQUESTED, _S.SIGNING_REQUESTING),
    Transition(
        _S.SIGNING_REQUESTING, _A.SIGN, _S.SIGNING_REQUESTED, _FIRST, f"{_ART_20}; law.md 7.5 J4", "M", _AUTHORITY
    ),
    Transition(
        _S.SIGNING_REQUESTING,
        _A.BACK_TO_TALKS,
        _S.DRAFT_WITH_REQUESTING,
        _FIRST,
        "assumption: the authority has no mandate to sign this text",
        "P",
        _AUTHORITY,
        ("text",),
        (),
    ),
    Transition(_S.SIGNING_REQUESTED, _A.SIGN, _S.OPERATING, _SECOND, f"{_ART_20}; law.md 7.5 J4", "M", _AUTHORITY),
    Transition(
        _S.SIGNING_REQUESTED,
        _A.BACK_TO_TALKS,
        _S.DRAFT_WITH_REQUESTED,
        _SECOND,
        "assumption: the authority has no mandate to sign this text",
        "P",
        _AUTHORITY,
        ("text",),
        (),
    ),
    *_at_work(_FIRST, _S.EXTENSION_WITH_REQUESTED),
    Transition(
        _S.OPERATING,
        _A.INVITE,
        _S.OPERATING,
        _FIRST,
        "Model agreement of the European Union: further States join by an annex; ETS 182 art. 20(1): "
        "two or more States",
        "M",
        _LEADERS,
        ("others",),
        is_decision=False,
    ),
    *_at_work(_SECOND, _S.EXTENSION_WITH_REQUESTING),
    Transition(
        _S.OPERATING,
        _A.EXPIRE,
        _S.EXPIRED,
        Side.SYSTEM,
        "ETS 182 art. 20(1): a fixed period",
        "M",
        may=(),
        is_decision=False,
    ),
    *_extension(_S.EXTENSION_WITH_REQUESTED, _SECOND),
    *_extension(_S.EXTENSION_WITH_REQUESTING, _FIRST),
)

RULES = rules_of(
    JOINT_TEAM,
    Transition(
        "",
        _A.PROPOSE,
        _S.PROPOSED,
        _FIRST,
        f"{_ART_19}; law.md 7.5 J1: linked cases on both sides",
        "T",
        _LEADERS,
        ("text",),
        ("documents", "others"),
    ),
    _STATUSES,
    _TRANSITIONS,
    inputs={
        "leader": Input(InputKind.COUNTRY),
        "others": Input(InputKind.COUNTRIES),
        "parties": Input(InputKind.COUNTRIES),
        "duration_days": Input(InputKind.DAYS),
        "extra_days": Input(InputKind.DAYS),
        "until": Input(InputKind.DATE),
    },
    calls={_A.WITHDRAW: Call.NEVER, _A.INVITE: Call.NEVER},
)
"""THE table of the joint investigation team."""
