"""A slide of the debrief: what stands on the wall, and what the trainer alone sees beside it."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.review.charts.charts import Chart


@dataclass(frozen=True, slots=True)
class Swatch:
    """A line of a slide's legend.

    Attributes:
        fill: `decision`, `system`, `protected` or `pace`: how it is drawn.
        words: What it means, with its days where the slide tells them.
    """

    fill: str
    words: str


@dataclass(frozen=True, slots=True)
class Half:
    """One of two things that stand beside each other.

    Attributes:
        kicker: What it is an example of.
        title: What was decided.
        text: When, and what held it.
        effect: What it goes with, in this model.
        chart: One dot a run; None where nothing may be drawn.
        is_shown: Whether it has been uncovered.
    """

    kicker: str
    title: str
    text: str
    effect: str
    chart: Chart | None
    is_shown: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table of people, what was counted of its desks, and what it does from Monday.

    Attributes:
        office: Code of the office.
        name: What it is called.
        measured: What was counted, over all teams.
        what: What it does from Monday; "" while it has not said.
        who: Who, and by when.
    """

    office: str
    name: str
    measured: str
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of the trainer's notes: when, and what."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A way down from the slide, on the trainer's own screen."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something else that a slide can show."""

    key: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chooser:
    """What a slide can show instead: the name of the pick, and what there is."""

    slot: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A slide.

    Attributes:
        number: Its place, from 1.
        topic: What it is about.
        aside: Unit and horizon, or what else stands small at the right.
        title: The finding, as a sentence.
        text: One line below it; "" for none.
        legend: What fills mean.
        chart: Its drawing; None for a slide without.
        halves: Two things beside each other.
        tables: Rows of tables of people.
        note: One line below the drawing.
        question: What is asked of the room.
        then: What the next step shows; "" where there is none.
        step: How many of its steps have been shown.
        steps: How many it has.
        cues: The trainer's notes.
        behind: Ways down.
        choosers: What it can show instead.
    """

    number: int
    topic: str
    aside: str
    title: str
    text: str = ""
    legend: tuple[Swatch, ...] = ()
    chart: Chart | None = None
    halves: tuple[Half, ...] = ()
    tables: tuple[TableRow, ...] = ()
    note: str = ""
    question: str
    then: str = ""
    step: int = 0
    steps: int = 0
    cues: tuple[Cue, ...]
    behind: tuple[Behind, ...] = ()
    choosers: tuple[Chooser, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it has words alone: what it would show has not been worked out."""
        return self.chart is None and not self.halves and not self.tables
