"""How a lead becomes evidence: the sender's consent, a formal request for the same, or a measure of the own country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.casework.documents.document import Consent
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.scenario.schema.country import CourtUse
from webapp.desk.addresses import about_url
from webapp.desk.readable import Reader


@dataclass(frozen=True, slots=True)
class Way:
    """A way that is open, and the page on which it begins; "" where there is nothing to do but wait."""

    text: str
    url: str


def ways_to_evidence(filed: FiledDocument, reader: Reader) -> tuple[Way, ...]:
    """The ways that are open for a paper that no court takes as evidence yet, the shortest first.

    Args:
        filed: The paper.
        reader: The team's view.
    """
    use = filed.document.use
    return () if use.stands or reader.view.clock.is_over else tuple(_ways(filed, reader))


def may_ask_consent(filed: FiledDocument, reader: Reader) -> bool:
    """Whether a request of the team's own brought the paper on which its sender can be asked for consent."""
    request = reader.view.request(filed.source)
    return request is not None and any(each.action == LetterAction.ASK_CONSENT for each in request.offers)


def _ways(filed: FiledDocument, reader: Reader) -> Iterator[Way]:
    document, home = filed.document, reader.view.country
    owner = document.use.owner or document.country
    acts = about_url("acts", document.about, reader)
    request = reader.view.request(filed.source)
    is_heard = reader.scenario.country(home).police_information_in_court is not CourtUse.NEVER
    country = reader.country(owner)
    if document.use.consent is Consent.NEEDED and request is not None and is_heard:
        page = url_for("desk.request_page", number=request.label)
        if request.status == LetterStatus.CONSENT_ASKED:
            yield Way(_("You have asked %(country)s for consent; an answer is awaited.", country=country), page)
        elif may_ask_consent(filed, reader):
            yield Way(_("Ask %(country)s for consent to use it in court.", country=country), page)
    if owner == home:
        yield Way(_("Order a measure of your own: what it brings is evidence."), acts)
    else:
        form = url_for("desk.new_request", origin=filed.label)
        yield Way(_("Ask %(country)s for the same by a formal request.", country=country), form)
        yield Way(_("Confirm it by a measure of your own."), acts)
