"""Whether two people in papers may be one under two spellings: what anybody sees who lays their particulars together.

A court, an authority that is asked, and an automatic player use the same rule. It reads papers alone, never the world.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from operator import ne

from simulation.casework.documents.document import detail
from simulation.kernel.entities import Entity, EntityKind

SIMILAR = 0.65
"""Share of letters, in order, in which each part of two names has to agree (Ratcliff and Obershelp; assumption)."""

SLIPS = 1
"""Digits in which two dates of birth may differ: a clerk's slip (assumption)."""


def may_be_one(one: Entity, other: Entity) -> bool:
    """Whether two people have alike names and, but for a slip, the same date of birth.

    A date that papers do not print agrees with none: until it is in the file, nothing shows that they are one.

    Args:
        one: A person as the file knows him or her.
        other: Another.
    """
    return {one.kind, other.kind} == {EntityKind.PERSON} and _born_alike(one, other) and _named_alike(one, other)


def _born_alike(one: Entity, other: Entity) -> bool:
    born, known = detail(one, "born"), detail(other, "born")
    if not isinstance(born, str) or not isinstance(known, str):
        return False
    return len(born) == len(known) and sum(map(ne, born, known)) <= SLIPS


def _named_alike(one: Entity, other: Entity) -> bool:
    first, second = sorted((one.label.casefold().split(), other.label.casefold().split()))
    return len(first) == len(second) and all(
        SequenceMatcher(None, a, b, autojunk=False).ratio() >= SIMILAR for a, b in zip(first, second, strict=True)
    )


def standing(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Who stands for whom when some pairs are one: key to the smallest key of all that are one with it."""
    stands_for: dict[str, str] = {}
    for a, b in sorted(pairs):
        one, other = stands_for.get(a, a), stands_for.get(b, b)
        low, high = min(one, other), max(one, other)
        stands_for |= {a: low, b: low}
        stands_for |= {key: low for key, old in stands_for.items() if old == high}
    return {key: low for key, low in sorted(stands_for.items()) if key != low}


def followed(
    merged: tuple[tuple[str, str], ...], entities: Mapping[str, Entity], about: tuple[str, ...]
) -> dict[str, str]:
    """Who goes by which key where others follow what a team has merged: they look at the particulars.

    Two namesakes born on different days stay two, whatever the board says.

    Args:
        merged: Pairs that the team says are one.
        entities: All that its file knows of.
        about: Keys that stand for all that are one with them, whatever else they are called.
    """
    if not merged:
        return {}
    names = standing((a, b) for a, b in merged if may_be_one(entities[a], entities[b]))
    for person in about:
        before = names.get(person, person)
        all_one = {before, *(key for key, one in names.items() if one == before)} - {person}
        names = {**names, **dict.fromkeys(all_one, person)}
        names.pop(person, None)
    return names
