"""Asking for another team's things is answered just as asking for things that nobody has."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote, quote_plus

import pytest

from tests.partition.canaries import for_member
from tests.partition.game import PEOPLE, Game
from tests.partition.surface import labels, rules

pytestmark = pytest.mark.acceptance("asks for every thing of another team")


@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_a_thing_of_another_team_is_not_there_like_one_of_nobody(game: Game, country: str) -> None:
    person, view, free = game.team[country], game.view(country), "KES-VAL-98"
    own = {one.label for one in view.requests} | {one.label for one in view.documents}
    others = [label for label in labels(game, "/requests/") if label not in own and "/" not in label]
    papers = [label for label in labels(game, "/documents/") if label not in own and "/" not in label]
    assert free not in others
    asked = 0
    for rule in rules(game, "GET"):
        if "<number>" not in rule.rule or "/desk/" not in rule.rule or "<at>" in rule.rule:
            continue
        path = rule.rule.replace("<exercise>", game.exercise)
        nobodys = person.get(path.replace("<number>", free))
        for label in (others if "requests" in path else papers)[::4]:
            answer = person.get(path.replace("<number>", label))
            assert answer.status_code == nobodys.status_code == 404
            assert answer.text.replace(label, free) == nobodys.text
            assert dict(answer.headers) == dict(nobodys.headers)
            asked += 1
    assert asked > 20


@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_a_member_has_no_desk_with_a_country_in_its_address(game: Game, country: str) -> None:
    """Those are of trainers: the answer is the same whatever country and thing is named, the own ones too."""
    own = {one.label for one in game.view(country).documents} | {one.label for one in game.view(country).requests}
    asked = 0
    for rule in rules(game, "GET"):
        if "<at>" not in rule.rule or not rule.arguments <= {"exercise", "at", "number", "kind", "name", "part"}:
            continue
        path = rule.rule.replace("<exercise>", game.exercise).replace("<kind>", "team").replace("<name>", "work")
        path = path.replace("<part>", "bell").replace("<int:number>", "1")
        tried = labels(game, rule.rule.partition("<number>")[0])
        numbers = [next(iter(own & set(tried))), tried[-1]] if "<number>" in path else [""]
        paths = (path.replace("<at>", at).replace("<number>", number) for at in (*PEOPLE, "XXX") for number in numbers)
        answers = [game.team[country].get(path) for path in paths]
        assert {answer.status_code for answer in answers} == {403}, rule
        assert len({answer.text for answer in answers}) == 1, rule
        asked += 1
    assert asked > 30


def test_another_exercise_is_closed_whatever_it_holds(game: Game) -> None:
    """Who does not wait at its door is answered there as in an exercise that there is not."""
    for rule in rules(game, "GET"):
        if rule.arguments == {"exercise"}:
            shut = {404} if rule.endpoint == "lobby.waiting" else {303, 403}
            assert game.alba.get(rule.rule.replace("<exercise>", game.other_exercise)).status_code in shut, rule
            assert game.otto.get(rule.rule.replace("<exercise>", game.exercise)).status_code in shut, rule


@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_a_search_for_what_others_have_is_answered_like_one_for_nothing(game: Game, country: str) -> None:
    """Names, numbers and words that a team has not obtained find what a word finds that stands nowhere."""
    person = game.team[country]
    canaries = [each for each in for_member(game, country) if each.kind.partition(" ")[0] in SEARCHED]
    kinds = {kind: tuple(each.text for each in canaries if each.kind.startswith(kind)) for kind in SEARCHED}
    tried = [(kind, text[:LONGEST_SEARCH]) for kind, texts in kinds.items() for text in texts[:: len(texts) // 3][:3]]
    assert len(tried) == 3 * len(SEARCHED)
    own = game.view(country).entities[0].label
    page = person.get(game.url(f"desk/documents?q={quote_plus(own)}")).text
    assert neutral(page, own) != neutral(person.get(game.url(f"desk/documents?q={NOWHERE}")).text, NOWHERE)
    for page in ("documents", "board", "law"):
        nothing = person.get(game.url(f"desk/{page}?q={NOWHERE}")).text
        for kind, text in tried:
            if page == "law" and kind == "written":
                continue  # letters quote the law, which is everybody's
            found = person.get(game.url(f"desk/{page}?q={quote_plus(text)}")).text
            assert neutral(found, text) == neutral(nothing, NOWHERE), (page, text)


SEARCHED = ("person", "account", "phone", "written")
NOWHERE = "zzqqxxjjkk"
LONGEST_SEARCH = 60
"""Characters; a page cuts what is longer."""


def neutral(page: str, words: str) -> str:
    """A page without the words that were searched for, however they are written, and without ids of its forms."""
    for way in (words, escape(words), quote(words), quote_plus(words)):
        page = page.replace(way, "?")
    return MADE_FOR_ONCE.sub("", page)


MADE_FOR_ONCE = re.compile(r'name="(?:command_id|csrf_token)"[^>]*|content="[^"]*"')
