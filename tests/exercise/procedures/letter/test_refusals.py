"""A refusal or an approval is made and stands; what is to be said of it is said in the events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise, TakeOver
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.settings import Settings
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft, RuleOnPoint
from simulation.exercise.procedures.letter.opening import inherited_request
from simulation.exercise.procedures.letter.play.conduct_findings import WRONGLY_ACCEPTED, judged
from simulation.exercise.procedures.letter.play.facts import between
from simulation.exercise.procedures.letter.play.refusal import BARE
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.governance import regime_of
from simulation.law.book.grounds import ground_of
from simulation.law.book.rules import LetterNature, LetterRule
from simulation.players.policies import players
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    """Control plays every country."""
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    made.control(StartExercise(id="", warm_up=False))
    for country in made.exercise.scenario.played:
        made.control(TakeOver(id="", country=country.code))
    return made


def waiting(room: Room) -> list[tuple[str, str, frozenset[str]]]:
    """Requests that could be refused now: key, who decides, and the grounds that its facts contain."""
    found = []
    for country in room.exercise.scenario.played:
        for request in room.exercise.team_view(country.code).requests:
            if request.incoming and any(offer.action == LetterAction.REFUSE for offer in request.offers):
                grounds = {each.item for each in request.findings if each.code == "ground_available"}
                found.append((request.key, country.code, frozenset(grounds)))
    return found


ARGUED = "The facts on our file and our law do not let us execute this."


def first_paper(room: Room, country: str) -> str:
    return room.exercise.team_view(country).documents[0].document.key


def refuse(
    room: Room, key: str, country: str, ground: str, text: str = ARGUED, alternative: str = "No term mends it."
) -> dict[str, str]:
    """Findings on the refusal, with their verdict."""
    events = room.do(
        ActOnRequest(
            id=f"refuse-{key}",
            by=Seat(country, Office.AUTHORITY),
            member="control",
            request=key,
            action=LetterAction.REFUSE,
            text=text,
            ground=ground,
            documents=(first_paper(room, country),),
            alternative=alternative,
        )
    )
    return {event.finding: event.verdict for event in events if isinstance(event, FindingMade)}


def test_a_ground_that_the_facts_do_not_contain(room: Room) -> None:
    key, country, _ = next(each for each in waiting(room) if "R5" not in each[2])
    found = refuse(room, key, country, "R5")
    assert {"refused_without_facts", "refused_outside_the_pairs_grounds"} & found.keys()
    assert set(found.values()) == {"settled"}


def test_a_ground_that_people_have_to_weigh(room: Room) -> None:
    key, country, _ = next(each for each in waiting(room) if "G3" not in each[2])
    found = refuse(room, key, country, "G3")
    assert found.pop("refused_without_consultation", "settled") == "settled"  # where it comes in by UNTOC 18(21)(d)
    assert found == {"refusal_to_be_weighed": "for_trainer"}


def test_a_ground_that_is_there_and_the_same_once_control_has_struck_it(room: Room) -> None:
    key, country, grounds = next(each for each in waiting(room) if each[2] - {"R6"})
    ground = min(grounds - {"R6"})
    found = refuse(room, key, country, ground)
    assert not found.keys() & {"refused_without_facts", "refused_outside_the_pairs_grounds", "refusal_to_be_weighed"}
    other, country, grounds = next(each for each in waiting(room) if each[2] - {"R6"})
    ground = min(grounds - {"R6"})
    finding = f"ground_available/{ground}"
    room.control(RuleOnPoint(id="", request=other, finding=finding, verdict="does_not_stand", reasons="The facts end."))
    assert refuse(room, other, country, ground).keys() & {"refused_without_facts", "refusal_to_be_weighed"}


def letters(room: Room, key: str) -> tuple[LetterRule, ...]:
    """The letters on which the form offers to refuse a request."""
    request = room.exercise.state.part(Letters).requests[key].matter
    pair = room.exercise.scenario.pair(request.requesting, request.requested)
    rules = regime_of(pair, kind_of(request.sought), request.content.basis).letters
    return tuple(letter for letter in rules if letter.nature is not LetterNature.POSTPONE)


def test_every_letter_that_the_form_offers_can_be_named(room: Room) -> None:
    """Each on a request of its own, as far as there are some; the rest as the check has it."""
    tried = set[LetterNature]()
    for key, country, _ in waiting(room):
        offered = letters(room, key)
        assert all(ground_of(letter.id) is not None for letter in offered)
        letter = next((each for each in offered if each.nature not in tried), None)
        if letter is None:
            continue
        tried.add(letter.nature)
        is_none = letter.nature is LetterNature.NOT_A_GROUND
        assert ("refused_on_forbidden_ground" in refuse(room, key, country, letter.id)) is is_none, letter.id
    assert {LetterNature.MANDATORY, LetterNature.OPTIONAL} <= tried


@pytest.mark.parametrize("ground", ["NR1", "NR2"])
def test_a_forbidden_refusal_is_felt_in_the_next_move(room: Room, ground: str) -> None:
    """On the page of whoever refused, with the ground, once; nobody else reads it."""
    key, country, _ = waiting(room)[0]
    refuse(room, key, country, ground, text="We cannot.")
    room.control(Jump(id="", days=22))
    said = [each for each in room.exercise.team_view(country).reactions if each.about == key]
    assert {"forbidden_refusal", "poor_refusal"} <= {each.code for each in said}
    assert dict(next(each for each in said if each.code == "forbidden_refusal").params)["ground"] == ground
    codes = [each.code for each in said]
    assert len(codes) == len(set(codes))
    others = (room.exercise.team_view(each.code) for each in room.exercise.scenario.played if each.code != country)
    assert not any(each.about == key and each.code == "forbidden_refusal" for view in others for each in view.reactions)


def test_what_the_treaty_forbids_is_found_once(room: Room) -> None:
    key, country, _ = waiting(room)[0]
    assert list(refuse(room, key, country, "NR1")) == ["refused_on_forbidden_ground"]


@pytest.mark.parametrize(("facts", "expected"), [("What happened.", {}), ("", {"approved_with_gaps": "settled"})])
def test_an_authority_that_lets_a_gap_go(room: Room, facts: str, expected: dict[str, str]) -> None:
    person = next(each.key for each in room.exercise.team_view("SOV").entities if each.kind is EntityKind.PERSON)
    prosecutor, authority = Seat("SOV", Office.PROSECUTOR), Seat("SOV", Office.AUTHORITY)
    draft = OpenDraft(
        id="d", by=prosecutor, member="control", sought=Sought.STATEMENT, requested="ORL", targets=(person,)
    )
    room.do(draft)
    content = Content(
        subject="A case",
        authority_contact="The prosecutor",
        facts=facts,
        assistance="A statement",
        persons=(person,),
        purpose="Trial",
    )
    act = ActOnRequest(
        id="s", by=prosecutor, member="control", request="SOV/d", action=LetterAction.SUBMIT, content=content
    )
    room.do(act)
    events = room.do(ActOnRequest(id="a", by=authority, member="control", request="SOV/d", action=LetterAction.APPROVE))
    found = {event.finding: event.verdict for event in events if isinstance(event, FindingMade)}
    assert {code: verdict for code, verdict in found.items() if not code.startswith("mistake.")} == expected
    assert {"mistake.M5", "mistake.M6", "mistake.M11"} <= found.keys()


def test_what_had_to_be_refused_and_was_accepted(room: Room) -> None:
    """Own nationals whom the law of whoever is asked does not surrender; with control's word against it, nothing."""
    state = room.exercise.state
    person, asked = next(
        (entity.key, country.code)
        for country in state.scenario.played
        if country.code != "SOV" and "G8" in state.scenario.pair("SOV", country.code).mandatory(country.code)
        for entity in state.countries[country.code].file.known.all
        if ("nationality", country.code) in entity.details
    )
    request = inherited_request(
        "SOV/wanted",
        kind_of(Sought.SURRENDER),
        "SOV",
        asked,
        (person,),
        Content(),
        LetterStatus.DECIDING,
        -90 * DAY,
        -5 * DAY,
    )
    kept = RequestState(request, "X-1")
    command = ActOnRequest(
        id="", by=Seat(asked, Office.AUTHORITY), member="control", request=request.key, action=LetterAction.ACCEPT
    )
    (found,) = judged(state, kept, command)
    assert (found.finding, found.against, dict(found.facts)["ground"]) == (
        WRONGLY_ACCEPTED,
        asked,
        "G8",
    )
    state.part(Letters).requests[request.key] = kept
    kept.ruled = {"ground_available/G8": "does_not_stand"}
    assert judged(state, kept, command) == ()


