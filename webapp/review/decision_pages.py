"""The list of decisions, the page of one, and work in the background: asked for, going on, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from simulation.law.book.levers import load_levers
from simulation.review.figures import Subject, figures_of_case
from simulation.review.prices.choices import Decision, HeldBy
from simulation.review.prices.prices import Verdict, price_key, verdict
from simulation.review.prices.variants import BY_PERSON, ROUTINE, Variant, first_way, ways_for
from webapp.pages.forms import text_field
from webapp.pages.page import ReviewPage, back, review_page
from webapp.review.blueprint import blueprint
from webapp.review.cards.event_choices import EventChoiceRow, event_choice_rows
from webapp.review.cards.levers import LeverCard, days, lever_card, lever_title
from webapp.review.cards.stand_ins import StandInRow, stand_in_rows
from webapp.review.charts.charts import Chart, day_of, number
from webapp.review.current_review import Here, Tab, desk, here, tabs, ticket
from webapp.review.price_said import (
    HorizonRow,
    PeopleRow,
    days_earlier,
    held_note,
    held_said,
    horizon_rows,
    people_heads,
    people_rows,
    price_dots,
    price_said,
)
from webapp.review.pricing_jobs import AllWanted, DelayWanted, Job, LeverWanted, PriceWanted
from webapp.review.record_store import set_mark
from webapp.review.runs_said import figure_name
from webapp.review.seats_left import seat_left
from webapp.review.sentences import decision_title
from webapp.text.say import say_code
from webapp.visit.visitor import current_exercise, services


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in the list."""

    title: str
    who: str
    day: int
    url: str
    earlier: str
    """How much earlier it can be taken and what holds it, or why it could not have been taken earlier."""
    moves: str
    """What it moves in this exercise's own chance events, or what its price says."""
    is_told: bool


@dataclass(frozen=True, slots=True)
class JobRow:
    """Work in hand."""

    key: str
    title: str
    done: int
    total: int
    failed: bool
    left: str
    """How long the rest takes, in words; "" while nothing tells."""


