"""What the room should look at, each with one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.digest import AlertView
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.risk_abroad import RiskAbroad
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.scenario.schema.scenario import Scenario
from webapp.control.event_list.rows import title_of
from webapp.control.room.seats import CountryRow
from webapp.control.value_names import country, day, office, say
from webapp.desk.deadlines import request_binds
from webapp.lobby import door
from webapp.pages.page import all_views, control_view
from webapp.process.faults import Fault
from webapp.text.formatting import day_number, days_text, round_money
from webapp.text.say import say_code
from webapp.visit.handles import handle_of
from webapp.visit.roles import may_use
from webapp.visit.told import fault_for_trainer
from webapp.visit.visitor import current_exercise, current_visit, services

SHOWN = 6
TONES = {"red": 0, "amber": 1}


class Harm(IntEnum):
    """What an alert is about, in the order of harm: who stands at the door first, for that takes one press."""

    DOOR = 0
    SERVER = 1
    PEOPLE = 2
    MONEY = 3
    TIME = 4
    PENS = 5
    PAPER = 6


def harm_name(harm: Harm) -> str:
    """The heading of a group of alerts."""
    return {
        Harm.DOOR: _("Door"),
        Harm.SERVER: _("Server"),
        Harm.PEOPLE: _("People"),
        Harm.MONEY: _("Money"),
        Harm.TIME: _("Deadlines"),
        Harm.PENS: _("Pens"),
        Harm.PAPER: _("Paper"),
    }[harm]


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert with its button."""

    harm: Harm
    tone: str
    title: str
    text: str
    url: str
    action_label: str
    post: bool = False

    @property
    def group(self) -> str:
        """The heading under which it stands."""
        return harm_name(self.harm)


def rows(view: ControlView, people: tuple[CountryRow, ...]) -> tuple[AlertRow, ...]:
    """By harm: the door, people at risk, money that gets free, time that runs out, pens, paper; red first in each.

    Red is kept for what does harm: a lost paper, a person at risk whom nobody protects. Late requests are one row for
    each country that has them, with the oldest named. Whoever only reads along at a seat lacks no pen there. Once play
    has ended nobody can act: what is left is the door, the server and the people whom nobody protected.
    """
    if view.clock.is_over:
        return (*_at_the_door(), *_faults(), *_at_risk_at_the_end())
    requests = {request.key: request for request in view.requests}
    late = [alert for alert in view.alerts if alert.what.code == "alert.late"]
    only_read = {
        f"{row.code}.{office}" for row in people for seat in row.seats if not seat.people for office in seat.offices
    }
    others = [
        alert
        for alert in view.alerts
        if alert.what.code != "alert.late" and not (alert.about_kind == "seat" and alert.about in only_read)
    ]
    found = [*_at_the_door(), *_faults(), *_at_risk(), *_lapsing(view)]
    found += [row for alert in others if (row := _row(alert, requests)) is not None]
    found += _late(late, requests)
    found += _away_pens(people)
    found += _unanswered(view)
    return tuple(sorted(found, key=lambda row: (row.harm, TONES.get(row.tone, 2))))


def counted(found: tuple[AlertRow, ...]) -> str:
    """How many of each group, in words."""
    groups = (f"{harm_name(harm)} {number}" for harm in Harm if (number := sum(row.harm is harm for row in found)))
    return ", ".join(groups)


def _faults() -> list[AlertRow]:
    """What stands in the way of storing anything."""
    found = []
    for fault in services().troubles.now():
        title, text = fault_for_trainer(fault)
        tone = "amber" if fault is Fault.LOW else "red"
        found.append(AlertRow(Harm.SERVER, tone, title, text, url="", action_label=""))
    return found


