"""What comes in: direct what is complete, ask once about what is open, decide on grounds that the facts contain.

Nothing here is chosen by chance and nothing is refused to save work: a country that has no ground executes.
"""

from __future__ import annotations

from simulation.casework.documents.document import Origin
from simulation.exercise.automation.waiting_matters import matter_left
from simulation.exercise.core.command import Command
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus, Proposal
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.governance import silent_days
from simulation.law.book.law_book import load_law_book
from simulation.players.letters.grounds import Answer, answer_to, barred, open_items
from simulation.players.turn.turn import Turn, asking_office
from simulation.scenario.schema.play import Route

MOST_SHARED = 3
"""Papers of its own that an office shares with an answer on a short way (assumption)."""

POSTPONED_DAYS = 45
"""Days for which a request is put off while an own measure runs (assumption)."""


def incoming(desk: Turn) -> list[Command]:
    """Work on everything that other countries ask of this one and that waits for an office the player has."""
    written: list[Command] = []
    waiting = desk.letter_list.asking.values()
    for request in sorted(waiting, key=lambda request: (not request.content.urgent, request.since, request.key)):
        if request.route is Route.MLA:
            if desk.sits(Office.AUTHORITY):
                written += _formal(desk, request, desk.offered(request, Office.AUTHORITY))
        else:
            office = asking_office(desk.country, request.sought)
            if desk.sits(office) and (desk.parameters.keeps_up or not desk.may_wait(request, office)):
                written += _informal(desk, request, office, desk.offered(request, office))
    return written


def _formal(desk: Turn, request: RequestView, may: frozenset[str]) -> list[Command]:
    office = Office.AUTHORITY
    if LetterAction.ANSWER_QUERY in may:
        text = f"The status of your request since day {request.since // DAY + 1}: {request.status.replace('_', ' ')}"
        return [desk.act(request, LetterAction.ANSWER_QUERY, office, text=text), *_formal_step(desk, request, may)]
    return _formal_step(desk, request, may)


def _formal_step(desk: Turn, request: RequestView, may: frozenset[str]) -> list[Command]:
    office = Office.AUTHORITY
    if LetterAction.RETURN_MISSENT in may:
        text = "Please send requests through the channel that we have agreed; we return this request without execution"
        return [desk.act(request, LetterAction.RETURN_MISSENT, office, text=text)]
    if LetterAction.ACKNOWLEDGE in may:
        return [
            desk.act(
                request,
                LetterAction.ACKNOWLEDGE,
                office,
                text="We have received and registered your request, and we will answer it",
            )
        ]
    if desk.may_wait(request, office):
        return []
    if LetterAction.DIRECT in may:
        direction = _direction(desk, request)
        form = request.content.formalities if direction is LetterAction.DIRECT else ()
        return [desk.act(request, direction, office, items=form)]
    if request.status == LetterStatus.DECIDING:
        return _decide(desk, request, may)
    if LetterAction.RETURN_FULL in may:
        answer = answer_to(desk, request)
        if answer.part_because and LetterAction.RETURN_PART in may and len(request.results) > 1:
            kept = request.results[:-1]
            form = request.content.formalities
            return [
                desk.act(
                    request, LetterAction.RETURN_PART, office, text=answer.part_because, documents=kept, items=form
                )
            ]
        form = request.content.formalities
        return [desk.act(request, LetterAction.RETURN_FULL, office, text="We have executed your request", items=form)]
    if LetterAction.RESUME in may and answer_to(desk, request).action is not LetterAction.POSTPONE:
        return [desk.act(request, LetterAction.RESUME, office, text="The measure in our own case has ended")]
    return []


def _direction(desk: Turn, request: RequestView) -> LetterAction:
    """Whether it is executed as asked once it is assessed; what the papers speak against is decided then."""
    is_clear = not open_items(request) and answer_to(desk, request).action is LetterAction.ACCEPT
    return LetterAction.DIRECT if is_clear else LetterAction.RESERVE


