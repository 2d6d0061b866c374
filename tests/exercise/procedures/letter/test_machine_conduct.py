"""Clarification, refusal, postponement, conditions, loss and partial return, as the law wants them."""

import pytest

from simulation.exercise.procedures.letter.effects import LetterAct
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.rules import RULES, advance, offers
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.scenario.schema.play import Sought
from tests.assistance.builders import TO_CHECKING, TO_DECIDING, TO_RECEIVED, a_request, do, walk


def deciding() -> Letter:
    return walk(a_request(), *TO_DECIDING)


def codes(request: Letter) -> list[str]:
    return [finding.code for finding in request.findings]


def test_a_clarification_stops_the_clock_for_an_open_item() -> None:
    request = do(deciding(), LetterAction.ASK_CLARIFICATION, choices=("C11",), open_items=("C11",))
    assert (request.holder, request.time_kind) == (Holder.REQUESTING, TimeKind.DECISION)
    assert codes(request) == []


def test_a_clarification_about_what_is_not_open_leaves_the_days_with_the_asker() -> None:
    request = do(deciding(), LetterAction.ASK_CLARIFICATION, choices=("C3",), open_items=("C11",))
    assert request.status is LetterStatus.CLARIFYING
    assert request.holder is Holder.REQUESTED
    assert codes(request) == ["clarification_not_open"]


def test_the_same_item_stops_the_clock_only_once() -> None:
    request = do(deciding(), LetterAction.ASK_CLARIFICATION)
    request = do(request, LetterAction.ANSWER_CLARIFICATION)
    request = do(request, LetterAction.ASK_CLARIFICATION)
    assert request.holder is Holder.REQUESTED
    assert codes(request) == ["clarification_repeated"]


def test_a_second_open_item_stops_the_clock_again() -> None:
    request = do(do(deciding(), LetterAction.ASK_CLARIFICATION), LetterAction.ANSWER_CLARIFICATION)
    request = do(request, LetterAction.ASK_CLARIFICATION, choices=("C11", "C4"), open_items=("C11", "C4"))
    assert request.holder is Holder.REQUESTING


def test_a_return_as_deficient_needs_a_defect_to_stop_the_clock() -> None:
    received = walk(a_request(), *TO_RECEIVED)
    assert do(received, LetterAction.RETURN_DEFICIENT).holder is Holder.REQUESTING
    returned = do(received, LetterAction.RETURN_DEFICIENT, open_items=())
    assert returned.holder is Holder.REQUESTED
    assert codes(returned) == ["returned_without_defect"]
    assert returned.returns == 1


@pytest.mark.parametrize("ground", ["R1", "R2", "R3", "R4", "G1"])
def test_refusing_without_consulting_is_a_finding(ground: str) -> None:
    assert codes(do(deciding(), LetterAction.REFUSE, ground=ground)) == ["refused_without_consultation"]
    proposed = do(deciding(), LetterAction.CONSULT, ground=ground)
    assert codes(do(proposed, LetterAction.REFUSE, ground=ground)) == ["refused_without_consultation"], (
        "a click is none"
    )
    answered = do(proposed, LetterAction.ANSWER_CONSULTATION)
    assert codes(do(answered, LetterAction.REFUSE, ground=ground)) == []
    assert proposed.consulted_since is not None
    late = proposed.consulted_since + 7 * DAY
    assert codes(do(proposed, LetterAction.REFUSE, late, ground=ground)) == []
    assert codes(do(proposed, LetterAction.REFUSE, late - 1, ground=ground)) == ["refused_without_consultation"]


