"""Signing in and out, and the one-time link of the first start."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.access import TRAINER_KEY, seal, trainer_named
from webapp.accounts.trainers import SHORTEST_PASSWORD, fits, has_trainer, set_password, signed_in
from webapp.area import Area, Who
from webapp.forms import clean
from webapp.pages import plain_page
from webapp.records import TrainerRecord
from webapp.visit import current_visit, services

blueprint = Blueprint("accounts", __name__, template_folder="templates")


def remember(row: TrainerRecord) -> None:
    """Signs the browser in."""
    session[TRAINER_KEY] = f"{row.id}:{seal(row.password_hash)}"
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
    if not name or len(name) > 80:
        errors["name"] = _("Write a name of at most 80 characters.")
    if not SHORTEST_PASSWORD <= len(password) <= 200:
        errors["password"] = _("A password needs at least %(count)s characters.", count=SHORTEST_PASSWORD)
    elif password != request.form.get("again", ""):
        errors["again"] = _("The two passwords differ.")
    if errors:
        return plain_page("accounts/first.html", 422, token=token, name=name, errors=errors, next=next_page())
    with services().database.writing() as database:
        if not fits(database, token):
            abort(410)
        remember(set_password(database, name, password))
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
    row = signed_in(services().database, name, request.form.get("password", "")[:200])
    if row is None:
        return plain_page(
            "accounts/sign_in.html", 422, name=name, next=next_page(), error=_("Name or password is wrong.")
        )
    remember(row)
    return redirect(next_page(), 303)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Forgets the trainer in this browser; its open streams end, those of other browsers come back by themselves."""
    session.pop(TRAINER_KEY, None)
    trainer = current_visit().trainer
    if trainer is not None:
        services().hub.dismiss(trainer_named(trainer.id))
    return redirect(url_for("lobby.start"), 303)


AREA = Area(
    blueprint,
    rows={
        "first": Who.ANYONE,
        "set_first": Who.ANYONE,
        "sign_in": Who.ANYONE,
        "do_sign_in": Who.ANYONE,
        "sign_out": Who.ANYONE,
    },
)
