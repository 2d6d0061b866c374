"""Parts of pages that were rendered once for everybody who is shown the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from weakref import WeakValueDictionary

KEPT = 1024
"""So many parts are kept, those that were shown last; one has some two to fifty thousand letters."""

OF_ONE_BROWSER = 'name="csrf_token"'
"""A part with a form in it is one browser's."""


class KeptParts:
    """Rendered parts by what they were made from. A part is kept only if it says nothing of who looks at it."""

    def __init__(self, most: int = KEPT) -> None:
        """Nothing is kept yet."""
        self._most = most
        self._parts: OrderedDict[tuple[str, ...], str] = OrderedDict()
        self._lock = Lock()
        self._turns: WeakValueDictionary[tuple[str, ...], Lock] = WeakValueDictionary()

    def get(self, key: tuple[str, ...], make: Callable[[], str]) -> str:
        """The part under this key, made now if it is not kept; two who come at once may both make it."""
        with self._lock:
            found = self._parts.get(key)
            if found is not None:
                self._parts.move_to_end(key)
                return found
        made = make()
        if OF_ONE_BROWSER in made:
            return made
        with self._lock:
            self._parts[key] = made
            while len(self._parts) > self._most:
                self._parts.popitem(last=False)
        return made

    def once(self, key: tuple[str, ...], make: Callable[[], str]) -> str:
        """The same for what takes long or may happen only once: whoever comes while it is made waits for it."""
        with self._lock:
            turn = self._turns.setdefault(key, Lock())
        with turn:
            return self.get(key, make)
