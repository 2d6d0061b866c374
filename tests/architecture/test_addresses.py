"""No address, form, anchor or tick names something by its place in a list, and no question leaves out what it is about.

See docs/decisions/083-addresses-are-numbers-and-handles.md.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, project_files

NUMBERED = {
    "/entities/<int:number>": "the order in which a team came to know them, which only grows",
    "/journal/<int:number>": "entries of the journal, which only grows",
    "/sign-ins/<int:number>": "a row of the database",
    "/trainers/<int:number>": "a row of the database",
}
"""Addresses with a whole number, and why it is none of a place."""

ROUTE = re.compile(r'blueprint\.(?:get|post)\("([^"]*<int:\w+>)')
NAMING = re.compile(
    r"""\b(value|href|action|name|data-key|data-src|data-url)=(["'])((?:\{\{.*?\}\}|\{%.*?%\}|(?!\2).)*)\2"""
)
"""Attributes by which a browser comes back to something."""

PLACE = re.compile(r"\bloop\.index0?\b|\bloop_number\b")
ANCHOR = re.compile(r"<(\w+)[^>]*?\bid=\"([^\"]*loop\.index[^\"]*)\"")
FIELDS = {"input", "textarea", "select"}
"""Elements whose id ties a label to them and is no anchor."""

COUNTED = re.compile(r"enumerate\((?:\w+\.)*view\.(\w+)")
TAKEN = re.compile(r"\bview\.(\w+)\[(?!-?\d\]|:)")
GROWING = {"entities"}
"""What is numbered in the order in which it came, for good."""

CONFIRM = re.compile(r'data-confirm-title="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"')
OF_ONESELF = {"Leave the exercise?", "End all other sign-ins?", "Play the epilogue?"}
"""Questions about the one exercise or person that the page is about."""


def templates() -> Iterator[tuple[Path, str]]:
    """Every template on one line, as if nobody had broken its tags and calls."""
    for path in project_files():
        if path.parts[0] == "webapp" and path.suffix == ".html":
            text = " ".join((ROOT / path).read_text(encoding="utf-8").split())
            yield path, text.replace("( ", "(").replace("{%- ", "{% ")


def sources(*areas: str) -> Iterator[tuple[Path, str]]:
    for path in project_files():
        if path.parts[0] == "webapp" and path.suffix == ".py" and (not areas or path.parts[1] in areas):
            yield path, (ROOT / path).read_text(encoding="utf-8")


def test_whole_numbers_in_addresses_are_numbers_of_their_own() -> None:
    found = {route for _path, text in sources() for route in ROUTE.findall(text)}
    assert found
    assert {route for route in found if route not in NUMBERED} == set()


def test_no_attribute_that_comes_back_holds_a_place() -> None:
    wrong = [
        (str(path), name, value)
        for path, text in templates()
        for name, _quote, value in NAMING.findall(text)
        if PLACE.search(value)
    ]
    assert wrong == []


def test_no_anchor_holds_a_place() -> None:
    wrong = [
        (str(path), element, name)
        for path, text in templates()
        for element, name in ANCHOR.findall(text)
        if element not in FIELDS
    ]
    assert wrong == []


def test_pages_number_nothing_of_a_view_but_what_only_grows() -> None:
    for pattern in (COUNTED, TAKEN):
        wrong = [
            (str(path), name)
            for path, text in sources("desk", "control")
            for name in pattern.findall(text)
            if name not in GROWING
        ]
        assert wrong == [], pattern.pattern


def test_every_question_names_what_it_is_about() -> None:
    asked = 0
    for path, text in templates():
        titles = [title for title in CONFIRM.findall(text) if "confirm_title or label" not in title]
        asked += len(titles)
        for title in titles:
            named = re.search(r"\{\w+\}|%\(|\bf\.confirm_title\b|\breach\b", title)
            assert named or any(each in title for each in OF_ONESELF), (path, title)
        assert text.count("data-confirm=") <= text.count("data-confirm-title=") + text.count(
            "{% else %} data-confirm"
        ), path
        for call in re.findall(r"confirm_title=(_\(.*?\)|[\w.]+)[,)]", text):
            assert "%(" in call or any(each in call for each in OF_ONESELF), (path, call)
    assert asked >= 8


@pytest.mark.parametrize(
    "line",
    [
        '<input type="hidden" name="number" value="{{ loop.index }}">',
        "<form action=\"{{ url_for('control.rule', number=loop.index) }}\">",
        '<li data-key="work-{{ loop.index0 }}">',
    ],
)
def test_a_planted_place_is_seen(line: str) -> None:
    assert any(PLACE.search(value) for _name, _quote, value in NAMING.findall(line))
