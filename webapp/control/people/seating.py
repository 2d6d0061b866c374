"""A trainer seats somebody: elsewhere, at a further seat of the team, with the pen."""

from __future__ import annotations

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.kernel.errors import RuleViolation
from webapp.control.blueprint import blueprint
from webapp.control.people import door_acts as acts
from webapp.control.people.pages import asked, show, show_person
from webapp.control.people.rows import chosen_seat, seat_said
from webapp.control.value_names import country
from webapp.pages.forms import command_id
from webapp.pages.page import all_views, back, refusal


@blueprint.post("/people/<who>/move")
def move(who: str) -> ResponseReturnValue:
    """Seats somebody elsewhere; to another country only after asking, for what was read stays known."""
    row = acts.person(who)
    try:
        choice = chosen_seat(request.form.get("seat", ""))
    except RuleViolation as violation:
        refused = refusal(violation)
        return show_person(who, refused.status, refused)
    if choice.country != row.country and all_views().control.clock.phase != "lobby":
        text = _(
            "%(name)s knows the documents of %(old)s and will also read the documents of %(new)s. Open "
            "pages change at once.",
            name=row.name,
            old=country(row.country),
            new=country(choice.country),
        )
        asking = asked(
            _("Move %(name)s to another country?", name=row.name),
            text,
            _("Move %(name)s", name=row.name),
            url_for("control.person_page", who=who),
        )
        if asking is not None:
            return asking
    refused_ = acts.move(who, choice, command_id())
    if refused_ is not None:
        return show_person(who, refused_.status, refused_)
    flash(_("%(name)s now has the seat %(seat)s.", name=row.name, seat=seat_said(choice.country, choice.name)))
    return back("control.person_page", who=who)


@blueprint.post("/people/<who>/also")
def seat_also(who: str) -> ResponseReturnValue:
    """The seat is taken, the own one stays."""
    row = acts.person(who)
    seat = request.form.get("seat", "")
    try:
        refused = acts.seat_also(who, seat, command_id())
    except RuleViolation as violation:
        refused = refusal(violation)
    if refused is not None:
        return show_person(who, refused.status, refused)
    flash(_("%(name)s now also has the seat %(seat)s.", name=row.name, seat=seat_said(row.country, seat)))
    return back("control.person_page", who=who)


@blueprint.post("/people/<who>/pen")
def give_person_pen(who: str) -> ResponseReturnValue:
    """Gives the pen of the seat that the form names, or of all seats of the person."""
    acts.person(who)
    refused = acts.give_pen(who, command_id(), request.form.getlist("office"))
    if refused is not None:
        return show(refused.status, refused)
    return back("control.people")
