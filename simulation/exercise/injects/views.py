"""Injects as those whom they reached see them, and as control does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from simulation.casework.file.case_file import FileEntry
from simulation.casework.file.measures import measure_rule
from simulation.exercise.core.derived import Made
from simulation.exercise.core.event import Actor
from simulation.exercise.injects.commands import EnclosedPaper
from simulation.exercise.injects.state import HINTS, Answerer, InjectState
from simulation.exercise.matters.deadlines import OfficeHours
from simulation.exercise.procedures.letter.play.state import RequestState
from simulation.kernel.agenda import DAY
from simulation.kernel.registers import Register
from simulation.kernel.terms import Office, Phrase
from simulation.scenario.schema.play import Inject
from simulation.scenario.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class InjectView:
    """An inject that reached this team; its words come from the scenario's texts unless edited.

    `unanswered` is the choice that holds when nobody answers in time, "" when it stays open; `answered_at` is when a
    seat answered, None when none did, and `answered_by` who did it: nobody, when the time for it had passed;
    `answered_in` is the office of that seat; `words` is what it wrote beside its choice; `hint_texts` are the words
    of the hints that were sent, where control wrote them; `is_standing`: recurring work, of which the answer may be
    changed for the next time; `enclosure` is a text that control sent with it; `forceful` are the choices that order a
    search, an arrest or a seizure.
    """

    key: str
    at: int
    sender: str
    offices: tuple[Office, ...]
    title: str
    text: str
    choices: tuple[str, ...]
    answer_due_day: int | None
    answered: str
    document: str
    hints: tuple[int, ...]
    unanswered: str = ""
    answered_at: int | None = None
    answered_by: Actor = Actor.NOBODY
    answered_in: Office | None = None
    words: str = ""
    hint_texts: tuple[str, ...] = ()
    is_standing: bool = False
    enclosure: str = ""
    forceful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AheadView:
    """An event that interpreters of a team may read before it comes; `day` is when, None where that is open."""

    key: str
    sender: str
    offices: tuple[Office, ...]
    title: str
    text: str
    choices: tuple[str, ...]
    enclosure: str
    day: int | None


@dataclass(frozen=True, slots=True)
class InjectLine:
    """A line of control's event list: state `fired`, `waiting`, `armed`, `held` or `not_needed`.

    `answered_by` are the countries whose people answered; `stood_in` those where others did, with who: an automatic
    player, or nobody when the time for an answer had passed; `answer_days` those within which one is expected. Of one
    that control wrote, `written` is the line, `expected` and `hint_texts` are its words for the trainer, `enclosure`
    and `paper` what comes with it. `is_early`: interpreters may read it before it comes. `is_needless`: it has not
    come, and what it asks for is done or under way.
    """

    key: str
    title: str
    text: str
    trigger: Phrase
    day: int | None
    state: str
    fired_at: int | None
    countries: tuple[str, ...]
    answered_by: tuple[str, ...]
    contingency: bool
    hints_sent: tuple[int, ...]
    stood_in: tuple[tuple[str, Actor], ...] = ()
    answer_days: int = 0
    written: Inject | None = None
    expected: str = ""
    hint_texts: tuple[str, ...] = ()
    enclosure: str = ""
    paper: EnclosedPaper | None = None
    is_early: bool = False
    is_needless: bool = False


class ReachedInject(NamedTuple):
    """An inject as a country sees it that it has reached: with the paper that it brings, and before that has come."""

    shown: InjectView
    before_its_paper: InjectView


def reached_inject(
    inject: InjectState, hours: Made[OfficeHours], country: str, offices: tuple[Office, ...]
) -> ReachedInject | None:
    """An inject as a country that it has reached sees it; None where it has not.

    Args:
        inject: The inject.
        hours: The country's office hours.
        country: Its code.
        offices: Its offices, all of which get what names none.
    """
    if inject.fired_at is None or country not in inject.countries:
        return None
    planned, at = inject.planned, inject.fired_at
    answerer = inject.answered_by.get(country, Answerer(Actor.NOBODY))
    shown = InjectView(
        key=inject.key,
        at=at,
        sender=planned.sender if planned is not None else "control",
        offices=planned.offices if planned is not None and planned.offices else offices,
        title=inject.title,
        text=inject.text,
        choices=planned.choices if planned is not None else (),
        answer_due_day=inject.last_day(hours(), at) if inject.answer_days else None,
        answered=inject.answers.get(country, ""),
        document=paper_key(inject.key, country)
        if inject.besides.paper is not None
        else (planned.document or "")
        if planned is not None
        else "",
        hints=tuple(number for number in inject.hints.get(country, ()) if number <= HINTS),
        unanswered=planned.unanswered or "" if planned is not None else "",
        answered_at=inject.answered_at.get(country),
        words=inject.words.get(country, ""),
        answered_by=answerer.by,
        answered_in=answerer.office,
        hint_texts=tuple(inject.hint_texts[number - 1] for number in inject.hints.get(country, ()))
        if inject.hint_texts
        else (),
        is_standing=inject.is_standing,
        enclosure=inject.besides.enclosure,
        forceful=_forceful(planned),
    )
    return ReachedInject(shown, replace(shown, document="") if shown.document else shown)


def _forceful(planned: Inject | None) -> tuple[str, ...]:
    rows = planned.consequences if planned is not None else ()
    return tuple(row.answer for row in rows if row.order is not None and measure_rule(row.order).intrusive)


def paper_key(inject: str, country: str) -> str:
    """The key of the paper that comes with an event of control's own into the file of a country."""
    return f"{inject}/{country.lower()}"


