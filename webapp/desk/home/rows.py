"""The desk: what waits for this seat, what happened since the last time, who wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.digest import DigestLine
from simulation.exercise.seats.duty_officer import FIRST_TOLD
from simulation.exercise.views.team_view import WorkItem
from simulation.exercise.views.work_list import FIND, STATUS_ASKED, TELL_RISK
from webapp.desk.addresses import about_url, tell_risk_url
from webapp.desk.deadlines import date_beside, deadline, item_binds
from webapp.desk.readable import Reader
from webapp.text.formatting import day_number, day_text
from webapp.text.say import capital, happened, say_code, wording_of
from webapp.visit.handles import handle_of

ICONS: Mapping[str, str] = {
    "request": "mail",
    "report": "charge",
    "inject": "bell",
    "measure": "shield",
    "document": "document",
    "task": "check",
    "meeting": "meeting",
    "message": "message",
    "freeze": "freeze",
    "person": "shield",
    "handover": "people",
    "charge": "charge",
}


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row of "what needs you now"."""

    key: str
    icon: str
    title: str
    why: str
    deadline: str
    deadline_tone: str
    deadline_note: str
    tone: str
    url: str
    action_url: str
    action_label: str
    offices: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A line of "since you were last here"."""

    day_text: str
    text: str
    source: str
    url: str
    key: str


def work_rows(items: Sequence[WorkItem], reader: Reader) -> tuple[WorkRow, ...]:
    """The rows for things that wait."""
    rows = []
    for item in items:
        binds = item_binds(item, reader.view, reader.scenario)
        due = deadline(item.due_day, reader.view.clock, reader.calendar, capital=True, binds=binds)
        url = about_url("acts" if item.action == FIND else item.about_kind, item.about, reader, item.rests_on)
        is_ours = not item.offices or not reader.offices or any(each in item.offices for each in reader.offices)
        tells = is_ours and item.action == TELL_RISK
        tell_url = tell_risk_url((item.about,), reader, item.rests_on) if tells else ""
        label = wording_of(f"work_action.{item.action}") or wording_of(f"action.{item.action}") or _("Open")
        rows.append(
            WorkRow(
                key=f"work-{handle_of('work', item.key)}",
                icon="warning" if due.tone == "late" else ICONS.get(item.about_kind, "clock"),
                title=reader.say(item.title),
                why=_why(item, reader) if is_ours else f"{_with(item, reader)} {_why(item, reader)}",
                deadline=due.text,
                deadline_tone=due.tone,
                deadline_note=_waits(item, reader, binds=binds),
                tone="red" if due.tone == "late" else "amber" if due.tone == "now" else "accent",
                url=url,
                action_url=tell_url or url,
                action_label=label if is_ours and (tell_url or not tells) else _("View"),
                offices=", ".join(reader.office(office) for office in item.offices),
                is_now=due.is_now,
            )
        )
    return tuple(rows)


def _with(item: WorkItem, reader: Reader) -> str:
    """Which other offices of the team can do it, and that nobody sits there."""
    offices = ", ".join(reader.office(office) for office in item.offices)
    played = {each.seat.office for each in reader.view.seats if each.automatic}
    if played.issuperset(item.offices):
        return _("With %(offices)s, played automatically.", offices=offices)
    return _("With %(offices)s.", offices=offices)


def _why(item: WorkItem, reader: Reader) -> str:
    """Why it waits, and where the other side has asked for the status, that it has."""
    why = capital(reader.say(item.why))
    request = reader.view.request(item.about) if item.about_kind == "request" else None
    if request is None or not request.incoming or not request.query_open or item.title.code == STATUS_ASKED:
        return why
    country = reader.country(request.requesting)
    return _("%(why)s %(country)s has asked for the status.", why=why, country=country)


def _waits(item: WorkItem, reader: Reader, *, binds: bool) -> str:
    """The small line under a deadline: its date where the deadline says something else, or for how long it waits."""
    if binds and item.due_day is not None and item.due_day >= reader.view.clock.day:
        date = date_beside(item.due_day, reader.view.clock, reader.calendar)
        return _("by %(date)s", date=date) if date else ""
    days = day_number(reader.now) - day_number(item.waiting_since)
    if days <= 0:
        return ""
    return ngettext("waiting %(num)s day", "waiting %(num)s days", days)


def digest_rows(lines: Sequence[DigestLine], reader: Reader) -> tuple[DigestRow, ...]:
    """What happened, in order of day; first of all what was done without the team."""
    ordered = sorted(lines, key=lambda line: (_place(line), line.at))
    told: Counter[str] = Counter()
    return tuple(
        DigestRow(
            day_text=day_text(line.at),
            text=digest_text(line, reader),
            source=_source(line, reader),
            url=about_url(line.about_kind, line.about, reader),
            key=_line_key(line, told),
        )
        for line in ordered
    )


def _place(line: DigestLine) -> int:
    """What was done at its seats without the team stands first."""
    return FIRST_TOLD.index(line.what.code) if is_without_them(line) else len(FIRST_TOLD)


def _line_key(line: DigestLine, told: Counter[str]) -> str:
    """What the line is called: by when, what and about what it tells; of lines that tell the same, by their turn."""
    words = f"{line.at}|{line.about_kind}|{line.about}|{line.what.code}|{line.what.params}"
    told[words] += 1
    return f"digest-{handle_of('digest', f'{words}|{told[words]}')}"


def is_without_them(line: DigestLine) -> bool:
    """Whether a line tells of something that was done because nobody of the team did it."""
    return line.what.code in FIRST_TOLD


def digest_text(line: DigestLine, reader: Reader) -> str:
    """What a line says: of a request who did what, of a message who wrote."""
    if is_without_them(line):
        return reader.say(line.what)
    if line.about_kind == "request":
        request = reader.view.request(line.about)
        action = next((str(value) for name, value in line.what.params if name == "action"), "")
        if request is not None and action:
            who = next((each.country for each in request.history if each.at == line.at and each.action == action), "")
            if not who and action == "ask":
                who = request.requesting
            if who:
                return say_code("digest.request_by", country=reader.country(who), what=happened(action))
            return capital(happened(action))
    if line.about_kind == "message":
        message = next((each for each in reader.view.messages if each.key == line.about), None)
        if message is not None:
            return say_code("digest.message_from", who=reader.seat(message.sender, message.persona))
    return reader.say(line.what)


def _source(line: DigestLine, reader: Reader) -> str:
    label = reader.documents.label_of(line.about)
    if label:
        filed = reader.documents.labelled(label)
        return f"{label}, {reader.documents.title_of(filed)}" if filed is not None else label
    request = reader.view.request(line.about)
    if request is not None:
        return f"{request.label}, {reader.requests.title_of(request)}"
    return ", ".join(reader.office(office) for office in line.offices)


def digest_span(reader: Reader) -> str:
    """Like `days 33 to 63`."""
    start, end = day_number(reader.view.digest_since), reader.view.clock.day
    if start >= end:
        return _("day %(day)s", day=end)
    return _("days %(start)s to %(end)s", start=max(start, 1), end=end)
