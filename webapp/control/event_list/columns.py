"""The columns of the event list as a workbook: what stands in each, and which of them may be changed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.injects.views import InjectLine
from simulation.exercise.views.control_view import ControlView
from webapp.control.event_list import rows as event_rows
from webapp.control.event_list.moves import MoveSpan, place_of
from webapp.control.event_list.workbook import Head

ALL = "all"
"""What stands under *To* for all countries."""

CODE, DAY, TO, TITLE, WORDS, DAYS, NOTE = "code", "day", "to", "title", "words", "answer_days", "note"
OPEN = (DAY, TO, TITLE, WORDS, DAYS, NOTE)
"""Columns whose cells are taken in; the others are for reading."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its name here, its label for people, how wide it is in letters."""

    name: str
    label: str
    width: int

    @property
    def head(self) -> Head:
        """As a workbook shows it."""
        return Head(self.label, self.width, self.name in OPEN)


def columns() -> tuple[ListColumn, ...]:
    """All columns, in their order and in the language of the page."""
    return (
        ListColumn(CODE, _("Code"), 22),
        ListColumn("number", _("No."), 6),
        ListColumn("move", _("Move"), 8),
        ListColumn(DAY, _("Day"), 7),
        ListColumn(TO, _("To"), 9),
        ListColumn("seats", _("Seats"), 20),
        ListColumn("sender", _("From whom"), 20),
        ListColumn(TITLE, _("Title"), 30),
        ListColumn(WORDS, _("What the seats read"), 60),
        ListColumn("why", _("Why"), 30),
        ListColumn("purpose", _("Purpose of the event"), 40),
        ListColumn("expected", _("Expected of the teams"), 40),
        ListColumn("trigger", _("Trigger"), 24),
        ListColumn(DAYS, _("Days to answer"), 10),
        ListColumn("choices", _("Choices"), 40),
        ListColumn("hints", _("Hints"), 40),
        ListColumn("state", _("State"), 24),
        ListColumn("answers", _("Answers, in the words of the teams"), 40),
        ListColumn(NOTE, _("Notes"), 40),
    )


def open_cells(line: InjectLine, note: str) -> dict[str, str]:
    """What stands now in the columns that may be changed."""
    return {
        DAY: str(line.day) if line.day is not None else "",
        TO: line.countries[0] if len(line.countries) == 1 else ALL,
        TITLE: line.title,
        WORDS: line.text,
        DAYS: str(line.answer_days),
        NOTE: note,
    }


def cells(line: InjectLine, view: ControlView, moves: tuple[MoveSpan, ...], note: str) -> Mapping[str, str | int]:
    """What stands in every column of a line."""
    said = event_rows.printed(line)
    row = event_rows.row(line, view, event_rows.following(view))
    place = place_of(line, moves, is_over=view.clock.is_over)
    return {
        **open_cells(line, note),
        CODE: line.key,
        "number": event_rows.number_of(line, view),
        "move": place if isinstance(place, int) else "",
        "seats": said.seats,
        "sender": said.sender,
        "why": "; ".join(said.objectives),
        "purpose": said.purpose,
        "expected": said.expected,
        "trigger": row.trigger,
        "choices": "\n".join(event_rows.choices(line)),
        "hints": "\n".join(f"{hint.number}. {hint.text}" for hint in said.hints),
        "state": row.state_text,
        "answers": "\n".join(_answer(each) for each in row.answers),
        DAY: line.day if line.day is not None else "",
        DAYS: line.answer_days,
    }


def _answer(answer: event_rows.Answer) -> str:
    return f"{answer.code}: {answer.text}" + (f" “{answer.words}”" if answer.words else "")
