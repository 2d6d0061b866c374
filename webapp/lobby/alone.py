"""A tutorial for one person: made, opened and sat down at with one press."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import CONTROL
from simulation.exercise.core.settings import Settings
from simulation.kernel.errors import ScenarioError
from webapp.lobby import door
from webapp.lobby.blueprint import blueprint
from webapp.lobby.joining import device_of, remember, take_seat
from webapp.lobby.scenarios import library, scenario_of
from webapp.pages.seat_rows import merged_seats
from webapp.store.new_exercise import new_exercise
from webapp.store.registered import registry
from webapp.visit.languages import language
from webapp.visit.visitor import current_trainer, services

SEED = 5
"""Seed of every tutorial: the same for everybody, so that what is told of it holds."""


@dataclass(frozen=True, slots=True)
class Tutorial:
    """A scenario that one person plays alone, with the minutes that it takes."""

    name: str
    title: str
    summary: str
    minutes: int


def tutorials() -> tuple[Tutorial, ...]:
    """Those that there are, in the order of the scenarios."""
    found = []
    for name in library().names():
        try:
            scenario = scenario_of(name)
        except ScenarioError:
            continue
        if scenario.is_tutorial:
            preset = scenario.play.presets[0]
            minutes = preset.office_minutes * len(preset.jumps)
            code = language()
            found.append(Tutorial(name, scenario.text("title", code), scenario.text("summary", code), minutes))
    return tuple(found)


@blueprint.post("/exercises/alone/<name>")
def try_alone(name: str) -> ResponseReturnValue:
    """Makes the exercise, opens it, and seats whoever pressed the button; no trainer is needed from here on."""
    chosen = next((each for each in tutorials() if each.name == name), None)
    if chosen is None:
        abort(404)
    scenario = scenario_of(name)
    own = next(country.code for country in scenario.played)
    trainer = current_trainer()
    identity = new_exercise(
        services().database,
        scenario=name,
        settings=Settings(
            preset=scenario.play.presets[0].key,
            seed=SEED,
            help_levels=((own, "guided"),),
            language=language() if language() in scenario.texts else "en",
        ),
        title=f"{chosen.title}, {trainer.name}"[:120],
        trainer=trainer.id,
        registry=registry(),
        library=library(),
    )
    published = services().store.published(identity)
    (offices, *_others) = merged_seats(published, own)
    member = f"m{secrets.token_hex(6)}"
    kept = {
        "member": member,
        "command": f"join{secrets.token_hex(6)}",
        "name": trainer.name,
        "device": device_of(request.user_agent.string),
    }
    take_seat(identity, door.chosen(published, own, "+".join(offices)), kept)
    services().store.execute(identity, StartExercise(id=f"alone{secrets.token_hex(6)}", member=CONTROL, warm_up=False))
    remember(identity, member)
    return redirect(url_for("desk.start", exercise=identity), 303)
