"""Reading a scenario from its directory: TOML, then shape, then meaning; every problem is told, none is a traceback.

Files: `scenario.toml` (what it is), `countries.toml` (`[[countries]]`), `treaties.toml` (`[[pairs]]`), `network.toml`
(the network), `play.toml` (how it is played), `needs.toml` where there is one (`[[needs]]`), and
`texts/<language>.toml` (words in nested tables, Markdown).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from simulation.kernel.codes import KnownCodes
from simulation.kernel.errors import Problem, ScenarioError
from simulation.scenario.checks.all_checks import check
from simulation.scenario.checks.play import AllowedNames
from simulation.scenario.schema.scenario import Scenario, ScenarioKind
from simulation.scenario.text.complaints import problem_of
from simulation.scenario.text.line_numbers import with_lines

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
"""Where the scenarios that ship with the program lie."""

NETWORK = "network.toml"
PLAY = "play.toml"
HEAD = "scenario.toml"
COUNTRIES = "countries.toml"
TREATIES = "treaties.toml"
NEEDS = "needs.toml"
TEXTS = "texts"

FILE_OF_SECTION = {"countries": COUNTRIES, "pairs": TREATIES, "crime": NETWORK, "play": PLAY, "needs": NEEDS}
"""Which file holds which part of a scenario."""

LANGUAGE = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")
"""How a language is called, which names its file of words."""

MOST_KEPT = 8
"""Scenarios that are kept as they were read: those that ship, and some that somebody is at work on."""

type Table = dict[str, object]
"""A TOML table as the parser gives it, before its shape is checked."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what was wrong with it."""

    directory: Path
    problems: list[Problem] = field(default_factory=list)

    def tell(self, path: str, message: str) -> None:
        self.problems.append(Problem(path, message))

    def table(self, name: str) -> Table | None:
        """One file as a table; None, with the problem told, when it cannot be read."""
        try:
            text = (self.directory / name).read_bytes().decode("utf-8")
        except FileNotFoundError:
            self.tell(name, "this file is missing")
        except IsADirectoryError:
            self.tell(name, "this is a directory, a file is expected")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.tell(name, f"line {line} is not UTF-8 text; save the file as UTF-8")
        except OSError as error:
            self.tell(name, f"the file cannot be read: {error.strerror or error}")
        else:
            try:
                return dict(tomllib.loads(text.removeprefix("\ufeff")))
            except ValueError as error:  # also a number of thousands of digits
                self.tell(name, f"this is not valid TOML: {error}")
            except RecursionError:
                self.tell(name, "this is not valid TOML: values are nested too deep")
        return None


def load(directory: Path, known: AllowedNames) -> Scenario:
    """The scenario in a directory, with its shape and all its references checked.

    Files with the contents of a scenario that was read lately are not read again: it is the same, and never changes.

    Args:
        directory: Where its files lie.
        known: What it may name of what an exercise knows.

    Raises:
        ScenarioError: Something is wrong; it lists every problem, each with its file, line and dotted path.
    """
    if directory.is_file():
        message = (
            "this is a file, not a directory; `rogatory scenario install FILE` checks and installs a packed scenario"
        )
        raise ScenarioError((Problem(str(directory), message),))
    if not directory.is_dir():
        raise ScenarioError((Problem(str(directory), "there is no such directory"),))
    if not (directory / HEAD).exists() and not any((directory / name).exists() for name in FILE_OF_SECTION.values()):
        message = f"this directory is not a scenario: it has no {HEAD}; `rogatory scenario new NAME` begins one"
        raise ScenarioError((Problem(str(directory), message),))
    digest = _digest(directory)
    for kept_digest, kept_known, kept in tuple(_KEPT):
        if kept_digest == digest and kept_known is known:
            return kept
    scenario = _read(directory, known)
    if digest is not None and digest == _digest(directory):
        _KEPT.insert(0, (digest, known, scenario))
        del _KEPT[MOST_KEPT:]
    return scenario


_KEPT: list[tuple[bytes, AllowedNames, Scenario]] = []
"""Scenarios that were read last, each with the digest of its files and with what it was allowed to name."""


def _digest(directory: Path) -> bytes | None:
    """A digest of all files that make a scenario, and of their names; None when one of them cannot be read."""
    total = hashlib.sha256()
    try:
        for path in (*sorted(directory.glob("*.toml")), *sorted((directory / TEXTS).iterdir())):
            content = path.read_bytes()
            total.update(f"{path.relative_to(directory).as_posix()}\0{len(content)}\0".encode())
            total.update(content)
    except OSError:
        return None
    return total.digest()


