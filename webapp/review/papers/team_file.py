"""Papers of one team, from its own file alone: the team report, and the hot wash of a move.

What stands in them is what the team's view has and what its own events tell. Nothing of another team's file is read,
and nothing is ranked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.outcome.exposure import days_between
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.matters.matter import Segment
from simulation.review.hot_wash import MoveSpan, hot_wash, spans, whole
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import RequestLine, Stretch
from webapp.desk.hot_wash_points import HotPoint, fact_point, lies_with_automatic, questions, span_title
from webapp.desk.readable import Reader
from webapp.desk.requests.argument import mistake_rows
from webapp.papers.paper import (
    Block,
    Cell,
    Column,
    Fact,
    Figure,
    Finding,
    Paper,
    PaperKind,
    Point,
    Points,
    Row,
    Section,
    Table,
    Text,
)
from webapp.review.after_action import span_text
from webapp.review.charts.charts import number
from webapp.review.charts.gantt_chart import GanttRow, gantt
from webapp.review.papers.after_action import Held, amount, dated, figure, holders_legend, horizon, notice, words
from webapp.review.papers.team_facts import beside_par
from webapp.text.say import say_code
from webapp.visit.languages import language

MOST_BARS = 5
"""Requests in the chart of a team report: those that took longest."""

LINES_TO_WRITE = 3


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """A request of the team as its file knows it.

    Attributes:
        view: What the file has of it.
        segments: Its time in play by holder and kind.
    """

    view: RequestView
    segments: tuple[Segment, ...]

    @property
    def days(self) -> float:
        """Days for which somebody owed something."""
        return sum(each.end - each.start for each in self.segments) / DAY

    @property
    def own_days(self) -> float:
        """Of these, days at the team's own desk; protected time and those between office hours left out."""
        side = "requested" if self.view.incoming else "requesting"
        counted = {TimeKind.DECISION, TimeKind.SYSTEM}
        return (
            sum(each.end - each.start for each in self.segments if each.holder == side and each.kind in counted) / DAY
        )


def team_report(reading: RecordReading, view: TeamView, held: Held) -> Paper:
    """The report for one team.

    Args:
        reading: The exercise; of it only its scenario, its span and the team's own events are used.
        view: The team's file as play ended.
        held: What is not in the record.
    """
    words_of = Reader(reading.scenario, language(), view, ())
    every = file_requests(view, reading.span.end)
    requests = own_requests(view, reading.span.end)
    found = (
        _facts_of(reading, words_of, whole(reading.record.events), _("Three facts from your file")),
        _again(every),
        _own_words(),
        _monday(),
        _counted(every, view, reading),
        beside_par(reading, view.country),
        _clock(reading, requests, words_of),
    )
    return Paper(
        kind=PaperKind.TEAM,
        language=language(),
        name=_("Report for the team"),
        title=words_of.country(view.country),
        subtitle=reading.scenario.text("title", language()),
        exercise=held.title,
        facts=_cover(held, reading),
        finding=_finding(every),
        sections=tuple(section for section in found if section is not None),
        sources=(),
        notice=notice(),
        dated=dated(held),
    )


def hot_wash_paper(reading: RecordReading, view: TeamView, held: Held, move: int) -> Paper | None:
    """The hot wash of one team.

    Args:
        reading: The exercise; of it only its scenario and the team's own events are used.
        view: The team's file.
        held: What is not in the record.
        move: Of which move; 0 for the whole.

    Returns:
        The paper; None where there is no such move.
    """
    events = reading.record.events
    span = whole(events) if not move else next((each for each in spans(events) if each.move == move), None)
    if span is None:
        return None
    words_of = Reader(reading.scenario, language(), view, ())
    asked = questions(hot_wash(events, view.country, span, lies_with_automatic(view)), words_of)
    ask = Section("questions", _("Three questions"), (_points(asked), Text(_five_minutes())))
    return Paper(
        kind=PaperKind.HOT_WASH,
        language=language(),
        name=_("Hot wash"),
        title=words_of.country(view.country),
        subtitle=span_title(span, view.clock.moves),
        exercise=held.title,
        facts=(),
        finding=None,
        sections=(_facts_of(reading, words_of, span, _("Three facts")), ask, _own_words()),
        sources=(),
        notice=notice(),
        dated=dated(held),
    )


