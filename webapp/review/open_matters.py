"""What was open when people stopped, and what became of it: people first, then money, then letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.outcome.exposure import exposures
from simulation.exercise.outcome.flows import Flows
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.trials.events import PersonCharged
from simulation.review.record_reading import RecordReading
from simulation.review.timelines import RequestLine
from simulation.scenario.schema.play import Route, Sought
from webapp.review.cards.judgments import offence_of, ruled_by
from webapp.review.charts.charts import day_of, number
from webapp.review.sentences import name_of, request_title
from webapp.text.formatting import days_text
from webapp.text.say import say_code
from webapp.text.sentencing import sentence_lines, term
from webapp.visit.languages import country_name


class About(StrEnum):
    """What a matter is about, in the order in which it is told: people, then money, then letters."""

    PEOPLE = "people"
    MONEY = "money"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that was open at the end of play, or several of one kind on the wall."""

    about: About
    matter: str
    left_text: str
    after_text: str


# --- what was open ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Trial:
    """A charge without a verdict at the end of play, and the verdict that came since."""

    charged: PersonCharged
    verdict: VerdictGiven | None


@dataclass(frozen=True, slots=True)
class _LeftOpen:
    """What was open at the end of play.

    Attributes:
        at_risk: People whom a file showed to be at risk, and whom nobody protected.
        surrenders: Requests for the surrender of a person.
        trials: Trials.
        letters: All other requests and questions that had left.
        after: Requests as they stood at the horizon, by key.
    """

    at_risk: frozenset[str]
    surrenders: tuple[RequestLine, ...]
    trials: tuple[_Trial, ...]
    letters: tuple[RequestLine, ...]
    after: Mapping[str, RequestLine]


def _left_open(reading: RecordReading) -> _LeftOpen:
    safe = {each.person for each in reading.exposures if each.is_protected}
    left = [line for line in reading.lines if line.is_open and (line.left is not None or line.inherited)]
    verdicts = {event.charge: event for event in reading.record.events if isinstance(event, VerdictGiven)}
    charged = [
        event for event in reading.record.events if isinstance(event, PersonCharged) and event.at <= reading.span.end
    ]
    trials = [_Trial(event, verdicts.get(event.charge)) for event in charged]
    return _LeftOpen(
        at_risk=frozenset(each.person for each in reading.exposures) - safe,
        surrenders=tuple(line for line in left if line.sought is Sought.SURRENDER),
        trials=tuple(each for each in trials if each.verdict is None or each.verdict.at > reading.span.end),
        letters=tuple(line for line in left if line.sought is not Sought.SURRENDER),
        after={line.key: line for line in reading.after},
    )


def matters(reading: RecordReading) -> tuple[Matter, ...]:
    """What was open at the end of play, one by one, and what became of it: people, money, then letters."""
    left = _left_open(reading)
    return (
        *_people(reading, left),
        *(_request(reading, left, line, About.PEOPLE) for line in left.surrenders),
        *(_trial(reading, each) for each in left.trials),
        *_money(reading),
        *(_request(reading, left, line, About.LETTERS) for line in left.letters),
    )


def on_wall(reading: RecordReading) -> tuple[Matter, ...]:
    """Matters of one kind together, so that all of them are read from eight metres."""
    left = _left_open(reading)
    formal = [line for line in left.letters if line.route is Route.MLA]
    informal = [line for line in left.letters if line.route is not Route.MLA]
    return (
        *_people(reading, left),
        *_together(
            reading,
            left,
            left.surrenders,
            ngettext("%(num)s request for extradition", "%(num)s requests for extradition", len(left.surrenders)),
            About.PEOPLE,
        ),
        *_trials_together(reading, left.trials),
        *_money(reading),
        *_together(
            reading,
            left,
            formal,
            ngettext("%(num)s formal request", "%(num)s formal requests", len(formal)),
            About.LETTERS,
        ),
        *_together(
            reading,
            left,
            informal,
            ngettext("%(num)s informal request", "%(num)s informal requests", len(informal)),
            About.LETTERS,
        ),
    )


# --- people -----------------------------------------------------------------------------------------------------------


def _people(reading: RecordReading, left: _LeftOpen) -> list[Matter]:
    """People at risk are counted, never named: the page is printed and shown."""
    if not left.at_risk:
        return []
    later = exposures(reading.record.events, reading.span.horizon)
    safe = len(left.at_risk & {each.person for each in later if each.is_protected})
    day = day_of(reading.span.horizon)
    parts = [
        _("%(count)s of them protected since", count=number(safe)),
        _("%(count)s not protected on day %(day)s", count=number(len(left.at_risk) - safe), day=day),
    ]
    return [
        Matter(
            About.PEOPLE,
            _("People known to be at risk"),
            ngettext("%(num)s person not protected", "%(num)s people not protected", len(left.at_risk)),
            "; ".join(parts) + ".",
        )
    ]


def _trial(reading: RecordReading, trial: _Trial) -> Matter:
    charged, verdict = trial.charged, trial.verdict
    ends = _("Still open on day %(day)s.", day=day_of(reading.span.horizon))
    if verdict is not None:
        ends = _(
            "Day %(day)s: %(outcome)s, %(who)s.",
            day=day_of(verdict.at),
            outcome=say_code(f"outcome.{verdict.outcome}"),
            who=ruled_by(reading, verdict),
        )
        if verdict.months:
            why = " ".join(line.text for line in sentence_lines(verdict.grounds))
            ends += " " + _("Sentence: %(term)s", term=term(verdict.months)) + ". " + why
    name = _(
        "Trial of %(who)s, %(offence)s, %(country)s",
        who=name_of(reading, charged.person),
        offence=offence_of(reading, charged),
        country=country_name(reading.scenario, charged.country),
    )
    return Matter(About.PEOPLE, name, _("charged on day %(day)s", day=day_of(charged.at)), ends)


