"""Signing in and out, own sign-ins and password, and the one-time link of the first start."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webapp.accounts import roster, trainers
from webapp.accounts.blueprint import blueprint
from webapp.accounts.trainers import (
    LONGEST_NAME,
    LONGEST_PASSWORD,
    fits,
    has_trainer,
    set_password,
    signed_in,
    unfit,
)
from webapp.pages.forms import clean
from webapp.pages.page import plain_page
from webapp.store.sign_ins import end_others
from webapp.store.tables import SignInRecord, TrainerRecord
from webapp.store.use_log import Use, log
from webapp.visit.access import TRAINER_KEY, trainer_named
from webapp.visit.area import Area, Who
from webapp.visit.visitor import current_trainer, current_visit, services


def remember(database: Session, row: TrainerRecord) -> None:
    """Signs the browser in; what it was signed in as before ends."""
    before = current_visit().trainer
    if before is not None:
        database.execute(sa.delete(SignInRecord).where(SignInRecord.id == before.sign_in))
    session[TRAINER_KEY] = services().sign_ins.begin(database, row.id, request.headers.get("User-Agent", ""))
    log(database, Use.SIGNED_IN, who=row.name)
    session.permanent = True


def next_page() -> str:
    """The page that was wanted before signing in; only addresses of this server."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return wanted if plain and "\n" not in wanted and "\r" not in wanted else url_for("lobby.exercises")


@blueprint.get("/first/<token>")
def first(token: str) -> ResponseReturnValue:
    """The page on which a trainer sets name and password."""
    with services().database.reading() as database:
        if not fits(database, token):
            return plain_page("accounts/used.html", 410)
    return plain_page("accounts/first.html", token=token, next=request.args.get("next", ""))


@blueprint.post("/first/<token>")
def set_first(token: str) -> ResponseReturnValue:
    """Sets name and password, and signs in."""
    name = clean(request.form.get("name", ""))
    password = request.form.get("password", "")
    errors = {}
    if not name or len(name) > LONGEST_NAME:
        errors["name"] = _("Write a name of at most 80 characters.")
    errors |= unfit(password, request.form.get("again", ""), name)
    if errors:
        return plain_page("accounts/first.html", 422, token=token, name=name, errors=errors, next=next_page())
    with services().database.writing() as database:
        if not fits(database, token):
            abort(410)
        remember(database, set_password(database, name, password))
    return redirect(next_page(), 303)


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The sign-in page; on a fresh installation it tells about the link in the console."""
    if not has_trainer(services().database):
        return plain_page("accounts/nobody.html")
    return plain_page("accounts/sign_in.html", next=request.args.get("next", ""))


@blueprint.post("/sign-in")
def do_sign_in() -> ResponseReturnValue:
    """Signs a trainer in."""
    name = clean(request.form.get("name", ""))
    row = signed_in(services().database, name, request.form.get("password", "")[:LONGEST_PASSWORD])
    if row is None:
        with services().database.writing() as database:
            log(database, Use.SIGN_IN_REFUSED)  # without what was typed: it may be a password
        return plain_page(
            "accounts/sign_in.html", 422, name=name, next=next_page(), error=_("The name or the password is wrong.")
        )
    with services().database.writing() as database:
        remember(database, row)
    return redirect(next_page(), 303)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Ends this browser's sign-in and every copy of it; its streams end, those of others come back by themselves."""
    session.pop(TRAINER_KEY, None)
    trainer = current_visit().trainer
    if trainer is not None:
        services().sign_ins.end(trainer.id, trainer.sign_in)
        with services().database.writing() as database:
            log(database, Use.SIGNED_OUT, who=trainer.name)
        services().hub.dismiss(trainer_named(trainer.id))
    return redirect(url_for("lobby.start"), 303)


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A browser in which the trainer is signed in."""

    id: int
    device: str
    begun: str
    seen: str
    here: bool


MOMENT = "d MMM y, HH:mm"
"""How a moment of the server's clock is written: no country reads another day in it."""


@blueprint.get("/sign-ins")
def sign_ins() -> ResponseReturnValue:
    """Where the trainer is signed in."""
    trainer = current_trainer()
    rows = tuple(
        SignInRow(
            each.id,
            device_text(each.browser, each.system),
            format_datetime(each.begun_at, MOMENT),
            format_datetime(each.seen_at, MOMENT),
            each.id == trainer.sign_in,
        )
        for each in services().sign_ins.of(trainer.id)
    )
    return plain_page("accounts/sign_ins.html", rows=rows, trainer=trainer)


def device_text(browser: str, system: str) -> str:
    """A browser and its system as people read it."""
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("A browser that does not say what it is")


@blueprint.post("/sign-ins/<int:number>/end")
def end_sign_in(number: int) -> ResponseReturnValue:
    """Ends one of the trainer's own sign-ins."""
    trainer = current_trainer()
    services().sign_ins.end(trainer.id, number)
    services().hub.dismiss(trainer_named(trainer.id))
    return redirect(url_for("accounts.sign_ins"), 303)


@blueprint.post("/sign-ins/end-others")
def end_other_sign_ins() -> ResponseReturnValue:
    """Ends every sign-in of the trainer but this browser's."""
    trainer = current_trainer()
    with services().database.writing() as database:
        end_others(database, trainer.id, trainer.sign_in)
    services().hub.dismiss(trainer_named(trainer.id))
    return redirect(url_for("accounts.sign_ins"), 303)


@blueprint.get("/password")
def password_page() -> ResponseReturnValue:
    """The page on which a trainer changes the password."""
    return plain_page("accounts/password.html", trainer=current_trainer())


@blueprint.post("/password")
def change_password() -> ResponseReturnValue:
    """Changes the password; the other sign-ins end."""
    trainer = current_trainer()
    password = request.form.get("password", "")
    errors = unfit(password, request.form.get("again", ""), trainer.name)
    current = request.form.get("current", "")[:LONGEST_PASSWORD]
    if signed_in(services().database, trainer.name, current) is None:
        errors["current"] = _("That is not your password.")
    if errors:
        return plain_page("accounts/password.html", 422, trainer=trainer, errors=errors)
    with services().database.writing() as database:
        trainers.change_password(database, trainer.id, password, trainer.sign_in)
        log(database, Use.PASSWORD_CHANGED, who=trainer.name)
    services().hub.dismiss(trainer_named(trainer.id))
    flash(_("Your password is changed. Every other browser is signed out."))
    return redirect(url_for("accounts.sign_ins"), 303)


MODULES = (roster,)
"""Modules whose views stand on the blueprint."""

AREA = Area(
    blueprint,
    rows={
        "first": Who.ANYONE,
        "set_first": Who.ANYONE,
        "sign_in": Who.ANYONE,
        "do_sign_in": Who.ANYONE,
        "sign_out": Who.ANYONE,
        "sign_ins": Who.TRAINER,
        "end_sign_in": Who.TRAINER,
        "end_other_sign_ins": Who.TRAINER,
        "password_page": Who.TRAINER,
        "change_password": Who.TRAINER,
        "trainers_page": Who.TRAINER,
        "add_trainer": Who.TRAINER,
        "change_trainer": Who.TRAINER,
        "remove_trainer": Who.TRAINER,
        "use_log": Who.TRAINER,
    },
)
