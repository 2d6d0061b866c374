"""Views of which parts are made when somebody reads them.

An automatic office reads the findings of a request in one or two of its many stays, and never how the elements of a
charge are proved. Such a view holds the exercise and is good within a turn only; what leaves the turn is closed first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulation.exercise.case_views import ChargeView
from simulation.exercise.request_views import RequestView

type Makers = Mapping[str, Callable[[], object]]
"""How each part that is left open is made, by the name of the field."""


class _Open:
    """A view with parts left open; anybody who reads one sees it as things stand then."""

    __slots__ = ()
    _makers: Makers

    def leave_open(self, makers: Makers) -> None:
        """Leave parts open, whatever they were made as."""
        object.__setattr__(self, "_makers", makers)
        for name in makers:
            object.__delattr__(self, name)

    def open_again(self, name: str) -> None:
        """Have a part made anew when it is next read."""
        if name in self._makers:
            object.__setattr__(self, name, None)
            object.__delattr__(self, name)

    def close(self) -> None:
        """Make all that is left open, and hold nothing but values."""
        for name in self._makers:
            getattr(self, name)
        object.__delattr__(self, "_makers")

    def __getattr__(self, name: str) -> object:
        """A part that was left open."""
        if name == "_makers" or name not in self._makers:
            raise AttributeError(name)
        value = self._makers[name]()
        object.__setattr__(self, name, value)
        return value


class OpenRequestView(_Open, RequestView):
    """A request of which some parts are left open."""

    __slots__ = ("_makers",)


class OpenChargeView(_Open, ChargeView):
    """A charge of which it is left open how its elements are proved."""

    __slots__ = ("_makers",)
