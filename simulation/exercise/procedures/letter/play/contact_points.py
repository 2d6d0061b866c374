"""Contact points in play: asked about a request, and answered by people of the other side, or by themselves in days.

Where people sit at the other side's office they answer; nothing waits for them without a limit. What is said is help
for the request, no paper of any file.
"""

from __future__ import annotations

from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import State
from simulation.exercise.core.treatment import Treatment
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.facts import assessed
from simulation.exercise.procedures.letter.play.views import ContactView
from simulation.exercise.procedures.letter.play.visibility import has_arrived
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Side
from simulation.law.assessment.findings import Finding
from simulation.law.book.contact_points import (
    ASK_STATUS,
    FIND_ADDRESS,
    NOT_ARRIVED,
    REVIEW_DRAFT,
    ContactRow,
    address_of,
    answer_seconds,
    contacts_of,
    load_contacts,
)
from simulation.scenario.schema.scenario import Scenario

CONTACT = "exercise.contact"
"""Rule of the agenda by which a contact point answers by itself."""

_ADDRESSED = frozenset({LetterStatus.DRAFTING, LetterStatus.VETTING})
"""Where a draft is still to be read and addressed."""

_WAY_FINDINGS = frozenset(
    {"channel_not_agreed", "channel_longer", "channel_through_ministries", "oral_to_be_confirmed"}
)

_TWO = 2
"""Choices of a question: whom, and what for."""

ANSWER_WITHIN_DAYS = 10
"""Days that people have for an answer (law.md 7.1 N17); then the contact point says what it knows."""


def chosen(scenario: Scenario, request: Letter, choices: tuple[str, ...]) -> ContactRow:
    """The contact point that a seat asks.

    Raises:
        RuleViolation: The two have no such contact point, or it does not do this now.
    """
    name, act = choices if len(choices) == _TWO else ("", "")
    pair = scenario.pair(request.requesting, request.requested)
    row = next((each for each in contacts_of(pair, request.route) if each.id == name), None)
    if row is None or act not in acts_now(request, row):
        raise RuleViolation("request.no_such_contact")
    return row


def is_open(request: Letter) -> bool:
    """Whether an answer is still to come: it was asked, and the request has not come to its end meanwhile."""
    asked = request.contact_since is not None
    rules = RULES[request.route]
    return asked and rules.transition(request.status, LetterAction.CONTACT_ANSWERED, Side.SYSTEM) is not None


def plan(state: State, request: Letter) -> None:
    """Put on the agenda when the contact point answers by itself: in its days, or after those that people have."""
    entry = f"contact/{request.key}"
    if request.contact_since is None or not is_open(request):
        state.agenda.cancel(entry)
        return
    row = load_contacts()[request.contact.partition("/")[0]]
    visit = f"{request.key}/contact/{request.contact_since}"
    usual = answer_seconds(row, state.draws, visit, request.contact_since)
    wait = int(usual * state.part(Treatment).answering)
    if is_peopled(state, seat_of(state, request)):
        wait = max(wait, ANSWER_WITHIN_DAYS * DAY)
    state.agenda.schedule(request.contact_since + wait, entry, CONTACT, (request.key,))


def seat_of(state: State, request: Letter) -> Seat:
    """The seat at which a question to the requested side's contact point lies, while people may still answer it."""
    speaking = state.speaking_on(request.requested, request.route)
    return Seat(request.requested, (speaking or state.leading(request.requested, OfficeTask.CENTRAL_AUTHORITY))[0])


def is_peopled(state: State, seat: Seat) -> bool:
    """Whether people sit at a seat, or control plays it."""
    return seat in state.seats and not state.is_automatic(seat)


def answer(state: State, request: Letter) -> tuple[str, ...]:
    """What a contact point says by itself, as codes."""
    match request.contact.partition("/")[2]:
        case act if act == REVIEW_DRAFT:
            return review_of(assessed(state, request))
        case act if act == FIND_ADDRESS:
            requested = state.scenario.country(request.requested)
            return address_of(requested, state.scenario.pair(request.requesting, request.requested))
        case _:
            there = has_arrived(request)
            return (RULES[request.route].shown(request.status, Side.REQUESTING) if there else NOT_ARRIVED,)


def is_missed(request: Letter) -> bool:
    """Whether the question shows that the request has been lost: nobody there has it, and it left long ago."""
    return request.status == LetterStatus.LOST and request.contact.endswith(f"/{ASK_STATUS}")


def contact_views(scenario: Scenario, request: Letter) -> tuple[ContactView, ...]:
    """The contact points that the requesting side can ask now, with what for."""
    pair = scenario.pair(request.requesting, request.requested)
    rows = contacts_of(pair, request.route)
    return tuple(ContactView(row.id, acts, row.hours) for row in rows if (acts := acts_now(request, row)))


def acts_now(request: Letter, row: ContactRow) -> tuple[str, ...]:
    """What a contact point can be asked about a request as it stands: to read and address a draft, or where it lies."""
    is_draft = request.status in _ADDRESSED
    shown = {REVIEW_DRAFT, FIND_ADDRESS} if is_draft else {ASK_STATUS}
    return tuple(act for act in row.acts if act in shown)


def review_of(found: tuple[Finding, ...]) -> tuple[str, ...]:
    """What a contact point that has read a draft would mend: contents that are open, and the way."""
    items = sorted({finding.item for finding in found if finding.is_open}, key=lambda item: int(item[1:]))
    way = ("way",) if any(finding.code in _WAY_FINDINGS for finding in found) else ()
    return (*items, *way)
