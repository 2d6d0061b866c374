"""The first words of a message that tells another country of people at risk there."""

from __future__ import annotations

from flask import request
from flask_babel import ngettext

from webapp.desk.readable import Reader, joined


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
