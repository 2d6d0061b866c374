"""Every view of the application, whoever asks, after random play: nobody finds what is not theirs.

A view is here because the application has it: one that nobody was shown, or that no form was sent to, fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from simulation.exercise.core.command import SeatRole
from tests.partition.canaries import (
    Canary,
    Leak,
    desk_of,
    for_interpreter,
    for_member,
    for_stranger,
    for_trainer,
    leaks,
)
from tests.partition.game import AHEAD, PEOPLE, Game, copied
from tests.partition.surface import COOKIE, LEAVING, NO_VIEW, Answer, answer_of, labels, opened, rules, view_of
from tests.partition.test_hostile_forms import FIELDS
from tests.webapp.house import Person, nobody
from webapp.app import allow_list
from webapp.visit.area import Who

pytestmark = pytest.mark.acceptance("opens every address for everybody")

REFUSED = {303, 403, 404, 405}
OUTSIDE = frozenset({"otto", "visitor", "waiting"})
"""Somebody of another exercise, somebody who has given a name and taken no seat, and somebody who waits at the door."""

NEVER_SHOWN = frozenset(
    {"accounts.first", "lobby.come_back", "desk.after_play", "desk.compared", "review.own_file", NO_VIEW}
)
"""What is behind personal links, for nobody has the link of somebody else; what comes after the end or is released
then, which `test_after_the_end.py` looks at; the last page of an exercise alone, in which there is no other team; and
what is behind no address."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one person was answered, by view, and what of it was not theirs."""

    answers: Mapping[str, tuple[Answer, ...]]
    leaks: tuple[Leak, ...]

    def statuses(self, view: str) -> set[int]:
        """How a view answered."""
        return {answer.status for answer in self.answers.get(view, ())}

    def told(self, view: str) -> list[Leak]:
        """What a view said that it should not."""
        paths = {answer.path for answer in self.answers.get(view, ())}
        return [leak for leak in self.leaks if leak.path in paths]


def sorted_out(answers: Iterable[tuple[str, Answer]], canaries: list[Canary]) -> Found:
    """Answers by view, and searched."""
    assert len(canaries) > 20
    found: dict[str, list[Answer]] = defaultdict(list)
    for view, answer in answers:
        found[view].append(answer)
    everything = [answer for each in found.values() for answer in each]
    return Found({view: tuple(each) for view, each in found.items()}, tuple(leaks(everything, canaries)))


# --- looking ----------------------------------------------------------------------------------------------------------


def looked(game: Game, client: FlaskClient, canaries: list[Canary]) -> Found:
    """Every address with every argument, and every link on what it shows."""
    answers = opened(game, client)
    views = (answer.path if answer.path == COOKIE else view_of(game, answer.path) for answer in answers)
    return sorted_out(zip(views, answers, strict=True), canaries)


@pytest.fixture(scope="module")
def seen(game: Game) -> Mapping[str, Found]:
    """What everybody gets to see, by country or kind of person."""
    found = {country: looked(game, person.client, for_member(game, country)) for country, person in game.team.items()}
    found["trainer"] = looked(game, game.ines.client, for_trainer(game))
    found |= {f"trainer at {country}": at_desk(game, country, found["trainer"]) for country in PEOPLE}
    inga = interpreter(game)
    found["interpreter"] = looked(game, inga.client, for_interpreter(game, AHEAD, inga.member_id))
    strange, join = for_stranger(game), f"/join/{game.house.join_code(game.exercise)}"
    visitor, waiting = (nobody(game.house, name, game.exercise) for name in ("Viktor Queue", "Wanda Queue"))
    for person in (visitor, waiting):
        person.post(join, {"name": person.name})
    assert waiting.post(f"{join}/seat/SOV/observer").headers["Location"] == game.url("lobby/waiting")
    people = (("otto", game.otto), ("visitor", visitor), ("waiting", waiting))
    return found | {who: looked(game, person.client, strange) for who, person in people}


def interpreter(game: Game) -> Person:
    """Somebody who interprets for the team whose event to come control has given ahead."""
    person = nobody(game.house, "Inga Queue", game.exercise)
    assert person.join(SeatRole.INTERPRETER.value, AHEAD).status_code == 303
    return person


def at_desk(game: Game, country: str, found: Found) -> Found:
    """What a trainer was shown at a country's desk, searched for what that team may not find."""
    start = desk_of(game, country)
    shown = ((view, answer) for view, answers in found.answers.items() for answer in answers)
    return sorted_out((each for each in shown if each[1].path.startswith(start)), for_member(game, country))


# --- sending ----------------------------------------------------------------------------------------------------------


