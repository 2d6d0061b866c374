"""When a verdict is final: the rows of `data/appeals.toml`."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.kernel.agenda import DAY
from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel


class AppealRow(FrozenModel):
    """A row of the table; the meaning of each column stands at the top of `data/appeals.toml`."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    days: Annotated[int, Field(ge=0, le=365)]
    text: Annotated[str, Field(min_length=10)]
    source: Annotated[str, Field(min_length=10)]
    confidence: Annotated[str, Field(pattern="^[TSMP]$")]


@cache
def appeal_rows() -> dict[str, AppealRow]:
    """The table by id, in its order."""
    return {row.id: row for row in table_rows("simulation.casework", "appeals", "rows", AppealRow)}


def term_seconds() -> int:
    """Time that the convict has to appeal."""
    return appeal_rows()["term"].days * DAY
