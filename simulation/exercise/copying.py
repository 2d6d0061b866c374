"""Copies of an exercise by pickle; what never changes (scenario parts, law, papers) is shared, not copied."""

from __future__ import annotations

import io
import pickle

from simulation.assistance.durations import StageTimes
from simulation.assistance.lawbook import LawBook
from simulation.casework.documents import Document
from simulation.draws import Draws
from simulation.records import Entity, Trace
from simulation.scenario.parts import Part


def copied[Thing](thing: Thing, *, replicate: int = 0, rekey_from: int = 0) -> Thing:
    """The same thing in the same state, going its own way.

    Args:
        thing: What is copied.
        replicate: Luck of the copy, 0 for the same luck.
        rekey_from: Second from which a replicate's luck differs.
    """
    shared: list[object] = []
    buffer = io.BytesIO()
    _Writer(buffer, shared).dump(thing)
    buffer.seek(0)
    if replicate:
        shared = [each.with_luck(replicate, rekey_from) if isinstance(each, Draws) else each for each in shared]
    twin = _Reader(buffer, shared).load()
    if not isinstance(twin, type(thing)):  # pragma: no cover - what was put in comes out
        raise TypeError(type(twin))
    return twin


class _Writer(pickle.Pickler):
    """Pickles all but what never changes."""

    def __init__(self, buffer: io.BytesIO, shared: list[object]) -> None:
        super().__init__(buffer, protocol=pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def persistent_id(self, obj: object) -> int | None:
        """The place of a shared object."""
        if not isinstance(obj, Part | LawBook | StageTimes | Document | Trace | Entity | Draws):
            return None
        self._shared.append(obj)
        return len(self._shared) - 1


class _Reader(pickle.Unpickler):
    """Reads such a copy in the same process."""

    def __init__(self, buffer: io.BytesIO, shared: list[object]) -> None:
        super().__init__(buffer)
        self._shared = shared

    def persistent_load(self, pid: int) -> object:
        """The shared object at a place."""
        return self._shared[pid]
