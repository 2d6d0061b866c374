"""An event of a room as a scenario has it, and the scenarios in which it can be kept."""

from __future__ import annotations

from flask_babel import gettext as _

from simulation.exercise.injects.state import HINTS
from simulation.exercise.injects.views import InjectLine
from simulation.exercise.injects.writing import ANSWERED
from simulation.kernel.errors import ScenarioError
from simulation.scenario.added_event import ENGLISH, AddedEvent
from simulation.scenario.load import PLAY
from simulation.scenario.schema.play import NO_HINT, Inject, OpeningDocument, Trigger, planned_as
from simulation.scenario.schema.scenario import Scenario
from webapp.lobby.scenarios import library, scenario_of
from webapp.pages.forms import Option
from webapp.pages.page import all_views, control_view
from webapp.visit.languages import language
from webapp.visit.visitor import current_exercise

COPY = "copy"
"""Chosen for a new copy of the exercise's own scenario."""

RECORDS_BEFORE = 365
"""Days of records in the paper that comes with a kept event, as in the room."""


def scenarios_to_keep_in() -> tuple[Option, ...]:
    """A new copy of the exercise's scenario, and each own one of the same countries."""
    found = library()
    played = {each.code for each in all_views().scenario.played}
    own = []
    for name in found.owned():
        try:
            scenario = scenario_of(name)
        except ScenarioError:
            continue
        if {each.code for each in scenario.played} == played:
            own.append(Option(name, f"{scenario.text('title', language())} ({name})"))
    here = current_exercise().scenario
    copy = (Option(COPY, _("a new copy of %(name)s", name=here)),) if here in found.names() else ()
    return (*own, *copy)


def held_now() -> str:
    """How much each own scenario holds, so that a form is another one once something was kept."""
    found = library()
    plays = [found.directory(name) / PLAY for name in found.owned()]
    return " ".join(f"{path.parent.name}:{path.stat().st_size}" for path in plays if path.is_file())


def as_written(line: InjectLine, written: Inject, scenario: Scenario) -> AddedEvent:
    """The event as a scenario has it: with codes for its answers, and words wherever a scenario wants some."""
    free = (f"inject/own_{number}" for number in range(1, len(scenario.play.injects) + 2))
    key = next(each for each in free if planned_as(scenario.play, each) is None)
    codes = {words: f"choice_{n}" for n, words in enumerate(written.choices, 1)}
    paper = _paper(line, key)
    shown = "\n\n".join(filter(None, (line.text, line.enclosure)))
    hints = (*line.hint_texts, *(NO_HINT,) * HINTS)[:HINTS]
    return AddedEvent(
        line=Inject(
            key=key,
            trigger=_trigger(line, written.trigger, {each.key for each in scenario.play.injects}),
            sender=written.sender,
            country=written.country,
            offices=written.offices,
            answer_days=max(line.answer_days, 1) if codes else line.answer_days,
            choices=tuple(codes.values()),
            unanswered=codes.get(written.unanswered or ""),
            consequences=tuple(each.model_copy(update={"answer": codes[each.answer]}) for each in written.consequences),
            document=paper.key if paper is not None else None,
        ),
        words={
            "title": line.title,
            "text": shown,
            "purpose": _("Written by the trainer during an exercise."),
            "expected": line.expected or _("Write here what you expect of the team."),
            **{f"hint{n}": words for n, words in enumerate(hints, 1)},
        },
        choices={code: words for words, code in codes.items()},
        paper=paper,
        language=language(),
    )


def changes(line: InjectLine, event: AddedEvent) -> tuple[str, ...]:
    """What is otherwise in the scenario than in the room, each in a sentence.

    Args:
        line: The event of the room.
        event: The event as it was kept.
    """
    kept, told = event.line, list[str]()
    waits = line.written.trigger if line.written is not None else None
    if kept.trigger.day is not None and (waits is None or waits.day != kept.trigger.day):
        told.append(
            _("In the scenario the event comes on day %(day)s; you can change this in play.toml.", day=kept.trigger.day)
        )
    if line.paper is not None and event.paper is None:
        told.append(_("The document of the event is left out: in a scenario each document is for one country only."))
    if kept.answer_days != line.answer_days:
        told.append(_("In the scenario the event has to be answered within a day; you can change this in play.toml."))
    if len(line.hint_texts) < HINTS:
        told.append(_("In the scenario a hint that you did not write is “-”, and cannot be sent."))
    if event.own_words != ENGLISH:
        told.append(
            _("The words of the event are in your language; translate them into English in %(file)s.", file=ENGLISH)
        )
    return tuple(told)


def _trigger(line: InjectLine, waits: Trigger, known: set[str]) -> Trigger:
    """What it waits for, where a scenario can say so; else the day on which it came or would come."""
    if waits.event is not None and waits.event != ANSWERED:
        return Trigger(event=waits.event, country=waits.country, delay_days=waits.delay_days)
    if waits.silence in known:
        return Trigger(silence=waits.silence, by_day=waits.by_day, delay_days=waits.delay_days)
    return Trigger(day=line.day or control_view().clock.day)


def _paper(line: InjectLine, key: str) -> OpeningDocument | None:
    """Its paper as a scenario plans one; a scenario has papers for one country alone."""
    if line.paper is None or line.written is None or line.written.country is None:
        return None
    country = all_views().scenario.country(line.written.country)
    day = line.day or control_view().clock.day
    return OpeningDocument(
        key=f"{key}/paper",
        country=country.code,
        office=line.written.offices[0] if line.written.offices else country.offices[0],
        kind=line.paper.kind,
        target=line.paper.about,
        from_day=day - RECORDS_BEFORE,
        to_day=day,
        evidence=True,
    )
