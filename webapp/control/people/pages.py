"""People: everybody in the exercise in one place, who knocks, and what a trainer can do with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from simulation.kernel.errors import RuleViolation
from webapp.control.blueprint import blueprint
from webapp.control.people import door_acts as acts
from webapp.control.people.rows import (
    Knock,
    PersonRow,
    SeatGroup,
    SeatOption,
    chosen_seat,
    countries,
    further_options,
    knocks,
    people_in,
    person_row,
    seat_options,
    values,
)
from webapp.control.value_names import country
from webapp.live.panels import BEFORE_THE_FIRST_MOVE
from webapp.lobby import door
from webapp.lobby.waiting_room import picture
from webapp.pages.forms import command_id, int_field, name_of, one_of
from webapp.pages.frame import grouped
from webapp.pages.page import ControlPage, back, control_page, panel_response, refusal
from webapp.store.tables import LONGEST_NAME, Door, MemberRecord
from webapp.text.sorting import place
from webapp.visit.personal_links import code_of, token_of
from webapp.visit.refusals import Refusal
from webapp.visit.room_address import address_of
from webapp.visit.visitor import current_exercise


@dataclass(frozen=True, slots=True)
class PeoplePage(ControlPage):
    """Everybody in the exercise, and the door."""

    template: ClassVar[str] = "control/people.html"
    key: ClassVar[str] = "people"

    refused: Refusal | None


def show(status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """The whole page."""
    return control_page(
        PeoplePage(
            refused=refused,
        ),
        status,
        **values(),
    )


@dataclass(frozen=True, slots=True)
class ArchivedPeople(ControlPage):
    """What stands in place of the people where an exercise is an archive."""

    template: ClassVar[str] = "control/archive.html"
    key: ClassVar[str] = "people"


@blueprint.get("/people")
def people() -> ResponseReturnValue:
    """Everybody, and the door."""
    if current_exercise().archived:
        return control_page(ArchivedPeople())
    return show()


@blueprint.get("/people/part")
def people_part() -> ResponseReturnValue:
    """The same for a tick."""
    return panel_response("people", "control/parts/people.html", values)


@blueprint.get("/people/<who>")
def person_page(who: str) -> ResponseReturnValue:
    """One person: name, seat, pen, link, and the ways out."""
    return show_person(who)


@dataclass(frozen=True, slots=True)
class PersonPage(ControlPage):
    """One person: name, seat, pen, link, and the ways out."""

    template: ClassVar[str] = "control/person.html"
    key: ClassVar[str] = "people"

    refused: Refusal | None
    person: PersonRow
    row: MemberRecord
    country: str
    own: tuple[SeatGroup, ...]
    seats: tuple[SeatOption, ...]
    further: tuple[SeatOption, ...]
    link: str
    qr: Markup
    personal_code: str
    others: tuple[SeatOption, ...]
    ids: Mapping[str, str]


def show_person(who: str, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """The person's page."""
    known = people_in()
    if who not in known:
        abort(404)
    row = known[who]
    link = address_of(url_for("lobby.come_back", token=token_of(row.id, row.link_seed)))
    others = [other for other in known.values() if other.id != who]
    others.sort(
        key=lambda other: (door.plain_name(other.name) != door.plain_name(row.name), other.country, place(other.name))
    )
    return control_page(
        PersonPage(
            refused=refused,
            person=person_row(row),
            row=row,
            country=country(row.country),
            own=tuple(group for line in countries({who: row}) for group in line.seats if group.people),
            seats=seat_options(),
            further=further_options(row),
            link=link,
            qr=picture(link),
            personal_code=code_of(row.id, row.link_seed),
            others=tuple(
                SeatOption(other.id, f"{other.name} ({other.id[-4:].upper()}), {country(other.country)}")
                for other in others
            ),
            ids={act: acts.form_id(act, who) for act in ("move", "also", "pen", "merge", "remove")},
        ),
        status,
    )


@dataclass(frozen=True, slots=True)
class AskPage(ControlPage):
    """A question before something that cannot be taken back."""

    template: ClassVar[str] = "control/ask.html"
    key: ClassVar[str] = "people"

    title: str
    text: str
    button: str
    back_url: str
    fields: Mapping[str, str]


def asked(title: str, text: str, button: str, url: str) -> ResponseReturnValue | None:
    """Asks before what cannot be undone, on a page of its own; None once the trainer has said yes."""
    if request.form.get("sure") == "yes":
        return None
    fields = {name: value for name, value in request.form.items() if name != "csrf_token"}
    return control_page(
        AskPage(
            title=title,
            text=text,
            button=button,
            back_url=url,
            fields={**fields, "sure": "yes"},
        )
    )


# --- the door ---------------------------------------------------------------------------------------------------------


