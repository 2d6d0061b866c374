"""Collecting problems of a scenario, each with its file and dotted path."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from simulation.kernel.errors import Problem

MOST_LISTED = 40
"""A list of what may stand somewhere is told in whole up to so many; a longer one stands in the format's page."""


class Findings:
    """The problems found so far."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: list[Problem] = []

    def tell(self, file: str, path: str, message: str, name: str = "") -> None:
        """Add one.

        Args:
            file: File that holds it.
            path: Dotted path in that file; positions count from 0.
            message: What is wrong and what is expected.
            name: Key of the thing concerned, so that a position in the path can be found in the file.
        """
        self._found.append(Problem(f"{file}: {path}" if path else file, f"({name}) {message}" if name else message))

    def reference(
        self, file: str, path: str, value: str | None, known: Collection[str], what: str, name: str = ""
    ) -> bool:
        """Whether a reference leads somewhere; None refers to nothing and is fine.

        Args:
            file: File that holds it.
            path: Dotted path of the reference.
            value: The reference.
            known: What it may name.
            what: What that is, for the author, e.g. `place`.
            name: Key of the thing that refers.
        """
        if value is None or value in known:
            return True
        close = difflib.get_close_matches(value, sorted(known), n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        if not close and 0 < len(known) <= MOST_LISTED:
            hint = f"; there is: {', '.join(sorted(known))}"
        self.tell(file, path, f"there is no {what} {value!r}{hint}", name)
        return False

    def unique(self, file: str, section: str, keys: Iterable[str], field: str = "key") -> None:
        """Tell of every key that is used twice in one section."""
        seen: dict[str, int] = {}
        for index, key in enumerate(keys):
            if key in seen:
                self.tell(file, f"{section}.{index}.{field}", f"{key!r} is used already by {section}.{seen[key]}")
            seen.setdefault(key, index)

    def problems(self) -> tuple[Problem, ...]:
        """All of them, sorted by path, none twice."""
        return tuple(sorted(set(self._found)))
