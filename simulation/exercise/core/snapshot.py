"""Copies of an exercise by pickle; what never changes (`@shared`: scenario parts, law, papers) is not copied."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable

from simulation.kernel.draws import Draws
from simulation.kernel.shared import is_shared


def copied[Thing](thing: Thing, *, replicate: int = 0, rekey_from: int = 0) -> Thing:
    """The same thing in the same state, going its own way.

    Args:
        thing: What is copied.
        replicate: Key of the copy's chance events, 0 for the same events.
        rekey_from: Second from which a replicate's chance events differ.
    """
    shared: list[object] = []
    buffer = io.BytesIO()
    _Writer(buffer, shared).dump(thing)
    buffer.seek(0)
    if replicate:
        shared = [each.with_chance(replicate, rekey_from) if isinstance(each, Draws) else each for each in shared]
    twin = _Reader(buffer, shared).load()
    if not isinstance(twin, type(thing)):  # pragma: no cover - what was put in comes out
        raise TypeError(type(twin))
    return twin


def _shared(place: int) -> object:  # pragma: no cover - the reader has its own
    """Stands in a copy for the shared object at a place."""
    raise LookupError(place)


class _Writer(pickle.Pickler):
    """Pickles all but what never changes."""

    def __init__(self, buffer: io.BytesIO, shared: list[object]) -> None:
        super().__init__(buffer, protocol=pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def reducer_override(self, obj: object) -> tuple[Callable[[int], object], tuple[int]]:
        """The place of a shared object; plain values, which it is not asked about, and others as ever."""
        if not is_shared(obj):
            return NotImplemented  # type: ignore[no-any-return]  # pickle's own word for "as ever"
        self._shared.append(obj)
        return _shared, (len(self._shared) - 1,)


class _Reader(pickle.Unpickler):
    """Reads such a copy in the same process."""

    def __init__(self, buffer: io.BytesIO, shared: list[object]) -> None:
        super().__init__(buffer)
        self._shared = shared

    def find_class(self, module: str, name: str) -> object:
        """What gives the shared objects, and everything else as ever."""
        if (module, name) == (__name__, _shared.__name__):
            return self._shared.__getitem__
        return super().find_class(module, name)
