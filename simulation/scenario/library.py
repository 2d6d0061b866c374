"""The scenarios that there are: those that ship, and those of the trainer's own folder, each a directory of files."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulation.kernel.errors import Problem, ScenarioError
from simulation.scenario.added_event import AddedEvent, appended
from simulation.scenario.checks.play import AllowedNames
from simulation.scenario.load import HEAD, SCENARIOS, TEXTS, load
from simulation.scenario.pack import (
    MANIFEST,
    MOST_UNPACKED,
    Manifest,
    hidden_signs,
    manifest_of,
    opened,
    packed,
    written,
)
from simulation.scenario.schema.scenario import Scenario

MOST_SCENARIOS = 200
"""In a folder of one's own."""

_TURN = threading.RLock()
"""Held by whoever changes the own folder: what was read of it is so still when it is written."""

_NAME = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_NAME_LINE = re.compile(r'^name\s*=\s*"[^"\n]*"', re.MULTILINE)
_TITLE_LINE = re.compile(r'^title\s*=\s*"([^"\n]*)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Library:
    """Where scenarios lie.

    Attributes:
        own: The trainer's folder; None where only what ships is looked at.
    """

    own: Path | None = None

    def names(self) -> tuple[str, ...]:
        """Every scenario by name, those that ship first."""
        return (*self.shipped(), *self.owned())

    def shipped(self) -> tuple[str, ...]:
        """Those that ship, sorted."""
        return tuple(sorted(path.parent.name for path in SCENARIOS.glob(f"*/{HEAD}")))

    def owned(self) -> tuple[str, ...]:
        """Those of the own folder, sorted; one that has the name of a shipped one is left out."""
        if self.own is None or not self.own.is_dir():
            return ()
        found = sorted(path.parent.name for path in self.own.glob(f"*/{HEAD}") if _NAME.match(path.parent.name))
        return tuple(name for name in found if name not in self.shipped())

    def directory(self, name: str) -> Path:
        """Where a scenario lies, whether or not it exists; a path is itself."""
        if self.own is not None and name in self.owned():
            return self.own / name
        return SCENARIOS / name

    def manifest(self, name: str, scenario: Scenario) -> Manifest:
        """What a scenario says of itself; author and licence stand in its manifest, if it has one."""
        path = self.directory(name) / MANIFEST
        said = manifest_of(path.read_bytes()) if path.is_file() else None
        return Manifest(
            pack=1,
            id=scenario.name,
            version=scenario.version,
            author=said.author if said is not None else "",
            licence=said.licence if said is not None else "",
            languages=tuple(sorted(scenario.texts)),
        )

    def pack(self, name: str, known: AllowedNames) -> bytes:
        """A scenario as one file.

        Raises:
            ScenarioError: It cannot be used, so that nobody gets it.
        """
        scenario = load(self.directory(name), known)
        return packed(self.directory(name), self.manifest(name, scenario))

    def install(self, content: bytes, known: AllowedNames, *, replace: bool = False) -> Scenario:
        """Takes a pack in, checked before anybody is offered it: all of it, or nothing.

        Args:
            content: The pack.
            known: What it may name of what an exercise knows.
            replace: Whether it may take the place of an own scenario of that name.

        Raises:
            ScenarioError: It cannot be used, or there is one of that name; nothing was changed.
        """
        found = opened(content)
        files = {**found.files, MANIFEST: written(found.manifest).encode()}
        with _TURN:
            return self._take_in(found.manifest.id, files, known, replace=replace)

    def duplicate(self, name: str, known: AllowedNames) -> str:
        """A copy of one's own under a new name, to be changed; gives that name.

        Raises:
            ScenarioError: There is none of that name, or it cannot be used.
        """
        if name not in self.names():
            raise ScenarioError((Problem(name, "there is no such scenario"),))
        directory = self.directory(name)
        stem = re.sub(r"-copy[0-9]*$", "", name)[:50]
        with _TURN:
            new = next(
                each for number in range(1, MOST_SCENARIOS + 2) if (each := f"{stem}-copy{number}") not in self.names()
            )
            files = _contents_of(directory)
            files[HEAD] = _NAME_LINE.sub(f'name = "{new}"', files[HEAD].decode("utf-8"), count=1).encode()
            for key, body in files.items():
                if key.startswith(f"{TEXTS}/"):
                    title = rf'title = "\1 ({new.rpartition("-")[2]})"'
                    files[key] = _TITLE_LINE.sub(title, body.decode("utf-8"), count=1).encode()
            files.pop(MANIFEST, None)
            self._take_in(new, files, known)
        return new

    def keep_event(self, name: str, write: Callable[[Scenario], AddedEvent], known: AllowedNames) -> AddedEvent:
        """Writes an event into an own scenario, checked as a whole before it takes the place of what was there.

        Other files of its folder, such as notes, stay.

        Args:
            name: The scenario.
            write: Makes the event, for the scenario as it is now.
            known: What it may name of what an exercise knows.

        Raises:
            ScenarioError: There is no own one of that name, or it cannot be used with the event; nothing was changed.
        """
        with _TURN:
            if name not in self.owned():
                raise ScenarioError((Problem(name, "there is no scenario of your own with this name"),))
            directory = self.directory(name)
            event = write(load(directory, known))
            self._take_in(name, appended(_contents_of(directory), event), known, replace=True, beside=directory)
        return event

    def remove(self, name: str) -> None:
        """Removes an own scenario; exercises that were made from it keep their frozen copy.

        Raises:
            ScenarioError: There is no own one of that name.
        """
        if self.own is None or name not in self.owned():
            raise ScenarioError((Problem(name, "there is no scenario of your own with this name"),))
        with _TURN:
            gone = _free_folder(self.own, ".gone")
            (self.own / name).rename(gone / name)
        shutil.rmtree(gone, ignore_errors=True)

    def _take_in(
        self,
        name: str,
        files: dict[str, bytes],
        known: AllowedNames,
        *,
        replace: bool = False,
        beside: Path | None = None,
    ) -> Scenario:
        """Checks files in a folder apart, which then takes its place; `beside`: whose other files come with them."""
        if self.own is None:
            raise ScenarioError((Problem(name, "there is no folder for scenarios of one's own"),))
        if name in self.shipped():
            raise ScenarioError((Problem(name, "this is the name of a scenario that ships; give yours another"),))
        if name in self.owned() and not replace:
            message = "you have a scenario of this name already; remove it first, or give this one another name"
            raise ScenarioError((Problem(name, message),))
        if len(self.owned()) >= MOST_SCENARIOS:
            raise ScenarioError((Problem(name, f"{MOST_SCENARIOS} scenarios are in your folder; no more fit"),))
        self.own.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = _free_folder(self.own, ".new")
        try:
            if beside is not None:
                shutil.copytree(beside, new, symlinks=True, dirs_exist_ok=True)
            for key, body in files.items():
                path = new / key
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)  # the other one may be a link, or be for reading only
                path.write_bytes(body)
            scenario = load(new, known)
            if scenario.name != name:
                raise ScenarioError((Problem(f"{HEAD}: name", f"the manifest says {name}, this says {scenario.name}"),))
            if hidden := hidden_signs(scenario.texts):
                raise ScenarioError(hidden)
            _put(new, self.own / name)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        return scenario


def _put(new: Path, place: Path) -> None:
    """Moves a folder to its place. What stood there is deleted last, and comes back when the move fails."""
    if not place.exists():
        new.rename(place)
        return
    gone = _free_folder(place.parent, ".gone")
    place.rename(gone / place.name)
    try:
        new.rename(place)
    except BaseException:
        (gone / place.name).rename(place)
        raise
    finally:
        if place.exists():
            shutil.rmtree(gone, ignore_errors=True)


def _free_folder(parent: Path, stem: str) -> Path:
    """A new folder that nobody else has: whoever makes it first has it."""
    for number in range(1, 10 * MOST_SCENARIOS):
        folder = parent / f"{stem}-{number}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return folder
    raise ScenarioError((Problem(str(parent), "too many folders were left here; remove those that begin with a dot"),))


def _files_of(directory: Path) -> list[Path]:
    found = [path for path in sorted(directory.rglob("*.toml")) if path.is_file() and not path.is_symlink()]
    if sum(path.stat().st_size for path in found) > MOST_UNPACKED:
        raise ScenarioError((Problem(directory.name, "this is too large to be copied"),))
    return found


def _contents_of(directory: Path) -> dict[str, bytes]:
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in _files_of(directory)}
