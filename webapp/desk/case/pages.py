"""The case before the court: people charged, papers put before the court, and how a charge would stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.file.restrained_assets import BLOCKED
from simulation.casework.proof import proceeds
from simulation.casework.proof.proof import DISCLOSE_DAYS, ElementState, assess_case
from simulation.casework.proof.usability import UsabilityStatus
from simulation.exercise.trials.commands import ChargePerson, HearByVideo, SupplementCharge
from simulation.exercise.trials.views import ChargeView
from simulation.kernel.agenda import DAY
from simulation.kernel.offices import OfficeTask
from webapp.desk.blueprint import blueprint
from webapp.desk.board.names import BoardNames
from webapp.desk.case.charge_rows import ChargeRow, ElementRow, charge_rows
from webapp.desk.case.defence import Disclosure, PointRow, disclosures, point_rows
from webapp.desk.case.hearing_rows import Played, played
from webapp.desk.case.plan_rows import PlanPart, plan_values
from webapp.desk.current_view import (
    acting,
    attempt,
    charge_or_404,
    entity_chosen,
    help_level,
    known_offices,
    may_send,
    origins,
    papers_chosen,
    reader,
    rests_on,
)
from webapp.desk.documents.because import Because, because_of, paper_options
from webapp.desk.documents.marks import own_file
from webapp.desk.measures.risk_rows import RiskRow, risk_rows
from webapp.desk.measures.rows import AssetRow, asset_rows
from webapp.desk.readable import Reader
from webapp.desk.suspects import suspect_options
from webapp.pages.forms import Option, command_id, seen_field
from webapp.pages.page import TeamPage, back, new_command_id, panel_response, panel_version, team_page
from webapp.text.law_texts import cited, law_book, law_text
from webapp.text.say import say_code
from webapp.visit.handles import handle_of
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


@dataclass(frozen=True, slots=True)
class Supplement:
    """What may still be put before the court in a charge: papers of the file that it does not have."""

    handle: str
    version: int
    command: str
    papers: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Disclose:
    """What is to be disclosed to the defence in a charge, and by when at the latest."""

    papers: tuple[Disclosure, ...]
    by: str
    version: int
    command: str


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """A witness of a charge, who comes to court or is heard by video link."""

    name: str
    number: int
    version: int
    command: str
    by_video: bool
    is_protected: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """How the charge in the form would stand: its elements, how many lack proof, the chosen papers that no court would
    use as yet, and the blocked accounts of which the chosen papers show that they are the person's or hold proceeds."""

    elements: tuple[ElementRow, ...]
    unproved: int
    unusable: tuple[str, ...]
    money: tuple[str, ...]


type ChargeLine = tuple[
    ChargeRow, Supplement | None, tuple[PointRow, ...], Disclose | None, Played, tuple[WitnessRow, ...]
]
"""A charge, what can be added, what the defence will raise and has to be shown, what was played, who has to come."""


@dataclass(frozen=True, slots=True)
class CaseList:
    """The charges and what became of them; `brought` is the handle of one just brought."""

    rows: tuple[ChargeLine, ...]
    assets: tuple[AssetRow, ...]
    risk: tuple[RiskRow, ...]
    can_send: bool
    src: str
    version: str
    brought: str


def case_values(reading: Reader) -> CaseList:
    """What the case page shows besides its form."""
    view = reading.view
    supplements = []
    for charge in view.charges:
        before = {reading.documents.label_of(key) for key in charge.documents}
        rest = tuple(option for option in paper_options(reading, frozenset()) if option.value not in before)
        offered = Supplement(
            handle_of("charge", charge.key), charge.version, new_command_id(f"supplement/{charge.key}"), rest
        )
        supplements.append(offered if rest and not charge.outcome else None)
    points, disclosed = _defence(reading)
    return CaseList(
        rows=tuple(
            zip(
                charge_rows(view.charges, reading),
                supplements,
                points,
                disclosed,
                (played(charge, reading) for charge in view.charges),
                (_witnesses(charge, reading) for charge in view.charges),
                strict=True,
            )
        ),
        assets=asset_rows(view.assets, reading),
        risk=risk_rows(reading),
        can_send=may_send(*known_offices().leading(OfficeTask.CHARGES)),
        src=url_for("desk.case_part"),
        version=panel_version("case"),
        brought=request.args.get("brought", ""),
    )


