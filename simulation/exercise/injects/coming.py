"""How an inject comes: by day, by what happened, by silence or again and again, and what follows when time is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import Actor, Event
from simulation.exercise.core.handler import ComeDue, subject
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence import gathering
from simulation.exercise.injects import consequences
from simulation.exercise.injects.events import NEEDLESS, InjectAnswered, InjectChanged, InjectFired
from simulation.exercise.injects.state import Answerer, Injects, InjectState
from simulation.exercise.injects.triggers import happened, hold_of, is_needless, is_over
from simulation.exercise.injects.views import paper_key
from simulation.exercise.injects.writing import FIRE, SILENCE
from simulation.exercise.matters import deadlines
from simulation.exercise.measures.kinds import HomeMeasures
from simulation.exercise.measures.protection import protection_of
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.seats import duty_officer
from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.terms import Office, Phrase
from simulation.network import questions
from simulation.network.shocks import shocks
from simulation.scenario.schema.play import Inject, MeasureKind

LAPSE = "exercise.lapse"
"""Rule of the agenda for an inject that nobody has answered in time."""

STANDING = "exercise.standing"
"""Rule of the agenda by which recurring work goes the way that was settled once."""


def line(injects: Injects, key: str) -> Inject | None:
    """The scenario's line of the event list, whichever time it comes; None for one that the trainer added."""
    inject = injects.injects.get(key)
    return None if inject is None else inject.planned


def offices_of(injects: Injects, countries: Mapping[str, CountryState], country: str, key: str) -> tuple[Office, ...]:
    """Offices that an inject reaches in a country: those that the scenario names, or all that there are."""
    planned = line(injects, key)
    return planned.offices if planned is not None and planned.offices else countries[country].offices


def record_change(state: State, key: str, what: str, text: str = "") -> None:
    """Write down that an inject was held, released, edited, hinted at or not needed (`what`)."""
    state.emit(InjectChanged(at=state.now, cause=state.cause, by=state.by, inject=key, change=what, text=text))


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
        record_change(state, key, NEEDLESS)
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
            DigestLine(state.now, what, "inject", key, offices_of(state.part(Injects), state.countries, country, key)),
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
        inject.answered_by = {**inject.answered_by, country: Answerer(Actor.NOBODY)}
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
        duty_officer.tell_lapse(state, country, key, offices_of(state.part(Injects), state.countries, country, key))
        consequences.follow(state, planned, key, country, planned.unanswered, None)


def _later(state: State, entry: Entry) -> None:
    """What follows from an answer after some days."""
    key, number, country, office = entry.payload
    planned = line(state.part(Injects), str(key))
    if planned is not None:
        consequences.happen_later(state, planned, str(key), int(number), str(country), str(office))


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
                    state, country, own, fired.key, offices_of(state.part(Injects), state.countries, country, fired.key)
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
            replace(gathering.HOME, is_evidence=from_scenario.evidence),
            start=(from_scenario.from_day - 1) * DAY,
            end=min(from_scenario.to_day * DAY, state.now),
        )
        if paper is not None:
            gathering.file_document(state, from_scenario.country, paper, inject.key, (from_scenario.office,))
    if inject.shock is not None:
        shocks.apply(state.network, inject.shock, state.now)


COMES_DUE: Mapping[str, ComeDue] = {
    FIRE: lambda state, entry: fire(state, *(str(each) for each in entry.payload)),
    SILENCE: lambda state, entry: listen(state, subject(entry)),
    LAPSE: lambda state, entry: lapse(state, subject(entry)),
    STANDING: _stand,
    consequences.LATER: _later,
}
"""What comes due of it, by the rule of the agenda."""
