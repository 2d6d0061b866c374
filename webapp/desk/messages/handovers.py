"""Hand-overs between the seats of the team: what waits where, with its note; taking it, giving it back, handing on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.handovers.commands import HandedItem, HandOver, SettleHandOver
from simulation.exercise.handovers.views import HandOverView
from webapp.desk.addresses import about_url
from webapp.desk.blueprint import blueprint
from webapp.desk.colleagues import can_be_taken, offices_with_others
from webapp.desk.current_view import acting, attempt, may_send, own_offices, reader
from webapp.desk.messages.rows import when
from webapp.desk.readable import Reader
from webapp.pages.forms import Option, command_id, one_of, text_field
from webapp.pages.page import TeamPage, new_command_id, panel_response, panel_version, team_page
from webapp.text.say import say_code
from webapp.visit.handles import handle_of, held
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Handed:
    """A hand-over as the page prints it."""

    handle: str
    what: str
    url: str
    by: str
    to: str
    note: str
    when_text: str
    stands: str
    state_text: str
    is_mine: bool
    may_return: bool
    command: str


@dataclass(frozen=True, slots=True)
class Named:
    """A matter that somebody wants to hand over."""

    token: str
    matter: HandedItem
    key: str
    text: str
    url: str


def named(token: str, reading: Reader) -> Named | None:
    """The matter for a word of an address, such as `request:VAL-KES-02` or `entity:12`; None when there is none."""
    kind, _colon, name = token[:60].partition(":")
    view = reading.view
    key = ""
    match kind:
        case HandedItem.REQUEST:
            key = found.key if (found := reading.requests.labelled(name)) is not None else ""
        case HandedItem.PROCEDURE:
            key = next((each.key for each in view.procedures if name in {each.label, each.draft} - {""}), "")
        case HandedItem.DOCUMENT:
            key = filed.document.key if (filed := reading.documents.labelled(name)) is not None else ""
        case HandedItem.ENTITY:
            key = entity.key if (entity := reading.entities.called(name)) is not None else ""
        case HandedItem.MEASURE:
            key = measure.key if (measure := held(kind, view.measures, name)) is not None else ""
        case HandedItem.PLAN:
            key = plan.key if (plan := held(kind, view.plans, name)) is not None else ""
        case _:
            pass
    if not key:
        return None
    return Named(token, HandedItem(kind), key, _what(kind, key, reading), _url(kind, key, reading))


def _what(matter: str, key: str, reading: Reader) -> str:
    """What a matter is called: the number of a paper or letter with its title, else its name."""
    found = reading.view.request(key) if matter == HandedItem.REQUEST else None
    if found is not None:
        return f"{found.label} {reading.requests.title_of(found)}"
    filed = reading.view.document(key) if matter == HandedItem.DOCUMENT else None
    if filed is not None:
        return f"{filed.label} {reading.documents.title_of(filed)}"
    return str(reading.value("about", key))


def _url(matter: str, key: str, reading: Reader) -> str:
    return about_url("person" if matter == HandedItem.ENTITY else matter, key, reading)


def _rows(reading: Reader) -> tuple[Handed, ...]:
    """What waits first, then what has been taken; the latest on top."""
    latest_first = reversed(reading.view.handovers)
    return tuple(_row(each, reading) for each in sorted(latest_first, key=lambda each: each.stands == "taken"))


def _row(each: HandOverView, reading: Reader) -> Handed:
    is_mine = each.waits and each.to in reading.offices
    return Handed(
        handle=handle_of("handover", each.key),
        what=_what(each.matter, each.about, reading),
        url=_url(each.matter, each.about, reading),
        by=reading.office(each.by),
        to=reading.office(each.to),
        note=each.text,
        when_text=when(each.since, reading),
        stands=each.stands,
        state_text=say_code(f"handover.{each.stands}"),
        is_mine=is_mine,
        may_return=is_mine and each.stands == "handed",
        command=new_command_id(f"handover/{each.key}"),
    )


@dataclass(frozen=True, slots=True)
class HandoverList:
    """What is handed over."""

    rows: tuple[Handed, ...]
    can_send: bool
    src: str
    version: str


def _list_values(reading: Reader) -> HandoverList:
    return HandoverList(
        rows=_rows(reading),
        can_send=may_send(),
        src=url_for("desk.handovers_part"),
        version=panel_version("handovers"),
    )


def _takers(reading: Reader) -> tuple[Option, ...]:
    """Other seats of the team at which somebody else sits."""
    return tuple(Option(office.value, reading.office(office)) for office in offices_with_others(reading))


@dataclass(frozen=True, slots=True)
class HandoversPage(TeamPage):
    """What is handed over between the offices, and the form for it."""

    template: ClassVar[str] = "desk/handovers.html"
    key: ClassVar[str] = "desk"

    list: HandoverList
    matter: Named | None
    takers: tuple[Option, ...]
    has_free_seat: bool
    to: str
    text: str
    command: str
    can_send: bool
    refusal: Refusal | None


def _page(reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    matter = named(request.values.get("about", ""), reading)
    return team_page(
        HandoversPage(
            list=_list_values(reading),
            matter=matter,
            takers=_takers(reading),
            has_free_seat=can_be_taken(own_offices()),
            to=request.form.get("to", ""),
            text=request.form.get("text", "")[:LONGEST_NOTE],
            command=new_command_id("handover"),
            can_send=may_send(),
            refusal=refusal,
        ),
        status,
    )


@blueprint.get("/handovers", endpoint="handovers")
def handovers() -> ResponseReturnValue:
    return _page(reader())


@blueprint.get("/handovers/part", endpoint="handovers_part")
def handovers_part() -> ResponseReturnValue:
    return panel_response("handovers", "desk/parts/handovers.html", lambda: {"list": _list_values(reader())})


@blueprint.post("/handovers", endpoint="hand_over")
def hand_over() -> ResponseReturnValue:
    """Gives a matter to another seat."""
    reading = reader()
    matter = named(request.form.get("about", ""), reading)
    if matter is None:
        abort(404)
    refused = attempt(
        lambda: HandOver(
            id=command_id(),
            by=acting(),
            member=current_member().id,
            matter=matter.matter,
            about=matter.key,
            to=one_of("to", own_offices(), label=_("To which seat")),
            text=text_field("text", label=_("Note"), limit=LONGEST_NOTE),
        )
    )
    if refused is not None:
        return _page(reader(), refused.status, refused)
    return redirect(url_for("desk.handovers"), 303)


@blueprint.post("/handovers/<handle>/settle", endpoint="settle_handover")
def settle_handover(handle: str) -> ResponseReturnValue:
    """Takes it, or gives it back with a reason."""
    reading = reader()
    each = held("handover", reading.view.handovers, handle)
    if each is None:
        abort(404)
    refused = attempt(
        lambda: SettleHandOver(
            id=command_id(),
            by=acting(each.to),
            member=current_member().id,
            handover=each.key,
            taken=request.form.get("word") != "returned",
            text=text_field("text", label=_("Reason, if you give it back"), limit=LONGEST_NOTE),
        )
    )
    if refused is not None:
        return _page(reader(), refused.status, refused)
    if request.form.get("word") != "returned" and (url := _url(each.matter, each.about, reading)):
        return redirect(url, 303)
    return redirect(url_for("desk.handovers"), 303)
