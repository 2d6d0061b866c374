"""What a list that is brought in would change: compared cell by cell with the list as it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from simulation.kernel.terms import Phrase
from webapp.control.event_list.columns import ALL, CODE, DAY, DAYS, NOTE, OPEN, TITLE, TO, WORDS
from webapp.pages.forms import LONG

LAST_DAY = 2000
LONGEST_WAIT = 400
TITLE_LIMIT = 160
NOTE_LIMIT = 2000
LIMITS = {TITLE: TITLE_LIMIT, WORDS: LONG, NOTE: NOTE_LIMIT}
NUMBERS = {DAY: (1, LAST_DAY), DAYS: (0, LONGEST_WAIT)}


@dataclass(frozen=True, slots=True)
class Standing:
    """A line as it stands: whether it has come, and its open cells."""

    has_fired: bool
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What would become of a line.

    Attributes:
        code: The line's key; "" for a new one.
        row: Its row in the sheet.
        before: What stands in the cells that change; empty for a new line.
        after: What would stand there; for a new line all of its cells.
    """

    code: str
    row: int
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a list would change, and what is wrong with it; while something is wrong nothing of it is done.

    Attributes:
        changes: In the order of the sheet.
        problems: Each with its row, 0 for the whole list.
        absent: How many lines the list does not have; they stay as they are.
    """

    changes: tuple[Change, ...] = ()
    problems: tuple[tuple[int, Phrase], ...] = ()
    absent: int = 0


@dataclass(slots=True)
class _Found:
    changes: list[Change] = field(default_factory=list)
    problems: list[tuple[int, Phrase]] = field(default_factory=list)

    def wrong(self, row: int, code: str, /, **values: str | int) -> None:
        self.problems.append((row, Phrase(code, tuple(values.items()))))


def compared(
    rows: Sequence[tuple[int, Mapping[str, str]]], standing: Mapping[str, Standing], countries: Collection[str]
) -> Changes:
    """What a list would change.

    Args:
        rows: Its rows with their numbers, cells by the name of the column; a cell that is not given stays as it is.
        standing: The lines as they stand, by key.
        countries: Codes under *To*.
    """
    found = _Found()
    seen: dict[str, int] = {}
    for number, cells in rows:
        code = cells.get(CODE, "")
        if code and code in seen:
            found.wrong(number, "event_list.twice", code=code, row=seen[code])
        elif code and code not in standing:
            found.wrong(number, "event_list.unknown", code=code)
        else:
            seen.update({code: number} if code else {})
            given = {name: _normal(name, cells[name]) for name in OPEN if name in cells}
            _line(found, number, code, given, standing.get(code), countries)
    return Changes(tuple(found.changes), tuple(found.problems), len(standing) - len(seen))


def _normal(name: str, text: str) -> str:
    if name == TO:
        return ALL if text.casefold() in {"", ALL} else text.upper()
    if name == DAYS:
        return text or "0"
    return text


def _line(
    found: _Found,
    number: int,
    code: str,
    given: Mapping[str, str],
    stands: Standing | None,
    countries: Collection[str],
) -> None:
    before = stands.cells if stands is not None else {}
    after = {name: value for name, value in given.items() if stands is None or value != before[name]}
    if stands is not None and not after:
        return
    problems = len(found.problems)
    if stands is None:
        after = dict.fromkeys((TITLE, WORDS), "") | {TO: ALL, DAY: "", DAYS: "0", NOTE: ""} | after
    if stands is not None and stands.has_fired and set(after) - {NOTE}:
        found.wrong(number, "event_list.fired")
    for name, value in after.items():
        if name in (TITLE, WORDS) and not value:
            found.wrong(number, "event_list.no_words", column=name)
        if len(value) > LIMITS.get(name, LONG):
            found.wrong(number, "event_list.too_long", column=name, limit=LIMITS[name])
        if name == TO and value != ALL and value not in countries:
            found.wrong(number, "event_list.no_country", named=value)
        if name in NUMBERS and value and not _is_within(value, *NUMBERS[name]):
            lowest, highest = NUMBERS[name]
            found.wrong(number, "event_list.no_number", column=name, lowest=lowest, highest=highest)
    if len(found.problems) == problems:
        found.changes.append(Change(code, number, {name: before[name] for name in after} if before else {}, after))


def _is_within(text: str, lowest: int, highest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6 and lowest <= int(text) <= highest
