"""Further seats: somebody plays another free seat of the own team as well, and gives one of several up again."""

from __future__ import annotations

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.command import SeatRole
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from webapp.lobby import door
from webapp.lobby.blueprint import blueprint
from webapp.lobby.front_door import previous_page
from webapp.lobby.waiting_room import lobby_page
from webapp.pages.forms import command_id
from webapp.pages.page import all_views, back, do_all, refusal
from webapp.pages.seat_rows import offices_of, own_seats, seat_label
from webapp.store.published_views import Published
from webapp.visit.visitor import current_exercise, current_member, services


@blueprint.post("/x/<exercise>/lobby/also/<seat>")
def take_also(seat: str) -> ResponseReturnValue:
    """A free seat of the own team besides the own one, before the first move and in play.

    Nobody knocks for it, also where newcomers do: whoever takes it is in the team already.
    """
    member, published = current_member(), all_views()
    if seat in own_names(published):
        return onward()
    try:
        wanted = door.further_seat(published, member, seat)
        door.require_no_onlooker(current_exercise(), wanted)
    except RuleViolation as violation:
        refused = refusal(violation)
        return lobby_page(refused.status, refused)
    return sit(published, (*offices_of(published.teams[member.country], member.id), *wanted.offices))


@blueprint.post("/x/<exercise>/lobby/give-up/<seat>")
def give_up(seat: str) -> ResponseReturnValue:
    """One of several own seats becomes free; the others stay."""
    published = all_views()
    own = own_names(published)
    if seat not in own:
        return onward()
    if len(own) == 1:
        refused = refusal(RuleViolation("seat.last_one"))
        return lobby_page(refused.status, refused)
    return sit(published, tuple(office for name, offices in own.items() if name != seat for office in offices))


def own_names(published: Published) -> dict[str, tuple[Office, ...]]:
    """The seats at which the member plays, by the name that addresses give them."""
    member = current_member()
    if member.post is not SeatRole.PLAYER:
        return {}
    return {"+".join(offices): offices for offices in own_seats(published, member.country, member.id)}


def sit(published: Published, offices: tuple[Office, ...]) -> ResponseReturnValue:
    """Plays at these offices from now on, if the own seats are still those of the view by which they were chosen."""
    member = current_member()
    commands = door.seat_commands(published, member.id, command_id(), member.country, offices)
    refused = do_all(commands)
    if refused is not None:
        return lobby_page(refused.status, refused)
    services().panels.touch(current_exercise().id)
    flash(_("You now play: %(seats)s.", seats=seat_label(offices)), "info")
    return onward()


def onward() -> ResponseReturnValue:
    """Back to the page on which the button stands."""
    return redirect(previous_page(), 303) if request.form.get("then") == "here" else back("lobby.seats")
