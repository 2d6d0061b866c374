"""A game in which four people have played two moves, each team with its secrets, for tests that look for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.engine import Exercise
from simulation.exercise.injects.commands import ReleaseEarly, WriteInject
from simulation.exercise.trials.commands import Bench, ChargePerson, GiveBench, HearCases
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from tests.webapp.house import House, Person, build, command_of, in_house, nobody, same_house, trainer
from webapp.store.published_views import Published
from webapp.store.tables import MemberRecord
from webapp.visit.personal_links import code_of, token_of

SEAT = "+".join(office.value for office in Office)
PEOPLE = {"SOV": "Alba Quince", "KES": "Brava Quill", "ISA": "Ilse Quarto", "VAL": "Vera Quast"}
JUMPS = (20, 20)
AHEAD = "VAL"
"""Whose interpreters may read an event of control's ahead."""


@dataclass(frozen=True, slots=True)
class Game:
    """The house, the exercise and its people."""

    house: House
    exercise: str
    other_exercise: str
    team: Mapping[str, Person]
    ines: Person
    otto: Person

    @property
    def alba(self) -> Person:
        """At every office of Sorvane."""
        return self.team["SOV"]

    @property
    def brava(self) -> Person:
        """At every office of Kestria."""
        return self.team["KES"]

    @property
    def published(self) -> Published:
        """What is shown now."""
        return self.house.store.published(self.exercise)

    @property
    def engine(self) -> Exercise:
        """The exercise itself, which no page ever meets."""
        self.house.store.published(self.exercise)
        copy = self.house.store.copies._live[self.exercise].exercise
        assert copy is not None
        return copy

    def view(self, country: str) -> TeamView:
        """What a team may know."""
        return self.published.teams[country]

    def url(self, path: str) -> str:
        """An address of the exercise."""
        return f"/x/{self.exercise}/{path}"


def secret(country: str, where: str) -> str:
    """What a team wrote for itself alone."""
    return f"Secret-of-{country}-in-its-{where}"


def play(game: Game) -> None:
    """Two moves typed by a policy in every country."""
    policy = players()["textbook"]
    for number, days in enumerate(JUMPS, start=1):
        typed = sum(type_office_hours(game, country, policy.decide) for country in game.team)
        assert typed > 20
        game.house.store.execute(game.exercise, Jump(id=f"jumpnumber{number}", member="control", days=days))


def type_office_hours(game: Game, country: str, decide: object) -> int:
    """What the policy would do in one country's office hours, done by the person who sits there."""
    assert callable(decide)
    shown = game.published
    done = 0
    commands: tuple[Command, ...] = decide(shown.teams[country], shown.scenario, (), tuple(Office))
    for command in commands:
        if command.by is None:
            continue
        typed = replace(command, member=game.team[country].member_id)
        try:
            game.house.store.execute(game.exercise, typed)
        except RuleViolation:
            continue
        done += 1
    return done


def accepted(person: Person, url: str, form: dict[str, str | list[str]]) -> None:
    """Sends a form that has to work."""
    answer = person.post(url, form)
    assert answer.status_code in {200, 204, 303}, (url, answer.status_code, answer.text)


def write_secrets(game: Game) -> None:
    """What every team writes for its own eyes: notes, a draft, marks, claims and places on the board, messages."""
    for country, person in game.team.items():
        view = game.view(country)
        paper, desk = view.documents[0].label, game.url("desk/")
        accepted(person, f"{desk}documents/{paper}/notes", {"text": secret(country, "note")})
        accepted(person, f"{desk}entities/1/notes", {"text": secret(country, "thought")})
        accepted(person, f"{desk}documents/{paper}/marks", {"line": ["1", "2"]})
        pin(game, country)
        accepted(person, f"{desk}board/place", {"entity": "1", "x": "10", "y": "20"})
        page = person.get(f"{desk}requests/new").text
        other = "VAL" if country != "VAL" else "ISA"
        form: dict[str, str | list[str]] = {
            "command_id": command_of(page),
            "sought": "bank_records",
            "requested": other,
            "target": ["1"],
        }
        accepted(person, f"{desk}requests/new", form)
        draft = next(each for each in reversed(game.view(country).requests) if each.status == "drafting")
        accepted(
            person,
            f"{desk}requests/{draft.label}/draft",
            {"facts": secret(country, "draft"), "subject": secret(country, "subject"), "version": "0"},
        )
        for to in ("control", f"{other}.authority"):
            page = person.get(f"{desk}messages").text
            text = secret(country, f"message to {to}")
            accepted(person, f"{desk}messages", {"command_id": command_of(page), "to": to, "text": text})
        page = person.get(f"{desk}meetings").text
        text = secret(country, "invitation")
        form = {"command_id": command_of(page), "seats": [f"{other}.police"], "agenda": ["facts"], "text": text}
        accepted(person, f"{desk}meetings", form)
    bring_to_court(game, "SOV", "KES")
    hold_back(game, AHEAD)


