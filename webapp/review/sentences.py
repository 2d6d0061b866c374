"""What the review says: titles of requests and decisions, and the finding of the page.

Roles are named, never delegations; a country's code stands only in the number of a request on the trainer's own page.
"""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.review.clock import whole_clock
from simulation.review.prices.choices import ChoiceKind, Decision
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import RequestLine
from webapp.review.charts.charts import number
from webapp.review.seats_left import left_to_duty_officer
from webapp.text.say import plain, say_code

LEAST_FOR_HALF = 4
"""Of fewer requests no half is told (our own choice)."""


def name_of(reading: RecordReading, key: str) -> str:
    """What papers print of a thing."""
    return reading.names.get(key, plain(key.rpartition("/")[2]))


def request_title(reading: RecordReading, line: RequestLine) -> str:
    """`Bank records, Halden Brook`."""
    what = say_code(f"sought.{line.sought}")
    return f"{what}, {name_of(reading, line.targets[0])}" if line.targets else what


def request_number(line: RequestLine, *, roles_only: bool) -> str:
    """The number of a request for the trainer; on the wall, where it would name countries, what was asked for."""
    return say_code(f"sought.{line.sought}") if roles_only else line.label


def side_of(reading: RecordReading, decision: Decision) -> str:
    """Whose decision it was, as a role."""
    line = reading.line(decision.about)
    if line is None:
        return "home"
    return "requesting" if decision.country == line.requesting else "requested"


def decision_title(reading: RecordReading, decision: Decision, *, roles_only: bool) -> str:
    """A decision as a list names it."""
    line = reading.line(decision.about)
    if line is not None and decision.kind in {ChoiceKind.AUTO, ChoiceKind.OMITTED}:
        number_of = request_number(line, roles_only=roles_only)
        waited = "left_to_duty_officer" if left_to_duty_officer(reading, decision) else "waited"
        what = say_code(f"choice.{'not_answered' if decision.kind is ChoiceKind.OMITTED else waited}")
        return f"{number_of}, {what}"
    if decision.kind is ChoiceKind.OMITTED:
        said = say_code(f"choice.{decision.action}")
        return said if roles_only else f"{said}{_(': ')}{name_of(reading, decision.about)}"
    if decision.kind is ChoiceKind.BEGIN:
        return say_code(f"procedure_kind.{decision.action}")
    if line is not None:
        return _(
            "%(number)s, %(what)s",
            number=request_number(line, roles_only=roles_only),
            what=say_code(f"action.{decision.action}").lower(),
        )
    target = reading.target_of(decision)
    what = say_code(f"measure_kind.{decision.action}")
    return f"{what}, {name_of(reading, target)}" if target else what


def delay_headline(reading: RecordReading) -> tuple[str, str]:
    """The finding while no decision has been priced: how long requests waited, and whose days they were."""
    waiting = reading.waiting_of_teams
    if not reading.lines:
        return _("No request has been opened yet."), ""
    counts = {"begun": waiting.begun, "open": waiting.open, "never": waiting.never_sent}
    if not waiting.begun:
        headline = _("The teams began no formal request during play.")
    elif not waiting.sent:
        headline = ngettext(
            "The teams began %(num)s formal request during play, and it has not been sent.",
            "The teams began %(num)s formal requests during play, and none has been sent.",
            waiting.begun,
        )
    elif waiting.sent < LEAST_FOR_HALF:
        headline = _(
            "Formal requests that the teams began during play: %(begun)s. Answered: %(answered)s; open: %(open)s; "
            "not sent: %(never)s.",
            answered=waiting.answered,
            **counts,
        )
    elif waiting.median_days is None:
        headline = _(
            "Formal requests that the teams began during play: %(begun)s. Fewer than half have an answer; open: "
            "%(open)s; not sent: %(never)s.",
            **counts,
        )
    else:
        headline = _(
            "Formal requests that the teams began during play: %(begun)s. Half had an answer within %(days)s days "
            "of being sent; open: %(open)s; not sent: %(never)s.",
            days=number(waiting.median_days),
            **counts,
        )
    return headline, " ".join(part for part in (others_said(reading), _whose_days(reading)) if part)


def price_hint() -> str:
    """What a page offers while no decision has been priced; no paper says it, for nobody can press anything there."""
    return _(
        "Calculate the price of a decision to see what the same decision, taken one move earlier, would have "
        "changed in this model."
    )


def others_said(reading: RecordReading) -> str:
    """How many formal requests began in countries that nobody plays, which no headline counts; "" for none."""
    others = reading.waiting.begun - reading.waiting_of_teams.begun
    if not others:
        return ""
    return ngettext(
        "Not counted here: %(num)s formal request of a country that nobody plays.",
        "Not counted here: %(num)s formal requests of countries that nobody plays.",
        others,
    )


def _whose_days(reading: RecordReading) -> str:
    """Who held formal requests longest, by the whole clock; "" where none has taken time that is anybody's."""
    held = {each.holder.value: each.decision + each.system for each in whole_clock(reading.lines).holders}
    longest = max(held, key=lambda holder: (held[holder], holder))
    if not held[longest]:
        return ""
    return _(
        "Of all days of formal requests, those of other countries included, that the law does not protect, "
        "%(share)s %% were with %(holder)s; days between office hours are left out.",
        share=number(100 * held[longest] / sum(held.values())),
        holder=say_code(f"held_by.{longest}"),
    )
