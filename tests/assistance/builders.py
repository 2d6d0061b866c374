"""Small builders: one line, only what a test is about."""

from dataclasses import asdict, replace

from simulation.exercise.procedures.letter.effects import LetterAct
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.rules import RULES, advance
from simulation.exercise.procedures.letter.statuses import ConsultationAnswer, LetterAction, LetterStatus, Proposal
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office, Side
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.scenario.schema.play import Sought

ALBA = "ALB"
BRAVA = "BRV"

FULL = Content(
    subject="Proceedings against the owners of a quay agent",
    authority_contact="Central authority of Alba, desk 3",
    basis="UNTOC",
    offences=("trafficking",),
    penalties_text="Article 12: up to ten years",
    persons=("cast/owner",),
    facts="A container was loaded on day 3.",
    grounds=("opening/alb/port_log",),
    period_from_day=-90,
    period_to_day=0,
    assistance="Statements of the account",
    formalities=("F1",),
    purpose="Evidence at trial",
    undertakings=("use_limits",),
    language="alban",
    prior_contacts="none",
)


ROWS = {
    (route, each.origin, each.action, each.side): each for route, rules in RULES.items() for each in rules.transitions
}
"""What may happen on each route, by status, action and side."""


def a_request(sought: Sought = Sought.BANK_RECORDS, content: Content = FULL, now: int = 0) -> Letter:
    return open_request("ALB/c1", kind_of(sought), ALBA, BRAVA, ("account/halden",), now, content)


def do(request: Letter, action: LetterAction, now: int | None = None, **given: object) -> Letter:
    """The action by whoever may do it, a person rather than the registry, with every needed input filled in."""
    rows = (ROWS.get((request.route, request.status, action, side)) for side in SIDES)
    row = next(each for each in rows if each is not None)
    office: Office | None = row.offices[0] if row.offices else None
    details = LetterAct(
        text="because",
        until=(now or request.since) + 40 * DAY if "until" in row.needs else None,
        choices=_choices(action) if "choices" in row.needs else (),
        content=FULL if "content" in row.needs else None,
        conditions=("no_death_penalty",) if "conditions" in row.needs else (),
        ground="R5" if "ground" in row.needs else None,
        open_items=("C11",),
        own_case="BRV/7",
    )
    for name, value in given.items():
        details = _with(details, name, value)
    return advance(request, action, row.side, office, request.since + DAY if now is None else now, details)


def _choices(action: LetterAction) -> tuple[str, ...]:
    match action:
        case LetterAction.ANSWER_CONSULTATION:
            return (ConsultationAnswer.NO_AGREEMENT,)
        case LetterAction.CONSULT:
            return (Proposal.PART,)
        case _:
            return ("C11",)


def _with(details: LetterAct, name: str, value: object) -> LetterAct:
    return replace(details, **{name: value})  # type: ignore[arg-type]  # a test may hand in anything


def without(content: Content, name: str) -> Content:
    """The content with one field emptied, or blank where it holds words."""
    fields = asdict(content)
    fields[name] = "  " if isinstance(fields[name], str) else ()
    return Content(**fields)


def walk(request: Letter, *actions: LetterAction) -> Letter:
    for action in actions:
        request = do(request, action)
    return request


TO_RECEIVED = (
    LetterAction.SUBMIT,
    LetterAction.APPROVE,
    LetterAction.PREPARED,
    LetterAction.TRANSMIT,
    LetterAction.ARRIVE,
)
TO_DECIDING = (*TO_RECEIVED, LetterAction.ACKNOWLEDGE, LetterAction.REGISTERED, LetterAction.READY)
TO_CHECKING = (*TO_DECIDING, LetterAction.ACCEPT, LetterAction.ALLOCATED, LetterAction.EXECUTED)
SIDES = (Side.REQUESTING, Side.REQUESTED, Side.SYSTEM)
FIRST = LetterStatus.DRAFTING
