"""The time limit that runs from an arrest abroad, with its first and its last day: by the law between the two."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import ARRESTS, EXTRADITION
from simulation.exercise.procedures.extradition.table import ExtraditionAction as Act
from simulation.kernel.agenda import DAY
from simulation.law.book.extradition_days import periods_of
from webapp.desk.readable import Reader
from webapp.text.formatting import days_text

_OVER: Mapping[str, frozenset[str]] = {
    "papers": frozenset({Act.ARRIVE, Act.CONSENTED, Act.RELEASE, Act.RELEASE_EARLY}),
    "decide": frozenset(
        {Act.GRANT, Act.GRANT_LATER, Act.GRANT_FOR_A_TIME, Act.REFUSE, Act.REFUSE_NATIONAL, Act.NOT_FOUND}
    ),
}
"""After which acts a time limit runs no more, by what it is for."""


def arrest_text(procedure: ProcedureView | None, reading: Reader) -> str:
    """On which day somebody was arrested, and the first and last day of what runs from it; "" once nothing runs."""
    if procedure is None or procedure.kind != EXTRADITION or not procedure.is_open:
        return ""
    made = next((line for line in reversed(procedure.history) if line.action in ARRESTS), None)
    if made is None:
        return ""
    since = {line.action for line in procedure.history if line.at >= made.at}
    periods = periods_of(reading.scenario.pair(procedure.requesting, procedure.requested))
    what = "papers" if periods.asks_for_papers else "decide"
    row = dict(periods.rows).get(what)
    if row is None or not row.days or since & _OVER[what]:
        return ""
    days, first = days_text(row.days), reading.calendar.short(made.at)
    last = reading.calendar.short(made.at + row.days * DAY)
    if what == "papers":
        return _(
            "Arrested on %(first)s. From that day the time limit of %(days)s for the documents runs; its last day is "
            "%(last)s. If they have not arrived by then, the person is released.",
            first=first, days=days, last=last,
        )  # fmt: skip
    return _(
        "Arrested on %(first)s. From that day the time limit of %(days)s for the decision runs; its last day is "
        "%(last)s.",
        first=first, days=days, last=last,
    )  # fmt: skip
