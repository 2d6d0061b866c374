"""The epilogue: what was open when people stopped, and what automatic players and courts made of it, shown apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.exercise.trials.events import PersonCharged
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import RequestLine
from webapp.pages.page import ReviewPage, plain_page, review_page
from webapp.review.blueprint import blueprint
from webapp.review.cards.judgments import ruled_by
from webapp.review.charts.charts import day_of, number
from webapp.review.current_review import Tab, here, tabs
from webapp.review.sentences import name_of, request_number
from webapp.text.formatting import money
from webapp.text.say import say_code
from webapp.text.sentencing import sentence_lines, term
from webapp.visit.visitor import current_exercise

MOST_ON_THE_WALL = 7


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that was open at the end of play."""

    matter: str
    left_text: str
    after_text: str


@dataclass(frozen=True, slots=True)
class Epilogue:
    """The page in words.

    Attributes:
        has_epilogue: It was played.
        is_ended: People have stopped playing.
        matters: What was open.
        headline: The finding.
        start_text: First day of the axis.
        end_text: End of play.
        horizon_text: Last day of the axis.
        share: Percent of the axis that people played.
        decided: Cases decided on the merits.
    """

    has_epilogue: bool
    is_ended: bool
    matters: tuple[Matter, ...]
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
    """What went on without the people: all of it for the trainer, the first matters on the wall."""
    exercise = current_exercise().id
    now = here()
    reading = now.reading
    span = reading.span
    on_wall = request.args.get("wall") == "1"
    matters = (*_freezes(reading), *_trials(reading, roles_only=on_wall), *_requests(reading, roles_only=on_wall))
    found = Epilogue(
        has_epilogue=span.has_epilogue,
        is_ended=span.is_ended,
        matters=matters[:MOST_ON_THE_WALL] if on_wall else matters,
        headline=_("What was open on day %(day)s went on without you.", day=day_of(span.end)),
        start_text=_("day %(day)s", day=1),
        end_text=_("day %(day)s, end of play", day=day_of(span.end)),
        horizon_text=_("day %(day)s", day=day_of(span.horizon)),
        share=max(5, min(95, round(100 * span.end / max(span.horizon, 1)))),
        decided=sum(
            isinstance(event, VerdictGiven) and event.outcome != "dismissal" for event in reading.record.events
        ),
    )
    room_url = url_for("control.home", exercise=exercise)
    if on_wall:
        return plain_page(
            "review/epilogue_wall.html", page=found, back_url=url_for("review.epilogue", exercise=exercise)
        )
    return review_page(
        EpiloguePage(
            tabs=tabs(now, "epilogue"),
            page=found,
            room_url=room_url,
        )
    )


def _requests(reading: RecordReading, *, roles_only: bool) -> list[Matter]:
    after = {line.key: line for line in reading.after}
    found = []
    for line in reading.lines:
        if not line.is_open or (line.left is None and not line.inherited):
            continue
        found.append(
            Matter(
                _(
                    "%(number)s, %(what)s",
                    number=request_number(line, roles_only=roles_only),
                    what=say_code(f"sought.{line.sought}").lower(),
                ),
                _("open, %(days)s days", days=number(line.days)),
                _request_end(reading, after[line.key]),
            )
        )
    return found


def _request_end(reading: RecordReading, line: RequestLine) -> str:
    if line.is_open or line.answered is None:
        return _("Still open on day %(day)s.", day=day_of(reading.span.horizon))
    return _("%(status)s on day %(day)s.", status=say_code(f"status.{line.status}"), day=day_of(line.answered))


def _trials(reading: RecordReading, *, roles_only: bool) -> list[Matter]:
    verdicts = {event.charge: event for event in reading.record.events if isinstance(event, VerdictGiven)}
    found: list[Matter] = []
    for event in reading.record.events:
        if not isinstance(event, PersonCharged) or event.at > reading.span.end:
            continue
        verdict = verdicts.get(event.charge)
        if verdict is not None and verdict.at <= reading.span.end:
            continue
        who = number(len(found) + 1) if roles_only else name_of(reading, event.person)
        ends = _("Still open on day %(day)s.", day=day_of(reading.span.horizon))
        if verdict is not None:
            ends = _(
                "Day %(day)s: %(outcome)s, %(who)s.",
                day=day_of(verdict.at),
                outcome=say_code(f"outcome.{verdict.outcome}"),
                who=ruled_by(reading, verdict),
            )
            if verdict.months:
                why = " ".join(line.text for line in sentence_lines(verdict.grounds))
                ends += " " + _("Sentence: %(term)s", term=term(verdict.months)) + ". " + why
        found.append(Matter(_("Trial, %(who)s", who=who), _("charged on day %(day)s", day=day_of(event.at)), ends))
    return found


def _freezes(reading: RecordReading) -> list[Matter]:
    """Money held at the end of play, and what became of it."""
    held = reading.flow_at(reading.span.end).held_minor
    if not held:
        return []
    currency = reading.scenario.currency
    begun = {
        event.account
        for event in reading.record.events
        if isinstance(event, AssetsFrozen) and event.at <= reading.span.end
    }
    ended = {
        event.account: event
        for event in reversed(reading.record.events)
        if isinstance(event, FreezeEnded) and event.at > reading.span.end and event.account in begun
    }
    parts = []
    for how, words in (
        ("confiscated", _("confiscated")),
        ("lapsed", _("let go because no proof came in time")),
        ("lifted", _("released")),
    ):
        amount = sum(event.amount_minor for event in ended.values() if event.how == how)
        if amount:
            parts.append(f"{money(amount, currency).partition('.')[0]} {words}")
    after = "; ".join(parts) + "." if parts else _("Still held on day %(day)s.", day=day_of(reading.span.horizon))
    return [Matter(_("Money held"), _("%(amount)s held", amount=money(held, currency).partition(".")[0]), after)]
