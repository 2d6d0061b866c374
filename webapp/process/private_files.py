"""Files that hold names, texts or tokens of people: readable by their owner only, and written whole or not at all.

On Windows a file's rights are those of its folder; the data folder there lies in the person's own profile, which other
accounts cannot read, and nothing is changed about the rights of a folder that somebody else chose.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

OWNER_ONLY = 0o600


def keep_private(path: Path) -> None:
    """Takes a file away from everybody but its owner; what belongs to somebody else stays as it is."""
    with contextlib.suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(OWNER_ONLY)


def begin_private(path: Path) -> None:
    """Makes an empty file for its owner only, or keeps one that is there so."""
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
    keep_private(path)


def write_private(
    path: Path, content: bytes, check: Callable[[Path], None] = lambda _path: None, *, replace: bool = True
) -> None:
    """Writes a file beside its place, brings it to the disk and moves it there: it is whole, or what was there stays.

    Args:
        path: Where it goes.
        content: What it holds.
        check: Looks at the file before it is moved; what it raises keeps it from being moved.
        replace: Whether a file that is there already goes.

    Raises:
        OSError: It cannot be written (`FileExistsError`: one is there, and `replace` is not set).
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        check(part)
        if replace:
            os.replace(part, path)  # noqa: PTH105  # atomic, and overwrites on every system
        else:
            _move_to_free_place(part, path)
        _sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _move_to_free_place(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # of two that come at once one fails
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on a stick
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)


def _sync_folder(folder: Path) -> None:
    """Brings the file's new name to the disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
