"""A problem of a scenario names the line in which an author finds it, in every file that ships."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulation.kernel.errors import Problem
from simulation.scenario.load import SCENARIOS
from simulation.scenario.text.line_numbers import with_lines

FILES = [pytest.param(path, id=f"{path.relative_to(SCENARIOS)}") for path in sorted(SCENARIOS.glob("**/*.toml"))]


def keys_in(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key of tables and of lists of tables, with the way to it."""
    rows: Iterator[tuple[str, object]] = iter(())
    if isinstance(value, dict):
        rows = iter(value.items())
    elif isinstance(value, list) and all(isinstance(each, dict) for each in value):
        rows = ((str(number), each) for number, each in enumerate(value))
    for name, inside in rows:
        yield (*path, name)
        yield from keys_in(inside, (*path, name))


def lines_of(path: Path, ways: list[tuple[str, ...]]) -> list[int]:
    problems = [Problem(f"{path.name}: {'.'.join(way)}", "") for way in ways]
    return [found.line for found in with_lines(path.parent, problems)]


@pytest.mark.parametrize("path", FILES)
def test_every_key_of_a_file_is_found_in_its_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written, ways = text.split("\n"), list(keys_in(tomllib.loads(text)))
    named = [(way, line) for way, line in zip(ways, lines_of(path, ways), strict=True) if not way[-1].isdigit()]
    assert named
    for way, line in named:
        assert line, way
        assert way[-1] in written[line - 1], (way, line, written[line - 1])


@pytest.mark.parametrize("path", FILES)
def test_what_comes_later_in_a_list_comes_later_in_the_file(path: Path) -> None:
    ways = [way for way in keys_in(tomllib.loads(path.read_text(encoding="utf-8"))) if way[-1].isdigit()]
    lines = dict(zip(ways, lines_of(path, ways), strict=True))
    for way, line in lines.items():
        following = (*way[:-1], str(int(way[-1]) + 1))
        assert line <= lines.get(following, line), way


SPOILT = """# a scenario
[[injects]]
key = "one"
text = \"\"\"
[[injects]]
key = "not a key"
\"\"\"
consequences = [
    { answer = "a" },  # first
    # a remark
    { answer = "b" },
]

[injects.trigger]
day = 1

[[injects]]
"key" = 'two'
choices = ["x = 1", "[y]"]
consequences = [{ answer = "a" }, { answer = "b" }]

[[injects.hints]]
text = "h"

[[injects.hints]]
text = "i"

[[injects]]
consequences = [
    { answer = "a # ]" },
    { answer = "b" }]
offices = ["police",
    "fiu"]
notes = [\"\"\"
[[injects]]
] = 1\"\"\", '''
[[injects]]''',
]
rows = [["a"],
["c"], ["d",
"e"]]

[[injects]]
key = "four"
"a.b = \\" [" = "c"

[[injects."hints"]]
text = "j"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("injects", 2),
        ("injects.0", 2),
        ("injects.0.key", 3),
        ("injects.0.no_such_key", 2),
        ("injects.0.consequences.0.answer", 9),
        ("injects.0.consequences.1.answer", 11),
        ("injects.0.trigger.day", 15),
        ("injects.1", 17),
        ("injects.1.key", 18),
        ("injects.1.choices.1", 19),
        ("injects.1.consequences.1.answer", 20),
        ("injects.1.hints.0.text", 23),
        ("injects.1.hints.1.text", 26),
        ("injects.2", 28),
        ("injects.2.consequences.0.answer", 30),
        ("injects.2.consequences.1.answer", 31),
        ("injects.2.offices.1", 33),
        ("injects.2.notes.1", 36),
        ("injects.2.rows.1", 40),
        ("injects.2.rows.2.1", 40),
        ("injects.3", 43),
        ("injects.3.key", 44),
        ("injects.3.hints.0.text", 48),
        ("treaties", 0),
    ],
)
def test_a_line_is_that_of_the_thing_or_of_what_is_around_it(tmp_path: Path, path: str, line: int) -> None:
    (tmp_path / "play.toml").write_text(SPOILT, encoding="utf-8")
    (found,) = with_lines(tmp_path, [Problem(f"play.toml: {path}", "is wrong")])
    assert found.line == line
    assert str(found) == f"play.toml, line {line}: {path}: is wrong" if line else f"play.toml: {path}: is wrong"


def test_what_is_said_of_a_whole_file_or_of_none_that_is_there_has_no_line(tmp_path: Path) -> None:
    problems = [Problem("play.toml", "this file is missing"), Problem("play.toml: key", "is wrong")]
    assert [str(each) for each in with_lines(tmp_path, problems)] == [str(each) for each in problems]


def test_a_file_that_is_no_valid_toml_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "play.toml").write_text('[[injects]]\nkey = "one"\nkey = "two"\n', encoding="utf-8")
    (found,) = with_lines(tmp_path, [Problem("play.toml: injects.0.key", "is wrong")])
    assert not found.line