def _witnesses(charge: ChargeView, reading: Reader) -> tuple[WitnessRow, ...]:
    """Who has to come to court in an open charge."""
    if charge.outcome:
        return ()
    before = (reading.view.document(key) for key in charge.documents)
    heard = dict.fromkeys(each.document.about for each in before if each and each.document.form.is_spoken)
    protected = {person for person, _since, until in reading.view.at_risk if until is not None}
    return tuple(
        WitnessRow(
            reading.entity(key),
            at,
            charge.version,
            new_command_id(f"video/{charge.key}/{at}"),
            by_video=key in charge.by_video,
            is_protected=key in protected,
        )
        for key in heard
        if key != charge.person and (at := reading.entities.number_of(key)) is not None
    )


def _defence(reading: Reader) -> tuple[tuple[tuple[PointRow, ...], ...], tuple[Disclose | None, ...]]:
    """What the defence will raise against each charge and what it has to be shown; at exam level nobody is told."""
    charges = reading.view.charges
    if not charges or help_level() == "exam":
        return ((),) * len(charges), (None,) * len(charges)
    file = own_file(reading)
    return (
        tuple(point_rows(charge, file, reading) for charge in charges),
        tuple(_disclose(charge, file, reading) for charge in charges),
    )


def _disclose(charge: ChargeView, file: CaseFile, reading: Reader) -> Disclose | None:
    papers = disclosures(charge, file, reading)
    by = reading.calendar.short(max(reading.now, charge.trial_at - DISCLOSE_DAYS * DAY))
    return Disclose(papers, by, charge.version, new_command_id(f"disclose/{charge.key}")) if papers else None


def preview(reading: Reader, person: str, offence: str, documents: tuple[str, ...]) -> Preview | None:
    """How a charge on these papers would stand now, by the rules that the court will apply; None when no such charge
    can be read. It looks at the papers chosen and names no other."""
    country = reading.scenario.country(reading.view.country)
    law = country.offence(offence)
    if law is None or not person or not documents:
        return None
    file = own_file(reading)
    charge = Charge("preview", person, offence, law.elements, reading.now, reading.now, documents)
    assessed = assess_case(charge, file, country)
    chosen = set(documents)
    shown = proceeds.shown(file.told(documents, person), charge, country)
    return Preview(
        tuple(
            ElementRow(reading.element(proof.element), proof.state.value, say_code(f"element_state.{proof.state}"))
            for proof in assessed.elements
        ),
        sum(proof.state is not ElementState.PROVED for proof in assessed.elements),
        tuple(
            reading.documents.label_of(item.document)
            for item in assessed.usability
            if item.document in chosen and item.status is not UsabilityStatus.USABLE
        ),
        tuple(
            reading.entity(asset.account)
            for asset in reading.view.assets
            if asset.account in shown and asset.state in BLOCKED
        ),
    )


@dataclass(frozen=True, slots=True)
class Spared:
    """What to think of before somebody at risk is charged: who is, and the rule on those who were made to do it."""

    names: tuple[str, ...]
    chosen: str
    rule: str
    source: str


def spared(reading: Reader, person: str) -> Spared | None:
    """The people at risk in the file, and the rule of non-punishment; None when the file shows nobody."""
    names = tuple(reading.entity(each) for each, _since, _until in reading.view.at_risk)
    rule = law_book().safeguard("G7")
    if not names or rule is None:
        return None
    chosen = reading.entity(person) if any(each == person for each, _, _ in reading.view.at_risk) else ""
    return Spared(names, chosen, law_text(rule.text), cited(rule))


@blueprint.get("/case", endpoint="case")
def case() -> ResponseReturnValue:
    return case_page(reader())


@blueprint.get("/case/part", endpoint="case_part")
def case_part() -> ResponseReturnValue:
    return panel_response("case", "desk/parts/case.html", lambda: {"list": case_values(reader())})


@dataclass(frozen=True, slots=True)
class CasePage(TeamPage):
    """The case plan, the charges, and the form for one more."""

    template: ClassVar[str] = "desk/case.html"
    key: ClassVar[str] = "case"

    list: CaseList
    plan: PlanPart
    people: tuple[Option, ...]
    person: str
    offences: tuple[Option, ...]
    papers: tuple[Option, ...]
    command: str
    because: Because
    refusal: Refusal | None
    can_send: bool
    may_look: bool
    spared: Spared | None
    preview: Preview | None


