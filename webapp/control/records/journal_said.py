"""What the journal says of each command, so that a trainer knows an act among others like it."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.clock.commands import HandBack, Jump, Rewind, SetAdversary, StartExercise, TakeOver
from simulation.exercise.cooperation.commands import PullLever
from simulation.exercise.core.command import CONTROL, Command
from simulation.exercise.handovers.commands import HandOver
from simulation.exercise.injects.commands import (
    AnswerInject,
    EditInject,
    FireInject,
    HoldInject,
    ReleaseEarly,
    SendHint,
    WriteInject,
)
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.measures.commands import OrderMeasure, StopMeasure, TriageReport
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft, RuleOnPoint
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.seats.commands import LeaveSeat, PassPen, TakeSeat
from simulation.exercise.trials.commands import ChargePerson
from webapp.control.event_list.rows import planned, title_of
from webapp.control.value_names import asked_for, country, names, office, persona, reader, seat
from webapp.pages.page import all_views, control_view, text
from webapp.pages.team_rows import member_names
from webapp.text.law_texts import ground_text, lever_name
from webapp.text.names import choice_words
from webapp.text.say import act_on, say_code


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
            said = "; ".join(each for each in (choice_words(names(), key, choice), words) if each)
            return _("Answered “%(title)s”: %(said)s", title=event_title(key), said=said)
        case RuleOnPoint(request=key):
            return _("Ruled on a point of %(number)s", number=number_of(key))
        case LeaveSeat(who=key):
            return _left(key, by_control=command.member == CONTROL)
        case Rewind(to=to):
            return _("Undid everything after entry %(number)s", number=to)
        case ActOnRequest():
            return _letter_act(command)
        case OpenDraft(sought=sought, requested=code):
            return _(
                "Opened a request to %(country)s: %(what)s", country=country(code), what=say_code(f"sought.{sought}")
            )
        case ActOnProcedure(procedure=key, action=action):
            return act_on("procedure", _procedure(key), action)
        case BeginProcedure(kind=kind, requested=code):
            begun = say_code(f"procedure_kind.{kind}")
            return _("Began with %(country)s: %(what)s", country=country(code), what=begun)
        case OrderMeasure(kind=kind, target=target):
            measure = say_code(f"measure_kind.{kind}")
            return _("Ordered: %(measure)s", measure=_listed(measure, _thing(command, target)))
        case StopMeasure(measure=key):
            return _with(_("Ended a measure"), _thing(command, key))
        case TriageReport():
            return _report(command)
        case ChargePerson(person=key):
            return _with(_("Brought a charge"), _thing(command, key))
        case RequestNotice(target=key):
            return _with(_("Asked for a notice"), _thing(command, key))
        case HandOver(about=key):
            return _with(_("Handed a matter to another seat"), _thing(command, key), office(command.to))
        case SendMessage(to=to, persona=name):
            if to is None:
                return _("Wrote to exercise control")
            if name:
                return _("Wrote to %(seat)s as %(who)s", seat=seat(to), who=persona(name))
            return _("Wrote to %(seat)s", seat=seat(to))
        case _:
            return plain_sentences()[command.wire]


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _with(done: str, *parts: str) -> str:
    """What was done, and with whom or what as far as it is known."""
    about = _listed(*parts)
    return f"{done}{_(': ')}{about}" if about else done


def _thing(command: Command, key: str) -> str:
    """What the team that acted calls a thing; "" where its file does not have it, as after an undo."""
    if command.by is None or command.by.country not in all_views().teams:
        return ""
    reading = reader(command.by.country)
    known = reading.known(key)
    return reading.entities.told_apart(known) if known is not None else reading.thing(key)


def _letter_act(command: ActOnRequest) -> str:
    """An act on a letter, what the letter asks for, and the ground or the consent that was given."""
    done = act_on("request", number_of(command.request), command.action)
    letter = next((each for each in control_view().requests if each.key == command.request), None)
    asked = asked_for(letter) if letter is not None else ""
    ground = ground_text(command.ground) if command.ground else ""
    consent = say_code(f"consent.{command.consent}") if command.consent else ""
    about = "; ".join(part for part in (asked, ground, consent) if part)
    return f"{done} ({about})" if about else done


def _report(command: TriageReport) -> str:
    """What was decided on which report, and to which country it went."""
    team = all_views().teams.get(command.by.country) if command.by is not None else None
    report = next((each for each in team.reports if each.key == command.report), None) if team is not None else None
    paper, account = (_thing(command, report.document), _thing(command, report.about)) if report else ("", "")
    decided = say_code(f"triage.{command.decision}")
    return _with(_("Decided on a report"), paper, account, decided, country(command.to))


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
        "HearByVideo": _("Had a witness heard by video link"),
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
