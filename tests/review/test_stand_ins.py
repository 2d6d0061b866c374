"""What the duty officer did for a team is no mistake and no decision of that team."""

from __future__ import annotations

from simulation.exercise.core.event import Actor, FindingMade
from simulation.exercise.injects.events import InjectAnswered
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.kernel.agenda import DAY
from simulation.review.lessons import lessons
from simulation.review.stand_ins import stand_ins


def refused(by: Actor, cause: str) -> RequestMoved:
    return RequestMoved(
        at=97 * DAY,
        cause=cause,
        by=by,
        request="r1",
        occurrence="r1/refused/1",
        action="refuse",
        before="deciding",
        status="refused",
        holder="",
        kind="",
        country="KES",
        office="authority",
        label="VAL-KES-04",
    )


def found(by: Actor, cause: str, against: str) -> FindingMade:
    return FindingMade(at=97 * DAY, cause=cause, by=by, request="r1", finding="M7", verdict="settled", against=against)


def test_a_wrong_step_of_the_duty_officer_counts_against_nobody_at_the_table() -> None:
    events = (
        refused(Actor.DUTY_OFFICER, "auto/1"),
        found(Actor.DUTY_OFFICER, "auto/1", "KES"),
        found(Actor.DUTY_OFFICER, "auto/1", "VAL"),
    )
    assert [each.country for each in lessons(events, 200 * DAY, {})] == ["VAL"]
    by_people = (refused(Actor.PEOPLE, "web/1"), found(Actor.PEOPLE, "web/1", "KES"))
    assert [each.country for each in lessons(by_people, 200 * DAY, {})] == ["KES"]


def test_only_what_people_did_not_do_is_listed_and_nothing_after_play() -> None:
    lapse = InjectAnswered(at=50 * DAY, cause="lapse/i", inject="i", country="KES", office="", choice="wait", text="")
    answer = InjectAnswered(
        at=50 * DAY, cause="web/2", by=Actor.PEOPLE, inject="j", country="KES", office="police", choice="go", text=""
    )
    events = (
        lapse,
        answer,
        refused(Actor.PEOPLE, "web/1"),
        refused(Actor.DUTY_OFFICER, "auto/1"),
        refused(Actor.AFTER_PLAY, "auto/2"),
    )
    assert [(each.kind, each.by) for each in stand_ins(events, 200 * DAY)] == [
        ("inject", Actor.NOBODY),
        ("request", Actor.DUTY_OFFICER),
    ]
    assert [each.kind for each in stand_ins(events, 60 * DAY)] == ["inject"]
