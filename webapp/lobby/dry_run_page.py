"""The page of a scenario's dry run: what stands in its files, what plays of it show, and the work of each seat."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from simulation.kernel.errors import RuleViolation, ScenarioError
from simulation.players.dry_run import LEAST, MOST, DryRun, SeatLoad
from simulation.players.runs import usual_preset
from simulation.scenario.schema.scenario import Scenario
from webapp.lobby.blueprint import blueprint
from webapp.lobby.dry_runs import LONGEST_SECONDS, STEPS, DryRuns, Ending, Trial, stamp_of
from webapp.lobby.scenarios import library, scenario_of, told
from webapp.pages.forms import Option, one_of
from webapp.pages.page import plain_page
from webapp.text.names import Names
from webapp.text.say import office_name
from webapp.visit.languages import country_name, language

_KEY = "rogatory.dry_runs"

MOST_LINES = 60
"""Lines of a kind that the page tells; `rogatory scenario check --play` tells all."""


@dataclass(frozen=True, slots=True)
class MoveCell:
    """Decisions of a seat in a move, and lines of its work list as the move opens; `is_odd`: too few or too many."""

    decisions: int
    waiting: int | None
    is_odd: bool


@dataclass(frozen=True, slots=True)
class LoadRow:
    """The work of a seat by move."""

    seat: str
    moves: tuple[MoveCell, ...]


@dataclass(frozen=True, slots=True)
class TrialRows:
    """A dry run as the page shows it.

    Attributes:
        preset: What was played.
        done: Steps that are done.
        steps: How many there are.
        doing: What is being done now, "" when it is over.
        ended: Why it ended early, "" where it did not.
        is_old: The scenario is another one by now.
        demands: What is missing for a room, None while that is not known.
        notes: What is to be known; it forbids nothing.
        loads: The work of each seat.
        told: Further sentences about the work.
        is_good: Nothing has to be mended, and every office has its work.
    """

    preset: str
    done: int
    steps: int
    doing: str
    ended: str
    is_old: bool
    demands: tuple[str, ...] | None
    notes: tuple[str, ...]
    loads: tuple[LoadRow, ...]
    told: tuple[str, ...]
    is_good: bool


def book() -> DryRuns:
    """The dry runs of this application."""
    found: DryRuns = current_app.extensions.setdefault(_KEY, DryRuns())
    return found


def opened(name: str) -> Scenario:
    """A scenario of the library that a room can play.

    Raises:
        NotFound: There is none of this name, it cannot be opened, or one person plays it alone.
    """
    if name not in library().names():
        raise NotFound
    try:
        scenario = scenario_of(name)
    except ScenarioError:
        raise NotFound from None
    if scenario.is_tutorial:
        raise NotFound
    return scenario


@blueprint.get("/scenarios/<name>/dry-run")
def dry_run_page(name: str) -> ResponseReturnValue:
    """The page."""
    return _page(name)


def _page(name: str, status: int = 200, error: str = "") -> ResponseReturnValue:
    scenario, trial = opened(name), book().of(name)
    usual = trial.preset if trial is not None else usual_preset(scenario).key
    return plain_page(
        "lobby/dry_run.html",
        status,
        name=name,
        title=scenario.text("title", language()),
        error=error,
        presets=tuple(
            Option(each.key, scenario.text(f"preset.{each.key}", language()), "", each.key == usual)
            for each in scenario.play.presets
        ),
        trial=rows_of(trial) if trial is not None else None,
    )


@blueprint.post("/scenarios/<name>/dry-run")
def begin_dry_run(name: str) -> ResponseReturnValue:
    """Begins one, unless one is in hand."""
    scenario = opened(name)
    try:
        preset = one_of("preset", [each.key for each in scenario.play.presets], label=_("Length"))
    except RuleViolation as violation:
        return _page(name, 422, Names().refused(violation))
    directory = library().directory(name)
    if not book().ask(Trial(name, preset, scenario, stamp_of(directory)), directory):
        busy = book().in_hand() or Trial(name, preset, scenario)
        error = _(
            "A dry run is already under way: %(name)s. Only one can run at a time; try again when it has finished.",
            name=busy.name,
        )
        return _page(name, 409, error)
    return redirect(url_for("lobby.dry_run_page", name=name), 303)


@blueprint.post("/scenarios/<name>/dry-run/stop")
def stop_dry_run(name: str) -> ResponseReturnValue:
    """Ends it; what was found stays."""
    book().stop(name)
    return redirect(url_for("lobby.dry_run_page", name=name), 303)


@blueprint.get("/scenarios/<name>/dry-run/part")
def dry_run_part(name: str) -> ResponseReturnValue:
    """How far it has come, and what was found; asked every two seconds, it opens no scenario."""
    if name not in library().names():
        raise NotFound
    trial = book().of(name)
    shown = rows_of(trial) if trial is not None else None
    answer = make_response(render_template("lobby/_dry_run.html", name=name, trial=shown))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def rows_of(trial: Trial) -> TrialRows:
    """A dry run in words."""
    scenario, verdict, play = trial.scenario, trial.found.verdict, trial.found.play
    doing = (
        _("checking the scenario’s files and what a room needs"),
        _("playing the scenario without players, then with the textbook policy in every seat"),
        _("playing every seat by the textbook"),
        _("checking the desks at the opening of each move"),
    )
    key = f"preset.{trial.preset}"
    return TrialRows(
        preset=scenario.text(key, language()),
        done=trial.done,
        steps=STEPS,
        doing="" if trial.is_over else doing[trial.done],
        ended=_ended(trial.ended) if trial.ended is not None else "",
        is_old=trial.stamp != stamp_of(library().directory(trial.name)),
        demands=None if verdict is None else told((*verdict.problems, *verdict.demands), MOST_LINES),
        notes=() if verdict is None else told(verdict.notes, MOST_LINES),
        loads=() if play is None else tuple(_load(each, scenario) for each in play.seats),
        told=() if play is None else tuple(_sentences(play, scenario)),
        is_good=verdict is not None and verdict.is_good and play is not None and play.is_good,
    )


def _ended(ending: Ending) -> str:
    match ending:
        case Ending.BROKE:
            return _("The dry run stopped early. Its findings until then are below; start it again.")
        case Ending.STOPPED:
            return _("The dry run was stopped. Its findings until then are below.")
        case Ending.LATE:
            return _(
                "The dry run had not finished after %(minutes)s minutes and was ended. Its findings until "
                "then are below. Start it again when the machine is less busy, or with a shorter length.",
                minutes=round(LONGEST_SECONDS / 60),
            )


def _load(load: SeatLoad, scenario: Scenario) -> LoadRow:
    odd = load.outside
    waits = load.waiting or (None,) * len(load.by_move)
    return LoadRow(
        f"{country_name(scenario, load.country)}, {office_name(load.office)}",
        tuple(
            MoveCell(count, waiting, move in odd)
            for move, (count, waiting) in enumerate(zip(load.by_move, waits, strict=True), start=1)
        ),
    )


def _sentences(play: DryRun, scenario: Scenario) -> list[str]:
    sentences = []
    odd = sum(len(seat.outside) for seat in play.seats)
    if odd:
        sentences.append(
            ngettext(
                "In %(num)s case an office has fewer than %(least)s or more than %(most)s decisions in a move.",
                "In %(num)s cases an office has fewer than %(least)s or more than %(most)s decisions in a move.",
                odd,
                least=LEAST,
                most=MOST,
            )
        )
    if not play.is_even:
        sentences.append(_("One country decides at least 1.5 times as often as another."))
    if play.silent_injects:
        sentences.append(_("Events that never came: %(events)s", events=_titles(scenario, play.silent_injects)))
    if play.reserve_injects:
        events = _titles(scenario, play.reserve_injects)
        sentences.append(_("Events held in reserve and not needed: %(events)s", events=events))
    if play.later_injects:
        events = _titles(scenario, play.later_injects)
        sentences.append(_("Events after the last move of this length: %(events)s", events=events))
    return sentences


def _titles(scenario: Scenario, keys: tuple[str, ...]) -> str:
    return ", ".join(_title(scenario, key) for key in keys)


def _title(scenario: Scenario, key: str) -> str:
    words = f"inject.{key}.title"
    said = scenario.text(words, language())
    return key if said == words else f"{said} ({key})"
