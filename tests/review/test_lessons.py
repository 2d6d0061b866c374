"""What a mistake cost: the days for which its request stood still because of the item at which it shows."""

from __future__ import annotations

from simulation.exercise.core.event import FindingMade
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.kernel.agenda import DAY
from simulation.review.lessons import lessons


def moved(day: int, action: str, before: str, status: str, reason: str = "") -> RequestMoved:
    return RequestMoved(
        at=day * DAY, cause="", request="VAL/a", occurrence=f"VAL/a/{status}/1", action=action, before=before,
        status=status, holder="", kind="", country="", office="", reason=reason,
    )  # fmt: skip


def made(day: int, finding: str, item: str = "", request: str = "VAL/a", place: str = "") -> FindingMade:
    facts = (("item", item),) if item else ()
    return FindingMade(
        at=day * DAY, cause="", request=request, finding=finding, verdict="settled", against="VAL", facts=facts,
        place=place,
    )  # fmt: skip


EVENTS = (
    made(1, "mistake.M5", "C10"),
    made(1, "mistake.M1", "C11"),
    moved(20, "ask_clarification", "deciding", "clarifying", "C10 C12"),
    moved(32, "answer_clarification", "clarifying", "deciding"),
    moved(40, "return_deficient", "received", "drafting", "C10"),
    moved(41, "submit", "drafting", "vetting"),
    moved(42, "approve", "vetting", "preparing"),
    moved(50, "transmit", "preparing", "sent"),
    made(60, "mistake.M14", request="", place="asset/account/1"),
    made(61, "refused_without_facts"),
)


def test_days_of_a_mistake_are_those_of_the_stops_about_its_item() -> None:
    found = {each.code: each for each in lessons(EVENTS, 100 * DAY, {})}
    assert found["M5"].days == 12 + 10
    assert found["M1"].days is None
    assert (found["M14"].request, found["M14"].place) == ("", "asset/account/1")
    assert not found["refused_without_facts"].is_mistake


def test_a_stop_that_is_still_open_counts_up_to_the_end_and_nothing_after_it() -> None:
    found = lessons(EVENTS[:3], 25 * DAY, {})
    assert [each.days for each in found] == [5.0, None]
    assert lessons(EVENTS, 0, {}) == ()


def test_a_wrong_address_costs_a_return_and_a_forwarding_beyond_what_the_way_takes() -> None:
    events = (
        made(1, "mistake.M7"),
        moved(2, "transmit", "preparing", "sent"),
        moved(30, "forwarded", "sent", "received"),
        moved(40, "return_missent", "received", "drafting"),
        moved(45, "transmit", "preparing", "sent"),
        moved(52, "arrive", "sent", "received"),
    )
    assert [each.days for each in lessons(events, 100 * DAY, {"VAL/a": 6.0})] == [22.0 + 5.0]
    assert [each.days for each in lessons(events[:3], 100 * DAY, {"VAL/a": 6.0})] == [22.0]
    assert [each.days for each in lessons(events[:3], 100 * DAY, {})] == [28.0]
    assert [each.days for each in lessons(events[:3], 100 * DAY, {"VAL/a": 40.0})] == [None]
    assert [each.days for each in lessons((*events[:2], moved(30, "arrive", "sent", "received")), 90 * DAY, {})] == [
        None
    ]
