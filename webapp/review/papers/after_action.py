"""The after-action report with its improvement plan, from the reading of a review.

Every figure is one of the review's (`simulation.exercise.outcome`), with the day up to which it counts. People rate
objectives and write the plan; the program adds what it counted and leaves their fields empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.outcome.exercise_outcome import UNITS
from simulation.kernel.terms import Holder
from simulation.review.clock import whole_clock
from simulation.review.figures import moves_goods
from simulation.review.prices.prices import Price
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import net_over
from webapp.papers.paper import (
    Block,
    Cell,
    Column,
    Fact,
    Figure,
    Finding,
    LegendLine,
    Paper,
    PaperKind,
    Point,
    Points,
    Row,
    Section,
    Table,
    Text,
)
from webapp.review.after_action import (
    first_lines,
    gantt_of,
    over_text,
    played_lines,
    span_text,
    telling_line,
)
from webapp.review.cards.judgments import judgment_rows
from webapp.review.cards.leaks import leak_rows
from webapp.review.cards.lessons import LessonCard, LessonRow, lesson_card
from webapp.review.cards.outcome import GROUPS, outcome_rows
from webapp.review.charts import charts
from webapp.review.charts.bars import HOLDER_LETTERS
from webapp.review.charts.charts import Chart, day_of, number, numeral
from webapp.review.charts.print_sheet import INKS, printed
from webapp.review.open_matters import matters
from webapp.review.papers.judged import Judged, judged_sections
from webapp.review.price_said import otherwise_said, price_said
from webapp.review.price_shown import most_telling, price_shown
from webapp.review.sentences import delay_headline, request_title
from webapp.text.formatting import date_text
from webapp.text.say import say_code
from webapp.visit.languages import country_name, language

MOST_FINDINGS = 6
"""Lines of the plan that begin with something counted; whoever writes the plan adds others."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a paper says of an exercise beside its record.

    Attributes:
        title: Its title, "" where it has none.
        first: Day on which it was first played; None when nobody has played.
        last: Day on which it was last played; None likewise.
        people: How many people have joined.
        said: What the room said in the debrief: number of the slide, and the words.
        plans: What tables do from Monday: code of the office, what, who, and by when.
        judged: What people rated, noted and answered.
    """

    title: str
    first: date | None
    last: date | None
    people: int
    said: tuple[tuple[int, str], ...] = ()
    plans: tuple[tuple[str, str, str, str], ...] = ()
    judged: Judged = field(default_factory=Judged)

    @property
    def dates(self) -> str:
        """When it was held, in words."""
        if self.first is None or self.last is None:
            return _("not yet")
        if self.first == self.last:
            return date_text(self.first)
        return _("%(first)s to %(last)s", first=date_text(self.first), last=date_text(self.last))


def after_action(
    reading: RecordReading, held: Held, prices: Iterable[Price] = (), delay: Section | None = None
) -> Paper:
    """The after-action report.

    Args:
        reading: The exercise as the review reads it.
        held: What is not in its record.
        prices: Prices of decisions, as far as they were found.
        delay: What delay cost, where it was worked out; it stands behind the clock.
    """
    known = tuple(price for price in prices if price.decision is not None)
    lessons = lesson_card(reading)
    objectives, *further = judged_sections(reading, held.judged, horizon(reading))
    found = (
        objectives,
        _clock(reading),
        delay,
        _prices(reading, known),
        _outcome(reading),
        _lessons(reading, lessons),
        _judgments(reading),
        _epilogue(reading),
        *further,
        _said(held),
        _plan(lessons, held),
        _trust(reading, known),
    )
    return Paper(
        kind=PaperKind.AFTER_ACTION,
        language=language(),
        name=_("After-action report and improvement plan"),
        title=reading.scenario.text("title", language()),
        subtitle=reading.scenario.text("summary", language()),
        exercise=held.title,
        facts=_facts(reading, held),
        finding=_finding(reading, known),
        sections=tuple(section for section in found if section is not None),
        sources=_sources(lessons),
        notice=notice(),
        dated=dated(held),
    )


def notice() -> str:
    """What stands at the foot of every page."""
    return _("Exercise, not a real document")


def dated(held: Held) -> str:
    """The date of a paper's file."""
    return held.last.isoformat() if held.last is not None else ""


def horizon(reading: RecordReading) -> str:
    """Up to when the figures of play count."""
    day = day_of(reading.span.end)
    if not reading.span.is_ended:
        return _("to day %(day)s; play has not ended", day=day)
    return _("to the end of play, day %(day)s", day=day)


def words(*texts: str) -> Row:
    """A row of words."""
    return Row(tuple(Cell(text) for text in texts))


