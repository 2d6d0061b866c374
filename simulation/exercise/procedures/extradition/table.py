"""The table of extradition: from a warrant to surrender, or to prosecution where the person is (law.md 7.2).

The days of arrest and of collecting somebody are those of the instrument that governs between the two
(`law.book.extradition_days`); the table has those of the European convention. An arrest warrant is its own paper:
nothing has to follow it. Custody belongs to the person, not to the procedure: each stay says whose time runs.
"""

from __future__ import annotations

from enum import StrEnum

from simulation.exercise.procedures.extradition.warrant import act_with_article, status_with_article
from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.law.book.governance import silent_days
from simulation.matters.declaration import Call, Input, InputKind, Status, Transition
from simulation.matters.proceeding import rules_of

EXTRADITION = "extradition"
"""Code of the procedure, as journals and pages name it."""

LAPSE_DAYS = 180
"""Days after which a search for somebody whom nobody holds is closed (assumption)."""

PAPERS_SAY = ("text", "description", "offence_place_time", "law_text")
"""What a request says besides its papers (ETS 24 article 12(2)(b), (c)); the words are for people."""

ASSURANCES = (
    "assurance_no_death_penalty",
    "assurance_fair_trial",
    "assurance_conditions",
    "assurance_retrial",
    "assurance_return_to_serve",
    "assurance_non_punishment",
    "assurance_protection",
)
"""What can be asked before a surrender (law.md 5.5 G1, G2, G12; UNTOC 16(11))."""


SIGNATORIES = ("minister_of_justice", "prosecutor_general", "government_of_the_prison", "ambassador")
"""Who may sign an assurance; whom each binds is in `simulation.law.book.assurances`."""

ANSWERS = ("consult_agree", "consult_more", "consult_no")
"""What is answered to a proposal before a refusal: agreed, more is said or sent, or no agreement."""

SILENT_DAYS = silent_days()
"""Days after which a proposal counts as answered by silence."""

WATCHES = ("copy_of_judgment", "mission_visits", "independent_body")
"""By what it is watched that an assurance is kept."""


class ExtraditionStatus(StrEnum):
    """Where an extradition stands."""

    WANTED = "wanted"
    ARREST_ASKED = "arrest_asked"
    LOCATING = "locating"
    PROVISIONAL = "provisional"
    NOT_HELD = "not_held"
    SENT = "papers_sent"
    RECEIVED = "papers_received"
    SUPPLEMENTING = "supplementing"
    COURT = "before_court"
    APPEALED = "surrender_appealed"
    DECIDING = "surrender_deciding"
    ASSURANCES = "assurances_asked"
    CONSULTED = "surrender_consulted"
    OWN_PROSECUTION = "own_prosecution"
    POSTPONED = "surrender_postponed"
    GRANTED = "granted"
    GRANTED_FOR_A_TIME = "granted_for_a_time"
    LENT = "lent"
    SURRENDERED = "surrendered"
    RETURNED = "person_returned"
    PROSECUTED_THERE = "prosecuted_there"
    REFUSED = "extradition_refused"
    DISCHARGED = "discharged"
    RELEASED = "released_uncollected"
    LAPSED = "search_lapsed"
    WITHDRAWN = "extradition_withdrawn"


