"""Silence in play: no word on a request for longer than nine of ten results take is a finding when it is so.

It is an alert of the exercise: UNTOC 18(23) wants reasons for a refusal and says nothing of silence. Only days for
which the requested side held it and could have spoken are counted: protected time, days between office hours, and
days that the other side owed something, never are.
"""

from __future__ import annotations

from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.state import State
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.facts import ruled
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Holder, Phrase, Side, TimeKind
from simulation.law.assessment.assessment import silence
from simulation.law.assessment.findings import Finding
from simulation.law.book.law_book import LawBook
from simulation.law.book.pace import pace_of
from simulation.law.book.transmission import TransmissionResult
from simulation.scenario.schema.country import Archetype
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import Scenario

FINDING = "silence"
"""Code of the finding."""

SILENCE = "exercise.unanswered"
"""Rule of the agenda by which somebody looks whether a request has been left without a word for too long."""

WORDS = frozenset(
    {
        LetterAction.ACCEPT,
        LetterAction.REFUSE,
        LetterAction.POSTPONE,
        LetterAction.ASK_CLARIFICATION,
        LetterAction.OFFER_CONDITIONS,
        LetterAction.RETURN_DEFICIENT,
        LetterAction.RETURN_MISSENT,
        LetterAction.CONSULT,
        LetterAction.NOT_CONFIDENTIAL,
        LetterAction.ANSWER_QUERY,
        LetterAction.ANSWER_CONTACT,
    }
)
"""Acts by which the requested side says something of a request; a receipt alone is no word on it."""

GIVEN = frozenset(
    {
        LetterAction.ANSWER_CLARIFICATION,
        LetterAction.ACCEPT_CONDITIONS,
        LetterAction.CONFIRM_IN_WRITING,
        LetterAction.RESUME,
    }
)
"""Acts after which it is the requested side's turn again: days count anew from there."""

UNDECIDED = frozenset({LetterStatus.RECEIVED, LetterStatus.REGISTERING, LetterStatus.ASSESSING, LetterStatus.DECIDING})
"""Where a request stands before anything has been said of it; whoever took a matter over found it there."""

_NOT_COUNTED = frozenset({TimeKind.PROTECTED, TimeKind.PACE})

TAKEN_OVER_DAYS = 30
"""Days that a team has for a matter that it took over silent (EIO directive 12(3): thirty to decide; assumption)."""


def is_unanswered(request: Letter) -> bool:
    """Whether it lies before the requested side, which has said nothing of it."""
    return request.status in UNDECIDED and request.way != TransmissionResult.TO_CONFIRM and not _has_spoken(request)


def _has_spoken(request: Letter) -> bool:
    """Whether the requested side said something of it since it arrived and got all that it had asked for."""
    came = _came(request)
    for step in reversed(request.log):
        if step.action in GIVEN or step.time < came:
            return False
        if step.action in WORDS:
            return True
    return False


def unanswered_days(request: Letter, now: int) -> int:
    """Whole days for which the requested side could have spoken since it came, or since it last got an answer."""
    arrived = _arrived(request)
    held = (
        part.seconds
        for part in request.segments(now)
        if part.start >= arrived and part.holder is Holder.REQUESTED and part.kind not in _NOT_COUNTED
    )
    return sum(held) // DAY


def _came(request: Letter) -> int:
    """When it last reached the requested side."""
    return max((stay.since for stay in request.stays if stay.status == LetterStatus.RECEIVED), default=request.opened)


def _arrived(request: Letter) -> int:
    """From when days are counted: it came, or the asking side last gave what it owed."""
    return max([_came(request), *(step.time for step in request.log if step.action in GIVEN)])


def working(scenario: Scenario, law: LawBook, request: Letter) -> Archetype:
    """How the offices work that have a request: as their country does, or as what governs makes them."""
    pair = scenario.pair(request.requesting, request.requested)
    pace = pace_of(pair, law.kind_of(request.sought), request.content.basis)
    return pace.of(scenario.country(request.requested).archetype)


def plan(state: State, kept: RequestState) -> None:
    """Put on the agenda when somebody has to look: the day after nine of ten would have been answered."""
    request, entry = kept.matter, f"silence/{kept.matter.key}"
    if request.route is not Route.MLA:
        return
    if not is_unanswered(request):
        _note(kept, 0)
        kept.silence_found = False
        state.agenda.cancel(entry)
        return
    if not kept.silence_found and state.agenda.when(entry) is None:
        at = _arrived(request) + (state.law.answered_within(working(state.scenario, state.law, request)) + 1) * DAY
        least = TAKEN_OVER_DAYS * DAY if kept.inherited else 0
        state.agenda.schedule(max(at, least, state.now), entry, SILENCE, (request.key,))


def _note(kept: RequestState, days: int) -> None:
    if kept.silent != days:
        kept.silent = days


def come_due(state: State, entry: Entry) -> None:
    """Somebody looks: silence is found and told, or there is still time."""
    kept = state.part(Letters).requests[str(entry.payload[0])]
    request = kept.matter
    if not is_unanswered(request):
        return
    days = unanswered_days(request, state.now)
    left = state.law.answered_within(working(state.scenario, state.law, request)) + 1 - days
    if left > 0:
        state.agenda.schedule(state.now + left * DAY, entry.key, SILENCE, (request.key,))
        return
    _note(kept, days)
    kept.silence_found = True
    _find(state, request, days)
    for country in (request.requested, request.requesting):
        if country == request.requested and state.settings.help_level(country) == "exam":
            continue
        what = Phrase("digest.silence", (("label", kept.label), ("days", days)))
        told = state.leading(country, OfficeTask.CENTRAL_AUTHORITY)
        state.tell(country, DigestLine(state.now, what, "request", request.key, told))


def _find(state: State, request: Letter, days: int) -> None:
    for each in silence(days, working(state.scenario, state.law, request), state.law):
        state.emit(
            FindingMade(
                at=state.now,
                cause=state.cause,
                by=state.by,
                request=request.key,
                finding=each.code,
                verdict=each.verdict.value,
                against=request.requested,
                facts=(("item", each.item),),
            )
        )


def shown(state: State, kept: RequestState, side: Side) -> tuple[Finding, ...]:
    """What a side sees of it while it lasts: both, except whoever is silent and plays at exam level."""
    request = kept.matter
    if not kept.silent or (side is Side.REQUESTED and state.settings.help_level(request.requested) == "exam"):
        return ()
    return ruled(kept, tuple(silence(kept.silent, working(state.scenario, state.law, request), state.law)))