def amount(value: float | None, digits: int = 0) -> Cell:
    """A number in a cell; nothing for None."""
    return Cell("", None) if value is None else Cell(number(value, digits), round(value, max(digits, 2)))


def figure(
    name: str, title: str, chart: Chart, numeric: Sequence[int] = (), legend: tuple[LegendLine, ...] = ()
) -> Figure:
    """A chart of the page on paper."""
    columns = tuple(Column(label, place in numeric) for place, label in enumerate(chart.head))
    rows = tuple(
        Row(tuple(Cell(text, numeral(text) if place in numeric else None) for place, text in enumerate(row)))
        for row in chart.rows
    )
    return Figure(name, title, chart.alt, printed(str(chart.svg)), Table(name, title, columns, rows), legend)


def holders_legend() -> tuple[LegendLine, ...]:
    """What the colours, letters and fills of a request's bar mean."""
    holders = (LegendLine(INKS[each], f"{HOLDER_LETTERS[each]} {say_code(f'holder.{each}')}") for each in Holder)
    return (
        *holders,
        LegendLine(INKS["ink"], _("solid: waits for a decision")),
        LegendLine(INKS["edge"], _("pale with an edge: queues, transmission, banks")),
        LegendLine(INKS["court"], _("hatched: protected by law")),
        LegendLine(INKS["pace"], _("dotted: days between office hours, not counted against anybody")),
    )


def _facts(reading: RecordReading, held: Held) -> tuple[Fact, ...]:
    span = reading.span
    played = _("%(span)s, seed %(seed)s", span=span_text(reading), seed=reading.record.settings.seed)
    if span.has_epilogue:
        played += "; " + _("automatic play shown separately, to day %(day)s", day=number(day_of(span.horizon)))
    countries = ", ".join(country_name(reading.scenario, country.code) for country in reading.scenario.played)
    evidence = _("%(events)s events of the exercise", events=number(len(reading.record.events)))
    people = ngettext("%(num)s person", "%(num)s people", held.people)
    lines = (
        *(((_("Exercise"), held.title),) if held.title else ()),
        (_("Dates of the exercise"), f"{held.dates}, {people}" if held.people else held.dates),
        (_("Played"), played),
        (_("Teams"), countries),
        (_("Evidence"), evidence),
    )
    return tuple(Fact(*line) for line in lines)


def _finding(reading: RecordReading, prices: tuple[Price, ...]) -> Finding:
    """The sentence with which the review begins."""
    priced = most_telling(reading, prices)
    if priced is not None:
        said = price_shown(reading, priced).said
        return Finding(said.named, said.text)
    return Finding(*delay_headline(reading))


def _clock(reading: RecordReading) -> Section:
    """How long answers took, whose days they were, and the requests of a first look."""
    headline, text = delay_headline(reading)
    lines = first_lines(played_lines(reading), everything=False)
    chart = gantt_of(reading, lines, telling_line(reading, lines))
    blocks: list[Block] = [Text(f"{headline} {text}".strip()), _holders(reading)]
    if lines:
        title = _("Requests, days by holder, %(horizon)s", horizon=horizon(reading))
        blocks.append(figure("requests_by_holder", title, chart, (3, 4), holders_legend()))
    blocks.append(_requests(reading))
    return Section("clock", _("Days by holder"), tuple(blocks), horizon(reading))


def _holders(reading: RecordReading) -> Table:
    """Days of formal requests by holder and kind, as on the whole clock of the page."""
    rows = []
    for each in whole_clock(reading.lines).holders:
        cells = (each.decision, each.system, each.decision + each.system, each.protected, each.pace)
        if any(cells):
            rows.append(Row((Cell(say_code(f"holder.{each.holder}")), *(amount(value) for value in cells))))
    columns = (
        Column(_("Holder"), share=2),
        Column(_("Waits for a decision"), numeric=True),
        Column(_("Queues, transmission, banks"), numeric=True),
        Column(_("Together"), numeric=True),
        Column(_("Protected by law"), numeric=True),
        Column(_("Between office hours"), numeric=True),
    )
    note = _("Protected time and the days between office hours are counted against nobody, and are in no total.")
    return Table("days_by_holder", _("Days of formal requests by holder"), columns, tuple(rows), note)


