"""The table of pairs: median days over or under the reference, row asks column."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from flask_babel import gettext as _

from simulation.review.record_reading import RecordReading
from simulation.review.timelines import net_over
from webapp.review.charts.charts import signed


@dataclass(frozen=True, slots=True)
class PairCell:
    """A cell of the table of pairs."""

    text: str
    level: int | str | None
    note: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row of the table of pairs."""

    code: str
    cells: tuple[PairCell, ...]


def pairs(reading: RecordReading) -> tuple[PairRow, ...]:
    """Median days over or under the reference by pair: row asks column."""
    codes = [country.code for country in reading.scenario.played]
    rows = []
    for asking in codes:
        cells = []
        for asked in codes:
            lines = [line for line in reading.lines if (line.requesting, line.requested) == (asking, asked)]
            overs = [
                over for line in lines if not line.is_open and (over := net_over(reading.stages[line.key])) is not None
            ]
            still = sum(line.is_open and (line.left is not None or line.inherited) for line in lines)
            cells.append(_pair_cell(overs, still, own=asking == asked))
        rows.append(PairRow(asking, tuple(cells)))
    return tuple(rows)


def _pair_cell(overs: list[float], still: int, *, own: bool) -> PairCell:
    if own:
        return PairCell("·", 0, "")
    if not overs:
        return PairCell(_("open"), "open", "") if still else PairCell("", None, "")
    middle = median(overs)
    level = next((step for step, most in ((1, 10), (2, 25), (3, 50)) if middle <= most), 4) if middle > 0 else None
    return PairCell(signed(middle), level, f"+{still}" if still else "")
