"""What a team does badly is felt: somebody says so within the next move, once, to that team alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.event import Actor, Event, FindingMade
from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.reactions.events import ReactionCame
from simulation.exercise.reactions.scene import scene_of
from simulation.exercise.reactions.signs import Sign, is_so_still, signs_of
from simulation.exercise.reactions.state import OUTCOME
from simulation.exercise.reactions.table import PACKAGE, WHICH, by_sign, reactions
from simulation.exercise.registry import load_scenario
from simulation.exercise.views.stories import news, told_of
from simulation.exercise.views.story import Label
from simulation.kernel.agenda import DAY
from simulation.kernel.data_tables import words_in
from simulation.kernel.terms import TimeKind
from simulation.law.book.law_book import load_law_book
from simulation.network.questions import key_of
from simulation.players.policies import players
from simulation.players.runs import CONTROL, begin, policies_for
from simulation.players.turn.parameters import PolicyMistake
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.builders.bots import open_room
from tests.exercise.reactions.table_page import PAGE, page

SCENARIOS = ("blue-current", "glass-harbour")
WITHOUT_SIGN = {"M8", "M10"}
"""Mistakes that only people can tell."""


ABROAD = {"contact_point", "police_abroad", "court_abroad"}
"""Who speaks for the other country."""


def _arrivals(events: list[Event]) -> dict[str, int]:
    """When each letter first came to whoever is asked."""
    came = [
        each for each in reversed(events) if isinstance(each, RequestMoved) and each.status in {"received", "asked"}
    ]
    return {each.request: each.at for each in came}


@pytest.fixture(scope="module", params=SCENARIOS)
def novices(request: pytest.FixtureRequest) -> tuple[Exercise, list[Event], list[int]]:
    """Half a day of beginners: the exercise, its events, and the second at which each move ended."""
    frozen = freeze(load_scenario(directory_of(request.param)), 3)
    exercise = begin(frozen, policies_for(frozen.scenario, "novice", {}), 3, preset="half_day_14")
    preset = next(each for each in frozen.scenario.play.presets if each.key == "half_day_14")
    events: list[Event] = []
    ends = []
    for number, days in enumerate(preset.jumps):
        jump = Jump(id=f"jump/{number}", member=CONTROL, days=days)
        exercise.check(jump)
        events += exercise.perform(jump)
        target = exercise.target()
        assert target is not None
        events += exercise.advance(target)
        ends.append(target)
    return exercise, events, ends


def test_each_mistake_is_answered_within_the_next_move(novices: tuple[Exercise, list[Event], list[int]]) -> None:
    _exercise, events, ends = novices
    came = {(each.country, each.reaction): each.at for each in reversed(events) if isinstance(each, ReactionCame)}
    arrived = _arrivals(events)
    made: dict[tuple[str, str], int] = {}
    for each in events:
        row = by_sign().get(each.finding) if isinstance(each, FindingMade) and each.verdict == "settled" else None
        if row is not None and isinstance(each, FindingMade) and each.by.value == "player":
            at = max(each.at, arrived.get(each.request, ends[-1] + 1)) if row.sender in ABROAD else each.at
            key = (each.against, row.code)
            made[key] = min(made.get(key, at), at)
    assert len(made) >= 8
    for (country, code), at in made.items():
        if country not in _exercise.state.countries or at > ends[-2]:
            continue
        read = [end for end in ends if end >= at][:2][-1]
        assert came.get((country, code), read + 1) <= read, (country, code, at // DAY)


def test_nobody_abroad_speaks_of_a_letter_that_has_not_come(novices: tuple[Exercise, list[Event], list[int]]) -> None:
    exercise, events, _ends = novices
    arrived, spoken = _arrivals(events), 0
    for each in events:
        if (
            isinstance(each, ReactionCame)
            and each.sender in ABROAD
            and each.about in exercise.state.part(Letters).requests
        ):
            if exercise.state.part(Letters).requests[each.about].inherited:
                continue
            spoken += 1
            assert arrived.get(each.about, each.at + 1) <= each.at, each
    assert spoken


def test_nobody_is_told_that_a_decision_lies_before_the_day_on_which_it_is_due(
    novices: tuple[Exercise, list[Event], list[int]],
) -> None:
    exercise, _events, _ends = novices
    state = exercise.state
    signs = []
    for kept in state.part(Letters).requests.values():
        request = kept.matter
        if request.time_kind is TimeKind.DECISION and kept.due is not None:
            moved = RequestMoved(
                at=state.now,
                cause="",
                by=Actor.NOBODY,
                request=request.key,
                occurrence="",
                action="ready",
                before="assessing",
                status=request.status,
                holder="",
                kind="",
                country="",
                office="",
                label="",
            )
            signs += [(each, kept.due) for each in signs_of(scene_of(state), moved) if each.code == "left_lying"]
    assert signs
    assert all(sign.at >= due for sign, due in signs)


def test_nothing_is_said_twice_to_a_team(novices: tuple[Exercise, list[Event], list[int]]) -> None:
    said = Counter(
        (each.country, each.reaction, each.number)
        for each in novices[1]
        if isinstance(each, ReactionCame) and each.reaction != OUTCOME
    )
    assert said
    assert set(said.values()) == {1}


def test_a_team_reads_what_was_said_to_it_and_nothing_else(novices: tuple[Exercise, list[Event], list[int]]) -> None:
    exercise, events, _ends = novices
    for country in exercise.scenario.played:
        view = exercise.team_view(country.code)
        own = [
            (each.reaction, each.about)
            for each in events
            if isinstance(each, ReactionCame) and each.country == country.code
        ]
        assert [(each.code, each.about) for each in view.reactions] == own
        assert {each.country for each in view.reactions} == {country.code}


def test_only_an_answer_that_is_a_lead_has_to_be_followed_up(
    novices: tuple[Exercise, list[Event], list[int]],
) -> None:
    exercise, _events, _ends = novices
    scene, told = scene_of(exercise.state), Counter[bool]()
    for key, kept in exercise.state.part(Letters).requests.items():
        filed = exercise.state.countries[kept.matter.requesting].file.filed if kept.returned else {}
        papers = [filed[paper].document for paper in kept.returned if paper in filed]
        if kept.matter.status != LetterStatus.ANSWERED or not papers:
            continue
        stands = all(paper.use.stands for paper in papers)
        is_told = is_so_still(scene, Sign("not_followed", kept.matter.requesting, "request", key, scene.now))
        assert not (is_told and stands), key
        told[is_told] += 1
    assert told[True]


def test_it_stands_in_the_news_and_on_the_thing_itself_with_its_rule(
    novices: tuple[Exercise, list[Event], list[int]],
) -> None:
    exercise, _events, _ends = novices
    view = next(v for c in exercise.scenario.played if (v := exercise.team_view(c.code)).reactions)
    reaction = next(each for each in view.reactions if each.code != OUTCOME)
    for stories in (news(view, 0).stories, told_of(view, reaction.about)):
        story = next(each for each in stories if each.code.startswith(f"reaction.{reaction.code}"))
        assert {Label.SAYS, Label.SAID, Label.HELPS, Label.RULE} <= {label for label, _phrase in story.lines}
    outcome = next(each for each in view.reactions if each.code == OUTCOME)
    assert outcome.followed
    assert any(each.code == "reaction.outcome.title" for each in told_of(view, outcome.about))


def test_every_mistake_that_a_program_can_see_has_its_reaction() -> None:
    mistakes = {row.id for row in load_law_book().mistakes}
    reacted = {sign.removeprefix("mistake.") for row in reactions() for sign in row.signs}
    others = {"M13": "not_followed", "M17": "nothing_promised", "M18": "came_another_way"}
    assert {each for each, sign in others.items() if sign in reacted} | (reacted & mistakes) == mistakes - WITHOUT_SIGN
    assert {each.value for each in PolicyMistake} <= mistakes - WITHOUT_SIGN


def test_every_text_is_there_and_no_two_are_the_same() -> None:
    words = words_in(PACKAGE)
    texts = []
    for row in reactions():
        for which in WHICH[: row.texts]:
            for part in ("title", "text", "cure"):
                assert words[f"reaction.{row.code}{which}.{part}"], (row.code, which, part)
            texts.append(words[f"reaction.{row.code}{which}.text"])
    assert len(texts) == len(set(texts))


def test_words_of_a_scenario_belong_to_a_reaction() -> None:
    known = set(words_in(PACKAGE))
    for name in SCENARIOS:
        own = {key for key in load_scenario(directory_of(name)).texts["en"] if key.startswith("reaction.")}
        assert own <= known, own - known


def test_the_page_is_in_step_with_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.exercise.reactions.table_page"


def test_an_event_of_a_reaction_names_one_team() -> None:
    assert {"country", "reaction", "about"} <= {each.name for each in fields(ReactionCame)}


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_choice_has_an_outcome_of_its_own(name: str) -> None:
    scenario = load_scenario(directory_of(name))
    told = [
        scenario.text(f"{inject.key}.outcome.{choice}")
        for inject in scenario.play.injects
        if not inject.trigger.every_days
        for choice in inject.choices
        if scenario.has_text(f"{inject.key}.outcome.{choice}")
    ]
    choices = sum(len(each.choices) for each in scenario.play.injects if not each.trigger.every_days)
    assert len(told) == choices == len(set(told))


def test_what_came_of_a_choice_names_what_it_speaks_of(novices: tuple[Exercise, list[Event], list[int]]) -> None:
    exercise, _events, _ends = novices
    said = [
        phrase
        for country in exercise.scenario.played
        for each in exercise.team_view(country.code).reactions
        for phrase in each.followed
    ]
    assert said
    assert not [phrase for phrase in said if any(value == "" for _name, value in phrase.params)]


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_an_answer_orders_at_once_is_named_in_the_file_on_the_day_of_the_event(name: str) -> None:
    """Else the choice decides nothing: no order without a document that names whom or what it concerns."""
    frozen = freeze(load_scenario(directory_of(name)), 3)
    exercise = begin(frozen, policies_for(frozen.scenario, "textbook", {}), 3)
    planned = sorted(
        (each.trigger.day, each.key, each.country, row.target)
        for each in frozen.scenario.play.injects
        for row in each.consequences
        if each.trigger.day
        and each.country is not None
        and row.order is not None
        and row.target is not None
        and not row.after_days
    )
    assert planned
    unnamed = []
    for day, key, country, target in planned:
        exercise.advance(max(exercise.state.now, (day - 1) * DAY))
        file = exercise.state.countries[country].file
        if not any(True for _paper in file.naming(key_of(exercise.state.network, target))):
            unnamed.append((day, key, target))
    assert not unnamed


def test_nobody_is_reproached_for_a_protection_that_only_another_country_can_order() -> None:
    glass_harbour = freeze(load_scenario(directory_of("glass-harbour")), 11)
    room = open_room(glass_harbour, Settings(preset="day_28", seed=11), players())
    room.control(StartExercise(id="", warm_up=False))
    view, scene = room.exercise.team_view("QSA"), scene_of(room.exercise.state)
    abroad = {each.person for each in view.risk_abroad}
    at_risk = {person for person, _since, until in view.at_risk if until is None}
    reproached = {
        person for person in at_risk if is_so_still(scene, Sign("left_unprotected", "QSA", "person", person, 0))
    }
    assert abroad
    assert reproached == at_risk - abroad != set()


def test_nobody_is_reproached_for_not_protecting_somebody_whom_nobody_can_find() -> None:
    """What Lomara's file says of its missing people is that they are missing: no order could reach them."""
    glass_harbour = freeze(load_scenario(directory_of("glass-harbour")), 11)
    room = open_room(glass_harbour, Settings(preset="day_28", seed=11), players())
    room.control(StartExercise(id="", warm_up=False))
    scene = scene_of(room.exercise.state)
    reproached = {
        each.person
        for each in scene.file("LMR").risks.all
        if is_so_still(scene, Sign("left_unprotected", "LMR", "person", each.person, 0))
    }
    assert reproached == {"cast/sister"}


@pytest.mark.parametrize("code", ["no_formalities", "no_formalities.again"])
def test_a_formality_is_asked_for_later_by_a_new_request(code: str) -> None:
    """A letter that has left takes no supplement: no act of its side adds to it."""
    cure = words_in(PACKAGE)[f"reaction.{code}.cure"]
    assert "new request" in cure
    assert "names this one" in cure


@pytest.mark.parametrize(
    "code", ["forbidden_refusal", "refusal_outside", "refusal_without_facts", "refusal_unconsulted"]
)
def test_what_helps_after_a_refusal_can_be_done(code: str) -> None:
    """No act leads out of a refusal: what helps is a message, and a new request of the other side."""
    left = [row for rules in RULES.values() for row in rules.transitions if row.origin == LetterStatus.REFUSED]
    assert not left
    cure = words_in(PACKAGE)[f"reaction.{code}.cure"]
    assert cure.count("Write to %(country)s") == 1
    assert not re.search(r"reopen|take the matter up|or offer conditions", cure, re.IGNORECASE)