def _requests(reading: RecordReading) -> Table:
    columns = (
        Column(_("Request"), share=2),
        Column(_("What for"), share=4),
        Column(_("Channel"), share=3),
        Column(_("Status"), share=3),
        Column(_("Days"), numeric=True),
        Column(_("Over or under"), numeric=True),
    )
    rows = []
    for line in played_lines(reading):
        over = net_over(reading.stages[line.key])
        rows.append(
            Row(
                (
                    Cell(line.label or number(line.number)),
                    Cell(request_title(reading, line)),
                    Cell(say_code(f"route.{line.route}")),
                    Cell(say_code(f"status.{line.status}")),
                    amount(line.days, 1),
                    Cell(over_text(over), None if over is None else round(over, 2)),
                )
            )
        )
    note = _(
        "Over or under: compared with the references of the offices that held the request; protected time is left out."
    )
    return Table("requests", _("Requests"), columns, tuple(rows), note)


def _prices(reading: RecordReading, prices: tuple[Price, ...]) -> Section | None:
    if not prices:
        return None
    columns = (Column(_("Decision"), share=3), Column(_("Alternative"), share=3), Column(_("Differences"), share=4))
    said = [(price, price_said(reading, price, roles_only=False)) for price in prices]
    rows = tuple(words(each.title, otherwise_said(price), each.effect) for price, each in said)
    note = _("In this model, with the same reaction from everyone else; counted to the end of play.")
    last = _("to the end of play, day %(day)s", day=day_of(reading.span.end))
    table = Table("prices", _("Decisions taken differently"), columns, rows, note)
    return Section("prices", _("Differences that go with single decisions"), (table,), last)


def _outcome(reading: RecordReading) -> Section | None:
    """Every figure of the outcome at both horizons; people, goods and money each in a table of their own."""
    shown = outcome_rows(reading)
    if not shown or reading.outcome is None:
        return None
    played = asdict(reading.outcome)
    after = asdict(reading.outcome_after) if reading.outcome_after is not None else {}
    end = Column(_("End of play, day %(day)s", day=day_of(reading.span.end)), numeric=True)
    last = Column(_("Epilogue, day %(day)s", day=day_of(reading.span.horizon)), numeric=True)
    columns = (Column(_("Figure"), share=3), end, *((last,) if after else ()))
    blocks: list[Block] = []
    for group, keys in GROUPS.items():
        rows = tuple(
            Row(
                (
                    Cell(row.label),
                    Cell(row.played, played[row.key]),
                    *((Cell(row.after, after[row.key]),) if after else ()),
                ),
                row.key,
                *_units(row.key, reading),
            )
            for row in shown
            if row.key in keys
        )
        if rows:
            title = say_code(f"outcome_group.{group}")
            note = _("Amounts in %(code)s.", code=reading.scenario.currency.code) if group == "money" else ""
            blocks.append(Table(f"outcome_{group}", title, columns, rows, note))
    blocks += _flow_figures(reading)
    note = _(
        "Each table gives the result at the end of play and, beside it, the result of the automatic play that follows."
    )
    return Section("outcome", _("Result"), (Text(note), *blocks), horizon(reading))


def _units(key: str, reading: RecordReading) -> tuple[str, str, int]:
    """The unit of a figure of the outcome, the unit in which it is printed, and how many make one of these."""
    unit = UNITS.get(key, "")
    currency = reading.scenario.currency
    printed = {"g": ("kg", 1000), "minor units": (currency.code, 10**currency.minor_digits)}
    return (unit, *printed.get(unit, ("", 1)))


def _flow_figures(reading: RecordReading) -> list[Block]:
    days = charts.shown_days(reading)
    last = days[-1].day
    found: list[Block] = []
    if moves_goods(reading.scenario):
        chart = charts.goods(days, reading.span)
        found.append(figure("goods", _("Goods from day 1 to day %(day)s, kg", day=last), chart, (0, 1, 2)))
    chart = charts.money(days, reading.span, reading.scenario.currency)
    code = reading.scenario.currency.code
    title = _("Money laundered, frozen and confiscated, thousand %(code)s, to day %(day)s", code=code, day=last)
    found.append(figure("money", title, chart, (0, 1, 2, 3)))
    return found


def _lessons(reading: RecordReading, card: LessonCard) -> Section | None:
    """Mistakes with their article, findings of legality, and leaks."""
    blocks: list[Block] = []
    if card.mistakes:
        columns = (
            Column(_("What was done"), share=3),
            Column(_("Where"), share=3),
            Column(_("Days lost"), share=1),
            Column(_("Article"), share=2),
        )
        rows = tuple(words(each.name, each.where, each.days, each.source) for each in card.mistakes)
        blocks.append(Table("mistakes", _("Typical mistakes"), columns, rows))
    if card.findings:
        rows = tuple(words(each.name, each.where) for each in card.findings)
        blocks.append(
            Table("findings", _("Findings on legality"), (Column(_("Finding"), share=2), Column(_("Where"))), rows)
        )
    leaks = leak_rows(reading)
    if leaks:
        columns = (
            Column(_("Day"), numeric=True),
            Column(_("Request"), share=2),
            Column(_("How the information leaked"), share=4),
            Column(_("What followed"), share=4),
        )
        rows = tuple(
            Row(
                (amount(each.day), Cell(each.request), Cell(f"{each.how}; {each.care}"), Cell("; ".join(each.followed)))
            )
            for each in leaks
        )
        blocks.append(Table("leaks", _("Leaks"), columns, rows))
    return Section("lessons", _("How the sides acted"), tuple(blocks), horizon(reading)) if blocks else None


