"""Bring a database up to date at the start: first make a copy, and ask the person who would lose something."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing, nullcontext
from gettext import gettext as _
from pathlib import Path

import sqlalchemy as sa

from simulation.exercise.core.settings import RULES_VERSION
from webapp.process.private_files import begin_private
from webapp.store.database import Database, bring_up_to_date, held_alone, known_revisions, revision_of
from webapp.store.tables import SettingRecord


class NotUpgradedError(Exception):
    """Nothing was changed; the text is the one line for the person who started the program."""


COPIES_KEPT = 3
RULES = "rules_version"
IN_PLAY = ("lobby", "warm_up", "office_hours", "jump", "running")


def prepare(database: Database, *, held: bool, yes: bool = False, to_play: bool = False) -> None:
    """Makes the tables, or upgrades those of an older version under the lock of one process.

    Args:
        database: Open, but not examined yet.
        held: This process holds the lock already.
        yes: Do not ask.
        to_play: Exercises will be played: those in play under other rules become archives.

    Raises:
        NotUpgradedError: Nobody agreed, or no copy could be made; nothing was changed.
        DatabaseProblemError: The tables are newer, or another process uses the database.
    """
    found = revision_of(database)
    if to_play and found:
        _agree_to_archives(database, yes=yes)
    newest, *older = known_revisions()
    with held_alone(database) if not held and found != newest else nullcontext():
        if found in older:
            _keep_first(database, found, yes=yes)
        bring_up_to_date(database)
    if to_play:
        with database.writing() as session:
            session.merge(SettingRecord(key=RULES, value=str(RULES_VERSION)))


def _keep_first(database: Database, revision: str, *, yes: bool) -> None:
    name = database.engine.url.database or ""
    if database.engine.dialect.name != "sqlite":
        text = _(
            "The tables of {name} are of an older version and will be upgraded. Is there a copy made with pg_dump?"
        )
        refusal = _(
            "the tables of {name} are of an older version; make a copy with pg_dump, then start rogatory serve --yes. "
            "Nothing was changed."
        )
        _agree(text.format(name=name), refusal.format(name=name), yes=yes)
        return
    source = Path(name)
    kept = free_name(source, f"before-upgrade-{revision}")
    try:
        copied(source, kept)
    except (OSError, sqlite3.Error) as problem:
        kept.unlink(missing_ok=True)
        text = _("no copy of {name} could be made before the upgrade ({why}). Nothing was changed.")
        raise NotUpgradedError(text.format(name=name, why=problem)) from problem
    older = sorted(source.parent.glob(f"{source.stem}-before-upgrade-*.sqlite"), key=lambda each: each.stat().st_mtime)
    for each in older[:-COPIES_KEPT]:
        each.unlink(missing_ok=True)
    print(
        _("rogatory: the database is upgraded; a copy from before the upgrade is in {kept}").format(kept=kept),
        file=sys.stderr,
    )


def _agree_to_archives(database: Database, *, yes: bool) -> None:
    with database.reading() as session:
        known = session.get(SettingRecord, RULES)
        if known is not None and known.value == str(RULES_VERSION):
            return
        found = session.execute(
            sa.text(
                "SELECT title, rules_version FROM exercises WHERE rules_version <> :rules AND phase IN :phases"
            ).bindparams(sa.bindparam("rules", RULES_VERSION), sa.bindparam("phases", IN_PLAY, expanding=True))
        ).all()
    if not found:
        return
    titles = ", ".join(sorted(row[0] for row in found))
    older = ", ".join(sorted({str(row[1]) for row in found}))
    text = _(
        "These exercises are in play under rules {older}: {titles}. This version has rules {rules}. "
        "Under it they become archives, which can be reviewed but not continued. To play them to their "
        "end, stop here and start the earlier version."
    ).format(older=older, titles=titles, rules=RULES_VERSION)
    refusal = _(
        "these exercises are in play under rules {older}: {titles}; with the rules {rules} of this "
        "version they can be reviewed but not continued. Play them to their end with the earlier "
        "version, or start with --yes. Nothing was changed."
    ).format(older=older, titles=titles, rules=RULES_VERSION)
    _agree(text, refusal, yes=yes)


def _agree(text: str, refusal: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise NotUpgradedError(refusal)
    print(text, _("Type yes to continue: "), end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() != _("yes"):
        raise NotUpgradedError(_("stopped, as you wished. Nothing was changed."))


# --- copies beside the database ---------------------------------------------------------------------------------------


def copied(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, with everything that was committed; others may write meanwhile."""
    target.unlink(missing_ok=True)
    begin_private(target)
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as reader,
        closing(sqlite3.connect(target)) as writer,
    ):
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode = DELETE")


def free_name(target: Path, why: str) -> Path:
    """A free name for a file beside the database."""
    number = 1
    while (found := target.with_name(f"{target.stem}-{why}-{number}.sqlite")).exists():
        number += 1
    return found


def copies_with(database: Database, exercise: str) -> tuple[Path, ...]:
    """The copies beside the database, made before an upgrade or a restore, that contain an exercise."""
    if database.engine.dialect.name != "sqlite":
        return ()
    source = Path(database.engine.url.database or "")
    return tuple(
        each for each in sorted(source.parent.glob(f"{source.stem}-before-*.sqlite")) if _holds(each, exercise)
    )


def _holds(copy: Path, exercise: str) -> bool:
    try:
        with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            return opened.execute("SELECT 1 FROM exercises WHERE id = ?", (exercise,)).fetchone() is not None
    except sqlite3.Error:
        return True  # who knows what it holds
