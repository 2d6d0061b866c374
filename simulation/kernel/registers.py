"""Rows by key that count their changes, so that what is made from them can be made anew then and only then."""

from __future__ import annotations

from typing import Any, NoReturn, Protocol


class Source(Protocol):
    """Anything that counts its changes: while `revision` is the same, it shows the same."""

    @property
    def revision(self) -> int:
        """How often it has changed."""
        ...


class Watched:
    """A row of a register: every field that is written is counted there.

    Its fields hold immutable values, so that nothing of it changes in another way.
    """

    _register: Register[Any, Any] | None = None
    _key: object = None

    def __setattr__(self, name: str, value: object) -> None:
        """Write a field, and tell the register."""
        self.__dict__[name] = value
        if self._register is not None:
            self._register.note(self._key)

    def __getstate__(self) -> dict[str, object]:
        """The fields alone: whoever holds the copy enters it anew."""
        fields = self.__dict__.copy()
        fields.pop("_register", None)
        fields.pop("_key", None)
        return fields

    def enter(self, register: Register[Any, Any], key: object) -> None:
        """Tell a register of each change from now on."""
        self.__dict__.update(_register=register, _key=key)


class Register[K, V](dict[K, V]):
    """Rows by key; a row is `Watched` or immutable.

    A copy begins to count anew: what was made from a register is not copied with it.

    Attributes:
        revision: How often a row was entered, changed or taken out.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.revision = 0
        self._changed: dict[K, int] = {}

    def __setitem__(self, key: K, row: V) -> None:
        """Enter a row, or another in its place."""
        super().__setitem__(key, row)
        if isinstance(row, Watched):
            row.enter(self, key)
        self.note(key)

    def __delitem__(self, key: K) -> None:
        """Take a row out."""
        super().__delitem__(key)
        self.note(key)

    def note(self, key: K) -> None:
        """Count a change of a row."""
        self.revision += 1
        self._changed.pop(key, None)
        self._changed[key] = self.revision

    def changed_since(self, revision: int) -> list[K]:
        """Keys of the rows that changed after a revision, in the order of their latest changes."""
        found: list[K] = []
        for key in reversed(self._changed):
            if self._changed[key] <= revision:
                break
            found.append(key)
        found.reverse()
        return found

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        """Refuse a way to change rows that nobody would count."""
        raise TypeError("rows of a register are entered and taken out one by one")

    clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __reduce__(self) -> tuple[object, tuple[dict[K, V]]]:
        """The rows alone."""
        return register_of, (dict(self),)


def register_of[K, V](rows: dict[K, V]) -> Register[K, V]:
    """A register of these rows."""
    register: Register[K, V] = Register()
    for key, row in rows.items():
        register[key] = row
    return register


class Log[T]:
    """Lines that are added at the end, or dropped all at once.

    Attributes:
        revision: How often that was done.
    """

    __slots__ = ("_lines", "revision")

    def __init__(self) -> None:
        """Start empty."""
        self._lines: list[T] = []
        self.revision = 0

    def add(self, line: T) -> None:
        """Add a line."""
        self._lines.append(line)
        self.revision += 1

    def clear(self) -> None:
        """Drop all lines."""
        self._lines.clear()
        self.revision += 1

    @property
    def lines(self) -> tuple[T, ...]:
        """All lines in order."""
        return tuple(self._lines)
