"""The world, and who knows it: the network's people and what the case turns on, beside each team's own file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.views.team_view import TeamView
from simulation.scenario.schema.crime import CastMember
from webapp.control.blueprint import blueprint
from webapp.control.value_names import country, known_labels, names, reader, worded
from webapp.desk.board.map_layer import team_map
from webapp.pages.page import ControlPage, all_views, control_page, control_view
from webapp.pages.region_map import SMALL, RegionMap
from webapp.pages.world_map import world_map
from webapp.text.say import capital, say_code
from webapp.text.sorting import place


class Knowing(StrEnum):
    """How a team's file has something."""

    EVIDENCE = "evidence"
    LEAD = "lead"
    NOTHING = "nothing"


ORDER = (Knowing.NOTHING, Knowing.LEAD, Knowing.EVIDENCE)


@dataclass(frozen=True, slots=True)
class FileMark:
    """What a team's file has of something."""

    country: str
    knowing: Knowing
    text: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """Something true: a person of the network, an account, a container, a company, a phone."""

    key: str
    title: str
    text: str
    marks: tuple[FileMark, ...]


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of one kind or one organisation."""

    title: str
    rows: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class TeamLink:
    """A team whose map stands beside the world's."""

    code: str
    name: str
    url: str
    board_url: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class WorldPage(ControlPage):
    """The world beside what the teams know of it."""

    template: ClassVar[str] = "control/world.html"
    key: ClassVar[str] = "room"

    groups: tuple[FactGroup, ...]
    codes: tuple[str, ...]
    teams: tuple[TeamLink, ...]
    shown: TeamLink
    world: RegionMap
    theirs: RegionMap


@blueprint.get("/world")
def world() -> ResponseReturnValue:
    """The table, and the map of the world beside that of one team."""
    codes = tuple(all_views().teams)
    asked = request.args.get("team", "")
    chosen = asked if asked in codes else codes[0]
    teams = tuple(
        TeamLink(
            code,
            country(code),
            url_for("control.world", team=code) + "#maps",
            url_for("desk.board", at=code),
            is_shown=code == chosen,
        )
        for code in codes
    )
    return control_page(
        WorldPage(
            groups=facts(),
            codes=codes,
            teams=teams,
            shown=next(team for team in teams if team.is_shown),
            world=world_map(control_view(), names()),
            theirs=team_map(reader(chosen), SMALL),
        )
    )


def facts() -> tuple[FactGroup, ...]:
    """The people of each organisation, and what needs of the scenario speak of besides, by kind."""
    views = all_views()
    labels = known_labels()
    known = {code: knowledge(team) for code, team in views.teams.items()}
    groups = []
    members = [member for member in views.scenario.crime.cast if member.organisation is not None]
    for organisation in dict.fromkeys(member.organisation for member in members):
        rows = tuple(_person(member, labels, known) for member in members if member.organisation == organisation)
        groups.append(FactGroup(worded(f"organisation.{organisation}"), rows))
    people = {member.key for member in members}
    things: dict[str, list[FactRow]] = {}
    for key in dict.fromkeys(key for need in views.needs for key, _label in need.names):
        if key not in people:
            row = FactRow(key, str(labels[key]), "", _marks(key, known))
            things.setdefault(key.partition("/")[0], []).append(row)
    named = (FactGroup(kind_name(kind), tuple(rows)) for kind, rows in things.items())
    groups += sorted(named, key=lambda group: place(group.title))
    return tuple(groups)


def kind_name(kind: str) -> str:
    """The heading of things of one kind, as their keys begin."""
    return {
        "account": _("Accounts"),
        "cast": _("Other people"),
        "company": _("Companies"),
        "container": _("Containers"),
        "phone": _("Phones"),
    }.get(kind, capital(kind))


def _person(member: CastMember, labels: Mapping[str, str], known: Mapping[str, Mapping[str, Knowing]]) -> FactRow:
    function = capital(say_code(f"function.{member.function}")) if member.function is not None else ""
    name = labels.get(member.key, "")
    return FactRow(member.key, name or function, function if name else "", _marks(member.key, known))


def _marks(key: str, known: Mapping[str, Mapping[str, Knowing]]) -> tuple[FileMark, ...]:
    words = {
        Knowing.EVIDENCE: _("in evidence"),
        Knowing.LEAD: _("in a lead"),
        Knowing.NOTHING: _("not in the file"),
    }
    return tuple(
        FileMark(code, knowing, words[knowing])
        for code, file in known.items()
        for knowing in (file.get(key, Knowing.NOTHING),)
    )


def knowledge(team: TeamView) -> Mapping[str, Knowing]:
    """What a team's papers speak of, and whether one that stands as evidence does; nothing but its own file is read."""
    found: dict[str, Knowing] = dict.fromkeys((entity.key for entity in team.entities), Knowing.LEAD)
    for filed in team.documents:
        knowing = Knowing.EVIDENCE if filed.document.use.stands else Knowing.LEAD
        for said in filed.document.assertions:
            for key in (said.subject, said.object):
                found[key] = max(found.get(key, Knowing.NOTHING), knowing, key=ORDER.index)
    return found
