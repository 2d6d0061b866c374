"""Beginning a request: what is sought, from whom, about what or whom."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.commands import OpenDraft
from simulation.records import EntityKind, Office
from simulation.scenario.play import Route, Sought
from webapp.desk.blueprint import blueprint
from webapp.desk.here import acting, attempt, may_send, origins, reader, rests_on
from webapp.desk.offers import Option
from webapp.desk.reader import Reader
from webapp.desk.speech import say_code
from webapp.forms import command_id
from webapp.pages import new_command_id, team_page
from webapp.refusals import Refusal
from webapp.visit import current_member

OFFICES: dict[Route, tuple[Office, ...]] = {
    Route.MLA: (Office.PROSECUTOR, Office.AUTHORITY),
    Route.POLICE: (Office.POLICE,),
    Route.FIU: (Office.FIU,),
}
FITTING: dict[Sought, frozenset[EntityKind]] = {
    Sought.BANK_RECORDS: frozenset({EntityKind.ACCOUNT, EntityKind.PERSON, EntityKind.COMPANY}),
    Sought.CALL_RECORDS: frozenset({EntityKind.PHONE, EntityKind.PERSON}),
    Sought.PORT_RECORDS: frozenset({EntityKind.CONTAINER, EntityKind.COMPANY}),
    Sought.STATEMENT: frozenset({EntityKind.PERSON}),
    Sought.SERVICE: frozenset({EntityKind.PERSON, EntityKind.COMPANY}),
    Sought.FREEZE: frozenset({EntityKind.ACCOUNT}),
    Sought.SURRENDER: frozenset({EntityKind.PERSON}),
    Sought.PERSON_CHECK: frozenset({EntityKind.PERSON, EntityKind.COMPANY}),
    Sought.CONTAINER_CHECK: frozenset({EntityKind.CONTAINER, EntityKind.VEHICLE}),
    Sought.PHONE_CHECK: frozenset({EntityKind.PHONE}),
    Sought.ACCOUNT_CHECK: frozenset({EntityKind.ACCOUNT}),
    Sought.OWNER_CHECK: frozenset({EntityKind.ACCOUNT, EntityKind.COMPANY, EntityKind.PERSON}),
    Sought.POSTPONEMENT: frozenset({EntityKind.ACCOUNT}),
}
"""What is usually asked about whom; what does not fit can still be chosen, as the file may know better."""


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """A channel with what can be sought on it, and whether the visitor's seat uses it."""

    route: str
    label: str
    text: str
    options: tuple[Option, ...]
    offices: str
    own: bool


@blueprint.get("/requests/new", endpoint="new_request")
def new_request(exercise: str) -> ResponseReturnValue:  # noqa: ARG001
    return _page(reader())


def _page(reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    source = request.form if request.method == "POST" else request.args
    chosen = source.get("sought", "")
    wanted = source.get("requested", "")
    targets = set(source.getlist("target"))
    view = reading.view
    countries = [
        Option(each.code, reading.country(each.code), _terms(each.code, reading), each.code == wanted)
        for each in reading.scenario.countries
        if each.code != view.country
    ]
    named = [filed for token in origins() if (filed := reading.labelled(token)) is not None]
    first = {entity.key for filed in named for entity in filed.document.mentions}
    entities = [
        (
            entity.key in first,
            Option(
                str(number),
                entity.label,
                f"{reading.entity_kind(entity.kind)}, {reading.country(entity.country)}",
                str(number) in targets,
            ),
            entity.kind.value,
        )
        for number, entity in enumerate(view.entities, start=1)
        if entity.kind is not EntityKind.PLACE
    ]
    entities.sort(key=lambda item: not item[0])
    return team_page(
        "desk/new_request.html",
        "requests",
        status,
        routes=tuple(_route(route, chosen, reading) for route in Route),
        countries=countries,
        entities=tuple((option, kind) for _first, option, kind in entities),
        command=new_command_id("open-request"),
        origins=origins(),
        refusal=refusal,
        can_send=may_send(),
    )


def _route(route: Route, chosen: str, reading: Reader) -> RouteChoice:
    offices = OFFICES[route]
    return RouteChoice(
        route.value,
        say_code(f"route.{route}"),
        say_code(f"route_use.{route}"),
        tuple(
            Option(each.value, say_code(f"sought.{each}"), "", each.value == chosen)
            for each in Sought
            if each.route is route
        ),
        ", ".join(reading.office(office) for office in offices),
        any(office in reading.offices for office in offices),
    )


def _terms(code: str, reading: Reader) -> str:
    """What binds the two, in a line."""
    pair = reading.scenario.pair(reading.view.country, code)
    parts = [", ".join(pair.instruments) or _("no treaty: reciprocity"), say_code(f"channel.{pair.channel}")]
    if pair.electronic:
        parts.append(_("electronic"))
    return "; ".join(parts)


@blueprint.post("/requests/new", endpoint="open_request")
def open_request(exercise: str) -> ResponseReturnValue:  # noqa: ARG001
    """Opens the draft and goes on to its form."""
    reading = reader()
    text = request.form.get("sought", "")
    if text not in set(Sought):
        return _page(
            reading, 422, Refusal("form", _("Say what you need. Nothing was begun; what you chose is kept."), 422)
        )
    sought = Sought(text)
    targets = tuple(
        entity.key
        for number in request.form.getlist("target")[:12]
        if number.isdecimal() and len(number) < 8 and (entity := reading.entity_numbered(int(number))) is not None
    )
    refused = attempt(
        lambda: OpenDraft(
            id=command_id(),
            by=acting(*OFFICES[sought.route]),
            member=current_member().id,
            rests_on=rests_on(reading),
            sought=sought,
            requested=request.form.get("requested", "")[:3],
            targets=targets,
        )
    )
    if refused is not None:
        return _page(reading, refused.status, refused)
    key = f"{reading.view.country}/{command_id()}"
    opened = reader().view.request(key)
    if opened is None:
        return redirect(url_for("desk.requests"), 303)
    return redirect(url_for("desk.request_form", number=opened.label, origin=list(origins()) or None), 303)