def test_not_convenient_is_no_argument_and_the_trainer_rules_on_it(room: Room) -> None:
    key, country, _ = next(each for each in waiting(room) if "R2" not in each[2])
    found = refuse(room, key, country, "NR1", text="Not convenient.", alternative="")
    assert found == {"refused_on_forbidden_ground": "settled", BARE: "settled"}
    points = [each for each in room.exercise.control_view().points if each.request == key]
    assert {each.finding for each in points} == set(found)
    room.control(RuleOnPoint(id="", request=key, finding=BARE, verdict="does_not_stand", reasons="It was said aloud."))
    state = room.exercise.state
    asking = room.exercise.state.part(Letters).requests[key].matter.requesting
    assert state.part(Letters).rulings[-1].finding == BARE
    for code in (country, asking):
        shown = room.exercise.team_view(code).request(key)
        assert shown is not None
        assert {each.code for each in shown.findings} == {"refused_on_forbidden_ground"}
        (line,) = [each for each in shown.history if each.action == LetterAction.REFUSE]
        assert (line.text, line.alternative, line.papers) == ("Not convenient.", "", 1)


def test_what_own_papers_alone_say_is_not_told_abroad_by_a_finding(room: Room) -> None:
    key, country, _ = next(each for each in waiting(room) if "G3" not in each[2])
    assert "refusal_to_be_weighed" in refuse(room, key, country, "G3")
    asking = room.exercise.state.part(Letters).requests[key].matter.requesting
    shown = room.exercise.team_view(asking).request(key)
    assert shown is not None
    assert "refusal_to_be_weighed" not in {each.code for each in shown.findings}
    own = room.exercise.team_view(country).request(key)
    assert own is not None
    assert "refusal_to_be_weighed" in {each.code for each in own.findings}


