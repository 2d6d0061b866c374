"""Small builders: one line, only what a test is about."""

from dataclasses import asdict

from simulation.exercise.procedures.letter.letter import AssistanceRequest
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.rules import Details, advance
from simulation.exercise.procedures.letter.statuses import Action, Status
from simulation.exercise.procedures.letter.table import ROWS
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office, Side
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


def a_request(sought: Sought = Sought.BANK_RECORDS, content: Content = FULL, now: int = 0) -> AssistanceRequest:
    return open_request("ALB/c1", sought, ALBA, BRAVA, ("account/halden",), now, content)


def do(request: AssistanceRequest, action: Action, now: int | None = None, **given: object) -> AssistanceRequest:
    """The action by whoever may do it, with every needed input filled in."""
    row = ROWS[request.route, request.status, action]
    office: Office | None = row.offices[0] if row.offices else None
    details = Details(
        text="because",
        until=(now or request.since) + 40 * DAY if "until" in row.needs else None,
        choices=("C11",) if "choices" in row.needs else (),
        content=FULL if "content" in row.needs else None,
        conditions=("no_death_penalty",) if "conditions" in row.needs else (),
        ground="R5" if "ground" in row.needs else None,
        open_items=("C11",),
        own_case="BRV/7",
    )
    for name, value in given.items():
        details = _with(details, name, value)
    return advance(request, action, row.side, office, request.since + DAY if now is None else now, details)


def _with(details: Details, name: str, value: object) -> Details:
    fields = {field: getattr(details, field) for field in Details.__slots__}
    return Details(**{**fields, name: value})


def without(content: Content, name: str) -> Content:
    """The content with one field emptied, or blank where it holds words."""
    fields = asdict(content)
    fields[name] = "  " if isinstance(fields[name], str) else ()
    return Content(**fields)


def walk(request: AssistanceRequest, *actions: Action) -> AssistanceRequest:
    for action in actions:
        request = do(request, action)
    return request


TO_RECEIVED = (Action.SUBMIT, Action.APPROVE, Action.PREPARED, Action.TRANSMIT, Action.ARRIVE)
TO_DECIDING = (*TO_RECEIVED, Action.ACKNOWLEDGE, Action.REGISTERED, Action.READY)
TO_CHECKING = (*TO_DECIDING, Action.ACCEPT, Action.ALLOCATED, Action.EXECUTED)
SIDES = (Side.REQUESTING, Side.REQUESTED, Side.SYSTEM)
FIRST = Status.DRAFTING
