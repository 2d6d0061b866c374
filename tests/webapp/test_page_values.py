"""A page is one value, whose fields are what its template names: none too few, none too many."""

from dataclasses import dataclass, fields
from typing import get_args, get_type_hints

import pytest
from jinja2 import Environment, meta, nodes

from tests.webapp.house import House
from webapp.pages.page import ControlPage, Page, ReviewPage, TeamPage, Values

FRAME = {
    "chrome", "page_key", "view", "member", "print_exercise", "pen_id", "trainer_bar", "stream_url", "poll_url",
    "parts_url", "kept_words", "print_number", "alone", "guide", "moment", "home_of_page", "home_of_page_text",
    "thing", "undone", "is_warm_up", "offers_news",
}  # fmt: skip
"""What every page has from its frame, or gives to it if it likes."""
LEAST = 50
WITH_PARTS = {
    "control/jump.html", "control/messages.html", "control/needs.html", "control/people.html", "control/room.html",
}  # fmt: skip
"""Pages of control whose parts give their values themselves, by the functions that make them anew for a tick."""


def pages() -> dict[str, type[Page]]:
    """Every page by its name; a class with slots has been made twice, and the second stays."""
    kinds = (kind for base in (TeamPage, ControlPage, ReviewPage) for kind in base.__subclasses__())
    return {f"{kind.__module__}.{kind.__qualname__}": kind for kind in kinds if hasattr(kind, "template")}


def given(kind: type[Values]) -> set[str]:
    """The names under which a template finds the values; a field that is values itself stands for its fields."""
    found: set[str] = set()
    for name, hint in get_type_hints(kind).items():
        if name in {field.name for field in fields(kind)}:
            inside = [each for each in get_args(hint) or (hint,) if isinstance(each, type) and issubclass(each, Values)]
            found |= set().union(*map(given, inside)) if inside else {name}
    return found


def named(env: Environment, template: str) -> tuple[set[str], set[str]]:
    """What a template names with its parents and parts, and what of it they define or bring in themselves.

    A loop gives what it goes over to the parts that it includes.
    """
    found: set[str] = set()
    own: set[str] = set(env.globals)
    for each in chain(env, template):
        found |= each.undeclared
        own |= each.defined
    return found, own


@dataclass(frozen=True, slots=True)
class Parsed:
    """What stands in a template: names that it does not give itself, those that it does, its parents and parts."""

    undeclared: frozenset[str]
    defined: frozenset[str]
    others: tuple[str, ...]


PARSED: dict[str, Parsed] = {}
"""Templates, read once a process: nearly every page has the same parents and parts."""


def chain(env: Environment, template: str) -> list[Parsed]:
    """The template with its parents and parts."""
    found: dict[str, Parsed] = {}
    left = [template]
    while left:
        name = left.pop()
        if name not in found:
            if name not in PARSED:
                PARSED[name] = parsed(env, name)
            found[name] = PARSED[name]
            left += found[name].others
    return list(found.values())


def parsed(env: Environment, name: str) -> Parsed:
    """What stands in a template alone."""
    assert env.loader is not None
    tree = env.parse(env.loader.get_source(env, name)[0])
    parts = (*tree.find_all(nodes.Extends), *tree.find_all(nodes.Include))
    names = [part.template for part in parts if isinstance(part, nodes.Extends | nodes.Include)]
    assert all(isinstance(each, nodes.Const) for each in names), name
    others = tuple(each.value for each in names if isinstance(each, nodes.Const))
    return Parsed(frozenset(meta.find_undeclared_variables(tree)), frozenset(defined(tree)), others)


def defined(tree: nodes.Template) -> set[str]:
    """What a template brings in, and the macros and values that it makes."""
    names = {macro.name for macro in tree.find_all(nodes.Macro)}
    for brought in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in brought.names}
    targets = [made.target for made in tree.find_all(nodes.Assign)] + [loop.target for loop in tree.find_all(nodes.For)]
    for target in targets:
        names |= (
            {target.name} if isinstance(target, nodes.Name) else {each.name for each in target.find_all(nodes.Name)}
        )
    return names


def test_there_are_pages() -> None:
    assert len(pages()) > LEAST


@pytest.mark.parametrize("name", list(pages()))
def test_a_page_has_what_its_template_names(blank: House, name: str) -> None:
    page = pages()[name]
    with blank.app.test_request_context():
        context: dict[str, object] = {}
        blank.app.update_template_context(context)
    found, own = named(blank.app.jinja_env, page.template)
    has = given(page) - FRAME
    assert sorted(has - found) == [], "the page has what the template does not name"
    missing = found - own - context.keys() - FRAME - has
    assert bool(missing) is (page.template in WITH_PARTS), f"the template names what the page has not: {missing}"
