"""Values that are made from the state, and made anew when what they are made from has changed, and then alone.

A value names its inputs and is given nothing else, so that nobody has to announce a change:

- `Derived` makes one value from its inputs;
- `DerivedRows` makes a value for each row of a register, and looks at those alone that changed;
- `ComparedRows` makes a value for each source: sources are read when an input changed, and compared;
- `Reading` is an input that counts nothing itself: an immutable value, read each time and compared.

Nothing of this is state: a copy of an exercise begins without any.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from operator import eq, is_
from types import MemberDescriptorType, NoneType
from typing import Any, ClassVar, Self

from simulation.kernel.registers import Register, Source
from simulation.kernel.shared import is_shared

type Stamp = tuple[object, ...]
"""Everything that a value was made from: versions of it, or the plain values themselves."""

_UNREAD: Any = object()
"""In place of a value before anybody has asked for it."""


class Made[T]:
    """A value that is brought up to date when it is read, and counts how often it became another one."""

    __slots__ = ("_revision", "_same", "_value")

    def __init__(self, same: Callable[[T, T], bool] = eq) -> None:
        """Make nothing yet.

        Args:
            same: Whether a value is what it was; `operator.is_` where whoever makes it gives another with each change.
        """
        self._value: T = _UNREAD
        self._revision = 0
        self._same = same

    @abstractmethod
    def __call__(self) -> T:
        """The value now; the very same object while it is equal to what it was."""

    @property
    def revision(self) -> int:
        """How often it became another value."""
        self()
        return self._revision

    def _take(self, value: T) -> T:
        """The value, or what is kept already where that is equal."""
        before = self._value
        if value is not before and (before is _UNREAD or not self._same(value, before)):
            self._value = value
            self._revision += 1
        return self._value


class Reading[T](Made[T]):
    """An immutable value that somebody else holds: read each time, and compared with what it was.

    For what is quick to read and has no count of its own: the time, a phase, the lines of a digest.
    """

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[], T], same: Callable[[T, T], bool] = eq) -> None:
        """Read nothing yet.

        Args:
            read: Gives the value.
            same: See `Made`.
        """
        super().__init__(same)
        self._read = read

    def __call__(self) -> T:
        """The value now."""
        value = self._read()
        return value if value is self._value else self._take(value)


class Derived[T, *Inputs](Made[T]):
    """One value, made of its inputs and of nothing else."""

    __slots__ = ("_inputs", "_make", "_seen", "_sources")

    def __init__(self, make: Callable[[*Inputs], T], *inputs: *Inputs, same: Callable[[T, T], bool] = eq) -> None:
        """Make nothing yet.

        Args:
            make: Makes the value from the inputs.
            inputs: All that it may read: what counts its changes, or never changes.
            same: See `Made`.
        """
        super().__init__(same)
        self._make, self._inputs, self._sources = make, inputs, sources_of(inputs)
        self._seen: list[int] = []

    def __call__(self) -> T:
        """The value now."""
        seen = [each.revision for each in self._sources]
        if seen == self._seen and self._value is not _UNREAD:
            return self._value
        value = self._take(self._make(*self._inputs))
        self._seen = seen
        return value


class DerivedRows[K, V, T, *Also](Made[tuple[T, ...]]):
    """A value for each row of a register, in their order; of the rows, those alone that changed are looked at."""

    __slots__ = ("_also", "_also_seen", "_made", "_make", "_rows", "_seen", "_sources")

    def __init__(self, make: Callable[[V, *Also], T | None], rows: Register[K, V], *also: *Also) -> None:
        """Make nothing yet.

        Args:
            make: Makes the value of a row from it and the other inputs; None where it has none.
            rows: The rows.
            also: All else that it may read (see `Derived`): when that changes, every value is made anew.
        """
        super().__init__()
        self._make, self._rows, self._also, self._sources = make, rows, also, sources_of(also)
        self._made: dict[K, T] = {}
        self._seen, self._also_seen = -1, [-1]
        self._value = ()

    def __call__(self) -> tuple[T, ...]:
        """The values now."""
        also = [each.revision for each in self._sources] if self._sources else []
        if also != self._also_seen:
            self._bring_up(dict.fromkeys((*self._made, *self._rows)))
        elif self._rows.revision != self._seen:
            self._bring_up(self._rows.changed_since(self._seen))
        self._seen, self._also_seen = self._rows.revision, also
        return self._value

    def _bring_up(self, keys: Iterable[K]) -> None:
        made, is_new, is_other = self._made, False, False
        for key in keys:
            row, before = self._rows.get(key), made.get(key)
            value = None if row is None else self._make(row, *self._also)
            if value is before or value == before:
                continue
            is_other, is_new = True, is_new or before is None
            if value is None:
                del made[key]
            else:
                made[key] = value
        if is_new:
            made = self._made = {key: made[key] for key in self._rows if key in made}
        if is_other:
            self._value = tuple(made.values())
            self._revision += 1


class ComparedRows[S, T, *Inputs](Made[tuple[T, ...]]):
    """A value for each source, made from that alone; sources are read when an input has changed."""

    __slots__ = ("_inputs", "_make", "_read", "_row", "_seen", "_sources")

    def __init__(
        self, make: Callable[[S], T], read: Callable[[*Inputs], Iterable[tuple[str, S]]], *inputs: *Inputs
    ) -> None:
        """Make nothing yet.

        Args:
            make: Makes a value from its source.
            read: Gives the sources, immutable, by the values' keys and in their order.
            inputs: All that sources may be read from (see `Derived`).
        """
        super().__init__()
        self._make, self._read, self._inputs, self._sources = make, read, inputs, sources_of(inputs)
        self._row: KeptRow[S, T] = KeptRow()
        self._seen: list[int] = []

    def __call__(self) -> tuple[T, ...]:
        """The values now."""
        seen = [each.revision for each in self._sources]
        if seen == self._seen and self._value is not _UNREAD:
            return self._value
        values = self._take(self._row.show(self._read(*self._inputs), self._make))
        self._seen = seen
        return values


def sources_of(inputs: tuple[object, ...]) -> tuple[Source, ...]:
    """The inputs that may change; the others are names and numbers, or never change.

    Raises:
        TypeError: One that changes and does not count it.
    """
    found: list[Source] = []
    for each in inputs:
        if hasattr(each, "revision"):
            found.append(each)
        elif isinstance(each, tuple):
            found += sources_of(each)
        elif not (isinstance(each, str | int | NoneType) or is_shared(each)):
            raise TypeError(f"{type(each).__name__} does not count its changes")
    return tuple(found)


class KeptRow[S, T]:
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


class DerivedValues:
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

    def __getstate__(self) -> dict[str, object]:
        """Nothing goes into a copy."""
        return {"_values": {}, "left": {}, "left_in": ()}


class LazyView:
    """A view of which each part is made when it is first read; put before the class of the view, a slotted dataclass.

    An automatic office reads the findings of a request in one or two of its many stays, and a third of all that a
    request shows in any turn. Such a view shows a part as it stood when it was first read, so that it is good until the
    state next changes; one that is kept longer is closed first. A subclass has one slot of its own, `_make`.
    """

    __slots__ = ()
    _make: Callable[[str], object]
    _parts: ClassVar[Mapping[str, MemberDescriptorType]]

    def __init_subclass__(cls) -> None:
        """Note where each part is kept."""
        names = [field.name for field in fields(cls)]  # type: ignore[arg-type]  # the other base is a dataclass
        cls._parts = {name: getattr(cls, name) for name in (*names, "_make")}

    @classmethod
    def of(cls, make: Callable[[str], object]) -> Self:
        """A view with all its parts left open.

        Args:
            make: Makes the part with this name.
        """
        view = cls.__new__(cls)
        cls._parts["_make"].__set__(view, make)
        return view

    def __getattr__(self, name: str) -> object:
        """A part that was left open."""
        part = self._parts.get(name)
        if part is None:
            raise AttributeError(name)
        value = self._make(name)
        part.__set__(self, value)
        return value

    def open_again(self, name: str) -> None:
        """Make a part anew when it is next read."""
        part = self._parts[name]
        part.__set__(self, None)
        part.__delete__(self)

    def close(self) -> None:
        """Make all that is left open, and hold nothing but values."""
        for name in self._parts:
            getattr(self, name)
        self._parts["_make"].__delete__(self)
