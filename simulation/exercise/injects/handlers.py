"""The event list: injects by day, by what happened, by silence, and by the trainer's hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import Actor, Event
from simulation.exercise.core.handler import ComeDue, Handler, decided, subject
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.core.texts import require_text
from simulation.exercise.evidence import gathering
from simulation.exercise.injects import consequences, writing
from simulation.exercise.injects.commands import (
    AnswerInject,
    EditInject,
    FireInject,
    HoldInject,
    ReleaseEarly,
    SendHint,
    WriteInject,
)
from simulation.exercise.injects.events import NEEDLESS, InjectAnswered, InjectChanged, InjectFired
from simulation.exercise.injects.state import HINTS, Injects, InjectState
from simulation.exercise.injects.triggers import happened, hold_of, is_needless, is_over
from simulation.exercise.injects.views import paper_key
from simulation.exercise.injects.writing import FIRE, SILENCE
from simulation.exercise.matters import deadlines
from simulation.exercise.measures.kinds import HomeMeasures
from simulation.exercise.measures.protection import protection_of
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.seats import duty_officer
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Phrase
from simulation.network import questions
from simulation.network.shocks import shocks
from simulation.scenario.checks.play import TRIGGER_EVENTS
from simulation.scenario.schema.play import NO_HINT, Inject, MeasureKind
from simulation.scenario.schema.scenario import Scenario

LAPSE = "exercise.lapse"
"""Rule of the agenda for an inject that nobody has answered in time."""

STANDING = "exercise.standing"
"""Rule of the agenda by which recurring work goes the way that was settled once."""


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
    _changed(state, key, "held" if command.held else "released")


def _release(state: State, command: ReleaseEarly) -> None:
    for key in writing.release(state.part(Injects), command):
        _changed(state, key, "early" if command.early else "not_early")


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
    _changed(state, key, "edited", command.text)


def _check_hint(state: State, command: SendHint) -> None:
    """Whether a hint can be sent to a country.

    Raises:
        RuleViolation: Unknown inject, no such hint, nobody wrote it, or the country did not get it.
    """
    inject = _known(state.part(Injects), command.inject)
    planned = line(state.part(Injects), command.inject)
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
    _changed(state, key, "hint", _hint(inject, command.number, state.scenario, state.settings.language))
    what = Phrase("digest.hint", (("inject", key),))
    state.tell(
        country,
        DigestLine(state.now, what, "inject", key, _offices(state.part(Injects), state.countries, country, key)),
    )


def _check_answer(state: State, command: AnswerInject) -> None:
    """Whether a seat can answer so.

    Raises:
        RuleViolation: Unknown, not for this seat, answered already, no such choice, or no words.
    """
    seat, key = require_pen(state, command), command.inject
    inject = _known(state.part(Injects), key)
    planned = line(state.part(Injects), key)
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
    inject.answered_by = {**inject.answered_by, seat.country: state.by}
    planned = line(state.part(Injects), key)
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


def plan(state: State) -> None:
    """Put the scenario's event list on the agenda."""
    listed = state.scenario.play.injects
    state.part(Injects).triggered = tuple(inject for inject in listed if inject.trigger.event is not None)
    for inject in listed:
        trigger = inject.trigger
        day = None if trigger.day is None else trigger.day + trigger.delay_days
        _list(state, inject, inject.key, day)
        if day is not None:
            state.agenda.schedule(max((day - 1) * DAY, 0), f"inject/{inject.key}", FIRE, (inject.key,))
        elif trigger.by_day is not None:
            rule, name = (SILENCE, "silence") if trigger.silence is not None else (FIRE, "latest")
            state.agenda.schedule((trigger.by_day - 1) * DAY, f"{name}/{inject.key}", rule, (inject.key,))


def _list(state: State, inject: Inject, key: str, day: int | None) -> None:
    injects = state.part(Injects)
    words, language = state.scenario.text, state.settings.language
    title, text = words(f"{inject.key}.title", language), words(f"{inject.key}.text", language)
    injects.injects[key] = InjectState(key, title, text, inject.country, day, inject.answer_days, inject)


