"""The event list as rows, and one event with all its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.core.event import Actor
from simulation.exercise.injects.views import InjectLine, InjectView
from simulation.exercise.views.control_view import ControlView
from simulation.kernel.terms import Phrase
from simulation.scenario.schema.play import NO_HINT, Inject, planned_as
from webapp.control.value_names import (
    country,
    has_words,
    known_labels,
    names,
    office,
    persona,
    say,
    subjects,
    worded,
)
from webapp.pages.frame import day_text
from webapp.pages.page import all_views, text
from webapp.text.names import choice_words
from webapp.text.say import say_code
from webapp.text.signing import signature_for_control
from webapp.visit.handles import handle_of

HINTS = (1, 2, 3)

MISSED = "missed"
"""State of a line that had not come when play ended."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a country answered, by choice and in its own words; `signed` says when its people did not."""

    code: str
    country: str
    text: str
    words: str
    signed: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the event list."""

    key: str
    anchor: str
    day_text: str
    title: str
    trigger: str
    state: str
    state_text: str
    url: str
    fire_url: str
    confirm: str
    to_text: str
    command: str
    more: int = 0
    answers: tuple[Answer, ...] = ()
    is_early: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """One of up to three hints."""

    number: int
    text: str
    sent_to: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What a line of the printed list says besides: the words, from whom and to which seats, what it is for."""

    text: str
    sender: str
    seats: str
    purpose: str
    expected: str
    hints: tuple[Hint, ...]
    objectives: tuple[str, ...]


def printed(line: InjectLine) -> Printed:
    """A line as a trainer without a screen needs it."""
    inject = whole(line)
    return Printed(
        text_of(line),
        sender_of(inject),
        offices_text(inject),
        trainers_words(line, "purpose"),
        trainers_words(line, "expected"),
        hints(line),
        objectives(inject),
    )


def number_of(line: InjectLine, view: ControlView) -> int:
    """Its number in the list, from 1: the order in which lines were put on it, which nothing that happens changes."""
    return view.injects.index(line) + 1


def without_answer(line: InjectLine) -> tuple[str, ...]:
    """The countries whose answer is expected and has not come."""
    if line.fired_at is None or not line.answer_days:
        return ()
    return tuple(code for code, got in reached(line.key).items() if not got.answered)


def trainers_words(line: InjectLine, part: str) -> str:
    """What the scenario tells the trainer of a line, "" for nothing: its `purpose`, or what is `expected`."""
    if part == "expected" and line.expected:
        return line.expected
    key = f"{line.key}.{part}"
    return text(key) if has_words(key) else ""


def planned(key: str) -> Inject | None:
    """The scenario's line; None for one that the trainer added."""
    return planned_as(all_views().scenario.play, key)


def whole(line: InjectLine) -> Inject | None:
    """The line with everything in it, the scenario's or control's own; None for one that has only words and a day."""
    return line.written or planned(line.key)


def ordered(view: ControlView) -> tuple[InjectLine, ...]:
    """By day, those without a day last."""
    return tuple(sorted(view.injects, key=lambda line: (line.day is None, line.day or 0, line.key)))


def folded(lines: Sequence[InjectLine]) -> tuple[tuple[tuple[InjectLine, int], ...], tuple[InjectLine, ...]]:
    """The list without the later turns of what comes again and again, and those turns.

    Of a line that comes in numbers (`inject/outside_files/3`), the next turn that has not come stands in the list, with
    how many follow it.
    """
    coming: dict[str, list[InjectLine]] = {}
    for line in lines:
        if line.fired_at is None and line.key.rpartition("/")[2].isdecimal():
            coming.setdefault(line.key.rpartition("/")[0], []).append(line)
    later = {line.key for turns in coming.values() for line in turns[1:]}
    follows = {turns[0].key: len(turns) - 1 for turns in coming.values()}
    shown = tuple((line, follows.get(line.key, 0)) for line in lines if line.key not in later)
    return shown, tuple(line for line in lines if line.key in later)


