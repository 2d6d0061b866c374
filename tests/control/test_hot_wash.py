"""Facts of a hot wash, computed from events alone."""

import re
from dataclasses import replace

from simulation.exercise.board.events import BoardChanged
from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.event import Actor, Event, FindingMade
from simulation.exercise.evidence.events import DocumentReceived, ExposureKnown, PersonProtected
from simulation.exercise.measures.events import MeasureCompleted, MeasureOrdered
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.restrained_assets.events import FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.review.hot_wash import hot_wash, spans, whole
from simulation.scenario.schema.play import DocumentKind, Route, Sought
from tests.webapp.house import House
from webapp.text.say import say_code


def phase(day: int, name: str, move: int) -> PhaseChanged:
    return PhaseChanged(at=(day - 1) * DAY, cause="c", phase=name, move=move, until=0)


def opened(day: int, key: str, asking: str = "VAL", asked: str = "KES") -> RequestOpened:
    return RequestOpened(
        at=(day - 1) * DAY,
        cause="c",
        request=key,
        route=Route.MLA,
        sought=Sought.BANK_RECORDS,
        requesting=asking,
        requested=asked,
        targets=(),
    )


def moved(day: int, key: str, before: str, status: str, holder: str, kind: str, action: str = "act") -> RequestMoved:
    return RequestMoved(
        at=(day - 1) * DAY,
        cause="c",
        request=key,
        occurrence=f"{key}/{status}/1",
        action=action,
        before=before,
        status=status,
        holder=holder,
        kind=kind,
        country="",
        office="",
    )


STORY: tuple[Event, ...] = (
    phase(1, "office_hours", 1),
    opened(1, "r1"),
    moved(1, "r1", "vetting", "sent", "channel", "system"),
    phase(1, "jump", 1),
    moved(5, "r1", "sent", "received", "requested", "decision"),
    phase(31, "office_hours", 2),
    moved(31, "r1", "received", "assessing", "requested", "system", "acknowledge"),
    phase(31, "jump", 2),
    moved(50, "r1", "returning", "returned", "", ""),
    DocumentReceived(
        at=49 * DAY,
        cause="c",
        country="VAL",
        document="d1",
        kind=DocumentKind.BANK_STATEMENT,
        about="account/1",
        origin="mla",
        source="r1",
        is_evidence=True,
        rows=3,
    ),
    phase(61, "office_hours", 3),
)


def codes(country: str, move: int, events: tuple[Event, ...] = STORY) -> dict[str, int]:
    span = next(each for each in spans(events) if each.move == move)
    return {fact.code: fact.days for fact in hot_wash(events, country, span)}


def test_a_move_is_its_jump_and_the_office_hours_after_it() -> None:
    found = spans(STORY)
    assert [(each.move, each.start_day, each.end_day) for each in found] == [(1, 1, 1), (2, 1, 31), (3, 31, 61)]


def test_days_on_the_own_desk_are_told_to_who_held_them() -> None:
    assert codes("KES", 2)["waited_for_you"] == 26
    assert "waited_for_you" not in codes("VAL", 2)
    assert "waited_for_you" not in codes("KES", 3)


def test_what_still_waits_is_told_as_waiting() -> None:
    story = STORY[:6]
    fact = hot_wash(story, "KES", spans(story)[-1])[0]
    assert (fact.code, fact.days, dict(fact.values)["done"]) == ("waited_for_you", 26, 0)


def test_an_answer_is_told_to_who_asked() -> None:
    assert codes("VAL", 3)["came_back"] == 49
    assert "came_back" not in codes("KES", 3)


def test_silence_is_told_after_a_month() -> None:
    story = (*STORY[:4], phase(31, "office_hours", 2), phase(31, "jump", 2), phase(62, "office_hours", 3))
    assert "silent" in codes("VAL", 2, story)
    assert codes("VAL", 3, story)["silent"] == 61
    asked = (*story[:5], moved(31, "r1", "sent", "sent", "channel", "system", "query_status"), *story[5:])
    fact = next(each for each in hot_wash(asked, "VAL", spans(asked)[-1]) if each.code == "silent")
    assert dict(fact.values)["asked"] == 1
    assert "silent" not in codes("KES", 3, story)


def test_who_is_at_risk_comes_first_and_is_not_named() -> None:
    risk = ExposureKnown(at=10 * DAY, cause="c", country="VAL", person="cast/clerk", document="d0")
    story = (*STORY[:4], risk, *STORY[4:])
    first = hot_wash(story, "VAL", spans(story)[1])[0]
    assert (first.code, first.days) == ("exposed", 20)
    assert "cast/clerk" not in repr(first)
    protected = (
        *story[:-1],
        PersonProtected(at=40 * DAY, cause="c", country="VAL", person="cast/clerk", measure="m"),
        story[-1],
    )
    assert codes("VAL", 3, protected)["protected"] == 30
    assert "exposed" not in codes("VAL", 3, protected)


