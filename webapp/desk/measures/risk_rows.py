"""People at risk, as rows: who is protected, whom the team can protect, and which country has to be told of whom."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from simulation.exercise.measures.views import not_found
from simulation.exercise.outcome.exposure import days_between
from webapp.desk.addresses import about_url, tell_risk_url
from webapp.desk.readable import Reader
from webapp.visit.visitor import current_visit


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A person at risk."""

    number: int
    name: str
    url: str
    since: str
    days: int
    protected: str
    under_way: bool
    missed: str
    """When protection was to begin and the person was not found, "" where that is not how it stands."""

    find_url: str
    can_protect: bool
    abroad: str
    """The country where the file places the person, "" for the own one."""

    told: str
    """When the team told that country, "" if it never did."""

    tell_url: str


def risk_rows(reader: Reader) -> tuple[RiskRow, ...]:
    """People at risk: those without protection first, whoever waits longest before the others."""
    rows = []
    running = {
        measure.target for measure in reader.view.measures if measure.kind == "protection" and measure.is_running
    }
    missed = not_found(reader.view.measures)
    away = {each.person: each for each in reader.view.risk_abroad}
    member = current_visit().member
    may_act = not reader.view.clock.is_over and not (member is not None and member.reads_along)
    for person, since, until in reader.view.at_risk:
        abroad = away.get(person)
        number = reader.entities.number_of(person)
        if number is None:
            continue
        end = until if until is not None else reader.now
        rows.append(
            (
                until is not None,
                since,
                RiskRow(
                    number=number,
                    name=reader.entity(person),
                    url=url_for("desk.entity_page", number=number),
                    since=reader.calendar.short(since),
                    days=days_between(since, end),
                    protected=reader.calendar.short(until) if until is not None else "",
                    under_way=person in running,
                    missed=reader.calendar.short(missed[person].since) if person in missed and abroad is None else "",
                    find_url=about_url("acts", person, reader),
                    can_protect=may_act and abroad is None and person not in missed,
                    abroad=reader.country(abroad.country) if abroad is not None else "",
                    told=reader.calendar.short(abroad.told) if abroad is not None and abroad.told is not None else "",
                    tell_url=tell_risk_url((person,), reader) if abroad is not None else "",
                ),
            )
        )
    rows.sort(key=lambda row: row[:2])
    return tuple(row[2] for row in rows)
