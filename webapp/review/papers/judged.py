"""What people judged, on paper: ratings beside what was counted, pinned notes, judged reasons, and the survey.

A rating is never made from a number, and no average is made of ratings. Evaluators go by numbers, and whoever answered
the survey by none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.outcome.waiting import Waiting
from simulation.kernel.agenda import DAY
from simulation.review.measured import MISTAKE_FACTS, MeasuredKind, TaskFact, measured
from simulation.review.record_reading import RecordReading
from simulation.scenario.schema.measured_facts import MeasuredFact
from simulation.scenario.schema.play import Task
from webapp.judging.measured_said import counted_said
from webapp.judging.records import (
    OBJECTIVE,
    SURVEY,
    WORDS,
    Judgement,
    Observation,
    numbers_of,
    of_task,
)
from webapp.judging.scale import CRITERIA, Scale, criterion_said, mark_said, scale_of
from webapp.judging.survey import SCALED, STEPS, WRITTEN, answers, people_of, step_said
from webapp.papers.paper import Block, Cell, Column, Point, Points, Row, Section, Table, Text
from webapp.review.cards.outcome import outcome_rows
from webapp.review.charts.charts import number
from webapp.store.registered import registry
from webapp.text.names import ScenarioNames
from webapp.visit.languages import country_name, language

COUNTED = {
    MeasuredFact.UNINVOLVED_AFFECTED: ("uninvolved_persons_affected",),
    MeasuredFact.EXPOSURE_DAYS: ("known_exposure_days",),
    MeasuredFact.FROZEN_IN_TIME: ("money_ever_frozen_minor",),
    MeasuredFact.MONEY_CONFISCATED: ("money_confiscated_minor",),
    MeasuredFact.ITEMS_USABLE: ("papers_that_stand",),
}
"""Figures of the outcome that stand beside the task that they touch; other tasks have none."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What people judged of an exercise.

    Attributes:
        given: Ratings and answers to the survey.
        noted: Notes that were pinned.
    """

    given: tuple[Judgement, ...] = ()
    noted: tuple[Observation, ...] = ()

    @property
    def scale(self) -> Scale:
        """In whose words ratings are said."""
        return scale_of(self.given)

    @property
    def evaluators(self) -> Mapping[str, int]:
        """The number of each evaluator."""
        rated = (each.author for each in self.given if not each.about.startswith(SURVEY))
        return numbers_of((*rated, *(each.author for each in self.noted)))


def judged_sections(reading: RecordReading, judged: Judged, horizon: str) -> tuple[Section, ...]:
    """Objectives with their ratings, then what evaluators noted, and what the room answered.

    Args:
        reading: The exercise as the review reads it.
        judged: What people judged.
        horizon: Up to when the figures of play count, in words.
    """
    found = (_objectives(reading, judged, horizon), _notes(reading, judged), _survey(judged))
    return tuple(section for section in found if section is not None)


def _objectives(reading: RecordReading, judged: Judged, horizon: str) -> Section:
    """Each objective with the ratings of people, and what was counted of its tasks; then the tasks by office."""
    shown = {row.key: f"{row.label}: {row.played}" for row in outcome_rows(reading) if row.played}
    found = _found(reading)
    rows = []
    for objective in reading.scenario.play.objectives:
        told = [_of_task(reading, task, found, shown) for task in objective.tasks]
        if any(task.fact == MeasuredFact.DECIDED_IN_TIME for task in objective.tasks):
            told.insert(0, _of_teams(reading.waiting_of_teams))
        name = reading.scenario.text(f"objective.{objective.key}", language())
        about = f"{OBJECTIVE}{objective.key}"
        rows.append(
            _row(
                name,
                _rated(reading, judged, about) or _("not assessed"),
                "; ".join(each for each in told if each) or _("nothing was counted of the tasks of this objective"),
                "; ".join(each.text for each in judged.given if each.about == about and each.text),
            )
        )
    note = _(
        "People rate, the program counts: a rating is never calculated from the numbers or from "
        "other ratings. “Not assessed” says nothing about how well the work was done."
    )
    columns = (
        Column(_("Objective"), share=3),
        Column(_("Rating, by evaluators"), share=2),
        Column(_("What was counted"), share=5),
        Column(_("What evaluators saw and heard"), share=2),
    )
    table = Table("objectives", _("Objectives"), columns, tuple(rows), note)
    blocks: list[Block] = [table, _tasks(reading, judged, found)]
    reasons = _reasons(reading, judged)
    if reasons is not None:
        blocks.append(reasons)
    return Section("objectives", _("Objectives"), tuple(blocks), horizon)


def _found(reading: RecordReading) -> tuple[TaskFact, ...]:
    return measured(reading.record.events, reading.span.horizon, reading.scenario, registry().law)


def _of_task(reading: RecordReading, task: Task, found: Iterable[TaskFact], shown: Mapping[str, str]) -> str:
    """What was counted of a task over all teams, and the figures of the outcome that it touches; "" for nothing.

    Args:
        reading: The exercise as the review reads it.
        task: The task.
        found: What was measured.
        shown: Figures of the outcome in words, by key.
    """
    own = [each for each in found if each.fact == task.fact]
    said = [counted_said(own), *_counts(own)]
    if task.fact in MISTAKE_FACTS and not any(
        each.kind in {MeasuredKind.MISTAKE, MeasuredKind.FINDING} for each in own
    ):
        said.append(_("no typical mistake"))
    said += [shown[key] for fact, keys in COUNTED.items() if fact == task.fact for key in keys if key in shown]
    told = ", ".join(part for part in said if part)
    if not told:
        return ""
    return _("%(task)s: %(told)s", task=reading.scenario.text(task.key, language()), told=told)


def _of_teams(waited: Waiting) -> str:
    """What became of the requests of the teams, as in the headline."""
    counts = {"begun": number(waited.begun), "sent": number(waited.sent), "answered": number(waited.answered)}
    if waited.median_days is None:
        return _("formal requests that the teams began: %(begun)s; sent: %(sent)s; answered: %(answered)s", **counts)
    return _(
        "formal requests that the teams began: %(begun)s; sent: %(sent)s; answered: %(answered)s; half had "
        "an answer within %(days)s days",
        **counts,
        days=number(waited.median_days),
    )


def _rated(reading: RecordReading, judged: Judged, about: str) -> str:
    """The ratings of something, each with its evaluator and the team it is of."""
    numbers = judged.evaluators
    found = []
    for each in judged.given:
        if each.about != about or not each.mark:
            continue
        said = _(
            "%(mark)s (evaluator %(number)s)", mark=mark_said(each.mark, judged.scale), number=numbers[each.author]
        )
        found.append(f"{country_name(reading.scenario, each.country)}: {said}" if each.country else said)
    return "; ".join(found)


def _tasks(reading: RecordReading, judged: Judged, found: Sequence[TaskFact]) -> Table:
    names = ScenarioNames(reading.scenario, language())
    rows = tuple(
        _row(
            names.office(task.office),
            reading.scenario.text(task.key, language()),
            _measured(reading, [each for each in found if each.fact == task.fact]),
            _rated(reading, judged, of_task(task.key)) or _("not assessed"),
        )
        for objective in reading.scenario.play.objectives
        for task in objective.tasks
    )
    columns = (
        Column(_("Office"), share=2),
        Column(_("Task"), share=4),
        Column(_("What was measured"), share=4),
        Column(_("Rating, by evaluators"), share=3),
    )
    note = _(
        "References are the medians of offices of the same kind. Protected time and the days between "
        "office hours are left out."
    )
    return Table("tasks", _("Tasks by office"), columns, rows, note)


def _measured(reading: RecordReading, found: Sequence[TaskFact]) -> str:
    parts = []
    for country in reading.scenario.played:
        own = [each for each in found if each.country == country.code]
        said = [counted_said(own), *_counts(own)]
        told = ", ".join(part for part in said if part)
        if told:
            parts.append(f"{country_name(reading.scenario, country.code)}: {told}")
    return "; ".join(parts)


def _counts(own: Iterable[TaskFact]) -> list[str]:
    found = tuple(own)
    mistakes = sum(each.kind is MeasuredKind.MISTAKE for each in found)
    exposed = [each for each in found if each.kind is MeasuredKind.EXPOSED]
    said = [ngettext("%(num)s typical mistake", "%(num)s typical mistakes", mistakes)] if mistakes else []
    findings = sum(each.kind is MeasuredKind.FINDING for each in found)
    if findings:
        said.append(ngettext("%(num)s finding on legality", "%(num)s findings on legality", findings))
    if exposed:  # a person who stands in the files of two countries is one person
        persons, kept = {each.code for each in exposed}, len({each.code for each in exposed if each.is_over})
        said.append(
            ngettext(
                "%(k)s of %(num)s person known to be at risk was protected",
                "%(k)s of %(num)s people known to be at risk were protected",
                len(persons),
                k=number(kept),
            )
        )
    return said


def _reasons(reading: RecordReading, judged: Judged) -> Table | None:
    """How reasons that people wrote were judged, criterion by criterion; None where nobody judged any."""
    numbers = judged.evaluators
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for each in judged.given:
        if each.about.startswith(WORDS):
            criterion, _slash, key = each.about.removeprefix(WORDS).partition("/")
            found.setdefault((key, each.country, each.author), {})[criterion] = each.mark
    if not found:
        return None
    rows = tuple(
        Row(
            (
                Cell(reading.scenario.text(f"{key}.title", language())),
                Cell(country_name(reading.scenario, country)),
                *(_step(marks.get(criterion, "")) for criterion in CRITERIA),
                Cell(str(numbers[author])),
            )
        )
        for (key, country, author), marks in sorted(found.items())
    )
    columns = (
        Column(_("Event"), share=3),
        Column(_("Team"), share=2),
        *(Column(criterion_said(each), share=2) for each in CRITERIA),
        Column(_("Evaluator")),
    )
    note = _("The reasons are read by people, never by the program. 1: missing. 4: as an expert would write it.")
    return Table("reasons", _("Reasons that teams wrote"), columns, rows, note)


def _step(mark: str) -> Cell:
    return Cell(mark, int(mark)) if mark else Cell(_("not seen"))


def _notes(reading: RecordReading, judged: Judged) -> Section | None:
    if not judged.noted:
        return None
    numbers = judged.evaluators
    rows = tuple(
        Row(
            (
                Cell(str(each.at // DAY + 1), each.at // DAY + 1),
                Cell(country_name(reading.scenario, each.country) if each.country else _("all teams")),
                Cell(each.said),
                Cell(each.text),
                Cell(str(numbers[each.author])),
            )
        )
        for each in judged.noted
    )
    columns = (
        Column(_("Day"), numeric=True),
        Column(_("Table"), share=2),
        Column(_("Pinned to"), share=3),
        Column(_("Note"), share=6),
        Column(_("Evaluator")),
    )
    title = _("What evaluators noted")
    return Section("notes", title, (Table("notes", title, columns, rows),))


def _survey(judged: Judged) -> Section | None:
    people = people_of(judged.given)
    if not people:
        return None
    found = answers(judged.given)
    rows = tuple(
        Row((Cell(each.text), Cell(str(each.given), each.given), *(Cell(str(n), n) for n in each.counts)), each.code)
        for each in found
        if each.code in SCALED
    )
    columns = (
        Column(_("Question"), share=5),
        Column(_("Answers"), numeric=True),
        *(Column(step_said(step), numeric=True) for step in STEPS),
    )
    said = ngettext("%(num)s person answered.", "%(num)s people answered.", people)
    blocks: list[Block] = [Text(said), Table("survey", _("Answers by step of the scale"), columns, rows)]
    for each in found:
        if each.code in WRITTEN and each.texts:
            blocks += [Text(each.text), Points(tuple(Point(text) for text in each.texts))]
    return Section("survey", _("What the room answered"), tuple(blocks))


def _row(*texts: str) -> Row:
    return Row(tuple(Cell(text) for text in texts))
