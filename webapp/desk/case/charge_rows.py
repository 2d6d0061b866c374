"""Charges as rows: their elements, what they rest on, and what the court said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from simulation.exercise.trials.views import ChargeView
from webapp.desk.deadlines import Deadline, deadline
from webapp.desk.documents.because import BecauseLine, because_line
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.readable import Reader
from webapp.text.formatting import day_number
from webapp.text.say import plain, say_code, wording_of
from webapp.text.sentencing import Judgment, judgment, offer_url
from webapp.visit.handles import handle_of


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element of the offence charged."""

    label: str
    state: str
    state_text: str


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """A charge."""

    key: str
    handle: str
    person: str
    url: str
    offence: str
    charged: str
    trial: Deadline
    trial_text: str
    elements: tuple[ElementRow, ...]
    because: BecauseLine
    documents: tuple[PaperMark, ...]
    outcome: str
    reasons: tuple[str, ...]
    offer_url: str
    judgment: Judgment
    proved: int


def charge_rows(charges: Sequence[ChargeView], reader: Reader) -> tuple[ChargeRow, ...]:
    """Charges with their elements in the law's order."""
    return tuple(_charge_row(charge, reader) for charge in charges)


def _charge_row(charge: ChargeView, reader: Reader) -> ChargeRow:
    at = reader.entities.number_of(charge.person)
    return ChargeRow(
        key=f"charge-{handle_of('charge', charge.key)}",
        handle=handle_of("charge", charge.key),
        person=reader.entity(charge.person),
        url=url_for("desk.entity_page", number=at) if at is not None else "",
        offence=reader.offence(reader.view.country, charge.offence),
        charged=reader.calendar.short(charge.charged),
        trial=deadline(day_number(charge.trial_at), reader.view.clock, reader.calendar),
        trial_text=reader.calendar.short(charge.trial_at),
        elements=tuple(
            ElementRow(reader.element(element), state, say_code(f"element_state.{state}"))
            for element, state in charge.elements
        ),
        documents=paper_marks(charge.documents, reader),
        because=because_line(charge.because, reader),
        outcome=say_code(f"outcome.{charge.outcome}") if charge.outcome else "",
        reasons=tuple(verdict_reason(code, reader) for code in charge.reasons),
        offer_url="" if charge.outcome or reader.view.clock.is_over else offer_url(at),
        judgment=judgment(charge, reader.calendar),
        proved=sum(state == "proved" for _element, state in charge.elements),
    )


def verdict_reason(code: str, reader: Reader) -> str:
    """A reason of a verdict: about an element, or about the prosecution."""
    kind, _dot, element = code.partition(".")
    if element:
        return say_code(f"verdict_reason.{kind}", element=reader.element(element))
    return wording_of(f"verdict_reason.{kind}") or plain(kind)
