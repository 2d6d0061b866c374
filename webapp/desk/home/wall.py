"""The wall as a team sees it from its desk: which pieces of its news it lets everybody see as a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.views.story import Story
from simulation.exercise.views.wall import things
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import may_send, reader
from webapp.desk.readable import Reader
from webapp.pages.page import back
from webapp.pages.wall_releases import is_released, release
from webapp.visit.handles import handle_of


@dataclass(frozen=True, slots=True)
class WallChoice:
    """A piece of news of which the wall can show a number: what the form calls it, and whether it may."""

    url: str
    thing: str
    is_released: bool


def wall_choices(stories: Mapping[str, Story], reading: Reader) -> Mapping[str, WallChoice]:
    """By row, the pieces of news that the visitor may release or take back; none where no wall shows anything.

    Args:
        stories: The stories by the key of their row.
        reading: The team's view.
    """
    if reading.scenario.is_tutorial or reading.view.clock.is_over or not may_send():
        return {}
    counted = things(reading.view, reading.view.digest_since)
    found = {key: next(iter(_things(story, counted)), "") for key, story in stories.items()}
    return {
        key: WallChoice(url_for("desk.release_to_wall"), handle_of("wall", thing), is_released(thing))
        for key, thing in found.items()
        if thing
    }


def _things(story: Story, counted: Sequence[str]) -> list[str]:
    """Names on the wall of what a story is about."""
    about = {story.about, *story.covers}
    return [thing for thing in counted if thing.partition(":")[2] in about]


@blueprint.post("/wall", endpoint="release_to_wall")
def release_to_wall() -> ResponseReturnValue:
    """Lets the wall show a number of something that this team alone may have on file, or takes that back."""
    view = reader().view
    wanted = request.form.get("thing", "")
    thing = next((each for each in things(view, view.digest_since) if handle_of("wall", each) == wanted), None)
    if thing is None:
        abort(404)
    if not may_send():
        flash(_("Only the pen holder can decide what the wall may show."), "warning")
        return back("desk.home")
    shown = request.form.get("shown") == "yes"
    release(thing, shown=shown)
    flash(
        _("The wall may show the number of it, without a name.")
        if shown
        else _("The wall shows it only in a sum with other teams."),
        "info",
    )
    return back("desk.home")
