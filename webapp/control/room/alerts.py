"""What the room should look at, each with one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.digest import AlertView
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.views.control_view import ControlView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from webapp.control.event_list.rows import title_of
from webapp.control.room.seats import CountryRow
from webapp.control.value_names import country, office, say
from webapp.lobby import door
from webapp.pages.page import all_views
from webapp.process.faults import Fault
from webapp.text.say import say_code
from webapp.visit.handles import handle_of
from webapp.visit.told import fault_for_trainer
from webapp.visit.visitor import current_exercise, services

SHOWN = 4
TONES = {"red": 0, "amber": 1}


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert with its button."""

    tone: str
    title: str
    text: str
    url: str
    action_label: str
    post: bool = False


def rows(view: ControlView, people: tuple[CountryRow, ...]) -> tuple[AlertRow, ...]:
    """People at risk, lost and late requests, pens that nobody here holds, events without an answer, in this order.

    Red is kept for what does harm: a lost paper, a person at risk whom nobody protects. Late requests are one row for
    each country that has them, with the oldest named.
    """
    requests = {request.key: request for request in view.requests}
    late = [alert for alert in view.alerts if alert.what.code == "alert.late"]
    others = [alert for alert in view.alerts if alert.what.code != "alert.late"]
    found = [*_faults(), *_at_risk()]
    found += [row for alert in others if (row := _row(alert, requests)) is not None]
    found += _late(late, requests)
    found += _away_pens(people)
    found += _unanswered(view)
    return (*_at_the_door(), *sorted(found, key=lambda row: TONES.get(row.tone, 2)))


def _faults() -> list[AlertRow]:
    """What stands in the way of storing anything."""
    return [
        AlertRow("amber" if fault is Fault.LOW else "red", *fault_for_trainer(fault), url="", action_label="")
        for fault in services().troubles.now()
    ]


def _row(alert: AlertView, requests: dict[str, RequestView]) -> AlertRow | None:
    if alert.about_kind == "request":
        request = requests.get(alert.about)
        if request is None:
            return None
        url = url_for("control.request_page", number=request.label)
        return AlertRow(alert.tone, say(alert.what), _why(alert.why), url, _("Open"))
    if alert.about_kind == "exercise":
        return AlertRow(alert.tone, say(alert.what), say(alert.why), url_for("control.journal"), _("Open"))
    code = alert.about.partition(".")[0]
    if alert.about_kind == "country":
        url = url_for("control.country_page", code=code)
        return AlertRow(alert.tone, say(alert.what), say(alert.why), url, _("Open"))
    return AlertRow(
        alert.tone, say(alert.what), say(alert.why), url_for("control.country_page", code=code), _("Pass the pen")
    )


def _late(alerts: list[AlertView], requests: dict[str, RequestView]) -> list[AlertRow]:
    """One row for each country where requests stay too long, the oldest first."""
    by_holder: dict[str, list[AlertView]] = {}
    for alert in sorted(alerts, key=_days_late, reverse=True):
        by_holder.setdefault(str(dict(alert.why.params).get("country", "")), []).append(alert)
    found = []
    for code, group in by_holder.items():
        oldest = group[0]
        if len(group) == 1:
            row = _row(oldest, requests)
            found += [replace(row, tone="amber")] if row is not None else []
            continue
        where = country(code) or _("On the way")
        title = ngettext(
            "%(country)s: %(num)s request is past its usual time",
            "%(country)s: %(num)s requests are past their usual time",
            len(group),
            country=where,
        )
        label = str(dict(oldest.what.params).get("label", ""))
        text = _("The oldest is %(label)s, %(days)s days over.", label=label, days=_days_late(oldest))
        is_played = code in all_views().teams
        url = url_for("control.country_page", code=code) if is_played else url_for("control.request_page", number=label)
        found.append(AlertRow("amber", title, text, url, _("Open")))
    return found


def _days_late(alert: AlertView) -> int:
    return int(dict(alert.what.params).get("days", 0))


def _at_risk() -> list[AlertRow]:
    """Countries whose file names people at risk whom nobody protects."""
    found = []
    for code, team in all_views().teams.items():
        waiting = [since for _person, since, protected in team.at_risk if protected is None]
        if not waiting:
            continue
        title = ngettext(
            "%(country)s: %(num)s person at risk is not protected",
            "%(country)s: %(num)s people at risk are not protected",
            len(waiting),
            country=country(code),
        )
        text = _("Known since day %(day)s.", day=min(waiting) // DAY + 1)
        found.append(AlertRow("red", title, text, url_for("control.country_page", code=code), _("Open")))
    return found


def _why(why: Phrase) -> str:
    values = dict(why.params)
    if why.code == "alert.late.why" and not values.get("country"):
        return say_code("alert.late.nobody", status=say_code(f"status.{values.get('status', '')}"))
    return say(why)


def _at_the_door() -> list[AlertRow]:
    """People who wait to be let in: the first of all alerts, for somebody stands there."""
    with services().database.reading() as database:
        names = [row.name for row in door.waiting(database, current_exercise().id)]
    if not names:
        return []
    title = _("%(name)s waits at the door", name=names[0])
    if len(names) > 1:
        title = ngettext(
            "%(name)s and %(num)s other wait at the door",
            "%(name)s and %(num)s others wait at the door",
            len(names) - 1,
            name=names[0],
        )
    return [AlertRow("amber", title, _("Nothing opens until you let them in."), url_for("control.people"), _("Let in"))]


def _away_pens(people: tuple[CountryRow, ...]) -> list[AlertRow]:
    """Seats whose pen is away while somebody else is here."""
    found = []
    for row in people:
        for seat in row.seats:
            holder = next((person for person in seat.people if person.has_pen), None)
            here = [person.name for person in seat.people if person.presence == "here" and not person.has_pen]
            if holder is None or holder.presence != "away" or not here:
                continue
            title = _("%(seat)s of %(country)s: the pen is away", seat=seat.label, country=row.name)
            text = _("%(holder)s is away, %(others)s is here.", holder=holder.name, others=", ".join(here))
            url = url_for("control.people")
            found.append(AlertRow("amber", title, text, url, _("Pass the pen")))
    return found


def _unanswered(view: ControlView) -> list[AlertRow]:
    """Events whose answer is overdue, by country."""
    found: list[AlertRow] = []
    if view.clock.is_over:
        return found
    lines = {line.key: line for line in view.injects}
    for code, team in all_views().teams.items():
        for inject in team.injects:
            due = inject.answer_due_day
            if inject.answered or due is None or due >= view.clock.day or inject.key not in lines:
                continue
            title = _(
                "%(country)s has not answered: %(title)s", country=country(code), title=title_of(lines[inject.key])
            )
            offices = ", ".join(office(each) for each in inject.offices)
            text = _("Expected by day %(day)s. %(offices)s", day=due, offices=offices).strip()
            url = url_for("control.event_page", handle=handle_of("event", inject.key))
            found.append(AlertRow("amber", title, text, url, _("Send hint")))
    return found