def hold_back(game: Game, country: str) -> None:
    """Control writes an event that waits for its hand and gives it to interpreters; what it expects is for trainers."""
    text = secret(country, "event to come")
    act = WriteInject(
        id="writtenbycontrol", member="control", inject="added/writtenbycontrol", title=text, text=text,
        country=country, expected=secret("control", "expected"), hints=(secret("control", "hint"),), enclosure=text,
    )  # fmt: skip
    game.house.store.execute(game.exercise, act)
    ahead = ReleaseEarly(id="aheadforinterpreters", member="control", injects=("added/writtenbycontrol",), early=True)
    game.house.store.execute(game.exercise, ahead)


def pin(game: Game, country: str) -> None:
    """Two entities of a team's newest paper that names so many on its board, and a link between them."""
    person, view, desk = game.team[country], game.view(country), game.url("desk/entities")
    numbers = {entity.key: str(number) for number, entity in enumerate(view.entities, start=1)}
    naming = ((filed, [key for key in numbers if filed.document.names(key)]) for filed in reversed(view.documents))
    filed, (first, second, *_more) = next(each for each in naming if len(each[1]) > 1)
    there = {key for key, _claim in view.board.entities}
    for key in (each for each in (first, second) if each not in there):
        form: dict[str, str | list[str]] = {"command_id": f"pin{country.lower()}{numbers[key]:0>10}"}
        accepted(person, f"{desk}/{numbers[key]}/claim", form | {"documents": [filed.label]})
    form = {"command_id": f"thelinkof{country.lower()}", "other": numbers[second], "kind": "linked"}
    accepted(person, f"{desk}/{numbers[first]}/link", form | {"documents": [filed.label]})
    assert {first, second} <= {key for key, _claim in game.view(country).board.entities}


def bring_to_court(game: Game, country: str, court: str) -> None:
    """Somebody is charged on the papers that name them, and a participant of another country is the court."""
    view = game.view(country)
    person, papers = next(
        (entity.key, papers)
        for entity in view.entities
        if entity.kind is EntityKind.PERSON
        and (papers := tuple(each.document.key for each in view.documents if each.document.names(entity.key)))
    )
    by, member = Seat(country, Office.PROSECUTOR), game.team[country].member_id
    key, offence = f"{country}/chargedbyhand", "trafficking"
    acts: tuple[Command, ...] = (
        ChargePerson(
            id="chargedbyhand", by=by, member=member, person=person, offence=offence, documents=papers, rests_on=papers
        ),
        HearCases(id="heardbypeople", member="control", country=country, charge=key),
        GiveBench(
            id="benchofsomebody", member="control", charge=key, bench=Bench.COURT, who=game.team[court].member_id
        ),
    )
    for act in acts:
        game.house.store.execute(game.exercise, act)


def begin(folder: Path) -> Game:
    """A new house with a game that has been played for two moves; nobody has written a secret yet."""
    house = build(folder)
    exercise = house.new_exercise(preset="solo")
    team = {}
    for country, name in PEOPLE.items():
        person = nobody(house, name, exercise)
        answer = person.join(SEAT, country)
        assert answer.status_code == 303, answer.text
        team[country] = person
    ines = trainer(house)
    ines.exercise = exercise
    other = house.new_exercise(title="Wednesday group")
    otto = nobody(house, "Otto Quiver", other)
    assert otto.join("police", "SOV").status_code == 303
    game = Game(house, exercise, other, team, ines, otto)
    form: dict[str, str | list[str]] = {"what": "first_move", "command_id": "openthefirstmove"}
    accepted(ines, game.url("lobby/start"), form)
    play(game)
    return game


def copied(game: Game, folder: Path) -> Game:
    """The same game in another house: what is done there stays there. Browsers keep their cookies."""
    house = same_house(game.house, folder)
    people = {country: in_house(house, person) for country, person in game.team.items()}
    return Game(
        house, game.exercise, game.other_exercise, people, in_house(house, game.ines), in_house(house, game.otto)
    )


@dataclass(frozen=True, slots=True)
class WayBack:
    """What opens somebody's seat from any browser."""

    member: str
    link: str
    code: str


def ways_back(game: Game) -> tuple[WayBack, ...]:
    """The personal links and codes of everybody in every exercise."""
    with game.house.database.reading() as session:
        rows = session.execute(sa.select(MemberRecord.id, MemberRecord.link_seed)).all()
    with game.house.app.app_context():
        return tuple(WayBack(who, token_of(who, seed), code_of(who, seed)) for who, seed in rows)