@dataclass(frozen=True, slots=True)
class DecisionsPage(ReviewPage):
    """The decisions and their prices."""

    template: ClassVar[str] = "review/decisions.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    rows: tuple[DecisionRow, ...]
    others: tuple[DecisionRow, ...]
    screened: str
    jobs: tuple[JobRow, ...]
    event_choices: tuple[EventChoiceRow, ...]
    stand_ins: tuple[StandInRow, ...]
    levers: LeverCard
    can_price: bool
    can_look: bool
    exercise: str


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way in which a decision can be taken otherwise."""

    variant: str
    label: str
    said: str
    url: str
    is_current: bool
    can_ask: bool


@dataclass(frozen=True, slots=True)
class DecisionPage(ReviewPage):
    """One decision."""

    template: ClassVar[str] = "review/decision.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    ticket: str
    kicker: str
    headline: str
    text: str
    moved: tuple[str, ...]
    dots: Chart | None
    people: tuple[PeopleRow, ...]
    people_heads: tuple[str, str]
    horizons: tuple[HorizonRow, ...]
    end_day: str
    last_day: str
    trust: tuple[str, ...]
    ways: tuple[WayRow, ...]
    jobs: tuple[JobRow, ...]
    back_url: str
    exercise: str


@blueprint.get("/decisions")
def decisions() -> ResponseReturnValue:
    """Every choice: what people decided, what automatic offices let wait, what nobody did."""
    exercise = current_exercise().id
    now = here()
    rows = [(each, _row(now, each)) for each in _in_order(now)]
    can_play = not current_exercise().archived
    return review_page(
        DecisionsPage(
            tabs=tabs(now, "decisions"),
            rows=tuple(row for each, row in rows if each.kind in BY_PERSON),
            others=tuple(row for each, row in rows if each.kind not in BY_PERSON),
            screened=_screened_text(now),
            jobs=job_rows(now),
            event_choices=event_choice_rows(now.reading),
            stand_ins=stand_in_rows(now.reading),
            levers=lever_card(now),
            can_price=can_play,
            can_look=can_play and now.reading.span.is_ended and not now.screened,
            exercise=exercise,
        )
    )


@blueprint.get("/decisions/<ticket_of>")
def decision(ticket_of: str) -> ResponseReturnValue:
    """One decision, taken otherwise in one way or another."""
    exercise = current_exercise().id
    now = here()
    chosen = _named(now, ticket_of)
    fitting = {way.variant for way in ways_for(chosen)}
    wanted = request.args.get("how", "")
    variant = Variant(wanted) if wanted in fitting else first_way(chosen)
    price = now.prices.get(price_key(chosen, variant))
    said = price_said(now.reading, price, roles_only=False) if price is not None else None
    title = decision_title(now.reading, chosen, roles_only=False)
    return review_page(
        DecisionPage(
            tabs=tabs(now, "decisions"),
            ticket=ticket_of,
            kicker=_("%(title)s. Price of one decision, end of play", title=title),
            headline=said.headline if said is not None else title,
            text=said.text if said is not None else _("This decision has not been played in this way yet."),
            moved=_moved(now, chosen),
            dots=price_dots(now.reading, price, said.headline) if price is not None and said is not None else None,
            people=people_rows(now.reading, price) if price is not None else (),
            people_heads=people_heads(price) if price is not None else ("", ""),
            horizons=horizon_rows(now.reading, price) if price is not None else (),
            end_day=number(day_of(now.reading.span.end)),
            last_day=number(now.reading.scenario.horizon_days + 1),
            trust=_trust(now, chosen, variant),
            ways=_ways(now, chosen, variant),
            jobs=job_rows(now),
            back_url=url_for("review.decisions", exercise=exercise),
            exercise=exercise,
        )
    )


@blueprint.post("/decisions/price")
def find_price() -> ResponseReturnValue:
    """Ask what a decision taken otherwise changes."""
    now = here()
    chosen = _named(now, text_field("decision"))
    wanted = text_field("how") or first_way(chosen).value
    if wanted not in {way.variant.value for way in ways_for(chosen)}:
        raise NotFound
    if not current_exercise().archived and not _has_no_room(now, chosen, Variant(wanted)):
        asked = PriceWanted(chosen, Variant(wanted))
        desk().jobs.ask(current_exercise().id, now.sequence, asked, now.reading.record)
    return back("review.decisions")


@blueprint.post("/decisions/look")
def look_at_all() -> ResponseReturnValue:
    """Ask what all decisions move, and play runs of those that move most."""
    now = here()
    if not current_exercise().archived and now.reading.span.is_ended:
        go_on(now, AllWanted())
    return back("review.decisions")


@blueprint.post("/levers/price")
def find_lever() -> ResponseReturnValue:
    """Ask what a lever would have changed."""
    exercise = current_exercise().id
    now = here()
    country, lever, day = text_field("country"), text_field("lever"), text_field("day")
    codes = {each.code for each in now.reading.scenario.countries}
    if country not in codes or lever not in load_levers() or day not in {option.value for option in days(now)}:
        raise NotFound
    if not current_exercise().archived:
        desk().jobs.ask(exercise, now.sequence, LeverWanted(country, lever, int(day)), now.reading.record)
    return redirect(url_for("review.decisions", exercise=exercise, _anchor="levers"), 303)


@blueprint.post("/decisions/stop")
def stop_price() -> ResponseReturnValue:
    """Stop work in hand; what is stored of it stays."""
    exercise = current_exercise().id
    wanted = text_field("decision")
    for job in here().jobs:
        if ticket(job.wanted.key) == wanted:
            if isinstance(job.wanted, DelayWanted | AllWanted):
                set_mark(services().store.database, exercise, job.sequence, "paused")
            desk().jobs.stop(exercise, job.wanted.key)
    return back("review.decisions")


@blueprint.get("/decisions/progress")
def progress() -> ResponseReturnValue:
    """How far the work in hand has come; when something is done the page is shown anew."""
    exercise = current_exercise().id
    now = here()
    answer = make_response(render_template("review/_progress.html", jobs=job_rows(now), exercise=exercise))
    answer.headers["Cache-Control"] = "no-store"
    if request.args.get("jobs", "0") != str(len(now.jobs)):
        answer.headers["HX-Refresh"] = "true"
    return answer


def go_on(now: Here, wanted: DelayWanted | AllWanted) -> None:
    """Ask for work in the background, paused or not."""
    exercise = current_exercise().id
    set_mark(services().store.database, exercise, now.sequence, "paused", on=False)
    desk().jobs.ask(exercise, now.sequence, wanted, now.reading.record)


def _named(now: Here, ticket_of: str) -> Decision:
    found = next((each for each in now.reading.decisions if ticket(each.key) == ticket_of), None)
    if found is None:
        raise NotFound
    return found


def _has_no_room(now: Here, chosen: Decision, variant: Variant) -> bool:
    held = now.reading.held.get(chosen.key)
    return variant in {Variant.EARLIER, Variant.ALONE} and held is not None and held.seconds <= 0


def _in_order(now: Here) -> list[Decision]:
    told = {price.decision.key for price in now.prices.values() if price.decision is not None}

    def place(each: Decision) -> tuple[bool, bool, bool, bool, int]:
        held = now.reading.held.get(each.key)
        moves = each.key in now.screened and bool(now.screened[each.key].differences)
        stuck = held is not None and held.seconds <= 0
        return (each.key not in told, not moves, stuck, each.action in ROUTINE, each.at)

    return sorted(now.reading.decisions, key=place)


def _row(now: Here, chosen: Decision) -> DecisionRow:
    prices = [price for price in now.prices.values() if price.decision is not None and price.decision.key == chosen.key]
    return DecisionRow(
        title=decision_title(now.reading, chosen, roles_only=False),
        who=_who(now, chosen),
        day=day_of(chosen.at),
        url=url_for("review.decision", exercise=current_exercise().id, ticket_of=ticket(chosen.key)),
        earlier=_room_text(now, chosen),
        moves=price_said(now.reading, prices[0], roles_only=False).effect if prices else _moves_text(now, chosen),
        is_told=bool(prices),
    )


def _who(now: Here, chosen: Decision) -> str:
    """Whose decision it was, or at which seat nobody took it."""
    if chosen.office:
        return _("%(office)s, %(country)s", office=say_code(f"office.{chosen.office}"), country=chosen.country)
    if seat := seat_left(now.reading, chosen):
        office = say_code(f"office.{seat}")
        return _("%(office)s, %(country)s; nobody at the seat decided", office=office, country=chosen.country)
    return _("%(office)s, %(country)s", office=_("automatic office, or nobody"), country=chosen.country)


def _room_text(now: Here, chosen: Decision) -> str:
    held = now.reading.held.get(chosen.key)
    if held is None:
        return ""
    if held.seconds <= 0:
        return _("could not have been taken earlier: %(why)s", why=held_said(held))
    earlier = days_earlier(held.seconds)
    return earlier if held.by is HeldBy.WISH else f"{earlier}; {held_note(held)}"


def _moves_text(now: Here, chosen: Decision) -> str:
    found = now.screened.get(chosen.key)
    if found is None:
        return ""
    if found.why is not None:
        return say_code(f"no_price.{found.why}")
    if not found.differences:
        return _("changes nothing with the chance events of this exercise")
    moved = [figure for figure in figures_of_case(now.reading.scenario) if figure.key in found.differences]
    names = ", ".join(figure_name(figure).lower() for figure in moved if figure.subject is not Subject.PEOPLE)
    people = ", ".join(figure_name(figure).lower() for figure in moved if figure.subject is Subject.PEOPLE)
    parts = (
        _("changes %(figures)s with the chance events of this exercise", figures=names) if names else "",
        _("figures about people, counted separately: %(figures)s", figures=people) if people else "",
    )
    return "; ".join(part for part in parts if part)


def _screened_text(now: Here) -> str:
    if not now.screened:
        return ""
    asked = [each for each in now.screened.values() if each.why is None]
    return _(
        "Choices that could have been different: %(asked)s of %(all)s. Those that change something "
        "with the chance events of this exercise: %(moving)s.",
        asked=number(len(asked)),
        all=number(len(now.screened)),
        moving=number(sum(bool(each.differences) for each in asked)),
    )


def _moved(now: Here, chosen: Decision) -> tuple[str, ...]:
    """What can be moved and why no more."""
    held = now.reading.held.get(chosen.key)
    taken = _("Taken on day %(day)s.", day=number(day_of(chosen.at)))
    if held is None:
        return (taken,) if chosen.commands else ()
    if held.seconds <= 0:
        return (taken, _("The decision could not have been taken earlier: %(why)s.", why=held_said(held)))
    earlier = days_earlier(held.seconds)
    return (
        taken,
        _(
            "The program can place this decision %(earlier)s, but never more than one move earlier: %(why)s.",
            earlier=earlier,
            why=held_said(held),
        ),
    )


def _ways(now: Here, chosen: Decision, variant: Variant) -> tuple[WayRow, ...]:
    found = []
    asked = {job.wanted.key for job in now.jobs if not job.failed}
    for way in ways_for(chosen):
        key = price_key(chosen, way.variant)
        price = now.prices.get(key)
        stuck = _has_no_room(now, chosen, way.variant)
        said = ""
        if price is not None:
            said = price_said(now.reading, price, roles_only=False).effect
        elif stuck:
            said = say_code("no_price.held")
        elif key in asked:
            said = _("being played again")
        found.append(
            WayRow(
                way.variant.value,
                say_code(f"variant.{way.variant}"),
                said,
                url_for(
                    "review.decision",
                    exercise=current_exercise().id,
                    ticket_of=ticket(chosen.key),
                    how=way.variant.value,
                ),
                way.variant is variant,
                price is None and not stuck and key not in asked and not current_exercise().archived,
            )
        )
    return tuple(found)


def _trust(now: Here, chosen: Decision, variant: Variant) -> tuple[str, ...]:
    price = now.prices.get(price_key(chosen, variant))
    if price is None or not price.runs:
        return ()
    skipped = [pair.moved.skipped for pair in price.runs]
    acts = max(pair.moved.applied + pair.moved.skipped for pair in price.runs)
    found = [
        _(
            "Acts that no longer applied in a run: %(low)s to %(high)s of %(acts)s.",
            low=number(min(skipped)),
            high=number(max(skipped)),
            acts=number(acts),
        )
    ]
    if verdict(price, figures_of_case(now.reading.scenario)) is Verdict.WAITING_WAS_RIGHT:
        found.append(_("Waiting was right: an earlier decision makes at least one figure worse and none better."))
    if now.screened:
        found.append(_screened_text(now))
        found.append(
            _(
                "This decision was chosen from the results of runs other than those shown, so that the choice "
                "does not distort the result."
            )
        )
    return tuple(found)


def _job_title(now: Here, job: Job) -> str:
    match job.wanted:
        case DelayWanted():
            return _("What delay cost: runs played")
        case AllWanted():
            return _("All decisions: decisions looked at, then runs played")
        case LeverWanted(country, lever, day):
            return lever_title(now.reading, country, lever, day)
        case PriceWanted(decision=chosen, variant=variant):
            how = say_code(f"variant.{variant}")
            return f"{decision_title(now.reading, chosen, roles_only=False)}: {how}"


def left_said(job: Job) -> str:
    """How long work goes on, as far as that can be told."""
    if job.seconds_left is None or job.done >= job.total:
        return ""
    minutes = max(1, ceil(job.seconds_left / 60))
    return ngettext("about %(num)s minute to go", "about %(num)s minutes to go", minutes)


def job_rows(now: Here) -> tuple[JobRow, ...]:
    """The work in hand, as pages show it."""
    return tuple(
        JobRow(ticket(job.wanted.key), _job_title(now, job), job.done, job.total, job.failed, left_said(job))
        for job in now.jobs
    )
