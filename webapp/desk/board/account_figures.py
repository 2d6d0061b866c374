"""Two drawings of an account: from whom money came and to whom it went, and what lay there from day to day.

Only geometry is made here, in whole units of the drawing; colours stand in the style sheet, numbers in the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from simulation.casework.file.account_book import BookLine
from webapp.desk.board.account_rows import AccountBook
from webapp.text.formatting import round_money

WIDE, HIGH = 380, 230
BAR, GAP, MOST = 150, 12, 3
"""Height of all the bands together, free space between two, and how many parties are named on a side."""
LEFT, MIDDLE, RIGHT = 132, 190, 248
"""Where the bars stand."""
LETTERS = 19
"""Letters of a name that fit beside a bar."""

PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, PLOT_BOTTOM = 48, 372, 16, 116


@dataclass(frozen=True, slots=True)
class Band:
    """A stream of money between a party and the account."""

    path: str
    y: int
    height: int
    label: str
    full: str
    amount: str
    is_largest: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """From whom money came and to whom it went."""

    title: str
    sources: tuple[Band, ...]
    goals: tuple[Band, ...]
    middle_y: int
    middle_height: int
    high: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Balance:
    """What lay on the account from day to day."""

    title: str
    path: str
    levels: tuple[Tick, ...]
    months: tuple[Tick, ...]
    peak_x: int
    peak_y: int


def flow(made: AccountBook) -> Flow | None:
    """The flow through an account, None where no money moved on one of its sides."""
    lines, currency = made.lines, made.names.reader.scenario.currency
    sides = [_largest(made, lines, sign) for sign in (1, -1)]
    if not all(sides):
        return None
    (source, brought), (goal, took) = sides[0][0], sides[1][0]
    share = brought * 100 // sum(amount for _name, amount in sides[0])
    went = {"amount": round_money(took, currency), "goal": goal}
    title = _(
        "%(share)s%% of the incoming money came from %(source)s; %(amount)s went to %(goal)s",
        share=share,
        source=source,
        **went,
    )
    before, left = _at_ends(lines)
    if before > brought:
        title = _("Most of the money was already in the account; %(amount)s went to %(goal)s", **went)
    sides[0] += [(_("earlier balance"), before)] if before > 0 else []
    sides[1] += [(_("still in the account"), left)] if left > 0 else []
    total = max(sum(amount for _name, amount in side) for side in sides)
    drawn = [
        _bands(side, total, x, [round_money(amount, currency) for _name, amount in side])
        for side, x in zip(sides, (LEFT, RIGHT), strict=True)
    ]
    ends = [band.y + max(band.height, 26) for side in drawn for band in side]
    return Flow(title, drawn[0], drawn[1], 10, BAR, max(ends) + 12)


def _at_ends(lines: Sequence[BookLine]) -> tuple[int, int]:
    """What lay there before the first payment and after the last, 0 where no paper says so."""
    first, last = lines[0].balance_minor, lines[-1].balance_minor
    return (first - lines[0].amount_minor if first is not None else 0, last or 0)


def _largest(made: AccountBook, lines: Sequence[BookLine], sign: int) -> list[tuple[str, int]]:
    """The parties of one side with their sums, the largest first, all others together."""
    sums: dict[str, int] = {}
    for line in lines:
        if line.amount_minor * sign > 0:
            name = made.said(made.party(line.other))
            sums[name] = sums.get(name, 0) + abs(line.amount_minor)
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    others = ranked[MOST:]
    if len(others) > 1:
        rest = ngettext("%(num)s other party", "%(num)s other parties", len(others))
        return [*ranked[:MOST], (rest, sum(amount for _name, amount in others))]
    return ranked


def _bands(side: list[tuple[str, int]], total: int, x: int, amounts: list[str]) -> tuple[Band, ...]:
    found: list[Band] = []
    y = inner = 10
    for (name, amount), text in zip(side, amounts, strict=True):
        height = max(2, BAR * amount // total)
        turn = (x + MIDDLE) // 2
        start, end = (x + 4, MIDDLE - 5) if x < MIDDLE else (x - 4, MIDDLE + 5)
        path = (
            f"M{start} {y}C{turn} {y} {turn} {inner} {end} {inner}V{inner + height}"
            f"C{turn} {inner + height} {turn} {y + height} {start} {y + height}Z"
        )
        short = name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
        found.append(Band(path, y, height, short, name, text, is_largest=amount == max(each for _name, each in side)))
        y += max(height, 30) + GAP
        inner += height
    return tuple(found)


def balance(made: AccountBook) -> Balance | None:
    """The balance from day to day, None where fewer than two payments say what lay there."""
    booked = [line for line in made.lines if line.balance_minor is not None]
    if len(booked) < 2:
        return None
    reader, currency = made.names.reader, made.names.reader.scenario.currency
    values = [int(line.balance_minor or 0) for line in booked]
    first = values[0] - booked[0].amount_minor
    top, low = max(*values, first, 1), min(*values, first, 0)
    begin, span = booked[0].at, max(1, booked[-1].at - booked[0].at)

    def across(at: int) -> int:
        return PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * (at - begin) // span

    def up(minor: int) -> int:
        return PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * (minor - low) // (top - low)

    path = f"M{PLOT_LEFT} {up(first)}"
    for line, minor in zip(booked, values, strict=True):
        path += f"H{across(line.at)}V{up(minor)}"
    peak = max(range(len(values)), key=lambda place: values[place])
    title = _(
        "The highest balance was on %(date)s: %(amount)s",
        date=reader.calendar.short(booked[peak].at),
        amount=round_money(values[peak], currency),
    )
    scale = 10**currency.minor_digits
    levels = tuple(Tick(up(minor), f"{minor // scale // 1000:,d}") for minor in (top, (top + low) // 2, low))
    months: dict[str, int] = {}
    for line in booked:
        months.setdefault(str(format_date(reader.calendar.date_of(line.at), "MMM", rebase=False)), across(line.at))
    step = max(1, len(months) // 5)
    ticks = tuple(Tick(x, text) for text, x in list(months.items())[::step])
    return Balance(title, path, levels, ticks, across(booked[peak].at), up(values[peak]))
