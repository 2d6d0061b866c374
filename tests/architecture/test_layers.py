"""The layers of the house hold, and an outside library is used only where it belongs."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import PACKAGES, ROOT, dotted, imported, modules, place

LINTER = Path(sys.executable).with_name("lint-imports")
WHERE_IT_BELONGS = {
    "a2wsgi": "webapp",
    "alembic": "webapp",
    "babel": "webapp",
    "faker": "simulation.scenario.schema.name_pools",
    "flask": "webapp",
    "flask_babel": "webapp",
    "flask_limiter": "webapp",
    "flask_wtf": "webapp",
    "ifaddr": "webapp.process",
    "jinja2": "webapp",
    "markdown_it": "webapp",
    "matplotlib": "webapp.review",
    "mesa": "simulation.network",
    "networkx": "simulation.network",
    "openpyxl": "webapp",
    "rogatory_assets": "webapp",
    "segno": "webapp",
    "sqlalchemy": "webapp",
    "uvicorn": "webapp",
    "werkzeug": "webapp",
    "wtforms": "webapp",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Checks the contracts of pyproject.toml over the packages in a folder."""
    return subprocess.run(
        [LINTER, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "COLUMNS": "300"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


PLANTED = (
    ("simulation/kernel/errors.py", "flask"),
    ("simulation/kernel/errors.py", "simulation.review"),
    ("simulation/network/__init__.py", "simulation.casework"),
    ("simulation/network/world/rules.py", "simulation.network.money.cash"),
    ("simulation/network/membership/custody.py", "simulation.network.people.exits"),
    ("simulation/law/book/grounds.py", "simulation.exercise.engine"),
    ("simulation/matters/matter.py", "simulation.law.book.grounds"),
    ("simulation/matters/declaration.py", "simulation.scenario.load"),
    ("simulation/exercise/procedures/extradition/table.py", "simulation.exercise.core.settings"),
    ("simulation/exercise/core/settings.py", "simulation.exercise.seats.commands"),
    ("simulation/exercise/board/commands.py", "simulation.exercise.clock.commands"),
    ("simulation/exercise/matters/events.py", "simulation.exercise.registry"),
    ("simulation/exercise/restrained_assets/events.py", "simulation.exercise.procedures.letter.statuses"),
    ("simulation/exercise/procedures/letter/statuses.py", "simulation.exercise.procedures.notice.commands"),
    ("simulation/exercise/procedures/restraint/procedure.py", "simulation.exercise.procedures.preservation.table"),
    ("simulation/scenario/__init__.py", "webapp.cli.main"),
    ("scenarios/__init__.py", "simulation"),
    ("webapp/desk/__init__.py", "matplotlib"),
    ("webapp/process/faults.py", "webapp.store.tables"),
    ("webapp/store/database.py", "webapp.visit.visitor"),
    ("webapp/lobby/door.py", "webapp.control.value_names"),
    ("webapp/desk/documents/marks.py", "webapp.desk.requests.rows"),
)
CYCLES = (
    ("simulation/exercise/messages/state.py", "simulation.exercise.messages.handlers"),
    ("simulation/kernel/terms.py", "simulation.kernel.entities"),
    ("simulation/law/rows.py", "simulation.law.book.law_book"),
    ("simulation/matters/matter.py", "simulation.matters.machine"),
)


def test_every_planted_import_is_noticed(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, name in (*PLANTED, *CYCLES):
        with (tmp_path / module).open("a", encoding="utf-8") as source:
            source.write(f"\nimport {name}\n")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    for module, name in PLANTED:
        at = dotted(Path(module))
        assert re.search(rf"{re.escape(at)}\b.* -> {re.escape(name)} \(", result.stdout), (module, name, result.stdout)
    for module, name in CYCLES:
        room, at = dotted(Path(module)).rsplit(".", 1)
        other = name.removeprefix(room).split(".")[1]
        assert f"No cycles are allowed in {room}." in result.stdout, (module, result.stdout)
        assert re.search(rf"- \.{at} -> \.{other} \(", result.stdout), (module, name, result.stdout)


def is_within(module: str, package: str) -> bool:
    """Whether a module is a package or lies in it."""
    return module == package or module.startswith(package + ".")


def test_libraries_are_used_where_they_belong() -> None:
    strays = [
        f"{place(path, node)} imports {name}"
        for path, tree in modules(*PACKAGES)
        for node in ast.walk(tree)
        for name in imported(node)
        if not is_within(dotted(path), WHERE_IT_BELONGS.get(name.partition(".")[0], dotted(path)))
    ]
    assert strays == []
