"""`run.py` starts on an old Python, from any folder, and does not set up twice."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT, imported

SOURCE = (ROOT / "run.py").read_text(encoding="utf-8")


def test_it_is_written_for_python_3_8() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))


def test_it_uses_the_standard_library_alone() -> None:
    names = {name.partition(".")[0] for node in ast.walk(ast.parse(SOURCE)) for name in imported(node)}
    assert names <= sys.stdlib_module_names


def test_from_another_folder_and_twice(tmp_path: Path) -> None:
    first, second = (
        subprocess.run(
            [sys.executable, ROOT / "run.py", "--version"], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    )
    assert first.stdout == second.stdout
    assert second.stdout.startswith("rogatory ")
    assert second.stderr == ""


def test_bench_without_a_name_lists_programs_alone() -> None:
    asked = subprocess.run([sys.executable, ROOT / "run.py", "bench"], capture_output=True, text=True, check=False)
    named = {line.split()[0] for line in asked.stderr.splitlines() if line.startswith("  ")}
    assert asked.returncode == 2
    assert {"front", "load", "weight"} <= named
    programs = (path for path in (ROOT / "benchmarks").glob("*.py") if '__name__ == "__main__"' in path.read_text())
    assert named == {path.stem for path in programs}
