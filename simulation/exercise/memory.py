"""What was computed already and stays right until its stamp changes: never part of the state, dropped on copying."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

type Stamp = tuple[object, ...]
"""Everything that a value was made from: versions of it, or the plain values themselves."""


class Memory:
    """Values by key, each with the stamp under which it was made."""

    def __init__(self) -> None:
        """Start empty."""
        self._values: dict[str, tuple[Stamp, Any]] = {}

    def keep[T](self, key: str, stamp: Stamp, make: Callable[[], T]) -> T:
        """The value under this key, made anew when its stamp has changed."""
        known = self._values.get(key)
        if known is not None and known[0] == stamp:
            value: T = known[1]
            return value
        value = make()
        self._values[key] = (stamp, value)
        return value

    def __getstate__(self) -> dict[str, dict[str, object]]:
        """Nothing goes into a copy."""
        return {"_values": {}}
