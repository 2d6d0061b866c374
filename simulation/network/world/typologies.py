"""The eight typologies of laundering as published for data sets (AMLSim, AMLworld; network.md a.3), as plain graphs.

A typology is drawn over numbered slots, layer by layer: an edge says that what lies in one slot goes on to another in
the next layer, in proportion to its weight. Which account stands for a slot is decided when the money gets there. The
depth stops here: a pattern says who pays whom in what proportion, because that is what statements show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

type Edge = tuple[int, int, int]
"""Slot before, slot after, weight."""

type Layer = tuple[Edge, ...]

HOME = -1
"""Slot after: the account in which the money began its way."""


class Typology(StrEnum):
    """A pattern of payments."""

    FAN_IN = "fan_in"
    FAN_OUT = "fan_out"
    CYCLE = "cycle"
    BIPARTITE = "bipartite"
    STACK = "stack"
    RANDOM = "random"
    SCATTER_GATHER = "scatter_gather"
    GATHER_SCATTER = "gather_scatter"


@dataclass(frozen=True, slots=True)
class Draft:
    """A typology over slots.

    Attributes:
        entries: Slots into which money is brought first.
        layers: What goes where, layer by layer.
    """

    entries: int
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Leaning:
    """What makes a launderer choose a typology: worth in calm, and what changes it. Assumptions.

    Attributes:
        base: Worth in calm of an open organisation.
        security: Added at security 1: closed organisations prefer long ways (R6).
        urgency: Added when money has to leave at once (R8).
        size: Added when takings are as many parts as can be handled.
    """

    base: float
    security: float
    urgency: float
    size: float


LEANINGS: dict[Typology, Leaning] = {
    Typology.FAN_IN: Leaning(1.0, -0.2, 0.2, 0.3),
    Typology.FAN_OUT: Leaning(1.0, -0.2, 1.4, 0.0),
    Typology.CYCLE: Leaning(0.4, 1.2, -1.5, -0.2),
    Typology.BIPARTITE: Leaning(0.7, 0.2, 0.6, 0.4),
    Typology.STACK: Leaning(0.5, 1.5, -1.0, 0.4),
    Typology.RANDOM: Leaning(0.6, 0.6, -0.5, 0.0),
    Typology.SCATTER_GATHER: Leaning(0.6, 1.0, 0.4, 0.0),
    Typology.GATHER_SCATTER: Leaning(0.6, 1.0, 0.0, 0.4),
}


def leaning(typology: Typology, security: float, urgency: float, size: float) -> float:
    """R8: worth of a typology to a launderer; all three between 0 and 1."""
    row = LEANINGS[typology]
    return row.base + row.security * security + row.urgency * urgency + row.size * size


def _gather(width: int) -> Layer:
    return tuple((slot, 0, 1) for slot in range(width))


def _scatter(width: int) -> Layer:
    return tuple((0, slot, 1) for slot in range(width))


def _all_to_all(width: int) -> Layer:
    return tuple((one, other, 1) for one in range(width) for other in range(width))


def _random(width: int, depth: int, numbers: Sequence[float]) -> Draft:
    """Every slot pays one or two slots of the next layer, as the numbers say."""
    layers: list[Layer] = []
    open_slots = [0]
    for step in range(depth):
        weights: dict[tuple[int, int], int] = {}
        for slot in open_slots:
            number = numbers[(step * width + slot) % len(numbers)]
            first = int(number * width)
            rest = number * width - first
            ends = (first,) if rest < 0.4 else (first, (first + 1) % width)
            for place, end in enumerate(ends):
                weights[slot, end] = 2 - place
        layers.append(tuple((one, other, weight) for (one, other), weight in sorted(weights.items())))
        open_slots = sorted({other for _, other in weights})
    return Draft(1, tuple(layers))


_FORMS: dict[Typology, Callable[[int, int], Draft]] = {
    Typology.FAN_IN: lambda width, _: Draft(width, (_gather(width),)),
    Typology.FAN_OUT: lambda width, _: Draft(1, (_scatter(width),)),
    Typology.CYCLE: lambda _, depth: Draft(1, (*(((0, 0, 1),) for _ in range(depth)), ((0, HOME, 1),))),
    Typology.BIPARTITE: lambda width, _: Draft(width, (_all_to_all(width),)),
    Typology.STACK: lambda width, depth: Draft(width, (_all_to_all(width),) * max(2, depth)),
    Typology.SCATTER_GATHER: lambda width, _: Draft(1, (_scatter(width), _gather(width))),
    Typology.GATHER_SCATTER: lambda width, _: Draft(width, (_gather(width), _scatter(width))),
}


def draft(typology: Typology, width: int, depth: int, numbers: Sequence[float]) -> Draft:
    """A typology of a size.

    Args:
        typology: Which.
        width: Accounts side by side, at least 2.
        depth: Layers of those patterns that have several, at least 1.
        numbers: At least one number in [0, 1), read by `random` alone.
    """
    if typology is Typology.RANDOM:
        return _random(width, max(2, depth), numbers)
    return _FORMS[typology](width, depth)


def split(amount: int, layer: Layer, slot: int) -> tuple[tuple[int, int], ...]:
    """What lies in a slot, in whole minor units over its edges of a layer: (slot after, part); nothing is lost."""
    ends = [(after, weight) for before, after, weight in layer if before == slot]
    whole = sum(weight for _, weight in ends)
    parts: list[tuple[int, int]] = []
    given = passed = 0
    for after, weight in ends:
        passed += weight
        upto = amount * passed // whole
        parts.append((after, upto - given))
        given = upto
    return tuple(parts)
