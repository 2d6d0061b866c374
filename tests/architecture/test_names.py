"""One name has one meaning: a public class stands once in the simulation, and once in an area of the shell."""

import ast
from collections import defaultdict

from tests.architecture.tree import modules


def test_a_class_has_a_name_of_its_own() -> None:
    homes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, tree in modules("simulation", "webapp"):
        area = path.parts[0] if path.parts[0] == "simulation" else "/".join(path.parts[:2])
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[area, node.name].append(str(path))
    twice = {key for key, places in homes.items() if len(places) > 1}
    assert twice == set()