def event_ahead(inject: InjectState, country: str, offices: tuple[Office, ...]) -> AheadView | None:
    """An event as interpreters of a country may read it before it comes; None where they may not.

    Args:
        inject: The event.
        country: Code of the country.
        offices: Its offices, all of which get what names none.
    """
    if not inject.is_early or inject.fired_at is not None or inject.country not in {None, country}:
        return None
    planned = inject.planned
    return AheadView(
        key=inject.key,
        sender=planned.sender if planned is not None else "control",
        offices=planned.offices if planned is not None and planned.offices else offices,
        title=inject.title,
        text=inject.text,
        choices=planned.choices if planned is not None else (),
        enclosure=inject.besides.enclosure,
        day=inject.day,
    )


def injects_in_order(reached: Made[tuple[ReachedInject, ...]]) -> tuple[ReachedInject, ...]:
    """The injects that have reached a country, the first first."""
    return tuple(sorted(reached(), key=lambda each: (each.shown.at, each.shown.key)))


def injects_of(reached: Made[tuple[ReachedInject, ...]], filed: Register[str, FileEntry]) -> tuple[InjectView, ...]:
    """The injects that have reached a country; the paper of one is named once it is in the country's file."""
    return tuple([each.shown if each.shown.document in filed else each.before_its_paper for each in reached()])


def inject_line(
    inject: InjectState,
    now: int,
    armed_at: int | None,
    letters: Mapping[str, RequestState],
    scenario: Scenario,
    *,
    is_needless: bool = False,
    is_answered: bool = False,
) -> InjectLine:
    """A line of control's event list.

    Args:
        inject: The inject.
        now: The second reached.
        armed_at: When it fires, None where that is open.
        letters: The requests, of which one may be what it waits for.
        scenario: The scenario, for its texts.
        is_needless: What it asks for is done or under way.
        is_answered: The silence for which it waits has been broken.
    """
    planned = inject.planned
    if inject.fired_at is not None:
        status = "fired"
    elif inject.held:
        status = "held"
    elif armed_at is not None:
        status = "armed"
    elif is_answered or (
        planned is not None and (_is_past(planned, now) or (planned.trigger.unless and _came(inject, now)))
    ):
        status = "not_needed"
    else:
        status = "waiting"
    return InjectLine(
        key=inject.key,
        title=inject.title,
        text=inject.text,
        trigger=_trigger(inject, letters, scenario),
        day=inject.fired_at // DAY + 1
        if inject.fired_at is not None
        else (armed_at // DAY + 1 if armed_at is not None else inject.day),
        state=status,
        fired_at=inject.fired_at,
        countries=inject.countries or ((inject.country,) if inject.country else ()),
        answered_by=tuple(code for code in inject.answers if inject.answered_by[code].by.is_person),
        stood_in=tuple(
            (code, inject.answered_by[code].by) for code in inject.answers if not inject.answered_by[code].by.is_person
        ),
        contingency=planned.contingency if planned is not None else False,
        hints_sent=tuple(sorted({number for sent in inject.hints.values() for number in sent})),
        answer_days=inject.answer_days,
        written=planned if inject.key.startswith("added/") else None,
        expected=inject.besides.expected,
        hint_texts=inject.hint_texts,
        enclosure=inject.besides.enclosure,
        paper=inject.besides.paper,
        is_early=inject.is_early,
        is_needless=is_needless and inject.fired_at is None,
    )


def _is_past(planned: Inject, now: int) -> bool:
    """Whether the time for a silence is over, which was broken."""
    return planned.trigger.silence is not None and (planned.trigger.by_day or 0) * DAY < now


def _came(inject: InjectState, now: int) -> bool:
    """Whether its moment came: what it asks for was so already."""
    return inject.day is not None and (inject.day - 1) * DAY <= now


def _trigger(inject: InjectState, letters: Mapping[str, RequestState], scenario: Scenario) -> Phrase:
    planned = inject.planned
    trigger = planned.trigger if planned is not None else None
    if trigger is None or (trigger.event is None and trigger.silence is None):
        return Phrase("trigger.day", (("day", inject.day or 0),))
    if trigger.event == "InjectAnswered":
        return Phrase("trigger.answer", (("title", inject.besides.waits_for), ("country", trigger.country or "")))
    if trigger.event is not None:
        return Phrase("trigger.event", (("event", trigger.event), ("country", trigger.country or "")))
    about = letters.get(trigger.silence or "")
    label = about.label if about is not None else inject.besides.waits_for or scenario.text(f"{trigger.silence}.title")
    return Phrase("trigger.silence", (("about", label), ("day", trigger.by_day or 0)))
