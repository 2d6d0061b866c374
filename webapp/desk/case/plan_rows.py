"""The case plan on two tracks: for each suspect and offence what the file proves, and the money behind it.

Read off the team's own file by the rules that a court would apply if all of it were put before one; what the file does
not show stands nowhere. At exam level it says what has to be proved, and not how that stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.case_plan import Plan
from simulation.casework.file.charges import Charge
from simulation.casework.file.restrained_assets import BLOCKED
from simulation.casework.proof import proceeds
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.elements import brings_gain
from simulation.casework.proof.proof import ElementProof, ElementState, assess_case
from simulation.casework.proof.proof_context import Scene, SetName
from simulation.casework.proof.usability import Effect, Usability, UsabilityStatus
from webapp.desk.board.names import BoardNames
from webapp.desk.colleagues import hand_over_url
from webapp.desk.current_view import help_level
from webapp.desk.documents.marks import PaperMark, own_file, paper_marks
from webapp.desk.readable import Reader
from webapp.desk.suspects import suspect_options
from webapp.pages.forms import Option
from webapp.pages.page import new_command_id, panel_version
from webapp.text.say import say_code
from webapp.visit.handles import handle_of


@dataclass(frozen=True, slots=True)
class Cure:
    """A paper that no court would use as it stands, and what makes it good."""

    paper: PaperMark
    steps: str


@dataclass(frozen=True, slots=True)
class PlannedElement:
    """An element of the offence: how it stands in the file, by which papers, and what these still lack."""

    label: str
    state: str
    state_text: str
    documents: tuple[PaperMark, ...]
    cures: tuple[Cure, ...]


@dataclass(frozen=True, slots=True)
class PlannedMoney:
    """An account that the file, by evidence or leads, shows to be the suspect's: whether it is held, what lacks."""

    account: str
    url: str
    country: str
    is_held: bool
    held_text: str
    hold_url: str
    is_shown: bool
    documents: tuple[PaperMark, ...]
    cures: tuple[Cure, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A suspect and an offence on both tracks."""

    handle: str
    command: str
    person: str
    url: str
    offence: str
    since: str
    elements: tuple[PlannedElement, ...]
    proved: int
    takes_money: bool
    money: tuple[PlannedMoney, ...]
    charge_url: str
    handover_url: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The case plan."""

    rows: tuple[PlanRow, ...]
    is_told: bool
    people: tuple[Option, ...]
    offences: tuple[Option, ...]
    command: str
    over: bool
    src: str
    version: str


def plan_values(reading: Reader) -> PlanPart:
    """What the part shows: plans whose charge has not been brought, or was dismissed."""
    view = reading.view
    names = BoardNames(reading)
    charged = {(names.one(each.person), each.offence) for each in view.charges if each.outcome != "dismissal"}
    planned: dict[tuple[str, str], Plan] = {}
    for each in view.plans:
        planned.setdefault((names.one(each.person), each.offence), each)
    shown = [each for about, each in planned.items() if about not in charged]
    file = own_file(reading) if shown else CaseFile(view.country)
    is_told = help_level() != "exam"
    country = reading.scenario.country(view.country)
    return PlanPart(
        rows=tuple(_row(each, file, names, is_told=is_told) for each in shown),
        is_told=is_told,
        people=suspect_options(names.by_name(), names.keys, reading),
        offences=tuple(Option(each.key, reading.offence(country.code, each.key)) for each in country.offences),
        command=new_command_id("plan"),
        over=view.clock.is_over,
        src=url_for("desk.case_plan_part"),
        version=panel_version("plan"),
    )


def _row(plan: Plan, file: CaseFile, names: BoardNames, *, is_told: bool) -> PlanRow:
    reading = names.reader
    country = reading.scenario.country(reading.view.country)
    law = country.offence(plan.offence)
    elements = law.elements if law is not None else ()
    everything = tuple(paper.key for paper in file.documents)
    charge = Charge(plan.key, plan.person, plan.offence, elements, reading.now, reading.now, everything)
    assessed = assess_case(charge, file, country)
    judged = {each.document: each for each in assessed.usability}
    at = reading.entities.number_of(plan.person)
    rows = tuple(_element(proof, judged, reading, is_told=is_told) for proof in assessed.elements)
    return PlanRow(
        handle=handle_of("plan", plan.key),
        command=new_command_id(f"plan/{plan.key}"),
        person=names.label(plan.person),
        url=url_for("desk.entity_page", number=at) if at is not None else "",
        offence=reading.offence(country.code, plan.offence),
        since=reading.calendar.short(plan.since),
        elements=rows,
        proved=sum(proof.state is ElementState.PROVED for proof in assessed.elements),
        takes_money=brings_gain(elements),
        money=_money(charge, file, judged, reading) if is_told else (),
        charge_url=url_for("desk.case", person=at, offence=plan.offence, _anchor="charge"),
        handover_url=hand_over_url(f"plan:{handle_of('plan', plan.key)}", reading),
    )


def _element(proof: ElementProof, judged: dict[str, Usability], reading: Reader, *, is_told: bool) -> PlannedElement:
    if not is_told:
        return PlannedElement(reading.element(proof.element), "", "", (), ())
    return PlannedElement(
        reading.element(proof.element),
        proof.state.value,
        say_code(f"element_state.{proof.state}"),
        paper_marks(proof.documents, reading),
        _cures(proof.documents, judged, reading),
    )


def _cures(documents: Iterable[str], judged: dict[str, Usability], reading: Reader) -> tuple[Cure, ...]:
    """What papers lack, each with the steps that make it good, in file order."""
    found = []
    for key in documents:
        steps = dict.fromkeys(
            finding.step for finding in judged[key].findings if finding.step and finding.effect is not Effect.WEIGHT
        )
        if judged[key].status is not UsabilityStatus.USABLE and steps:
            (paper,) = paper_marks((key,), reading)
            found.append(Cure(paper, ", ".join(say_code(f"cure.{step}") for step in steps)))
    return tuple(found)


def _money(charge: Charge, file: CaseFile, judged: dict[str, Usability], reading: Reader) -> tuple[PlannedMoney, ...]:
    country = reading.scenario.country(reading.view.country)
    own = Scene(Assertions(file.documents), charge.person).members(SetName.ACCUSED_ACCOUNT)
    shown = proceeds.shown(file.documents, charge, country)
    held = {asset.account: asset for asset in reading.view.assets}
    rows = []
    for account in sorted(own, key=lambda key: reading.entities.number_of(key) or 0):
        asset, known, at = held.get(account), reading.known(account), reading.entities.number_of(account)
        if known is None or at is None:
            continue
        is_held = asset is not None and asset.state in BLOCKED
        is_home = known.country == reading.view.country
        papers = tuple(paper.key for paper in file.naming(account))
        rows.append(
            PlannedMoney(
                account=known.label,
                url=url_for("desk.entity_page", number=at),
                country=known.country,
                is_held=is_held,
                held_text="" if asset is None else _held(asset.state, asset.amount_minor, asset.until, reading),
                hold_url=url_for("desk.measures", kind="freeze", target=at, _anchor="order")
                if is_home
                else url_for("desk.new_request", sought="freeze", target=at),
                is_shown=account in shown,
                documents=paper_marks(
                    tuple(key for key in papers if judged[key].status is UsabilityStatus.USABLE), reading
                ),
                cures=() if account in shown else _cures(papers, judged, reading),
            )
        )
    return tuple(rows)


def _held(state: str, amount_minor: int, until: int | None, reading: Reader) -> str:
    said = say_code(f"asset_state.{state}")
    if state not in BLOCKED:
        return said
    text = _("%(state)s, %(amount)s", state=said, amount=reading.amount(amount_minor))
    return text if until is None else _("%(held)s, until %(date)s", held=text, date=reading.calendar.short(until))