def _read(directory: Path, known: AllowedNames) -> Scenario:
    reading = _Reading(directory)
    raw = _gather(reading)
    scenario = _shape(reading, raw, known.codes)
    if scenario is None or reading.problems:
        raise ScenarioError(with_lines(directory, reading.problems))
    problems = check(scenario, known)
    if problems:
        raise ScenarioError(with_lines(directory, problems))
    return scenario


def directory_of(name: str) -> Path:
    """Where the shipped scenario of this name lies, whether or not it exists."""
    return SCENARIOS / name


def available() -> tuple[str, ...]:
    """Names of the scenarios that ship with the program, sorted."""
    return tuple(sorted(path.parent.name for path in SCENARIOS.glob(f"*/{HEAD}")))


def for_rooms() -> tuple[str, ...]:
    """Those of them that teams play in a room: no tutorials."""
    heads = {name: tomllib.loads((directory_of(name) / HEAD).read_text(encoding="utf-8")) for name in available()}
    return tuple(name for name, head in heads.items() if head.get("kind") != ScenarioKind.TUTORIAL)


def _gather(reading: _Reading) -> Table:
    """All files in one table of the shape of a scenario; what cannot be read is left out."""
    raw: Table = {}
    head = reading.table(HEAD)
    if head is not None:
        raw.update(head)
        for key in sorted(set(head) & {*FILE_OF_SECTION, "texts"}):
            reading.tell(f"{HEAD}: {key}", f"this belongs into {FILE_OF_SECTION.get(key, TEXTS)}")
            del raw[key]
    rows = [(COUNTRIES, "countries"), (TREATIES, "pairs")]
    if (reading.directory / NEEDS).exists():
        rows.append((NEEDS, "needs"))
    for name, key in rows:
        table = reading.table(name)
        if table is None:
            continue
        for other in sorted(set(table) - {key}):
            reading.tell(f"{name}: {other}", f"there is no such key here; this file holds [[{key}]] tables only")
        if key in table:
            raw[key] = table[key]
        else:
            reading.tell(f"{name}: {key}", f"this is missing; write one [[{key}]] table for each")
    for name, key in ((NETWORK, "crime"), (PLAY, "play")):
        table = reading.table(name)
        if table is not None:
            raw[key] = table
    texts = _texts(reading)
    if texts:
        raw["texts"] = texts
    return raw


def _texts(reading: _Reading) -> dict[str, object]:
    """Words by language, each language's nested tables flattened to dotted keys."""
    folder = reading.directory / TEXTS
    if not folder.is_dir():
        reading.tell(f"{TEXTS}/", "this directory is missing; it holds one file a language, e.g. texts/en.toml")
        return {}
    languages: dict[str, object] = {}
    for path in sorted(folder.iterdir()):
        name = f"{TEXTS}/{path.name}"
        if path.suffix != ".toml" or not LANGUAGE.match(path.stem):
            reading.tell(name, "a file of words is named after its language, e.g. en.toml")
            continue
        table = reading.table(name)
        if table is None:
            languages[path.stem] = {}
            continue
        words: dict[str, str] = {}
        for key, value in _flat(table):
            if isinstance(value, str):
                words[key] = value.strip()
            else:
                reading.tell(f"{name}: {key}", "words are expected here, in quotes")
        languages[path.stem] = words
    if "en" not in languages:
        reading.tell(f"{TEXTS}/en.toml", "this file is missing; other languages fall back on English")
    return languages


def _flat(table: Table, prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _shape(reading: _Reading, raw: Table, codes: KnownCodes) -> Scenario | None:
    """The scenario if its shape is right; what a file that could not be read leaves out is told once, for the file."""
    try:
        return Scenario.model_validate(raw, context=codes)
    except ValidationError as error:
        broken = {problem.path.partition(":")[0] for problem in reading.problems}
        for detail in error.errors(include_url=False):
            first = str(detail["loc"][0]) if detail["loc"] else ""
            name = FILE_OF_SECTION.get(first, TEXTS if first == "texts" else HEAD)
            if len(detail["loc"]) == 1 and detail["type"] == "missing" and _is_told(name, broken):
                continue
            reading.problems.append(problem_of(detail, raw, name))
        return None


def _is_told(name: str, broken: set[str]) -> bool:
    return name in broken or (name == TEXTS and any(path.startswith(TEXTS) for path in broken))
