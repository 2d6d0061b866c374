"""The trainer's list of exercises, and the form that makes one."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import load_scenario
from simulation.kernel.errors import RuleViolation, ScenarioError
from simulation.law.book.levers import load_levers
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.scenario import Scenario
from webapp.lobby.blueprint import blueprint
from webapp.pages.forms import int_field, one_of, text_field
from webapp.pages.frame import country_summary, exists, grouped
from webapp.pages.page import plain_page
from webapp.store.new_exercise import LARGEST_SEED, new_exercise
from webapp.store.registered import registry
from webapp.store.tables import ExerciseRecord, MemberRecord, Standing
from webapp.text.law_texts import lever_texts
from webapp.text.names import Names
from webapp.text.say import phase_name
from webapp.visit.access import exercise_info
from webapp.visit.languages import country_name, language
from webapp.visit.visitor import current_trainer, services


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise of the list."""

    url: str
    title: str
    scenario: str
    code: str
    phase: str
    people: str
    begun: str
    review_url: str
    shelf_url: str
    note: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a form."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CountryOption:
    """A country of the form."""

    code: str
    name: str
    text: str


@blueprint.get("/exercises")
def exercises() -> ResponseReturnValue:
    """The exercises that are open to this trainer, newest first; those put away on a list of their own."""
    trainer, in_archive = current_trainer(), request.args.get("archive") == "1"
    with services().database.reading() as session:
        counts = dict(
            session.execute(
                sa.select(MemberRecord.exercise_id, sa.func.count())
                .where(MemberRecord.left_at.is_(None), MemberRecord.standing == Standing.IN)
                .group_by(MemberRecord.exercise_id)
            ).all()
        )
        found = [
            exercise_info(row)
            for row in session.scalars(sa.select(ExerciseRecord).order_by(ExerciseRecord.created_at.desc()))
        ]
    found = [info for info in found if trainer.may_run(info)]
    away = sum(info.put_away for info in found)
    rows = []
    titles = {name: scenario.text("title", language()) for name, scenario in usable()}
    for info in found:
        if info.put_away != in_archive:
            continue
        lobby = url_for("lobby.seats", exercise=info.id)
        has_room = exists("control.home") and not info.archived and info.phase != "lobby"
        people = counts.get(info.id, 0)
        rows.append(
            Row(
                url=url_for("control.home", exercise=info.id) if has_room else lobby,
                title=info.title,
                scenario=titles.get(info.scenario, info.scenario),
                code=grouped(info.join_code),
                phase=_("archive, read only") if info.archived else phase_name(info.phase),
                people=ngettext("%(num)s person", "%(num)s people", people),
                begun=info.created_at.strftime("%Y-%m-%d"),
                review_url=url_for("review.home", exercise=info.id)
                if exists("review.home") and not info.rehearsal_of
                else "",
                shelf_url=url_for("lobby.shelf_page", exercise=info.id),
                note=_("rehearsal") if info.rehearsal_of else "",
            )
        )
    return plain_page("lobby/exercises.html", rows=rows, trainer=trainer, in_archive=in_archive, away=away)


def usable() -> tuple[tuple[str, Scenario], ...]:
    """The scenarios that can be played, by name."""
    found = []
    for name in available():
        try:
            found.append((name, load_scenario(directory_of(name), registry())))
        except ScenarioError:
            continue
    return tuple(found)


def form_page(status: int = 200, error: str = "") -> ResponseReturnValue:
    """The form, filled with what was sent before."""
    scenarios = usable()
    name = request.values.get("scenario", "")
    scenario = next((found for key, found in scenarios if key == name), scenarios[0][1] if scenarios else None)
    if scenario is None:
        return plain_page("lobby/no_scenario.html")
    code = language()
    presets = tuple(
        Option(preset.key, _preset_label(scenario, preset.key), _preset_hint(preset.people, len(preset.jumps)))
        for preset in scenario.play.presets
    )
    return plain_page(
        "lobby/new.html",
        status,
        error=error,
        scenarios=tuple(
            Option(key, found.text("title", code), found.text("summary", code) if found.has_text("summary") else "")
            for key, found in scenarios
        ),
        scenario=scenario,
        presets=presets,
        countries=tuple(
            CountryOption(
                country.code,
                country_name(scenario, country.code),
                country_summary(scenario, country.code),
            )
            for country in scenario.played
        ),
        policies=policies(),
        help_levels=help_levels(),
        levers=lever_texts(),
        chosen={code: request.form.getlist(f"lever_{code}") for code in (each.code for each in scenario.played)},
        given=request.form,
        seed=request.form.get("seed", "1"),
    )


def _preset_label(scenario: Scenario, key: str) -> str:
    text_key = f"preset.{key}"
    return scenario.text(text_key, language()) if scenario.has_text(text_key, language()) else key.replace("_", " ")


def _preset_hint(people: int, moves: int) -> str:
    return _(
        "%(people)s, %(moves)s",
        people=ngettext("for %(num)s person", "for %(num)s people", people),
        moves=ngettext("%(num)s move", "%(num)s moves", moves),
    )


def policies() -> tuple[Option, ...]:
    """Who plays empty seats."""
    words = {
        "auto": _("answers what comes in, begins nothing"),
        "textbook": _("plays its case by the book"),
        "novice": _("plays like beginners"),
        "expert": _("plays like experts"),
    }
    return tuple(Option(name, words[name]) for name in words if name in services().store.players)


def help_levels() -> tuple[Option, ...]:
    """How much the request form tells."""
    return (
        Option("practice", _("practice: checked when the own authority vets")),
        Option("guided", _("guided: checked while typing")),
        Option("exam", _("exam: checked after return only")),
    )


@blueprint.get("/exercises/new")
def new() -> ResponseReturnValue:
    """The form for a new exercise."""
    return form_page()


@blueprint.post("/exercises/new")
def make() -> ResponseReturnValue:
    """Makes the exercise and opens its lobby."""
    try:
        name = one_of("scenario", available(), label=_("Scenario"))
        scenario = load_scenario(directory_of(name), registry())
        title = text_field("title", label=_("Name of the group or day"), limit=120, required=True)
        seed = int_field("seed", lowest=0, highest=LARGEST_SEED, label=_("Seed"))
        preset = one_of("preset", (found.key for found in scenario.play.presets), label=_("Preset"))
        played = [country.code for country in scenario.played]
        names = [option.value for option in policies()]
        levels = [option.value for option in help_levels()]
        settings = Settings(
            preset=preset,
            seed=seed,
            policies=tuple((code, one_of(f"policy_{code}", names, label=_("Empty seats"))) for code in played),
            help_levels=tuple((code, one_of(f"help_{code}", levels, label=_("Help"))) for code in played),
            levers=tuple(
                (code, lever, 0)
                for code in played
                for lever in load_levers()
                if lever in request.form.getlist(f"lever_{code}")
            ),
            language=language() if language() in scenario.texts else "en",
        )
    except RuleViolation as violation:
        return form_page(422, Names().refused(violation))
    except ScenarioError as problem:
        return form_page(422, str(problem))
    identity = new_exercise(
        services().database,
        scenario=name,
        settings=settings,
        title=title,
        trainer=current_trainer().id,
        registry=registry(),
    )
    return redirect(url_for("lobby.seats", exercise=identity), 303)
