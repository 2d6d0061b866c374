"""A trainer at a country's desk: control plays a country that it took over, and may look at the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import session
from flask_babel import gettext as _

from simulation.exercise.commands import Post
from webapp.published import CONTROL, Published
from webapp.visit import ExerciseInfo, Member, Visit, current_exercise

PLAYING_KEY = "playing"
"""What the signed cookie calls the desks that a trainer has open, by exercise."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands above a desk that a trainer looks at."""

    country: str
    plays: bool


def desk_open(cookie: Mapping[str, object], exercise: ExerciseInfo) -> Member | None:
    """Control as if it were a member of the country whose desk the trainer opened; None when no desk is open."""
    kept = cookie.get(PLAYING_KEY)
    country = kept.get(exercise.id) if isinstance(kept, dict) else None
    if not isinstance(country, str):
        return None
    return Member(CONTROL, exercise.id, _("Exercise control"), country, Post.PLAYER, "")


def open_desk(country: str) -> None:
    """From now on the desk's addresses show this country to the trainer."""
    kept = session.get(PLAYING_KEY)
    session[PLAYING_KEY] = {**(kept if isinstance(kept, dict) else {}), current_exercise().id: country}


def close_desk() -> None:
    """The desk's addresses are closed to the trainer again."""
    kept = session.get(PLAYING_KEY)
    if isinstance(kept, dict):
        session[PLAYING_KEY] = {key: value for key, value in kept.items() if key != current_exercise().id}


def at_the_desk(visit: Visit) -> Visit:
    """The same visit as the desk sees it: a trainer who opened a desk stands in for its members."""
    return replace(visit, member=visit.stand_in) if visit.stand_in is not None else visit


def is_control(member: Member) -> bool:
    """Whether this is a trainer who looks at a desk."""
    return member.id == CONTROL


def plays(published: Published, member: Member) -> bool:
    """Whether control may act for the country of the desk that it looks at: only while it has taken it over."""
    return is_control(member) and any(
        line.country == member.country and line.controlled for line in published.control.countries
    )