def following(view: ControlView) -> str:
    """The key of the line that comes next by itself, "" for none; after the end of play none does."""
    if view.clock.is_over:
        return ""
    coming = [line for line in ordered(view) if line.state == "armed"]
    return coming[0].key if coming else ""


def row(line: InjectLine, view: ControlView, next_key: str, more: int = 0) -> EventRow:
    """A line in words; `more` is how many turns of the same line follow it."""
    to = ", ".join(line.countries) if line.countries else _("all countries")
    is_missed = view.clock.is_over and line.fired_at is None
    state = MISSED if is_missed else "next" if line.key == next_key else line.state
    can_fire = line.fired_at is None and view.clock.phase in {"office_hours", "running"}
    own = handle_of("event", line.key)
    names = ", ".join(country(code) for code in line.countries) or _("all countries")
    return EventRow(
        key=line.key,
        anchor=f"event-{own}",
        day_text=_("Day %(number)s", number=line.day) if line.day is not None else _("No fixed day"),
        title=title_of(line),
        trigger=trigger_of(line),
        state=state,
        state_text=state_text(line, state),
        url=url_for("control.event_page", handle=own),
        fire_url=url_for("control.fire", handle=own) if can_fire else "",
        confirm=_confirm(line, names) if can_fire else "",
        to_text=to,
        command=f"fire/{line.key}",
        more=more,
        answers=answers(line) if line.answered_by else (),
        is_early=line.is_early and line.fired_at is None,
    )


def state_text(line: InjectLine, state: str) -> str:
    """Where it stands, with who has answered."""
    if state == "fired" and (line.answered_by or line.stood_in):
        people = ", ".join(sorted(line.answered_by))
        parts = [_("answered by %(countries)s", countries=people)] if people else []
        parts += _without_people(line)
        return _("Fired, %(what)s", what="; ".join(parts))
    if state == "not_needed" and line.trigger.code == "trigger.silence":
        return _("Will not come: it is not needed any more")
    words = {
        "fired": _("Fired"),
        "next": _("Next"),
        "armed": _("Scheduled"),
        "held": _("Held back"),
        "waiting": _("Waiting for its trigger"),
        "not_needed": _("Not needed"),
        MISSED: _("Did not come"),
    }
    return words.get(state, _("Waiting for its trigger"))


def _without_people(line: InjectLine) -> list[str]:
    """In which countries others answered than people, and who."""
    found = []
    for who in (Actor.DUTY_OFFICER, Actor.PLAYER, Actor.NOBODY, Actor.AFTER_PLAY):
        codes = ", ".join(sorted(code for code, by in line.stood_in if by is who))
        words = {
            Actor.DUTY_OFFICER: _("the duty officer answered for %(countries)s", countries=codes),
            Actor.PLAYER: _("an automatic player answered for %(countries)s", countries=codes),
            Actor.NOBODY: _("not answered in time by %(countries)s", countries=codes),
            Actor.AFTER_PLAY: _("after the end of play, automatic players answered for %(countries)s", countries=codes),
        }
        if codes:
            found.append(words[who])
    return found


def title_of(line: InjectLine) -> str:
    """Its title, in the trainer's language unless the trainer wrote it anew."""
    return _scenario_words(line, "title", line.title)


def text_of(line: InjectLine) -> str:
    """What the seats read."""
    return _scenario_words(line, "text", line.text)


def _scenario_words(line: InjectLine, part: str, shown: str) -> str:
    """The scenario's words in the language of the page, unless they were edited."""
    key = f"{line.key}.{part}"
    as_made = all_views().scenario.text(key, all_views().settings.language)
    return text(key) if shown == as_made and has_words(key) else shown


def _confirm(line: InjectLine, names: str) -> str:
    """What is asked before an event is fired by hand, with a warning where what it asks for is done already."""
    asked = _("The event goes to %(names)s at once. Only an undo can take it back.", names=names)
    if not line.is_needless:
        return asked
    warning = _("What it asks for is already done or under way: %(done)s.", done=", ".join(_done_before(line)))
    return f"{warning} {asked}"


