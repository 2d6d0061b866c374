"""Measures at home, blocked money and people at risk, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.casework.file.measures import MeasureRule, hours_spent
from simulation.casework.file.restrained_assets import AssetState
from simulation.exercise.measures.protection import OFFERED
from simulation.exercise.measures.views import MeasureView
from simulation.exercise.procedures.restraint.table import FREEZING
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.terms import Office
from simulation.law.periods.restraint import RestraintGround, restraint_row
from simulation.scenario.schema.play import MeasureKind
from webapp.desk.amounts import began_with
from webapp.desk.colleagues import hand_over_url
from webapp.desk.current_view import may_send
from webapp.desk.deadlines import Deadline, date_beside, deadline
from webapp.desk.documents.because import BecauseLine, because_line
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.readable import Reader, next_move_day
from webapp.desk.story_rows import StoryLine, causes_of
from webapp.pages.page import new_command_id
from webapp.store.registered import registry
from webapp.text.formatting import day_number
from webapp.text.law_texts import law_text, source_text, sure_text
from webapp.text.say import plain, say_code, wording_of
from webapp.visit.handles import handle_of


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure that was ordered."""

    key: str
    title: str
    target: str
    target_url: str
    office: str
    ordered: str
    state: str
    running: bool
    brings: bool
    court: bool
    because: BecauseLine
    documents: tuple[PaperMark, ...]
    handle: str
    version: int
    stop_id: str
    may_stop: bool
    reasons: str
    causes: tuple[StoryLine, ...]
    hand_over_url: str


