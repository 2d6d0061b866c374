"""Who is expected: names pasted or from a sheet, seats proposed and changed by hand, the code of each card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from simulation.kernel.errors import RuleViolation
from webapp.control.blueprint import blueprint
from webapp.control.people.pages import ArchivedPeople, asked
from webapp.control.people.rows import SeatOption, chosen_seat, seat_options, seat_said
from webapp.control.prepare import guests as acts
from webapp.control.prepare.guests import Guest
from webapp.control.prepare.people_list import LONGEST_AGENCY, held_office, listed, plain, twice
from webapp.control.prepare.proposal import plays_office_of_life
from webapp.control.prepare.sheets import ENCODINGS, Table, table_of_file, table_of_text
from webapp.control.value_names import country
from webapp.lobby.waiting_room import picture
from webapp.pages.forms import Option, is_ticked, name_of
from webapp.pages.page import ControlPage, all_views, back, control_page, for_the_room, refusal
from webapp.store.tables import LONGEST_NAME
from webapp.text.say import office_name
from webapp.visit.languages import language
from webapp.visit.personal_links import code_of, token_of
from webapp.visit.refusals import Refusal
from webapp.visit.room_address import address_of
from webapp.visit.visitor import current_exercise

SHOWN = 3
"""Pairs of agency and team that are named; of more, their number."""


@dataclass(frozen=True, slots=True)
class GuestRow:
    """A row of the list; `warning` says what speaks against the seat."""

    id: str
    name: str
    agency: str
    seat: str
    seat_text: str
    warning: str
    has_come: bool
    url: str


@dataclass(frozen=True, slots=True)
class ListPage(ControlPage):
    """Everybody who is expected."""

    template: ClassVar[str] = "control/expected.html"
    key: ClassVar[str] = "people"

    refused: Refusal | None
    rows: tuple[GuestRow, ...]
    seats: tuple[SeatOption, ...]
    countries: tuple[Option, ...]
    encodings: tuple[Option, ...]
    names: str
    seated: int
    came: int
    summary: tuple[str, ...]


@blueprint.get("/prepare")
def expected() -> ResponseReturnValue:
    """The list."""
    if current_exercise().archived:
        return control_page(ArchivedPeople())
    return show()


def show(status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """The list, with why nothing was done; what was typed stands as it was typed."""
    found = acts.expected()
    rows = tuple(_row(guest, found) for guest in found)
    chosen = request.form.getlist("country") or _countries_played(found)
    return control_page(
        ListPage(
            refused=refused,
            rows=rows,
            seats=seat_options(),
            countries=tuple(
                Option(code, country(code), selected=code in chosen) for code in all_views().open_countries
            ),
            encodings=_encodings(),
            names=request.form.get("names", "") if refused else "",
            seated=sum(bool(row.seat) for row in rows),
            came=sum(row.has_come for row in rows),
            summary=_summary(found),
        ),
        status,
    )


def _countries_played(found: Sequence[Guest]) -> list[str]:
    """Those in which people sit already, once most people have a seat; until then all."""
    there = {guest.country for guest in found if guest.seat}
    is_begun = sum(bool(guest.seat) for guest in found) * 2 > len(found)
    return [code for code in all_views().open_countries if code in there or not is_begun]


def _encodings() -> tuple[Option, ...]:
    words = (_("Western Europe"), _("Central Europe"), _("Cyrillic"), _("Greek"), _("Turkish"), _("Arabic"))
    return (
        Option("", _("detected automatically")),
        *(Option(code, label) for code, label in zip(ENCODINGS, words, strict=True)),
    )


def _row(guest: Guest, found: Sequence[Guest]) -> GuestRow:
    given = request.form if f"name_{guest.id}" in request.form else {}
    return GuestRow(
        id=guest.id,
        name=given.get(f"name_{guest.id}", guest.name),
        agency=given.get(f"agency_{guest.id}", guest.agency),
        seat=given.get(f"seat_{guest.id}", f"{guest.country}/{guest.seat}" if guest.seat else ""),
        seat_text=seat_said(guest.country, guest.seat) if guest.seat else "",
        warning=", ".join(_warnings(guest, found)),
        has_come=guest.has_come,
        url=url_for("control.card_page", who=guest.id),
    )


def _warnings(guest: Guest, found: Sequence[Guest]) -> list[str]:
    said = []
    if sum(plain(other.name) == plain(guest.name) for other in found) > 1:
        said.append(_("this name is on the list twice"))
    if guest.is_gone:
        said.append(_("came, and is no longer in the exercise"))
    place = guest.place
    if place is not None and plays_office_of_life(acts.somebody(guest), place):
        said.append(_("holds this office in real life: %(office)s", office=office_name(guest.held)))
    return said


def _summary(found: Sequence[Guest]) -> tuple[str, ...]:
    """What the seats are like, in a few sentences."""
    if not found:
        return ()
    said = []
    names = twice([guest.name for guest in found])
    if names:
        said.append(
            _(
                "Twice on the list: %(names)s. If this is one person, take one entry off the list; if not, "
                "add a letter to tell the people apart.",
                names=", ".join(names),
            )
        )
    without = sum(not guest.seat for guest in found)
    if without:
        said.append(ngettext("%(num)s person has no seat yet.", "%(num)s people have no seat yet.", without))
    seated = [(acts.somebody(guest), place) for guest in found if (place := guest.place) is not None]
    same = sum(plays_office_of_life(person, place) for person, place in seated)
    if seated and not same:
        said.append(_("As far as the agencies show, nobody plays the office that he or she holds in real life."))
    elif same:
        said.append(
            ngettext(
                "%(num)s person plays the office held in real life.",
                "%(num)s people play the office held in real life.",
                same,
            )
        )
    teams = [
        (country(code), agency)
        for code in all_views().teams
        for agency in dict.fromkeys(guest.agency for guest in found if guest.country == code and guest.agency)
        if sum(plain(guest.agency) == plain(agency) for guest in found if guest.country == code) > 1
    ]
    if teams:
        pairs = [_("%(agency)s in %(country)s", agency=agency, country=name) for name, agency in teams[:SHOWN]]
        if len(teams) > SHOWN:
            pairs.append(_("%(count)s more", count=len(teams) - SHOWN))
        said.append(_("More than one person from the same agency in a team: %(pairs)s.", pairs="; ".join(pairs)))
    return tuple(said)


# --- what is done -----------------------------------------------------------------------------------------------------


@blueprint.post("/prepare")
def read_list() -> ResponseReturnValue:
    """Adds people from pasted text or a file: all of them, or nobody with the reason."""
    try:
        table, encoding = _given()
        found = listed(table, acts.offices())
        new, odd = acts.add(found)
    except RuleViolation as violation:
        refused = refusal(violation)
        return show(refused.status, refused)
    flash(ngettext("%(num)s person added.", "%(num)s people added.", new))
    if len(found) > new:
        old = len(found) - new
        flash(ngettext("Already on the list: %(num)s.", "Already on the list: %(num)s.", old))
    if odd:
        flash(
            ngettext(
                "No seat yet: %(who)s. The seat in this row does not exist, or exists in several countries.",
                "No seat yet: %(who)s. The seats in these rows do not exist, or exist in several countries.",
                len(odd),
                who=", ".join(odd),
            )
        )
    if encoding:
        flash(_("The file does not name its encoding. Check letters with accents; if they are wrong, take "
"the people off the list and choose the encoding."))  # fmt: skip
    return back("control.expected")


def _given() -> tuple[Table, str]:
    file = request.files.get("file")
    body = file.read() if file is not None and file.filename else b""
    if body:
        return table_of_file(
            body, request.form.get("encoding", ""), name=file.filename or "" if file is not None else ""
        )
    return table_of_text(request.form.get("names", "")), ""


@blueprint.post("/prepare/seats")
def seat_people() -> ResponseReturnValue:
    """Proposes seats for those who have none, or for all who have not come."""
    chosen = [code for code in all_views().open_countries if code in request.form.getlist("country")]
    if not chosen:
        refused = refusal(RuleViolation("list.no_country"))
        return show(refused.status, refused)
    left_over = acts.seat_all(acts.expected(), chosen, anew=is_ticked("anew"))
    if left_over:
        flash(
            ngettext(
                "Every seat is full: %(num)s person has no seat. Choose observer, interpreter or head of delegation.",
                "Every seat is full: %(num)s people have no seat. Choose observer, interpreter or head of delegation.",
                left_over,
            )
        )
    return back("control.expected")


@blueprint.post("/prepare/rows")
def change_rows() -> ResponseReturnValue:
    """Writes names, agencies and seats as they stand in the table, or nothing of it; takes somebody off."""
    found = acts.expected()
    try:
        changed, wanted = {}, {}
        for guest in found:
            if f"name_{guest.id}" not in request.form or guest.has_come:
                wanted[guest.id] = (guest.country, guest.seat)
                continue
            changed[guest.id] = _columns(guest)
            wanted[guest.id] = (changed[guest.id]["country"], changed[guest.id]["seat"])
        off = request.form.get("off", "")
        acts.check_room({who: place for who, place in wanted.items() if who != off})
    except RuleViolation as violation:
        refused = refusal(violation)
        return show(refused.status, refused)
    acts.write(changed)
    if off:
        acts.remove(off)
    flash(_("Saved."))
    return back("control.expected")


def _columns(guest: Guest) -> dict[str, str]:
    name = name_of(request.form.get(f"name_{guest.id}", ""))
    if not name or len(name) > LONGEST_NAME:
        raise RuleViolation("list.name_odd", who=guest.name, limit=LONGEST_NAME)
    agency = name_of(request.form.get(f"agency_{guest.id}", ""))[:LONGEST_AGENCY]
    held = held_office(agency, acts.offices()) if plain(agency) != plain(guest.agency) else guest.held
    seat = request.form.get(f"seat_{guest.id}", "")
    choice = chosen_seat(seat) if seat else None
    return {
        "name": name,
        "agency": agency,
        "held": held,
        "country": choice.country if choice is not None else "",
        "seat": choice.name if choice is not None else "",
    }


@blueprint.post("/prepare/clear")
def clear_list() -> ResponseReturnValue:
    """Takes everybody off the list who has not come, after asking."""
    waiting = [guest.id for guest in acts.expected() if not guest.has_come]
    text = ngettext(
        "%(num)s card no longer works. People who have come keep their seat.",
        "%(num)s cards no longer work. People who have come keep their seat.",
        len(waiting),
    )
    asking = asked(_("Take everybody off the list?"), text, _("Empty the list"), url_for("control.expected"))
    if asking is not None:
        return asking
    acts.remove(*waiting)
    flash(_("The list is empty, except for the people who have come."))
    return back("control.expected")


@dataclass(frozen=True, slots=True)
class CardPage(ControlPage):
    """The card of one person, to be shown or printed."""

    template: ClassVar[str] = "control/card.html"
    key: ClassVar[str] = "people"

    name: str
    card: Markup


@blueprint.get("/people/<who>/card")
def card_page(who: str) -> ResponseReturnValue:
    """One card."""
    guest = acts.carded(who)
    return control_page(CardPage(guest.name, _card(guest)))


@for_the_room
def _card(guest: Guest) -> Markup:
    """What is printed."""
    link = address_of(url_for("lobby.come_back", token=token_of(guest.id, guest.link_seed)))
    card = render_template(
        "control/parts/card.html",
        name=guest.name,
        seat=seat_said(guest.country, guest.seat) if guest.seat else _("no seat yet"),
        qr=picture(link),
        code=code_of(guest.id, guest.link_seed),
        address=address_of("/join").split("://", 1)[-1],
        language=language(),
    )
    return Markup(card)  # noqa: S704  # a template made it
