"""Measures at home, blocked money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.casework.file.measures import Conduct, ordering_offices
from simulation.exercise.measures.commands import OrderMeasure, StopMeasure
from simulation.kernel.entities import Entity
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind
from webapp.desk.blueprint import blueprint
from webapp.desk.colleagues import OthersCan, others_can
from webapp.desk.current_view import acting, attempt, entity_chosen, may_send, origins, papers_chosen, reader, rests_on
from webapp.desk.documents.because import Because, because_of, paper_options
from webapp.desk.measures.form import OrderForm, fits, order_form
from webapp.desk.measures.ordering import conduct_options
from webapp.desk.measures.risk_rows import RiskRow, risk_rows
from webapp.desk.measures.rows import (
    AssetRow,
    GroundLine,
    MeasureRow,
    asset_rows,
    ground_lines,
    hours_rows,
    measure_rows,
    offices_for,
)
from webapp.desk.measures.traced_rows import TracedRow, traced_rows
from webapp.desk.readable import Reader, entity_kind, is_target
from webapp.pages.forms import Option, choice_field, command_id, seen_field, text_field
from webapp.pages.page import TeamPage, new_command_id, panel_response, panel_version, team_page
from webapp.store.registered import registry
from webapp.text.say import say_code
from webapp.visit.handles import held
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


@dataclass(frozen=True, slots=True)
class MeasureList:
    """The measures and who is at risk."""

    rows: tuple[MeasureRow, ...]
    hours: tuple[tuple[str, int], ...]
    risk: tuple[RiskRow, ...]
    free: int
    teams: int
    free_officers: int
    officers: int
    waiting: int
    can_send: bool
    src: str
    version: str


def _list_values(reading: Reader) -> MeasureList:
    staff = reading.scenario.country(reading.view.country).staff
    return MeasureList(
        rows=measure_rows(reading.view.measures, reading),
        hours=hours_rows(reading.view.measures, reading),
        risk=risk_rows(reading),
        free=reading.view.free_teams,
        teams=staff.surveillance_teams,
        free_officers=reading.view.free_officers,
        officers=reading.view.officers,
        waiting=sum(each.result == "queued" for each in reading.view.measures),
        can_send=may_send(*offices_for("")),
        src=url_for("desk.measures_part"),
        version=panel_version("measures"),
    )


@blueprint.get("/measures", endpoint="measures")
def measures() -> ResponseReturnValue:
    return _measures_page(reader())


@blueprint.get("/measures/part", endpoint="measures_part")
def measures_part() -> ResponseReturnValue:
    return panel_response("measures", "desk/parts/measures.html", lambda: {"list": _list_values(reader())})


@dataclass(frozen=True, slots=True)
class MeasuresPage(TeamPage):
    """Measures at home, and the form that orders one."""

    template: ClassVar[str] = "desk/measures.html"
    key: ClassVar[str] = "measures"

    list: MeasureList
    kind: str
    wanted: str
    form: OrderForm | None
    targets: tuple[Option, ...]
    target: str
    papers: tuple[Option, ...]
    text: str
    conducts: tuple[Option, ...]
    conduct: str
    command: str
    because: Because
    origins: tuple[str, ...]
    refusal: Refusal | None
    can_send: bool


def _measures_page(reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    source = request.form if request.method == "POST" else request.args
    kind, target = source.get("kind", ""), source.get("target", "")
    kind = kind if kind in registry().measure_by_code else ""
    entity = reading.entities.called(target)
    entity = entity if entity is not None and is_target(entity) else None
    form = order_form(reading, entity, kind) if entity is not None else None
    naming = form.naming if form is not None else frozenset[str]()
    chosen = frozenset(request.form.getlist("documents")) if request.method == "POST" else naming & set(origins())
    papers, holders = paper_options(reading, chosen), reading.documents.holders()
    return team_page(
        MeasuresPage(
            list=_list_values(reading),
            kind=kind,
            wanted=say_code(f"measure_kind.{kind}") if kind else "",
            form=form,
            targets=tuple(
                Option(str(number), _named(name, each, holders, reading), "", str(number) == target)
                for number, name, each in reading.entities.by_name()
                if is_target(each) and (entity is not None or fits(each, kind))
            ),
            target=target,
            papers=tuple(option for option in papers if option.value in naming or option.selected),
            text=source.get("text", "") if request.method == "POST" else "",
            conducts=conduct_options(),
            conduct=source.get("conduct", Conduct.PASSIVE.value),
            command=new_command_id("measure"),
            because=because_of(reading, has_papers=True),
            origins=origins(),
            refusal=refusal,
            can_send=may_send(*offices_for("")),
        ),
        status,
    )


def _named(name: str, entity: Entity, holders: Mapping[str, str], reading: Reader) -> str:
    holder = holders.get(entity.key, "")
    kind = entity_kind(entity.kind)
    return f"{name} ({kind}, {reading.entity(holder)})" if holder else f"{name} ({kind})"


@blueprint.post("/measures", endpoint="order_measure")
def order_measure() -> ResponseReturnValue:
    reading = reader()
    kind = request.form.get("kind", "")
    if kind not in registry().measure_by_code:
        text = _("Choose a measure. Nothing was ordered; what you chose is kept.")
        return _measures_page(reading, 422, Refusal("form", text, 422))
    papers = papers_chosen(reading)

    def command() -> OrderMeasure:
        target = entity_chosen(reading, "target")
        return OrderMeasure(
            id=command_id(),
            by=acting(*offices_for(kind)),
            member=current_member().id,
            rests_on=tuple(dict.fromkeys((*rests_on(reading), *papers))),
            kind=MeasureKind(kind),
            target=target,
            documents=papers,
            text=text_field("text", limit=2000),
            conduct=choice_field("conduct", Conduct) if "conduct" in request.form else Conduct.PASSIVE,
        )

    refused = attempt(command)
    if refused is not None:
        return _measures_page(reader(), refused.status, refused)
    return redirect(url_for("desk.measures"), 303)


@blueprint.post("/measures/stop", endpoint="stop_measure")
def stop_measure() -> ResponseReturnValue:
    """Withdraws an order before its work has begun, or ends one that runs."""
    reading = reader()
    measure = held("measure", reading.view.measures, request.form.get("measure", ""))
    if measure is None:
        return _measures_page(reading, 404, Refusal("form", _("There is no such measure."), 404))
    refused = attempt(
        lambda: StopMeasure(
            id=command_id(),
            by=acting(*offices_for(measure.kind)),
            member=current_member().id,
            seen=seen_field(),
            measure=measure.key,
        )
    )
    if refused is not None:
        return _measures_page(reader(), refused.status, refused)
    return redirect(url_for("desk.measures"), 303)


@dataclass(frozen=True, slots=True)
class AssetList:
    """What is under restraint, and on which grounds; `hold` is how the visitor's seats stop money at home, if any."""

    hold: Option | None
    rows: tuple[AssetRow, ...]
    traced: tuple[TracedRow, ...]
    grounds: tuple[GroundLine, ...]
    held: str
    taken: str
    currency: str
    src: str
    version: str


