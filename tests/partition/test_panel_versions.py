"""A panel's version counts everything that it shows: for every panel of every viewer, through random play.

Two looks. One watches what is read while a part is rendered, and finds each field of the view and each table that the
panel does not name. The other plays at random and compares: a part that changed has another version.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from html import unescape
from types import MappingProxyType

import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.command import SeatRole
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.errors import RuleViolation
from tests.partition.game import Game, accepted, secret
from tests.partition.random_play import Hand
from tests.webapp.crawl import steady
from tests.webapp.house import Person, nobody
from webapp.live.panels import (
    AWAY,
    CONTROL_PANELS,
    HERE,
    LOBBY,
    LOBBY_PANELS,
    NAMES,
    OVER,
    OWN,
    PANELS,
    PRACTISED,
    READ,
    RELEASES,
    ROWS,
    SEATED,
    STARTED,
    TEAM_PANELS,
    TEAMS,
    TROUBLES,
    TYPING,
    UNDONE,
    WORKED_OUT,
    YOU,
    Kind,
    LivePanels,
)
from webapp.pages.page import looked_at
from webapp.pages.seat_rows import holds_pen, offices_of
from webapp.store.published_views import CONTROL_FACETS, DAY, NEEDS, TEAM_FACETS

PANEL = re.compile(r'data-panel="([^"]+)"[^>]*? data-src="([^"]+)" data-version="([^"]*)"')
LINK = re.compile(r'href="(/x/[^"#]+)')
ALWAYS = {"country", "own seat"}
"""What every page reads to find out who asks: the country never changes, and where the visitor sits is `SEATED`."""

OF_OWN_SEAT = {each.__code__ for each in (offices_of, holds_pen, looked_at)}
"""What reads who sits where to find out where the visitor does, not to show it."""

OF_ROWS = {
    "notes": ROWS, "marks": ROWS, "places": ROWS, "drafts": ROWS, "reads": READ,
}  # fmt: skip
"""The facet that tells of a table beside the journal."""

OF_RELEASES = {"digest", "beats"}
"""Panels that read of the marks only what is released for the wall."""

UNSEEN = {"practice", "points", "busy", "you", "moment"}
"""Panels that no page of this game shows: those of the warm-up, of an announced jump, and those that are no part."""

OF_THE_DAY = {"rooms"}
"""A panel over the rooms of a day: its version is the digest of all that it shows, so that it names no fields."""

STEPS = 12
"""Of one play: nine acts, two private ones and a jump."""


def areas(game: Game, person: Person) -> list[str]:
    """The pages of a person that stand in the frame, and those of its exercise that they lead to without a number."""
    start = game.url("control/") if person is game.ines else game.url("desk/")
    more = (
        [game.url("control/projector/clock"), game.url("control/projector/join"), game.url("control/projector/news")]
        if person is game.ines
        else []
    )
    links = (unescape(link) for link in LINK.findall(person.get(start).text))
    plain = (link for link in links if link.startswith(game.url("")) and not re.search(r"/\w*\d\w*(\?|$)", link[16:]))
    more += [game.url("lobby/")] if person is game.ines else [game.url("lobby/"), game.url("desk/handovers")]
    return list(dict.fromkeys([start, *more, *plain]))


def shown(game: Game, person: Person) -> dict[tuple[str, str], str]:
    """The version of every panel on every page of a person, by the panel's name and address."""
    found: dict[tuple[str, str], str] = {}
    for page in areas(game, person):
        answer = person.get(page)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            for name, source, version in PANEL.findall(answer.text):
                found[name, unescape(source)] = version
    return found


def kind_of(name: str, source: str, person: Person, game: Game) -> Kind:
    """Whose panel that is."""
    if name == "lobby" and "/lobby/" in source:
        return Kind.LOBBY
    if "/at/" in source:
        return Kind.TEAM  # a trainer looks at a desk
    return Kind.CONTROL if person is game.ines else Kind.TEAM


