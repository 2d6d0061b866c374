"""The levers of a country as they stand: open, decided, or at work."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.agenda import DAY
from webapp.pages.page import control_view
from webapp.text.law_texts import LeverText, lever_texts


@dataclass(frozen=True, slots=True)
class LeverRow:
    """A lever on the country's page; `works_day` is None until it is decided."""

    lever: LeverText
    works_day: int | None
    is_working: bool


def lever_rows(code: str) -> tuple[LeverRow, ...]:
    """All levers, as they stand in a country."""
    view = control_view()
    pulled = {lever: works for country, lever, works in view.levers if country == code}
    rows = []
    for lever in lever_texts():
        works = pulled.get(lever.id)
        day = None if works is None else works // DAY + 1
        rows.append(LeverRow(lever, day, works is not None and works <= view.clock.now))
    return tuple(rows)
