"""Modules stay small and well named; that imports are absolute and at the top is ruff's to say (TID252, PLC0415)."""

import ast
from collections import Counter
from pathlib import Path

from tests.architecture.tree import PACKAGES, ROOT, imported, modules, parsed, project_files, python_files

MOST_LINES = 600
"""Size follows the reason to change; a module of more lines than this is divided."""
LOOKED_AT = 400
"""A module of more lines than this is looked at: has it one reason to change?"""
LONGER_FOR_A_REASON = {
    "benchmarks/load.py": "one program: people, what they do, what is measured of them",
    "run.py": "set-up in one file, since nothing is installed when it runs",
    "simulation/casework/documents/document.py": "a paper as a value, with the parts that it is made of",
    "simulation/casework/proof/proof.py": "one question: what the usable papers prove, and the verdict that follows",
    "simulation/exercise/procedures/extradition/procedure.py": "the hooks of one procedure",
    "simulation/exercise/procedures/extradition/table.py": "one table, read from top to bottom",
    "simulation/exercise/procedures/letter/table.py": "one table, read from top to bottom",
    "simulation/exercise/procedures/restraint/procedure.py": "the hooks of one procedure",
    "simulation/exercise/procedures/restraint/table.py": "one table, read from top to bottom",
    "simulation/exercise/procedures/letter/play/view_builder.py": "one view, part by part, and which of them moved",
    "simulation/exercise/views/work_list.py": "one list: each kind of line that can wait for a seat",
    "simulation/law/book/governance.py": "what follows from an instrument is prepared in one pass",
    "simulation/law/book/rules.py": "one record a kind of rule, and the reader of them all",
    "simulation/network/membership/population.py": "who is there at the start: one draw after another",
    "simulation/network/world/members.py": "one class a function of the network, with what they share",
    "simulation/review/branches.py": "one run from the moment that is moved to the end of play",
    "simulation/review/bundles.py": "one figure: what delay cost, by holder",
    "simulation/review/prices/prices.py": "one figure: the price of a decision, from pairs to verdict",
    "simulation/review/profile.py": "one profile: facts of how a team worked, each with its denominator",
    "simulation/review/tables.py": "one list: every table of the review by its columns",
    "simulation/scenario/schema/play.py": "what an author writes into one file, in its order",
    "tests/control/test_events.py": "one page and its list",
    "tests/control/test_room_time.py": "one clock that the test moves, and all that hangs on it",
    "tests/webapp/review/test_figures_agree.py": "one exercise that was played, its figures read everywhere",
    "webapp/control/records/countries.py": "the page of one country, with its forms",
    "webapp/control/records/requests.py": "the page of one request and the list that leads to it",
    "webapp/control/room/day_rooms.py": "one page: rooms beside each other",
    "webapp/desk/procedures/pages.py": "page, list and first form of a procedure, made from its declaration",
    "webapp/desk/requests/form.py": "one form of seven sections, and its sending",
    "webapp/desk/requests/page.py": "one page: a request as a seat has it",
    "webapp/lobby/making.py": "one form: making an exercise, with what it says of the choice before",
    "webapp/pages/frame.py": "one frame, which every page has",
    "webapp/review/debrief/cost_slides.py": "two slides, which share the figures of what delay cost",
    "webapp/review/decision_pages.py": "the list of decisions, one of them, and the work that both wait for",
    "webapp/review/papers/after_action.py": "one report, chapter by chapter",
    "webapp/store/exercise_store.py": "one lock and one transaction: all that needs them",
    "webapp/store/tables.py": "the tables of the database, one class each",
    "webapp/text/catalogue/desk.py": "sentences of one area, no code",
}
"""Modules that were looked at, each with its one reason to change."""
MOST_IN_A_FOLDER = 20
LEAST_LINES = 40
"""A module with one definition and fewer lines than this joins its neighbour."""
MAY_BE_SMALL = {"commands", "events", "state", "views"}
"""Modules of a subject: where a stranger looks for them, however little is in one."""
SMALL_FOR_A_REASON = {
    Path("webapp/control/blueprint.py"): "stands below every page of the area, which the area imports",
    Path("webapp/judging/blueprint.py"): "likewise",
    Path("webapp/desk/blueprint.py"): "stands below every page of the area, which the area imports",
    Path("webapp/store/registered.py"): "stands below all that reads a journal or says a code",
    Path("webapp/text/marking.py"): "every module of the catalogue imports it, and it imports nothing",
}
NAMES_THAT_SAY_NOTHING = {"base", "common", "helper", "helpers", "misc", "util", "utils"}
LOADS_BY_NAME = Path("webapp/cli/main.py")


def lines_of_modules() -> dict[str, int]:
    """How many lines each Python file of the project has, by its path."""
    return {
        path.as_posix(): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in project_files()
        if path.suffix == ".py"
    }


def test_modules_are_short() -> None:
    assert {name: count for name, count in lines_of_modules().items() if count > MOST_LINES} == {}


def test_long_modules_were_looked_at() -> None:
    told = "divide it where it has two reasons to change, else write its one reason into LONGER_FOR_A_REASON"
    long = {name: count for name, count in lines_of_modules().items() if count > LOOKED_AT}
    assert {name: count for name, count in long.items() if name not in LONGER_FOR_A_REASON} == {}, told
    assert {name for name in LONGER_FOR_A_REASON if not (ROOT / name).is_file()} == set()


def test_folders_are_small() -> None:
    files = (path for path in python_files(*PACKAGES, "tests") if path.name != "__init__.py")
    modules_of = Counter(path.parent.as_posix() for path in files)
    assert {folder: count for folder, count in modules_of.items() if count > MOST_IN_A_FOLDER} == {}


def test_no_module_holds_next_to_nothing() -> None:
    tiny = {
        path
        for path, tree in modules("simulation", "webapp")
        if path.stem not in MAY_BE_SMALL
        and sum(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body) == 1
        and len((ROOT / path).read_text(encoding="utf-8").splitlines()) < LEAST_LINES
    }
    assert tiny == set(SMALL_FOR_A_REASON)


def test_names_say_something() -> None:
    empty = [
        path for path in python_files(*PACKAGES, "tests") if NAMES_THAT_SAY_NOTHING & {path.stem, *path.parts[:-1]}
    ]
    assert empty == []


def test_packages_hold_a_docstring_and_no_more() -> None:
    for path in python_files(*PACKAGES, "tests"):
        if path.name == "__init__.py":
            tree = parsed(path)
            assert ast.get_docstring(tree), f"{path}: say what the package is for"
            assert len(tree.body) == 1, f"{path}: a package re-exports nothing"


def test_only_the_command_line_loads_modules_by_name() -> None:
    by_name = {
        path
        for path, tree in modules(*PACKAGES)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr == "import_module")
        or (isinstance(node, ast.Name) and node.id == "__import__")
        or "importlib.import_module" in imported(node)
    }
    assert by_name == {LOADS_BY_NAME}
