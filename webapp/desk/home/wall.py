"""The wall as a team sees it from its desk: which pieces of its news it lets everybody see as a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from webapp.pages.wall_releases import own_releases, release
from webapp.visit.handles import handle_of


@dataclass(frozen=True, slots=True)
class WallChoice:
    """What one form releases or takes back together: its things as the form calls them, and whether all may be shown.

    `anchor` is where the page stands after it, `title` what it is where no story says so.
    """

    url: str
    anchor: str
    things: tuple[str, ...]
    is_released: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class WallPart:
    """What the team may release or take back.

    Attributes:
        choices: By row of the news, what stands in it.
        standing: What was released, counts on the wall still, and is in no piece of news as a whole.
    """

    choices: Mapping[str, WallChoice]
    standing: tuple[WallChoice, ...]


def wall_part(stories: Mapping[str, Story], reading: Reader) -> WallPart:
    """What the visitor may release or take back; nothing where no wall shows anything.

    Args:
        stories: The stories by the key of their row.
        reading: The team's view.
    """
    if reading.scenario.is_tutorial or reading.view.clock.is_over or not may_send():
        return WallPart({}, ())
    counted, ours = things(reading.view, reading.view.digest_since), own_releases()
    found: dict[str, tuple[str, ...]] = {}
    for key, story in stories.items():
        told = {thing for held in found.values() for thing in held}
        if held := things_of(story, [thing for thing in counted if thing not in told]):
            found[key] = held
    whole = {thing for held in found.values() if ours.issuperset(held) for thing in held}
    return WallPart(
        {key: _choice(held, is_released=ours.issuperset(held)) for key, held in found.items()},
        tuple(
            _choice((thing,), is_released=True, title=_named(thing, reading))
            for thing in counted
            if thing in ours and thing not in whole
        ),
    )


def _choice(held: Iterable[str], *, is_released: bool, title: str = "") -> WallChoice:
    handles = tuple(handle_of("wall", thing) for thing in held)
    return WallChoice(url_for("desk.release_to_wall"), _anchor(handles[0]), handles, is_released, title)


def _anchor(handle: str) -> str:
    return f"wall-{handle}"


def things_of(story: Story, counted: Sequence[str]) -> tuple[str, ...]:
    """Names of all that the wall counts of a story, on the first part of the wall on which any of it counts."""
    about = {story.about, *story.covers}
    held = [thing.partition(":") for thing in counted if thing.partition(":")[2] in about]
    return tuple("".join(each) for each in held if each[0] == held[0][0])


def _named(thing: str, reading: Reader) -> str:
    key = thing.partition(":")[2]
    asked = reading.view.request(key)
    return f"{asked.label}, {reading.requests.title_of(asked)}" if asked is not None else reading.entity(key)


@blueprint.post("/wall", endpoint="release_to_wall")
def release_to_wall() -> ResponseReturnValue:
    """Lets the wall show a number of something that this team alone may have on file, or takes that back."""
    view = reader().view
    sent = request.form.getlist("thing")
    found = [each for each in things(view, view.digest_since) if handle_of("wall", each) in sent]
    if not found:
        abort(404)
    shown = request.form.get("shown") == "yes"
    if view.clock.is_over:
        flash(_("Play is over: you can no longer change what the wall screen may show."), "warning")
    elif not may_send():
        flash(_("Only the pen holder can decide what the wall screen may show."), "warning")
    else:
        release(found, shown=shown)
        flash(
            _("The wall screen may now show this news as a number, without a name.")
            if shown
            else _("The wall screen now only counts this news with those of the other teams."),
            "info",
        )
    return back("desk.home", anchor=_anchor(sent[0]))