def notice(state: State, events: tuple[Event, ...]) -> None:
    """See whether what just happened triggers an inject; it fires after its delay, at the earliest a moment later."""
    injects = state.part(Injects)
    for inject in injects.triggered:
        if injects.injects[inject.key].fired_at is not None or state.agenda.when(f"inject/{inject.key}") is not None:
            continue
        cause = next((event for event in events if happened(state, inject.trigger, event)), None)
        if cause is not None:
            at = state.now + inject.trigger.delay_days * DAY
            state.agenda.schedule(at, f"inject/{inject.key}", FIRE, (inject.key, *hold_of(cause)))


def listen(state: State, key: str) -> None:
    """Fire an inject whose matter, or earlier inject, is still without an answer.

    What came while days passed is asked about a day after people could first read it.
    """
    inject = line(state.part(Injects), key)
    if inject is None or inject.trigger.silence is None:
        return
    about = inject.trigger.silence
    request = state.part(Letters).requests.get(about)
    earlier = state.part(Injects).injects.get(about)
    silent = (request is not None and not request.matter.is_final) or (
        earlier is not None and earlier.fired_at is not None and not earlier.answers
    )
    if not silent:
        return
    if earlier is not None and earlier.fired_at is not None:
        hours = [deadlines.office_hours(state, country) for country in earlier.countries]
        if not any(each.were_open(earlier.fired_at, state.now) for each in hours):
            read = max(each.seen_from(earlier.fired_at) for each in hours)
            state.agenda.schedule(max(read, state.now) + DAY, f"silence/{key}", SILENCE, (key,))
            return
    at = state.now + inject.trigger.delay_days * DAY
    state.agenda.schedule(at, f"inject/{key}", FIRE, (key,))


def fire(state: State, key: str, *hold: str, by_hand: bool = False) -> None:
    """Let an inject reach its seats, with its paper and its shock.

    Args:
        state: The exercise.
        key: The inject.
        hold: The hold on which it speaks, see `hold_of`: once that is over it waits for another. Nothing for any other
            inject.
        by_hand: The trainer fires it.
    """
    injects = state.part(Injects)
    inject = injects.injects[key]
    if inject.fired_at is not None:
        return
    if inject.held and not by_hand:
        inject.day = state.day  # its moment came: it fires when it is released
        return
    planned = line(state.part(Injects), key)
    if not by_hand and is_over(hold, state.countries):
        return  # it waits for the next one
    files = [country.file for country in state.countries.values()]
    if (
        planned is not None
        and not by_hand
        and is_needless(planned.trigger, state.part(HomeMeasures), state.network, files)
    ):
        inject.day = state.day
        _changed(state, key, NEEDLESS)
        if planned.country is not None:
            file = state.countries[planned.country].file
            for told in _kept_safe(file, planned, state.now, partial(questions.key_of, state.network)):
                state.tell(planned.country, told, news=f"kept_safe/{told.about}")
        return
    inject.fired_at = state.now
    inject.countries = (inject.country,) if inject.country else tuple(each.code for each in state.scenario.played)
    state.emit(
        InjectFired(
            at=state.now,
            cause=state.cause,
            by=state.by,
            inject=key,
            countries=inject.countries,
            by_hand=by_hand,
            title=inject.title,
            text=inject.text,
        )
    )
    if planned is not None:
        _bring(state, inject, planned)
        _plan_again(state.agenda, planned, state.now)
        if planned.unanswered is not None:
            days = (inject.last_day(deadlines.office_hours(state, country), state.now) for country in inject.countries)
            at = max(days, default=state.day) * DAY
            state.agenda.schedule(at, f"lapse/{key}", LAPSE, (key,))
    what = Phrase("digest.inject", (("inject", key),))
    for country in inject.countries:
        state.tell(
            country,
            DigestLine(state.now, what, "inject", key, _offices(state.part(Injects), state.countries, country, key)),
            news=key,
        )


def _kept_safe(file: CaseFile, planned: Inject, now: int, key_of: Callable[[str], str]) -> Iterator[DigestLine]:
    """What a team is told whose order of protection was in time: nothing happened to the person."""
    for each in planned.trigger.unless:
        order = protection_of(file, key_of(each.target))
        if each.order is MeasureKind.PROTECTION and order is not None:
            what = Phrase("digest.kept_safe", (("person", key_of(each.target)), ("at", order.ordered)))
            yield DigestLine(now, what, "measure", order.key, (order.office,))


