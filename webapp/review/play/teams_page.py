"""The profile of each team: facts with their count beside par, the gate of legality, and the events behind a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.agenda import DAY
from simulation.review.profile import Chance, Profile
from simulation.review.record_reading import RecordReading
from webapp.pages.page import ReviewPage, review_page
from webapp.review.blueprint import blueprint
from webapp.review.charts.charts import day_of, number
from webapp.review.current_review import Tab, here, tabs
from webapp.review.play.profile_said import FactRow, fact_rows, par_said, profiles_of
from webapp.review.sentences import name_of, request_title
from webapp.text.formatting import days_text
from webapp.text.law_texts import finding_name
from webapp.text.say import say_code
from webapp.visit.languages import country_name
from webapp.visit.visitor import current_exercise


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """A chance behind a count.

    Attributes:
        title: What it is about; no person is named.
        text: From when to when.
        url: The events behind it; "" where there are none of a request.
        is_met: Whether it was taken.
    """

    title: str
    text: str
    url: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class TeamTab:
    """A team to choose."""

    url: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class TeamsPage(ReviewPage):
    """The profile of one team."""

    template: ClassVar[str] = "review/teams.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    teams: tuple[TeamTab, ...]
    country: str
    end_day: int
    headline: str
    rows: tuple[tuple[FactRow, str], ...]
    is_passed: bool
    gate: tuple[str, ...]
    shown: FactRow | None
    chances: tuple[ChanceRow, ...]
    par_text: str
    has_par: bool
    papers_url: str
    compare_url: str


@blueprint.get("/teams")
def teams() -> ResponseReturnValue:
    """One team's profile, for the trainer."""
    exercise = current_exercise().id
    now = here()
    reading = now.reading
    found = profiles_of(reading)
    profile = next((each for each in found if each.country == request.args.get("team")), found[0])
    par = par_said(reading)
    rows = fact_rows(profile, par.par, par.other_length)
    wanted = request.args.get("fact", "")
    missed = [(row, fact) for row, fact in zip(rows, profile.facts, strict=True) if row.share is not None]
    lowest = min(missed, key=lambda pair: (pair[1].share or 0, pair[0].key), default=None)
    shown = next((row for row in rows if row.key == wanted), lowest[0] if lowest is not None else None)
    chances = next((fact.chances for fact in profile.facts if shown is not None and fact.kind.key == shown.key), ())

    def address(team: str, fact: str = "") -> str:
        return url_for("review.teams", exercise=exercise, team=team, fact=fact or None)

    return review_page(
        TeamsPage(
            tabs=tabs(now, "teams"),
            teams=tuple(
                TeamTab(address(each.country), country_name(reading.scenario, each.country), each is profile)
                for each in found
            ),
            country=country_name(reading.scenario, profile.country),
            end_day=day_of(reading.span.end),
            headline=_headline(reading, profile, rows),
            rows=tuple((row, address(profile.country, row.key)) for row in rows),
            is_passed=profile.gate.is_passed,
            gate=_gate(profile),
            shown=shown,
            chances=tuple(_chance(reading, exercise, each) for each in chances),
            par_text=par.text,
            has_par=par.par is not None,
            papers_url=url_for("review.papers", exercise=exercise),
            compare_url=url_for("review.compare_rooms", exercise=exercise),
        )
    )


def _headline(reading: RecordReading, profile: Profile, rows: tuple[FactRow, ...]) -> str:
    """Where most and where least was met, of what is assessed."""
    assessed = sorted((row for row in rows if row.share is not None), key=lambda row: (row.share or 0, row.key))
    country = country_name(reading.scenario, profile.country)
    if not assessed:
        return _("%(country)s: too few occasions to assess anything.", country=country)
    low, high = assessed[0], assessed[-1]
    if low is high:
        return _("%(country)s: %(label)s, %(count)s.", country=country, label=low.label.lower(), count=low.count)
    return _(
        "%(country)s: %(high)s, %(high_count)s; %(low)s, %(low_count)s.",
        country=country,
        high=high.label.lower(),
        high_count=high.count,
        low=low.label.lower(),
        low_count=low.count,
    )


def _gate(profile: Profile) -> tuple[str, ...]:
    gate = profile.gate
    found = []
    if gate.uninvolved:
        found.append(
            ngettext(
                "One measure affected an uninvolved person.",
                "Measures affected uninvolved people %(num)s times.",
                gate.uninvolved,
            )
        )
    else:
        found.append(_("No uninvolved person was affected."))
    if gate.findings:
        codes = dict.fromkeys(each.finding for each in gate.findings)
        said = [finding_name(code).rstrip(".") for code in codes]
        found.append(
            ngettext("%(num)s certain finding:", "%(num)s certain findings:", len(gate.findings))
            + " "
            + "; ".join(said)
        )
    else:
        found.append(_("There is no certain finding against the team."))
    return tuple(found)


def _chance(reading: RecordReading, exercise: str, chance: Chance) -> ChanceRow:
    line = reading.line(chance.request) if chance.request else None
    days = (chance.until - chance.at) / DAY
    text = _(
        "day %(first)s to day %(last)s, %(days)s",
        first=number(day_of(chance.at)),
        last=number(day_of(chance.until)),
        days=days_text(round(days)),
    )
    if chance.is_stood_in:
        text = _("%(days)s; the duty officer did it, nobody of the team", days=text)
    if line is not None:
        return ChanceRow(
            f"{line.label}, {request_title(reading, line)}",
            f"{text}; {say_code(f'status.{line.status}').lower()}",
            url_for("review.events_behind", exercise=exercise, request=line.label),
            chance.is_met,
        )
    return ChanceRow(name_of(reading, chance.place) if chance.place else _("A person"), text, "", chance.is_met)
