"""The command line: the first word chooses a module, which is loaded only then.

So a command without web pages does not wait for the web framework, and one without charts does not wait for the
drawing library. This is the only place that loads modules by name. Each module has `run(arguments) -> exit code`:
0 done, 1 the thing checked is bad, 2 bad use (one clear line on standard error).
"""

import gc
import importlib
import importlib.metadata
import io
import os
import sys
from collections.abc import Callable, Sequence
from gettext import gettext as _
from types import ModuleType
from typing import cast

COMMANDS = {
    "demo": "webapp.cli.commands.demo",
    "serve": "webapp.cli.commands.serve",
    "scenario": "webapp.cli.commands.scenario",
    "simulate": "webapp.cli.commands.simulate",
    "ensemble": "webapp.cli.commands.ensemble",
    "par": "webapp.cli.commands.par",
    "what-if": "webapp.cli.commands.what_if",
    "delay": "webapp.cli.commands.delay",
    "assess": "webapp.cli.commands.assess",
    "export": "webapp.cli.commands.export",
    "import": "webapp.cli.commands.import_",
    "verify": "webapp.cli.commands.verify",
    "report": "webapp.cli.commands.report",
    "reset-admin": "webapp.cli.commands.reset_admin",
    "backup": "webapp.cli.commands.backup",
    "restore": "webapp.cli.commands.restore",
    "erase": "webapp.cli.commands.erase",
    "words": "webapp.cli.commands.words",
}

BAD_USE = 2
INTERRUPTED = 130
NOT_READ = 141
"""Whoever reads the output has closed it, as `head` does once it has enough."""


def summaries() -> dict[str, str]:
    """What each command does, in one line."""
    return {
        "demo": _("a joint exercise in its first move, ready to be joined, and a finished exercise"),
        "serve": _("the server for a workshop"),
        "scenario": _("list, check, dry-run or begin a scenario"),
        "simulate": _("one run of a scenario with automatic players"),
        "ensemble": _("runs of a scenario with many seeds"),
        "par": _("the results of a scenario under each policy, as a file"),
        "what-if": _("the price of decisions in an exercise"),
        "delay": _("what delay cost in an exercise, by holder"),
        "assess": _("the assessment of one request"),
        "export": _("write an exercise to a file"),
        "import": _("make a new exercise from a file"),
        "verify": _("replay a file and compare"),
        "report": _("a document of the review"),
        "reset-admin": _("a new first-start link for the trainer"),
        "backup": _("write the whole database to one file"),
        "restore": _("restore the whole database from one file"),
        "erase": _("remove an exercise with the names and texts of its people"),
        "words": _("export words for translators to a file, or import a translation"),
    }


def usage() -> str:
    """The help text."""
    lines = summaries()
    width = max(len(name) for name in COMMANDS)
    return "\n".join(
        [
            _("usage: rogatory COMMAND [ARGUMENTS]"),
            "",
            *(f"  {name:<{width}}  {lines[name]}" for name in COMMANDS),
            "",
            _("rogatory COMMAND --help tells more about one command; rogatory --version names the version."),
        ]
    )


def refuse(text: str) -> int:
    """Says in one line what was wrong with the call."""
    print(f"rogatory: {text}", file=sys.stderr)
    return BAD_USE


def loaded_for_good(name: str) -> ModuleType:
    """Loads a module for as long as the process lasts, and tells the collector of garbage so.

    It would search through all that was imported again and again, and find nothing.
    """
    gc.disable()
    module = importlib.import_module(name)
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()
    return module


def run(arguments: Sequence[str], load: Callable[[str], ModuleType] = importlib.import_module) -> int:
    """Carries out one command line and gives its exit code.

    Args:
        arguments: The command and what stands behind it.
        load: Gives the module of a command.
    """
    if not arguments:
        print(usage(), file=sys.stderr)
        return BAD_USE
    name, *rest = arguments
    if name in {"--help", "-h", "help"}:
        print(usage())
        return 0
    if name == "--version":
        print(f"rogatory {importlib.metadata.version('rogatory')}")
        return 0
    if name not in COMMANDS:
        return refuse(_("there is no command {name!r}; rogatory --help lists them").format(name=name))
    carry_out = cast("Callable[[list[str]], int]", load(COMMANDS[name]).run)
    try:
        return carry_out(rest)
    except KeyboardInterrupt:
        return INTERRUPTED


def main() -> int:
    """The entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        code = run(sys.argv[1:], loaded_for_good)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_READ
    return code
