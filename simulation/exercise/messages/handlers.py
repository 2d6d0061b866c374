"""Messages between seats and with control; abroad, each office writes to its counterpart."""

from __future__ import annotations

from simulation.exercise.core.command import CONTROL, Command, Seat
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.handler import Handler
from simulation.exercise.core.state import State
from simulation.exercise.core.texts import require_text
from simulation.exercise.evidence import risks
from simulation.exercise.messages import warnings
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.messages.events import MessageSent
from simulation.exercise.messages.state import Message, Messages
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Phrase


def _check(state: State, command: SendMessage) -> None:
    """Whether this can be said now.

    Raises:
        RuleViolation: Empty or too long, not at that seat, to a seat that is not its counterpart, or an answer to what
            somebody of the own country has answered since the page was opened.
    """
    to, by = command.to, command.by
    require_text(command.text)
    if to is not None and to not in state.seats:
        raise RuleViolation("message.to_whom")
    if by is None and to is None:
        raise RuleViolation("message.to_whom")
    if by is not None:
        require_member(state, command)
        if to is not None and to.country != by.country and to.office is not by.office:
            raise RuleViolation("message.other_office_abroad", office=by.office)
        _check_reply(state.part(Messages), command)


def _check_reply(messages: Messages, command: SendMessage) -> None:
    """`seen` is how often the own country had answered the message: a colleague may have been quicker."""
    if command.seen is None or not command.answers or command.by is None:
        return
    ours = (each for each in messages.sent if each.sender and each.sender.country == command.by.country)
    if sum(each.answers == command.answers for each in ours) != command.seen:
        raise RuleViolation("message.answered")


def require_member(state: State, command: Command) -> Seat:
    """The seat that speaks: anybody who sits there may write messages; automatic players for empty seats.

    Raises:
        RuleViolation: Not at that seat.
    """
    seat = command.by
    if seat is None or seat not in state.seats:
        raise RuleViolation("seat.none")
    if command.member == CONTROL:
        return require_pen(state, command)
    if command.member and command.member not in state.seats[seat].members:
        raise RuleViolation("seat.not_here")
    return seat


def _send(state: State, command: SendMessage) -> None:
    sender, to = command.by, command.to
    key = command.id
    messages = state.part(Messages)
    said = Message(
        key,
        state.now,
        sender,
        command.persona,
        to,
        command.text,
        command.about,
        command.answers,
        state.by,
        command.warns,
    )
    messages.sent = (*messages.sent, said)
    state.emit(
        MessageSent(
            at=state.now,
            cause=state.cause,
            by=state.by,
            message=key,
            from_country=sender.country if sender else "",
            from_office=sender.office.value if sender else "",
            persona=command.persona,
            to_country=to.country if to else "",
            to_office=to.office.value if to else "",
            text=command.text,
            about=command.about,
            answers=command.answers,
        )
    )
    if to is not None:
        file = state.countries[to.country].file
        for person in warnings.warned_of(state.countries, said) if state.practice is None else ():
            file.known.learn((person,))
            if file.risks.show(person.key, key, state.now):
                risks.came_to_be_known(state, to.country, person.key, key)
        origin = sender.country if sender is not None else ""
        what = Phrase("digest.message", (("country", origin), ("persona", command.persona)))
        state.tell(
            to.country,
            DigestLine(state.now, what, "message", key, (to.office,)),
            news="" if state.practice else f"message/{key}",
        )


HANDLERS = (Handler(SendMessage, _check, _send),)
"""Who checks and performs its command."""