def _decide(desk: Turn, request: RequestView, may: frozenset[str]) -> list[Command]:
    office = Office.AUTHORITY
    items = () if barred(desk, request) is not None else open_items(request)
    if items and LetterAction.ASK_CLARIFICATION in may and not _did(request, LetterAction.ASK_CLARIFICATION):
        return [desk.act(request, LetterAction.ASK_CLARIFICATION, office, text=_in_words(items), items=items)]
    answer = answer_to(desk, request)
    if answer.action in {LetterAction.REFUSE, LetterAction.POSTPONE} and LetterAction.CONSULT in may:
        spoken = [
            line.at
            for line in request.history
            if line.action == LetterAction.CONSULT and line.reason.partition(" ")[0] == answer.ground
        ]
        if not spoken:
            proposed = _proposal(answer)
            return [
                desk.act(
                    request,
                    LetterAction.CONSULT,
                    office,
                    text=answer.reasons,
                    ground=answer.ground,
                    conditions=answer.conditions,
                    items=(proposed.value,),
                )
            ]
        answered = any(
            line.action == LetterAction.ANSWER_CONSULTATION and line.at >= spoken[-1] for line in request.history
        )
        if not answered and desk.now - spoken[-1] < silent_days() * DAY:
            left = matter_left(request.key, request.version, len(request.history))
            desk.leave(left, spoken[-1] + silent_days() * DAY)
            return []
    return _carried_out(desk, request, may, answer)


def _proposal(answer: Answer) -> Proposal:
    """What is proposed instead: terms where there are some, a later day, or else a measure that the ground allows."""
    if answer.conditions:
        return Proposal.TERMS
    return Proposal.LATER if answer.action is LetterAction.POSTPONE else Proposal.OTHER_MEASURE


def _in_words(items: tuple[str, ...]) -> str:
    """A question that says what is missing: each content by its name and by what it has to say."""
    missing = [row for row in load_law_book().contents if row.id in items]
    return "Please complete: " + "; ".join(f"{row.name} ({row.text.rstrip('.')})" for row in missing)


def _carried_out(desk: Turn, request: RequestView, may: frozenset[str], answer: Answer) -> list[Command]:
    office = Office.AUTHORITY
    if answer.action not in may:
        return []
    match answer.action:
        case LetterAction.REFUSE:
            return [
                desk.act(
                    request,
                    LetterAction.REFUSE,
                    office,
                    text=answer.reasons,
                    ground=answer.ground,
                    documents=answer.papers,
                    alternative=answer.alternative,
                )
            ]
        case LetterAction.POSTPONE:
            until = desk.today + POSTPONED_DAYS
            return [desk.act(request, LetterAction.POSTPONE, office, text=answer.reasons, until_day=until)]
        case LetterAction.OFFER_CONDITIONS:
            return [
                desk.act(
                    request, LetterAction.OFFER_CONDITIONS, office, text=answer.reasons, conditions=answer.conditions
                )
            ]
        case _:
            form = request.content.formalities
            return [
                desk.act(
                    request, LetterAction.ACCEPT, office, text="We accept your request and will execute it", items=form
                )
            ]


def _informal(desk: Turn, request: RequestView, office: Office, may: frozenset[str]) -> list[Command]:
    if LetterAction.ANSWER in may:
        return [
            desk.act(
                request,
                LetterAction.ANSWER,
                office,
                text="The note shows what is in our registers; it is for your information only",
                documents=_also_known(desk, request) if desk.parameters.speaks else (),
                consent="lead",
            )
        ]
    if LetterAction.GIVE_CONSENT in may:
        return [
            desk.act(
                request,
                LetterAction.GIVE_CONSENT,
                office,
                text="You may use it in the proceedings that your request names",
                conditions=("use_limits",),
                consent="evidence",
            )
        ]
    return []


def _also_known(desk: Turn, request: RequestView) -> tuple[str, ...]:
    """The newest papers of our own that stand and are about what was asked, for information with the answer."""
    papers = [
        paper.key
        for target in request.targets
        for paper in desk.reading.evidence_on(target.key)
        if paper.use.origin is Origin.HOME and paper.about == target.key
    ]
    return tuple(papers[-MOST_SHARED:])


def _did(request: RequestView, action: LetterAction) -> bool:
    return any(line.action == action for line in request.history)
