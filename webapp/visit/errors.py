"""Errors for people: what happened, what was kept, what to do; the one place where exceptions become answers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestTimeout

from simulation.kernel.errors import RuleViolation
from webapp.process.faults import fault_of
from webapp.store.exercise_store import ArchivedExerciseError, UnknownExerciseError
from webapp.text.names import Names
from webapp.visit.config import LATE
from webapp.visit.impersonation import WhichDesk
from webapp.visit.kept_words import rendered, written
from webapp.visit.languages import country_name
from webapp.visit.refusals import status_of
from webapp.visit.told import Told, fault_told
from webapp.visit.visitor import current_exercise, current_visit, services


def told(status: int) -> Told:
    """What a status means to the person in front of it."""
    match status:
        case 403 if current_visit().has_left:
            return Told(
                _("You have no seat here any more"),
                _("You have left this exercise, or your trainer has removed you from it."),
                _("What your team did stays."),
                _("If this is a mistake, speak to your trainer."),
            )
        case 403 if current_visit().is_others:
            return Told(
                _("Another trainer's exercise"),
                _("You run your own exercises only; this one belongs to somebody else."),
                do=_(
                    "Ask that trainer for a role in it, or ask the person who manages the trainers of this server to "
                    "hand it over."
                ),
            )
        case 403:
            return Told(
                _("This page is not yours"),
                _("You are not at the seat to which this page belongs."),
                do=_("Use your personal link, or join with the code on the screen in the room."),
            )
        case 404:
            return Told(
                _("There is nothing here"),
                _(
                    "There is no page at this address: the page was removed or never existed, or the address has a "
                    "mistake."
                ),
                do=_("Go back to the start page, and look for the page there."),
            )
        case 405:
            return Told(_("That does not work here"), _("This page cannot be used in this way."), do=_("Go back."))
        case 410 if current_visit().has_left:
            return Told(
                _("This exercise is not here any more"),
                _("Your trainer has deleted the exercise. If it was a rehearsal, the rehearsal is over."),
                do=_("After a rehearsal, your card or the code on the screen in the room opens the exercise itself."),
            )
        case 410:
            return Told(_("This is over"), _("What you are looking for has ended."), do=_("Ask your trainer."))
        case 408:
            return Told(
                _("That took too long"),
                _("Part of what you sent did not arrive in time; the connection may be weak."),
                _("Nothing was changed."),
                _("Go back and send it once more."),
            )
        case 413:
            return Told(
                _("Too large"),
                _("What you sent is larger than 1 MB."),
                _("Nothing was changed. Go back: what you wrote is still on the page from which you sent it."),
                _("Send less, or send it in parts."),
            )
        case 429 if request.blueprint == "accounts":
            return Told(
                _("Too many attempts"),
                _("Too many wrong passwords were sent from this network address in a short time."),
                _("Whoever is signed in stays signed in."),
                _("Wait a minute, then try again."),
            )
        case 429:
            return Told(
                _("Too many attempts"),
                _("Too many codes were tried from this network address in a short time."),
                do=_(
                    "Wait a minute, then type the code from the screen in the room. The right code opens the "
                    "exercise at once."
                ),
            )
        case 400:
            return Told(
                _("This form cannot be read"),
                _("The page was too old, you had signed out, or the form was not complete."),
                _("Nothing was changed."),
                _("Open the page again and send the form once more."),
            )
        case 503:
            return Told(
                _("The server is too busy"),
                _("The server could not do this in time."),
                _("Nothing was changed."),
                _("Try again in a moment."),
            )
        case _:
            return Told(
                _("An error in the program"),
                _("The program made a mistake. It was not your mistake."),
                _("Everything that was confirmed is kept."),
                _("Go back and try again. If it happens again, tell your trainer."),
            )


SECRETS = frozenset({"password", "again", "current"})


@dataclass(frozen=True, slots=True)
class KeptField:
    """A field of a form that could not be stored; `is_text` where somebody wrote it."""

    name: str
    value: str
    is_text: bool


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that could not be stored: it can be sent again as it was."""

    url: str
    fields: tuple[KeptField, ...]


def kept_form() -> KeptForm | None:
    """What was sent, None when it was no form or held a password."""
    if request.method != "POST" or SECRETS.intersection(request.form):
        return None
    texts = written()
    fields = tuple(
        KeptField(name, value, value.strip() in texts)
        for name, values in request.form.lists()
        for value in values
        if name != "csrf_token"
    )
    return KeptForm(request.full_path.rstrip("?"), fields)


