"""Beginning a scenario: a small one that loads, to be rewritten file by file."""

from __future__ import annotations

import re
from pathlib import Path

from simulation.kernel.errors import Problem, ScenarioError

_TEMPLATES = Path(__file__).with_name("data") / "skeleton"

_NAME = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")

FILES = ("scenario.toml", "countries.toml", "treaties.toml", "network.toml", "play.toml", "texts/en.toml")
"""Files of a scenario in the order in which an author reads them."""


def begin(directory: Path) -> tuple[str, ...]:
    """Write a small scenario of two countries into a new directory and give the names of its files.

    Args:
        directory: Where; its last part is the scenario's name.

    Raises:
        ScenarioError: The name does not fit, or something is there already; nothing was written.
        OSError: The directory cannot be written.
    """
    name = directory.name
    if not _NAME.match(name):
        raise _refusal(
            directory, f"{name!r} is no name for a scenario; use lower case, digits and hyphens, e.g. grey-harbour"
        )
    if directory.exists():
        raise _refusal(directory, f"{directory} exists already; nothing was written")
    (directory / "texts").mkdir(parents=True)
    for file in FILES:
        text = (_TEMPLATES / file).read_text(encoding="utf-8")
        (directory / file).write_text(text.replace("NAME-OF-SCENARIO", name), encoding="utf-8", newline="\n")
    return FILES


def _refusal(directory: Path, message: str) -> ScenarioError:
    return ScenarioError((Problem(str(directory), message),))
