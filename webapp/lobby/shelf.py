"""An exercise outside play: its name, copies, rehearsals, back-up, archive, owner and roles, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.errors import RuleViolation, ScenarioError
from webapp.lobby import exercise_roles
from webapp.lobby.blueprint import blueprint
from webapp.pages.forms import int_field, is_ticked, one_of, text_field
from webapp.pages.page import plain_page
from webapp.store import exercise_rows, shelf
from webapp.store.exchange_file import text_of
from webapp.store.new_exercise import LARGEST_SEED
from webapp.store.registered import registry
from webapp.store.tables import ExerciseRecord, GuestRecord, MemberRecord, Standing, TrainerRecord
from webapp.store.transfer import taken_out
from webapp.store.use_log import Use, log
from webapp.text.names import Names
from webapp.text.say import state_name
from webapp.visit.access import trainer_named
from webapp.visit.visitor import current_exercise, current_trainer, services

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class RehearsalRow:
    """A rehearsal of the exercise."""

    title: str
    url: str
    phase: str


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """A trainer to whom the exercise can be handed over."""

    value: str
    label: str
    selected: bool


@blueprint.get("/x/<exercise>/shelf")
def shelf_page() -> ResponseReturnValue:
    """Everything that can be done with an exercise outside play."""
    return show()


def show(status: int = 200, error: str = "") -> ResponseReturnValue:
    """The page, with why nothing was done."""
    info = current_exercise()
    with services().database.reading() as session:
        seed = exercise_rows.settings_of(session.get_one(ExerciseRecord, info.id).settings).seed
        rehearsals = tuple(
            RehearsalRow(row.title, url_for("lobby.shelf_page", exercise=row.id), state_name(row.phase))
            for row in session.scalars(
                sa.select(ExerciseRecord)
                .where(ExerciseRecord.rehearsal_of == info.id)
                .order_by(ExerciseRecord.created_at)
            )
        )
        listed = sa.select(sa.func.count()).select_from(GuestRecord).where(GuestRecord.exercise_id == info.id)
        expected = session.scalar(listed) or 0
    return plain_page(
        "lobby/shelf.html",
        status,
        exercise=info,
        error=error,
        seed=seed,
        people=people_of(info.id),
        expected=expected,
        rehearsals=rehearsals,
        owners=owners(),
        roles=exercise_roles.role_rows(info),
    )


def people_of(*exercises: str) -> int:
    """How many people sit in exercises now."""
    chosen = (
        sa.select(sa.func.count())
        .select_from(MemberRecord)
        .where(
            MemberRecord.exercise_id.in_(exercises),
            MemberRecord.left_at.is_(None),
            MemberRecord.standing == Standing.IN,
        )
    )
    with services().database.reading() as session:
        return session.scalar(chosen) or 0


def owners() -> tuple[OwnerRow, ...]:
    """Everybody's, or one trainer's; nothing for a trainer who may not hand over what others see."""
    if not current_trainer().sees_all:
        return ()
    owner = current_exercise().owner
    with services().database.reading() as session:
        trainers = session.scalars(sa.select(TrainerRecord).order_by(TrainerRecord.name)).all()
    return (
        OwnerRow("", _("all trainers"), owner is None),
        *(OwnerRow(str(row.id), row.name, owner == row.id) for row in trainers),
    )


@blueprint.post("/x/<exercise>/shelf/name")
def rename_exercise() -> ResponseReturnValue:
    """Calls it otherwise."""
    try:
        title = text_field("title", label=_("Name of the group or day"), limit=LONGEST_TITLE, required=True)
    except RuleViolation as violation:
        return show(422, Names().refused(violation))
    shelf.rename(services().database, current_exercise().id, title)
    flash(_("The exercise is now called %(title)s.", title=title))
    return redirect(url_for("lobby.shelf_page", exercise=current_exercise().id), 303)


@blueprint.post("/x/<exercise>/shelf/copy")
def copy_exercise() -> ResponseReturnValue:
    """Makes another exercise, or a rehearsal, of the same set-up."""
    info = current_exercise()
    is_rehearsal = request.form.get("what") == "rehearsal"
    try:
        title = _("Rehearsal: %(title)s", title=info.title)[:LONGEST_TITLE]
        seed, with_people = None, True
        if not is_rehearsal:
            title = text_field("title", label=_("Name of the group or day"), limit=LONGEST_TITLE, required=True)
            seed = int_field("seed", lowest=0, highest=LARGEST_SEED, label=_("Seed"))
            with_people = is_ticked("people")
        made = shelf.copied(
            services().database,
            info.rehearsal_of if is_rehearsal and info.rehearsal_of else info.id,
            title=title,
            trainer=info.owner if is_rehearsal else current_trainer().id,
            seed=seed,
            with_people=with_people,
            is_rehearsal=is_rehearsal,
            registry=registry(),
        )
    except RuleViolation as violation:
        return show(422, Names().refused(violation))
    except ScenarioError as problem:
        return show(422, _("No copy was made: the scenario cannot be read. %(why)s", why=str(problem)))
    if is_rehearsal:
        flash(_("This is the rehearsal. It has its own code; nothing in it counts, and it can be deleted at any time."))
        return redirect(url_for("lobby.seats", exercise=made), 303)
    flash(_("The copy is made. It has its own code and its own cards."))
    return redirect(url_for("lobby.shelf_page", exercise=made), 303)


@blueprint.get("/x/<exercise>/shelf/backup")
def backup_exercise() -> ResponseReturnValue:
    """The whole exercise as a file, with names and texts."""
    exercise = current_exercise().id
    file = taken_out(services().database, exercise, with_names=True, registry=registry())
    with services().database.writing() as session:
        log(session, Use.EXPORTED, who=current_trainer().name, exercise=exercise)
    answer = Response(text_of(file).encode(), mimetype="application/json")
    day = datetime.fromtimestamp(services().wall_clock(), UTC).date().isoformat()
    answer.headers["Content-Disposition"] = f'attachment; filename="{exercise}-{day}.rogatory"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/x/<exercise>/shelf/archive")
def archive_exercise() -> ResponseReturnValue:
    """Puts it into the archive of the list, or back."""
    away = request.form.get("what") == "away"
    shelf.put_away(services().database, current_exercise().id, away=away)
    flash(
        _("The exercise is in the archive now; everything is kept.") if away else _("The exercise is back on the list.")
    )
    return redirect(url_for("lobby.shelf_page", exercise=current_exercise().id), 303)


@blueprint.post("/x/<exercise>/shelf/owner")
def hand_over() -> ResponseReturnValue:
    """Makes it another trainer's, or everybody's; an exercise and its rehearsals are always the same trainer's."""
    known = owners()
    if not known:
        return show(422, _("Only a trainer who sees all exercises can hand an exercise over. Nothing was changed."))
    try:
        owner = one_of("owner", [each.value for each in known], label=_("Owner of the exercise"))
    except RuleViolation as violation:
        return show(422, Names().refused(violation))
    info = current_exercise()
    shelf.hand_over(services().database, info.rehearsal_of or info.id, int(owner) if owner else None)
    flash(_("Saved."))
    return redirect(url_for("lobby.shelf_page", exercise=current_exercise().id), 303)


