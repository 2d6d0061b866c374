"""The trainer's list of exercises."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa
from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import defer

from simulation.kernel.errors import ScenarioError
from simulation.scenario.schema.scenario import Scenario
from webapp.lobby.alone import tutorials
from webapp.lobby.blueprint import blueprint
from webapp.lobby.scenarios import library, scenario_of
from webapp.pages.frame import exists, grouped
from webapp.pages.page import plain_page
from webapp.store.exercise_rows import days_of
from webapp.store.tables import ExerciseRecord, MemberRecord, Role, Standing
from webapp.text.say import role_name, state_name
from webapp.visit.access import exercise_info
from webapp.visit.languages import language
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
    role: str
    """What the trainer is in it, "" for its owner."""

    rooms_url: str
    rooms: str


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
        all_rows = session.scalars(
            sa.select(ExerciseRecord).options(defer(ExerciseRecord.frozen)).order_by(ExerciseRecord.created_at.desc())
        ).all()
        found = [exercise_info(row) for row in all_rows]
        cases = {row.id: (row.digest, json.loads(row.settings)["seed"]) for row in all_rows}
        days = {row.id: days_of(row) for row in all_rows}
    found = [info for info in found if trainer.may_see(info)]
    rooms = [info.id for info in found if not (info.archived or info.put_away or info.rehearsal_of)]
    away = sum(info.put_away for info in found)
    played = {info.scenario for info in found if info.owner == trainer.id}
    rows = []
    titles = {name: scenario.text("title", language()) for name, scenario in usable()}
    for info in found:
        if info.put_away != in_archive:
            continue
        lobby = url_for("lobby.seats", exercise=info.id)
        has_room = exists("control.home") and not info.archived and info.has_begun
        people, role = counts.get(info.id, 0), trainer.role_in(info)
        beside = sum(cases[each] == cases[info.id] and not days[each].isdisjoint(days[info.id]) for each in rooms)
        rows.append(
            Row(
                url=url_for("control.home", exercise=info.id) if has_room else lobby,
                title=info.title,
                scenario=titles.get(info.scenario, info.scenario),
                code=grouped(info.join_code),
                phase=_("archive, read only") if info.archived else state_name(info.phase),
                people=ngettext("%(num)s person", "%(num)s people", people),
                begun=info.created_at.strftime("%Y-%m-%d"),
                review_url=url_for("review.home", exercise=info.id)
                if exists("review.home") and info.has_begun and not info.rehearsal_of
                else "",
                shelf_url=url_for("lobby.shelf_page", exercise=info.id) if role is Role.OWNER else "",
                note=_("rehearsal") if info.rehearsal_of else "",
                role=role_name(role) if role not in {None, Role.OWNER} else "",
                rooms_url=url_for("control.rooms", exercise=info.id)
                if exists("control.rooms") and not (info.archived or in_archive or info.rehearsal_of)
                else "",
                rooms=_("one of %(num)s rooms", num=beside) if beside > 1 else "",
            )
        )
    return plain_page(
        "lobby/exercises.html",
        rows=rows,
        trainer=trainer,
        in_archive=in_archive,
        away=away,
        tutorials=() if in_archive else tuple(each for each in tutorials() if each.name not in played),
    )


def for_rooms() -> tuple[tuple[str, Scenario], ...]:
    """Those that teams play in a room."""
    return tuple((name, scenario) for name, scenario in usable() if not scenario.is_tutorial)


def usable() -> tuple[tuple[str, Scenario], ...]:
    """The scenarios that can be played, by name."""
    found = []
    for name in library().names():
        try:
            found.append((name, scenario_of(name)))
        except ScenarioError:
            continue
    return tuple(found)
