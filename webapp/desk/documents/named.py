"""Whom and what a document names, each with its one door to act."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from simulation.exercise.evidence.views import FiledDocument
from simulation.kernel.entities import EntityKind
from webapp.desk.readable import CODES, Reader, is_target


@dataclass(frozen=True, slots=True)
class ActDoor:
    """What a document names, as the way to what can be done about it; `code`: it is read by its letters and digits."""

    text: str
    kind: str
    code: bool
    url: str


def named_in(filed: FiledDocument, reader: Reader) -> tuple[ActDoor, ...]:
    """People first, then companies, accounts and things, each by name; what nothing can be done about is left out."""
    keys = {each.key for each in filed.document.mentions}
    order = list(EntityKind)
    found = [
        (order.index(entity.kind), ActDoor(name, entity.kind.value, entity.kind in CODES, _door(number, filed.label)))
        for number, name, entity in reader.entities.by_name()
        if entity.key in keys and is_target(entity)
    ]
    return tuple(row for _place, row in sorted(found, key=lambda each: each[0]))


def _door(number: int, label: str) -> str:
    return url_for("desk.acts", number=number, origin=label)
