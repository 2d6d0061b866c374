"""The epilogue: what was open when people stopped, and what automatic players and courts made of it, shown apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.outcome.exercise_outcome import decided_on_merits
from simulation.exercise.outcome.flows import Flows
from simulation.exercise.trials.events import PersonCharged
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import RequestLine
from webapp.pages.page import ReviewPage, plain_page, review_page
from webapp.review.blueprint import blueprint
from webapp.review.cards.judgments import ruled_by
from webapp.review.charts.charts import day_of, number
from webapp.review.current_review import Tab, here, tabs
from webapp.review.sentences import name_of, request_number
from webapp.text.formatting import days_text, money
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
        matters: What was open; on the wall the first.
        all_matters: How many were open.
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
    """What went on without the people: all of it for the trainer, the first matters on the wall."""
    exercise = current_exercise().id
    now = here()
    reading = now.reading
    span = reading.span
    on_wall = request.args.get("wall") == "1"
    open_then = matters(reading, roles_only=on_wall)
    found = Epilogue(
        has_epilogue=span.has_epilogue,
        is_ended=span.is_ended,
        matters=open_then[:MOST_ON_THE_WALL] if on_wall else open_then,
        all_matters=len(open_then),
        headline=_("The matters open on day %(day)s went on without you.", day=day_of(span.end)),
        start_text=_("day %(day)s", day=1),
        end_text=_("day %(day)s, end of play", day=day_of(span.end)),
        horizon_text=_("day %(day)s", day=day_of(span.horizon)),
        share=max(5, min(95, round(100 * span.end / max(span.horizon, 1)))),
        decided=decided_on_merits(reading.record.events),
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


def matters(reading: RecordReading, *, roles_only: bool) -> tuple[Matter, ...]:
    """What was open at the end of play, and what became of it: money, trials, requests."""
    return (
        *_freezes(reading),
        *_trials(reading, roles_only=roles_only),
        *_requests(reading, roles_only=roles_only),
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
                _left_open(line),
                _request_end(reading, after[line.key]),
            )
        )
    return found


def _left_open(line: RequestLine) -> str:
    """How long a request was open at the end of play; of one that is older than play, its days of play alone."""
    days = round(line.days)
    if line.inherited:
        return _("open since before day 1; in play for %(days)s", days=days_text(days))
    return _("open for %(days)s", days=days_text(days)) if days else _("open for less than a day")


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
    """Money frozen at the end of play, and what became of it and of what was frozen since; the parts add up."""
    play, after = reading.flow_at(reading.span.end).flows, reading.flows[-1].flows
    came = after.money_ever_frozen_minor - play.money_ever_frozen_minor
    taken = _confiscated_out_of_frozen(after) - _confiscated_out_of_frozen(play)
    lapsed = after.money_lapsed_minor - play.money_lapsed_minor
    lifted = after.money_lifted_minor - play.money_lifted_minor
    if not (play.money_frozen_minor or came):
        return []

    def said(amount: int) -> str:
        return money(amount, reading.scenario.currency)

    since = (
        (came, _("%(amount)s more frozen", amount=said(came))),
        (taken, _("%(amount)s confiscated", amount=said(taken))),
        (lapsed, _("%(amount)s released because no proof came in time", amount=said(lapsed))),
        (lifted, _("%(amount)s released", amount=said(lifted))),
    )
    day = day_of(reading.span.horizon)
    still = _("%(amount)s frozen on day %(day)s", amount=said(after.money_frozen_minor), day=day)
    parts = [*(words for amount, words in since if amount), still]
    left = _("%(amount)s frozen", amount=said(play.money_frozen_minor))
    return [Matter(_("Money frozen"), left, "; ".join(parts) + ".")]


def _confiscated_out_of_frozen(flows: Flows) -> int:
    return flows.money_confiscated_minor - flows.money_confiscated_free_minor
