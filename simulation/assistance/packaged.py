"""Reading the law's data files, which lie in the package; each read is explicit, nothing is read on import."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter

from simulation.scenario.parts import Part

type Confidence = Annotated[str, StringConstraints(pattern=r"^[TSMP]\??(\+[TSMP]\??)?$")]
"""T read in the primary text, S in a secondary source, M general knowledge, P our own proposal; `?` weaker."""

type Said = Annotated[str, Field(min_length=1)]
"""Words for a person."""


class LawRow(Part):
    """What every row of the law data carries: where it comes from and how sure we are (law.md 0).

    Attributes:
        source: Instrument and article, or the reference, or the word assumption.
        confidence: Mark of confidence.
    """

    source: Said
    confidence: Confidence


@cache
def _tables(name: str) -> dict[str, list[object]]:
    return tomllib.loads((files("simulation.assistance") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def rows[Row: LawRow](name: str, table: str, kind: type[Row]) -> tuple[Row, ...]:
    """The rows of one table of a data file, checked.

    Args:
        name: File without its ending, e.g. `grounds`.
        table: Name of the array of tables.
        kind: What each row is.
    """
    return tuple(TypeAdapter(list[kind]).validate_python(_tables(name).get(table, [])))  # type: ignore[valid-type]
