"""Messages: to control, from control as somebody, and what teams write to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from webapp.control.value_names import country, date_at, office, persona, seat, speaker
from webapp.pages.forms import key_field, one_of, text_field, written_id
from webapp.pages.frame import preset_of
from webapp.pages.page import (
    ControlPage,
    all_views,
    back,
    control_page,
    control_view,
    do_all,
    new_command_id,
    panel_response,
    panel_version,
    refusal,
)
from webapp.text.say import capital
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


def reaches_nobody() -> bool:
    """Whether no desk would show a message: after the epilogue each has its file as play ended."""
    return bool(all_views().after)


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
        if to_control and sender is not None and not reaches_nobody()
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
        "rows": as_sent([row(message, answered) for message in reversed(shown[-SHOWN:])]),
        "tabs": (
            Choice("control", _("With you"), url=url_for("control.messages"), current=kind == "control"),
            Choice("teams", _("Between teams"), url=url_for("control.messages", kind="teams"), current=kind == "teams"),
        ),
        "version": panel_version("messages"),
    }


def as_sent(rows: Sequence[MessageRow]) -> tuple[MessageRow, ...]:
    """What control wrote to several seats at once stands as one row with all of them."""
    found: list[MessageRow] = []
    for one in rows:
        last = found[-1] if found else None
        is_copy = last is not None and not one.country and (one.sender, one.when_text, one.text) == (
            last.sender, last.when_text, last.text,
        )  # fmt: skip
        if is_copy and last is not None:
            found[-1] = replace(last, to=f"{one.to}; {last.to}")
        else:
            found.append(one)
    return tuple(found)


def several() -> dict[str, tuple[str, tuple[Seat, ...]]]:
    """Whom a message can go to beside a single seat: what it is called, and the seats; each desk gets it once."""
    codes = tuple(all_views().teams)
    merged = preset_of(all_views()).merged
    shared = {each for group in merged for each in group[1:]}
    offices = {code: all_views().scenario.country(code).offices for code in codes}
    desks = {code: tuple(Seat(code, each) for each in offices[code] if each not in shared) for code in codes}
    every = tuple(dict.fromkeys(each for code in codes for each in offices[code]))
    return {
        "all": (_("Everybody"), tuple(each for code in codes for each in desks[code])),
        **{code: (_("%(country)s: all seats", country=country(code)), desks[code]) for code in codes},
        **{
            each: (
                _("All countries: %(office)s", office=office(each)),
                tuple(Seat(code, each) for code in codes if each in offices[code]),
            )
            for each in every
        },
    }


def seats() -> tuple[Choice, ...]:
    """Every seat of a played country, behind what stands for several of them."""
    return tuple(Choice(name, label) for name, (label, _own) in several().items()) + tuple(
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
    is_closed: bool


def page(status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """The list and the form."""
    given = request.form if request.method == "POST" else request.args
    answers = given.get("answers", "")
    answered = next((message for message in everything() if message.key == answers), None)
    return control_page(
        MessagesPage(
            refused=refused,
            personas=tuple(Choice(name, capital(speaker(name))) for name in PLAYED),
            seats=seats(),
            chosen_persona=given.get("persona", "control"),
            chosen_to=given.get("to", ""),
            answers=answered.key if answered is not None else "",
            answered_text=answered.text if answered is not None else "",
            text=request.form.get("text", ""),
            id=new_command_id("message"),
            is_closed=reaches_nobody(),
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
    """Writes to a seat, or to several, as exercise control or as somebody whom it plays."""
    try:
        to = one_of("to", [choice.value for choice in seats()], label=_("To"))
        code, _dot, at = to.partition(".")
        addressees = several()[to][1] if to in several() else (Seat(code, Office(at)),)
        who = one_of("persona", PLAYED, label=_("Play as"))
        text, form, answers = text_field("text", label=_("Text"), required=True), written_id(), key_field("answers")
        asked = next((message.sender for message in everything() if message.key == answers), None)
        refused = do_all(
            [
                SendMessage(
                    id=f"{form}{number or ''}",
                    member=CONTROL,
                    to=each,
                    persona=who,
                    text=text,
                    answers=answers if each == asked or len(addressees) == 1 else "",
                )
                for number, each in enumerate(addressees)
            ]
        )
    except RuleViolation as violation:
        refused = refusal(violation)
    if refused is not None:
        return page(refused.status, refused)
    return back("control.messages")
