"""A scenario as one file: a zip of its own files with a manifest, and what makes such a file safe to open.

Nothing of a pack is run: it holds TOML and nothing else. What it unpacks to is counted while it is read, for a header
can lie; names that lead elsewhere, links, and signs that turn or hide text are refused, each with the reason.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from simulation.kernel.errors import Problem, ScenarioError
from simulation.kernel.field_types import FrozenModel
from simulation.scenario.load import COUNTRIES, HEAD, LANGUAGE, NEEDS, NETWORK, PLAY, TEXTS, TREATIES

ENDING = ".rogscn"
MANIFEST = "manifest.toml"
FORMAT = 1
"""Of the manifest; it grows when an older program would misread a pack."""

MOST_BYTES = 1_000_000
"""Of the pack: a long scenario with five languages has a third of it."""

MOST_UNPACKED = 12_000_000
MOST_FILES = 60

FILES = frozenset({MANIFEST, HEAD, COUNTRIES, TREATIES, NETWORK, PLAY, NEEDS})
"""What may stand at the top; beside it words, `texts/<language>.toml`."""

_LINK = 0o120000
_KIND = 0o170000
_ENCRYPTED = 1
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Signs that cannot be seen or that turn what stands beside them; marks of direction for a word are fine."""

_WORD = r"^[^\x00-\x1f\x7f<>]*$"


class Manifest(FrozenModel):
    """What a pack says of itself: `manifest.toml`.

    Attributes:
        pack: Format of the manifest, 1.
        id: Name of the scenario, as in `scenario.toml`.
        version: The author's own version.
        author: Who wrote it; may be empty.
        licence: Under which it may be used, as `CC-BY-4.0`; may be empty.
        languages: Codes of the languages that it has words in.
    """

    pack: int = Field(ge=1)
    id: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)
    version: str = Field(pattern=_WORD, max_length=40)
    author: str = Field(default="", pattern=_WORD, max_length=120)
    licence: str = Field(default="", pattern=_WORD, max_length=80)
    languages: tuple[str, ...] = Field(default=(), max_length=40)


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack that can be looked into safely.

    Attributes:
        manifest: What it says of itself.
        files: Its files by their names, without the manifest.
    """

    manifest: Manifest
    files: Mapping[str, bytes]


def packed(directory: Path, manifest: Manifest) -> bytes:
    """The files of a scenario as a pack; the same files give the same bytes.

    Raises:
        ScenarioError: The directory holds a file that is no part of a scenario, or too much.
    """
    files = {MANIFEST: _manifest_text(manifest).encode()}
    for path in sorted(directory.rglob("*")):
        name = path.relative_to(directory).as_posix()
        if path.is_file() and not path.is_symlink() and _belongs(name) and name != MANIFEST:
            files[name] = path.read_bytes()
    if sum(map(len, files.values())) > MOST_UNPACKED or len(files) > MOST_FILES:
        raise _refused(f"{directory.name} is too large for a pack")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def opened(content: bytes) -> Opened:
    """What a pack holds.

    Raises:
        ScenarioError: It is none, is made by a newer version, or holds what no scenario holds; nothing was kept of it.
    """
    if len(content) > MOST_BYTES:
        raise _refused(f"this file is larger than {MOST_BYTES:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = _read(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _refused(f"this is no pack of a scenario ({ENDING})") from error
    except ValueError as error:
        raise _refused(f"this is no pack of a scenario ({ENDING})") from error
    if MANIFEST not in files:
        raise _refused(f"it has no {MANIFEST}; `rogatory scenario pack` makes a pack")
    manifest = manifest_of(files.pop(MANIFEST))
    for name, body in files.items():
        _look_at(name, body)
    return Opened(manifest, files)


def manifest_of(content: bytes) -> Manifest:
    """The manifest in a file.

    Raises:
        ScenarioError: It is none, or one of a newer version.
    """
    try:
        raw = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _refused("it is not valid TOML", MANIFEST) from error
    made = raw.get("pack")
    if isinstance(made, int) and made > FORMAT:
        raise _refused(
            f"it was made by a newer version of Rogatory (pack {made}; this one reads {FORMAT}); update the program",
            MANIFEST,
        )
    try:
        return Manifest.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise _refused(f"{where}: {first['msg'][:120]}", MANIFEST) from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    parts = [part for part in archive.infolist() if not part.is_dir()]
    if len(parts) > MOST_FILES:
        raise _refused(f"it holds more than {MOST_FILES} files")
    files: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for part in parts:
        if not _belongs(part.filename):
            raise _refused(f"{_shown(part.filename)} is no file of a scenario")
        if (part.external_attr >> 16) & _KIND == _LINK:
            raise _refused(f"{part.filename} is a link; a pack holds files only")
        if part.flag_bits & _ENCRYPTED:
            raise _refused("it is locked by a password")
        if part.filename in files:
            raise _refused(f"{part.filename} stands in it twice")
        with archive.open(part) as stream:
            body = stream.read(left + 1)
        left -= len(body)
        if left < 0:
            raise _refused(f"it unpacks to more than {MOST_UNPACKED:,} bytes; it was not opened")
        files[part.filename] = body
    return files


def _belongs(name: str) -> bool:
    folder, _slash, file = name.rpartition("/")
    if not folder:
        return file in FILES
    return folder == TEXTS and file.endswith(".toml") and LANGUAGE.match(file.removesuffix(".toml")) is not None


def _look_at(name: str, body: bytes) -> None:
    try:
        text = body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return  # the loader names the line
    found = _HIDDEN.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise _refused(f"line {line} holds a sign that cannot be seen or turns the text (U+{ord(found[0]):04X})", name)


def hidden_signs(texts: Mapping[str, Mapping[str, str]]) -> tuple[Problem, ...]:
    """Words that hold such signs by an escape."""
    return tuple(
        Problem(f"{TEXTS}/{language}.toml: {key}", "it holds a sign that cannot be seen or turns the text")
        for language, words in texts.items()
        for key, said in words.items()
        if _HIDDEN.search(said)
    )


def _manifest_text(manifest: Manifest) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    languages = ", ".join(quoted(each) for each in manifest.languages)
    return (
        f"pack = {manifest.pack}\nid = {quoted(manifest.id)}\nversion = {quoted(manifest.version)}\n"
        f"author = {quoted(manifest.author)}\nlicence = {quoted(manifest.licence)}\nlanguages = [{languages}]\n"
    )


def written(manifest: Manifest) -> str:
    """The manifest as its file has it."""
    return _manifest_text(manifest)


def _shown(name: str) -> str:
    return repr(name[:60])


def _refused(message: str, where: str = "") -> ScenarioError:
    return ScenarioError((Problem(where or "pack", message),))
