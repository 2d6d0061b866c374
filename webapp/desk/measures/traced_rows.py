"""Accounts that a team has traced and whose money nobody holds yet, each with the form that holds it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.restraint.table import FREEZING, RestraintStatus
from simulation.kernel.entities import Entity
from simulation.scenario.schema.play import MeasureKind, Route, Sought
from webapp.desk.current_view import known_offices
from webapp.desk.measures.rows import offices_for
from webapp.desk.readable import Reader

_NOT_HELD = frozenset({RestraintStatus.TRACED, RestraintStatus.REQUESTED})
"""Statuses in which an account is followed and nobody holds its money."""

_HOLDS = frozenset({Sought.FREEZE, Sought.POSTPONEMENT})


@dataclass(frozen=True, slots=True)
class TracedRow:
    """An account whose money is not held; `way_url` is where it is held, "" once play is over."""

    key: str
    account: str
    url: str
    country: str
    procedure: str
    procedure_url: str
    way_url: str
    way: str


def traced_rows(reader: Reader) -> tuple[TracedRow, ...]:
    """The accounts of own procedures whose money nobody holds, the latest first."""
    blocked = {each.account for each in reader.view.assets if each.state in {"frozen", "postponed"}}
    return tuple(
        _row(procedure, account, reader)
        for procedure in sorted(reader.view.procedures, key=lambda each: (-each.since, each.label))
        if procedure.kind == FREEZING and not procedure.incoming and procedure.status in _NOT_HELD
        for account in procedure.subjects
        if account.key not in blocked
    )


def _row(procedure: ProcedureView, account: Entity, reader: Reader) -> TracedRow:
    number = reader.entities.number_of(account.key) or 0
    url, label = _way_to_hold(procedure, account, number, reader)
    return TracedRow(
        key=f"traced-{procedure.label}",
        account=account.label,
        url=url_for("desk.entity_page", number=number) if number else "",
        country=procedure.requested,
        procedure=procedure.label,
        procedure_url=url_for("desk.procedure_page", number=procedure.label),
        way_url=url,
        way=label,
    )


def _way_to_hold(procedure: ProcedureView, account: Entity, number: int, reader: Reader) -> tuple[str, str]:
    """The form that holds the money, if the seat may send it, else what can be done; a request that is under way."""
    if reader.view.clock.is_over or not number:
        return "", ""
    asked = _asked(account, reader)
    if asked is not None:
        label = _("Open request %(number)s, which asks for a hold", number=asked.label)
        return url_for("desk.request_page", number=asked.label), label
    if procedure.requested != reader.view.country:
        if any(office in reader.offices for office in known_offices().asking_on(Route.MLA)):
            where = url_for("desk.new_request", sought="freeze", target=number, requested=procedure.requested)
            return where, _("Write the freezing request")
    elif any(office in reader.offices for office in offices_for(MeasureKind.FREEZE)):
        return url_for("desk.measures", kind="freeze", target=number, _anchor="order"), _("Order a freeze")
    return url_for("desk.acts", number=number), _("What can be done")


def _asked(account: Entity, reader: Reader) -> RequestView | None:
    return next(
        (
            each
            for each in reader.view.requests
            if each.sought in _HOLDS
            and not each.incoming
            and each.is_open
            and any(target.key == account.key for target in each.targets)
        ),
        None,
    )
