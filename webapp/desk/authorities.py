"""Who issues a paper and to whom it goes: central authorities, prosecutors, contact points, providers.

An order of mutual recognition is issued by a judge, court or prosecutor, and goes to its like where the two work
directly; a central authority only transmits it (Directive 2014/41 articles 2(c), 7; Regulation 2018/1805 articles 2(8),
4, 14, 24(2); Framework Decision 2002/584 articles 6, 7). Every other letter is one between central authorities.
"""

from __future__ import annotations

from flask_babel import gettext as _

from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office
from simulation.law.book.forms import FormRow
from simulation.law.book.governance import Regime
from simulation.scenario.schema.country import Channel, Country, CountryPair
from webapp.desk.current_view import known_offices
from webapp.text.say import say_code

AT_ALL_HOURS = "BUD"
"""Instrument under which a country names its contact point that works at all hours (ETS 185 article 35)."""


def issuer(regime: Regime) -> Office:
    """The office that issues and signs what this governs."""
    return _leading(OfficeTask.LETTERS if regime.recognises else OfficeTask.CENTRAL_AUTHORITY)


def recipient(regime: Regime, pair: CountryPair, channel: str = "") -> Office:
    """The office to which it goes.

    Args:
        regime: What governs it.
        pair: What the two countries have agreed.
        channel: Channel that the paper names; "" for the agreed one.
    """
    is_direct = pair.channel is Channel.DIRECT and channel not in {Channel.CENTRAL, Channel.DIPLOMATIC}
    return issuer(regime) if is_direct else _leading(OfficeTask.CENTRAL_AUTHORITY)


def said_of(office: Office, country: str) -> str:
    """An office of a country, as it signs.

    Args:
        office: Which.
        country: Name of the country.
    """
    return _("%(office)s of %(country)s", office=say_code(f"office.{office}"), country=country)


def addressed(form: FormRow | None, custodian: str, office: Office, country: str) -> str:
    """To whom a paper goes: to an office of the other country, or to the provider (named or "") that holds the data."""
    if form is None or not form.to_provider:
        return _("To the %(office)s of %(country)s", office=say_code(f"office.{office}"), country=country)
    return _("To the provider: %(name)s", name=custodian) if custodian else _("To the provider that holds the data")


def to_contact_point(there: Country, country: str) -> str:
    """To the contact point of a country that works at all hours, with the office that holds it.

    Args:
        there: Law of the country.
        country: Its name.
    """
    named = (each.receives for each in there.declarations if each.instrument == AT_ALL_HOURS)
    office = next(named, _leading(OfficeTask.INQUIRIES))
    return _(
        "To the contact point of %(country)s that works at all hours (%(office)s)",
        country=country,
        office=say_code(f"office.{office}"),
    )


def _leading(task: OfficeTask) -> Office:
    return known_offices().leading(task)[0]
