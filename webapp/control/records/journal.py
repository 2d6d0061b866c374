"""The journal in words, and undo: back to just after one of its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.clock.commands import EndExercise, EndWarmUp, Rewind, StartExercise
from simulation.exercise.core.command import CONTROL, Command
from simulation.exercise.core.event import Actor
from simulation.exercise.journal import decode_command
from simulation.review.stand_ins import StandIn, stand_ins
from webapp.control.blueprint import blueprint
from webapp.control.records.journal_said import event_title, what
from webapp.control.value_names import country, date_at, office, seat, wall_time
from webapp.pages.forms import command_id
from webapp.pages.page import ControlPage, back, control_page, do, new_command_id
from webapp.pages.team_rows import member_names
from webapp.store import exercise_rows
from webapp.store.registered import registry
from webapp.store.tables import JournalRecord
from webapp.text.say import act_on
from webapp.visit.refusals import Refusal
from webapp.visit.roles import may_use
from webapp.visit.visitor import current_exercise, current_visit, services

SHOWN = 40


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry; without a number it is no entry, but what was done where nobody of a team acted."""

    number: int | None
    day_text: str
    wall: str
    who: str
    what: str
    undone: bool
    undo_url: str
    practice: bool = False


def entries() -> list[JournalRecord]:
    """The journal, oldest first."""
    with services().database.reading() as session:
        return list(exercise_rows.journal_rows(session, current_exercise().id))


def taken_back(rows: list[JournalRecord]) -> frozenset[int]:
    """The entries that a later undo took back; an undo that was itself taken back counts no more."""
    gone: frozenset[int] = frozenset()
    states: dict[int, frozenset[int]] = {0: gone}
    for row in rows:
        command = decode_command(row.payload, registry().codes)
        if isinstance(command, Rewind):
            kept = states.get(command.to, frozenset())
            gone = kept | frozenset(range(command.to + 1, row.sequence))
        states[row.sequence] = gone
    return gone


def practised(rows: list[JournalRecord]) -> frozenset[int]:
    """The entries that were made on the small matter of the warm-up, and stand in no move."""
    found: set[int] = set()
    open_after: dict[int, bool] = {0: False}
    is_open = False
    for row in rows:
        command = decode_command(row.payload, registry().codes)
        if isinstance(command, Rewind):
            is_open = open_after.get(command.to, False)
        elif isinstance(command, StartExercise):
            is_open = command.warm_up
        elif isinstance(command, EndWarmUp | EndExercise):
            is_open = False
        elif is_open and command.in_warm_up:
            found.add(row.sequence)
        open_after[row.sequence] = is_open
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class JournalPage(ControlPage):
    """The journal of the exercise."""

    template: ClassVar[str] = "control/journal.html"
    key: ClassVar[str] = "journal"

    rows: tuple[EntryRow, ...]
    total: int
    more: bool
    all_url: str


@blueprint.get("/journal")
def journal() -> ResponseReturnValue:
    """The latest entries, newest first, each with the way back to it."""
    found = entries()
    gone = taken_back(found)
    everything = request.args.get("all") == "yes"
    shown = found if everything else found[-SHOWN:]
    names = member_names()
    last = found[-1].sequence if found else 0
    between, of_warm_up = without_people(), practised(found)
    rows = tuple(
        each
        for entry in reversed(shown)
        for each in (
            *reversed(between.get(entry.sequence, ())),
            replace(row(entry, names, undone=entry.sequence in gone, last=last), practice=entry.sequence in of_warm_up),
        )
    )
    return control_page(
        JournalPage(
            rows=rows,
            total=len(found),
            more=len(found) > len(shown),
            all_url=url_for("control.journal", all="yes"),
        )
    )


def row(record: JournalRecord, names: Mapping[str, str], *, undone: bool, last: int) -> EntryRow:
    """An entry in words."""
    command = decode_command(record.payload, registry().codes)
    can = not undone and record.sequence < last and not isinstance(command, Rewind)
    can = can and may_use(current_visit(), "control.undo")
    return EntryRow(
        number=record.sequence,
        day_text=date_at(record.at),
        wall=wall_time(record.wall),
        who=who(command, names),
        what=what(command),
        undone=undone,
        undo_url=url_for("control.undo", number=record.sequence) if can else "",
    )


def without_people() -> Mapping[int, list[EntryRow]]:
    """What was done for teams because none of their people did it, by the entry in whose time it fell."""
    with services().database.reading() as session:
        stored = exercise_rows.stood_in(session, current_exercise().id, registry().codes)
    found: dict[int, list[EntryRow]] = {}
    for each in stored:
        for done in stand_ins((each.event,), each.event.at):
            at = ", ".join(part for part in (office(done.office), country(done.country)) if part)
            by = _("Duty officer") if done.by is Actor.DUTY_OFFICER else _("No answer in time")
            found.setdefault(each.journal, []).append(
                EntryRow(None, date_at(done.at), "", f"{by}, {at}", _stood_in(done), each.superseded, "")
            )
    return found


def _stood_in(done: StandIn) -> str:
    if done.kind == "inject":
        return _("Not answered: “%(title)s”", title=event_title(done.about))
    return act_on(done.kind, done.label, done.action)


def who(command: Command, names: Mapping[str, str]) -> str:
    """The person with the seat."""
    is_control = command.member == CONTROL
    name = _("Exercise control") if is_control else names.get(command.member, _("somebody"))
    return f"{name}, {seat(command.by)}" if command.by is not None else name


def _after(kept: JournalRecord) -> int:
    """Where the clock stands after an entry: a jump is stored with the second at which it began."""
    with services().database.reading() as session:
        return max(kept.at, exercise_rows.last_second(session, current_exercise().id, kept.sequence))


@blueprint.get("/journal/<int:number>/undo")
def undo(number: int) -> ResponseReturnValue:
    """Names what an undo takes back, and asks."""
    return undo_page(number)


@dataclass(frozen=True, slots=True)
class UndoPage(ControlPage):
    """What is lost when the exercise goes back to a step."""

    template: ClassVar[str] = "control/undo.html"
    key: ClassVar[str] = "journal"

    refused: Refusal | None
    number: int
    kept: EntryRow
    lost: tuple[EntryRow, ...]
    back_to: str
    id: str


def undo_page(number: int, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """The page that asks."""
    found = entries()
    gone = taken_back(found)
    kept = next((each for each in found if each.sequence == number), None)
    if kept is None or number in gone:
        abort(404)
    names = member_names()
    last = found[-1].sequence
    lost = tuple(
        row(each, names, undone=False, last=last)
        for each in found
        if each.sequence > number and each.sequence not in gone and each.kind != "Rewind"
    )
    return control_page(
        UndoPage(
            refused=refused,
            number=number,
            kept=row(kept, names, undone=False, last=last),
            lost=lost,
            back_to=date_at(_after(kept)),
            id=new_command_id(f"rewind/{number}/{last}"),
        ),
        status,
    )


@blueprint.post("/journal/<int:number>/undo")
def undo_now(number: int) -> ResponseReturnValue:
    """Goes back. Nothing is deleted: the journal keeps every entry."""
    refused = do(Rewind(id=command_id(), member=CONTROL, to=number))
    if refused is not None:
        return undo_page(number, refused.status, refused)
    services().panels.has_undone(current_exercise().id)
    flash(_("Undone. The exercise is as it was after entry %(number)s.", number=number))
    return back("control.home")
