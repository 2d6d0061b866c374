"""`rogatory scenario pack` and `install`: make one file of a scenario, and install such a file in the data folder."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path

from simulation.exercise.registry import SHIPPED
from simulation.kernel.errors import ScenarioError
from simulation.scenario.load import load
from simulation.scenario.pack import ENDING, MANIFEST, MOST_BYTES, Manifest, manifest_of, packed
from webapp.cli.arguments import BadUseError, Parser, library
from webapp.process.private_files import write_private

BAD = 1


def pack(arguments: list[str]) -> int:
    """Make one file of a scenario's directory, once it is complete."""
    parser = Parser(prog="rogatory scenario pack")
    parser.add_argument("directory", metavar="DIR")
    parser.add_argument("--output", metavar="FILE", default="")
    parser.add_argument("--author", default="")
    parser.add_argument("--licence", default="")
    given = parser.parse_args(arguments)
    directory = Path(str(given.directory))
    try:
        scenario = load(directory, SHIPPED.allowed_names)
        kept = directory / MANIFEST
        said = manifest_of(kept.read_bytes()) if kept.is_file() else None
        manifest = Manifest(
            pack=1,
            id=scenario.name,
            version=scenario.version,
            author=given.author or (said.author if said is not None else ""),
            licence=given.licence or (said.licence if said is not None else ""),
            languages=tuple(sorted(scenario.texts)),
        )
        content = packed(directory, manifest)
    except ScenarioError as error:
        return _told(_("{name} was not packed:").format(name=directory), error)
    except ValueError as error:
        raise BadUseError(_("author and licence have to be one line of words each, without < and >")) from error
    file = Path(given.output or f"{scenario.name}{ENDING}")
    try:
        write_private(file, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadUseError(_("{name} cannot be written: {reason}").format(name=file, reason=reason)) from error
    print(
        _("{file}: {title}, version {version}").format(
            file=file, title=scenario.text("title"), version=scenario.version
        )
    )
    return 0


def install(arguments: list[str]) -> int:
    """Install a file in the data folder: all of it, or nothing."""
    parser = Parser(prog="rogatory scenario install")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--replace", action="store_true")
    given = parser.parse_args(arguments)
    path = Path(str(given.file))
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadUseError(_("{name} cannot be read: {reason}").format(name=path, reason=reason)) from error
    try:
        scenario = library().install(content, SHIPPED.allowed_names, replace=bool(given.replace))
    except ScenarioError as error:
        return _told(_("{name} was not installed; nothing was changed:").format(name=path), error)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadUseError(_("the data folder cannot be written: {reason}").format(reason=reason)) from error
    print(
        _("{name} is installed: {title}. You find it under New exercise.").format(
            name=scenario.name, title=scenario.text("title")
        )
    )
    return 0


def _told(heading: str, error: ScenarioError) -> int:
    print(heading, file=sys.stderr)
    for problem in error.problems:
        print(f"  {problem}", file=sys.stderr)
    return BAD