def viewers(game: Game) -> tuple[Person, ...]:
    """One of a team, one of another, the trainer."""
    return (game.alba, game.brava, game.ines)


def interpreter(game: Game, country: str) -> Person:
    """Somebody who interprets for a team, and reads ahead what control gave."""
    person = nobody(game.house, "Inga", game.exercise)
    assert person.join(SeatRole.INTERPRETER.value, country).status_code == 303
    assert secret(country, "event to come") in person.get(game.url("desk/ahead")).text
    return person


class Onlooker:
    """Notes which fields of views and which tables are read."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.team: set[str] = set()
        self.control: set[str] = set()
        self.tables: set[str] = set()

    def clear(self) -> None:
        """Begins anew."""
        for each in (self.team, self.control, self.tables):
            each.clear()

    def watched[T: (TeamView, ControlView)](self, view: T, into: set[str]) -> T:
        """The same view; what is read of it is noted."""
        kind, names = type(view), {field.name for field in fields(view)}

        class Watched(kind):  # type: ignore[misc, valid-type]  # a subclass of whichever view it is
            __slots__ = ()

            def __getattribute__(self, name: str) -> object:
                reader = sys._getframe(1)
                if name in names and reader.f_globals["__name__"] != LivePanels.__module__:  # versions show nothing
                    into.add("own seat" if reader.f_code in OF_OWN_SEAT else name)
                return super().__getattribute__(name)

        made: T = object.__new__(Watched)
        for field in fields(view):
            object.__setattr__(made, field.name, getattr(view, field.name))
        return made


@contextmanager
def looking_on(game: Game) -> Iterator[Onlooker]:
    """Watches what the pages of a game read."""
    live = game.house.store.copies._live[game.exercise]
    before = game.published
    seen = Onlooker()
    teams = {code: seen.watched(view, seen.team) for code, view in before.teams.items()}
    live.published = replace(before, teams=MappingProxyType(teams), control=seen.watched(before.control, seen.control))

    def asked(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.tables.update(re.findall(r"(?:FROM|JOIN) (\w+)", statement))

    engine = game.house.database.engine
    sa.event.listen(engine, "before_cursor_execute", asked)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", asked)
    live.published = before


def missing(name: str, kind: Kind, seen: Onlooker, read_alone: Callable[[], None]) -> set[str]:
    """What a panel showed and does not name."""
    named = set(PANELS[kind][name])
    seen.clear()
    read_alone()
    own = seen.control if kind is Kind.CONTROL else seen.team
    lacking = own - named - ALWAYS
    if named & {DAY, "clock", LOBBY}:
        lacking -= {"clock"}
    if kind is Kind.CONTROL:
        lacking -= {"clock"}  # read for the version of the lobby; the other look finds days that are not named
        lacking |= {TEAMS + each for each in seen.team - ALWAYS} - named
        lacking -= {TEAMS + "seats"} if LOBBY in named else set()  # they are in it
        lacking -= {TEAMS + "clock"} if DAY in named else set()  # teams live the same days
    if kind is Kind.LOBBY:
        lacking = set()
    told_by = OF_ROWS | ({"marks": RELEASES} if name in OF_RELEASES else {})
    return lacking | {told_by[table] for table in seen.tables & told_by.keys()} - named


@pytest.mark.acceptance("fetches every part of every viewer again and again")
def test_a_panel_names_every_field_and_table_that_is_read_for_it(busy: Game) -> None:
    game, inga = busy, interpreter(busy, "VAL")
    known = {viewer.name: shown(game, viewer) for viewer in (*viewers(game), inga)}
    names = {name for found in known.values() for name, _source in found}
    assert names >= (TEAM_PANELS.keys() | CONTROL_PANELS.keys() | LOBBY_PANELS.keys()) - {
        "practice",
        "points",
        "busy",
        "you",
        "moment",
    }
    lacking: dict[str, set[str]] = {}
    with looking_on(game) as seen:
        for viewer in (*viewers(game), inga):
            for name, source in known[viewer.name]:
                if name in OF_THE_DAY:
                    continue
                kind = kind_of(name, source, viewer, game)
                game.house.services.parts._parts.clear()
                found = missing(name, kind, seen, lambda viewer=viewer, source=source: looked(viewer, source))  # type: ignore[misc]
                if name == "conversation":
                    found -= {READ}  # what was new when the page was opened stays marked on it
                if name == "frame":
                    found -= {"seats"}  # read for the list of seats, which is a panel of its own
                if found:
                    lacking.setdefault(f"{kind} {name}", set()).update(found)
    assert lacking == {}


def looked(viewer: Person, source: str) -> None:
    """Fetches a part."""
    assert viewer.get(source).status_code == 200, source


@pytest.mark.parametrize("seed", [11, 12])
@pytest.mark.acceptance("fetches every part of every viewer again and again")
def test_a_part_that_changed_has_another_version(busy: Game, seed: int) -> None:
    """Random acts, private acts of each team, and jumps; after each, every part of every viewer is compared."""
    hand = Hand(seed, busy.engine)
    places = {viewer.name: shown(busy, viewer) for viewer in viewers(busy)}
    before = everything(busy, places)
    stale: set[str] = set()
    for number in range(STEPS):
        hand.room.exercise = busy.engine
        act(busy, hand, number)
        after = everything(busy, places)
        stale |= {
            f"{who} {name} {source}"
            for (who, name, source), (version, text) in after.items()
            if version == before[who, name, source][0] and text != before[who, name, source][1]
        }
        before = after
    assert stale == set()


def act(game: Game, hand: Hand, number: int) -> None:
    """Something happens: an act of somebody, a private one, or days."""
    if number % 12 == 11:
        game.house.store.execute(game.exercise, Jump(id=f"versions{number:04d}", member="control", days=3))
        return
    if number % 6 == 5:
        person = viewers(game)[number // 6 % 2]
        view = game.view(person.country)
        paper = view.documents[number % len(view.documents)]
        desk = game.url("desk/")
        assert person.get(f"{desk}documents/{paper.label}").status_code == 200
        accepted(person, f"{desk}documents/{paper.label}/marks", {"line": [str(number % 2)]})
        accepted(person, f"{desk}documents/{paper.label}/notes", {"text": f"Note {number}"})
        accepted(person, f"{desk}board/place", {"entity": "1", "x": str(number), "y": "5"})
        return
    for _ in range(20):
        command = hand.command(number)
        if command.by is None:
            continue
        command = replace(command, id=f"versions{number:04d}", member=game.team[command.by.country].member_id)
        try:
            game.house.store.execute(game.exercise, command)
        except RuleViolation:
            continue
        return


def everything(
    game: Game, places: dict[str, dict[tuple[str, str], str]]
) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Version and text of every part of every viewer."""
    found = {}
    for viewer in viewers(game):
        for name, source in places[viewer.name]:
            text = viewer.get(source).text
            head = PANEL.search(text)
            version = head[3] if head is not None else ""
            found[viewer.name, name, source] = (version, steady(text.replace(version, "")) if version else text)
    return found


def test_every_facet_that_a_panel_names_is_made() -> None:
    beside = {AWAY, TROUBLES, DAY, OVER, TYPING, YOU, HERE, LOBBY, NAMES, OWN, PRACTISED, READ, ROWS, SEATED, NEEDS}
    beside |= {WORKED_OUT, RELEASES, STARTED, UNDONE}
    assert {each for named in TEAM_PANELS.values() for each in named} <= {*TEAM_FACETS, *beside}
    control = {each for named in CONTROL_PANELS.values() for each in named}
    assert {each for each in control if not each.startswith(TEAMS)} <= {*CONTROL_FACETS, *beside}
    assert {each.removeprefix(TEAMS) for each in control if each.startswith(TEAMS)} <= set(TEAM_FACETS)