def file_requests(view: TeamView, end: int) -> tuple[OwnRequest, ...]:
    """All requests of a file with their time in play, those of the own side first, the longest first.

    A question that was answered in the same instant took no time, and counts like every other.
    """
    found = []
    for each in view.requests:
        segments = tuple(
            part._replace(start=max(0, part.start), end=min(part.end, end))
            for part in each.segments(end)
            if min(part.end, end) > max(0, part.start)
        )
        found.append(OwnRequest(each, segments))
    return tuple(sorted(found, key=lambda each: (each.view.incoming, -each.days, each.view.label)))


def own_requests(view: TeamView, end: int) -> tuple[OwnRequest, ...]:
    """The requests of a file that took time in play: those of lists and charts of days."""
    return tuple(each for each in file_requests(view, end) if each.segments)


def _five_minutes() -> str:
    return _("Five minutes. People who do not hold the pen speak first.")


def _points(found: Iterable[HotPoint]) -> Points:
    return Points(tuple(Point(each.text, each.detail, each.source) for each in found))


def _facts_of(reading: RecordReading, words_of: Reader, span: MoveSpan, title: str) -> Section:
    view = words_of.view
    facts = hot_wash(reading.record.events, view.country, span, lies_with_automatic(view))
    return Section("facts", title, (_points(fact_point(fact, words_of) for fact in facts),))


def _cover(held: Held, reading: RecordReading) -> tuple[Fact, ...]:
    played = span_text(reading)
    lines = (
        *(((_("Exercise"), held.title),) if held.title else ()),
        (_("Dates of the exercise"), held.dates),
        (_("Played"), played),
        (_("For whom"), _("this team only: no other team sees this document, and nothing in it is ranked")),
    )
    return tuple(Fact(*line) for line in lines)


def _finding(requests: tuple[OwnRequest, ...]) -> Finding:
    sent = [each for each in requests if not each.view.incoming]
    asked = [each for each in requests if each.view.incoming]
    if not requests:
        return Finding(_("Your team neither sent nor received a request."))
    values = {
        "own": number(sum(each.own_days for each in sent)),
        "all": number(sum(each.days for each in sent)),
        "yours": number(sum(each.own_days for each in asked)),
    }
    text = _("Of the %(all)s days of your own requests, %(own)s were spent at your own desk.", **values)
    if not sent:
        text = _("The requests of others spent %(yours)s days at your desk.", **values)
    detail = _("The requests of others spent %(yours)s days at your desk.", **values) if sent and asked else ""
    return Finding(text, detail)


