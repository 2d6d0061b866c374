"""One page that leads through a new exercise: scenario, length and day, people and countries, help, seed, levers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.settings import Settings
from simulation.kernel.errors import RuleViolation, ScenarioError
from simulation.law.book.levers import load_levers
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import Scenario
from webapp.lobby.alone import tutorials
from webapp.lobby.blueprint import blueprint
from webapp.lobby.exercises import for_rooms
from webapp.lobby.scenarios import library, scenario_of
from webapp.lobby.seat_table import ROOM
from webapp.lobby.timetable import PlanOfMoves, defaults, plan_asked, plan_of
from webapp.pages.day_cells import fit_text, outlined
from webapp.pages.forms import Reading, int_field, is_ticked, one_of, optional_int_field, text_field
from webapp.pages.frame import country_summary
from webapp.pages.page import plain_page
from webapp.store.new_exercise import LARGEST_SEED, new_exercise
from webapp.store.registered import registry
from webapp.text.law_texts import lever_texts
from webapp.text.names import Names
from webapp.visit.languages import country_name, language, language_name
from webapp.visit.visitor import current_trainer, services

FEWEST_PEOPLE = 1
"""One person can play alone: automatic players take every other seat."""

MOST_PEOPLE = 70
"""The largest group for which rooms, pages and speed are tried."""


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
    is_automatic: bool


def form_page(
    status: int = 200, error: str = "", note: str = "", wrong: Mapping[str, RuleViolation] = MappingProxyType({})
) -> ResponseReturnValue:
    """The form, filled with what was sent before, with the day and the seats that follow from it.

    Args:
        status: Of the answer.
        error: Why nothing was made, where that is no matter of one field.
        note: What is to be said first.
        wrong: What is wrong with fields outside the timetable, by their names.
    """
    scenarios = for_rooms()
    name = request.values.get("scenario", "")
    scenario = next((found for key, found in scenarios if key == name), scenarios[0][1] if scenarios else None)
    if scenario is None:
        return plain_page("lobby/no_scenario.html")
    code = language()
    preset = preset_asked(scenario)
    is_as_typed = request.method == "POST" and not is_another(preset)
    typed = request.form.to_dict() if request.method == "POST" else {"language": own_language(scenario)}
    given = typed if is_as_typed else typed | defaults(preset)
    reading = Reading(dict(wrong))
    plan: PlanOfMoves | None = plan_asked(preset, reading) if is_as_typed else plan_of(preset)
    if reading.wrong:
        plan, status = None, 422
    opens = tuple(sum(preset.jumps[:number]) + 1 for number in range(len(preset.jumps)))
    outline = plan.outline if plan is not None else None
    return plain_page(
        "lobby/new.html",
        status,
        error=error,
        wrong=tuple((name, Names().refused(each)) for name, each in reading.wrong.items()),
        is_look=is_ticked("look"),
        note_text=note,
        tutorials=tutorials(),
        scenarios=tuple(
            Option(key, found.text("title", code), found.text("summary", code) if found.has_text("summary") else "")
            for key, found in scenarios
        ),
        scenario=scenario,
        presets=tuple(
            Option(each.key, _preset_label(scenario, each.key), _preset_hint(each.people, len(each.jumps)))
            for each in scenario.play.presets
        ),
        preset=preset,
        languages=tuple(Option(each, language_name(each)) for each in languages(scenario)),
        countries=tuple(
            CountryOption(
                country.code,
                country_name(scenario, country.code),
                country_summary(scenario, country.code),
                is_automatic=request.form.get(f"who_{country.code}") == "automatic",
            )
            for country in scenario.played
        ),
        policies=policies(),
        help_levels=help_levels(),
        levers=lever_texts(),
        chosen={each.code: request.form.getlist(f"lever_{each.code}") for each in scenario.played},
        given=given,
        seed=request.form.get("seed", "1"),
        fewest_people=FEWEST_PEOPLE,
        most_people=MOST_PEOPLE,
        plans=tuple(outlined(outline, day, opens, plan.moves, plan.minutes) for day in outline.days(plan.moves))
        if plan is not None and outline is not None
        else (),
        fits=fit_text(outline, plan.moves, plan.minutes) if plan is not None and outline is not None else (),
        seats=seats_text(scenario, preset, given.get("people", "")),
    )


def preset_asked(scenario: Scenario) -> Preset:
    """The preset of the form, the first one before it is sent."""
    asked = request.values.get("preset", "")
    return next((each for each in scenario.play.presets if each.key == asked), scenario.play.presets[0])


def is_another(preset: Preset) -> bool:
    """Whether the figures that were sent are those of another preset, which was chosen before on the form."""
    return request.form.get("for_preset", preset.key) != preset.key


def languages(scenario: Scenario) -> tuple[str, ...]:
    """Languages in which the scenario is written and the program speaks."""
    return tuple(code for code in services().config.languages if code in scenario.texts) or ("en",)


def own_language(scenario: Scenario) -> str:
    """The trainer's language, where the scenario has it."""
    return language() if language() in languages(scenario) else "en"


# --- people and countries ---------------------------------------------------------------------------------------------


def seats_of(scenario: Scenario, preset: Preset, countries: Sequence[str]) -> int:
    """Seats of some countries, with the offices merged that one seat plays."""
    together = {office: group for group in preset.merged for office in group}
    return sum(
        len({together.get(office, (office,)) for office in scenario.country(code).offices}) for code in countries
    )


