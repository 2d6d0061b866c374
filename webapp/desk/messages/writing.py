"""The form of a message before anything is written: to whom it may go, and its first words about people at risk."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.desk.current_view import own_offices
from webapp.desk.readable import Reader, joined
from webapp.pages.forms import Option


def recipients(reading: Reader) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """Whom this seat can write to: at home every office, abroad its counterparts, and control."""
    view = reading.view
    played = {each.seat.office for each in view.seats if each.automatic}
    home = tuple(
        Option(
            f"{view.country}.{office}",
            _("%(office)s (played automatically)", office=reading.office(office))
            if office in played
            else reading.office(office),
        )
        for office in own_offices()
        if office not in reading.offices
    )
    abroad = tuple(
        Option(f"{country.code}.{office}", f"{reading.office(office)}, {reading.country(country.code)}")
        for country in reading.scenario.countries
        if country.code != view.country
        for office in reading.offices
        if office in country.offices
    )
    groups = (
        (_("Abroad, office to office"), abroad),
        (_("At home"), home),
        ("", (Option("control", _("Exercise control")),)),
    )
    return tuple(group for group in groups if group[1])


def risk_words(reading: Reader) -> str:
    """What the form of a message says at first about the people at risk whom the address names; "" for none."""
    asked = {int(each) for each in request.args.getlist("person")[:50] if each.isdecimal() and len(each) < 8}
    away = {each.person for each in reading.view.risk_abroad}
    people = [each for each in reading.view.entities if each.key in away]
    names = [each.label for each in people if reading.entities.number_of(each.key) in asked]
    if not names:
        return ""
    return ngettext(
        "Our documents show that this person is at risk in your country: %(names)s. Please arrange protection at once.",
        "Our documents show that these people are at risk in your country: %(names)s. Please arrange protection at "
        "once.",
        len(names),
        names=joined(names),
    )