def _assets_values(reading: Reader) -> AssetList:
    rows = asset_rows(reading.view.assets, reading)
    held = sum(asset.amount_minor for asset in reading.view.assets if asset.state in {"frozen", "postponed"})
    taken = sum(asset.amount_minor for asset in reading.view.assets if asset.state == "confiscated")
    return AssetList(
        hold=_hold(reading),
        rows=rows,
        traced=traced_rows(reading),
        grounds=ground_lines(reading.view.assets),
        held=reading.amount(held),
        taken=reading.amount(taken),
        currency=reading.scenario.currency.code,
        src=url_for("desk.assets_part"),
        version=panel_version("assets"),
    )


def _holds(reading: Reader) -> Iterator[tuple[MeasureKind, tuple[Office, ...]]]:
    """The measures that stop money at home, with the offices that may order them; none once play is over."""
    country = reading.scenario.country(reading.view.country)
    for kind in () if reading.view.clock.is_over else (MeasureKind.FREEZE, MeasureKind.POSTPONEMENT):
        yield kind, ordering_offices(registry().measure_by_code[kind].rule, country)


def _hold(reading: Reader) -> Option | None:
    """The first of them which the visitor's seats may order."""
    own = (kind for kind, offices in _holds(reading) if any(office in reading.offices for office in offices))
    return next((Option(kind.value, say_code(f"hold_at_home.{kind}")) for kind in own), None)


def _holds_of_others(reading: Reader) -> Iterator[tuple[str, tuple[Office, ...]]]:
    """Those which only other offices of the team may order, in words."""
    for kind, offices in _holds(reading):
        if not any(office in reading.offices for office in offices):
            yield say_code(f"hold_at_home.{kind}"), offices


@dataclass(frozen=True, slots=True)
class AssetsPage(TeamPage):
    """Money and goods under restraint."""

    template: ClassVar[str] = "desk/assets.html"
    key: ClassVar[str] = "assets"

    list: AssetList
    can: OthersCan
    seats_url: str


@blueprint.get("/assets", endpoint="assets")
def assets() -> ResponseReturnValue:
    reading = reader()
    return team_page(
        AssetsPage(
            list=_assets_values(reading),
            can=others_can(_holds_of_others(reading), reading),
            seats_url=url_for("lobby.seats", exercise=current_member().exercise),
        )
    )


@blueprint.get("/assets/part", endpoint="assets_part")
def assets_part() -> ResponseReturnValue:
    return panel_response("assets", "desk/parts/assets.html", lambda: {"list": _assets_values(reader())})
