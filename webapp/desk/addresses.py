"""Where on the desk a thing is shown."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from simulation.kernel.terms import Office
from webapp.desk.origins import tokens_of
from webapp.desk.readable import Reader
from webapp.visit.handles import handle_of
from webapp.visit.visitor import current_visit

_OF_ENTITIES = {"person": "desk.entity_page", "entity": "desk.entity_page", "acts": "desk.acts"}
"""Pages of an entity: what the file holds about it, or all that can be done about it."""


def about_url(kind: str, about: str, reader: Reader, rests_on: Sequence[str] = ()) -> str:
    """The page of what a row is about, carrying what an act there rests on."""
    origin = list(tokens_of(rests_on, reader)) or None
    if kind == "request":
        request = reader.view.request(about)
        return url_for("desk.request_page", number=request.label, origin=origin) if request is not None else ""
    if kind == "procedure":
        procedure = reader.view.procedure(about)
        return url_for("desk.procedure_page", number=procedure.label, origin=origin) if procedure is not None else ""
    if kind in {"document", "report"}:
        label = reader.documents.label_of(about)
        if not label:
            return ""
        if kind == "report":
            return url_for("desk.report_page", number=label)
        return url_for("desk.document_page", number=label)
    if kind == "inject":
        got = any(inject.key == about for inject in reader.view.injects)
        return url_for("desk.inject_page", handle=handle_of("inject", about)) if got else ""
    if kind in _OF_ENTITIES:
        number_of = reader.entities.number_of(about)
        return url_for(_OF_ENTITIES[kind], number=number_of) if number_of is not None else ""
    if kind == "message":
        return url_for("desk.messages", _anchor=f"message-{handle_of('message', about)}")
    if kind == "charge" and (person := reader.entities.number_of(about)) is not None:
        return url_for("desk.case", person=person, _anchor="charge")
    return _list_url(kind, origin)


def tell_risk_url(persons: Sequence[str], reader: Reader, rests_on: Sequence[str] = ()) -> str:
    """The form of a message that tells another country of people at risk whom the file places there.

    The message goes to the police, where the visitor sits there, else to the counterpart of another office of the
    visitor's.

    Args:
        persons: Keys of people whom the file places in one country.
        reader: The visitor's view.
        rests_on: Keys of what the message rests on.

    Returns:
        The address; "" for a post that sends nothing, where no office of the visitor's has a counterpart there, and
        once play is over.
    """
    country = next((each.country for each in reader.view.risk_abroad if each.person in persons), "")
    there = next((each.offices for each in reader.scenario.countries if each.code == country), ())
    office = min((each for each in reader.offices if each in there), key=_police_first, default=None)
    numbers = [number for person in persons if (number := reader.entities.number_of(person)) is not None]
    member = current_visit().member
    if (member is not None and member.reads_along) or office is None or not numbers or reader.view.clock.is_over:
        return ""
    origin = list(tokens_of(rests_on, reader)) or None
    return url_for("desk.messages", to=f"{country}.{office}", person=numbers, origin=origin, _anchor="write")


def _police_first(office: Office) -> bool:
    return office is not Office.POLICE


def _list_url(kind: str, origin: list[str] | None) -> str:
    match kind:
        case "measure":
            return url_for("desk.measures", origin=origin)
        case "freeze" | "asset":
            return url_for("desk.assets", origin=origin)
        case "charge" | "plan":
            return url_for("desk.case")
        case "task" | "meeting":
            return url_for("desk.meetings")
        case "board":
            return url_for("desk.board")
        case "handover":
            return url_for("desk.handovers")
        case _:
            return ""