def _trials_together(reading: RecordReading, trials: Sequence[_Trial]) -> list[Matter]:
    if not trials:
        return []
    given = [each.verdict for each in trials if each.verdict is not None]
    outcomes = Counter(verdict.outcome for verdict in given)
    told = [
        _("%(outcome)s: %(count)s", outcome=say_code(f"outcome.{outcome}"), count=number(count))
        for outcome, count in outcomes.items()
    ]
    if given:
        told = ["; ".join(told) + ", " + _days_said([verdict.at for verdict in given])]
    return [
        Matter(
            About.PEOPLE,
            ngettext("%(num)s trial", "%(num)s trials", len(trials)),
            _("charged, %(days)s", days=_days_said([each.charged.at for each in trials])),
            _with_rest(reading, told, len(trials) - len(given)),
        )
    ]


# --- letters ----------------------------------------------------------------------------------------------------------


def _request(reading: RecordReading, left: _LeftOpen, line: RequestLine, about: About) -> Matter:
    name = _("%(number)s: %(title)s", number=line.label, title=request_title(reading, line))
    return Matter(about, name, _open_for(line), _request_end(reading, left.after[line.key]))


def _open_for(line: RequestLine) -> str:
    """How long a request was open at the end of play; of one that is older than play, its days of play alone."""
    days = round(line.days)
    if line.inherited:
        return _("open since before day 1; in play for %(days)s", days=days_text(days))
    return _("open for %(days)s", days=days_text(days)) if days else _("open for less than a day")


def _request_end(reading: RecordReading, line: RequestLine) -> str:
    if line.is_open or line.answered is None:
        return _("Still open on day %(day)s.", day=day_of(reading.span.horizon))
    return _("%(status)s on day %(day)s.", status=_end_said(line), day=day_of(line.answered))


def _end_said(line: RequestLine) -> str:
    """What came of a request; a person is surrendered, and never a result that is returned."""
    if line.sought is Sought.SURRENDER and line.status is LetterStatus.RETURNED:
        return _("Surrendered")
    return say_code(f"status.{line.status}")


def _together(
    reading: RecordReading, left: _LeftOpen, lines: Sequence[RequestLine], name: str, about: About
) -> list[Matter]:
    if not lines:
        return []
    ends = [left.after[line.key] for line in lines]
    over = [(line, line.answered) for line in ends if not line.is_open and line.answered is not None]
    outcomes = Counter(_end_said(line) for line, _at in over)
    told = [_("%(outcome)s: %(count)s", outcome=outcome, count=number(count)) for outcome, count in outcomes.items()]
    if over:
        told = ["; ".join(told) + ", " + _days_said([at for _line, at in over])]
    longest = round(max(line.days for line in lines))
    if len(lines) == 1:
        stands = _open_for(lines[0])
    else:
        stands = _("open, the longest in play for %(days)s", days=days_text(longest))
    return [Matter(about, name, stands, _with_rest(reading, told, len(lines) - len(over)))]


def _with_rest(reading: RecordReading, told: Sequence[str], still: int) -> str:
    """What ended, and how many did not."""
    parts = list(told)
    if still:
        parts.append(
            ngettext(
                "%(num)s still open on day %(day)s",
                "%(num)s still open on day %(day)s",
                still,
                day=day_of(reading.span.horizon),
            )
        )
    return "; ".join(parts) + "."


def _days_said(moments: Iterable[int]) -> str:
    """`day 45`, or `days 45 to 111`."""
    days = sorted({day_of(each) for each in moments})
    if len(days) == 1:
        return _("day %(day)s", day=days[0])
    return _("days %(first)s to %(last)s", first=days[0], last=days[-1])


# --- money ------------------------------------------------------------------------------------------------------------


def _money(reading: RecordReading) -> list[Matter]:
    """Money frozen at the end of play, and what became of it and of what was frozen since.

    Every amount is rounded on its own but what was frozen since, which is told so that the parts add up.
    """
    play, after = reading.flow_at(reading.span.end).flows, reading.flows[-1].flows
    unit = 10**reading.scenario.currency.minor_digits
    frozen, still = round(play.money_frozen_minor / unit), round(after.money_frozen_minor / unit)
    taken = _confiscated_out_of_frozen(after) - _confiscated_out_of_frozen(play)
    lapsed = after.money_lapsed_minor - play.money_lapsed_minor
    lifted = after.money_lifted_minor - play.money_lifted_minor
    ended = tuple(round(each / unit) for each in (taken, lapsed, lifted))
    came = still + sum(ended) - frozen
    if not (frozen or came):
        return []
    since = (
        (came, _("%(amount)s more frozen", amount=number(came))),
        (ended[0], _("%(amount)s confiscated", amount=number(ended[0]))),
        (ended[1], _("%(amount)s released because no proof came in time", amount=number(ended[1]))),
        (ended[2], _("%(amount)s released", amount=number(ended[2]))),
    )
    day = day_of(reading.span.horizon)
    parts = [
        *(words for amount, words in since if amount),
        _("%(amount)s frozen on day %(day)s", amount=number(still), day=day),
    ]
    name = _("Money frozen, %(code)s", code=reading.scenario.currency.code)
    return [Matter(About.MONEY, name, _("%(amount)s frozen", amount=number(frozen)), "; ".join(parts) + ".")]


def _confiscated_out_of_frozen(flows: Flows) -> int:
    return flows.money_confiscated_minor - flows.money_confiscated_free_minor
