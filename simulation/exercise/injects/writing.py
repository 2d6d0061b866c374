"""Events that control writes in the room: checked, and made into a line like those of the scenario.

Such a line has no codes of its own: its choices and hints are the words themselves.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from simulation.exercise.core.texts import require_text
from simulation.exercise.injects.commands import EnclosedPaper, ReleaseEarly, WriteInject
from simulation.exercise.injects.state import HINTS, Besides, Injects, InjectState
from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.time.stage_times import OfficeQueue
from simulation.scenario.schema.play import AnswerEffect, DocumentKind, Inject, Trigger

ADDED = "added/"
"""Before the key of a line that control has added."""

MOST_CHOICES = 6
"""Choices of a line (assumption: more are not read at a desk)."""

LONGEST_CHOICE = 200
"""Letters of a choice (assumption: it is read at a glance)."""

LONGEST_ENCLOSURE = 6000
"""Characters of a text that comes with an event: about two pages (assumption: more is not read in office hours)."""

MOST_WORK = 60
"""Days of work for each hand that a choice may bring or put off, as in a scenario."""

ANSWERED = "InjectAnswered"
"""The event for which a line waits that follows an answer."""


@dataclass(frozen=True, slots=True)
class Nameable:
    """What an event that control writes may name.

    Attributes:
        offices: Offices of each played country.
        happenings: Codes of what it may wait for.
        papers: Kinds of papers, each with what alone it exists of; empty for anything.
        things: Everything in the world, by key.
    """

    offices: Mapping[str, tuple[Office, ...]]
    happenings: Container[str]
    papers: Mapping[DocumentKind, frozenset[EntityKind]]
    things: Mapping[str, Entity]


def check(injects: Injects, known_to: Nameable, command: WriteInject) -> None:
    """Whether an event can be written so.

    Args:
        injects: The event list.
        known_to: What it may name.
        command: What is to be written.

    Raises:
        RuleViolation: No words; fired already, or not control's own; no such country, seat, choice, hint, event,
            trigger or paper; too much enclosed.
    """
    require_text(command.title)
    require_text(command.text)
    known = injects.injects.get(command.inject)
    if not command.inject.startswith(ADDED):
        raise RuleViolation("inject.unknown")
    if known is not None and known.fired_at is not None:
        raise RuleViolation("inject.fired")
    offices = known_to.offices
    if command.country is not None and command.country not in offices:
        raise RuleViolation("country.unknown", country=command.country)
    there = offices.values() if command.country is None else (offices[command.country],)
    if any(office not in {each for held in there for each in held} for office in command.offices):
        raise RuleViolation("inject.no_seat")
    choices = command.choices
    if len(choices) > MOST_CHOICES or len(set(choices)) < len(choices) or not all(each.strip() for each in choices):
        raise RuleViolation("inject.odd_choices", most=MOST_CHOICES)
    if command.unanswered and command.unanswered not in choices:
        raise RuleViolation("inject.odd_unanswered")
    if {each.choice for each in command.outcomes} - {"", *choices}:
        raise RuleViolation("inject.choice")
    desks = {desk.value for desk in OfficeQueue}
    if any(each.desk not in desks or abs(each.days) > MOST_WORK or each.after_days < 0 for each in command.outcomes):
        raise RuleViolation("inject.odd_outcome", most=MOST_WORK)
    if command.unanswered and not command.answer_days:
        raise RuleViolation("inject.no_time")
    if len(command.hints) > HINTS:
        raise RuleViolation("inject.no_hint")
    if len(command.enclosure) > LONGEST_ENCLOSURE:
        raise RuleViolation("inject.long_enclosure", most=LONGEST_ENCLOSURE)
    if command.paper is not None:
        _check_paper(known_to, command.paper)
    _check_trigger(injects, known_to.happenings, command)


def _check_paper(known_to: Nameable, paper: EnclosedPaper) -> None:
    about, of = known_to.things.get(paper.about), known_to.papers.get(paper.kind)
    if about is None or of is None or (of and about.kind not in of):
        raise RuleViolation("inject.odd_paper")


def _check_trigger(injects: Injects, happenings: Container[str], command: WriteInject) -> None:
    about = injects.injects.get(command.about)
    waits_for_line = command.event == ANSWERED or (not command.event and bool(command.about))
    if waits_for_line and (about is None or command.about == command.inject):
        raise RuleViolation("inject.waits_for_what")
    if not waits_for_line and command.event and command.event not in happenings:
        raise RuleViolation("inject.waits_for_what")
    if waits_for_line and not command.event and command.by_day is None:
        raise RuleViolation("inject.until_when")


def write(injects: Injects, agenda: Agenda, now: int, command: WriteInject) -> str:
    """Put an event on the list, or anew in place of what control wrote before, plan when it comes, and give its key.

    Args:
        injects: The event list.
        agenda: What is due when.
        now: The second reached.
        command: What is written, checked.
    """
    key, about = command.inject, injects.injects.get(command.about)
    planned = line_of(command)
    known = injects.injects.get(key)
    if known is None:
        known = injects.injects[key] = InjectState(key, "", "", None, None, 0)
    known.title, known.text, known.country = command.title, command.text, command.country
    known.day, known.answer_days, known.planned = command.day, command.answer_days, planned
    title = about.title if about is not None else ""
    known.hint_texts = command.hints
    known.besides = Besides(command.expected, title, command.enclosure, command.paper)
    for rule in ("inject", "silence"):
        agenda.cancel(f"{rule}/{key}")
    injects.triggered = tuple(each for each in injects.triggered if each.key != key)
    if planned.trigger.event is not None:
        injects.triggered += (planned,)
    elif planned.trigger.silence is not None:
        agenda.schedule(max((command.by_day or 1) - 1, now // DAY) * DAY, f"silence/{key}", SILENCE, (key,))
    elif command.day is not None:
        agenda.schedule(max((command.day - 1) * DAY, now), f"inject/{key}", FIRE, (key,))
    return key


def _trigger(command: WriteInject) -> Trigger:
    delay, about = command.delay_days, command.about
    if command.event == ANSWERED and command.choice:
        about = f"{about}/{command.choice}"
    if command.event:
        return Trigger.model_construct(
            event=command.event, about=about or None, country=command.from_country, delay_days=delay
        )
    if about:
        return Trigger.model_construct(silence=about, by_day=command.by_day, delay_days=delay)
    return Trigger.model_construct(day=command.day)


def check_early(injects: Injects, command: ReleaseEarly) -> None:
    """Whether interpreters can be given these events ahead, or no longer: none has come.

    Raises:
        RuleViolation: None is named, unknown, or fired already.
    """
    found = [injects.injects.get(key) for key in command.injects]
    if not found or None in found:
        raise RuleViolation("inject.unknown")
    if any(each is not None and each.fired_at is not None for each in found):
        raise RuleViolation("inject.fired")


def release(injects: Injects, command: ReleaseEarly) -> tuple[str, ...]:
    """Give events to interpreters, or take them back; gives the keys of those that changed."""
    changed = tuple(key for key in command.injects if injects.injects[key].is_early is not command.early)
    for key in changed:
        injects.injects[key].is_early = command.early
    return changed


def line_of(command: WriteInject) -> Inject:
    """What control wrote as a line of the event list; words stand where a scenario has codes."""
    return Inject.model_construct(  # its choices are words, which the codes of a scenario may not be
        key=command.inject,
        trigger=_trigger(command),
        contingency=False,
        sender=command.sender,
        country=command.country,
        offices=command.offices,
        answer_days=command.answer_days,
        choices=command.choices,
        unanswered=command.unanswered or None,
        consequences=tuple(
            AnswerEffect.model_construct(answer=each.choice, desk=each.desk, days=each.days, after_days=each.after_days)
            for each in command.outcomes
        ),
    )


FIRE = "exercise.inject"
"""Rule of the agenda that fires an inject."""

SILENCE = "exercise.silence"
"""Rule of the agenda that looks whether something is still unanswered."""
