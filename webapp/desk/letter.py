"""A request as the other side will read it: a letter under the standard headings, made from draft or content."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.assistance.requests import Content
from simulation.exercise.request_views import RequestView
from simulation.scenario.play import Route
from webapp.desk.law import law_book
from webapp.desk.reader import Reader, joined
from webapp.desk.speech import say_code, wording_of


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the letter."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The sheet."""

    state: str
    office: str
    number: str
    place_date: str
    to: str
    title: str
    opening: str
    parts: tuple[Part, ...]
    closing: str


def letter(request: RequestView, content: Content, reader: Reader) -> Letter:
    """The letter of a request."""
    office = {Route.MLA: "authority", Route.POLICE: "police", Route.FIU: "fiu"}[request.route]
    asking, asked = reader.country(request.requesting), reader.country(request.requested)
    formal = request.route is Route.MLA
    title = (
        _("Request for assistance: %(what)s", what=say_code(f"sought.{request.sought}"))
        if formal
        else say_code(f"sought.{request.sought}")
    )
    return Letter(
        state=asking,
        office=say_code(f"office.{office}"),
        number=request.label,
        place_date=reader.calendar.long(reader.now),
        to=_("To the %(office)s of %(country)s", office=say_code(f"office.{office}"), country=asked),
        title=title,
        opening=_opening(request, content, reader) if formal else "",
        parts=tuple(Part(heading, text) for heading, text in _parts(request, content, reader) if text),
        closing=_("%(office)s of %(country)s", office=say_code(f"office.{office}"), country=asking) if formal else "",
    )


def basis_name(basis: str) -> str:
    """An instrument by its name, reciprocity in words."""
    if basis == "reciprocity":
        return _("reciprocity")
    instrument = law_book().instrument(basis)
    return f"{instrument.name}, {instrument.article}" if instrument is not None else basis


def _opening(request: RequestView, content: Content, reader: Reader) -> str:
    office = say_code("office.authority")
    country = reader.country(request.requesting)
    if not content.basis:
        return _(
            "The %(office)s of %(country)s presents its compliments and has the honour to request assistance.",
            office=office,
            country=country,
        )
    if content.basis == "reciprocity":
        return _(
            "The %(office)s of %(country)s presents its compliments and has the honour to request "
            "assistance on the basis of reciprocity.",
            office=office,
            country=country,
        )
    return _(
        "The %(office)s of %(country)s presents its compliments and has the honour to request assistance "
        "under the %(basis)s.",
        office=office,
        country=country,
        basis=basis_name(content.basis),
    )


def _parts(request: RequestView, content: Content, reader: Reader) -> list[tuple[str, str]]:
    persons = joined(_person(key, reader) for key in content.persons)
    offences = joined(reader.offence(request.requesting, key) for key in content.offences)
    days = reader.calendar
    period = ""
    if content.period_from_day is not None and content.period_to_day is not None:
        period = _(
            "Records from %(start)s to %(end)s.",
            start=days.short_day(content.period_from_day),
            end=days.short_day(content.period_to_day),
        )
    urgency = content.urgency_reason
    if content.urgent and content.urgent_by_day is not None:
        urgency = _(
            "Urgent, by %(date)s. %(reason)s", date=days.short_day(content.urgent_by_day), reason=content.urgency_reason
        )
    elif content.urgent:
        urgency = _("Urgent. %(reason)s", reason=content.urgency_reason)
    secret = (
        _("Please keep this request confidential. %(reason)s", reason=content.confidentiality_reason)
        if content.confidential
        else ""
    )
    grounds = joined(reader.label_of(key) for key in content.grounds) if not request.incoming else ""
    facts = content.facts + (f" ({grounds})" if content.facts and grounds else "")
    targets = joined(target.label for target in request.targets)
    return [
        (_("1. Authority and contact"), content.authority_contact),
        (_("Subject and proceeding"), content.subject),
        (_("Earlier contacts"), content.prior_contacts),
        (
            _("2. Offences"),
            " ".join(part for part in (offences + "." if offences else "", content.penalties_text) if part),
        ),
        (_("3. Persons"), persons),
        (_("Concerns"), targets),
        (_("Property"), content.property_text),
        (_("Order"), content.order_text),
        (_("4. Facts"), facts),
        (_("Facts for the freeze"), content.freeze_facts),
        (_("5. Assistance sought"), " ".join(part for part in (content.assistance, period) if part)),
        (_("Formalities"), joined(say_code(f"formality.{each}") for each in content.formalities)),
        (_("Purpose"), content.purpose),
        (_("6. Urgency"), " ".join(part for part in (urgency, secret) if part)),
        (_("Undertakings"), joined(wording_of(f"undertaking.{each}") or each for each in content.undertakings)),
        (_("7. Language"), reader.text(f"language.{content.language}") if content.language else ""),
    ]


def _person(key: str, reader: Reader) -> str:
    known = reader.known(key)
    if known is None:
        return ""
    born = next((value for name, value in known.details if name == "born"), "")
    return f"{known.label} ({_('born %(date)s', date=born)})" if born else known.label
