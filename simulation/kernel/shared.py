"""Classes whose values never change: copies of an exercise share them instead of copying them."""

from __future__ import annotations

_MARK = "__never_changes__"


def shared[T](kind: type[T]) -> type[T]:
    """Say of a class that its values never change, and those of its subclasses neither."""
    setattr(kind, _MARK, True)
    return kind


def is_shared(value: object) -> bool:
    """Whether a value is of such a class."""
    return getattr(type(value), _MARK, False)
