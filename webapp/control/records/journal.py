"""The journal in words, and undo: back to just after one of its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.clock.commands import (
    EndExercise,
    EndWarmUp,
    HandBack,
    Jump,
    Rewind,
    SetAdversary,
    StartExercise,
    TakeOver,
)
from simulation.exercise.cooperation.commands import PullLever
from simulation.exercise.core.command import CONTROL, Command
from simulation.exercise.core.event import Actor
from simulation.exercise.injects.commands import (
    AnswerInject,
    EditInject,
    FireInject,
    HoldInject,
    ReleaseEarly,
    SendHint,
    WriteInject,
)
from simulation.exercise.journal import decode_command
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.measures.commands import OrderMeasure, StopMeasure
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft, RuleOnPoint
from simulation.exercise.seats.commands import LeaveSeat, PassPen, TakeSeat
from simulation.review.stand_ins import StandIn, stand_ins
from webapp.control.blueprint import blueprint
from webapp.control.event_list.rows import planned, title_of
from webapp.control.value_names import country, date_at, names, office, persona, seat, wall_time
from webapp.pages.forms import command_id
from webapp.pages.page import ControlPage, all_views, back, control_page, control_view, do, new_command_id, text
from webapp.pages.team_rows import member_names
from webapp.store import exercise_rows
from webapp.store.registered import registry
from webapp.store.tables import JournalRecord
from webapp.text.law_texts import lever_name
from webapp.text.names import choice_words
from webapp.text.say import act_on, say_code
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


def _left(who: str, *, by_control: bool) -> str:
    if not by_control:
        return _("Left the seat")
    name = member_names().get(who, "")
    return _("Took %(name)s off the seat", name=name) if name else _("Took somebody off the seat")


def what(command: Command) -> str:  # noqa: C901, PLR0912  # one sentence for each command
    """What was done, in a few words."""
    match command:
        case Jump(days=days):
            return ngettext("Jumped %(num)s day", "Jumped %(num)s days", days)
        case StartExercise(warm_up=warm_up):
            return _("Opened the warm-up") if warm_up else _("Opened the first move")
        case TakeSeat(country=code, offices=offices):
            return _(
                "Took a seat: %(offices)s, %(country)s", offices=", ".join(map(office, offices)), country=country(code)
            )
        case PassPen(country=code, office=at):
            return _("Passed the pen of %(office)s, %(country)s", office=office(at), country=country(code))
        case TakeOver(country=code):
            return _("Took %(country)s over", country=country(code))
        case HandBack(country=code):
            return _("Handed %(country)s back", country=country(code))
        case SetAdversary(held=held):
            return _("Held back the decisions of the adversary") if held else _("Let the adversary act")
        case PullLever(country=code, lever=key):
            return _("Decided for %(country)s: %(lever)s", lever=lever_name(key), country=country(code))
        case FireInject(inject=key):
            return _("Fired “%(title)s”", title=event_title(key))
        case HoldInject(inject=key, held=held):
            title = event_title(key)
            return _("Held “%(title)s” back", title=title) if held else _("Released “%(title)s”", title=title)
        case EditInject(title=title) | WriteInject(title=title):
            return _("Wrote the event “%(title)s”", title=title)
        case ReleaseEarly(injects=keys, early=early):
            titles = ", ".join(map(event_title, keys))
            if early:
                return _("Gave to interpreters in advance: %(titles)s", titles=titles)
            return _("Took back from interpreters: %(titles)s", titles=titles)
        case SendHint(inject=key, number=number, country=code):
            return _(
                "Sent hint %(number)s of “%(title)s” to %(country)s",
                number=number,
                title=event_title(key),
                country=country(code),
            )
        case AnswerInject(inject=key, choice=choice, text=words):
            said = " ".join(each for each in (choice_words(names(), key, choice), words) if each)
            return _("Answered “%(title)s”: %(said)s", title=event_title(key), said=said)
        case RuleOnPoint(request=key):
            return _("Ruled on a point of %(number)s", number=number_of(key))
        case LeaveSeat(who=key):
            return _left(key, by_control=command.member == CONTROL)
        case Rewind(to=to):
            return _("Undid everything after entry %(number)s", number=to)
        case ActOnRequest(request=key, action=action):
            return act_on("request", number_of(key), action)
        case OpenDraft(sought=sought, requested=code):
            return _(
                "Opened a request to %(country)s: %(what)s", country=country(code), what=say_code(f"sought.{sought}")
            )
        case ActOnProcedure(procedure=key, action=action):
            return act_on("procedure", _procedure(key), action)
        case BeginProcedure(kind=kind, requested=code):
            begun = say_code(f"procedure_kind.{kind}")
            return _("Began with %(country)s: %(what)s", country=country(code), what=begun)
        case OrderMeasure(kind=kind):
            return _("Ordered: %(measure)s", measure=say_code(f"measure_kind.{kind}"))
        case StopMeasure():
            return _("Ended a measure")
        case SendMessage(to=to, persona=name):
            if to is None:
                return _("Wrote to exercise control")
            if name:
                return _("Wrote to %(seat)s as %(who)s", seat=seat(to), who=persona(name))
            return _("Wrote to %(seat)s", seat=seat(to))
        case _:
            return plain_sentences()[command.wire]


def _procedure(key: str) -> str:
    """The number of a procedure, as either side calls it."""
    found = (view.procedure(key) for view in all_views().teams.values())
    return next((each.label for each in found if each is not None), _("a procedure"))


def plain_sentences() -> Mapping[str, str]:
    """The sentences that need no values."""
    return {
        "EndWarmUp": _("Ended the warm-up"),
        "StartClock": _("Started the clock"),
        "StopClock": _("Stopped the clock"),
        "EndExercise": _("Ended the exercise"),
        "PlayEpilogue": _("Played the epilogue"),
        "ChargePerson": _("Brought a charge"),
        "TriageReport": _("Decided on a report"),
        "ClaimEntity": _("Put something on the board"),
        "ClaimLink": _("Drew a link on the board"),
        "RemoveClaim": _("Took something off the board"),
        "PlanCase": _("Changed the case plan"),
        "MergeEntities": _("Decided whether two entries on the board are the same"),
        "ProposeMeeting": _("Called a meeting"),
        "WriteMinutes": _("Wrote minutes"),
        "AgreeMinutes": _("Replied to minutes"),
        "CompleteTask": _("Completed a task"),
        "KeepActs": _("Chose which acts on incoming letters the registry may not carry out"),
        "HandOver": _("Handed a matter to another seat"),
        "HearByVideo": _("Had a witness heard by video link"),
        "RequestNotice": _("Asked for a notice"),
        "SupplementCharge": _("Added documents to a charge"),
        "HearCases": _("Let people decide trials, or let the rule decide them again"),
        "GiveBench": _("Chose who plays court or defence at a trial"),
        "RaisePoint": _("Raised a point of the defence"),
        "GiveJudgment": _("Gave judgment"),
        "SettleHandOver": _("Took a matter that was handed over, or gave it back"),
    }


def event_title(key: str) -> str:
    """An event's title."""
    line = next((each for each in control_view().injects if each.key == key), None)
    if line is not None:
        return title_of(line)
    return text(f"{key}.title") if planned(key) is not None else _("an event by the trainer")


def number_of(key: str) -> str:
    """A request's number; after an undo it may have none."""
    found = next((each.label for each in control_view().requests if each.key == key), "")
    return found or _("a request that was undone")


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