@blueprint.post("/x/<exercise>/shelf/roles")
def give_roles() -> ResponseReturnValue:
    """Says who works in it; whose role has changed finds it changed on the next page."""
    try:
        changed = exercise_roles.give(current_exercise(), request.form, current_trainer().name)
    except RuleViolation as violation:
        return show(422, Names().refused(violation))
    for trainer in changed:
        services().hub.dismiss(trainer_named(trainer))
    flash(_("Saved."))
    return redirect(url_for("lobby.shelf_page", exercise=current_exercise().id), 303)


@blueprint.get("/x/<exercise>/shelf/delete")
def ask_delete() -> ResponseReturnValue:
    """What goes with an exercise, and the button."""
    return delete_page()


def delete_page(status: int = 200) -> ResponseReturnValue:
    """The page that asks."""
    info = current_exercise()
    doomed = shelf.with_rehearsals(services().database, info.id)
    people = people_of(*doomed)
    return plain_page(
        "lobby/delete.html",
        status,
        exercise=info,
        rehearsals=len(doomed) - 1,
        people=people,
        sitting=ngettext(
            "%(num)s person has a seat in this exercise. Open pages stop working at once and say that "
            "the exercise is over.",
            "%(num)s people have a seat in this exercise. Open pages stop working at once and say that "
            "the exercise is over.",
            people,
        )
        if people
        else "",
    )


@blueprint.post("/x/<exercise>/shelf/delete")
def delete_exercise() -> ResponseReturnValue:
    """Erases it with its rehearsals, all at once; whoever sits in it is told by the next page."""
    if not is_ticked("sure"):
        return delete_page(422)
    info = current_exercise()
    database = services().database
    doomed = shelf.with_rehearsals(database, info.id)
    with database.reading() as session:
        members = session.scalars(sa.select(MemberRecord.id).where(MemberRecord.exercise_id.in_(doomed))).all()
    shelf.erase(database, info.id, who=current_trainer().name)
    for each in doomed:
        services().store.copies.forget(each)
        services().hub.wake(each)
    for member in members:
        services().hub.dismiss(member)
    flash(_("%(title)s is deleted. Its earlier backups and exports still hold names.", title=info.title))
    return redirect(url_for("lobby.exercises"), 303)
