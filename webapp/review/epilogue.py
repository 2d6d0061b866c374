"""The epilogue: what was open when people stopped, and what automatic players and courts made of it, shown apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.outcome.exercise_outcome import decided_on_merits
from simulation.review.record_reading import RecordReading
from webapp.pages.page import ReviewPage, for_the_room, plain_page, review_page
from webapp.review.blueprint import blueprint
from webapp.review.charts.charts import day_of
from webapp.review.current_review import Tab, here, tabs
from webapp.review.open_matters import About, Matter, matters, on_wall
from webapp.visit.visitor import current_exercise


@dataclass(frozen=True, slots=True)
class MatterGroup:
    """Matters under a heading; the wall has no headings."""

    heading: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Epilogue:
    """The page in words.

    Attributes:
        has_epilogue: It was played.
        is_ended: People have stopped playing.
        groups: What was open.
        all_matters: How many matters that are.
        headline: The finding.
        start_text: First day of the axis.
        end_text: End of play.
        horizon_text: Last day of the axis.
        share: Percent of the axis that people played.
        decided: Cases decided on the merits.
    """

    has_epilogue: bool
    is_ended: bool
    groups: tuple[MatterGroup, ...]
    all_matters: int
    headline: str
    start_text: str
    end_text: str
    horizon_text: str
    share: int
    decided: int


@dataclass(frozen=True, slots=True)
class EpiloguePage(ReviewPage):
    """What came after play."""

    template: ClassVar[str] = "review/epilogue.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    page: Epilogue
    room_url: str


@blueprint.get("/epilogue")
def epilogue() -> ResponseReturnValue:
    """What went on without the people: matter by matter for the trainer, matters of one kind together on the wall."""
    if request.args.get("wall") == "1":
        return _wall()
    now = here()
    return review_page(
        EpiloguePage(
            tabs=tabs(now, "epilogue"),
            page=_found(now.reading, _under_headings(matters(now.reading))),
            room_url=url_for("control.home", exercise=current_exercise().id),
        )
    )


@for_the_room
def _wall() -> ResponseReturnValue:
    reading = here().reading
    return plain_page(
        "review/epilogue_wall.html",
        page=_found(reading, (MatterGroup("", on_wall(reading)),)),
        back_url=url_for("review.epilogue", exercise=current_exercise().id),
    )


def _found(reading: RecordReading, groups: tuple[MatterGroup, ...]) -> Epilogue:
    span = reading.span
    return Epilogue(
        has_epilogue=span.has_epilogue,
        is_ended=span.is_ended,
        groups=groups,
        all_matters=len(matters(reading)),
        headline=_("The matters open on day %(day)s went on without you.", day=day_of(span.end)),
        start_text=_("day %(day)s", day=1),
        end_text=_("day %(day)s, end of play", day=day_of(span.end)),
        horizon_text=_("day %(day)s", day=day_of(span.horizon)),
        share=max(5, min(95, round(100 * span.end / max(span.horizon, 1)))),
        decided=decided_on_merits(reading.record.events),
    )


def _under_headings(found: Sequence[Matter]) -> tuple[MatterGroup, ...]:
    headings = {About.PEOPLE: _("People"), About.MONEY: _("Money"), About.LETTERS: _("Requests")}
    groups = (
        MatterGroup(heading, tuple(each for each in found if each.about is about))
        for about, heading in headings.items()
    )
    return tuple(group for group in groups if group.matters)