def test_asking_for_what_is_missing_is_consultation_for_that_alone() -> None:
    asked = do(do(deciding(), LetterAction.ASK_CLARIFICATION), LetterAction.ANSWER_CLARIFICATION)
    assert codes(do(asked, LetterAction.REFUSE, ground="R1")) == []
    assert codes(do(asked, LetterAction.REFUSE, ground="R2")) == ["refused_without_consultation"]
    vain = do(deciding(), LetterAction.ASK_CLARIFICATION, choices=("C3",), open_items=())
    vain = do(vain, LetterAction.ANSWER_CLARIFICATION)
    assert codes(do(vain, LetterAction.REFUSE, ground="R1")) == [
        "clarification_not_open",
        "refused_without_consultation",
    ]


def test_a_consultation_counts_for_the_ground_on_which_it_was_held() -> None:
    proposed = do(deciding(), LetterAction.CONSULT, ground="R2")
    answered = do(proposed, LetterAction.ANSWER_CONSULTATION)
    assert codes(do(answered, LetterAction.REFUSE, ground="UNTOC-18.21.b")) == [], "the letter that says the same"
    assert codes(do(answered, LetterAction.REFUSE, ground="R3")) == ["refused_without_consultation"]
    assert codes(do(answered, LetterAction.POSTPONE)) == ["postponed_without_consultation"]
    assert proposed.consulted_since is not None
    late = proposed.consulted_since + 7 * DAY
    again = do(proposed, LetterAction.CONSULT, late, ground="R3")
    assert codes(do(again, LetterAction.REFUSE, late, ground="R2")) == [], "seven days of silence stay an answer"
    assert codes(do(again, LetterAction.REFUSE, late, ground="R3")) == ["refused_without_consultation"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"choices": ()}, "request.choices_missing"),
        ({"choices": ("hello",)}, "request.proposal_unknown"),
        ({"choices": ("part", "later")}, "request.proposal_unknown"),
        ({"choices": ("terms",)}, "request.conditions_missing"),
        ({"ground": None}, "request.ground_missing"),
        ({"ground": "R77"}, "request.ground_unknown"),
        ({"ground": "EAW-23.4"}, "request.ground_unknown"),  # it postpones, and is no case of the own side
        ({"ground": "R11"}, "request.ground_unknown"),  # an old list, on which nothing is refused any more
        ({"text": " "}, "request.text_missing"),
    ],
)
def test_a_consultation_is_a_proposal_of_one_kind_on_a_ground(given: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        do(deciding(), LetterAction.CONSULT, None, **given)
    assert refused.value.code == code


@pytest.mark.parametrize("ground", ["R2", "R6", "UNTOC-18.25", "UNTOC-18.21.b", "G7"])
def test_a_consultation_is_held_where_it_can_count(ground: str) -> None:
    assert do(deciding(), LetterAction.CONSULT, ground=ground).consulted_on == ground


def test_lack_of_dual_criminality_needs_no_consultation() -> None:
    refused = do(deciding(), LetterAction.REFUSE, ground="R5")
    assert codes(refused) == []
    assert refused.ground == "R5"
    assert refused.is_final


def test_offered_and_declined_conditions_are_consultation() -> None:
    request = do(do(deciding(), LetterAction.OFFER_CONDITIONS), LetterAction.DECLINE_CONDITIONS)
    assert codes(do(request, LetterAction.REFUSE, ground="R2")) == []
    assert request.conditions == ()


@pytest.mark.parametrize("ground", ["NR1", "NR2"])
def test_bank_secrecy_and_fiscal_nature_are_findings(ground: str) -> None:
    consulted = do(deciding(), LetterAction.CONSULT)
    assert codes(do(consulted, LetterAction.REFUSE, ground=ground)) == ["refused_on_forbidden_ground"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"ground": None}, "request.ground_missing"),
        ({"text": " "}, "request.text_missing"),
        ({"ground": "R6"}, "request.ground_only_postpones"),
        ({"ground": "R77"}, "request.ground_unknown"),
    ],
)
def test_a_refusal_needs_a_known_ground_and_reasons(given: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        do(deciding(), LetterAction.REFUSE, None, **given)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"own_case": None}, "request.no_own_case"),
        ({"until": None}, "request.until_missing"),
        ({"until": 0}, "request.until_past"),
        ({"text": ""}, "request.text_missing"),
    ],
)
def test_a_postponement_needs_an_own_case_and_a_date(given: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        do(deciding(), LetterAction.POSTPONE, None, **given)
    assert refused.value.code == code


def test_a_postponement_is_protected_until_its_date() -> None:
    spoken = do(do(deciding(), LetterAction.CONSULT, ground="R6"), LetterAction.ANSWER_CONSULTATION)
    request = do(spoken, LetterAction.POSTPONE)
    assert (request.holder, request.time_kind) == (Holder.REQUESTED, TimeKind.PROTECTED)
    assert codes(request) == []
    over = do(request, LetterAction.POSTPONEMENT_ENDS)
    assert (over.status, over.time_kind, over.until, over.ground) == (
        LetterStatus.DECIDING,
        TimeKind.DECISION,
        None,
        None,
    )
    assert codes(do(deciding(), LetterAction.POSTPONE)) == ["postponed_without_consultation"]


def test_conditions_bind_when_they_are_accepted() -> None:
    offered = do(deciding(), LetterAction.OFFER_CONDITIONS, conditions=("use_limits",))
    assert offered.conditions == ()
    accepted = do(offered, LetterAction.ACCEPT_CONDITIONS)
    assert accepted.conditions == ("use_limits",)
    assert accepted.conditions_offered == ()


def test_a_lost_request_is_found_out_by_a_query_and_can_be_sent_again() -> None:
    request = walk(a_request(), *TO_RECEIVED[:-1], LetterAction.LOSE)
    assert RULES[request.route].shown(request.status, Side.REQUESTING) == LetterStatus.SENT
    with pytest.raises(RuleViolation):
        do(request, LetterAction.FOUND_MISSING)
    request = do(request, LetterAction.QUERY_STATUS)
    assert request.status is LetterStatus.LOST
    request = do(request, LetterAction.FOUND_MISSING)
    assert (request.status, request.query_open_since) == (LetterStatus.VETTING, None)
    assert (
        walk(request, LetterAction.APPROVE, LetterAction.TRANSMIT, LetterAction.ARRIVE).status is LetterStatus.RECEIVED
    )


def test_offers_do_not_tell_that_a_request_is_lost() -> None:
    sent = walk(a_request(), *TO_RECEIVED[:-1])
    lost = do(sent, LetterAction.LOSE)
    for office in Office:
        here, gone = (
            [
                (each.action, each.offices, each.needs, each.may, each.is_decision)
                for each in offers(letter, Side.REQUESTING, office, lost.since)
            ]
            for letter in (sent, lost)
        )
        assert here == gone


def test_a_query_can_be_answered_and_asked_again() -> None:
    request = do(deciding(), LetterAction.QUERY_STATUS)
    with pytest.raises(RuleViolation):
        do(request, LetterAction.QUERY_STATUS, request.since + 2 * DAY)
    request = do(request, LetterAction.ANSWER_QUERY, request.since + 3 * DAY)
    assert request.status is LetterStatus.DECIDING
    assert LetterAction.QUERY_STATUS in {
        offer.action for offer in offers(request, Side.REQUESTING, None, request.since)
    }


def test_a_part_is_returned_with_its_reason() -> None:
    request = walk(a_request(), *TO_CHECKING)
    with pytest.raises(RuleViolation):
        do(request, LetterAction.RETURN_PART, text="")
    part = do(request, LetterAction.RETURN_PART, text="Papers of a lawyer", documents=("d1",))
    assert (part.partial_reason, part.documents) == ("Papers of a lawyer", ("d1",))


def test_nothing_follows_a_refusal() -> None:
    refused = do(deciding(), LetterAction.REFUSE)
    with pytest.raises(RuleViolation) as closed:
        advance(refused, LetterAction.SUBMIT, Side.REQUESTING, None, refused.since, LetterAct(text="again"))
    assert closed.value.code == "request.closed"


def test_urgency_counts_with_reason_and_date_only() -> None:
    request = walk(a_request(), *TO_RECEIVED)
    assert not do(request, LetterAction.ACKNOWLEDGE).urgency_accepted
    from_urgent = a_request()
    content = from_urgent.content
    urgent = type(content)(
        **{name: getattr(content, name) for name in type(content).__slots__ if not name.startswith("urgen")},
        urgent=True,
        urgency_reason="Money leaves",
        urgent_by_day=20,
    )
    received = do(from_urgent, LetterAction.SUBMIT, content=urgent)
    received = walk(received, *TO_RECEIVED[1:])
    assert do(received, LetterAction.ACKNOWLEDGE).urgency_accepted
    assert not do(received, LetterAction.ACKNOWLEDGE, is_urgency_void=True).urgency_accepted


def test_an_informal_answer_is_a_lead_until_consent_is_given() -> None:
    asked = do(a_request(Sought.PERSON_CHECK), LetterAction.ASK)
    held = do(asked, LetterAction.HOLD)
    assert (held.status, held.holder) == (LetterStatus.ASKED, Holder.REQUESTED)
    answered = do(held, LetterAction.ANSWER_PART, documents=("d1",), conditions=("no_onward",))
    assert answered.is_final
    assert answered.conditions == ("no_onward",)
    asking = do(answered, LetterAction.ASK_CONSENT, answered.since + 30 * DAY)
    given = do(asking, LetterAction.GIVE_CONSENT, conditions=("trial_only",))
    assert given.conditions == ("no_onward", "trial_only")
    # Days between the answer and the question for consent are nobody's.
    assert given.age(given.since) == given.since - 30 * DAY


def test_an_informal_answer_may_be_declined_but_not_for_bank_secrecy() -> None:
    asked = do(a_request(Sought.OWNER_CHECK), LetterAction.ASK)
    assert codes(do(asked, LetterAction.DECLINE, ground=None)) == []
    assert codes(do(asked, LetterAction.DECLINE, ground="NR1")) == ["refused_on_forbidden_ground"]


def test_consent_may_be_refused_and_the_answer_stays() -> None:
    answered = do(do(a_request(Sought.OWNER_CHECK), LetterAction.ASK), LetterAction.ANSWER, documents=("d1",))
    refused = walk(answered, LetterAction.ASK_CONSENT, LetterAction.REFUSE_CONSENT)
    assert (refused.status, refused.documents) == (LetterStatus.CONSENT_REFUSED, ("d1",))


def test_nothing_is_done_before_the_present_status_began_nor_twice_shared() -> None:
    request = do(a_request(), LetterAction.SHARE_DRAFT, 5 * DAY)
    assert request.draft_shared
    with pytest.raises(RuleViolation) as twice:
        do(request, LetterAction.SHARE_DRAFT, 6 * DAY)
    assert twice.value.code == "request.already_shared"
    with pytest.raises(RuleViolation) as early:
        do(request, LetterAction.SUBMIT, 4 * DAY)
    assert early.value.code == "request.time_before"


def test_only_the_right_seat_of_the_right_side_acts() -> None:
    request = walk(a_request(), *TO_DECIDING)
    for side, office, code in (
        (Side.REQUESTING, Office.AUTHORITY, "request.not_your_turn"),
        (Side.REQUESTED, Office.POLICE, "request.wrong_office"),
    ):
        with pytest.raises(RuleViolation) as refused:
            advance(request, LetterAction.ACCEPT, side, office, request.since)
        assert refused.value.code == code


def test_age_stops_counting_at_the_moment_asked_about() -> None:
    request = walk(a_request(), *TO_DECIDING)
    assert request.age(2 * DAY) == 2 * DAY
    assert sum(segment.seconds for segment in request.segments(2 * DAY)) == 2 * DAY
