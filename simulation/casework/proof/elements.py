"""Elements of offences and the rules that prove them, as read from `data/elements.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.casework.documents.document import AssertionKind
from simulation.casework.proof.assertions import SHOW_TIES
from simulation.casework.proof.proof_context import READ_FROM, SetName
from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel, Key


class Pattern(FrozenModel):
    """What papers have to assert; the meaning of each column stands at the top of `data/elements.toml`."""

    kinds: Annotated[tuple[AssertionKind, ...], Field(min_length=1)]
    subject: SetName
    object: SetName
    traces: Annotated[int, Field(ge=1, le=100)] = 1
    sources: Annotated[int, Field(ge=1, le=10)] = 1
    either_way: bool = False
    by_other: bool = False


class ProofRule(FrozenModel):
    """One way to prove an element: all its patterns, and so many people acting together."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]
    patterns: tuple[Pattern, ...]
    persons: Annotated[int, Field(ge=0, le=10)] = 0


class Element(FrozenModel):
    """An element of conduct or of mind, and the rules any one of which proves it."""

    key: Key
    mental: bool
    gain: bool = False
    source: Annotated[str, Field(min_length=10)]
    confidence: Annotated[str, Field(pattern="^[TSMP]$")]
    rules: Annotated[tuple[ProofRule, ...], Field(min_length=1)]


@cache
def elements() -> tuple[Element, ...]:
    """Every element that offence tables may name, in the table's order."""
    return table_rows("simulation.casework", "elements", "elements", Element)


@cache
def element_keys() -> tuple[str, ...]:
    """Keys that offence tables may use; anything else can never be proved."""
    return tuple(element.key for element in elements())


def brings_gain(keys: Iterable[str]) -> bool:
    """Whether an offence with these elements is about property or benefit, so that a conviction takes something."""
    return any(known.gain for key in keys if (known := element(key)) is not None)


def element(key: str) -> Element | None:
    """The element with this key, None when the table does not know it."""
    return _by_key().get(key)


@cache
def _by_key() -> dict[str, Element]:
    return {each.key: each for each in elements()}


@cache
def rests_on(key: str) -> frozenset[AssertionKind]:
    """What a paper has to say, at least some of it, to change how an element with this key is proved."""
    known, found = element(key), set[AssertionKind]()
    for rule in known.rules if known is not None else ():
        for pattern in rule.patterns:
            found.update(pattern.kinds, READ_FROM[pattern.subject], READ_FROM[pattern.object])
        if rule.persons:
            found |= SHOW_TIES
    return frozenset(found)