class ExtraditionAction(StrEnum):
    """Everything that can be done to an extradition."""

    OPEN = "open_extradition"
    ASK_ARREST = "ask_arrest"
    ORDER_ARREST = "order_arrest"
    DECLINE_ARREST = "decline_arrest"
    ARRESTED = "arrested"
    ARRESTED_ON_WARRANT = "arrested_on_warrant"
    NOT_FOUND = "not_found"
    CONSENTED = "consented_to_surrender"
    RELEASE = "release_for_want_of_papers"
    RELEASE_EARLY = "release_early"
    LAPSE = "lapse_search"
    SEND_REQUEST = "send_papers"
    ARRIVE = "papers_arrive"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    BRING_TO_COURT = "bring_to_court"
    COMMITTED = "committed"
    DISCHARGED = "discharge"
    APPEAL = "appeal_surrender"
    APPEAL_DISMISSED = "appeal_dismissed"
    APPEAL_ALLOWED = "appeal_allowed"
    GRANT = "grant_surrender"
    GRANT_LATER = "grant_later"
    GRANT_FOR_A_TIME = "grant_for_a_time"
    ASK_ASSURANCES = "ask_assurances"
    GIVE_ASSURANCES = "give_assurances"
    DECLINE_ASSURANCES = "decline_assurances"
    CONSULT = "consult_on_surrender"
    ANSWER = "answer_on_surrender"
    SILENCE = "silent_on_surrender"
    REFUSE = "refuse_surrender"
    REFUSE_NATIONAL = "refuse_national"
    SUBMIT_CASE = "submit_case"
    SURRENDER_NOW = "surrender_now"
    POSTPONEMENT_ENDS = "postponement_over"
    COLLECT = "collect_person"
    NOT_COLLECTED = "not_collected"
    FREE_UNCOLLECTED = "free_uncollected"
    RETURN_PERSON = "return_person"
    ASK_FURTHER = "ask_further_offence"
    CONSENT_FURTHER = "consent_further_offence"
    DECLINE_FURTHER = "decline_further_offence"
    WITHDRAW = "withdraw_extradition"


_S, _A = ExtraditionStatus, ExtraditionAction

ARRESTS = frozenset({_A.ARRESTED.value, _A.ARRESTED_ON_WARRANT.value})
"""Acts by which the person is arrested: from then on a time limit runs."""

KEPT_THERE = frozenset({_S.OWN_PROSECUTION.value, _S.PROSECUTED_THERE.value, _S.REFUSED.value})
"""Statuses in which the country that was asked keeps the person, whom it can prosecute itself."""

_R, _D, _DECISION = Holder.REQUESTING, Holder.REQUESTED, TimeKind.DECISION
_SYSTEM, _PROTECTED = TimeKind.SYSTEM, TimeKind.PROTECTED
_ASKING, _ASKED = Side.REQUESTING, Side.REQUESTED
_AUTHORITY, _POLICE = (Office.AUTHORITY,), (Office.POLICE, Office.AUTHORITY)
_DRAFTERS = (Office.PROSECUTOR, Office.AUTHORITY)
_DAYS = "assumption: the number of days"

