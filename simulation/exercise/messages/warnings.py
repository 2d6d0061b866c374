"""Warnings: a message about somebody at risk puts the risk into the file of the country that can protect.

A country is warned by words that name a person whom the writer's file shows to be at risk, and places in that country.
No document goes with them: whoever reads the message knows who is in danger, and may protect without waiting for a
letter (UNTOC art. 18(4), 24(1)).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.last_seen import country_by_papers
from simulation.exercise.core.state import CountryState
from simulation.exercise.evidence.gathering import as_named
from simulation.exercise.messages.state import Message
from simulation.kernel.entities import Entity

AT_RISK = "at_risk/"
"""In the key of a message by which an automatic player tells another country of a person at risk."""


def names(message: Message, person: Entity) -> bool:
    """Whether a message tells of a person at risk: automatic players name people for other reasons too."""
    is_meant = message.by.is_person or AT_RISK in message.key
    return is_meant and re.search(rf"(?<!\w){re.escape(person.label)}(?!\w)", message.text) is not None


def at_risk_in(file: CaseFile, country: str) -> tuple[Entity, ...]:
    """People at risk without protection whom a file places in a country, in the order in which it came to show them."""
    exposed = (file.known.rows.get(risk.person) for risk in file.risks.rows.values() if risk.until is None)
    return tuple(each for each in exposed if each is not None and country_by_papers(file, each) == country)


def warned_of(countries: Mapping[str, CountryState], message: Message) -> tuple[Entity, ...]:
    """People of whom a message warns another country, as its file is to know them."""
    sender, to = message.sender, message.to
    if sender is None or to is None or sender.country == to.country:
        return ()
    there = at_risk_in(countries[sender.country].file, to.country)
    return tuple(replace(as_named(each), country=to.country) for each in there if names(message, each))