def answer(status: int, words: Told, code: str = "", kept: KeptForm | None = None) -> Response:
    """An error page, or for a part of a page only its box; what could not be stored stands on the page."""
    if "HX-Request" in request.headers or "X-Tick" in request.headers:
        body = render_template("lobby/_error.html", told=words)
    else:
        visit = current_visit()
        home = url_for("lobby.start")
        if visit.exercise is not None and visit.member is not None:
            home = url_for("lobby.seats", exercise=visit.exercise.id)
        body = rendered(
            "error.html",
            heading=words.heading,
            happened=words.happened,
            kept=words.kept,
            do=" ".join(
                each for each in (_("What you wrote is kept on this page.") if written() else "", words.do) if each
            ),
            form=kept,
            action_url=home,
            action_label=_("Go to the start"),
            status_code=code or str(status),
        )
    return make_response(body, status)


def way_after_warm_up() -> str:
    """The own desk, for an open page of the warm-up whose matter went with it; "" for any other page."""
    visit = current_visit()
    if "X-Warm-Up" not in request.headers or visit.exercise is None or visit.member is None:
        return ""
    has_begun = services().store.published(visit.exercise.id).control.clock.move > 0
    return url_for("desk.home", exercise=visit.exercise.id) if has_begun else ""


def which_desk() -> ResponseReturnValue:
    """Asks a trainer whose desk is meant; the same page of each country is one press away."""
    exercise = current_exercise()
    published = services().store.published(exercise.id)
    asked = request.full_path.rstrip("?") if request.method == "GET" else request.path.partition("/desk")[0] + "/desk/"
    start, _desk, rest = asked.partition(f"/x/{exercise.id}/desk")
    desks = tuple(
        (country_name(published.scenario, code), f"{start}/x/{exercise.id}/at/{code}/desk{rest}")
        for code in published.teams
    )
    page = rendered(
        "lobby/which_desk.html",
        desks=desks,
        sent=request.method == "POST",
        room_url=url_for("control.home", exercise=exercise.id),
    )
    return make_response(page, 300 if request.method == "GET" else 409)


def install(app: Flask) -> None:
    """Turns every exception into an answer."""

    @app.before_request
    def late() -> None:
        if LATE in request.environ.get("asgi.scope", {}).get("state", {}):
            raise RequestTimeout

    @app.errorhandler(HTTPException)
    def on_http(problem: HTTPException) -> ResponseReturnValue:
        if problem.response is not None:
            return problem.get_response()
        if problem.code == 404 and (way := way_after_warm_up()):
            flash(_("The warm-up is over: the first move has begun."))
            return redirect(way, 303)
        return answer(problem.code or 500, told(problem.code or 500))

    @app.errorhandler(WhichDesk)
    def on_desk(_question: WhichDesk) -> ResponseReturnValue:
        return which_desk()

    @app.errorhandler(CSRFError)
    def on_csrf(_problem: CSRFError) -> ResponseReturnValue:
        return answer(400, told(400))

    @app.errorhandler(RuleViolation)
    def on_violation(violation: RuleViolation) -> ResponseReturnValue:
        words = Told(_("Not done"), Names().refused(violation), kept=_("Nothing was changed."))
        return answer(status_of(violation), words)

    @app.errorhandler(UnknownExerciseError)
    def on_unknown(_problem: UnknownExerciseError) -> ResponseReturnValue:
        return answer(404, told(404))

    @app.errorhandler(ArchivedExerciseError)
    def on_archive(problem: ArchivedExerciseError) -> ResponseReturnValue:
        words = Told(
            _("An archive"),
            _(
                "This exercise was played under rules %(number)s. This program has other rules.",
                number=problem.played_under,
            ),
            _("Everything that was done is kept and can be reviewed."),
            _("It cannot be continued; begin a new exercise."),
        )
        return answer(409, words)

    @app.errorhandler(OperationalError)
    def on_busy(problem: OperationalError) -> ResponseReturnValue:
        fault = fault_of(problem)
        if services().troubles.noted(fault):
            app.logger.error("the database cannot be written: %s", problem.orig)
        return answer(503, fault_told(fault), kept=kept_form())

    @app.errorhandler(500)
    def on_bug(_problem: Exception) -> ResponseReturnValue:
        return answer(500, told(500))
