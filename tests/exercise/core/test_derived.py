"""Registers count every change, and what is made from them is made anew then, and from what it names alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields

import pytest

from simulation.exercise.core.derived import ComparedRows, Derived, DerivedRows, LazyView, Reading
from simulation.exercise.core.snapshot import copied
from simulation.kernel.registers import Register, Watched


@dataclass
class Line(Watched):
    """A row."""

    text: str
    number: int = 0


@dataclass
class Part:
    """What a subject keeps."""

    lines: Register[str, Line] = field(default_factory=Register)


@pytest.fixture
def lines() -> Register[str, Line]:
    found: Register[str, Line] = Register()
    for key in ("a", "b", "c"):
        found[key] = Line(key)
    return found


def test_each_change_of_a_row_is_counted(lines: Register[str, Line]) -> None:
    seen = lines.revision
    lines["b"].number = 1
    lines["a"].number += 1
    lines["b"].text = "x"
    assert lines.changed_since(seen) == ["a", "b"]
    seen = lines.revision
    assert lines.changed_since(seen) == []
    del lines["c"]
    assert lines.changed_since(seen) == ["c"]


CHANGING: tuple[Callable[[Register[str, Line]], object], ...] = (
    lambda rows: rows.clear(),
    lambda rows: rows.pop("a"),
    lambda rows: rows.popitem(),
    lambda rows: rows.setdefault("d", Line("d")),
    lambda rows: rows.update({"d": Line("d")}),
    lambda rows: rows.__ior__({"d": Line("d")}),
)


@pytest.mark.parametrize("change", CHANGING)
def test_what_is_not_counted_is_refused(
    lines: Register[str, Line], change: Callable[[Register[str, Line]], object]
) -> None:
    with pytest.raises(TypeError):
        change(lines)


def test_a_copy_counts_its_own_changes(lines: Register[str, Line]) -> None:
    twin = copied(Part(lines)).lines
    assert twin == lines
    before, seen = lines.revision, twin.revision
    twin["a"].number = 7
    assert (lines["a"].number, lines.revision, twin.changed_since(seen)) == (0, before, ["a"])


def test_a_value_is_made_when_an_input_changed_and_stays_while_it_is_equal(lines: Register[str, Line]) -> None:
    made: list[int] = []

    def total(rows: Register[str, Line], limit: int) -> tuple[int, ...]:
        made.append(len(rows))
        return (min(limit, sum(row.number for row in rows.values())),)

    value = Derived(total, lines, 5)
    assert value() is value()
    lines["a"].number = 9
    first, revision = value(), value.revision
    assert first == (5,)
    lines["a"].number = 8
    assert value() is first
    assert value.revision == revision
    assert len(made) == 3


def test_a_value_can_be_made_from_a_value() -> None:
    held = ["a"]
    reading = Reading(lambda: held[0])
    upper = Derived(lambda read: (read().upper(),), reading)
    twice = Derived(lambda one: one() + one(), upper)
    assert twice() == ("A", "A")
    held[0] = "b"
    assert twice() == ("B", "B")


def test_a_value_that_could_not_be_made_is_made_when_it_is_read_again(lines: Register[str, Line]) -> None:
    value = Derived(lambda rows: 10 // rows["a"].number, lines)
    with pytest.raises(ZeroDivisionError):
        value()
    with pytest.raises(ZeroDivisionError):
        value()
    lines["a"].number = 2
    assert value() == 5


def test_an_input_that_counts_nothing_is_refused() -> None:
    with pytest.raises(TypeError, match="list does not count its changes"):
        Derived(len, [1, 2])


def test_rows_are_looked_at_when_they_changed(lines: Register[str, Line]) -> None:
    made: list[str] = []
    held = [1]

    def show(row: Line, factor: Reading[int]) -> tuple[str, int] | None:
        made.append(row.text)
        return (row.text, row.number * factor()) if row.number else None

    shown = DerivedRows(show, lines, Reading(lambda: held[0]))
    assert shown() == ()
    made.clear()
    lines["c"].number = 3
    lines["a"].number = 1
    assert shown() == (("a", 1), ("c", 3))
    assert made == ["c", "a"]
    first = shown()
    lines["b"].text = "x"
    assert shown() is first
    held[0] = 2
    assert shown() == (("a", 2), ("c", 6))
    del lines["a"]
    assert shown() == (("c", 6),)
    lines["a"] = Line("again", 1)
    assert shown() == (("c", 6), ("again", 2))


def test_sources_are_compared(lines: Register[str, Line]) -> None:
    made: list[str] = []

    def show(source: str) -> str:
        made.append(source)
        return source.upper()

    shown = ComparedRows(show, lambda rows: [(key, row.text) for key, row in rows.items()], lines)
    assert shown() == ("A", "B", "C")
    lines["a"].number = 4
    lines["b"].text = "x"
    assert shown() == ("A", "X", "C")
    assert made == ["a", "b", "c", "x"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A view."""

    name: str
    words: tuple[str, ...]


class OpenSheet(LazyView, Sheet):
    """The same, its parts made when they are read."""

    __slots__ = ("_make",)


def test_a_part_of_a_lazy_view_is_made_once() -> None:
    made: list[str] = []

    def make(name: str) -> object:
        made.append(name)
        return (name,) if name == "words" else name

    sheet = OpenSheet.of(make)
    assert sheet.words == sheet.words == ("words",)
    assert made == ["words"]
    sheet.open_again("words")
    sheet.close()
    assert made == ["words", "name", "words"]
    assert sheet == OpenSheet(**{each.name: getattr(sheet, each.name) for each in fields(Sheet)})