def _done_before(line: InjectLine) -> list[str]:
    """The measures that make an event needless, in words."""
    inject, labels = planned(line.key), known_labels()
    return [
        _("%(measure)s: %(name)s", measure=say_code(f"measure_kind.{each.order}"), name=labels[each.target])
        if each.target in labels
        else say_code(f"measure_kind.{each.order}")
        for each in (inject.trigger.unless if inject is not None else ())
    ]


def trigger_of(line: InjectLine) -> str:
    """When it fires, in words, and what makes it needless."""
    done, when = _done_before(line), _when(line)
    return _("%(when)s; not sent if this is already done: %(done)s", when=when, done=", ".join(done)) if done else when


def waits_for_hand(line: InjectLine) -> bool:
    """Whether only the trainer brings it."""
    return line.trigger.code == "trigger.day" and not dict(line.trigger.params).get("day")


def _when(line: InjectLine) -> str:
    values = dict(line.trigger.params)
    if waits_for_hand(line):
        return _("By hand")
    if line.trigger.code == "trigger.event":
        event = say_code(f"happened.{values.get('event', '')}")
        whose = country(str(values.get("country", "")))
        return _("%(event)s, %(country)s", event=event, country=whose) if whose else event
    if line.trigger.code == "trigger.day":
        date = day_text(all_views().scenario, int(values["day"]), short=True)
        if line.fired_at is not None and line.day != int(values["day"]):
            return _("Sent by hand; it was planned for %(date)s", date=date)
        return _("On a fixed date: %(date)s", date=date)
    return say(Phrase(line.trigger.code, line.trigger.params))


def reached(key: str) -> dict[str, InjectView]:
    """The event as each team got it, by country."""
    return {code: inject for code, view in all_views().latest.items() for inject in view.injects if inject.key == key}


def answers(line: InjectLine) -> tuple[Answer, ...]:
    """What came back, in the words of the choices."""
    found = []
    for code, inject in reached(line.key).items():
        if not inject.answered:
            continue
        words = choice_words(names(), line.key, inject.answered)
        found.append(Answer(code, country(code), words, inject.words, _signed(inject)))
    return tuple(found)


def choices(line: InjectLine) -> tuple[str, ...]:
    """What can be chosen, in words."""
    inject = whole(line)
    return tuple(choice_words(names(), line.key, code) for code in inject.choices) if inject is not None else ()


def _signed(inject: InjectView) -> str:
    """Who answered, when people did not."""
    if inject.answered_at is None:
        return _("Nobody answered in time: this answer applies now")
    return signature_for_control(inject.answered_by, inject.answered_at)


def hints(line: InjectLine) -> tuple[Hint, ...]:
    """The hints that somebody wrote, with who has had them."""
    if whole(line) is None:
        return ()
    got = reached(line.key)
    told = line.hint_texts if line.written is not None else [text(f"{line.key}.hint{number}") for number in HINTS]
    return tuple(
        Hint(number, words, ", ".join(country(code) for code, inject in got.items() if number in inject.hints))
        for number, words in enumerate(told, 1)
        if words != NO_HINT
    )


def paper_text(line: InjectLine) -> str:
    """The paper that comes with an event of control's own, "" for none."""
    if line.paper is None:
        return ""
    return f"{say_code(f'document_kind.{line.paper.kind}')}: {subjects().get(line.paper.about, line.paper.about)}"


def offices_text(inject: Inject | None) -> str:
    """Which seats get it."""
    return (
        ", ".join(office(each) for each in inject.offices) if inject is not None and inject.offices else _("all seats")
    )


def sender_of(inject: Inject | None) -> str:
    """Whom control plays."""
    return persona(inject.sender) if inject is not None else persona("control")


def objectives(inject: Inject | None) -> tuple[str, ...]:
    """Which objectives it gives the chance for."""
    return tuple(worded(f"objective.{key}") for key in inject.objectives) if inject is not None else ()
