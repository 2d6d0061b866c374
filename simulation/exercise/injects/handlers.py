"""The event list by people's hands: a trainer holds, fires, edits, writes and hints; a seat answers."""

from __future__ import annotations

from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.handler import Handler, decided
from simulation.exercise.core.state import State
from simulation.exercise.core.texts import require_text
from simulation.exercise.evidence import gathering
from simulation.exercise.injects import coming, consequences, writing
from simulation.exercise.injects.commands import (
    AnswerInject,
    EditInject,
    FireInject,
    HoldInject,
    ReleaseEarly,
    SendHint,
    WriteInject,
)
from simulation.exercise.injects.events import InjectAnswered
from simulation.exercise.injects.state import HINTS, Answerer, Injects, InjectState
from simulation.exercise.injects.writing import FIRE
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Phrase
from simulation.scenario.checks.play import TRIGGER_EVENTS
from simulation.scenario.schema.play import NO_HINT
from simulation.scenario.schema.scenario import Scenario


def _check_waiting(state: State, command: FireInject | HoldInject) -> None:
    """Whether an inject can be held back or released: it has not fired.

    Raises:
        RuleViolation: Unknown, or fired already.
    """
    if _known(state.part(Injects), command.inject).fired_at is not None:
        raise RuleViolation("inject.fired")


def _check_firing(state: State, command: FireInject) -> None:
    """Likewise, and play has begun."""
    _check_waiting(state, command)
    if not state.clock.move_starts:
        raise RuleViolation("inject.not_yet")


def _hold(state: State, command: HoldInject) -> None:
    key, inject = command.inject, state.part(Injects).injects[command.inject]
    inject.held = command.held
    if not command.held and inject.day is not None and state.agenda.when(f"inject/{key}") is None:
        state.agenda.schedule(state.now, f"inject/{key}", FIRE, (key,))  # its day passed while it was held
    coming.record_change(state, key, "held" if command.held else "released")


def _release(state: State, command: ReleaseEarly) -> None:
    for key in writing.release(state.part(Injects), command):
        coming.record_change(state, key, "early" if command.early else "not_early")


def _check_edit(state: State, command: EditInject) -> None:
    """Whether an inject can be changed or added so.

    Raises:
        RuleViolation: No words, unknown, fired already, or for no country that there is.
    """
    injects = state.part(Injects)
    key = command.inject
    require_text(command.title)
    require_text(command.text)
    if key in injects.injects:
        if injects.injects[key].fired_at is not None:
            raise RuleViolation("inject.fired")
    elif not key.startswith("added/"):
        raise RuleViolation("inject.unknown")
    if command.country is not None and command.country not in state.countries:
        raise RuleViolation("country.unknown", country=command.country)


def _edit(state: State, command: EditInject) -> None:
    injects = state.part(Injects)
    key, day = command.inject, command.day
    known = injects.injects.get(key)
    dated = known is not None and known.day is not None
    if known is None:
        known = injects.injects[key] = InjectState(
            key, command.title, command.text, command.country, day, command.answer_days
        )
    known.title, known.text, known.country = command.title, command.text, command.country
    known.day, known.answer_days = day, command.answer_days
    if day is not None:
        at = max((day - 1) * DAY, state.now)
        state.agenda.schedule(at, f"inject/{key}", FIRE, (key,))
    elif dated:
        state.agenda.cancel(f"inject/{key}")
    coming.record_change(state, key, "edited", command.text)


def _check_hint(state: State, command: SendHint) -> None:
    """Whether a hint can be sent to a country.

    Raises:
        RuleViolation: Unknown inject, no such hint, nobody wrote it, or the country did not get it.
    """
    inject = _known(state.part(Injects), command.inject)
    planned = coming.line(state.part(Injects), command.inject)
    hints = len(inject.hint_texts) if inject.key.startswith(writing.ADDED) else HINTS
    if planned is None or not 1 <= command.number <= hints:
        raise RuleViolation("inject.no_hint")
    if _hint(inject, command.number, state.scenario, state.settings.language) == NO_HINT:
        raise RuleViolation("inject.no_hint")
    if command.country not in inject.countries:
        raise RuleViolation("inject.not_theirs", country=command.country)