_STATUSES = (
    Status(_S.WANTED, _R, _DECISION, 60, True, "assumption: a warrant is dealt with without delay"),
    Status(_S.ARREST_ASKED, _D, _DECISION, 3, False, f"UNTOC 16(9): where urgent; {_DAYS}"),
    Status(_S.LOCATING, _D, _SYSTEM),
    Status(_S.PROVISIONAL, _R, _DECISION, 18, False, "ETS 24 art. 16(4): days set by the instrument; UNTOC 16(9)", "T"),
    Status(
        _S.NOT_HELD,
        _R,
        _DECISION,
        LAPSE_DAYS,
        False,
        "assumption: a file without documents is closed; the warrant remains valid",
    ),
    Status(_S.SENT, Holder.CHANNEL, _SYSTEM),
    Status(_S.RECEIVED, _D, _DECISION, 7, False, f"UNTOC 16(8): expedite the procedure; {_DAYS}"),
    Status(_S.SUPPLEMENTING, _R, _DECISION, 30, False, f"ETS 24 art. 13: a time limit may be set; {_DAYS}"),
    Status(
        _S.COURT, Holder.COURT, _PROTECTED, None, False, "UNTOC 16(13): fair treatment, a court hears the person", "T"
    ),
    Status(
        _S.APPEALED,
        Holder.COURT,
        _PROTECTED,
        None,
        False,
        "UNTOC 16(13): remedies under the law of the requested country",
        "T",
    ),
    Status(_S.DECIDING, _D, _DECISION, 30, False, f"UNTOC 16(8): expedite the procedure; {_DAYS}", "P"),
    Status(_S.ASSURANCES, _R, _DECISION, 30, False, f"UNTOC 16(16): consult before refusing; {_DAYS}"),
    Status(
        _S.CONSULTED,
        _R,
        _DECISION,
        SILENT_DAYS,
        False,
        "UNTOC 16(16): ample opportunity to answer; the number of days is a rule of the exercise",
    ),
    Status(_S.OWN_PROSECUTION, _D, _DECISION, 30, False, f"UNTOC 16(10): without undue delay; {_DAYS}"),
    Status(
        _S.POSTPONED,
        _D,
        _PROTECTED,
        None,
        False,
        "ETS 24 art. 19(1): the requested country’s own case comes first, until a date that has been set",
        "M",
    ),
    Status(_S.GRANTED, _R, _DECISION, 15, False, "ETS 24 art. 18(4): days set by the instrument", "T"),
    Status(
        _S.GRANTED_FOR_A_TIME, _R, _DECISION, 15, False, "ETS 24 art. 18(4), 19(2): days set by the instrument", "T"
    ),
    Status(_S.LENT, _R, _DECISION, 90, False, f"ETS 24 art. 19(2): the person is returned as agreed; {_DAYS}"),
    *(
        Status(status, None, None)
        for status in (
            _S.SURRENDERED,
            _S.RETURNED,
            _S.PROSECUTED_THERE,
            _S.REFUSED,
            _S.DISCHARGED,
            _S.RELEASED,
            _S.LAPSED,
            _S.WITHDRAWN,
        )
    ),
)


def _system(origin: str, action: str, target: str, basis: str, confidence: str = "T") -> Transition:
    return Transition(origin, action, target, Side.SYSTEM, basis, confidence, may=(), is_decision=False)


