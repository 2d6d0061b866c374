"""The network's latest decisions in words, for the trainer: who decided what, and why not otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.kernel.terms import Phrase
from simulation.scenario.schema.scenario import text_key
from webapp.control.value_names import day, worded
from webapp.pages.page import all_views
from webapp.text.say import say_code, wording_of

CHECKS = {"because.check": "because.found", "because.customs": "because.cash_found"}
"""Sentences for checks that found something; those that found nothing are no decisions."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A decision with the choice that came second."""

    day_text: str
    text: str
    other: str


def reasons(phrases: tuple[Phrase, ...]) -> tuple[Reason, ...]:
    """The lines, newest first; checks that a load passed are left out, they are no decisions."""
    rows = []
    for phrase in phrases:
        values = dict(phrase.params)
        chosen, other = str(values.get("chosen", "")), str(values.get("other", ""))
        code = phrase.code
        if code in CHECKS:
            if chosen != "found":
                continue
            text = say_code(CHECKS[code])
        else:
            specific = f"{code}.{chosen.partition(':')[0]}"
            text = say_code(
                specific if wording_of(specific) else code, who=_who(str(values.get("who", ""))), chosen=_route(chosen)
            )
        beaten = _route(other) if code == "because.R2" and other else ""
        row = Reason(
            day_text=day(int(values.get("day", 0) or 0)),
            text=text,
            other=_("rather than %(other)s", other=beaten) if beaten else "",
        )
        if row not in rows:
            rows.append(row)
    return tuple(rows)


def _who(key: str) -> str:
    """An organisation by its name, a member by what the member does."""
    scenario = all_views().scenario
    for organisation in scenario.crime.organisations:
        if key == organisation.key:
            return worded(f"organisation.{organisation.key}")
    for member in scenario.crime.cast:
        if member.key == key and member.function is not None and member.organisation is not None:
            function = say_code(f"function.{member.function}")
            return _(
                "%(function)s of %(organisation)s",
                function=function,
                organisation=worded(f"organisation.{member.organisation}"),
            )
    if key in {site.key for site in scenario.crime.sites}:
        return worded(text_key(key))
    parts = key.split("/")
    if len(parts) > 2 and parts[0] == "org":
        function = say_code(f"function.{parts[2]}")
        return _("%(function)s of %(organisation)s", function=function, organisation=worded(f"organisation.{parts[1]}"))
    return _("A member")


def _route(chosen: str) -> str:
    """Corridors in order, by name; nothing for other keys."""
    known = {corridor.key: corridor for corridor in all_views().scenario.crime.corridors}
    plain = chosen.removeprefix("drop ").removeprefix("open ").rpartition("|")[2]
    legs = [leg for leg in plain.split(">") if leg in known]
    if not legs:
        return ""
    places = [known[legs[0]].origin, *(known[leg].destination for leg in legs)]
    return " → ".join(worded(f"place.{place}") for place in places)
