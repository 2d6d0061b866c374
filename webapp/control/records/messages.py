"""Messages: to control, from control as somebody, and what teams write to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.command import CONTROL, Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.messages.state import Message
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from webapp.control.blueprint import blueprint
from webapp.control.room.pages import Choice
from webapp.control.value_names import country, date_at, office, persona, seat
from webapp.pages.forms import command_id, key_field, one_of, text_field
from webapp.pages.page import (
    ControlPage,
    all_views,
    back,
    control_page,
    control_view,
    do,
    new_command_id,
    panel_response,
    panel_version,
    refusal,
)
from webapp.visit.refusals import Refusal

PLAYED = ("control", "minister", "press", "defence", "bank", "victim_service", "court", "ambassador")
SHOWN = 60


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message as the room reads it."""

    key: str
    country: str
    sender: str
    to: str
    when_text: str
    text: str
    answer_url: str
    waits: bool


def everything() -> tuple[Message, ...]:
    """Every message of the exercise, oldest first, each once."""
    found = {message.key: message for message in control_view().messages}
    for view in all_views().teams.values():
        for message in view.messages:
            found.setdefault(message.key, message)
    return tuple(sorted(found.values(), key=lambda message: message.at))


def row(message: Message, answered: frozenset[str]) -> MessageRow:
    """A message in words."""
    to_control = message.to is None
    sender = message.sender
    return MessageRow(
        key=message.key,
        country=sender.country if sender is not None else "",
        sender=seat(sender) if sender is not None else persona(message.persona or "control"),
        to=seat(message.to) if message.to is not None else _("you"),
        when_text=date_at(message.at),
        text=message.text,
        answer_url=url_for("control.messages", to=str(sender), answers=message.key, persona="control") + "#write"
        if to_control and sender is not None
        else "",
        waits=to_control and message.key not in answered,
    )


def list_values() -> dict[str, object]:
    """The messages of the chosen kind, newest first."""
    kind = "teams" if request.args.get("kind") == "teams" else "control"
    every = everything()
    answered = frozenset(message.answers for message in every if message.sender is None and message.answers)
    with_control = [message for message in every if message.sender is None or message.to is None]
    between = [message for message in every if message.sender is not None and message.to is not None]
    shown = between if kind == "teams" else with_control
    return {
        "kind": kind,
        "rows": tuple(row(message, answered) for message in reversed(shown[-SHOWN:])),
        "tabs": (
            Choice("control", _("With you"), url=url_for("control.messages"), current=kind == "control"),
            Choice("teams", _("Between teams"), url=url_for("control.messages", kind="teams"), current=kind == "teams"),
        ),
        "version": panel_version("messages"),
    }


def seats() -> tuple[Choice, ...]:
    """Every seat of a played country."""
    return tuple(
        Choice(str(Seat(code, each)), f"{country(code)}: {office(each)}")
        for code in all_views().teams
        for each in all_views().scenario.country(code).offices
    )


@dataclass(frozen=True, slots=True)
class MessagesPage(ControlPage):
    """The messages, and the form for one of control."""

    template: ClassVar[str] = "control/messages.html"
    key: ClassVar[str] = "messages"

    refused: Refusal | None
    personas: tuple[Choice, ...]
    seats: tuple[Choice, ...]
    chosen_persona: str
    chosen_to: str
    answers: str
    answered_text: str
    text: str
    id: str


def page(status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """The list and the form."""
    given = request.form if request.method == "POST" else request.args
    answers = given.get("answers", "")
    answered = next((message for message in everything() if message.key == answers), None)
    return control_page(
        MessagesPage(
            refused=refused,
            personas=tuple(Choice(name, persona(name)) for name in PLAYED),
            seats=seats(),
            chosen_persona=given.get("persona", "control"),
            chosen_to=given.get("to", ""),
            answers=answered.key if answered is not None else "",
            answered_text=answered.text if answered is not None else "",
            text=request.form.get("text", ""),
            id=new_command_id("message"),
        ),
        status,
        **list_values(),
    )


@blueprint.get("/messages")
def messages() -> ResponseReturnValue:
    """Messages with control and between teams."""
    return page()


@blueprint.get("/messages/list")
def message_list() -> ResponseReturnValue:
    """The list alone, for a tick."""
    return panel_response("messages", "control/parts/messages.html", list_values)


@blueprint.post("/messages")
def send_message() -> ResponseReturnValue:
    """Writes to a seat, as exercise control or as somebody whom it plays."""
    try:
        known = {choice.value for choice in seats()}
        to = one_of("to", known, label=_("To"))
        code, _dot, at = to.partition(".")
        who = one_of("persona", PLAYED, label=_("Play as"))
        command = SendMessage(
            id=command_id(),
            member=CONTROL,
            to=Seat(code, Office(at)),
            persona=who,
            text=text_field("text", label=_("Text"), required=True),
            answers=key_field("answers"),
        )
        refused = do(command)
    except RuleViolation as violation:
        refused = refusal(violation)
    if refused is not None:
        return page(refused.status, refused)
    return back("control.messages")
