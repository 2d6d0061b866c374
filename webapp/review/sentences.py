"""What the review says: titles of requests and decisions, effects with their band, the finding of the page.

Roles are named, never delegations; a country's code stands only in the number of a request on the trainer's own page.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.agenda import DAY
from simulation.review.decisions import Decision
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import RequestLine
from simulation.review.what_if import Band, Price, effects_of_case, moves_goods
from webapp.review.charts.charts import EffectRow, day_of, number
from webapp.text.say import capital, plain, say_code, wording_of

SHOWN_EFFECTS = (
    "drugs_delivered_g",
    "money_laundered_minor",
    "money_frozen_minor",
    "money_confiscated_minor",
    "traces_expired",
    "papers_that_stand",
    "cases_decided_on_merits",
)
"""Effects of the chart; known exposure has a card of its own and stands beside no other figure."""


@dataclass(frozen=True, slots=True)
class Said:
    """A decision in words.

    Attributes:
        title: What was done, without who.
        headline: Who did it and what a move earlier goes with, in this model.
        text: When, and what the replicates show.
        effect: The effect alone, with its band.
    """

    title: str
    headline: str
    text: str
    effect: str


def name_of(reading: RecordReading, key: str) -> str:
    """What papers print of a thing."""
    return reading.names.get(key, plain(key.rpartition("/")[2]))


def request_title(reading: RecordReading, line: RequestLine) -> str:
    """`Bank records, Halden Brook`."""
    what = say_code(f"sought.{line.sought}")
    return f"{what}, {name_of(reading, line.targets[0])}" if line.targets else what


def request_number(line: RequestLine, *, roles_only: bool) -> str:
    """The number of a request: with its countries for the trainer, without on the wall."""
    return _("Request %(number)s", number=line.number) if roles_only else line.label


def side_of(reading: RecordReading, decision: Decision) -> str:
    """Whose decision it was, as a role."""
    line = reading.line(decision.about)
    if line is None:
        return "home"
    return "requesting" if decision.country == line.requesting else "requested"


def decision_title(reading: RecordReading, decision: Decision, *, roles_only: bool) -> str:
    """A decision as a list names it."""
    line = reading.line(decision.about)
    if line is not None:
        return _(
            "%(number)s, %(what)s",
            number=request_number(line, roles_only=roles_only),
            what=say_code(f"action.{decision.action}").lower(),
        )
    target = reading.target_of(decision)
    what = say_code(f"measure_kind.{decision.action}")
    return f"{what}, {name_of(reading, target)}" if target else what


def decision_said(reading: RecordReading, price: Price, *, roles_only: bool) -> Said:
    """A priced decision in words."""
    decision = price.decision
    leading = _leading(reading, price)
    effect = _in_words(reading, leading, price.band(leading))
    did = f"decided.{decision.action if decision.kind == 'decide' else decision.kind}"
    who = say_code(f"office.{decision.office}")
    headline = _(
        "%(who)s of %(side)s %(did)s on day %(day)s; %(earlier)s goes with %(effect)s in this model.",
        who=who,
        side=say_code(f"side.{side_of(reading, decision)}"),
        did=wording_of(did) or wording_of("decided.other"),
        day=day_of(decision.at),
        earlier=days_earlier(price.seconds),
        effect=effect,
    )
    kept = len(price.pairs) - price.diverged
    less = sum(pair.difference(leading) < 0 for pair in price.pairs if not pair.is_diverged)
    more = sum(pair.difference(leading) > 0 for pair in price.pairs if not pair.is_diverged)
    text = _(
        "%(effect)s, with the same reaction from everyone else: less in %(less)s of %(kept)s replicates, more in "
        "%(more)s. %(diverged)s diverged and are left out. Replicate 0 is this exercise. Counted to the end of the "
        "epilogue.",
        effect=say_code(f"leading.{leading}"),
        less=less,
        more=more,
        kept=kept,
        diverged=price.diverged,
    )
    return Said(decision_title(reading, decision, roles_only=roles_only), headline, text, capital(effect))


def days_earlier(seconds: int) -> str:
    """How much earlier a decision was really taken: `30 days earlier`, `less than a day earlier`."""
    days = round(seconds / DAY)
    return ngettext("%(num)s day earlier", "%(num)s days earlier", days) if days else _("less than a day earlier")


def _leading(reading: RecordReading, price: Price) -> str:
    """The effect that is told: of the case's own unit, else money where only that changed."""
    own = "drugs_delivered_g" if moves_goods(reading.scenario) else "known_exposure_seconds"
    money = "money_laundered_minor"
    return money if _is_effect(price.band(money)) and not _is_effect(price.band(own)) else own