def test_a_lapse_is_told_only_to_the_country_of_the_freeze() -> None:
    lapse = FreezeEnded(at=40 * DAY, cause="c", country="KES", account="account/1", amount_minor=500, how="lapsed")
    story = (*STORY[:-1], lapse, STORY[-1])
    assert "lapsed" in codes("KES", 3, story)
    assert "lapsed" not in codes("VAL", 3, story)
    assert "lapsed" not in codes("KES", 3, (*STORY[:-1], replace(lapse, how="lifted"), STORY[-1]))


def test_there_are_always_three_facts() -> None:
    for country in ("VAL", "KES", "ISA"):
        for span in (*spans(STORY), whole(STORY)):
            assert len(hot_wash(STORY, country, span)) == 3


def test_a_request_between_others_is_nobody_elses_fact() -> None:
    assert set(codes("ISA", 2)) | set(codes("ISA", 3)) <= {"sent", "decided", "nothing_came"}


def test_private_acts_of_another_team_change_nothing() -> None:
    private = BoardChanged(at=40 * DAY, cause="c", country="KES", change="claimed", claim="x")
    risk = ExposureKnown(at=10 * DAY, cause="c", country="KES", person="cast/clerk", document="d0")
    story = (*STORY[:8], private, risk, *STORY[8:])
    before = hot_wash(STORY, "VAL", spans(STORY)[-1])
    assert hot_wash(story, "VAL", spans(story)[-1]) == before


def test_the_end_leaves_the_epilogue_out() -> None:
    story = (*STORY, phase(61, "ended", 3), phase(61, "epilogue", 3), opened(80, "r9", "KES", "VAL"))
    assert whole(story).last == len(STORY) + 1
    assert spans(story)[-1].last == len(STORY) + 1


def test_what_an_automatic_colleague_let_wait_is_no_fact_of_the_team() -> None:
    handled = replace(moved(31, "r1", "received", "assessing", "requested", "system", "acknowledge"), by=Actor.PLAYER)
    story = (*STORY[:6], handled, *STORY[7:])
    assert "waited_for_you" not in codes("KES", 2, story)
    still = STORY[:6]
    facts = hot_wash(still, "KES", spans(still)[-1], {"r1"})
    assert "waited_for_you" not in {fact.code for fact in facts}
    assert len(facts) == 3


def test_a_refusal_on_a_ground_that_is_not_valid_is_a_fact_of_who_refused() -> None:
    found = FindingMade(
        at=30 * DAY,
        cause="c",
        by=Actor.PEOPLE,
        request="r1",
        finding="refused_outside_the_pairs_grounds",
        verdict="settled",
        against="KES",
    )
    story = (*STORY[:7], found, *STORY[7:])
    assert "refused_not_valid" in codes("KES", 2, story)
    assert "refused_not_valid" not in codes("VAL", 2, story)
    assert "refused_not_valid" not in codes("KES", 3, story)
    assert "refused_not_valid" not in codes("KES", 2, (*STORY[:7], replace(found, by=Actor.PLAYER), *STORY[7:]))


def test_a_measure_that_an_automatic_colleague_ordered_is_no_fact_of_the_team() -> None:
    ordered = MeasureOrdered(
        at=0, cause="c", by=Actor.PEOPLE, country="VAL", office=Office.POLICE, measure="m1", kind="search", target="t"
    )
    done = MeasureCompleted(
        at=40 * DAY, cause="c", country="VAL", measure="m1", kind="search", target="t", result="nothing_found"
    )
    story = (STORY[0], ordered, *STORY[1:8], done, STORY[8], STORY[-1])
    assert "measure_failed" in codes("VAL", 3, story)
    automatic = (STORY[0], replace(ordered, by=Actor.PLAYER), *STORY[1:8], done, STORY[8], STORY[-1])
    assert "measure_failed" not in codes("VAL", 3, automatic)


def test_the_days_of_waiting_are_told_from_when_the_team_could_read_the_letter(house: House) -> None:
    with house.app.test_request_context("/"):
        for code in ("waited_for_you", "waited_for_you.still", "stood_in"):
            said = say_code(f"hotwash.{code}", what="A letter", other="Corrimore", days=22)
            assert re.search(r"Days (since|from when) you could first read it: 22\.", said), code
