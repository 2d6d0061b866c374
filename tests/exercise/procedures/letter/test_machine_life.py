"""Random acts by random actors never break what every page relies on."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from simulation.exercise.procedures.letter.effects import LetterAct
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.rules import RULES, advance, offers
from simulation.exercise.procedures.letter.statuses import ConsultationAnswer, LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Side
from simulation.law.book.grounds import refusing
from simulation.scenario.schema.play import Sought
from tests.assistance.builders import FULL, ROWS, a_request

ENDS = {
    LetterStatus.RETURNED,
    LetterStatus.REFUSED,
    LetterStatus.WITHDRAWN,
    LetterStatus.DECLINED,
    LetterStatus.CONSENTED,
    LetterStatus.CONSENT_REFUSED,
}
OBSTACLES = {
    "request.query_already_open",
    "request.no_query_open",
    "request.no_confidentiality_asked",
    "request.told_already",
    "request.already_shared",
    "request.direction_given",
    "request.way_is_good",
    "request.nothing_to_confirm",
    "request.not_confirmed",
    "request.contact_asked",
    "request.no_contact_asked",
    "request.no_consultation_open",
    "request.not_narrower",
}
"""Why a row of the table may not apply to a request just now; what is in the way is not offered either."""
ITEMS = st.one_of(
    st.lists(st.sampled_from(["C3", "C10", "C11"]), max_size=2).map(tuple),
    st.tuples(st.sampled_from(ConsultationAnswer)),
)


def pick_answer(pick: int) -> str:
    answers = list(ConsultationAnswer)
    return answers[pick % len(answers)]


class Life(RuleBasedStateMachine):
    """One request on each route, pushed about by anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.requests: dict[str, Letter] = {
            sought: a_request(sought) for sought in (Sought.BANK_RECORDS, Sought.PERSON_CHECK, Sought.OWNER_CHECK)
        }

    @rule(
        which=st.sampled_from(["bank_records", "person_check", "owner_check"]),
        action=st.sampled_from(list(LetterAction)),
        side=st.sampled_from(list(Side)),
        office=st.sampled_from([*Office, None]),
        wait=st.integers(0, 40 * DAY),
        items=ITEMS,
        open_items=ITEMS,
        ground=st.sampled_from([*refusing("letter"), "R6", "nonsense", None]),
        own_case=st.sampled_from([None, "BRV/7"]),
        text=st.sampled_from(["", "  ", "reasons"]),
        until=st.sampled_from([None, -1, 0, 30]),
        way=st.sampled_from(["agreed", "refused", "to_confirm"]),
    )
    def anybody_does_anything(
        self,
        which: str,
        action: LetterAction,
        side: Side,
        office: Office | None,
        wait: int,
        items: tuple[str, ...],
        open_items: tuple[str, ...],
        ground: str | None,
        own_case: str | None,
        text: str,
        until: int | None,
        way: str,
    ) -> None:
        before = self.requests[which]
        now = self.now + wait
        details = LetterAct(
            text=text,
            until=None if until is None else now + until * DAY,
            choices=items,
            content=FULL if text else None,
            conditions=items,
            ground=ground,
            open_items=open_items,
            own_case=own_case,
            way=way,
        )
        row = ROWS.get((before.route, before.status, action, side))
        offered = {offer.action for offer in offers(before, side, office, now)}
        try:
            after = advance(before, action, side, office, now, details)
        except RuleViolation:
            return
        self.now = now
        assert row is not None
        assert office is None or office in row.offices
        assert side is Side.SYSTEM or action in offered
        assert all(details.has(need) for need in row.needs)
        assert before.status not in ENDS
        assert after.status == row.target
        assert after.version == before.version + 1
        assert after.stays[: len(before.stays)] == before.stays
        assert len(after.stays) == len(before.stays) + row.changes_status
        self.requests[which] = after

    @rule(which=st.sampled_from(["bank_records", "person_check", "owner_check"]), pick=st.integers(0, 30))
    def somebody_takes_an_offer(self, which: str, pick: int) -> None:
        request = self.requests[which]
        self.now += DAY
        rows = RULES[request.route].transitions_from(request.status)
        if not rows:
            return
        row = rows[pick % len(rows)]
        details = LetterAct(
            text="reasons",
            until=self.now + 20 * DAY,
            choices=(pick_answer(pick),) if row.action == LetterAction.ANSWER_CONSULTATION else ("C11",),
            content=replace(FULL, period_from_day=1 + self.now // DAY),
            conditions=("use_limits",),
            ground="R5",
            open_items=("C11",),
            own_case="BRV/7",
        )
        office = row.offices[0] if row.offices else None
        offered = {offer.action for offer in offers(request, row.side, office, self.now)}
        refused = ""
        try:
            self.requests[which] = advance(request, row.action, row.side, office, self.now, details)
        except RuleViolation as violation:
            refused = violation.code
        assert (row.side is Side.SYSTEM and not refused) or (row.action in offered) == (not refused), refused
        assert not refused or refused in OBSTACLES, refused

    @invariant()
    def one_holder_and_one_kind_at_every_moment(self) -> None:
        for request in self.requests.values():
            assert (request.holder is None) is (request.time_kind is None)
            segments = request.segments(self.now)
            assert all(one.end <= other.start for one, other in pairwise(segments))
            assert sum(segment.seconds for segment in segments) == request.age(self.now)
            if not any(stage.holder is None for stage in request.stays):
                assert request.age(self.now) == self.now - request.opened

    @invariant()
    def time_never_goes_back(self) -> None:
        for request in self.requests.values():
            times = [stage.since for stage in request.stays]
            assert times == sorted(times)
            assert [line.time for line in request.log] == sorted(line.time for line in request.log)

    @invariant()
    def nobody_sees_that_a_request_is_lost(self) -> None:
        for request in self.requests.values():
            for side in (Side.REQUESTING, Side.REQUESTED):
                assert RULES[request.route].shown(request.status, side) is not LetterStatus.LOST

    @invariant()
    def an_end_offers_nothing(self) -> None:
        for request in self.requests.values():
            if request.status in ENDS:
                for side in Side:
                    assert offers(request, side, None, self.now) == ()


TestLife = Life.TestCase
TestLife.settings = settings(stateful_step_count=40)


def test_what_may_not_be_done_changes_nothing() -> None:
    request = a_request()
    before = request._replace()
    with pytest.raises(RuleViolation) as refused:
        advance(request, LetterAction.ACCEPT, Side.REQUESTED, Office.AUTHORITY, 0)
    assert refused.value.code == "request.not_possible_now"
    assert request == before
