"""What the review says: titles of requests and decisions, effects with their band, the finding of the page.

Roles are named, never delegations; a country's code stands only in the number of a request on the trainer's own page.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.agenda import DAY
from simulation.review.decisions import Decision
from simulation.review.pricing import Priced
from simulation.review.reading import Reading
from simulation.review.timelines import RequestLine
from simulation.review.what_if import Band
from webapp.desk.speech import capital, plain, say_code, wording_of
from webapp.review.charts import EffectRow, day_of, number

SHOWN_EFFECTS = (
    "grams_delivered",
    "money_gone_minor",
    "money_held_minor",
    "traces_expired",
    "usable_items",
    "cases_on_merits",
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


def name_of(reading: Reading, key: str) -> str:
    """What papers print of a thing."""
    return reading.names.get(key, plain(key.rpartition("/")[2]))


def request_title(reading: Reading, line: RequestLine) -> str:
    """`Bank records, Halden Brook`."""
    what = say_code(f"sought.{line.sought}")
    return f"{what}, {name_of(reading, line.targets[0])}" if line.targets else what


def request_number(line: RequestLine, *, roles_only: bool) -> str:
    """The number of a request: with its countries for the trainer, without on the wall."""
    return _("Request %(number)s", number=line.number) if roles_only else line.label


def side_of(reading: Reading, decision: Decision) -> str:
    """Whose decision it was, as a role."""
    line = reading.line(decision.about)
    if line is None:
        return "home"
    return "requesting" if decision.country == line.requesting else "requested"


def decision_title(reading: Reading, decision: Decision, *, roles_only: bool) -> str:
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


def decision_said(reading: Reading, priced: Priced, *, roles_only: bool) -> Said:
    """A priced decision in words."""
    price = priced.price
    decision = price.decision
    grams = price.band("grams_delivered")
    money = price.band("money_gone_minor")
    unit = _money_unit(reading)
    by_goods = _is_effect(grams) or not _is_effect(money)
    effect = _goods(grams) if by_goods else _money(money, unit)
    did = f"decided.{decision.action if decision.kind == 'decide' else decision.kind}"
    days = round(price.seconds / 86_400)
    who = say_code(f"office.{decision.office}")
    headline = _(
        "%(who)s of %(side)s %(did)s on day %(day)s; %(days)s days earlier goes with %(effect)s in this model.",
        who=who,
        side=say_code(f"side.{side_of(reading, decision)}"),
        did=wording_of(did) or wording_of("decided.other"),
        day=day_of(decision.at),
        days=days,
        effect=effect,
    )
    kept = len(price.pairs) - price.diverged
    less = sum(pair.difference("grams_delivered") < 0 for pair in price.pairs if not pair.is_diverged)
    more = sum(pair.difference("grams_delivered") > 0 for pair in price.pairs if not pair.is_diverged)
    text = _(
        "With the same reaction from everyone else, %(less)s of %(kept)s replicates deliver less and %(more)s deliver "
        "more. %(diverged)s diverged and are left out. Replicate 0 is this exercise.",
        less=less,
        more=more,
        kept=kept,
        diverged=price.diverged,
    )
    return Said(decision_title(reading, decision, roles_only=roles_only), headline, text, capital(effect))


def _is_effect(band: Band) -> bool:
    return band.p5 > 0 or band.p95 < 0 or abs(band.median) > 0


def _goods(band: Band) -> str:
    low, median, high = band.p5 / 1000, band.median / 1000, band.p95 / 1000
    if not _is_effect(band):
        return _("no effect (%(low)s to %(high)s kg)", low=number(low), high=number(high))
    small, large = sorted((abs(low), abs(high))) if low * high > 0 else (low, high)
    if low * high < 0:
        amount = {"amount": number(abs(median)), "low": number(low), "high": number(high)}
        return (
            _("%(amount)s kg less (%(low)s to %(high)s)", **amount)
            if median < 0
            else _("%(amount)s kg more (%(low)s to %(high)s)", **amount)
        )
    amount = {"amount": number(abs(median)), "low": number(small), "high": number(large)}
    return (
        _("%(amount)s kg less (%(low)s-%(high)s)", **amount)
        if median < 0
        else _("%(amount)s kg more (%(low)s-%(high)s)", **amount)
    )


def _money(band: Band, unit: int) -> str:
    low, median, high = band.p5 / unit, band.median / unit, band.p95 / unit
    amount = {"amount": number(abs(median)), "low": number(low), "high": number(high)}
    return (
        _("%(amount)s thousand less laundered (%(low)s to %(high)s)", **amount)
        if median < 0
        else _("%(amount)s thousand more laundered (%(low)s to %(high)s)", **amount)
    )


def _money_unit(reading: Reading) -> int:
    return int(1000 * 10**reading.scenario.currency.minor_digits)


def effect_unit(reading: Reading, effect: str) -> int:
    """What an effect is divided by for the unit of its label."""
    match effect:
        case "grams_delivered":
            return 1000
        case "money_gone_minor" | "money_held_minor":
            return _money_unit(reading)
        case "exposure_seconds":
            return DAY
        case _:
            return 1


def effect_rows(reading: Reading, priced: Priced) -> tuple[EffectRow, ...]:
    """The effects of a price in the units of their labels."""
    rows = []
    for effect in SHOWN_EFFECTS:
        band, unit = priced.price.band(effect), effect_unit(reading, effect)
        acted = priced.price.as_acted.difference(effect)
        rows.append(
            EffectRow(say_code(f"effect.{effect}"), band.p5 / unit, band.median / unit, band.p95 / unit, acted / unit)
        )
    return tuple(rows)


def delay_headline(reading: Reading) -> tuple[str, str]:
    """The finding while no decision has been priced: how long requests waited, and whose days they were."""
    survival = reading.survival
    if not reading.lines:
        return _("No request has been opened yet."), ""
    held: dict[str, float] = {}
    for line in reading.lines:
        for stretch in line.stretches:
            if stretch.kind != "protected":
                held[stretch.holder.value] = held.get(stretch.holder.value, 0) + stretch.days
    longest = max(held, key=lambda holder: (held[holder], holder), default="")
    share = 100 * held[longest] / max(sum(held.values()), 1e-9) if longest else 0
    if survival.median_days is None:
        headline = _(
            "Fewer than half of the formal requests that left have an answer; %(open)s wait.", open=survival.open
        )
    else:
        headline = _(
            "Half of the formal requests were answered within %(days)s days; %(open)s still wait.",
            days=number(survival.median_days),
            open=survival.open,
        )
    text = _(
        "Of all days that the law does not protect, %(share)s %% were with %(holder)s. Price a decision to see what a "
        "move earlier would have changed in this model.",
        share=number(share),
        holder=say_code(f"held_by.{longest}"),
    )
    return headline, text