def _is_effect(band: Band) -> bool:
    return band.p5 > 0 or band.p95 < 0 or abs(band.median) > 0


def _in_words(reading: RecordReading, effect: str, band: Band) -> str:
    unit = effect_unit(reading, effect)
    low, median, high = band.p5 / unit, band.median / unit, band.p95 / unit
    figures = {"amount": number(abs(median)), "low": number(low), "high": number(high)}
    if not _is_effect(band):
        return {
            "drugs_delivered_g": _("no effect on goods delivered (%(low)s to %(high)s kg)", **figures),
            "known_exposure_seconds": _("no effect on days of known exposure (%(low)s to %(high)s)", **figures),
        }[effect]
    match effect, median < 0:
        case "drugs_delivered_g", True:
            return _("%(amount)s kg less delivered (change from %(low)s to %(high)s)", **figures)
        case "drugs_delivered_g", False:
            return _("%(amount)s kg more delivered (change from %(low)s to %(high)s)", **figures)
        case "known_exposure_seconds", True:
            return _("%(amount)s days of known exposure less (change from %(low)s to %(high)s)", **figures)
        case "known_exposure_seconds", False:
            return _("%(amount)s days of known exposure more (change from %(low)s to %(high)s)", **figures)
        case _, True:
            return _("%(amount)s thousand less laundered (change from %(low)s to %(high)s)", **figures)
        case _:
            return _("%(amount)s thousand more laundered (change from %(low)s to %(high)s)", **figures)


def _money_unit(reading: RecordReading) -> int:
    return int(1000 * 10**reading.scenario.currency.minor_digits)


def effect_unit(reading: RecordReading, effect: str) -> int:
    """What an effect is divided by for the unit of its label."""
    match effect:
        case "drugs_delivered_g":
            return 1000
        case "money_laundered_minor" | "money_frozen_minor" | "money_confiscated_minor":
            return _money_unit(reading)
        case "known_exposure_seconds":
            return DAY
        case _:
            return 1


def shown_effects(reading: RecordReading) -> tuple[str, ...]:
    """The effects of a chart or table in this case."""
    return tuple(effect for effect in effects_of_case(reading.scenario) if effect in SHOWN_EFFECTS)


def effect_rows(reading: RecordReading, price: Price) -> tuple[EffectRow, ...]:
    """The effects of a price in the units of their labels."""
    rows = []
    for effect in shown_effects(reading):
        band, unit = price.band(effect), effect_unit(reading, effect)
        acted = price.as_acted.difference(effect)
        rows.append(
            EffectRow(say_code(f"effect.{effect}"), band.p5 / unit, band.median / unit, band.p95 / unit, acted / unit)
        )
    return tuple(rows)


def delay_headline(reading: RecordReading) -> tuple[str, str]:
    """The finding while no decision has been priced: how long requests waited, and whose days they were."""
    waiting = reading.waiting
    if not reading.lines:
        return _("No request has been opened yet."), ""
    held: dict[str, float] = {}
    for line in reading.lines:
        for stretch in line.stretches:
            if stretch.kind not in {"protected", "pace"}:
                held[stretch.holder.value] = held.get(stretch.holder.value, 0) + stretch.days
    longest = max(held, key=lambda holder: (held[holder], holder), default="")
    share = 100 * held[longest] / max(sum(held.values()), 1e-9) if longest else 0
    counts = {"begun": waiting.begun, "open": waiting.open, "never": waiting.never_sent}
    if not waiting.begun:
        headline = _("No formal request was begun in play.")
    elif not waiting.sent:
        headline = _("None of the %(begun)s formal requests begun in play has been sent.", **counts)
    elif waiting.median_days is None:
        headline = _(
            "Fewer than half of the %(begun)s formal requests begun in play have an answer; %(open)s wait, %(never)s "
            "were not sent.",
            **counts,
        )
    else:
        headline = _(
            "Half of the %(begun)s formal requests begun in play had an answer within %(days)s days of leaving; "
            "%(open)s wait, %(never)s were not sent.",
            days=number(waiting.median_days),
            **counts,
        )
    text = _(
        "Of all days that the law does not protect, those between office hours left out, %(share)s %% were with "
        "%(holder)s. Price a decision to see what a move earlier would have changed in this model.",
        share=number(share),
        holder=say_code(f"held_by.{longest}"),
    )
    return headline, text
