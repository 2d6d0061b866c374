"""Second spellings: people whom the registers of a country write in the letters of its own language.

Such a spelling is an entity of its own with the particulars that its custodian took down, and nothing on it says whom
it means; the world knows (`Identities.bearers`), and asks by either name reach the same person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Facts
from simulation.network.world.world import World

_TENS = 10


def add_spellings(world: World) -> None:
    """Write the people of the story anew where custodians do so; a name without such letters stays one."""
    for person in sorted(world.crime.cast, key=lambda person: person.key):
        for written in person.written:
            known = world.entities[person.key]
            label = transliterated(known.label, dict(world.terrain.countries[written.country].letters))
            if label == known.label:
                continue
            number = world.chance.draws.below(1_000_000_000, Purpose.NUMBER, person.key, written.country)
            key = f"written/{number:09d}"
            details = _with_a_slip(known.details) if written.slip else known.details
            world.add_entity(key, EntityKind.PERSON, label, known.country, details)
            world.identities.bearers[key] = person.key
            for paper in written.papers:
                world.identities.spellings.setdefault((written.country, paper), {})[person.key] = key


def transliterated(name: str, letters: Mapping[str, str]) -> str:
    """A name in another language's letters: the longest groups first, each place once, capitals kept.

    Args:
        name: The name.
        letters: Group of small letters to the group that is written for it.
    """
    if not letters:
        return name
    groups = "|".join(sorted(map(re.escape, letters), key=lambda group: (-len(group), group)))

    def write(found: re.Match[str]) -> str:
        new = letters[found[0].lower()]
        return new.capitalize() if found[0][0].isupper() else new

    return re.sub(groups, write, name, flags=re.IGNORECASE)


def _with_a_slip(details: Facts) -> Facts:
    """One digit of the day of birth is another; the day stays one of its month."""
    return tuple((name, _slipped(str(value)) if name == "born" else value) for name, value in details)


def _slipped(born: str) -> str:
    known = date.fromisoformat(born)
    return known.replace(day=known.day + (_TENS if known.day <= _TENS else -_TENS)).isoformat()
