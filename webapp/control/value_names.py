"""Words for what control sees: everything has a name here, and no code or key reaches a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask_babel import format_time
from werkzeug.exceptions import NotFound

from simulation.exercise.core.command import Seat
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.scenario.schema.crime import CastMember
from webapp.desk.readable import Reader
from webapp.pages.frame import day_text
from webapp.pages.page import all_views
from webapp.pages.team_rows import member_names
from webapp.store.tables import in_utc
from webapp.text.names import ScenarioNames
from webapp.text.say import plain, say_code
from webapp.text.sorting import place
from webapp.visit.languages import language


def names() -> ScenarioNames:
    """What values are called in the control room, which counts days by their numbers."""
    return ScenarioNames(all_views().scenario, language())


def country(code: str) -> str:
    """A country's name, "" for none."""
    return names().country(code) if code else ""


def day(number: int) -> str:
    """`Day 63, Tue 4 Mar`."""
    return day_text(all_views().scenario, number)


def date_at(second: int) -> str:
    """The day of a simulated second, with its date."""
    return day(second // DAY + 1)


def wall_time(moment: datetime) -> str:
    """A stored moment as the room's clock showed it."""
    return str(format_time(in_utc(moment).astimezone().replace(tzinfo=None), "HH:mm", rebase=False))


def office(name: str) -> str:
    """An office's name, "" for none."""
    return names().office(name)


def seat(one: Seat) -> str:
    """An office abroad or at home, named with its country."""
    return say_code("seat.abroad", office=office(one.office), country=country(one.country))


def has_words(key: str) -> bool:
    """Whether the scenario has words for a key, in the language of the page or in English."""
    return bool(names().written(key))


def worded(key: str) -> str:
    """The scenario's words for a key; without any, its last part as words."""
    return names().written(key) or plain(key)


def persona(name: str) -> str:
    """Whom control plays."""
    return names().persona(name)


def speaker(name: str) -> str:
    """Whom control plays, as the scenario calls whoever that is, else in general words."""
    return names().speaker(name)


def asked_for(request: RequestView) -> str:
    """What a request is for, with its target."""
    what = say_code(f"sought.{request.sought}")
    return f"{what}, {request.targets[0].label}" if request.targets else what


def reader(code: str, *, with_epilogue: bool = False) -> Reader:
    """A country's view made readable, as when control plays it; not found when it has no seats.

    Args:
        code: The country.
        with_epilogue: What came after play too; else the file as its team left it.
    """
    views = all_views().latest if with_epilogue else all_views().teams
    view = views.get(code)
    if view is None:
        raise NotFound
    return Reader(all_views().scenario, language(), view, all_views().scenario.country(code).offices, member_names())


def say(phrase: Phrase) -> str:
    """A phrase of control's view in words."""
    return names().say(phrase)


def known_labels() -> dict[str, str]:
    """What teams and the scenario's needs call people and things, by key."""
    views = all_views()
    labels = {entity.key: entity.label for team in views.teams.values() for entity in team.entities}
    return labels | {key: str(label) for need in views.needs for key, label in need.names}


def subjects() -> Mapping[str, str]:
    """What a paper of the trainer's can be about: the people of the case, and what its needs turn on; by key."""
    views, labels = all_views(), known_labels()
    cast = {each.key: _described(each) for each in views.scenario.crime.cast}
    turned_on = dict.fromkeys((key for need in views.needs for key, _label in need.names), "")
    found = {
        key: ", ".join(filter(None, (labels.get(key), described))) for key, described in (cast | turned_on).items()
    }
    return dict(sorted(found.items(), key=lambda each: place(each[1])))


def _described(member: CastMember) -> str:
    """Somebody of the case by work, organisation and country: the name alone says nothing to a trainer."""
    work = say_code(f"function.{member.function}") if member.function is not None else ""
    group = worded(f"organisation.{member.organisation}") if member.organisation is not None else ""
    return ", ".join(filter(None, (work, group, member.country)))
