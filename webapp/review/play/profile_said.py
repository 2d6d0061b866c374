"""The profile of a team in words: each fact with its count, and where it lies between the ways of playing of par.

Par is a measure of the scenario, not of a country. No facts are added up; people have a count and no place on a bar.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.players.policies import EXPERT, NOVICE, TEXTBOOK
from simulation.review.authoring.par import Par, is_stale, shipped
from simulation.review.flows import in_play
from simulation.review.profile import (
    GROW_WITH_TIME,
    LEAST_CHANCES,
    SHARE,
    Dimension,
    FactKind,
    Profile,
    ProfileFact,
    profiles,
)
from simulation.review.record_reading import RecordReading
from webapp.review.charts.charts import number
from webapp.text.say import say_code

MIDDLE = 2
"""Place of the median among the quantiles of a par."""

ABOUT = 0.05
"""So near to the textbook a share is told as close to textbook (assumption)."""

SAME_LENGTH = 0.9
"""Part of the days of the reference results that has to be played for facts that grow with time (assumption)."""


@dataclass(frozen=True, slots=True)
class ParBand:
    """A fact under three ways of playing: medians of its share, 0 to 100."""

    novice: float
    textbook: float
    expert: float

    @property
    def is_ordered(self) -> bool:
        """Whether it tells the ways of playing apart in their order."""
        return self.novice <= self.textbook <= self.expert and self.novice < self.expert


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as pages and papers tell it.

    Attributes:
        key: Its key.
        dimension: What it is about, in words.
        label: What is counted.
        count: `6 of 9`; words where there was nothing to count.
        why_not: Why it is not assessed; "" where it is.
        share: The part that was met, 0 to 100; None where it is not assessed or about people.
        band: Where par lies; None where it has none.
        said: Where the share lies between the ways of playing, or why nothing is compared.
    """

    key: str
    dimension: str
    label: str
    count: str
    why_not: str
    share: float | None
    band: ParBand | None
    said: str


@dataclass(frozen=True, slots=True)
class ParSaid:
    """The par of a scenario, and what has to be known of it.

    Attributes:
        par: None where none ships.
        text: Where it comes from, and what it was made from.
        is_stale: Made from another version of the scenario or under other rules.
        other_length: Why facts that grow with time are not compared; "" where the exercise was as long.
    """

    par: Par | None
    text: str
    is_stale: bool
    other_length: str = ""


def profiles_of(reading: RecordReading) -> tuple[Profile, ...]:
    """The profile of each played country, to the end of play."""
    record = reading.record
    return profiles(in_play(record.events), reading.scenario.played, reading.span.end)


def par_said(reading: RecordReading) -> ParSaid:
    """The par that ships with the scenario of an exercise."""
    par = shipped(reading.scenario.name)
    if par is None:
        return ParSaid(None, _("This scenario has no reference results, so only counts are shown."), is_stale=False)
    found = par.made_from
    text = _(
        "Automatic players held every seat in %(seeds)s exercises of %(days)s days each, at three "
        "levels: novice, textbook and expert. The bars show medians over all teams. They measure this "
        "scenario, not a country.",
        seeds=number(found.seeds),
        days=number(found.play_days),
    )
    stale = is_stale(par, reading.scenario)
    if stale:
        text += " " + _(
            "These reference results were made under other rules or from another version of the scenario: "
            "treat them as "
            "a rough guide."
        )
    other_length = ""
    days = reading.span.days
    if found.preset != reading.record.settings.preset or days < SAME_LENGTH * found.play_days:
        other_length = _(
            "not compared: the reference results are of %(theirs)s days, this exercise of %(days)s",
            theirs=number(found.play_days),
            days=number(days),
        )
        text += " " + _("This exercise was of another length, so facts that depend on it are counted and not compared.")
    return ParSaid(par, text, stale, other_length)


def fact_rows(profile: Profile, par: Par | None, other_length: str = "") -> tuple[FactRow, ...]:
    """The facts of a team.

    Args:
        profile: Its profile.
        par: Par of the scenario; None where none ships.
        other_length: Why facts that grow with time are not compared with it; "" where they are.
    """
    return tuple(
        _row(fact, None, other_length)
        if other_length and fact.kind.key in GROW_WITH_TIME
        else _row(fact, _band(par, fact.kind), _("no reference result for this figure yet") if par is not None else "")
        for fact in profile.facts
    )


def _row(fact: ProfileFact, band: ParBand | None, no_band: str) -> FactRow:
    is_people = fact.kind.dimension is Dimension.PEOPLE
    why_not = ""
    if not fact.among:
        why_not = say_code(f"not_assessed.{fact.kind.key}")
    elif not fact.is_assessed:
        why_not = _("not assessed: fewer than %(least)s occasions", least=LEAST_CHANCES)
    share = None if fact.share is None or is_people else 100 * fact.share
    return FactRow(
        key=fact.kind.key,
        dimension=say_code(f"profile_dimension.{fact.kind.dimension}"),
        label=say_code(f"profile.{fact.kind.key}"),
        count=_("%(met)s of %(among)s", met=number(fact.met), among=number(fact.among)) if fact.among else _("none"),
        why_not=_("about people: counted, but not placed on the scale") if is_people and fact.among else why_not,
        share=share,
        band=None if is_people else band,
        said=_said(share, band) if share is None or band is not None else no_band,
    )


def _band(par: Par | None, kind: FactKind) -> ParBand | None:
    if par is None:
        return None
    places = []
    for way in (NOVICE, TEXTBOOK, EXPERT):
        spread = par.ways[way.name].figures.get(f"{SHARE}_{kind.key}") if way.name in par.ways else None
        if spread is None or not spread.quantiles:
            return None
        places.append(100 * spread.quantiles[MIDDLE])
    return ParBand(*places)


def _said(share: float | None, band: ParBand | None) -> str:
    if share is None or band is None:
        return ""
    if not band.is_ordered:
        return _("for this fact, the reference results do not distinguish the ways of playing")
    if abs(share - band.textbook) <= 100 * ABOUT:
        return _("close to textbook")
    if share >= band.expert:
        return _("expert or better")
    if share > band.textbook:
        return _("textbook to expert")
    return _("novice to textbook") if share >= band.novice else _("below novice")
