"""The first two slides: one request from desk to desk, and the whole clock."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.event import Actor
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.review.clock import whole_clock
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import RequestLine, Stretch
from simulation.scenario.schema.play import Route
from webapp.review.charts.charts import number
from webapp.review.charts.slide_charts import DeskStep, clock_bars, kind_name, request_steps
from webapp.review.debrief.slide import Behind, Choice, Chooser, Cue, Slide, Swatch
from webapp.review.delay_said import clock_headline
from webapp.review.sentences import others_said, request_title
from webapp.text.formatting import days_text
from webapp.text.say import say_code

MOST_STEPS = 11
"""Rows for which a slide has room."""

MOST_CHOICES = 12
"""Requests that a trainer can put in the place of the proposed one."""


def telling_requests(reading: RecordReading) -> tuple[RequestLine, ...]:
    """Letters between played countries that left, the one that waited longest for people first."""
    found = _letters_that_left(reading)
    played = {country.code for country in reading.scenario.played}
    both = tuple(line for line in found if {line.requesting, line.requested} <= played)
    return both or found


def _letters_that_left(reading: RecordReading) -> tuple[RequestLine, ...]:
    """Letters of all countries that left: the one that waited longest for people, else for decisions, first."""
    found = (
        line
        for line in reading.lines
        if line.route is Route.MLA and line.stretches and (line.left is not None or line.inherited)
    )
    waited = _days_for_people(reading)
    return tuple(
        sorted(
            found,
            key=lambda line: (-waited(line), -line.days_of(kind=TimeKind.DECISION), -line.days, line.number),
        )
    )


_FOR_PEOPLE = frozenset({Actor.PEOPLE, Actor.CONTROL, Actor.DUTY_OFFICER})
"""Who ends a wait at a seat at which people sit; a duty officer when they let the time pass."""


def _days_for_people(reading: RecordReading) -> Callable[[RequestLine], float]:
    """For how many days of play letters waited for a decision of people; a wait that goes on, where any played."""
    by = _ends(reading)
    going_on = Actor.PEOPLE if not _FOR_PEOPLE.isdisjoint(by.values()) else Actor.PLAYER

    def days(line: RequestLine) -> float:
        return sum(
            (stay.end - max(stay.start, 0)) / DAY
            for stay in line.stretches
            if stay.kind is TimeKind.DECISION
            and stay.end > 0
            and by.get((line.key, stay.end, stay.status), going_on) in _FOR_PEOPLE
        )

    return days


def _which(reading: RecordReading, line: RequestLine, found: tuple[RequestLine, ...]) -> str:
    """What is said of the letter of the slide: that none waited longer, or none between teams."""
    if line is not found[0]:
        return _("This letter")
    waited, longest = _days_for_people(reading), _letters_that_left(reading)[0]
    if round(waited(line)):
        is_longest = round(waited(longest)) <= round(waited(line))
        return (
            _("The letter that waited longest for people")
            if is_longest
            else _("The letter between teams that waited longest for people")
        )
    if round(longest.days_of(kind=TimeKind.DECISION)) > round(line.days_of(kind=TimeKind.DECISION)):
        return _("The letter between teams that waited longest for decisions")
    return _("The letter that waited longest for decisions")


def request_slide(reading: RecordReading, exercise: str, pick: str, step: int) -> Slide:
    """One request: who held it, and for how long it waited for somebody to decide."""
    found = telling_requests(reading)
    line = next((each for each in found if each.key == pick), found[0] if found else None)
    cues = (
        Cue(
            _("On the wall screen"),
            _("Read the sentence aloud, then add the bars. Let the team that held the request speak first."),
        ),
        Cue(
            _("If they ask"),
            _(
                "Dotted bars are days between office hours: nobody could read what had arrived. They are "
                "counted against nobody."
            ),
        ),
        Cue(_("Listen for"), _("“The request was in the in-tray.” Ask who could have known that it was there.")),
    )
    question = _("Which solid bar was yours, and what would have made it shorter?")
    if line is None:
        title = _("During play, no letter left its country.")
        ask = _("What would have been the first letter to send?")
        return Slide(number=1, topic=_("One request"), aside="", title=title, question=ask, cues=cues)
    steps = desk_steps(line)
    shown = min(step, len(steps) + 1)
    decision = line.days_of(kind=TimeKind.DECISION)
    which = _which(reading, line, found)
    if line.is_open:
        title = ngettext(
            "%(which)s was still open after %(days)s. It spent %(num)s day of this waiting for a decision.",
            "%(which)s was still open after %(days)s. It spent %(num)s days of this waiting for a decision.",
            round(decision),
            which=which,
            days=days_text(round(line.days)),
        )
    else:
        title = ngettext(
            "%(which)s took %(days)s. It spent %(num)s day of this waiting for a decision.",
            "%(which)s took %(days)s. It spent %(num)s days of this waiting for a decision.",
            round(decision),
            which=which,
            days=days_text(round(line.days)),
        )
    chart = request_steps(steps, reading.span, shown, lambda holder: say_code(f"holder.{holder}"), title)
    return Slide(
        number=1,
        topic=_("One request"),
        aside=f"{say_code(f'sought.{line.sought}')}: {say_code(f'status.{line.status}').lower()}",
        title=title,
        legend=tuple(
            Swatch(kind.value, kind_name(kind))
            for kind in TimeKind
            if line.days_of(kind=kind) >= 0.5 or kind == "decision"
        ),
        chart=chart,
        note=_knew(reading, line) if shown > len(steps) else "",
        question=question,
        then=_("shows the next desk") if shown < len(steps) else _("shows what the desk knew that day"),
        step=shown,
        steps=len(steps) + 1,
        cues=cues,
        behind=(
            Behind(
                url_for("review.events_behind", exercise=exercise, request=line.label),
                _(
                    "The events of this request: %(number)s, %(title)s",
                    number=line.label,
                    title=request_title(reading, line),
                ),
            ),
            Behind(
                url_for("review.home", exercise=exercise, request=line.label, _anchor="stages"),
                _("The stages of this request, compared with the reference"),
            ),
        ),
        choosers=(
            Chooser(
                "request",
                _("Another request"),
                tuple(
                    Choice(
                        each.key,
                        _(
                            "%(number)s, %(title)s: %(days)s, of which %(decision)s waiting for a decision",
                            number=each.label,
                            title=request_title(reading, each),
                            days=days_text(round(each.days)),
                            decision=number(each.days_of(kind=TimeKind.DECISION)),
                        ),
                        each is line,
                    )
                    for each in found[:MOST_CHOICES]
                ),
            ),
        ),
    )


def desk_steps(line: RequestLine) -> tuple[DeskStep, ...]:
    """The steps of a request in the order in which they were reached, each once; the shortest join when there are many.

    Days between office hours are drawn where they lay and counted in no step.
    """
    rows: dict[str, list[Stretch]] = {}
    for stretch in line.stretches:
        rows.setdefault(say_code(f"desk_step.{stretch.status}"), []).append(stretch)
    found = [_step(label, stays, line) for label, stays in rows.items()]
    if len(found) <= MOST_STEPS:
        return tuple(found)
    kept = sorted(sorted(found, key=lambda each: -each.days)[: MOST_STEPS - 1], key=found.index)
    rest = [each for each in found if each not in kept]
    other = DeskStep(
        _("Other steps"),
        rest[-1].holder,
        TimeKind.SYSTEM,
        sum(each.days for each in rest),
        tuple(stay for each in rest for stay in each.stays),
        any(each.is_open for each in rest),
    )
    return (*kept, other)


def _step(label: str, stays: list[Stretch], line: RequestLine) -> DeskStep:
    counted = [stay for stay in stays if stay.kind is not TimeKind.PACE]
    longest = max(counted or stays, key=lambda stay: stay.end - stay.start)
    return DeskStep(
        label,
        longest.holder.value,
        longest.kind,
        sum(stay.days for stay in counted),
        _merged(stays),
        line.is_open and stays[-1] is line.stretches[-1],
    )


def _merged(stays: list[Stretch]) -> tuple[tuple[int, int, TimeKind], ...]:
    """Stays that follow each other with the same kind, as one."""
    found: list[tuple[int, int, TimeKind]] = []
    for stay in stays:
        if found and found[-1][1] == stay.start and found[-1][2] is stay.kind:
            found[-1] = (found[-1][0], stay.end, stay.kind)
        else:
            found.append((stay.start, stay.end, stay.kind))
    return tuple(found)


def _knew(reading: RecordReading, line: RequestLine) -> str:
    """The longest wait for a decision: since when it could be read, and when somebody decided, or who did instead."""
    waits = [stretch for stretch in line.stretches if stretch.kind is TimeKind.DECISION]
    if not waits:
        return _("Nobody let this request wait for a decision.")
    longest = max(waits, key=lambda each: (each.end - each.start, each.start))
    values = {
        "step": say_code(f"desk_step.{longest.status}").lower(),
        "read": number(longest.start // DAY + 1),
        "ended": number(longest.end // DAY + 1),
    }
    if line.is_open and longest is line.stretches[-1]:
        return _(
            "The longest wait (%(step)s): the matter could be read from day %(read)s, and nobody has decided.", **values
        )
    match _ended_by(reading, line, longest):
        case Actor.DUTY_OFFICER:
            return _(
                "The longest wait (%(step)s): the matter could be read from day %(read)s. Nobody at the seat decided; "
                "the duty officer did on day %(ended)s.",
                **values,
            )
        case Actor.NOBODY:
            return _(
                "The longest wait (%(step)s): the matter could be read from day %(read)s. No person decided; the "
                "office went on by itself on day %(ended)s.",
                **values,
            )
    return _(
        "The longest wait (%(step)s): the matter could be read from day %(read)s and was decided on day %(ended)s.",
        **values,
    )


def _ended_by(reading: RecordReading, line: RequestLine, stay: Stretch) -> Actor:
    """Who brought a stay to its end."""
    return _ends(reading).get((line.key, stay.end, stay.status), Actor.PEOPLE)


def _ends(reading: RecordReading) -> dict[tuple[str, int, str], Actor]:
    """Who brought each stay of a request to its end, by request, second and status."""
    found: dict[tuple[str, int, str], Actor] = {}
    for event in reading.record.events:
        if isinstance(event, RequestMoved) and event.status != event.before:
            found.setdefault((event.request, event.at, event.before), event.by)
    return found


def clock_slide(reading: RecordReading, exercise: str, step: int) -> Slide:
    """The whole clock: whose days they were, and how long half of the requests waited.

    Args:
        reading: The exercise.
        exercise: Its id.
        step: How far it has been shown.
    """
    days = whole_clock(reading.lines)
    title = clock_headline(days)
    only = step >= 1
    waited = reading.waiting_of_teams
    half = (
        _(
            "Half of these had an answer within %(days)s days of being sent.",
            days=number(waited.median_days),
        )
        if waited.median_days is not None
        else _("Fewer than half of these had an answer by the end of play.")
    )
    begun = _(
        "Formal requests that the teams began during play: %(begun)s. Answered: %(answered)s; open: %(open)s; "
        "not sent: %(never)s.",
        begun=number(waited.begun),
        answered=number(waited.answered),
        open=number(waited.open),
        never=number(waited.never_sent),
    )
    said = (*((begun, half) if waited.begun else ()), others_said(reading))
    return Slide(
        number=2,
        topic=_("All requests together"),
        aside=ngettext(
            "all countries, %(num)s formal request", "all countries, %(num)s formal requests", days.requests
        ),
        title=title,
        legend=tuple(
            Swatch(kind.value, f"{kind_name(kind)}: {number(days.total(kind))}")
            for kind in ((TimeKind.DECISION,) if only else (TimeKind.DECISION, TimeKind.SYSTEM, TimeKind.PROTECTED))
        ),
        chart=clock_bars(days, lambda holder: say_code(f"wall_holder.{holder}"), title, only_decisions=only)
        if days.requests
        else None,
        note=" ".join(part for part in said if part),
        question=_("Which of the days in the solid bars would one telephone call have saved?"),
        then=_("leaves only the solid bars"),
        step=min(step, 1),
        steps=1,
        cues=(
            Cue(
                _("On the wall screen"), _("Before you show the picture, ask who held the requests for the most days.")
            ),
            Cue(
                _("Click"),
                _(
                    "The space bar leaves only the days of waiting for a decision. The other days are queues, "
                    "transmission, banks and protected time."
                ),
            ),
            Cue(
                _("If they ask"),
                _(
                    "Nobody should shorten the time that courts need. Days between office hours, which are in no "
                    "total: %(pace)s. Drafts never sent, counted separately: %(drafts)s.",
                    pace=number(days.total(TimeKind.PACE)),
                    drafts=number(days.drafts),
                ),
            ),
            Cue(
                _("Listen for"), _("“That is how long it takes.” Ask for which of these days somebody was responsible.")
            ),
        ),
        behind=_longest(reading, exercise),
    )


def _longest(reading: RecordReading, exercise: str) -> tuple[Behind, ...]:
    """The five letters that waited longest for decisions, and the table of all."""
    found = [
        Behind(
            url_for("review.events_behind", exercise=exercise, request=line.label),
            _(
                "%(number)s: %(asking)s days with the requesting side, %(asked)s with the requested side",
                number=line.label,
                asking=number(line.days_of(kind=TimeKind.DECISION) - _asked(line)),
                asked=number(_asked(line)),
            ),
        )
        for line in telling_requests(reading)[:5]
    ]
    every = Behind(url_for("review.table_file", exercise=exercise, name="requests"), _("All requests as a table (CSV)"))
    return (*found, Behind(url_for("review.delay", exercise=exercise), _("Cost of delay")), every)


def _asked(line: RequestLine) -> float:
    return sum(
        stretch.days
        for stretch in line.stretches
        if stretch.kind is TimeKind.DECISION and stretch.holder.value == "requested"
    )