def _evidence_among(labels: tuple[str, ...], reading: Reader) -> frozenset[str]:
    """Of the papers from which the form was opened, those that stand as evidence: a lead is not put before a court."""
    named = (reading.documents.labelled(label) for label in labels)
    return frozenset(filed.label for filed in named if filed is not None and filed.document.use.stands)


def case_page(reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    """The page with its form as it was sent, and why nothing was done where a rule said no."""
    posted = request.method == "POST"
    source = request.form if posted else request.args
    country = reading.scenario.country(reading.view.country)
    names = BoardNames(reading)
    named = reading.entities.called(source.get("person", ""))
    person = str(names.number(named.key)) if named is not None else ""
    chosen = frozenset(request.form.getlist("documents")) if posted else _evidence_among(origins(), reading)
    documents = tuple(filed.document.key for filed in reading.view.documents if filed.label in chosen)
    may_look = help_level() != "exam"
    return team_page(
        CasePage(
            list=case_values(reading),
            plan=plan_values(reading),
            people=suspect_options(names.by_name(), names.keys, reading, person),
            person=person,
            offences=tuple(
                Option(
                    each.key,
                    reading.offence(country.code, each.key),
                    ", ".join(reading.element(element) for element in each.elements),
                    each.key == source.get("offence"),
                )
                for each in country.offences
            ),
            papers=paper_options(reading, chosen),
            command=new_command_id("charge"),
            because=because_of(reading, has_papers=True),
            refusal=refusal,
            can_send=may_send(*known_offices().leading(OfficeTask.CHARGES)),
            may_look=may_look,
            spared=spared(reading, entity_chosen(reading, "person") if posted else ""),
            preview=preview(reading, entity_chosen(reading, "person"), source.get("offence", "")[:80], documents)
            if may_look and posted
            else None,
        ),
        status,
    )


@blueprint.post("/case", endpoint="charge_person")
def charge_person() -> ResponseReturnValue:
    """Brings the charge, or (`action` preview) shows how it would stand and does nothing."""
    reading = reader()
    if request.form.get("action") == "preview":
        return case_page(reading)
    papers = papers_chosen(reading)
    refused = attempt(
        lambda: ChargePerson(
            id=command_id(),
            by=acting(*known_offices().leading(OfficeTask.CHARGES)),
            member=current_member().id,
            rests_on=tuple(dict.fromkeys((*rests_on(reading), *papers))),
            person=entity_chosen(reading, "person"),
            offence=request.form.get("offence", "")[:80],
            documents=papers,
        )
    )
    if refused is not None:
        return case_page(reader(), refused.status, refused)
    brought = handle_of("charge", f"{reading.view.country}/{command_id()}")
    return back("desk.case", anchor=f"charge-{brought}", brought=brought)


@blueprint.post("/case/<handle>/papers", endpoint="supplement_charge")
def supplement_charge(handle: str) -> ResponseReturnValue:
    """Puts more papers before the court."""
    reading = reader()
    charge, papers = charge_or_404(reading, handle), papers_chosen(reading)
    refused = attempt(
        lambda: SupplementCharge(
            id=command_id(),
            by=acting(*known_offices().leading(OfficeTask.CHARGES)),
            member=current_member().id,
            seen=seen_field(),
            rests_on=papers,
            charge=charge.key,
            documents=papers,
        )
    )
    if refused is not None:
        return case_page(reader(), refused.status, refused)
    return redirect(url_for("desk.case"), 303)


@blueprint.post("/case/<handle>/video", endpoint="hear_by_video")
def hear_by_video(handle: str) -> ResponseReturnValue:
    """Has a witness heard by video link."""
    reading = reader()
    charge = charge_or_404(reading, handle)
    refused = attempt(
        lambda: HearByVideo(
            id=command_id(),
            by=acting(*known_offices().leading(OfficeTask.CHARGES)),
            member=current_member().id,
            seen=seen_field(),
            charge=charge.key,
            witness=entity_chosen(reading, "witness"),
        )
    )
    if refused is not None:
        return case_page(reader(), refused.status, refused)
    return redirect(url_for("desk.case"), 303)
