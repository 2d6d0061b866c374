"""The project's own files, and the imports that its modules make."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("simulation", "scenarios", "webapp")


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that belongs to the project, relative to its root: what git holds or would hold."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (Path(name) for name in listed.stdout.decode().split("\0") if name)
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def python_files(*packages: str) -> Iterator[Path]:
    """The Python files of some packages."""
    return (path for path in project_files() if path.suffix == ".py" and path.parts[0] in packages)


@cache
def parsed(path: Path) -> ast.Module:
    """The parsed source of a module; nobody changes it, for all tests of a process have the same one."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def modules(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    """The Python modules of some packages, each with its parsed source."""
    return ((path, parsed(path)) for path in python_files(*packages))


def dotted(path: Path) -> str:
    """The name under which a file is imported."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(node: ast.AST) -> list[str]:
    """The full names that an import statement brings in; nothing for other nodes."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def place(path: Path, node: ast.AST) -> str:
    """Where something was found, as an editor understands it."""
    return f"{path}:{getattr(node, 'lineno', 0)}"