_TRANSITIONS = (
    Transition(
        _S.WANTED,
        _A.ASK_ARREST,
        _S.ARREST_ASKED,
        _ASKING,
        "UNTOC 16(9); ETS 24 art. 16: the case is urgent, a warrant exists, a request for extradition "
        "will follow, and the person is in the requested country",
        "T",
        _DRAFTERS,
        ("text", "presence_there"),
    ),
    Transition(
        _S.WANTED,
        _A.SEND_REQUEST,
        _S.SENT,
        _ASKING,
        "ETS 24 art. 12; UNTOC 16(7)",
        "T",
        _AUTHORITY,
        ("documents",),
        PAPERS_SAY,
    ),
    Transition(_S.ARREST_ASKED, _A.ORDER_ARREST, _S.LOCATING, _ASKED, "UNTOC 16(9)", "T", _POLICE),
    Transition(
        _S.ARREST_ASKED,
        _A.DECLINE_ARREST,
        _S.NOT_HELD,
        _ASKED,
        "UNTOC 16(9): subject to the domestic law of the requested country",
        "T",
        _POLICE,
        ("text",),
    ),
    _system(_S.LOCATING, _A.ARRESTED, _S.PROVISIONAL, "UNTOC 16(9); law.md 7.2 X3"),
    _system(
        _S.LOCATING,
        _A.ARRESTED_ON_WARRANT,
        _S.RECEIVED,
        "law.md 7.2 X3",
        "M",
    ),
    _system(_S.LOCATING, _A.NOT_FOUND, _S.NOT_HELD, "law.md 7.2 X2", "P"),
    Transition(
        _S.PROVISIONAL,
        _A.SEND_REQUEST,
        _S.SENT,
        _ASKING,
        "ETS 24 art. 12, 16(4); UNTOC 16(7)",
        "T",
        _AUTHORITY,
        ("documents",),
        PAPERS_SAY,
    ),
    _system(
        _S.PROVISIONAL,
        _A.CONSENTED,
        _S.DECIDING,
        "CETS 209 art. 1-4: simplified extradition, with consent and without documents",
    ),
    _system(
        _S.PROVISIONAL,
        _A.RELEASE,
        _S.NOT_HELD,
        "ETS 24 art. 16(4): release if no documents have arrived by the last day",
    ),
    Transition(
        _S.PROVISIONAL,
        _A.RELEASE_EARLY,
        _S.NOT_HELD,
        _ASKED,
        "ETS 24 art. 16(4): release is possible earlier, from a day that the instrument sets",
        "T",
        _AUTHORITY,
    ),
    Transition(
        _S.NOT_HELD,
        _A.ASK_ARREST,
        _S.ARREST_ASKED,
        _ASKING,
        "ETS 24 art. 16(5): release does not bar a new arrest; UNTOC 16(9)",
        "M",
        _DRAFTERS,
        ("text", "presence_there"),
    ),
    Transition(
        _S.NOT_HELD,
        _A.SEND_REQUEST,
        _S.SENT,
        _ASKING,
        "ETS 24 art. 12, 16(5); UNTOC 16(7)",
        "T",
        _AUTHORITY,
        ("documents",),
        PAPERS_SAY,
    ),
    _system(_S.NOT_HELD, _A.LAPSE, _S.LAPSED, "assumption", "P"),
    _system(_S.SENT, _A.ARRIVE, _S.RECEIVED, "law.md 7.2 X4"),
    _system(_S.SENT, _A.RELEASE, _S.SENT, "ETS 24 art. 16(4): the documents come too late to hold the person"),
    Transition(
        _S.RECEIVED,
        _A.ASK_SUPPLEMENT,
        _S.SUPPLEMENTING,
        _ASKED,
        "ETS 24 art. 13: supplementary information",
        "M",
        _AUTHORITY,
        ("text",),
    ),
    Transition(_S.RECEIVED, _A.BRING_TO_COURT, _S.COURT, _ASKED, "UNTOC 16(7), (13); law.md 7.2 X6", "T", _AUTHORITY),
    Transition(
        _S.SUPPLEMENTING,
        _A.SUPPLEMENT,
        _S.RECEIVED,
        _ASKING,
        "ETS 24 art. 13",
        "M",
        _DRAFTERS,
        ("text",),
        ("documents",),
        is_decision=False,
    ),
    _system(_S.COURT, _A.NOT_FOUND, _S.NOT_HELD, "law.md 7.2 X2", "P"),
    _system(_S.COURT, _A.CONSENTED, _S.DECIDING, "law.md 7.2 X5; CETS 209 art. 4, 10"),
    _system(_S.COURT, _A.COMMITTED, _S.DECIDING, "UNTOC 16(7), (13); law.md 7.2 X6"),
    _system(
        _S.COURT,
        _A.DISCHARGED,
        _S.DISCHARGED,
        "UNTOC 16(1): an offence under the laws of both States; ETS 24 art. 2, 9(1)",
    ),
    _system(_S.COURT, _A.APPEAL, _S.APPEALED, "law.md 7.2 X7", "P"),
    _system(_S.APPEALED, _A.APPEAL_DISMISSED, _S.DECIDING, "ECHR art. 13: the facts do not support the remedy", "P"),
    _system(_S.APPEALED, _A.APPEAL_ALLOWED, _S.DISCHARGED, "ECHR art. 3, 5(4), 13: the facts support the remedy", "M"),
    Transition(_S.DECIDING, _A.GRANT, _S.GRANTED, _ASKED, "UNTOC 16(1); ETS 24 art. 1; law.md 7.2 X8", "T", _AUTHORITY),
    Transition(
        _S.DECIDING,
        _A.GRANT_LATER,
        _S.POSTPONED,
        _ASKED,
        "ETS 24 art. 19(1): postponed for the requested country’s own case",
        "M",
        _AUTHORITY,
        ("text", "until"),
        (),
    ),
    Transition(
        _S.DECIDING,
        _A.GRANT_FOR_A_TIME,
        _S.GRANTED_FOR_A_TIME,
        _ASKED,
        "ETS 24 art. 19(2): temporary surrender",
        "M",
        _AUTHORITY,
        ("text", "until"),
        (),
    ),
    Transition(
        _S.DECIDING,
        _A.ASK_ASSURANCES,
        _S.ASSURANCES,
        _ASKED,
        "UNTOC 16(16): consult; ETS 24 art. 11; law.md 5.5 G1, G2, G12",
        "T",
        _AUTHORITY,
        ("assurances",),
    ),
    Transition(
        _S.DECIDING,
        _A.CONSULT,
        _S.CONSULTED,
        _ASKED,
        "UNTOC 16(16): consult before refusing, so that the other side can present its opinions",
        "T",
        _AUTHORITY,
        ("ground", "text"),
        (),
    ),
    Transition(
        _S.CONSULTED,
        _A.ANSWER,
        _S.DECIDING,
        _ASKING,
        "UNTOC 16(16): opinions, and information relevant to the allegation",
        "T",
        _AUTHORITY,
        ("said_to_it", "text"),
        ("documents",),
    ),
    _system(
        _S.CONSULTED, _A.SILENCE, _S.DECIDING, "rule of the exercise: silence counts as an answer to a proposal", "P"
    ),
    Transition(
        _S.DECIDING,
        _A.REFUSE,
        _S.REFUSED,
        _ASKED,
        "UNTOC 16(7), (14), (16): reasons are given; ETS 24 art. 18(2)",
        "T",
        _AUTHORITY,
        ("ground", "text"),
        ("documents", "alternative"),
    ),
    Transition(
        _S.DECIDING,
        _A.REFUSE_NATIONAL,
        _S.OWN_PROSECUTION,
        _ASKED,
        "UNTOC 16(10): surrender or prosecute; ETS 24 art. 6(1)(a), 6(2)",
        "T",
        _AUTHORITY,
        ("text",),
        (),
    ),
    Transition(
        _S.ASSURANCES,
        _A.GIVE_ASSURANCES,
        _S.DECIDING,
        _ASKING,
        "ETS 24 art. 11; as a guide, ECtHR, Othman v. the United Kingdom (2012), para. 189: who signs, what is "
        "promised, who monitors",
        "M",
        _AUTHORITY,
        ("signed_by",),
        ("text", "watched_by"),
    ),
    Transition(
        _S.ASSURANCES, _A.DECLINE_ASSURANCES, _S.DECIDING, _ASKING, "UNTOC 16(16)", "T", _AUTHORITY, ("text",), ()
    ),
    Transition(
        _S.OWN_PROSECUTION,
        _A.SUBMIT_CASE,
        _S.PROSECUTED_THERE,
        _ASKED,
        "UNTOC 16(10): submit the case without undue delay; ETS 24 art. 6(2)",
        "T",
        _DRAFTERS,
        is_decision=False,
    ),
    Transition(_S.POSTPONED, _A.SURRENDER_NOW, _S.GRANTED, _ASKED, "ETS 24 art. 19(1)", "M", _AUTHORITY),
    _system(
        _S.POSTPONED,
        _A.DISCHARGED,
        _S.DISCHARGED,
        "ETS 24 art. 9(1): the requested country’s own case was about the same facts",
    ),
    _system(
        _S.POSTPONED,
        _A.POSTPONEMENT_ENDS,
        _S.GRANTED,
        "ETS 24 art. 19(1): surrender is postponed until a date that has been set",
        "M",
    ),
    *(
        row
        for granted, end in ((_S.GRANTED, _S.SURRENDERED), (_S.GRANTED_FOR_A_TIME, _S.LENT))
        for row in (
            Transition(granted, _A.COLLECT, end, _ASKING, "ETS 24 art. 18(3); law.md 7.2 X10", "T", _POLICE),
            _system(
                granted,
                _A.NOT_COLLECTED,
                _S.RELEASED,
                "ETS 24 art. 18(4): the person must be released on the last day",
            ),
            _system(
                granted,
                _A.DISCHARGED,
                _S.DISCHARGED,
                "ETS 24 art. 9(1): the person was judged in the requested country before anybody came to take "
                "him or her over",
                "M",
            ),
            Transition(
                granted,
                _A.FREE_UNCOLLECTED,
                _S.RELEASED,
                _ASKED,
                "ETS 24 art. 18(4): the person may be released from a day that the instrument sets",
                "T",
                _AUTHORITY,
            ),
        )
    ),
    Transition(_S.LENT, _A.RETURN_PERSON, _S.RETURNED, _ASKING, "ETS 24 art. 19(2)", "M", _POLICE),
    Transition(
        _S.SURRENDERED,
        _A.ASK_FURTHER,
        _S.SURRENDERED,
        _ASKING,
        "ETS 24 art. 14: speciality, consent for another offence",
        "T",
        _DRAFTERS,
        ("further", "text"),
        (),
    ),
    Transition(_S.SURRENDERED, _A.CONSENT_FURTHER, _S.SURRENDERED, _ASKED, "ETS 24 art. 14(1)(a)", "T", _AUTHORITY),
    Transition(
        _S.SURRENDERED, _A.DECLINE_FURTHER, _S.SURRENDERED, _ASKED, "ETS 24 art. 14(1)(a)", "T", _AUTHORITY, ("text",)
    ),
    *(
        Transition(
            status,
            _A.WITHDRAW,
            _S.WITHDRAWN,
            _ASKING,
            "rule of the exercise: the side that no longer seeks extradition says so, and the person is released",
            "P",
            _DRAFTERS if status is _S.WANTED else _AUTHORITY,
            is_decision=False,
        )
        for status in (
            _S.WANTED,
            _S.ARREST_ASKED,
            _S.LOCATING,
            _S.PROVISIONAL,
            _S.NOT_HELD,
            _S.SENT,
            _S.RECEIVED,
            _S.SUPPLEMENTING,
            _S.COURT,
            _S.APPEALED,
            _S.DECIDING,
            _S.ASSURANCES,
            _S.CONSULTED,
            _S.POSTPONED,
            _S.GRANTED,
            _S.GRANTED_FOR_A_TIME,
        )
    ),
)