def _again(requests: tuple[OwnRequest, ...]) -> Section | None:
    """What showed on own requests that have ended, each mistake once with its article and the requests."""
    rows: dict[str, list[str]] = {}
    told: dict[str, tuple[str, str]] = {}
    for each in requests:
        for row in mistake_rows(each.view):
            rows.setdefault(row.code, []).append(each.view.label)
            told[row.code] = (f"{row.name}.", f"{row.text} {row.source}".strip())
    if not rows:
        return None
    points = tuple(
        Point(told[code][0].replace("..", "."), told[code][1], ", ".join(dict.fromkeys(labels)))
        for code, labels in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    return Section("again", _("What to look at again"), (Points(points),))


def _clock(reading: RecordReading, requests: tuple[OwnRequest, ...], words_of: Reader) -> Section | None:
    if not requests:
        return None
    blocks: list[Block] = [_bars(reading, requests[:MOST_BARS], words_of)]
    columns = (
        Column(_("Request"), share=2),
        Column(_("What for"), share=4),
        Column(_("With"), share=2),
        Column(_("Status"), share=3),
        Column(_("Days"), numeric=True),
        Column(_("At your desk"), numeric=True),
    )
    for incoming, name, title in (
        (False, "asked", _("What you asked for")),
        (True, "answered", _("What you were asked for")),
    ):
        rows = tuple(
            Row(
                (
                    Cell(each.view.label),
                    Cell(words_of.requests.title_of(each.view)),
                    Cell(words_of.country(each.view.other)),
                    Cell(say_code(f"status.{each.view.status}")),
                    amount(each.days, 1),
                    amount(each.own_days, 1),
                )
            )
            for each in requests
            if each.view.incoming is incoming
        )
        if rows:
            blocks.append(Table(name, title, columns, rows))
    return Section("clock", _("Days by holder, as your file shows them"), tuple(blocks), horizon(reading))


def _bars(reading: RecordReading, chosen: tuple[OwnRequest, ...], words_of: Reader) -> Figure:
    rows = [
        GanttRow(_line(place, each), each.view.label, words_of.requests.title_of(each.view), "")
        for place, each in enumerate(chosen, 1)
    ]
    chart = gantt(rows, reading.span, lambda holder: say_code(f"holder.{holder}"))
    title = ngettext("%(num)s of your requests, days by holder", "%(num)s of your requests, days by holder", len(rows))
    return figure("own_requests", title, chart, (3,), holders_legend())


def _line(place: int, each: OwnRequest) -> RequestLine:
    """A request of the file as the chart draws it."""
    view = each.view
    stretches = tuple(
        Stretch(LetterStatus(part.status), part.holder, part.kind, part.start, part.end) for part in each.segments
    )
    return RequestLine(
        key=view.key,
        label=view.label,
        number=place,
        route=view.route,
        sought=view.sought,
        requesting=view.requesting,
        requested=view.requested,
        targets=(),
        inherited=False,
        opened=each.segments[0].start,
        stretches=stretches,
        status=LetterStatus(view.status),
        left=None,
        answered=None,
    )


def _counted(requests: tuple[OwnRequest, ...], view: TeamView, reading: RecordReading) -> Section:
    """Counts of the own file; shares stand with their count, and people in a table of their own."""
    own = [each for each in requests if not each.view.incoming]
    asked = [each for each in requests if each.view.incoming]
    stand = sum(filed.document.use.stands for filed in view.documents)
    rows = (
        (_("Your requests that have ended"), _of(sum(not each.view.is_open for each in own), len(own))),
        (
            _("Requests that reached you and have ended"),
            _of(sum(not each.view.is_open for each in asked), len(asked)),
        ),
        (_("Documents that can be used as evidence"), _of(stand, len(view.documents))),
    )
    columns = (Column(_("Counted in your file"), share=3), Column(_("You"), numeric=True))
    title = _("Counted in your file")
    note = _(
        "Requests and questions on every channel, with those under way at the start and drafts that were not sent. "
        "A question answered at once counts, and is in no list of days."
    )
    blocks: list[Block] = [Table("counted", title, columns, tuple(words(*row) for row in rows), note)]
    if view.at_risk:
        safe = [each for each in view.at_risk if each[2] is not None]
        until = reading.span.end
        longest = max(days_between(since, until if end is None else end) for _person, since, end in view.at_risk)
        people = (
            (_("People at risk in your file who are protected"), _of(len(safe), len(view.at_risk))),
            (_("Longest time until protection, or to the end of play, days"), number(longest)),
        )
        blocks.append(Table("people", _("People"), columns, tuple(words(*row) for row in people)))
    return Section("counted", title, tuple(blocks), horizon(reading))


def _of(count: int, among: int) -> str:
    """A share with its count; nothing to count is told apart."""
    return (
        _("%(count)s of %(among)s", count=number(count), among=number(among))
        if among
        else _("not assessed: nothing to count")
    )


def _own_words() -> Section:
    columns = (Column(_("Keep")), Column(_("Change")))
    rows = tuple(words("", "") for _line_to_write in range(LINES_TO_WRITE))
    return Section("words", _("In your words"), (Table("words", _("In your words"), columns, rows),))


def _monday() -> Section:
    columns = (Column(_("What we do from Monday"), share=3), Column(_("Who"), share=2), Column(_("By when"), share=1))
    rows = tuple(words("", "", "") for _line_to_write in range(LINES_TO_WRITE))
    return Section(
        "monday", _("Your change from Monday"), (Table("monday", _("Your change from Monday"), columns, rows),)
    )
