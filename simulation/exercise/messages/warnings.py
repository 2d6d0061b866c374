"""Warnings: a message about somebody at risk puts the risk into the file of the country that can protect.

A country is warned by words that name a person whom the writer's file shows to be at risk, and places in that country.
Whom the words name is found when they are written and stands in the command (`SendMessage.warns`).
No document goes with them: whoever reads the message knows who is in danger, and may protect without waiting for a
letter (UNTOC art. 18(4), 24(1)).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.last_seen import country_by_papers
from simulation.exercise.core.state import CountryState
from simulation.exercise.evidence.gathering import as_named
from simulation.exercise.messages.state import Message
from simulation.kernel.entities import Entity


def named_in(text: str, people: Iterable[Entity]) -> tuple[str, ...]:
    """Keys of the people whom words name, as whole words."""
    return tuple(each.key for each in people if re.search(rf"(?<!\w){re.escape(each.label)}(?!\w)", text))


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
    return tuple(replace(as_named(each), country=to.country) for each in there if each.key in message.warns)
