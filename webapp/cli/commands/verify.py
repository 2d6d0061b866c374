"""`rogatory verify`: plays the journal of a file again and compares every event."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from simulation.exercise.core.settings import RULES_VERSION
from simulation.players.policies import players
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.server import refuse
from webapp.cli.stored_exercise import BAD, bad, existing
from webapp.store.comparison import Comparison, compare
from webapp.store.exchange_file import ExerciseFileError, read

OTHER_RULES = 3


def parser() -> Parser:
    """The arguments."""
    made = Parser(
        prog="rogatory verify",
        description=_(
            "Plays the journal of a file again and compares every event. Exit code: 0 if all are the "
            "same, 1 if one differs or the file is broken, 3 if it was played under other rules."
        ),
    )
    made.add_argument("file", metavar="FILE", help=_("file that rogatory export wrote"))
    made.add_argument("--json", action="store_true", help=_("print as JSON what was found"))
    return made


def run(arguments: Sequence[str]) -> int:
    """Play the file again and print the result."""
    try:
        options = parser().parse_args(arguments)
        path = existing(options.file)
    except BadUseError as problem:
        return refuse(problem)
    try:
        found = compare(read(path), players())
    except ExerciseFileError as problem:
        return bad(_("{file} cannot be verified: {why}.").format(file=path, why=problem))
    if options.json:
        body = {"file": str(path), "same": found.is_same if found.is_playable else None, **found.model_dump()}
        print(json.dumps(body, ensure_ascii=False, indent=2))
    else:
        print(_in_words(path, found), file=sys.stdout if found.is_same else sys.stderr)
    if not found.is_playable:
        return OTHER_RULES
    return 0 if found.is_same else BAD


def _in_words(path: Path, found: Comparison) -> str:
    if not found.is_playable:
        text = _("{file} was played under rules {theirs}; this program has rules {ours}: it cannot be compared.")
        return text.format(file=path, theirs=found.rules_version, ours=RULES_VERSION)
    if found.is_same:
        text = _("{file}: {commands} commands give the same {events} events.")
        return text.format(file=path, commands=found.commands, events=found.events)
    text = _("{file}: event {place} differs\n  file:   {stored}\n  replay: {replayed}")
    none = _("(no more events)")
    return text.format(file=path, place=found.differs_at, stored=found.stored or none, replayed=found.found or none)