def played_by_people(scenario: Scenario) -> tuple[str, ...]:
    """Countries of the form at whose seats people may sit."""
    return tuple(each.code for each in scenario.played if request.form.get(f"who_{each.code}") != "automatic")


def seats_text(scenario: Scenario, preset: Preset, text: str) -> str:
    """How so many people fill the seats, "" where no number is given."""
    if not text.strip().isdecimal() or not FEWEST_PEOPLE <= int(text) <= MOST_PEOPLE:
        return ""
    people, countries = int(text), played_by_people(scenario)
    if not countries:
        return ""
    seats = seats_of(scenario, preset, countries)
    if people > seats * ROOM:
        return _(
            "Too many people: %(seats)s seats hold %(most)s people. Let people play more countries, or "
            "choose a preset with more seats.",
            seats=seats,
            most=seats * ROOM,
        )
    words = _(
        "%(people)s at %(seats)s seats in %(countries)s.",
        people=ngettext("%(num)s person", "%(num)s people", people),
        seats=seats,
        countries=ngettext("%(num)s country", "%(num)s countries", len(countries)),
    )
    if people < seats:
        free = seats - people
        words = f"{words} " + ngettext(
            "Automatic players take %(num)s seat.", "Automatic players take %(num)s seats.", free
        )
        if people < 2 * len(countries) and len(countries) > 1:
            words = f"{words} " + _("Fewer than two people for each country: let some countries be automatic.")
        return words
    return f"{words} " + _("Every seat has at least one person; people in the same seat pass the pen to each other.")


def check_people(scenario: Scenario, preset: Preset, countries: Sequence[str]) -> None:
    """Sees to it that everybody finds a seat.

    Raises:
        RuleViolation: No country is played by people (`list.no_country`), or they hold fewer (`people.too_many`).
    """
    if not countries:
        raise RuleViolation("list.no_country")
    people = optional_int_field("people", lowest=FEWEST_PEOPLE, highest=MOST_PEOPLE, label=_("People"))
    most = seats_of(scenario, preset, countries) * ROOM
    if people is not None and people > most:
        raise RuleViolation("people.too_many", people=people, most=most)


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
        "auto": _("answer only"),
        "textbook": _("play by the textbook"),
        "novice": _("play like beginners"),
        "expert": _("play like experts"),
    }
    return tuple(Option(name, words[name]) for name in words if name in services().store.players)


def help_levels() -> tuple[Option, ...]:
    """How much the request form tells."""
    return (
        Option("practice", _("practice")),
        Option("guided", _("guided")),
        Option("exam", _("exam")),
    )


def asked_seed() -> int:
    """The seed that was typed.

    Raises:
        RuleViolation: It is no number, or too large.
    """
    return int_field("seed", lowest=0, highest=LARGEST_SEED, label=_("Seed"))


# --- making -----------------------------------------------------------------------------------------------------------


@blueprint.get("/exercises/new")
def new() -> ResponseReturnValue:
    """The form for a new exercise."""
    return form_page()


@blueprint.post("/exercises/new")
def make() -> ResponseReturnValue:
    """Makes the exercise and opens its lobby; or only looks at what the form would come to."""
    if is_ticked("look"):
        return form_page()
    reading = Reading()
    try:
        name = one_of("scenario", (each for each, _scenario in for_rooms()), label=_("Scenario"))
        scenario = scenario_of(name)
        key = one_of("preset", (found.key for found in scenario.play.presets), label=_("Preset"))
        preset = next(found for found in scenario.play.presets if found.key == key)
        if is_another(preset):
            return form_page(
                note=_(
                    "People and timetable are now those of %(preset)s. Look at them, then make the exercise.",
                    preset=_preset_label(scenario, key),
                )
            )
        title = reading.of(
            "title", lambda: text_field("title", label=_("Name of the group or day"), limit=120, required=True), ""
        )
        played, people = [country.code for country in scenario.played], played_by_people(scenario)
        reading.of("people", lambda: check_people(scenario, preset, people), None)
        seed = secrets.randbelow(LARGEST_SEED) if is_ticked("surprise") else reading.of("seed", asked_seed, 0)
        outside = dict(reading.wrong)
        plan = plan_asked(preset, reading)
        if reading.wrong:
            return form_page(wrong=outside)
        names = [option.value for option in policies()]
        levels = [option.value for option in help_levels()]
        settings = Settings(
            preset=key,
            seed=seed,
            policies=tuple((code, one_of(f"policy_{code}", names, label=_("Empty seats"))) for code in played),
            help_levels=tuple((code, one_of(f"help_{code}", levels, label=_("Help"))) for code in played),
            levers=tuple(
                (code, lever, 0)
                for code in played
                for lever in load_levers()
                if lever in request.form.getlist(f"lever_{code}")
            ),
            language=one_of("language", languages(scenario), label=_("Language"))
            if "language" in request.form
            else own_language(scenario),
            automatic=tuple(code for code in played if code not in people),
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
        room=plan.room(preset),
        registry=registry(),
        library=library(),
    )
    if plan.outline is not None:
        fits, words = fit_text(plan.outline, plan.moves, plan.minutes)
        if not fits:
            flash(words)
    return redirect(url_for("lobby.seats", exercise=identity), 303)
