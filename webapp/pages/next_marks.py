"""The next step of a seat: a line beside the control that is next, with its reason, as the scenario's marks say.

The page that has the control shows the line beside it, with those of the steps that follow on the same page; every
other page says in one line where to go. What has been done is read from the team's view, its drafts and its own acts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import sqlalchemy as sa
from flask import request, url_for

from simulation.exercise.clock.commands import EndExercise, Jump, Rewind
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Mark, MarkPlace
from simulation.scenario.schema.scenario import Scenario
from webapp.pages import drafts
from webapp.pages.team_rows import read_keys
from webapp.store.tables import JournalRecord
from webapp.visit.languages import language
from webapp.visit.visitor import current_exercise, remembered, services

ANYWHERE = frozenset({MarkPlace.ONWARD, MarkPlace.COMPARE})
"""Controls that stand in the frame of every page."""

_FIELDS: dict[MarkPlace, str] = {
    MarkPlace.FACTS: "facts",
    MarkPlace.GROUNDS: "grounds",
    MarkPlace.ASSISTANCE: "assistance",
    MarkPlace.PERIOD: "period_from_day",
    MarkPlace.URGENT: "urgent",
}
"""Controls of the form, by the field beside which they stand."""

_NAMED = re.compile(r"\{([^{}]*)\}")

_BY_CONTROL = frozenset({Jump.wire, EndExercise.wire})
"""Commands that somebody alone gives in the place of control."""


@dataclass(frozen=True, slots=True)
class NextMark:
    """A line beside a control.

    Attributes:
        at: The control.
        about: Number of the paper that it is about; "" for none.
        text: What is next, and why.
        is_first: It is the next step; False: it follows on this page.
        field: A field of the form on another of its pages, to which the line leads; "" for none.
    """

    at: MarkPlace
    about: str
    text: str
    is_first: bool
    field: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """What a page shows of the steps.

    Attributes:
        here: Lines beside controls of this page: the next step, and those that follow it here.
        text: The next step, where its control is on another page; else "".
        url: That page.
        number: Which step it is, from 1.
        count: How many there are.
    """

    here: tuple[NextMark, ...]
    text: str
    url: str
    number: int
    count: int

    def line(self, place: str, about: str = "") -> NextMark | None:
        """The line beside a control, None for none."""
        return next((each for each in self.here if each.at == place and each.about == about), None)


def guide(view: TeamView, scenario: Scenario, offices: tuple[Office, ...], fields: Iterable[str] = ()) -> Guide | None:
    """The steps of a seat as this page shows them; None when the scenario has none for it, or all are done.

    Args:
        view: What its team may see.
        scenario: The scenario.
        offices: The offices of the seat.
        fields: Fields of a letter that this page shows.
    """
    marks = [each for each in scenario.play.marks if each.country == view.country and each.office in offices]
    if not marks:
        return None
    own = _latest(view)
    done = _Done(view, own, marks)
    first = next((place for place, mark in enumerate(marks) if not done.has(mark)), None)
    if first is None:
        return None
    here: list[NextMark] = []
    shown = set(fields)
    for mark in marks[first:]:
        if done.has(mark):
            continue
        if here and mark.at in ANYWHERE:
            break  # it waits until all before it is done
        if not _is_here(mark, own, shown):
            if here and shown and mark.at in _FIELDS:
                text = _words(mark, view, scenario)
                here.append(NextMark(MarkPlace.SEND, "", text, is_first=False, field=_FIELDS[mark.at]))
            break
        about = _label(view, mark.reads) if mark.at is MarkPlace.PAPER else ""
        here.append(NextMark(mark.at, about, _words(mark, view, scenario), not here))
    text, url = ("", "") if here else (_words(marks[first], view, scenario), _url(marks[first], own))
    return Guide(tuple(here), text, url, first + 1, len(marks))


class _Act(NamedTuple):
    """A command of the journal: its number, its kind, whose it is (None: control's), and its action."""

    sequence: int
    wire: str
    country: str | None
    action: str


class _Done:
    """What the seat has done so far; the journal is read once for all its marks."""

    def __init__(self, view: TeamView, own: RequestView | None, marks: Sequence[Mark]) -> None:
        self._view = view
        self._own = own
        self._kinds = {Rewind.wire, *(mark.act for mark in marks if mark.act is not None)}

    def has(self, mark: Mark) -> bool:
        """Whether a mark has ended."""
        if mark.act is not None:
            return any(mark.action in {None, action} for action in self._acts(mark.act))
        if mark.writes is not None:
            return self._own is not None and (self._own.status != "drafting" or mark.writes in self._written)
        brought = [key for each in self._view.requests if not each.incoming for key in each.results]
        if mark.answered:
            return bool(brought)
        keys = brought if mark.reads == "answer" else [mark.reads]
        return any(f"document:{key}" in read_keys() for key in keys)

    def _acts(self, wire: str) -> list[str]:
        """The actions of the team's commands of one kind, and of what somebody alone does in the place of control."""
        countries = {None, self._view.country} if wire in _BY_CONTROL else {self._view.country}
        return [each.action for each in self._journal if each.wire == wire and each.country in countries]

    @cached_property
    def _journal(self) -> tuple[_Act, ...]:
        """What was done and still counts, in order: nothing that was taken back."""
        return remembered(f"marks/{self._kinds}", self._read)

    def _read(self) -> tuple[_Act, ...]:
        chosen = (
            sa.select(JournalRecord.sequence, JournalRecord.kind, JournalRecord.payload)
            .where(JournalRecord.exercise_id == current_exercise().id, JournalRecord.kind.in_(self._kinds))
            .order_by(JournalRecord.sequence)
        )
        with services().database.reading() as session:
            rows = session.execute(chosen).all()
        kept: list[_Act] = []
        for sequence, kind, payload in rows:
            body = json.loads(payload)
            if kind == Rewind.wire:
                kept = [each for each in kept if each.sequence <= body["to"]]
            else:
                kept.append(_Act(sequence, kind, (body.get("by") or {}).get("country"), str(body.get("action", ""))))
        return tuple(kept)

    @cached_property
    def _written(self) -> frozenset[str]:
        """Fields of the latest letter that are filled."""
        fields = drafts.load(f"request/{self._own.key}").fields if self._own is not None else {}
        return frozenset(name for name, text in fields.items() if text.strip())


def _words(mark: Mark, view: TeamView, scenario: Scenario) -> str:
    """The line of a mark, with what the team's papers call the things that it names."""
    known = {entity.key: entity.label for entity in view.entities}
    return _NAMED.sub(lambda found: known.get(found[1], found[1]), scenario.text(mark.key, language()))


def _latest(view: TeamView) -> RequestView | None:
    own = [each for each in view.requests if not each.incoming]
    return own[-1] if own else None


def _is_here(mark: Mark, own: RequestView | None, fields: set[str]) -> bool:
    """Whether this page has the control."""
    if mark.at in ANYWHERE:
        return True
    endpoint = request.endpoint or ""
    if mark.at in _FIELDS:
        return _FIELDS[mark.at] in fields
    number = (request.view_args or {}).get("number", "")
    is_own = own is not None and number == own.label
    return {
        MarkPlace.PAPER: endpoint in {"desk.start", "desk.panel"},
        MarkPlace.OPEN_DRAFT: endpoint in {"desk.new_request", "desk.open_request"},
        MarkPlace.SEND: endpoint in {"desk.request_form", "desk.send_form"} and is_own,
        MarkPlace.APPROVE: endpoint in {"desk.request_page", "desk.act_on_request"} and is_own,
        MarkPlace.RESULTS: endpoint == "desk.request_page" and is_own,
    }[mark.at]


def _url(mark: Mark, own: RequestView | None) -> str:
    """The page of a control."""
    if mark.at is MarkPlace.PAPER:
        return url_for("desk.start")
    if mark.at is MarkPlace.OPEN_DRAFT or own is None:
        return url_for("desk.new_request")
    if mark.at in _FIELDS:
        return url_for("desk.request_form", number=own.label, section=_FIELDS[mark.at])
    if mark.at is MarkPlace.SEND:
        return url_for("desk.request_form", number=own.label)
    return url_for("desk.request_page", number=own.label)


def _label(view: TeamView, key: str | None) -> str:
    filed = view.document(key) if key is not None else None
    return filed.label if filed is not None else ""