def test_a_greeting_is_no_consultation_and_a_proposal_counts_for_its_ground(room: Room) -> None:
    key, country, _ = next(each for each in waiting(room) if governs(room, each[0]) == "UNTOC")
    asking = room.exercise.state.part(Letters).requests[key].matter.requesting
    greeting = ActOnRequest(
        id="c", by=Seat(country, Office.AUTHORITY), member="control", request=key,
        action=LetterAction.CONSULT, text="Hello.", ground="R3",
    )  # fmt: skip
    proposal = replace(greeting, items=("part",), text="We can send the records of one year only.")
    with pytest.raises(RuleViolation, match="proposal_missing"):
        room.do(replace(greeting, items=("part",)))
    with pytest.raises(RuleViolation, match="choices_missing"):
        room.do(replace(proposal, items=()))
    room.do(proposal)
    answer = ActOnRequest(
        id="a", by=Seat(asking, Office.AUTHORITY), member="control", request=key,
        action=LetterAction.ANSWER_CONSULTATION, items=("no_agreement",), text="We need all of them.",
    )  # fmt: skip
    room.do(answer)
    assert "refused_without_consultation" in refuse(room, key, country, "R2")


def test_a_refusal_is_found_by_the_articles_of_what_governs(room: Room) -> None:
    met = set()
    for key, country, _ in waiting(room):
        refuse(room, key, country, "NR1", text="No.", alternative="")
        met.add(governs(room, key))
        for found in room.exercise.state.part(Letters).refusals[key]:
            assert "UNTOC" not in found.source or governs(room, key) == "UNTOC", found
    assert len(met) > 1


def governs(room: Room, key: str) -> str:
    """What governs a letter."""
    state = room.exercise.state
    return between(state.scenario, state.law, state.part(Letters).requests[key].matter).regime.instrument


def test_a_proposal_is_answered_by_one_of_four_and_what_is_agreed_binds(room: Room) -> None:
    key, country, _ = waiting(room)[0]
    asking = room.exercise.state.part(Letters).requests[key].matter.requesting
    proposed = ActOnRequest(
        id="c",
        by=Seat(country, Office.AUTHORITY),
        member="control",
        request=key,
        action=LetterAction.CONSULT,
        text="Only for this case, please.",
        ground="R2",
        items=("terms",),
        conditions=("use_limits",),
    )
    room.do(proposed)
    answer = ActOnRequest(
        id="a", by=Seat(asking, Office.AUTHORITY), member="control", request=key,
        action=LetterAction.ANSWER_CONSULTATION, items=("C11",),
    )  # fmt: skip
    for wrong in (answer, replace(answer, items=()), replace(answer, items=("agree", "narrow"))):
        with pytest.raises(RuleViolation, match="choices_missing"):
            room.do(wrong)
    with pytest.raises(RuleViolation, match="not_narrower"):
        room.do(replace(answer, items=("narrow",)))
    with pytest.raises(RuleViolation, match="nothing_supplied"):
        room.do(replace(answer, items=("supply_more",)))
    room.do(replace(answer, items=("agree",)))
    letter = room.exercise.state.part(Letters).requests[key].matter
    assert (letter.conditions, letter.said_to_it, letter.consulted, letter.consulted_since) == (
        ("use_limits",),
        "agree",
        ("R2",),
        None,
    )
