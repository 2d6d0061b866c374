"""Six questions to everybody who was there, at the end, on their own devices; answers go by nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.kernel.errors import RuleViolation
from webapp.judging.blueprint import blueprint
from webapp.judging.records import EVERYBODY, SURVEY, Judgement, judgements, keep
from webapp.judging.sheets import Link, parts
from webapp.pages.forms import Option, one_of, text_field
from webapp.pages.page import ControlPage, TeamPage, control_page, refusal, team_page
from webapp.text.sorting import place
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise, current_member, services

STEPS = ("1", "2", "3", "4", "5")
"""From 1, not at all, to 5, wholly."""

SCALED = ("task", "true", "use", "pages")
WRITTEN = ("change", "next")
LONGEST = 1000


def question_said(code: str) -> str:
    """A question of the survey."""
    return {
        "task": _("I knew what my office had to do."),
        "true": _("In the things that matter, the exercise was like real work."),
        "use": _("I can use something from the exercise at work next week."),
        "pages": _("The pages helped more than they hindered."),
        "change": _("What will you do differently from now on?"),
        "next": _("What should the next exercise do differently?"),
    }[code]


def step_said(step: str) -> str:
    """An answer in words."""
    return {
        "1": _("not at all"),
        "2": _("a little"),
        "3": _("partly"),
        "4": _("mostly"),
        "5": _("completely"),
    }[step]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the form: with options where one chooses, with text where one writes."""

    code: str
    text: str
    options: tuple[Option, ...]
    written: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back to one question.

    Attributes:
        code: Which question.
        text: Its words.
        counts: How many chose each step, from 1 to 5; empty where people wrote.
        texts: What people wrote, sorted by their words, so that no order tells who.
        given: How many answered.
    """

    code: str
    text: str
    counts: tuple[int, ...]
    texts: tuple[str, ...]
    given: int


@dataclass(frozen=True, slots=True)
class SurveyPage(TeamPage):
    """The form."""

    template: ClassVar[str] = "judge/survey.html"
    key: ClassVar[str] = "desk"

    questions: tuple[QuestionRow, ...]
    refused: Refusal | None
    is_open: bool
    is_given: bool


@dataclass(frozen=True, slots=True)
class SurveyReadPage(ControlPage):
    """What came back, for trainers."""

    template: ClassVar[str] = "judge/survey_read.html"
    key: ClassVar[str] = "judge"

    parts: tuple[Link, ...]
    answered: tuple[Answered, ...]
    people: int
    steps: tuple[str, ...]
    is_over: bool


@blueprint.get("/survey")
def survey() -> ResponseReturnValue:
    """The questions; before the end the words that they come then."""
    return _form()


def _form(status: int = 200, refused: Refusal | None = None, given: Sequence[Judgement] = ()) -> ResponseReturnValue:
    exercise = current_exercise()
    with services().database.reading() as session:
        kept = [each for each in judgements(session, exercise.id) if each.author == current_member().id]
    found = {each.about: each for each in (given or kept)}

    def row(code: str) -> QuestionRow:
        answer = found.get(f"{SURVEY}{code}")
        mark = answer.mark if answer is not None else ""
        steps = tuple(Option(step, step_said(step), selected=step == mark) for step in STEPS)
        return QuestionRow(
            code, question_said(code), steps if code in SCALED else (), answer.text if answer is not None else ""
        )

    page = SurveyPage(
        questions=tuple(row(code) for code in (*SCALED, *WRITTEN)),
        refused=refused,
        is_open=exercise.is_over,
        is_given=any(each.about.startswith(SURVEY) for each in kept),
    )
    return team_page(page, status)


@blueprint.post("/survey")
def answer_survey() -> ResponseReturnValue:
    """Keeps one person's answers in place of earlier ones; every question may be left out."""
    member = current_member()
    if not current_exercise().is_over:
        refused = refusal(RuleViolation("judge.survey_not_open"))
        return _form(refused.status, refused)
    try:
        given = [
            *(
                Judgement(
                    member.id, EVERYBODY, f"{SURVEY}{code}", one_of(code, ("", *STEPS), label=_("Your answer")), ""
                )
                for code in SCALED
            ),
            *(
                Judgement(
                    member.id, EVERYBODY, f"{SURVEY}{code}", "", text_field(code, label=_("Your answer"), limit=LONGEST)
                )
                for code in WRITTEN
            ),
        ]
    except RuleViolation as violation:
        refused = refusal(violation)
        return _form(refused.status, refused)
    with services().database.writing() as session:
        keep(session, current_exercise().id, given)
    flash(_("Thank you. Your answers are kept; you may change them as long as the exercise is kept."))
    return redirect(url_for("judge.survey"), 303)


@blueprint.get("/survey/answers")
def survey_read() -> ResponseReturnValue:
    """What came back so far."""
    exercise = current_exercise()
    with services().database.reading() as session:
        given = judgements(session, exercise.id)
    page = SurveyReadPage(
        parts=parts("survey_read"),
        answered=answers(given),
        people=people_of(given),
        steps=tuple(step_said(step) for step in STEPS),
        is_over=exercise.is_over,
    )
    return control_page(page)


def people_of(given: Sequence[Judgement]) -> int:
    """How many people answered anything."""
    return len({each.author for each in given if each.about.startswith(SURVEY)})


def answers(given: Sequence[Judgement]) -> tuple[Answered, ...]:
    """What came back, question by question; counts and never an average, for steps are no numbers."""
    found = []
    for code in (*SCALED, *WRITTEN):
        own = [each for each in given if each.about == f"{SURVEY}{code}"]
        counts = tuple(sum(each.mark == step for each in own) for step in STEPS) if code in SCALED else ()
        texts = tuple(sorted((each.text for each in own if each.text), key=place))
        found.append(Answered(code, question_said(code), counts, texts, len(own)))
    return tuple(found)
