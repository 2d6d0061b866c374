"""The profile of a team: nothing of it gets better by doing less, letting lie, withdrawing or freezing on leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.exercise.core.event import Actor, Event, FindingMade
from simulation.exercise.evidence.events import ExposureKnown, PersonProtected, UninvolvedAffected
from simulation.exercise.procedures.letter.events import RefusalArgued, RequestMoved, RequestOpened
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.review.profile import FACTS, KINDS, LEAST_CHANCES, Profile, ProfileFact, profiles, shares, together
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import Route, Sought
from tests.builders.scenarios import country

END = 200 * DAY
OWN, OTHER = "AAA", "BBB"


def opened(key: str, route: Route = Route.MLA, day: int = 1) -> RequestOpened:
    return RequestOpened(
        at=day * DAY, cause=key, by=Actor.PEOPLE, request=key, route=route, sought=Sought.BANK_RECORDS,
        requesting=OWN, requested=OTHER, targets=("account/1",),
    )  # fmt: skip


def moved(
    key: str,
    day: int,
    before: str,
    status: str,
    action: str = "",
    holder: str = "",
    kind: str = "",
    read: int | None = None,
) -> RequestMoved:
    return RequestMoved(
        at=day * DAY, cause=key, by=Actor.PEOPLE, request=key, occurrence=f"{key}/{status}/1", action=action or status,
        before=before, status=status, holder=holder, kind=kind, office="authority",
        country=OTHER if before in {"received", "deciding"} and action != "withdraw" else OWN,
        read_from=None if read is None else read * DAY,
    )  # fmt: skip


def letter(key: str, day: int = 1, waits: int = 0) -> list[Event]:
    """A letter that is vetted after so many days, sent, decided at once and returned."""
    return [
        opened(key, day=day),
        moved(key, day, "drafting", "vetting", "submit", "requesting", "decision"),
        moved(key, day + waits, "vetting", "preparing", "approve", "requesting", "system"),
        moved(key, day + waits + 2, "preparing", "sent", "transmit", "channel", "system"),
        moved(key, day + waits + 5, "sent", "received", "arrive", "requested", "decision", day + waits + 8),
        moved(key, day + waits + 8, "received", "executing", "acknowledge", "requested", "system"),
        moved(key, day + waits + 30, "executing", "returned", "returned"),
    ]


def in_law(code: str, asset_office: Office = Office.FIU) -> Country:
    return country("COA", "coast").model_copy(update={"code": code, "asset_office": asset_office})


def profile(events: Sequence[Event], code: str = OWN, asset_office: Office = Office.FIU) -> Profile:
    ordered = sorted(events, key=lambda event: event.at)
    return profiles(ordered, [in_law(code, asset_office)], END)[0]


def fact(found: Profile, key: str) -> ProfileFact:
    return next(each for each in found.facts if each.kind.key == key)


def counts(found: Profile) -> dict[str, tuple[int, int]]:
    return {each.kind.key: (each.met, each.among) for each in found.facts}


def test_what_a_good_letter_counts() -> None:
    found = counts(profile(letter("r/1")))
    assert {key: found[key] for key in ("vetted", "complete", "right_channel", "answered_letters")} == dict.fromkeys(
        ("vetted", "complete", "right_channel", "answered_letters"), (1, 1)
    )
    assert counts(profile(letter("r/1"), OTHER))["decided"] == (1, 1), "three days between office hours are nobody's"
    assert counts(profile(letter("r/1"), OTHER))["replied"] == (1, 1)
    assert counts(profile(letter("r/1", waits=3)))["vetted"] == (0, 1)


def test_a_letter_approved_with_a_gap_is_not_complete_although_nobody_returned_it() -> None:
    gap = FindingMade(
        at=2 * DAY, cause="r/1", by=Actor.PEOPLE, request="r/1", finding="approved_with_gaps", verdict="settled",
        against=OWN,
    )  # fmt: skip
    found = counts(profile([*letter("r/1"), gap]))
    assert found["complete"] == (0, 1)
    assert found["right_channel"] == (1, 1)


WAYS_OUT = ("never_sent", "withdrawn", "never_answered", "returned", "stood_in")


def spoilt(events: list[Event], way: str) -> list[Event]:
    """A letter with less done on it; what spoils it comes after what was done on it, as in an exercise."""
    key = next(event.request for event in events if isinstance(event, RequestOpened))
    later = events[4].at // DAY + 1
    match way:
        case "never_sent":
            return events[:2]
        case "withdrawn":
            return [*events[:5], moved(key, later, "received", "withdrawn", "withdraw")]
        case "never_answered":
            return events[:-1]
        case "returned":
            return [*events[:5], moved(key, later, "received", "preparing", "return_deficient", "requesting", "system")]
        case _:
            approval = events[2]
            return [*events[:2], replace(approval, by=Actor.DUTY_OFFICER), *events[3:]]


@given(
    st.lists(st.tuples(st.integers(1, 90), st.integers(0, 9)), min_size=1, max_size=7),
    st.lists(st.sampled_from((*WAYS_OUT, "")), min_size=7, max_size=7),
)
def test_doing_less_makes_no_number_better(letters: list[tuple[int, int]], ways: list[str]) -> None:
    whole = [letter(f"r/{number}", day, waits) for number, (day, waits) in enumerate(letters)]
    less = [spoilt(each, way) if way else each for each, way in zip(whole, ways, strict=False)]
    for side in (OWN, OTHER):
        before = profile([event for each in whole for event in each], side)
        after = profile([event for each in less for event in each], side)
        for key in ("complete", "right_channel", "answered_letters"):
            assert fact(after, key).among == fact(before, key).among, "what was begun stays in the count"
        for was, now in zip(before.facts, after.facts, strict=True):
            if side == OWN:
                assert now.met <= was.met, was.kind.key
        assert fact(after, "replied").met <= fact(before, "replied").met


def test_a_matter_left_to_the_duty_officer_is_missed() -> None:
    assert counts(profile(spoilt(letter("r/1"), "stood_in")))["vetted"] == (0, 1)


def test_what_a_duty_officer_did_is_missed_and_named() -> None:
    """An answer and a refusal for a team that let the time pass: nobody of it decided."""
    came = moved("q/1", 2, "drafting", "asked", "ask", "requested", "decision")
    answered = replace(moved("q/1", 9, "asked", "answered", "answer"), by=Actor.DUTY_OFFICER)
    refused = RefusalArgued(
        at=9 * DAY, cause="r/1", by=Actor.DUTY_OFFICER, request="r/1", requesting=OWN, requested=OTHER,
        ground="interests", papers=(), lacks=(), findings=(), is_consulted=True,
    )  # fmt: skip
    found = profile([opened("q/1", Route.POLICE), came, answered, opened("r/1"), refused], OTHER)
    for key in ("replied_police", "consulted"):
        (chance,) = fact(found, key).chances
        assert (chance.is_met, chance.is_stood_in) == (False, True), key
    (chance,) = fact(profile([opened("r/1"), replace(refused, by=Actor.PEOPLE)], OTHER), "consulted").chances
    assert (chance.is_met, chance.is_stood_in) == (True, False)


def test_what_lies_unread_at_the_end_is_missed_once_a_day_has_passed() -> None:
    lying = letter("r/1")[:2]
    assert counts(profile(lying))["vetted"] == (0, 1)
    fresh = [opened("r/1", day=200), moved("r/1", 200, "drafting", "vetting", "submit", "requesting", "decision")]
    assert counts(profile(fresh))["vetted"] == (0, 0)


def test_what_an_office_does_by_itself_before_anybody_can_read_is_no_decision_of_the_team() -> None:
    """Passed on during a jump: ready on day 21, to be read from day 23, and allocated on day 21 already."""
    ready = moved("r/1", 21, "assessing", "deciding", "ready", "requested", "decision", 23)
    by_itself = replace(moved("r/1", 21, "deciding", "allocating", "accept", "requested", "system"), by=Actor.NOBODY)
    assert counts(profile([opened("r/1"), ready, by_itself], OTHER))["decided"] == (0, 0)
    late = replace(by_itself, at=30 * DAY)
    assert counts(profile([opened("r/1"), ready, late], OTHER))["decided"] == (0, 1), "it lay there for a week"
    by_people = moved("r/1", 23, "deciding", "allocating", "accept", "requested", "system")
    assert counts(profile([opened("r/1"), ready, by_people], OTHER))["decided"] == (1, 1)


@pytest.mark.parametrize(("day", "met"), [(1, 1), (23, 0)])
def test_a_letter_that_waits_at_the_start_is_among_the_decisions(day: int, met: int) -> None:
    waits = moved("r/1", 1, "deciding", "deciding", "inherited", "requested", "decision")
    decided = moved("r/1", day, "deciding", "allocating", "accept", "requested", "system")
    found = counts(profile([replace(opened("r/1"), inherited=True), waits, decided], OTHER))
    assert found["decided"] == (met, 1)


@pytest.mark.parametrize(
    ("office", "asks", "answers"),
    [
        (Office.POLICE, {"answered_police"}, {"replied_police"}),
        (Office.FIU, {"answered_fiu"}, {"replied_fiu"}),
        (Office.PROSECUTOR, set(), set()),
    ],
)
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_question_about_property_is_that_of_the_asset_recovery_offices_however_far_it_came(
    office: Office, asks: set[str], answers: set[str], steps: int
) -> None:
    question = replace(opened("q/1", Route.FIU), sought=Sought.PROPERTY_TRACE)
    came = replace(moved("q/1", 2, "drafting", "asked", "ask", "requested", "decision"), office=office.value)
    answered = replace(moved("q/1", 9, "asked", "answered", "answer"), country=OTHER, office=office.value)
    events = [question, came, answered][:steps]
    for side, facts in ((OWN, asks), (OTHER, answers if steps > 1 else set())):
        found = counts(profile(events, side, office))
        short = ("answered_police", "answered_fiu", "replied", "replied_police", "replied_fiu", "answered_letters")
        assert {key for key in short if found[key][1]} == facts
        assert all(found[key] == (steps == 3, 1) for key in facts)


@pytest.mark.parametrize(
    ("route", "fact_key"),
    [(Route.MLA, "replied"), (Route.POLICE, "replied_police"), (Route.FIU, "replied_fiu")],
)
def test_what_comes_in_is_counted_with_the_office_that_answers(route: Route, fact_key: str) -> None:
    came = moved("q/1", 2, "drafting", "asked", "ask", "requested", "decision")
    by = {Route.POLICE: "police", Route.FIU: "fiu"}.get(route, "authority")
    answered = replace(moved("q/1", 9, "asked", "answered", "answer"), country=OTHER, office=by)
    found = counts(profile([opened("q/1", route), came, answered], OTHER))
    assert {key: found[key] for key in ("replied", "replied_police", "replied_fiu")} == {
        key: (1, 1) if key == fact_key else (0, 0) for key in ("replied", "replied_police", "replied_fiu")
    }


def frozen(account: str, day: int, bank: str = OWN) -> AssetsFrozen:
    return AssetsFrozen(
        at=day * DAY,
        cause="m",
        country=bank,
        for_country=OWN,
        account=account,
        amount_minor=100,
        until=None,
        source="m",
    )


def ended(account: str, day: int, how: str) -> FreezeEnded:
    return FreezeEnded(at=day * DAY, cause="m", country=OWN, account=account, amount_minor=100, how=how)


@given(st.lists(st.sampled_from(("lapsed", "lifted")), max_size=9))
def test_freezing_on_leads_makes_the_part_that_stands_smaller(ends: list[str]) -> None:
    good = [frozen("a/0", 3), ended("a/0", 90, "confiscated"), frozen("a/1", 4)]
    leads: list[Event] = []
    for number, how in enumerate(ends):
        leads += [frozen(f"lead/{number}", 5), ended(f"lead/{number}", 40, how)]
    found = fact(profile([*good, *leads]), "freezes_stand")
    assert (found.met, found.among) == (2, 2 + len(ends))


@pytest.mark.parametrize("how", ["lapsed", "lifted", "confiscated"])
def test_money_held_abroad_counts_for_the_team_whose_case_it_is_until_it_ends(how: str) -> None:
    """A hold, then the freeze that a judge there made of it: one chance, which ends when the freeze does."""
    held = [frozen("a/0", 3, OTHER), frozen("a/0", 9, OTHER)]
    over = fact(profile([*held, ended("a/0", 40, how)]), "freezes_stand")
    assert [(each.at, each.until, each.is_met) for each in over.chances] == [
        (3 * DAY, 40 * DAY, how == "confiscated"),
    ]
    assert [each.is_met for each in fact(profile(held), "freezes_stand").chances] == [True]
    assert not fact(profile(held, OTHER), "freezes_stand").chances


def test_below_five_chances_nothing_is_assessed() -> None:
    few = profile([event for n in range(LEAST_CHANCES - 1) for event in letter(f"r/{n}")])
    enough = profile([event for n in range(LEAST_CHANCES) for event in letter(f"r/{n}")])
    assert fact(few, "complete").share is None
    assert fact(enough, "complete").share == 1.0
    assert shares([few])["share_complete"] is None
    assert fact(profile([]), "complete").among == 0


def test_countries_together_are_their_chances_added_up() -> None:
    events = [event for n in range(3) for event in letter(f"r/{n}")]
    both = profiles(events, [in_law(OWN), in_law(OTHER)], END)
    for place, kind in enumerate(FACTS):
        assert together(both)[place].among == sum(each.facts[place].among for each in both)
        assert KINDS[kind.key] is kind


def test_people_are_safe_within_a_week_or_not() -> None:
    known = ExposureKnown(at=3 * DAY, cause="d", country=OWN, person="p/1", document="d")
    safe = PersonProtected(at=11 * DAY, cause="m", country=OWN, person="p/1", measure="m")
    late = ExposureKnown(at=END - 2 * DAY, cause="d", country=OWN, person="p/2", document="d")
    assert counts(profile([known, late]))["protected"] == (0, 1), "who became known two days ago is not late"
    assert counts(profile([known, safe]))["protected"] == (0, 1)
    assert counts(profile([known, replace(safe, at=10 * DAY)]))["protected"] == (1, 1)
    (chance,) = fact(profile([known]), "protected").chances
    assert (chance.request, chance.place) == ("", ""), "nobody is named"


@pytest.mark.parametrize(("verdict", "code", "passes"), [
    ("settled", "use_beyond_purpose", False), ("arguable", "use_beyond_purpose", True), ("settled", "mistake.M7", True),
])  # fmt: skip
def test_legality_is_a_gate(verdict: str, code: str, *, passes: bool) -> None:
    made = FindingMade(at=DAY, cause="c", by=Actor.PEOPLE, request="r", finding=code, verdict=verdict, against=OWN)
    assert profile([*letter("r/1"), made]).gate.is_passed is passes
    assert counts(profile([*letter("r/1"), made])) == counts(profile(letter("r/1"))), "it is no fact among others"
    hit = UninvolvedAffected(at=DAY, cause="c", country=OWN, entity="p", measure="m")
    assert not profile([hit]).gate.is_passed
    assert profile([hit], OTHER).gate.is_passed


@pytest.mark.parametrize(("days", "counted"), [(0, (0, 0)), (5, (0, 1))])
def test_a_letter_that_the_other_side_withdrew_was_not_decided(days: int, counted: tuple[int, int]) -> None:
    waits = moved("r/1", 20, "received", "deciding", "ready", "requested", "decision")
    gone = moved("r/1", 20 + days, "deciding", "withdrawn", "withdraw")
    assert counts(profile([opened("r/1"), waits, gone], OTHER))["decided"] == counted