@blueprint.post("/people/door")
def keep_door() -> ResponseReturnValue:
    """Locks or opens joining, renews the code, sets when a pen may be taken, or lets in or turns away all who wait."""
    match request.form.get("act"):
        case "lock":
            acts.set_door(Door.LOCKED)
            flash(_("Joining is locked. With the code, people can only knock; personal links still open their seat."))
        case "open":
            acts.set_door(Door.AUTOMATIC if current_exercise().phase in BEFORE_THE_FIRST_MOVE else Door.OPEN)
            flash(
                _(
                    "Joining is open: players take a seat with the code. Heads of delegation, interpreters and "
                    "observers still knock."
                )
            )
        case "code":
            text = _(
                "The code on the wall screen and on phones stops working at once. People who have joined "
                "stay in the exercise."
            )
            asking = asked(_("Make a new join code?"), text, _("Make a new code"), url_for("control.people"))
            if asking is not None:
                return asking
            flash(_("The join code is %(code)s now.", code=grouped(acts.renew_code())))
        case "pens":
            minutes = int_field("minutes", lowest=0, highest=120, label=_("Minutes"))
            acts.set_pen_minutes(minutes)
            flash(
                _(
                    "Once a pen holder is away for %(count)s min, other people at the seat can take the pen.",
                    count=minutes,
                )
            )
        case "ask":
            acts.ask_devices()
            flash(_("Every desk and phone now asks “Can you read this?”. People who do not answer are listed here."))
        case "end_question":
            acts.end_question()
        case "admit_all":
            _admit_all()
        case "turn_all_away":
            acts.turn_away(*(each.id for each in knocks(people_in())))
        case _:
            abort(400)
    return back("control.people")


def _admit_all() -> None:
    """Lets in all who wait, each to the seat that was chosen; who asks for more than a seat stays at the door."""
    waiting = knocks(people_in())
    left = [each.name for each in waiting if not _lets_in(each)]
    count = len(waiting) - len(left)
    flash(ngettext("%(num)s person was let in.", "%(num)s people were let in.", count))
    if left:
        flash(_("Decide on these people one by one: %(names)s.", names=", ".join(left)))


def _lets_in(waiting: Knock) -> bool:
    """Whether somebody could be let in without a decision: nobody else's seat, and one that has room."""
    if waiting.same is not None:
        return False
    try:
        if waiting.guest:
            return acts.admit_as_expected(waiting.id, waiting.guest) is None
        return acts.admit(waiting.id, chosen_seat(waiting.code)) is None
    except RuleViolation:
        return False


@blueprint.post("/people/<who>/admit")
def admit(who: str) -> ResponseReturnValue:
    """Lets somebody in to a seat, or as a person who is in already, or turns the person away."""
    row = acts.person(who)
    try:
        match request.form.get("how"):
            case "new":
                wanted = request.form.get("seat") or f"{row.country}/{row.wants}"
                refused = acts.admit(who, chosen_seat(wanted))
                if refused is not None:
                    return show(refused.status, refused)
            case "expected":
                refused = acts.admit_as_expected(who, request.form.get("guest", ""))
                if refused is not None:
                    return show(refused.status, refused)
            case "same":
                acts.admit_as_same(who, row.same_as or "")
            case "no":
                acts.turn_away(who)
            case _:
                abort(400)
    except RuleViolation as violation:
        refused = refusal(violation)
        return show(refused.status, refused)
    return back("control.people")


# --- a person ---------------------------------------------------------------------------------------------------------


@blueprint.post("/people/<who>/name")
def rename(who: str) -> ResponseReturnValue:
    """Corrects a name."""
    acts.person(who)
    name = name_of(request.form.get("name", ""))
    if not name or len(name) > LONGEST_NAME:
        return show_person(who, 422, refusal(RuleViolation("join.no_name")))
    acts.rename(who, name)
    return back("control.person_page", who=who)


@blueprint.post("/people/<who>/link")
def renew_link(who: str) -> ResponseReturnValue:
    """A new personal link and code."""
    row = acts.person(who)
    text = _(
        "The present link and code of %(name)s stop working. Browsers that are already in the exercise stay in it.",
        name=row.name,
    )
    url = url_for("control.person_page", who=who)
    asking = asked(_("Make a new link for %(name)s?", name=row.name), text, _("Make a new link"), url)
    if asking is not None:
        return asking
    acts.renew_link(who)
    return back("control.person_page", who=who)


@blueprint.post("/people/<who>/merge")
def merge(who: str) -> ResponseReturnValue:
    """Makes this entry and another one person; the other stays."""
    row = acts.person(who)
    known = people_in()
    into = one_of("into", [each for each in known if each != who], label=_("Person"))
    text = _(
        "Every browser and link of %(name)s opens the seat of %(other)s from now on, and the seat of "
        "this entry becomes free. This cannot be undone.",
        name=f"{row.name} ({who[-4:].upper()})",
        other=f"{known[into].name} ({into[-4:].upper()})",
    )
    asking = asked(
        _("Are these the same person?"), text, _("They are the same person"), url_for("control.person_page", who=who)
    )
    if asking is not None:
        return asking
    refused = acts.merge(who, into, command_id())
    if refused is not None:
        return show(refused.status, refused)
    flash(_("The two entries are now one: %(name)s.", name=known[into].name))
    return back("control.people")


@blueprint.post("/people/<who>/remove")
def remove(who: str) -> ResponseReturnValue:
    """Takes somebody off the exercise."""
    row = acts.person(who)
    text = _(
        "Open pages of %(name)s and the personal link and code stop working at once, and the seat is "
        "free. What was done stays. Anybody who knows the join code can still knock or join: to keep "
        "somebody out, lock joining or make a new code.",
        name=row.name,
    )
    title, button = _("Remove %(name)s?", name=row.name), _("Remove %(name)s", name=row.name)
    asking = asked(title, text, button, url_for("control.person_page", who=who))
    if asking is not None:
        return asking
    refused = acts.remove(who, command_id())
    if refused is not None:
        return show(refused.status, refused)
    flash(_("%(name)s is no longer in the exercise.", name=row.name))
    return back("control.people")
