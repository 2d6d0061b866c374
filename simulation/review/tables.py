"""Every table of the review as columns with units and plain rows, for pages and CSV alike.

Headings and codes are the same in every language, so that a spreadsheet made in one workshop fits the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from simulation.exercise.outcome.exercise_outcome import UNITS
from simulation.exercise.outcome.waiting import Waiting
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, TimeKind
from simulation.review.bundles import Cost
from simulation.review.figures import figures_of_case
from simulation.review.flows import Apart
from simulation.review.leaks import leaks
from simulation.review.lessons import lessons
from simulation.review.prices.choices import Decision
from simulation.review.prices.prices import Price
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import net_over

type Cell = str | int | float | bool | None
"""A value; None where nothing was counted."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and its unit ("" for words and codes)."""

    name: str
    unit: str = ""

    @property
    def heading(self) -> str:
        """E.g. `delivered (g)`."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its name."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(reading: RecordReading, name: str) -> Table:
    """One of the tables of a reading.

    Raises:
        KeyError: There is none of that name.
    """
    return _MADE[name](reading)


PLAY, AFTER = "end_of_play", "after_epilogue"
"""The two moments of which figures are told; each heading or row names its own."""


def price_table(reading: RecordReading, prices: Iterable[Price]) -> Table:
    """Prices of decisions, at the end of play and after the epilogue: each figure over the runs.

    A decision is told by who took it, what it was, about which request or whom, and on which day.
    """
    rows: list[tuple[Cell, ...]] = []
    at = [(horizon, told) for price in prices for horizon, told in ((PLAY, price), (AFTER, price.after)) if told]
    for horizon, price in at:
        decision = price.decision
        for figure in figures_of_case(reading.scenario):
            found, own = price.strength(figure), price.own
            rows.append(
                (
                    *(_decision(reading, decision) if decision is not None else ("", "", price.key, "", None)),
                    *(price.variant, _days(price.held.seconds), price.held.by.value, horizon),
                    *(figure.key, figure.unit),
                    *(found.clarity.value, found.less, found.more, found.same),
                    *(found.median, found.low, found.high, None if own is None else own.difference(figure.key)),
                    price.other_stories,
                )
            )
    columns = (
        *(Column("country"), Column("office"), Column("action"), Column("about"), Column("taken", "day")),
        *(Column("otherwise"), Column("earlier", "days"), Column("held_by"), Column("horizon")),
        *(Column("figure"), Column("unit")),
        *(Column("says"), Column("less", "runs"), Column("more", "runs"), Column("same", "runs")),
        *(Column("median"), Column("p5"), Column("p95"), Column("this_exercise"), Column("left_out", "runs")),
    )
    return Table("prices", columns, tuple(rows))


def delay_table(costs: Iterable[Cost]) -> Table:
    """What delay cost, at the end of play and after the epilogue: each figure with each comparison, in its own unit."""
    rows: list[tuple[Cell, ...]] = []
    for cost in costs:
        played = cost.as_played.median
        parts = [("nothing_asked", "", cost.nothing_asked), ("all_shortened", "", cost.all)]
        for each in cost.shares:
            parts += [
                (name, each.component, found)
                for name, found in (("first_in", each.first), ("last_in", each.last), ("share", each.share))
                if found is not None
            ]
        if cost.together is not None:
            parts.append(("together", "", cost.together))
        at = [(PLAY, played, *each) for each in parts]
        if (later := cost.after) is not None:
            told = (("nothing_asked", later.nothing_asked), ("all_shortened", later.all))
            at += [(AFTER, later.as_played.median, what, "", found) for what, found in told]
        rows += [
            (
                *(cost.figure.key, cost.figure.unit, cost.played.value, horizon, median, what, holder),
                *(found.clarity.value, found.less, found.more, found.same),
                *(found.median, found.mean, found.low, found.high, cost.other_stories),
            )
            for horizon, median, what, holder, found in at
        ]
    columns = (
        *(Column("figure"), Column("unit"), Column("acts"), Column("horizon"), Column("as_played")),
        *(Column("compared"), Column("holder")),
        *(Column("says"), Column("less", "runs"), Column("more", "runs"), Column("same", "runs")),
        *(Column("median"), Column("mean"), Column("p5"), Column("p95"), Column("left_out", "runs")),
    )
    return Table("delay", columns, tuple(rows))


def flows_apart_table(found: Iterable[Apart], horizon_days: int) -> Table:
    """How far runs with every wait shortened are from themselves as played, by every tenth day.

    The last second of the last day has the name of the horizon, as everywhere: the day after it.
    """
    rows: list[tuple[Cell, ...]] = []
    for each in found:
        ends = zip(each.days, each.medians, each.low, each.high, strict=True)
        rows += [
            (each.figure.key, each.figure.unit, day + (day == horizon_days), *of_day, each.runs)
            for day, *of_day in ends
        ]
    columns = (Column("figure"), Column("unit"), Column("day"), Column("median"), Column("p5"), Column("p95"))
    return Table("flows_apart", (*columns, Column("runs")), tuple(rows))


def _decision(reading: RecordReading, decision: Decision) -> tuple[Cell, ...]:
    line = reading.line(decision.about)
    about = line.label if line is not None else reading.names.get(reading.target_of(decision), "")
    return (decision.country, decision.office, decision.action, about, decision.at // DAY + 1)


def _days(seconds: float) -> float:
    return round(seconds / DAY, 2)


def _findings(reading: RecordReading) -> Table:
    columns = (
        *(Column("made", "day"), Column("country"), Column("finding"), Column("verdict"), Column("request")),
        *(Column("about"), Column("item"), Column("cost", "days")),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in lessons(reading.record.events, reading.span.end, reading.usual_way):
        line = reading.line(each.request)
        about = reading.names.get(each.place.partition("/")[2], "")
        label = line.label if line is not None else ""
        rows.append((each.at // DAY + 1, each.country, each.code, each.verdict, label, about, each.item, each.days))
    return Table("findings", columns, tuple(rows))


def _stand_ins(reading: RecordReading) -> Table:
    columns = (
        *(Column("done", "day"), Column("country"), Column("office")),
        *(Column("about"), Column("act"), Column("by")),
    )
    rows = tuple(
        (
            each.at // DAY + 1,
            each.country,
            each.office,
            each.label or each.about,
            each.action,
            each.by.value or "nobody",
        )
        for each in reading.stand_ins
    )
    return Table("stand_ins", columns, rows)


def _leaks(reading: RecordReading) -> Table:
    columns = (
        *(Column("known", "day"), *(Column(name) for name in ("request", "country", "by_official", "asked_for_care"))),
        *(Column("assets_moved"), Column("members_fled"), Column("first_reaction", "days")),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in leaks(reading.record.events, reading.span.end):
        line = reading.line(each.request)
        codes = [step.code for step in each.followed]
        first = _days(each.followed[0].at - each.at) if each.followed else None
        counts = (codes.count("AssetsMoved"), codes.count("MemberFled"))
        label = line.label if line is not None else ""
        rows.append((each.at // DAY + 1, label, each.country, each.by_official, each.asked_for_care, *counts, first))
    return Table("leaks", columns, tuple(rows))


def _requests(reading: RecordReading) -> Table:
    pairs = [(holder, kind) for holder in Holder for kind in TimeKind]
    used = [pair for pair in pairs if any(line.days_of(*pair) for line in reading.lines)]
    columns = (
        *(Column(name) for name in ("label", "route", "sought", "requesting", "requested", "inherited")),
        *(Column("status"), Column("opened", "day"), Column("answered", "day"), Column("in_play", "days")),
        *(Column(f"{holder.value}_{kind.value}", "days") for holder, kind in used),
        Column("over_reference", "days"),
    )
    rows = tuple(
        (
            line.label,
            line.route.value,
            line.sought.value,
            line.requesting,
            line.requested,
            line.inherited,
            line.status.value,
            _days(line.opened) + 1,
            None if line.answered is None else _days(line.answered) + 1,
            round(line.days, 2),
            *(round(line.days_of(holder, kind), 2) for holder, kind in used),
            _rounded(net_over(reading.stages[line.key])),
        )
        for line in reading.lines
    )
    return Table("requests", columns, rows)


def _waiting(name: str, found: Waiting) -> Table:
    """Of the formal requests begun in play, the shares so many days after they left (`waiting`)."""
    columns = (
        *(Column("waited", "days"), Column("at_risk")),
        *(Column(name, "share") for name in ("answered", "refused", "withdrawn", "never_sent")),
    )
    rows = tuple(
        (
            _days(step.seconds),
            step.at_risk,
            *(round(float(each), 4) for each in (step.answered, step.refused, step.withdrawn, step.never_sent)),
        )
        for step in found.steps
    )
    return Table(name, columns, rows)


def _segments(reading: RecordReading) -> Table:
    columns = (
        *(Column(name) for name in ("label", "status", "holder", "kind")),
        *(Column("from", "day"), Column("to", "day"), Column("length", "days")),
    )
    rows = tuple(
        (
            line.label,
            stretch.status.value,
            stretch.holder.value,
            stretch.kind.value,
            _days(stretch.start) + 1,
            _days(stretch.end) + 1,
            round(stretch.days, 2),
        )
        for line in reading.lines
        for stretch in line.stretches
    )
    return Table("segments", columns, rows)


def _stages(reading: RecordReading) -> Table:
    columns = (
        *(Column(name) for name in ("label", "stage", "holder", "protected")),
        *(Column("length", "days"), Column("between_office_hours", "days")),
        *(Column("reference", "days"), Column("over", "days")),
    )
    rows = tuple(
        (
            line.label,
            stage.group.value,
            stage.holder.value,
            stage.protected,
            round(stage.days, 2),
            round(stage.pace_days, 2),
            _rounded(stage.reference),
            _rounded(stage.over),
        )
        for line in reading.lines
        for stage in reading.stages[line.key]
    )
    return Table("stages", columns, rows)


FLOWS = (
    *("drugs_delivered_g", "drugs_seized_g", "drugs_lost_g", "money_laundered_minor", "money_frozen_minor"),
    *("money_ever_frozen_minor", "money_released_minor", "money_confiscated_minor"),
)
"""Figures of the outcome that are told day by day."""


def _flows(reading: RecordReading) -> Table:
    columns = tuple(Column(name, UNITS[name]) for name in (*FLOWS, "known_exposure_days"))
    last = reading.span.end // DAY + 1
    rows = tuple(
        (
            each.day,
            *(getattr(each.flows, name) for name in FLOWS),
            each.known_exposure_days,
            each.day > last and reading.span.is_ended,
        )
        for each in reading.flows
    )
    return Table("flows", (Column("day"), *columns, Column("epilogue")), rows)


def _exposure(reading: RecordReading) -> Table:
    columns = (Column("country"), Column("person"), Column("known", "day"), Column("protected", "day"))
    rows = tuple(
        (
            each.country,
            reading.names.get(each.person, ""),
            _days(each.since) + 1,
            _days(each.end) + 1 if each.is_protected else None,
            each.days,
        )
        for each in reading.exposures
    )
    return Table("exposure", (*columns, Column("known_exposure", "days")), rows)


def _case(reading: RecordReading) -> Table:
    """The steps from letters to judgment at the end of play, each with whose it counts."""
    waited, outcome = reading.waiting_of_teams, asdict(reading.outcome) if reading.outcome is not None else {}
    of_teams = {
        "letters_begun": waited.begun,
        "letters_never_sent": waited.never_sent,
        "letters_sent": waited.sent,
        "letters_open": waited.open,
        "letters_withdrawn": waited.withdrawn,
        "letters_answered": waited.answered,
        "papers_that_stand": outcome.get("papers_that_stand"),
    }
    of_all = ("members_arrested", "members_charged", "members_convicted", "cases_decided_on_merits")
    rows = (
        *((step, "teams", count) for step, count in of_teams.items()),
        *((step, "all_countries", outcome.get(step)) for step in of_all),
    )
    return Table("case", (Column("step"), Column("counted_of"), Column("end_of_play")), rows)


def _outcome(reading: RecordReading) -> Table:
    played = asdict(reading.outcome) if reading.outcome is not None else {}
    after = asdict(reading.outcome_after) if reading.outcome_after is not None else {}
    rows = tuple((key, UNITS.get(key, ""), value, after.get(key)) for key, value in played.items())
    return Table("outcome", (Column("outcome"), Column("unit"), Column("end_of_play"), Column("after_epilogue")), rows)


def _epilogue(reading: RecordReading) -> Table:
    ends = {line.key: line for line in reading.after}
    rows = tuple(
        (
            line.label,
            line.status.value,
            ends[line.key].status.value,
            None if ends[line.key].answered is None else _days(ends[line.key].answered or 0) + 1,
        )
        for line in reading.lines
        if line.is_open
    )
    columns = (Column("label"), Column("left"), Column("later"), Column("answered", "day"))
    return Table("epilogue", columns, rows)


def _hours(reading: RecordReading) -> Table:
    rows = tuple((country, office.value, hours) for country, office, hours in reading.hours)
    return Table("hours", (Column("country"), Column("office"), Column("on_measures", "hours")), rows)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def csv_text(found: Table) -> str:
    """The table as CSV (RFC 4180): comma, quotes where needed, line ends CR LF; nothing where nothing was counted."""
    lines: list[Sequence[Cell]] = [[column.heading for column in found.columns], *found.rows]
    return "".join(",".join(_csv_cell(cell) for cell in line) + "\r\n" for line in lines)


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    text = str(cell)
    if isinstance(cell, str) and text[:1] in {"=", "+", "-", "@", "\t"}:
        text = f"'{text}"  # a spreadsheet must not take a text for a formula
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


_MADE: Mapping[str, Callable[[RecordReading], Table]] = {
    "requests": _requests,
    "waiting": lambda reading: _waiting("waiting", reading.waiting),
    "waiting_of_teams": lambda reading: _waiting("waiting_of_teams", reading.waiting_of_teams),
    "segments": _segments,
    "stages": _stages,
    "flows": _flows,
    "exposure": _exposure,
    "case": _case,
    "outcome": _outcome,
    "epilogue": _epilogue,
    "findings": _findings,
    "leaks": _leaks,
    "hours": _hours,
    "stand_ins": _stand_ins,
}

NAMES = tuple(_MADE)
"""Names of the tables of a reading."""
