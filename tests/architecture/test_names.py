"""One name has one meaning, and one thing has one name: the words of the glossary, and no class of a name twice."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.tree import dotted, modules, parsed, python_files

RETIRED = {
    "caveat": "condition, use limitation",
    "conduct": "procedure",
    "criminality": "dual criminality",
    "details": "act",
    "docket": "turn, letter list",
    "fieldwork": "measure",
    "filing": "document, file entry",
    "game": "scenario, preset",
    "habits": "policy, parameters",
    "happening": "inject, event list",
    "hindrance": "obstacle",
    "keeper": "holder, custodian",
    "maker": "issuer",
    "memory": "derived values",
    "nexus": "evidence link",
    "origins": "chain of custody",
    "pulling": "lever",
    "purse": "ledger, accounts",
    "relying": "trust",
    "sending": "transmission",
    "sheet": "document",
    "shelf": "register",
    "stamp": "revision",
    "stamps": "revision",
    "telling": "digest",
    "twin": "snapshot",
    "vetting": "approval",
    "victim": "member, moved person",
    "viewing": "view",
    "violation": "finding",
    "vocabulary": "registry, allowed names",
}
"""Words that the simulation no longer has for a thing, with the word to use; parts of names are meant, not prose."""

ANOTHER_THING = {
    "Conduct": "how an officer behaves who is not known as one",
    "_conduct": "what somebody did in a matter",
    "conduct_findings": "findings of what somebody did",
    "BoardMaker": "what draws the board",
    "DualCriminality": "the term of the law",
    "DualCriminalityRule": "the same",
    "dual_criminality": "the same",
    "Happening": "what comes about in the world, whoever learns of it",
    "Happenings": "the same",
    "RuleViolation": "an act that the rules refuse",
    "Stamp": "revisions of all that a value was made from",
    "vetting": "how members look at somebody new",
    "victim_statement": "a kind of document, as courts call it",
}
"""Names with such a word in another sense, as people in the field use it."""


def words(name: str) -> set[str]:
    """The words that a name is made of."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def names(path_name: str, tree: ast.Module) -> Iterator[str]:
    """The names of a module: its own, and those of classes, functions and types."""
    yield path_name
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.TypeAlias):
            yield node.name.id


def test_a_class_has_a_name_of_its_own() -> None:
    homes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, tree in modules("simulation", "webapp"):
        area = path.parts[0] if path.parts[0] == "simulation" else "/".join(path.parts[:2])
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[area, node.name].append(str(path))
    twice = {key for key, places in homes.items() if len(places) > 1}
    assert twice == set()


def test_the_simulation_has_one_word_for_a_thing() -> None:
    found = {
        f"{dotted(path)}: {name}": {word: RETIRED[word] for word in words(name) & RETIRED.keys()}
        for path in python_files("simulation")
        for name in names(path.stem, parsed(path))
        if name not in ANOTHER_THING
    }
    assert {place: instead for place, instead in found.items() if instead} == {}


def test_every_exception_is_met() -> None:
    there = {name for path in python_files("simulation") for name in names(path.stem, parsed(path))}
    assert ANOTHER_THING.keys() <= there
