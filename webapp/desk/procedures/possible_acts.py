"""Acts about a thing of the file: what each brings, how long it takes, what it costs and who learns of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import Kind
from simulation.law.book.pace import pace_of
from simulation.law.time.typical_durations import DayRange, formal_span
from simulation.scenario.schema.play import MeasureKind, Route, Sought
from webapp.desk.colleagues import hand_over_url
from webapp.desk.current_view import known_offices, origins
from webapp.desk.measures.form import EXPOSED, MeasureOffer
from webapp.desk.procedures.pages import can_be
from webapp.desk.readable import Reader
from webapp.desk.requests.new_request import BESIDE
from webapp.desk.requests.short_way import askers, days_in_words, usual_days
from webapp.desk.suspects import charge_url, involved
from webapp.store.registered import registry
from webapp.text.law_texts import law_book, law_text
from webapp.text.say import say_code


class Brings(StrEnum):
    """What an act brings."""

    LEAD = "lead"
    PROOF = "proof"
    MONEY = "money"
    HOLD = "hold"
    COURT = "court"
    PEOPLE = "people"
    FILE = "file"


GROUPS: dict[str, Brings] = {
    MeasureKind.FREEZE: Brings.MONEY,
    MeasureKind.LIFT_FREEZE: Brings.MONEY,
    MeasureKind.POSTPONEMENT: Brings.MONEY,
    MeasureKind.ARREST: Brings.HOLD,
    MeasureKind.RELEASE: Brings.HOLD,
    MeasureKind.BORDER_ALERT: Brings.HOLD,
    MeasureKind.SEIZURE: Brings.HOLD,
    MeasureKind.RELEASE_GOODS: Brings.HOLD,
    MeasureKind.CONTROLLED_DELIVERY: Brings.HOLD,
    MeasureKind.PROTECTION: Brings.PEOPLE,
    MeasureKind.COOPERATION_OFFER: Brings.PEOPLE,
    MeasureKind.WISH: Brings.PEOPLE,
    Sought.POSTPONEMENT: Brings.MONEY,
    Sought.FREEZE: Brings.MONEY,
    Sought.CONFISCATION: Brings.MONEY,
    Sought.ASSET_RETURN: Brings.MONEY,
    Sought.SURRENDER: Brings.HOLD,
    Sought.CONTROLLED_DELIVERY: Brings.HOLD,
}
"""What acts bring that is neither a lead nor proof."""

_LETS_GO = frozenset({MeasureKind.LIFT_FREEZE, MeasureKind.RELEASE, MeasureKind.RELEASE_GOODS})
"""Measures that end a hold: no main button."""


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """Something that can be done.

    Attributes:
        label: What it is.
        brings: What comes of it.
        low: First day of the usual time, on the axis; None when no time is known.
        high: Last day of it.
        days: The same in words.
        cost: What it takes of the own side.
        needs: What the law wants to be shown for it; "" when nothing.
        reveals: 0 nobody, 1 an office abroad or hardly anybody, 2 those concerned may notice, 3 they learn of it.
        reveals_text: The same in words.
        offices: Who may do it.
        is_own: The visitor's seat may.
        url: Where it is done; "" while it cannot be.
        button: What the way there is called.
        refused: Why it cannot be done now.
        kind: Code of the measure that it orders; "" for what is none.
        lets_go: It ends a hold.
    """

    label: str
    brings: str
    low: int | None
    high: int
    days: str
    cost: str
    reveals: int
    reveals_text: str
    offices: str
    is_own: bool
    url: str
    button: str
    refused: str = ""
    needs: str = ""
    kind: str = ""
    lets_go: bool = False


def _named(offices: Iterable[Office], reading: Reader) -> str:
    return ", ".join(reading.office(office) for office in offices)


def _is_own(offices: Iterable[Office], reading: Reader) -> bool:
    return any(office in reading.offices for office in offices)


def _at_once() -> tuple[int, int, str]:
    return 0, 0, _("now")


def question_act(kind: Kind, entity: Entity, number: int, reading: Reader) -> PossibleAct:
    """A short question to another office or country."""
    offices = askers(kind, reading.view.country, reading)
    abroad = entity.country if entity.country != reading.view.country else ""
    span = usual_days(kind, abroad, reading) if abroad else None
    return PossibleAct(
        label=say_code(f"sought.{kind.id}"),
        brings=law_text(kind.text),
        low=span.low if span is not None else None,
        high=span.high if span is not None else 0,
        days=days_in_words(span) if span is not None else _("depends on the country"),
        cost=_("three fields to fill in"),
        reveals=2 if kind.id == Sought.POSTPONEMENT else 1,
        reveals_text=_("the account holder notices when a payment fails")
        if kind.id == Sought.POSTPONEMENT
        else _("that office only"),
        offices=_named(offices, reading),
        is_own=_is_own(offices, reading),
        url=url_for("desk.question", number=number, sought=kind.id, origin=list(origins()) or None),
        button=_("Ask"),
    )


def measure_act(offer: MeasureOffer, number: int, reading: Reader) -> PossibleAct:
    """A measure at home."""
    card, rule = offer.card, offer.rule
    low, high = round(rule.days[1]), round(rule.days[-2])
    share = rule.exposure
    is_own = _is_own(offer.offices, reading)
    return PossibleAct(
        label=card.label,
        brings=card.brings,
        low=low,
        high=high,
        days=card.days if not rule.needs_court else _("%(days)s, %(judge)s", days=card.days, judge=card.court),
        cost=card.people,
        reveals=3 if share >= 1 else 2 if share >= EXPOSED else 1 if share > 0 else 0,
        reveals_text=card.exposure,
        offices=_named(offer.offices, reading),
        is_own=is_own,
        url="" if card.refused else _order_url(card.kind, number, is_own=is_own),
        button=_("Order the measure"),
        refused=card.refused,
        needs=card.grounds,
        kind=card.kind,
        lets_go=card.kind in _LETS_GO,
    )


def _order_url(kind: str, number: int, *, is_own: bool) -> str:
    """Where a measure is ordered: on the page of what can be done; those of other seats are looked at on their own."""
    named = list(origins()) or None
    if is_own:
        return url_for("desk.acts", number=number, order=kind, origin=named, _anchor="order")
    return url_for("desk.measures", kind=kind, target=number, origin=named, _anchor="order")


def letter_acts(entity: Entity, number: int, reading: Reader) -> Iterable[tuple[bool, Brings, PossibleAct]]:
    """Formal requests about what lies abroad, and procedures that have one of their own."""
    own = reading.view.country
    if entity.country == own:
        offices = known_offices().asking_on(Route.MLA)
        url = url_for("desk.new_request", target=number, origin=list(origins()) or None)
        brings = _("Records that another country holds, statements that it can take, or a search there.")
        yield False, Brings.PROOF, PossibleAct(
            _("Formal request to another country"), brings, None, 0, _("depends on the country"),
            _("one page to write"), 1, _("an authority abroad"), _named(offices, reading),
            _is_own(offices, reading), url, _("Write"),
        )  # fmt: skip
        return
    known = {each.code for each in registry().assistance}
    for kind in law_book().kinds:
        if kind.route is not Route.MLA or entity.kind not in kind.targets or Sought(kind.id) not in known:
            continue
        procedure = BESIDE.get(Sought(kind.id), "")
        if procedure and not can_be(procedure, entity):
            continue
        brings = GROUPS.get(kind.id, Brings.PROOF)
        yield brings is Brings.PROOF and not kind.papers, brings, _letter(kind, procedure, entity, number, reading)


def _letter(kind: Kind, procedure: str, entity: Entity, number: int, reading: Reader) -> PossibleAct:
    own = reading.view.country
    offices = known_offices().asking_on(Route.MLA)
    begun = next(
        (
            each
            for each in reading.view.requests
            if not each.incoming
            and each.is_open
            and each.sought == kind.id
            and any(target.key == entity.key for target in each.targets)
        ),
        None,
    )
    span = _span(kind, entity, reading)
    if begun is not None:
        is_draft = begun.status == LetterStatus.DRAFTING
        url = url_for("desk.request_form" if is_draft else "desk.request_page", number=begun.label)
        button = _("Continue the draft") if is_draft else _("Open %(number)s", number=begun.label)
    elif procedure:
        url = url_for("desk.new_procedure", kind=procedure, about=number, to=entity.country)
        button = _("Begin")
    else:
        url = url_for(
            "desk.new_request", target=number, sought=kind.id, requested=entity.country, origin=list(origins()) or None
        )
        button = _("Write")
    told = kind.id in {Sought.FREEZE, Sought.CONFISCATION, Sought.SURRENDER}
    papers = ", ".join(say_code(f"document_kind.{paper}") for paper in kind.papers)
    needs_translation = not set(reading.scenario.country(own).languages) & set(
        reading.scenario.country(entity.country).languages
    )
    return PossibleAct(
        label=say_code(f"sought.{kind.id}"),
        brings=papers or law_text(kind.text),
        low=span.low if span is not None else None,
        high=span.high if span is not None else 0,
        days=days_in_words(span) if span is not None else "",
        cost=_("one page to write, a translation") if needs_translation else _("one page to write"),
        reveals=3 if told else 2 if kind.is_coercive and not kind.is_covert else 1,
        reveals_text=_("the people concerned learn of it")
        if told
        else _("the holder of the records, bound to secrecy if you ask for it")
        if kind.is_coercive and not kind.is_covert
        else _("an authority abroad"),
        offices=_named(offices, reading),
        is_own=_is_own(offices, reading),
        url=url,
        button=button,
        needs=_shown_for(kind),
    )


def charge_act(entity: Entity, number: int, reading: Reader) -> Iterable[PossibleAct]:
    """The charge against somebody whom papers name as having a part, once; a person at risk is not offered for it."""
    if entity.kind is not EntityKind.PERSON or entity.key not in involved(reading):
        return
    offices = known_offices().leading(OfficeTask.CHARGES)
    is_open = any(charge.person == entity.key and not charge.outcome for charge in reading.view.charges)
    yield PossibleAct(
        label=_("Charge"),
        brings=_("A trial, on a day that the court sets."),
        low=None,
        high=0,
        days=_("the court sets the day"),
        cost=_("one form to fill in"),
        reveals=3,
        reveals_text=_("the people concerned learn of it"),
        offices=_named(offices, reading),
        is_own=_is_own(offices, reading),
        url=url_for("desk.case") if is_open else charge_url(number),
        button=_("Look") if is_open else _("Charge"),
        needs=_("documents that prove each element of the offence"),
    )


def _shown_for(kind: Kind) -> str:
    named = _("documents that link the target with the offence") if kind.needs_link else ""
    return ", ".join(filter(None, (named, _("a period") if kind.needs_period else "")))


def _span(kind: Kind, entity: Entity, reading: Reader) -> DayRange | None:
    own, scenario = reading.view.country, reading.scenario
    try:
        pair = scenario.pair(own, entity.country)
    except KeyError:
        return None
    here, there = scenario.country(own), scenario.country(entity.country)
    return formal_span(law_book().times, here, there, pair, Sought(kind.id), pace_of(pair, kind).archetype)


def _free(label: str, brings: str, url: str, button: str) -> PossibleAct:
    low, high, days = _at_once()
    return PossibleAct(
        label, brings, low, high, days, _("nothing"), 0, _("nobody"), _("any seat"), is_own=True, url=url, button=button
    )


def own_file_acts(entity: Entity, number: int) -> Iterable[PossibleAct]:
    """What can be looked up in the own documents."""
    if entity.kind in {EntityKind.PERSON, EntityKind.COMPANY, EntityKind.ACCOUNT}:
        yield _free(
            _("Follow the money in your own documents"),
            _("Incoming and outgoing payments, with the document for each step."),
            url_for("desk.money", number=number),
            _("Open"),
        )


def keeping_acts(number: int, reading: Reader) -> Iterable[PossibleAct]:
    """What keeps the file in order, and the way to a colleague."""
    yield _free(
        _("Board, links and notes"),
        _("What your documents say, and what your team thinks."),
        url_for("desk.entity_page", number=number),
        _("Open"),
    )
    url = hand_over_url(f"entity:{number}", reading)
    if url:
        yield _free(
            _("Hand over to a colleague"),
            _("Another office of your team takes the matter over."),
            url,
            _("Hand over"),
        )