def _judgments(reading: RecordReading) -> Section | None:
    rows = tuple(
        Row(
            (
                amount(each.day),
                Cell(each.country),
                Cell(each.person),
                Cell(each.offence),
                Cell(", ".join(part for part in (each.outcome, each.sentence) if part)),
                Cell(each.by),
            )
        )
        for each in judgment_rows(reading)
    )
    if not rows:
        return None
    columns = (
        Column(_("Day"), numeric=True),
        Column(_("Country"), share=2),
        Column(_("Person"), share=2),
        Column(_("Offence"), share=3),
        Column(_("Decided"), share=3),
        Column(_("By whom"), share=2),
    )
    return Section(
        "judgments", _("Judgments"), (Table("judgments", _("Judgments during play"), columns, rows),), horizon(reading)
    )


def _epilogue(reading: RecordReading) -> Section | None:
    open_then = matters(reading)
    if not open_then or not reading.span.has_epilogue:
        return None
    columns = (
        Column(_("Matter"), share=2),
        Column(_("At the end of play"), share=2),
        Column(_("What became of the matter"), share=3),
    )
    rows = tuple(words(each.matter, each.left_text, each.after_text) for each in open_then)
    title = _("The matters open on day %(day)s went on without you", day=day_of(reading.span.end))
    last = _("to the end of the epilogue, day %(day)s", day=day_of(reading.span.horizon))
    return Section("epilogue", title, (Table("epilogue", title, columns, rows),), last)


def _said(held: Held) -> Section | None:
    """What the room said in the debrief."""
    if not held.said:
        return None
    points = tuple(Point(text, _("slide %(number)s", number=slide)) for slide, text in held.said)
    return Section("said", _("What the room said"), (Points(points),))


def _plan(card: LessonCard, held: Held) -> Section:
    """The improvement plan: what was counted and what tables said is filled in, the rest is people's to write."""
    columns = (
        Column(_("No.")),
        Column(_("Finding"), share=4),
        Column(_("Change"), share=4),
        Column(_("Office"), share=2),
        Column(_("Who is responsible"), share=2),
        Column(_("By when"), share=2),
        Column(_("How the effect will be seen"), share=3),
    )
    counted = [_counted(each) for each in (*card.mistakes, *card.findings)][:MOST_FINDINGS]
    still = _("open")
    found = [(text, "", "", still, still, "") for text in counted]
    found += [("", what, say_code(f"office.{office}"), who, by, "") for office, what, who, by in held.plans]
    rows = tuple(words(number(place), *row) for place, row in enumerate(found, 1))
    empty = tuple(words(number(place), "", "", "", "", "", "") for place in range(len(rows) + 1, len(rows) + 4))
    note = _(
        "The program names what it counted. People write down the change, who is responsible, the date, "
        "and how the effect will be seen."
    )
    title = _("Improvement plan")
    return Section("plan", title, (Table("plan", title, columns, (*rows, *empty), note),))


def _counted(each: LessonRow) -> str:
    return f"{each.name} ({each.where})" if each.where else each.name


def _trust(reading: RecordReading, prices: tuple[Price, ...]) -> Section:
    """How far to trust it."""
    points = [
        Point(_("Results hold for this model and this scenario. They compare decisions, not countries.")),
        Point(
            _("Figures are those of one exercise, with one seed: one story, not an average."),
            _("Each figure is counted %(horizon)s, unless its heading names another day.", horizon=horizon(reading)),
        ),
        Point(_("Names of countries, people and firms are invented.")),
    ]
    if reading.outcome is None:
        points.append(Point(_("This exercise was played under other rules, so its outcome cannot be counted again.")))
    if not prices:
        points.append(Point(_("No price has been calculated for any decision yet.")))
    return Section("trust", _("How far to trust this document"), (Points(tuple(points)),))


def _sources(card: LessonCard) -> tuple[str, ...]:
    """The articles of what is told, each once."""
    found = dict.fromkeys(part.strip() for each in card.mistakes for part in each.source.split(";") if part.strip())
    return tuple(found)