def sent(game: Game, country: str) -> Iterator[tuple[str, Answer]]:
    """Every form of a member, once about each kind of number that only other teams have."""
    person, token = game.team[country], game.team[country].token()
    own = {one.label for one in game.view(country).requests} | {one.label for one in game.view(country).documents}
    request = next(label for label in labels(game, "/requests/") if label not in own and "/" not in label)
    others = (label for label in reversed(labels(game, "/documents/")) if label not in own and "-" in label)
    paper = next(others, "D-999")
    for number, rule in enumerate(rules(game, "POST")):
        if rule.endpoint in LEAVING:
            continue
        paths = (path_of(game, rule, label) for label in (request, paper))
        for path in dict.fromkeys(paths):
            form = dict.fromkeys(FIELDS, request if "documents" not in path else paper)
            form |= {"documents": paper, "rests_on": paper, "csrf_token": token}
            form["command_id"] = f"others{country.lower()}{number:03d}"
            yield rule.endpoint, answer_of(path, person.client.post(path, data=form))


def path_of(game: Game, rule: Rule, label: str) -> str:
    """The address of a form about a thing with this number."""
    values = {
        "exercise": game.exercise,
        "number": label,
        "int:number": "1",
        "handle": "0123456789",
        "at": "KES",
        "code": "KES",
        "country": "KES",
    }
    values |= {"who": game.brava.member_id, "seat": "police", "kind": "extradition", "token": "unknown"}
    values |= {"name": "unknown", "objective": "unknown"}
    path = rule.rule
    for name, value in values.items():
        path = path.replace(f"<{name}>", value)
    assert "<" not in path, f"say in {__name__} what {path} takes"
    return path


@pytest.fixture(scope="module")
def answered(game: Game, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Found]]:
    """What forms that name other teams' things are answered, by country."""
    busy = copied(game, tmp_path_factory.mktemp("answered"))
    canaries = {country: for_member(busy, country) for country in busy.team}
    yield {country: sorted_out(list(sent(busy, country)), canaries[country]) for country in busy.team}
    busy.house.close()


# --- the property -----------------------------------------------------------------------------------------------------


def test_much_was_looked_at(seen: Mapping[str, Found]) -> None:
    shown = {who: sum(a.status == 200 for each in found.answers.values() for a in each) for who, found in seen.items()}
    assert min(shown[country] for country in PEOPLE) > 150
    assert shown["trainer"] > 80
    assert min(shown[f"trainer at {country}"] for country in PEOPLE) > 150


@pytest.mark.parametrize("who", [*PEOPLE, *sorted(OUTSIDE)])
def test_a_desk_with_its_country_in_the_address_is_the_trainers_alone(
    game: Game, seen: Mapping[str, Found], answered: Mapping[str, Found], who: str
) -> None:
    """Members are at the desk of their own country without one; whose desk it would be makes no difference.

    Whoever waits at the door is led back to it from wherever.
    """
    given = [*seen[who].answers.items(), *(answered[who].answers.items() if who in answered else ())]
    known = (answer for view, answers in given if view != NO_VIEW for answer in answers)
    there = [answer for answer in known if answer.path.startswith(game.url("at/"))]
    assert len(there) > 100
    assert {answer.status for answer in there} == {303 if who == "waiting" else 403}


WHOLE = {"lobby.backup_exercise"}
"""A back-up is all that an exercise holds, drafts and notes too: for the trainer alone, as `rogatory backup` is."""


@pytest.mark.parametrize("view", [*sorted(allow_list()), COOKIE, NO_VIEW])
def test_nobody_finds_what_is_not_theirs(seen: Mapping[str, Found], answered: Mapping[str, Found], view: str) -> None:
    who = allow_list().get(view, Who.ANYONE)
    for name, found in (*seen.items(), *answered.items()):
        assert (view in WHOLE and name == "trainer") or not found.told(view)[:20]
        assert all(status < 500 for status in found.statuses(view))
    shut_out = {Who.ANYONE: (), Who.TRAINER: (*PEOPLE, *OUTSIDE)}.get(who, tuple(OUTSIDE))
    for person in shut_out:
        assert seen[person].statuses(view) <= REFUSED, person
    inside = (
        (*PEOPLE, "interpreter")
        if who in {Who.MEMBER, Who.DESK}
        else tuple(person for person in seen if person not in shut_out)
    )
    was_sent = any(found.statuses(view) for found in answered.values())
    known = was_sent or view in NEVER_SHOWN | LEAVING
    assert known or any(200 in seen[person].statuses(view) for person in inside), "nobody whose it is was shown it"
