"""Differences between runs in words: amounts in the unit of the case, and what can be said of them.

A run is the exercise played again with other chance events. Three strengths only, made by one function (`strength`):
less or more in so many of so many runs, no clear effect, no effect.
"""

from __future__ import annotations

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from simulation.review.figures import Compared
from simulation.review.strength import Clarity, Strength, least_one_way
from simulation.scenario.schema.scenario import Currency
from webapp.review.charts.charts import number, signed
from webapp.text.say import say_code, wording_of

THOUSAND, MILLION = 1_000, 1_000_000


def figure_name(figure: Compared) -> str:
    """What a figure is called in a list."""
    return wording_of(f"figure.{figure.key}") or say_code(f"outcome_key.{figure.key}")


def scaled(figure: Compared, value: float, currency: Currency) -> float:
    """An amount in the unit in which it is counted for people: kilograms, whole money, days, or pieces."""
    match figure.unit:
        case "g":
            return value / 1000
        case "minor units":
            return float(value / 10**currency.minor_digits)
        case _:
            return value


def amount(figure: Compared, value: float, currency: Currency, *, short: bool = True) -> str:
    """An amount without its sign: `27`, `1.1 t`, `2.6 million CRN`; with two figures in a title, else as in the result.

    Args:
        figure: Of which figure.
        value: The amount in the figure's own unit.
        currency: The scenario's.
        short: With two significant figures.
    """
    size = abs(scaled(figure, value, currency))
    match figure.unit:
        case "g" if short and size >= THOUSAND:
            return _("%(amount)s t", amount=_rounded(size / THOUSAND, short=short))
        case "g" if size >= 1:
            return _("%(amount)s kg", amount=_rounded(size, short=short) if short else number(size))
        case "g":
            return _("%(amount)s kg", amount=_rounded(size, short=short))
        case "minor units" if not short:
            return _("%(amount)s %(code)s", amount=number(size), code=currency.code)
        case "minor units" if size >= MILLION:
            millions = _rounded(size / MILLION, short=True)
            return _("%(amount)s million %(code)s", amount=millions, code=currency.code)
        case "minor units":
            return _("%(amount)s %(code)s", amount=_rounded(size, short=True), code=currency.code)
        case _:
            return _rounded(size, short=short and size >= 100)


def _rounded(value: float, *, short: bool) -> str:
    if not short or not value:
        return number(value, 0 if value == int(value) else 1)
    digits = 1
    scale = 1.0
    while value / scale >= 100:
        scale *= 10
    if value / scale >= 10:
        digits = 0
    found: str = format_decimal(round(value / scale, digits) * scale if scale > 1 else round(value, digits))
    return found


def signed_amount(figure: Compared, value: float, currency: Currency) -> str:
    """A difference with its sign, in the unit of its chart."""
    size = scaled(figure, value, currency)
    if figure.unit in {"g", "minor units"}:
        text = amount(figure, value, currency)
        return text if not size else f"+{text}" if size > 0 else f"\u2212{text}"
    return signed(size, 0 if size == int(size) else 1)


def change(figure: Compared, value: float, currency: Currency) -> str:
    """A difference as words: `8 more papers that stand`."""
    code = f"{'less' if value < 0 else 'more'}.{figure.key}"
    one = wording_of(f"{code}.one") if abs(value) == 1 else ""
    return one or say_code(code, amount=amount(figure, value, currency))


def difference_said(figure: Compared, found: Strength, currency: Currency) -> str:
    """A median and what can be said of it: `+8; more in 12 of 12 runs`."""
    return f"{signed_amount(figure, found.median, currency)}; {clarity_said(found)}"


def clarity_said(found: Strength) -> str:
    """What can be said: `less in 27 of 30 runs`."""
    counts = {"less": found.less, "more": found.more, "runs": found.runs}
    if not found.runs:
        return _("no run to compare")
    match found.clarity:
        case Clarity.SAME:
            return unchanged_said(found.runs)
        case Clarity.LESS:
            return _("less in %(less)s of %(runs)s runs", **counts)
        case Clarity.MORE:
            return _("more in %(more)s of %(runs)s runs", **counts)
        case _ if are_too_few(found):
            return _("too few runs so far: less in %(less)s, more in %(more)s of %(runs)s", **counts)
        case _:
            return _("no clear effect: less in %(less)s, more in %(more)s of %(runs)s runs", **counts)


def unchanged_said(runs: int) -> str:
    """That no run differs from its pair: `no effect: all 30 runs unchanged`."""
    return ngettext("no effect: the one run unchanged", "no effect: all %(num)s runs unchanged", runs)


def are_too_few(found: Strength) -> bool:
    """Whether no effect could be told from chance even if all runs pointed one way."""
    return least_one_way(found.runs) is None


def clarity_briefly(found: Strength) -> str:
    """The same where there is little room: `less in 27 of 30 runs`, `no clear effect`, `no effect`."""
    if found.is_clear or not found.runs:
        return clarity_said(found)
    if found.clarity is Clarity.UNCLEAR and are_too_few(found):
        return _("too few runs so far")
    return _("no effect") if found.clarity is Clarity.SAME else _("no clear effect")


def band_said(figure: Compared, found: Strength, currency: Currency) -> str:
    """Where nine runs in ten lie: `0.1 to 0.8 t less`, or with signs where they lie on both sides."""
    if found.clarity is Clarity.SAME:
        return ""
    return _(
        "%(low)s to %(high)s",
        low=signed_amount(figure, found.low, currency),
        high=signed_amount(figure, found.high, currency),
    )
