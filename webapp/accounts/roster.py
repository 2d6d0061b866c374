"""The trainers of this server, and which of them see the exercises of others."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webapp.accounts import trainers
from webapp.accounts.blueprint import blueprint
from webapp.accounts.trainers import LONGEST_NAME, unfit
from webapp.pages.forms import clean, is_ticked
from webapp.pages.page import plain_page
from webapp.store.tables import ExerciseRecord, TrainerRecord, in_utc
from webapp.store.use_log import SHOWN, Use, log, newest
from webapp.visit.access import trainer_named
from webapp.visit.visitor import current_trainer, services


@dataclass(frozen=True, slots=True)
class TrainerRow:
    """A trainer; `is_you` cannot be changed, so that somebody always sees everything."""

    id: int
    name: str
    sees_all: bool
    is_you: bool


@blueprint.get("/trainers")
def trainers_page() -> ResponseReturnValue:
    """Everybody who runs exercises here."""
    return show()


def show(status: int = 200, errors: dict[str, str] | None = None) -> ResponseReturnValue:
    """The list and the form, with what was wrong in it."""
    _may_keep_the_list()
    you = current_trainer().id
    with services().database.reading() as database:
        rows = tuple(
            TrainerRow(row.id, row.name, row.sees_all, row.id == you)
            for row in database.scalars(sa.select(TrainerRecord).order_by(TrainerRecord.name))
        )
    name = clean(request.form.get("name", "")) if errors else ""
    return plain_page("accounts/trainers.html", status, rows=rows, errors=errors or {}, name=name)


def _may_keep_the_list() -> None:
    if not current_trainer().sees_all:
        abort(403)


def _keeps_it_still(database: Session) -> None:
    """Asks again where it is written, for two who take the list from each other at once: the first one does.

    Every trainer's row is held until the end, so that the second one sees what the first one did.
    """
    everybody = database.scalars(sa.select(TrainerRecord).order_by(TrainerRecord.id).with_for_update()).all()
    you = current_trainer().id
    if not any(row.id == you and row.sees_all for row in everybody):
        abort(403)


@blueprint.post("/trainers")
def add_trainer() -> ResponseReturnValue:
    """Makes a trainer with a first password."""
    _may_keep_the_list()
    name, password = clean(request.form.get("name", "")), request.form.get("password", "")
    errors = unfit(password, request.form.get("again", ""), name)
    if not name or len(name) > LONGEST_NAME:
        errors["name"] = _("Write a name of at most 80 characters.")
    if errors:
        return show(422, errors)
    with services().database.writing() as database:
        is_new = trainers.add(database, name, password, sees_all=is_ticked("sees_all"))
        if is_new:
            log(database, Use.TRAINER_ADDED, who=name)
    if not is_new:
        return show(422, {"name": _("There is already a trainer with this name.")})
    flash(_("%(name)s can sign in now. Tell them the password; they can change it.", name=name))
    return redirect(url_for("accounts.trainers_page"), 303)


@blueprint.post("/trainers/<int:number>")
def change_trainer(number: int) -> ResponseReturnValue:
    """Opens the exercises of others to a trainer, or closes them; open pages follow at once."""
    _may_keep_the_list()
    if number == current_trainer().id:
        abort(400)
    with services().database.writing() as database:
        _keeps_it_still(database)
        row = database.get(TrainerRecord, number)
        if row is None:
            abort(404)
        row.sees_all = is_ticked("sees_all")
    services().hub.dismiss(trainer_named(number))
    flash(_("Saved."))
    return redirect(url_for("accounts.trainers_page"), 303)


@blueprint.post("/trainers/<int:number>/remove")
def remove_trainer(number: int) -> ResponseReturnValue:
    """Removes another trainer: every browser of theirs is signed out, their exercises are yours from now on."""
    _may_keep_the_list()
    you = current_trainer().id
    if number == you:
        abort(400)
    with services().database.writing() as database:
        _keeps_it_still(database)
        name = trainers.remove(database, number, heir=you)
        if name is not None:
            log(database, Use.TRAINER_REMOVED, who=name)
    if name is None:
        abort(404)
    services().hub.dismiss(trainer_named(number))
    flash(_("%(name)s is removed. Their exercises are yours now.", name=name))
    return redirect(url_for("accounts.trainers_page"), 303)


@dataclass(frozen=True, slots=True)
class UseRow:
    """A row of the log."""

    when: str
    what: str
    who: str
    exercise: str


@blueprint.get("/trainers/log")
def use_log() -> ResponseReturnValue:
    """Sign-ins, joins, exports and erasures of this server, the newest first."""
    _may_keep_the_list()
    words = {
        Use.SIGNED_IN: _("signed in"),
        Use.SIGN_IN_REFUSED: _("a sign-in was refused"),
        Use.SIGNED_OUT: _("signed out"),
        Use.PASSWORD_CHANGED: _("changed the password"),
        Use.TRAINER_ADDED: _("was added as a trainer"),
        Use.TRAINER_REMOVED: _("was removed as a trainer"),
        Use.ROLES_GIVEN: _("changed who works in an exercise"),
        Use.JOINED: _("somebody joined"),
        Use.KNOCKED: _("somebody knocked"),
        Use.EXPORTED: _("an exercise was saved to a file"),
        Use.ERASED: _("an exercise was erased"),
    }
    with services().database.reading() as database:
        titles = dict(database.execute(sa.select(ExerciseRecord.id, ExerciseRecord.title)).all())
        rows = tuple(
            UseRow(
                in_utc(row.wall).astimezone().strftime("%Y-%m-%d %H:%M"),
                words.get(Use(row.what), row.what),
                row.who,
                titles.get(row.exercise, row.exercise),
            )
            for row in newest(database)
        )
    return plain_page("accounts/use_log.html", rows=rows, shown=SHOWN)
