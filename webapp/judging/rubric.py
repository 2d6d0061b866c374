"""The rubric for reasons that people wrote: what is looked at, and what the trainer who asks has given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.injects.views import InjectLine
from webapp.judging.evaluator import evaluator
from webapp.judging.records import WORDS, judgements
from webapp.judging.scale import CRITERIA, STEPS, criterion_said
from webapp.pages.forms import Option
from webapp.pages.page import all_views
from webapp.visit.visitor import current_exercise, services


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the rubric.

    Attributes:
        code: Name of its field.
        text: What is looked at.
        options: "Not seen", then 1, missing, to 4, as an expert would write it.
    """

    code: str
    text: str
    options: tuple[Option, ...]


def rubrics(line: InjectLine) -> Mapping[str, tuple[Criterion, ...]]:
    """The rubric of each team that answered the event in words of its own."""
    who = evaluator()
    with services().database.reading() as session:
        given = {
            (each.country, each.about): each.mark
            for each in judgements(session, current_exercise().id)
            if each.author == who.author
        }
    written = {
        code
        for code, view in all_views().latest.items()
        for inject in view.injects
        if inject.key == line.key and inject.words
    }
    return {
        code: tuple(_criterion(each, given.get((code, f"{WORDS}{each}/{line.key}"), "")) for each in CRITERIA)
        for code in sorted(written)
    }


def _criterion(code: str, mark: str) -> Criterion:
    steps = (
        Option("", _("not seen"), selected=not mark),
        *(Option(step, step, selected=step == mark) for step in STEPS),
    )
    return Criterion(code, criterion_said(code), steps)
