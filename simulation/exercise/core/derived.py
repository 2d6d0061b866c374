"""Values that are made from the state: kept until what they were made from has changed, or made when they are read.

What is kept is never part of the state and is dropped on copying.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import is_
from typing import Any, ClassVar, Self

type Stamp = tuple[object, ...]
"""Everything that a value was made from: versions of it, or the plain values themselves."""


class Memory:
    """Values by key, each with the stamp under which it was made.

    `left` is what a player left lying when it last looked, each with the second before which it would leave it again;
    `left_in` is the stamp under which that holds.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._values: dict[str, tuple[Stamp, Any]] = {}
        self.left: dict[str, int] = {}
        self.left_in: Stamp = ()

    def keep[T](self, key: str, stamp: Stamp, make: Callable[[], T]) -> T:
        """The value under this key, made anew when its stamp has changed."""
        known = self._values.get(key)
        if known is not None and known[0] == stamp:
            value: T = known[1]
            return value
        value = make()
        self._values[key] = (stamp, value)
        return value

    def drop(self, key: str) -> None:
        """Forget the value under this key."""
        self._values.pop(key, None)

    def row[S, T](self, key: str) -> DerivedRows[S, T]:
        """The row under this key, empty when it is new."""
        row: DerivedRows[S, T] = self.keep(key, (), DerivedRows)
        return row

    def __getstate__(self) -> dict[str, object]:
        """Nothing goes into a copy."""
        return {"_values": {}, "left": {}, "left_in": ()}


class DerivedRows[S, T]:
    """Values in a row, each made from a source of its own, and anew only when that source has changed."""

    def __init__(self) -> None:
        """Start empty."""
        self._made: dict[str, tuple[S, T]] = {}
        self._values: tuple[T, ...] = ()

    def show(self, sources: Iterable[tuple[str, S]], make: Callable[[S], T]) -> tuple[T, ...]:
        """The values in the order of their sources; the very same tuple when nothing has changed.

        Args:
            sources: Everything that a value is made from, immutable, by the value's key.
            make: Makes a value.
        """
        values = []
        for key, source in sources:
            known = self._made.get(key)
            if known is None or (known[0] is not source and known[0] != source):
                known = self._made[key] = (source, make(source))
            values.append(known[1])
        return self.settle(values)

    def settle(self, values: list[T]) -> tuple[T, ...]:
        """These values as a tuple; the very same tuple as before when they are the same objects."""
        before = self._values
        if len(values) != len(before) or not all(map(is_, values, before)):
            self._values = tuple(values)
        return self._values


class LazyView:
    """A view with parts left open; anybody who reads one sees it as things stand then.

    An automatic office reads the findings of a request in one or two of its many stays, a third of all that a request
    shows in any turn, and never how the elements of a charge are proved. Such a view holds the exercise and is good
    within a turn only; what leaves the turn is closed first.

    Attributes:
        parts: How each part that may be left open is made from the view's source, by the name of the field.
    """

    __slots__ = ()
    parts: ClassVar[Mapping[str, Callable[[Any], object]]]
    _source: Any

    @classmethod
    def of(cls, source: object) -> Self:
        """A view with all these parts left open."""
        view = cls.__new__(cls)
        object.__setattr__(view, "_source", source)
        return view

    def leave_open(self, source: object) -> None:
        """Leave the parts of a view open that was made with something else in their place."""
        object.__setattr__(self, "_source", source)
        for name in self.parts:
            object.__delattr__(self, name)

    def open_again(self, name: str) -> None:
        """Have a part made anew when it is next read."""
        object.__setattr__(self, name, None)
        object.__delattr__(self, name)

    def close(self) -> None:
        """Make all that is left open, and hold nothing but values."""
        for name in self.parts:
            getattr(self, name)
        object.__delattr__(self, "_source")

    def __getattr__(self, name: str) -> object:
        """A part that was left open."""
        make = self.parts.get(name)
        if make is None:
            raise AttributeError(name)
        value = make(self._source)
        object.__setattr__(self, name, value)
        return value
