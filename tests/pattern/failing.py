"""Facts that are known to fail, with the reason: `failing.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

FAILING = Path(__file__).with_name("failing.toml")


def failing() -> dict[tuple[str, str], str]:
    """Reason by fact and scenario."""
    with FAILING.open("rb") as file:
        read = tomllib.load(file)
    return {(key, name): str(reason) for key, row in read.items() for name, reason in row.items()}