_BEGINS = Transition(
    "",
    _A.OPEN,
    _S.WANTED,
    _ASKING,
    "ETS 24 art. 12(2)(a), 16(2): a warrant exists; law.md 7.2 X1",
    "T",
    _DRAFTERS,
    ("documents", "offence"),
    ("text", "warrant"),
)

RULES = rules_of(
    EXTRADITION,
    act_with_article(_BEGINS),
    tuple(map(status_with_article, _STATUSES)),
    tuple(map(act_with_article, _TRANSITIONS)),
    inputs={
        "offence": Input(InputKind.OFFENCE),
        "further": Input(InputKind.OFFENCE),
        "consented": Input(InputKind.OFFENCE),
        "assurances": Input(InputKind.CHOICES, ASSURANCES),
        "assured": Input(InputKind.CHOICES, ASSURANCES),
        "signed_by": Input(InputKind.CHOICES, SIGNATORIES),
        "watched_by": Input(InputKind.CHOICES, WATCHES),
        "said_to_it": Input(InputKind.CHOICES, ANSWERS),
        "ground": Input(InputKind.GROUND, refuses="extradition"),
        "until": Input(InputKind.DATE),
        "arrested": Input(InputKind.DATE),
    },
    calls={_A.WITHDRAW: Call.NEVER, _A.ASK_FURTHER: Call.NEVER},
)
"""THE table of extradition."""
