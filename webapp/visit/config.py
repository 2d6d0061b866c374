"""What the environment decides, read once at start; tests build it directly."""

from __future__ import annotations

import contextlib
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from webapp.process.private_files import keep_private, write_private

BODY_LIMIT = 1024 * 1024
"""Largest body of a request, in bytes."""

KEY_BYTES = 32

OWN_SCENARIOS = "scenarios"
"""Folder of one's own scenarios within the data folder."""

SHIPPED = ("en", "fr")
"""Languages that come with the program, offered unless the environment names others; the first one is the default."""
KINDS = frozenset({"sqlite", "postgres", "postgresql", "postgresql+psycopg"})

LATE = "rogatory.late"
"""What a request carries whose body did not come in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Where things are kept and how strict the server is.

    Attributes:
        data: Folder of the database and the secret key.
        database_url: Address as SQLAlchemy reads it.
        secret_key: Signs cookies and personal links.
        languages: Languages offered; `xx` is the pseudo-locale that shows what was never translated.
        public_url: Address that phones open, as the person who started the server gave it, or the one on which it
            listens, e.g. `http://192.168.8.10:8000`; empty: it listens to every network of this machine.
        joins_per_minute: How many wrong codes one address may try in a minute; a whole room may share one address.
        patience: Multiplies what one person may send in a minute; tests do in a second what takes people an hour.
        testing: True in tests: errors inside a view are raised.
    """

    data: Path
    database_url: str
    secret_key: str
    languages: tuple[str, ...] = ("en",)
    public_url: str = ""
    joins_per_minute: int = 120
    patience: int = 1
    testing: bool = False


def data_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder for this person's data: `ROGATORY_DATA`, else the place where the system keeps such things."""
    named = environment.get("ROGATORY_DATA")
    if named:
        return Path(named).expanduser().resolve()
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "rogatory"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "rogatory"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "rogatory"


class BadSettingError(Exception):
    """Something that was set cannot be used: `code` says what, for the command line to put into words."""

    def __init__(self, code: str, detail: str) -> None:
        """Keep what is wrong with which."""
        self.code = code
        self.detail = detail
        super().__init__(f"{code} {detail}")


def secret_key(folder: Path) -> str:
    """The key that signs cookies: made on first start, kept beside the database, readable by its owner only.

    Raises:
        BadSettingError: The file holds no key (`key.damaged`).
    """
    path = folder / "secret-key"
    if not path.exists():
        with contextlib.suppress(FileExistsError):  # another process made one meanwhile
            write_private(path, f"{secrets.token_hex(KEY_BYTES)}\n".encode(), replace=False)
    key = path.read_bytes().strip()
    if len(key) < 2 * KEY_BYTES or not key.isascii():
        raise BadSettingError("key.damaged", str(path))
    keep_private(path)
    return key.decode("ascii")


def database_address(named: str | None, folder: Path) -> str:
    """The address as SQLAlchemy reads it: PostgreSQL where `DATABASE_URL` names it, else a file in the folder.

    Raises:
        BadSettingError: It names another kind of database, or nothing that can be read (`database.kind`).
    """
    if not named:
        return f"sqlite:///{(folder / 'rogatory.sqlite').as_posix()}"
    kind = named.partition(":")[0]
    if kind not in KINDS:
        raise BadSettingError("database.kind", kind if kind.replace("+", "").isalnum() else "")
    for short in ("postgres://", "postgresql://"):
        if named.startswith(short):
            named = "postgresql+psycopg://" + named.removeprefix(short)
    try:
        sa.make_url(named)
    except (sa.exc.ArgumentError, ValueError):
        raise BadSettingError("database.kind", "") from None
    return named


def from_environment(environment: Mapping[str, str]) -> Config:
    """Reads the environment; makes the data folder and the secret key when they are not there yet."""
    folder = data_folder(environment)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    languages = tuple(filter(None, environment.get("ROGATORY_LANGUAGES", ",".join(SHIPPED)).split(",")))
    return Config(
        data=folder,
        database_url=database_address(environment.get("DATABASE_URL"), folder),
        secret_key=secret_key(folder),
        languages=languages or SHIPPED,
    )
