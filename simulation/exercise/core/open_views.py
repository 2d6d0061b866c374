"""Views of which parts are made when somebody reads them.

An automatic office reads the findings of a request in one or two of its many stays, a third of all that a request shows
in any turn, and never how the elements of a charge are proved. Such a view holds the exercise and is good within a turn
only; what leaves the turn is closed first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self


class LeftOpen:
    """A view with parts left open; anybody who reads one sees it as things stand then.

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
