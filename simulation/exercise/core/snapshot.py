"""Copies of an exercise by pickle; what never changes (`@shared`: scenario parts, law, papers) is not copied."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable

from simulation.kernel.draws import Draws
from simulation.kernel.shared import is_shared


class Kept[Thing]:
    """A thing as it stood, of which any number of copies can be had."""

    def __init__(self, thing: Thing) -> None:
        """Write it down.

        Args:
            thing: What is kept; what becomes of it afterwards changes nothing here.
        """
        self._kind = type(thing)
        self._shared: list[object] = []
        self._buffer = io.BytesIO()
        _Writer(self._buffer, self._shared).dump(thing)

    def again(self, *, replicate: int = 0, rekey_from: int = 0) -> Thing:
        """The same thing in the same state, going its own way.

        Args:
            replicate: Key of the copy's chance events, 0 for the same events.
            rekey_from: Second from which a replicate's chance events differ.
        """
        shared = self._shared
        if replicate:
            shared = [each.with_chance(replicate, rekey_from) if isinstance(each, Draws) else each for each in shared]
        twin = _Reader(io.BytesIO(self._buffer.getbuffer()), shared).load()
        if not isinstance(twin, self._kind):  # pragma: no cover - what was put in comes out
            raise TypeError(type(twin))
        return twin


def copied[Thing](thing: Thing, *, replicate: int = 0, rekey_from: int = 0) -> Thing:
    """The same thing in the same state, going its own way.

    Args:
        thing: What is copied.
        replicate: Key of the copy's chance events, 0 for the same events.
        rekey_from: Second from which a replicate's chance events differ.
    """
    return Kept(thing).again(replicate=replicate, rekey_from=rekey_from)


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
