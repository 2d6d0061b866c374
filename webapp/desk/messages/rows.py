"""Messages as rows: from colleagues, from other countries, and from control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.clock.warm_up import PREFIX
from simulation.exercise.core.command import Seat
from simulation.exercise.injects.views import InjectView
from simulation.exercise.messages.state import Message
from simulation.kernel.terms import Office
from webapp.desk.readable import Reader
from webapp.text.formatting import day_number, day_text
from webapp.text.signing import signature
from webapp.visit.handles import handle_of


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in a list; `own` is from the reader's seat, `signed` says that nobody of the team wrote it.

    `can_answer`: it is not from the reader's seat, and came from outside the team or to the reader's seat.
    `answered`: the team has answered it.
    """

    country: str
    sender: str
    when_text: str
    text: str
    url: str
    unread: bool
    own: bool
    key: str
    to: str
    reply_to: str
    signed: str = ""
    can_answer: bool = True
    answered: bool = False


def in_sight(reader: Reader) -> tuple[Message, ...]:
    """The team's messages; in the warm-up without the practice messages to offices at which the reader does not sit."""
    return tuple(each for each in reader.view.messages if not _is_others_practice(each, reader.offices))


def _is_others_practice(message: Message, offices: Sequence[Office]) -> bool:
    is_practice = message.sender is None and message.key.startswith(PREFIX)
    return is_practice and bool(offices) and message.to is not None and message.to.office not in offices


def when(at: int, reader: Reader) -> str:
    """Like `this move`, or the day."""
    started = reader.view.clock.move_days
    if started and day_number(at) >= started[-1]:
        return _("this move")
    return day_text(at)


def answers_to(reader: Reader) -> dict[str, list[Message]]:
    """What the team has answered, by the key of the message that it answers."""
    found: dict[str, list[Message]] = {}
    for each in reader.view.messages:
        if each.answers and each.sender is not None and each.sender.country == reader.view.country:
            found.setdefault(each.answers, []).append(each)
    return found


def message_rows(
    messages: Sequence[Message], reader: Reader, unread: frozenset[str] = frozenset()
) -> tuple[MessageRow, ...]:
    """Messages, newest first."""
    rows = []
    answered = answers_to(reader).keys()
    for message in messages:
        key = f"message-{handle_of('message', message.key)}"
        at_home = message.sender is not None and message.sender.country == reader.view.country
        is_own = _is_of(message.sender, reader)
        rows.append(
            MessageRow(
                country=message.sender.country if message.sender is not None else "CTL",
                sender=reader.seat(message.sender, message.persona),
                when_text=when(message.at, reader),
                text=message.text,
                url=url_for("desk.messages", _anchor=key),
                unread=f"message:{message.key}" in unread,
                own=is_own,
                key=key,
                to=reader.seat(message.to, "" if message.to is not None else message.persona),
                reply_to=str(message.sender) if message.sender is not None else "control",
                signed=signature(message.by, message.at, own=True) if at_home else "",
                can_answer=not at_home or (not is_own and _is_of(message.to, reader)),
                answered=message.key in answered,
            )
        )
    return tuple(reversed(rows))


def _is_of(seat: Seat | None, reader: Reader) -> bool:
    """Whether a seat is the reader's; who has no seat reads along with the whole team."""
    if seat is None or seat.country != reader.view.country:
        return False
    return not reader.offices or seat.office in reader.offices


def control_rows(injects: Sequence[InjectView], reader: Reader, unread: frozenset[str]) -> tuple[MessageRow, ...]:
    """What control sent, as messages, newest first."""
    return tuple(
        MessageRow(
            country="CTL",
            sender=reader.persona(inject.sender),
            when_text=when(inject.at, reader),
            text=reader.text(inject.title),
            url=url_for("desk.inject_page", handle=handle_of("inject", inject.key)),
            unread=f"inject:{inject.key}" in unread,
            own=False,
            key=f"inject-{handle_of('inject', inject.key)}",
            to="",
            reply_to="control",
        )
        for inject in reversed(injects)
    )


def concerns(message: Message, offices: Sequence[Office], country: str) -> bool:
    """Whether a message went to or came from one of these seats."""
    seats = {Seat(country, office) for office in offices}
    return message.to in seats or message.sender in seats


def signed(inject: InjectView) -> str:
    """Who answered for the team, when none of its people did."""
    if inject.answered and inject.answered_at is None:
        return _("Nobody in your team answered in time. What applies now:")
    return signature(inject.answered_by, inject.answered_at or 0, own=True)
