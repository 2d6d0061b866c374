"""Figures as people read them: calendar days, money, mass and durations, in the language of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date, format_decimal, get_locale, ngettext
from flask_babel import gettext as _

from simulation.kernel.agenda import DAY, HOUR
from simulation.scenario.schema.scenario import Currency

MINUTE = 60

FIRST_OF_MONTH = {"fr": "1er"}
"""How a language writes the first day of a month where it does not write 1: the CLDR's patterns do not know it."""

_DAY_ALONE = re.compile(r"(?<!d)d(?!d)")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The simulated calendar: day 1 is the scenario's start."""

    start: date

    def date_of(self, second: int) -> date:
        """The calendar day of a simulated second."""
        return self.start + timedelta(days=second // DAY)

    def date_of_day(self, day: int) -> date:
        """The calendar day of a day's number, 1 for the first."""
        return self.start + timedelta(days=day - 1)

    def short(self, second: int) -> str:
        """Like `Tue 4 Mar`, with the year when it is not that of the start."""
        return self._short(self.date_of(second))

    def short_day(self, day: int) -> str:
        """Like `Tue 4 Mar`, from the day's number, with the year when it is not that of the start."""
        return self._short(self.date_of_day(day))

    def _short(self, day: date) -> str:
        return date_by(day, "EEE d MMM" if day.year == self.start.year else "EEE d MMM yyyy")

    def in_list(self, second: int) -> str:
        """Like `Tue 4 Mar` in the year of the start; as tables have it, with the year, in any other."""
        return self.short(second) if self.date_of(second).year == self.start.year else self.in_table(second)

    def in_table(self, second: int) -> str:
        """Like `04 Mar`, with the year when it is not that of the start."""
        day = self.date_of(second)
        text: str = format_date(day, "dd MMM" if day.year == self.start.year else "dd MMM yyyy", rebase=False)
        return text.replace(" ", "\u00a0")

    def long(self, second: int) -> str:
        """Like `4 March 2031`."""
        return date_text(self.date_of(second))

    def long_day(self, day: int) -> str:
        """Like `4 March 2031`, from the day's number."""
        return date_text(self.date_of_day(day))

    def with_hour(self, second: int) -> str:
        """Like `04 Mar, 17:20`."""
        rest = second % DAY
        return f"{self.in_table(second)}, {rest // HOUR:02d}:{rest % HOUR // MINUTE:02d}"

    def iso_of_day(self, day: int) -> str:
        """As a date field of a form wants it."""
        return self.date_of_day(day).isoformat()

    def day_of_iso(self, text: str) -> int | None:
        """The day's number from a date field; None when it is no date."""
        try:
            return (date.fromisoformat(text.strip()) - self.start).days + 1
        except ValueError:
            return None


def iso_text(text: str) -> str:
    """An ISO date written out, anything else as it stands."""
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return text


def date_text(day: date) -> str:
    """Like `4 March 2031`."""
    return date_by(day, "d MMMM yyyy")


def date_by(day: date, pattern: str) -> str:
    """A date by a pattern of the CLDR, e.g. `EEE d MMM`, in the language of the page."""
    first = FIRST_OF_MONTH.get(str(get_locale()), "") if day.day == 1 else ""
    return str(format_date(day, _DAY_ALONE.sub(f"'{first}'", pattern) if first else pattern, rebase=False))


def day_number(second: int) -> int:
    """The day's number of a simulated second, 1 for the first."""
    return second // DAY + 1


def day_text(second: int) -> str:
    """Like `day 63`; history before the start is told by its date elsewhere."""
    return _("day %(day)s", day=day_number(second))


def days_text(days: int) -> str:
    """Like `6 days`."""
    return ngettext("%(num)s day", "%(num)s days", days)


def money(minor: int, currency: Currency) -> str:
    """Like `421,700.00`."""
    digits = currency.minor_digits
    scale = 10**digits
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(minor / scale, format=pattern)


def round_money(minor: int, currency: Currency) -> str:
    """Like `421,700`: to the nearest whole unit, as every page and paper rounds an amount."""
    return format_decimal(round(minor / 10**currency.minor_digits), format="#,##0")


def mass(grams: int) -> str:
    """Like `412 kg`, or grams below one kilogram."""
    if grams < 1000:
        return _("%(n)s g", n=grams)
    return _("%(n)s kg", n=format_decimal(grams / 1000, format="#,##0.###"))


def duration(seconds: int) -> str:
    """Like `3 min 05 s`."""
    minutes, rest = divmod(seconds, MINUTE)
    if not minutes:
        return _("%(n)s s", n=rest)
    return _("%(m)s min %(s)s s", m=minutes, s=f"{rest:02d}")