@dataclass(frozen=True, slots=True)
class AssetRow:
    """Blocked money."""

    key: str
    account: str
    url: str
    number: int
    country: str
    amount: str
    gone: str
    began_with: str
    state: str
    state_code: str
    since: str
    prolonged: str
    is_empty: bool
    until: Deadline
    until_text: str
    blocked: bool
    ground: str
    source: str
    source_url: str
    procedure: str
    procedure_url: str
    causes: tuple[StoryLine, ...]
    keeps: str
    keeps_url: str
    keeps_button: str


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A row of law on which money stays blocked."""

    name: str
    text: str
    lacks: str
    source: str
    confidence: str


def measure_rows(measures: Sequence[MeasureView], reader: Reader) -> tuple[MeasureRow, ...]:
    """Running ones first, then the latest."""
    rows = []
    for measure in measures:
        at = reader.entities.number_of(measure.target)
        rule = _rule_of(measure.kind)
        court = measure.is_running and measure.result == "authorising"
        if court:
            state = _("before the judge")
        elif measure.is_running and measure.result == "queued":
            waits = (
                _("waiting for a surveillance team since %(date)s")
                if rule.teams
                else _("waiting for officers since %(date)s")
            )
            state = waits % {"date": reader.calendar.short(measure.since)}
        elif measure.is_running:
            date = reader.calendar.short(measure.since)
            own = f"measure_state.{measure.kind}"
            state = say_code(own, date=date) if wording_of(own) else _("running since %(date)s", date=date)
        else:
            state = _ended(measure, reader)
        rows.append(
            (
                not measure.is_running,
                -measure.ordered,
                MeasureRow(
                    key=f"measure-{handle_of('measure', measure.key)}",
                    title=say_code(f"measure_kind.{measure.kind}"),
                    target=reader.entity(measure.target),
                    target_url=url_for("desk.entity_page", number=at) if at is not None else "",
                    office=_("%(office)s (played automatically)", office=reader.office(measure.office))
                    if measure.is_automatic
                    else reader.office(measure.office),
                    ordered=reader.calendar.short(measure.ordered),
                    state=state,
                    running=measure.is_running,
                    brings=bool(rule.produces),
                    court=court,
                    documents=paper_marks(measure.documents, reader),
                    because=because_line(measure.because, reader),
                    handle=handle_of("measure", measure.key),
                    version=measure.version,
                    stop_id=new_command_id(f"stop/{measure.key}") if measure.may_be_stopped else "",
                    may_stop=measure.may_be_stopped and may_send(*offices_for(measure.kind)),
                    reasons=measure.reasons,
                    causes=causes_of(measure.key, reader),
                    hand_over_url=hand_over_url(f"measure:{handle_of('measure', measure.key)}", reader),
                ),
            )
        )
    rows.sort(key=lambda row: row[:2])
    return tuple(row[2] for row in rows)


def _ended(measure: MeasureView, reader: Reader) -> str:
    """What a measure came to, and when; of an offer to somebody who is safe by now, since when he or she is."""
    date = reader.calendar.short(measure.since)
    safe = next((until for person, _since, until in reader.view.at_risk if person == measure.target), None)
    if measure.result == OFFERED and safe is not None:
        return _("offered on %(date)s; protected since %(since)s", date=date, since=reader.calendar.short(safe))
    result = wording_of(f"measure_result.{measure.result}") or plain(measure.result)
    return _("%(result)s, %(date)s", result=result, date=date)


def hours_rows(measures: Sequence[MeasureView], reader: Reader) -> tuple[tuple[str, int], ...]:
    """Hours that each office has spent on its measures, those that have spent none left out."""
    spent = hours_spent((each.office, _rule_of(each.kind)) for each in measures if each.begun is not None)
    return tuple((reader.office(office), hours) for office, hours in spent.items() if hours)


def offices_for(kind: str) -> tuple[Office, ...]:
    """The offices that may order a kind of measure ("" for any kind)."""
    fitting = (each.rule for each in registry().measures if kind in {"", each.kind.value})
    return tuple(dict.fromkeys(office for rule in fitting for office in rule.offices))


def _rule_of(kind: str) -> MeasureRule:
    return registry().measure_by_code[MeasureKind(kind)].rule


def asset_rows(assets: Sequence[AssetView], reader: Reader) -> tuple[AssetRow, ...]:
    """Blocked money: what lapses first stands first; each account with its latest own procedure."""
    rows = []
    procedures = {
        entity.key: each
        for each in reader.view.procedures
        if each.kind == FREEZING and each.requesting == reader.view.country
        for entity in each.subjects
    }
    for asset in assets:
        number = reader.entities.number_of(asset.account) or 0
        blocked = asset.state in {"frozen", "postponed"}
        until = day_number(asset.until) if asset.until is not None else None
        request = reader.view.request(asset.source)
        procedure = procedures.get(asset.account)
        way, button = _way_to_keep(asset, number, reader)
        rows.append(
            (
                not blocked,
                asset.until if asset.until is not None else 10**12,
                AssetRow(
                    key=f"asset-{handle_of('asset', asset.account)}",
                    account=reader.entity(asset.account),
                    url=url_for("desk.entity_page", number=number) if number else "",
                    number=number,
                    country=asset.country,
                    amount=reader.amount(asset.amount_minor)
                    if (blocked and asset.amount_minor) or asset.state == "confiscated"
                    else "",
                    gone=reader.amount(asset.amount_minor)
                    if asset.state in {"lapsed", "lifted"} and asset.amount_minor
                    else "",
                    began_with=began_with(procedure, asset.amount_minor, reader) if blocked else "",
                    state=say_code(f"asset_state.{asset.state}"),
                    state_code=asset.state,
                    since=reader.calendar.short(asset.began if blocked else asset.since),
                    prolonged=reader.calendar.short(asset.since) if blocked and asset.since != asset.began else "",
                    is_empty=blocked and not asset.amount_minor,
                    until=deadline(until, reader.view.clock, reader.calendar) if blocked else Deadline("", "plain"),
                    until_text=(
                        date_beside(until, reader.view.clock, reader.calendar) if until is not None and blocked else ""
                    ),
                    blocked=blocked,
                    ground=law_text(restraint_row(asset.ground).name) if asset.ground else "",
                    source=request.label if request is not None else _("your own measure"),
                    source_url=url_for("desk.request_page", number=request.label) if request is not None else "",
                    procedure=procedure.label if procedure is not None else "",
                    procedure_url=url_for("desk.procedure_page", number=procedure.label)
                    if procedure is not None
                    else "",
                    causes=causes_of(asset.account, reader),
                    keeps=_keeps(asset, reader),
                    keeps_url=way,
                    keeps_button=button,
                ),
            )
        )
    rows.sort(key=lambda row: row[:2])
    return tuple(row[2] for row in rows)


def _is_short(asset: AssetView) -> bool:
    """Whether it is a hold of a financial unit, which ends by itself within days."""
    return asset.state == AssetState.POSTPONED and asset.until is not None


def _announced(asset: AssetView, reader: Reader) -> str:
    return _(
        "A duty judge in %(country)s prolonged the hold until %(date)s because of your letter. The "
        "request in this letter must be executed before that day.",
        country=reader.country(asset.country),
        date=reader.calendar.short(asset.until or 0),
    )


def _keeps(asset: AssetView, reader: Reader) -> str:
    """When a hold ends, what keeps the money after that, and whether the next jump goes past it; "" for no hold."""
    if not _is_short(asset) or asset.until is None:
        return ""
    if asset.is_kept_by_letter:
        return _announced(asset, reader)
    ends = reader.calendar.short(asset.until)
    if asset.country == reader.view.country:
        text = _("The money is released on %(date)s, unless a court has frozen it by then.", date=ends)
    else:
        text = _(
            "The money is released on %(date)s, unless an urgent freezing request to %(country)s, with a "
            "reason and a date, is sent earlier. A duty judge there then prolongs the hold "
            "for up to %(days)s days, until the request is decided.",
            date=ends,
            country=reader.country(asset.country),
            days=restraint_row(RestraintGround.ANNOUNCED).days,
        )
    planned = next_move_day(reader.view)
    if planned is None or planned <= day_number(asset.until):
        return text
    return _("%(what)s The next jump goes beyond that day, to %(day)s.", what=text, day=reader.day(planned))


def _way_to_keep(asset: AssetView, number: int, reader: Reader) -> tuple[str, str]:
    """Where the money is kept beyond the hold, and the button: an order at home, if the seat gives it, or a letter.

    Nothing where a letter keeps it already.
    """
    if not _is_short(asset) or asset.is_kept_by_letter or not number:
        return "", ""
    if asset.country != reader.view.country:
        abroad = url_for("desk.new_request", sought="freeze", target=number, requested=asset.country)
        return abroad, _("Write the freezing request")
    if any(office in reader.offices for office in offices_for(MeasureKind.FREEZE)):
        return url_for("desk.measures", kind="freeze", target=number, _anchor="order"), _("Order a freeze")
    return url_for("desk.acts", number=number), _("What can be done")


def ground_lines(assets: Sequence[AssetView]) -> tuple[GroundLine, ...]:
    """The rows of law on which some money stays blocked now, each once."""
    rows = (restraint_row(ground) for ground in dict.fromkeys(asset.ground for asset in assets if asset.ground))
    return tuple(
        GroundLine(
            law_text(row.name),
            law_text(row.text),
            law_text(row.lacks),
            source_text(row.source),
            sure_text(row.confidence),
        )
        for row in rows
    )