def lapse(state: State, key: str) -> None:
    """Time is over: where nobody has answered, what the scenario says for that case holds; nobody decided it."""
    injects = state.part(Injects)
    inject, planned = injects.injects[key], line(state.part(Injects), key)
    if planned is None or planned.unanswered is None:
        return
    for country in inject.countries:
        if country in inject.answers:
            continue
        inject.answers = {**inject.answers, country: planned.unanswered}
        inject.answered_by = {**inject.answered_by, country: Actor.NOBODY}
        state.emit(
            InjectAnswered(
                at=state.now,
                cause=state.cause,
                by=state.by,
                inject=key,
                country=country,
                office="",
                choice=planned.unanswered,
                text="",
            )
        )
        duty_officer.tell_lapse(state, country, key, _offices(state.part(Injects), state.countries, country, key))
        consequences.follow(state, planned, key, country, planned.unanswered, None)


def _later(state: State, entry: Entry) -> None:
    """What follows from an answer after some days."""
    key, number, country, office = entry.payload
    planned = line(state.part(Injects), str(key))
    if planned is not None:
        consequences.happen_later(state, planned, str(key), int(number), str(country), str(office))


def line(injects: Injects, key: str) -> Inject | None:
    """The scenario's line of the event list, whichever time it comes; None for one that the trainer added."""
    inject = injects.injects.get(key)
    return None if inject is None else inject.planned


def _plan_again(agenda: Agenda, inject: Inject, now: int) -> None:
    every = inject.trigger.every_days
    if every:
        agenda.schedule(now + every * DAY, f"standing/{inject.key}", STANDING, (inject.key,))


def _stand(state: State, entry: Entry) -> None:
    """Recurring work came again: it goes the way that was settled, without a further message."""
    key = subject(entry)
    inject, planned = state.part(Injects).injects[key], line(state.part(Injects), key)
    if planned is None or state.clock.is_over:
        return
    for country in inject.countries:
        choice = inject.answers.get(country)
        if choice is not None:
            consequences.follow(state, planned, key, country, choice, None, again=state.day)
    _plan_again(state.agenda, planned, state.now)


def _bring(state: State, fired: InjectState, inject: Inject) -> None:
    """What comes with an event: its paper where anybody holds anything, and its shock."""
    enclosed = fired.besides.paper
    if enclosed is not None:
        for country in fired.countries:
            key = paper_key(fired.key, country)
            own = gathering.make(state, enclosed.kind, enclosed.about, country, key, gathering.HOME)
            if own is not None:
                gathering.file_document(
                    state, country, own, fired.key, _offices(state.part(Injects), state.countries, country, fired.key)
                )
    if inject.document is not None:
        from_scenario = next(each for each in state.scenario.play.documents if each.key == inject.document)
        target = questions.key_of(state.network, from_scenario.target)
        paper = gathering.make(
            state,
            from_scenario.kind,
            target,
            from_scenario.country,
            from_scenario.key,
            gathering.HOME,
            start=(from_scenario.from_day - 1) * DAY,
            end=min(from_scenario.to_day * DAY, state.now),
        )
        if paper is not None:
            gathering.file_document(state, from_scenario.country, paper, inject.key, (from_scenario.office,))
    if inject.shock is not None:
        shocks.apply(state.network, inject.shock, state.now)


def _known(injects: Injects, key: str) -> InjectState:
    inject = injects.injects.get(key)
    if inject is None:
        raise RuleViolation("inject.unknown")
    return inject


def _offices(injects: Injects, countries: Mapping[str, CountryState], country: str, key: str) -> tuple[Office, ...]:
    planned = line(injects, key)
    return planned.offices if planned is not None and planned.offices else countries[country].offices


def _changed(state: State, key: str, change: str, text: str = "") -> None:
    state.emit(InjectChanged(at=state.now, cause=state.cause, by=state.by, inject=key, change=change, text=text))


HANDLERS = (
    Handler(FireInject, _check_firing, lambda state, command: fire(state, command.inject, by_hand=True)),
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
        lambda state, command: _changed(
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


COMES_DUE: Mapping[str, ComeDue] = {
    FIRE: lambda state, entry: fire(state, *(str(each) for each in entry.payload)),
    SILENCE: lambda state, entry: listen(state, subject(entry)),
    LAPSE: lambda state, entry: lapse(state, subject(entry)),
    STANDING: _stand,
    consequences.LATER: _later,
}
"""What comes due of it, by the rule of the agenda."""