def _hint(inject: InjectState, number: int, scenario: Scenario, language: str) -> str:
    """Its words."""
    written = inject.hint_texts[number - 1 : number]
    return written[0] if written else scenario.text(f"{inject.key}.hint{number}", language)


def _send_hint(state: State, command: SendHint) -> None:
    injects = state.part(Injects)
    key, country = command.inject, command.country
    inject = injects.injects[key]
    sent = tuple(sorted({*inject.hints.get(country, ()), command.number}))
    inject.hints = {**inject.hints, country: sent}
    coming.record_change(state, key, "hint", _hint(inject, command.number, state.scenario, state.settings.language))
    offices = coming.offices_of(injects, state.countries, country, key)
    state.tell(country, DigestLine(state.now, Phrase("digest.hint", (("inject", key),)), "inject", key, offices))


def _check_answer(state: State, command: AnswerInject) -> None:
    """Whether a seat can answer so.

    Raises:
        RuleViolation: Unknown, not for this seat, answered already, no such choice, or no words.
    """
    seat, key = require_pen(state, command), command.inject
    inject = _known(state.part(Injects), key)
    planned = coming.line(state.part(Injects), key)
    if seat.country not in inject.countries:
        raise RuleViolation("inject.unknown")
    if planned is not None and planned.offices and seat.office not in planned.offices:
        raise RuleViolation("seat.wrong_office", office=seat.office)
    if seat.country in inject.answers and not inject.is_standing:
        raise RuleViolation("inject.answered")
    choices = planned.choices if planned is not None else ()
    if choices and command.choice not in choices:
        raise RuleViolation("inject.choice")
    if not choices:
        require_text(command.text)


def _answer(state: State, command: AnswerInject) -> None:
    injects = state.part(Injects)
    seat, key, choice, text = require_pen(state, command), command.inject, command.choice, command.text
    inject = injects.injects[key]
    is_first = seat.country not in inject.answers
    inject.answers = {**inject.answers, seat.country: choice or text}
    if choice and text:
        inject.words = {**inject.words, seat.country: text}
    inject.answered_at = {**inject.answered_at, seat.country: state.now}
    inject.answered_by = {**inject.answered_by, seat.country: Answerer(state.by, seat.office)}
    planned = coming.line(state.part(Injects), key)
    decided(state, seat, key, choice or "answered", planned.choices if planned is not None else (), command)
    state.emit(
        InjectAnswered(
            at=state.now,
            cause=state.cause,
            by=state.by,
            inject=key,
            country=seat.country,
            office=seat.office.value,
            choice=choice,
            text=text,
        )
    )
    if planned is not None and choice and is_first:  # a standing matter goes another way from the next time on
        consequences.follow(state, planned, key, seat.country, choice, seat.office)


def _known(injects: Injects, key: str) -> InjectState:
    inject = injects.injects.get(key)
    if inject is None:
        raise RuleViolation("inject.unknown")
    return inject


HANDLERS = (
    Handler(FireInject, _check_firing, lambda state, command: coming.fire(state, command.inject, by_hand=True)),
    Handler(HoldInject, _check_waiting, _hold),
    Handler(EditInject, _check_edit, _edit),
    Handler(
        WriteInject,
        lambda state, command: writing.check(
            state.part(Injects),
            writing.Nameable(
                offices={code: keeper.offices for code, keeper in state.countries.items()},
                happenings=TRIGGER_EVENTS,
                papers={kind: each.exists_of for kind, each in state.part(gathering.DocumentKinds).known.items()},
                things=state.network.entities,
            ),
            command,
        ),
        lambda state, command: coming.record_change(
            state, writing.write(state.part(Injects), state.agenda, state.now, command), "edited", command.text
        ),
    ),
    Handler(
        ReleaseEarly,
        lambda state, command: writing.check_early(state.part(Injects), command),
        _release,
    ),
    Handler(SendHint, _check_hint, _send_hint),
    Handler(AnswerInject, _check_answer, _answer),
)
"""Who checks and performs each command of the event list."""
