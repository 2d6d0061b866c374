"""Contact points beside a request: whom one can ask, for what, and what they said."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.law.book.contact_points import ContactRow, load_contacts
from webapp.desk.current_view import may_send
from webapp.desk.readable import Reader
from webapp.pages.forms import Option
from webapp.pages.page import new_command_id
from webapp.text.law_texts import law_text, source_text, sure_text
from webapp.text.say import plain, say_code, wording_of


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A contact point with what it can be asked now."""

    name: str
    text: str
    source: str
    confidence: str
    hours: str
    acts: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ContactCard:
    """The card of contact points.

    Attributes:
        points: Whom this side can ask now.
        asked: What was asked last, "" for nothing.
        is_open: The answer has not come yet.
        said: What it said, line by line.
        text: What a person said.
        source: Source of what was asked.
        confidence: How sure that is.
        spent: Hours that contact points have taken so far.
        can_ask: The visitor holds the pen.
        command: Id of the form.
    """

    points: tuple[ContactPoint, ...]
    asked: str
    is_open: bool
    said: tuple[str, ...]
    text: str
    source: str
    confidence: str
    spent: str
    can_ask: bool
    command: str


def contact_card(shown: RequestView, reading: Reader) -> ContactCard | None:
    """The card for a request's page; None where there is nobody to ask and nobody was asked."""
    if not shown.contacts and not shown.contact:
        return None
    rows = load_contacts()
    name, _sep, act = shown.contact.partition("/")
    offices = tuple(offer.office for offer in shown.offers if offer.action == "ask_contact")
    return ContactCard(
        points=tuple(_point(rows[each.id], each.acts, each.hours) for each in shown.contacts) if offices else (),
        asked=f"{law_text(rows[name].name)}: {say_code(f'contact.{act}')}" if name in rows else "",
        is_open=shown.contact_open,
        said=_said(shown, act, reading),
        text=shown.contact_told.text,
        source=source_text(rows[name].source) if name in rows else "",
        confidence=sure_text(rows[name].confidence) if name in rows else "",
        spent=_hours(shown.contact_told.hours) if shown.contact_told.hours else "",
        can_ask=bool(offices) and may_send(*offices),
        command=new_command_id(f"request/{shown.label}/contact"),
    )


def _point(row: ContactRow, acts: tuple[str, ...], hours: int) -> ContactPoint:
    return ContactPoint(
        law_text(row.name),
        law_text(row.text),
        source_text(row.source),
        sure_text(row.confidence),
        _hours(hours),
        tuple(Option(f"{row.id}/{act}", say_code(f"contact.{act}")) for act in acts),
    )


def _hours(hours: int) -> str:
    return ngettext("%(num)s hour", "%(num)s hours", hours)


def _said(shown: RequestView, act: str, reading: Reader) -> tuple[str, ...]:
    if shown.contact_open or not shown.contact:
        return ()
    if not shown.contact_told.said:
        return (wording_of("contact.nothing"),) if act == "review_draft" and not shown.contact_told.text else ()
    return tuple(contact_words(code, reading) for code in shown.contact_told.said)


def contact_words(code: str, reading: Reader) -> str:
    """A code of what a contact point was asked or said, in words."""
    row = load_contacts().get(code)
    if row is not None:
        return law_text(row.name)
    if code.startswith("language."):
        return _("in %(language)s", language=reading.text(code))
    content = wording_of(f"content.{code}")
    if content:
        return f"{code} {content}"
    return wording_of(f"contact.{code}") or wording_of(f"status.{code}") or plain(code)
