"""The card of the review about leaks: which request became known, how, and what was done on it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.agenda import DAY
from simulation.review.leaks import Consequence, Leak, leaks
from simulation.review.record_reading import RecordReading
from webapp.visit.languages import country_name


@dataclass(frozen=True, slots=True)
class LeakRow:
    """A leak: its day, the request, how it came about, and what followed in order."""

    day: int
    request: str
    how: str
    care: str
    followed: tuple[str, ...]


def leak_rows(reading: RecordReading) -> tuple[LeakRow, ...]:
    """Every leak of what was played."""
    return tuple(_row(leak, reading) for leak in leaks(reading.record.events, reading.span.end))


def _row(leak: Leak, reading: RecordReading) -> LeakRow:
    line = reading.line(leak.request)
    where = country_name(reading.scenario, leak.country)
    return LeakRow(
        day=leak.at // DAY + 1,
        request=line.label if line is not None else _("a measure at home"),
        how=_("an official in %(country)s, paid by the network, passed the information on", country=where)
        if leak.by_official
        else _("a desk in %(country)s was careless with the information", country=where),
        care=_("confidentiality was asked for") if leak.asked_for_care else _("confidentiality was not asked for"),
        followed=tuple(_said(step, leak, reading) for step in leak.followed)
        or (_("no effect that can be linked to the leak"),),
    )


def _said(step: Consequence, leak: Leak, reading: RecordReading) -> str:
    days = round((step.at - leak.at) / DAY)
    after = ngettext("%(num)s day later", "%(num)s days later", days)
    places = {
        "origin": country_name(reading.scenario, step.origin) if step.origin else "",
        "to": country_name(reading.scenario, step.destination) if step.destination else "",
    }
    if step.code == "AssetsMoved":
        return _("%(after)s: money was moved to %(to)s", after=after, to=places["to"])
    return _("%(after)s: somebody fled from %(origin)s to %(to)s", after=after, **places)