def _row(alert: AlertView, requests: dict[str, RequestView]) -> AlertRow | None:
    if alert.about_kind == "request":
        request = requests.get(alert.about)
        if request is None:
            return None
        url = url_for("control.request_page", number=request.label)
        harm = Harm.PAPER if alert.what.code.startswith("alert.dropped") else Harm.TIME
        return AlertRow(harm, alert.tone, say(alert.what), _why(alert.why), url, _("Open"))
    if alert.about_kind == "exercise":
        return AlertRow(Harm.PAPER, alert.tone, say(alert.what), say(alert.why), url_for("control.journal"), _("Open"))
    code = alert.about.partition(".")[0]
    if alert.about_kind == "country":
        url = url_for("control.country_page", code=code)
        return AlertRow(Harm.PAPER, alert.tone, say(alert.what), say(alert.why), url, _("Open"))
    return AlertRow(
        Harm.PENS,
        alert.tone,
        say(alert.what),
        say(alert.why),
        url_for("control.country_page", code=code),
        _("Pass the pen"),
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
            row = _row(bound(oldest, requests.get(oldest.about), all_views().scenario), requests)
            found += [replace(row, tone="amber")] if row is not None else []
            continue
        where = country(code) or _("On the way")
        title = ngettext(
            "%(country)s: %(num)s request is past its usual time or its limit",
            "%(country)s: %(num)s requests are past their usual time or a limit",
            len(group),
            country=where,
        )
        label = str(dict(oldest.what.params).get("label", ""))
        text = _(
            "The most overdue is %(label)s, by %(days)s.",
            label=label,
            days=days_text(_days_late(oldest)),
        )
        is_played = code in all_views().teams
        url = url_for("control.country_page", code=code) if is_played else url_for("control.request_page", number=label)
        found.append(AlertRow(Harm.TIME, "amber", title, text, url, _("Open")))
    return found


def bound(alert: AlertView, request: RequestView | None, scenario: Scenario) -> AlertView:
    """An alert as one of a limit, where an instrument binds the holder of the request to its day.

    Args:
        alert: A request that has stayed too long.
        request: It; None where it is on no list.
        scenario: What binds the two countries.
    """
    if request is None or not request_binds(request, scenario):
        return alert
    return replace(alert, what=alert.what._replace(code="alert.late.limit"))


def _days_late(alert: AlertView) -> int:
    return int(dict(alert.what.params).get("days", 0))


def _at_risk() -> list[AlertRow]:
    """Countries whose file names people at risk whom nobody protects."""
    found = []
    for code, team in all_views().teams.items():
        away = {each.person: each for each in team.risk_abroad}
        found.extend(_abroad(code, team))
        waiting = {person: since for person, since, protected in team.at_risk if protected is None}
        waiting = {person: since for person, since in waiting.items() if person not in away}
        if not waiting:
            continue
        title = ngettext(
            "%(country)s: %(num)s person at risk is not protected",
            "%(country)s: %(num)s people at risk are not protected",
            len(waiting),
            country=country(code),
        )
        text = _for_days(min(waiting.values()), len(waiting))
        ordered = len(
            {each.target for each in team.measures if each.kind == "protection" and each.is_running} & {*waiting}
        )
        if ordered:
            said = ngettext(
                "Protection of %(num)s person is ordered and not yet in place.",
                "Protection of %(num)s people is ordered and not yet in place.",
                ordered,
            )
            text = f"{text} {said}"
        tone = "amber" if ordered == len(waiting) else "red"
        found.append(AlertRow(Harm.PEOPLE, tone, title, text, url_for("control.country_page", code=code), _("Open")))
    return found


def _at_risk_at_the_end() -> list[AlertRow]:
    """Countries whose file named people at risk whom nobody had protected when play ended."""
    last = day_number(all_views().played_to)
    is_told = bool(all_views().after) and may_use(current_visit(), "review.epilogue")
    told = url_for("review.epilogue", exercise=current_exercise().id) if is_told else ""
    found = []
    for code, team in all_views().teams.items():
        waiting = [since for _person, since, protected in team.at_risk if protected is None]
        if not waiting:
            continue
        title = ngettext(
            "%(country)s: %(num)s person at risk was not protected when play ended",
            "%(country)s: %(num)s people at risk were not protected when play ended",
            len(waiting),
            country=country(code),
        )
        days = last - day_number(min(waiting))
        text = ngettext(
            "When play ended, on day %(day)s, the longest had waited %(num)s day.",
            "When play ended, on day %(day)s, the longest had waited %(num)s days.",
            days,
            day=last,
        )
        if told:
            text = f"{text} {_('The review tells what the epilogue brought.')}"
        url = told or url_for("control.country_page", code=code)
        found.append(AlertRow(Harm.PEOPLE, "red", title, text, url, _("Epilogue") if told else _("Open")))
    return found


def _for_days(since: int, people: int) -> str:
    """For how long the first of some people has been without protection."""
    days = control_view().clock.day - day_number(since)
    if days < 1:
        return _("Known since today.")
    if people > 1:
        return _("The first has been unprotected for %(days)s.", days=days_text(days))
    return _("Unprotected for %(days)s.", days=days_text(days))


def _abroad(code: str, team: TeamView) -> list[AlertRow]:
    """People at risk whom a country's file places abroad: that the country there has to be told, or that it was."""
    since = {person: known for person, known, _protected in team.at_risk}
    groups: dict[tuple[str, bool], list[RiskAbroad]] = {}
    for each in team.risk_abroad:
        groups.setdefault((each.country, each.told is not None), []).append(each)
    found = []
    for (other, is_told), risks in sorted(groups.items()):
        how_long = _for_days(min(since[each.person] for each in risks), len(risks))
        names = {"country": country(code), "other": country(other)}
        if is_told:
            title = ngettext(
                "%(country)s has told %(other)s that %(num)s person there is at risk",
                "%(country)s has told %(other)s that %(num)s people there are at risk",
                len(risks),
                **names,
            )
            text = _("Only %(other)s can order protection. %(how_long)s", other=country(other), how_long=how_long)
        else:
            title = ngettext(
                "%(country)s has not told %(other)s that %(num)s person there is at risk",
                "%(country)s has not told %(other)s that %(num)s people there are at risk",
                len(risks),
                **names,
            )
            text = _(
                "Only %(other)s can order protection: ask %(country)s (%(offices)s) to tell %(other)s of %(persons)s. "
                "%(how_long)s",
                **names,
                offices=_who_tells(team, risks),
                persons=", ".join(known.label for each in risks if (known := team.entity(each.person)) is not None),
                how_long=how_long,
            )
        tone = "amber" if is_told else "red"
        found.append(AlertRow(Harm.PEOPLE, tone, title, text, url_for("control.country_page", code=code), _("Open")))
    return found


def _who_tells(team: TeamView, risks: list[RiskAbroad]) -> str:
    """The offices on whose desk it stands that a country has to be told: those with people, else the automatic ones."""
    keys = {f"risk/{each.person}" for each in risks}
    offices = dict.fromkeys(each for item in team.work if item.key in keys for each in item.offices)
    played = {seat.seat.office for seat in team.seats if seat.automatic}
    here = [each for each in offices if each not in played]
    said = ", ".join(map(office, here or offices))
    return said if here else _("%(offices)s, played automatically", offices=said)


def _lapsing(view: ControlView) -> list[AlertRow]:
    """Countries for which blocked money gets free before the next jump has passed, with the sum and the first day."""
    found: list[AlertRow] = []
    arrival = view.clock.now + view.clock.next_jump_days * DAY
    for code, team in all_views().teams.items():
        blocked = [
            asset
            for asset in team.assets
            if asset.state in {"frozen", "postponed"} and asset.until is not None and asset.amount_minor
        ]
        ends = sorted(asset.until or 0 for asset in blocked if (asset.until or 0) <= arrival)
        if not ends:
            continue
        amount = sum(asset.amount_minor for asset in blocked if (asset.until or 0) <= arrival)
        title = _(
            "%(country)s: %(amount)s is released from %(day)s on",
            country=country(code),
            amount=round_money(amount, all_views().scenario.currency),
            day=day(ends[0] // DAY + 1),
        )
        text = ngettext(
            "%(num)s hold ends before the end of the next jump.",
            "%(num)s holds end before the end of the next jump.",
            len(ends),
        )
        found.append(AlertRow(Harm.MONEY, "amber", title, text, url_for("control.country_page", code=code), _("Open")))
    return found


def _why(why: Phrase) -> str:
    values = dict(why.params)
    if why.code == "alert.late.why" and not values.get("country"):
        return say_code("alert.late.nobody", status=say_code(f"status.{values.get('status', '')}"))
    return say(why)


def _at_the_door() -> list[AlertRow]:
    """People who wait to be let in: the first of all alerts, for somebody stands there."""
    title = door.notice()
    if not title:
        return []
    text = _("They see nothing of the exercise until you let them in.")
    return [AlertRow(Harm.DOOR, "amber", title, text, _people_url(), _("See who waits"))]


def _people_url() -> str:
    """Where people are let in and pens passed; "" for a trainer to whom the page is closed."""
    return url_for("control.people") if may_use(current_visit(), "control.people") else ""


def _away_pens(people: tuple[CountryRow, ...]) -> list[AlertRow]:
    """Seats whose pen is away while somebody else is here."""
    found = []
    for row in people:
        for seat in row.seats:
            holder = next((person for person in seat.people if person.has_pen), None)
            here = [person.name for person in seat.people if person.presence == "here" and not person.has_pen]
            if holder is None or holder.presence != "away" or not here:
                continue
            title = _("%(seat)s of %(country)s: the pen holder is away", seat=seat.label, country=row.name)
            text = _("%(holder)s is away. Here: %(others)s.", holder=holder.name, others=", ".join(here))
            found.append(AlertRow(Harm.PENS, "amber", title, text, _people_url(), _("Pass the pen")))
    return found


def _unanswered(view: ControlView) -> list[AlertRow]:
    """Events whose answer is overdue, by country."""
    found: list[AlertRow] = []
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
            found.append(AlertRow(Harm.TIME, "amber", title, text, url, _("Send hint")))
    return found
