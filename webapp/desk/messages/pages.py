"""Messages to seats at home, counterparts abroad and exercise control, and what control sent to be answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.command import Seat
from simulation.exercise.injects.views import InjectView
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.messages.state import Message
from simulation.exercise.messages.warnings import named_in
from simulation.kernel.entities import Entity
from simulation.kernel.errors import RuleViolation
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import acting, attempt, origins, own_offices, reader, rests_on, seat_named
from webapp.desk.deadlines import Deadline, deadline
from webapp.desk.messages.rows import MessageRow, answers_to, in_sight, message_rows, signed, when
from webapp.desk.messages.writing import recipients, risk_words
from webapp.desk.readable import Reader
from webapp.pages.forms import Option, seen_field, text_field, written_id
from webapp.pages.page import TeamPage, my_seat, new_command_id, panel_response, panel_version, team_page
from webapp.pages.page import refusal as refusal_of
from webapp.pages.team_rows import mark_read, unread_messages
from webapp.text.names import choice_words
from webapp.visit.handles import handle_of, held
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

ON_A_PAGE = 40
"""Messages that stand on one page of the conversation."""


@dataclass(frozen=True, slots=True)
class InjectRow:
    """Something that control sent."""

    key: str
    url: str
    title: str
    text: str
    sender: str
    when_text: str
    due: Deadline
    stands: str
    answered: str
    words: str
    signed: str
    unread: bool
    needs_answer: bool


def inject_rows(reading: Reader, fresh: frozenset[str]) -> tuple[InjectRow, ...]:
    """What control sent to this team: unanswered questions first, then the latest."""
    rows, is_over = [], reading.view.clock.is_over
    for inject in reading.view.injects:
        own = handle_of("inject", inject.key)
        is_open = inject.answer_due_day is not None and not inject.answered
        asks = is_open and not is_over
        due = deadline(inject.answer_due_day, reading.view.clock, reading.calendar) if asks else Deadline("", "plain")
        rows.append(
            (
                not asks,
                -inject.at,
                InjectRow(
                    key=f"inject-{own}",
                    url=url_for("desk.inject_page", handle=own),
                    title=reading.text(inject.title),
                    text=reading.text(inject.text),
                    sender=reading.persona(inject.sender),
                    when_text=when(inject.at, reading),
                    due=due,
                    stands=_stands(inject, is_open=is_open),
                    answered=choice_words(reading, inject.key, inject.answered),
                    words=inject.words,
                    signed=signed(inject),
                    unread=f"inject:{inject.key}" in fresh,
                    needs_answer=asks,
                ),
            )
        )
    rows.sort(key=lambda row: row[:2])
    return tuple(row[2] for row in rows)


def _stands(inject: InjectView, *, is_open: bool) -> str:
    """Whether people answered what is closed by now, in a word; "" for what asks nothing."""
    if inject.answered:
        return _("answered") if inject.answered_at is not None else _("not answered in time")
    return _("not answered") if is_open else ""


def page_of(total: int) -> tuple[int, int]:
    """The page of the conversation that the address asks for, and how many there are; the newest stand on the first."""
    pages = max(1, -(-total // ON_A_PAGE))
    asked = request.args.get("page", "")
    return min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 6 else 1, pages


@dataclass(frozen=True, slots=True)
class MessageList:
    """The messages and what waits for an answer."""

    rows: tuple[MessageRow, ...]
    total: int
    page: int
    pages: int
    newer_url: str
    older_url: str
    injects: tuple[InjectRow, ...]
    own: str
    src: str
    version: str


def _values(reading: Reader) -> MessageList:
    view = reading.view
    messages = in_sight(reading)
    fresh = unread_messages(view, reading.offices)
    rows: tuple[MessageRow, ...] = message_rows(messages, reading, fresh)
    page, pages = page_of(len(rows))
    return MessageList(
        rows=rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        total=len(rows),
        page=page,
        pages=pages,
        newer_url=url_for("desk.messages", page=page - 1) if page > 1 else "",
        older_url=url_for("desk.messages", page=page + 1) if page < pages else "",
        injects=inject_rows(reading, fresh),
        own=view.country,
        src=url_for("desk.messages_part", page=page if page > 1 else None),
        version=panel_version("conversation"),
    )


@blueprint.get("/messages", endpoint="messages")
def messages() -> ResponseReturnValue:
    reading = reader()
    answer = _page(reading)
    newest_first = in_sight(reading)[::-1]
    first = (page_of(len(newest_first))[0] - 1) * ON_A_PAGE
    mark_read(*(f"message:{message.key}" for message in newest_first[first : first + ON_A_PAGE]))
    return answer


@blueprint.get("/messages/part", endpoint="messages_part")
def messages_part() -> ResponseReturnValue:
    return panel_response("conversation", "desk/parts/conversation.html", lambda: {"list": _values(reader())})


@dataclass(frozen=True, slots=True)
class MessagesPage(TeamPage):
    """Messages of the seats, and the form for a new one."""

    template: ClassVar[str] = "desk/messages.html"
    key: ClassVar[str] = "messages"

    list: MessageList
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    to: str
    about: str
    reply: Reply | None
    text: str
    command: str
    origins: tuple[str, ...]
    refusal: Refusal | None
    seated: bool


def _page(reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    source = request.form if request.method == "POST" else request.args
    about = source.get("about", "")[:40]
    shown = reading.requests.labelled(about)
    chosen = source.get("to", "")
    replied = held("message", reading.view.messages, source.get("answers", "").removeprefix("message-"))
    if shown is not None and not chosen:
        other = shown.other
        office = (reading.offices or own_offices())[0]
        chosen = f"{other}.{office}"
    return team_page(
        MessagesPage(
            list=_values(reading),
            groups=recipients(reading),
            to=chosen,
            about=shown.label if shown is not None else "",
            reply=_reply(replied, reading) if replied is not None else None,
            text=source.get("text", "") if request.method == "POST" else risk_words(reading),
            command=new_command_id("message"),
            origins=origins(),
            refusal=refusal,
            seated=bool(reading.offices),
        ),
        status,
    )


@dataclass(frozen=True, slots=True)
class Reply:
    """The message that the form answers, and what the own team has answered so far."""

    token: str
    sender: str
    text: str
    seen: int
    answered: str


def _reply(message: Message, reading: Reader) -> Reply:
    own = answers_to(reading).get(message.key, [])
    return Reply(
        f"message-{handle_of('message', message.key)}",
        reading.seat(message.sender, message.persona),
        message.text,
        len(own),
        own[-1].text if own else "",
    )


def _at_risk(reading: Reader) -> Iterator[Entity]:
    """People whom the file shows to be at risk and whom nobody protects."""
    for person, _since, until in reading.view.at_risk:
        known = reading.known(person)
        if known is not None and until is None:
            yield known


@blueprint.post("/messages", endpoint="send_message")
def send_message() -> ResponseReturnValue:
    reading = reader()
    try:
        text = text_field("text", label=_("Message"))
    except RuleViolation as violation:
        said = refusal_of(violation)
        return _page(reading, said.status, said)
    chosen = request.form.get("to", "")
    if not text or not chosen:
        return _page(
            reading,
            422,
            Refusal("form", _("Choose an addressee and write a text. Nothing was sent; what you wrote is kept."), 422),
        )
    to = seat_named(chosen)
    shown = reading.requests.labelled(request.form.get("about", ""))
    replied = held("message", reading.view.messages, request.form.get("answers", "").removeprefix("message-"))
    answered = replied.key if replied is not None else ""
    refused = attempt(
        lambda: SendMessage(
            id=written_id(),
            by=_speaker(reading, to, replied),
            member=current_member().id,
            rests_on=tuple(dict.fromkeys((*rests_on(reading), *((answered,) if answered else ())))),
            seen=seen_field() if answered else None,
            to=to,
            text=text,
            about=shown.key if shown is not None else "",
            answers=answered,
            warns=named_in(text, _at_risk(reading)),
        )
    )
    if refused is not None:
        return _page(reader(), refused.status, refused)
    return redirect(url_for("desk.messages"), 303)


def _speaker(reading: Reader, to: Seat | None, replied: Message | None) -> Seat:
    """Abroad the counterpart's office speaks; else the office that was addressed, else any office of the visitor's."""
    country = reading.view.country
    if to is not None and to.country != country and to.office in reading.offices:
        return my_seat(to.office)
    asked = replied.to if replied is not None else None
    if asked is not None and asked.country == country and asked.office in reading.offices and asked != to:
        return my_seat(asked.office)
    return acting()
