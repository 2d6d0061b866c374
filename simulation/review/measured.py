"""What was measured for the tasks of a scenario's objectives, team by team, from events alone.

It is filled into the sheets of evaluators and into the after-action report: when something was, how long it took, and
against which reference. Nothing here is a rating. The figures are those of timelines, exposure, lessons and the
profile; which of them belong to which measured fact is our own choice (`_STAGES`, `_CHANCES`, `_MISTAKES`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.core.event import Event
from simulation.exercise.outcome.exposure import exposures
from simulation.law.book.law_book import LawBook
from simulation.review.flows import in_play, span
from simulation.review.lessons import lessons
from simulation.review.profile import profiles, sent_with_gaps
from simulation.review.timelines import GROUPS, RequestLine, StageDelay, StageGroup, delays, timelines
from simulation.scenario.schema.measured_facts import MeasuredFact
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import Scenario


class MeasuredKind(StrEnum):
    """What kind of thing was measured."""

    STAGE = "stage"
    """A stage of a request against the reference of such offices."""

    EXPOSED = "exposed"
    """Somebody whom the file showed to be at risk, until protection."""

    COMPLETE = "complete"
    """A letter that was begun: whether it was complete when it was first sent, by the profile (`profile`)."""

    DECIDED = "decided"
    """A decision on a letter from abroad: whether it was taken in time, by the profile."""

    CONSULTED = "consulted"
    """A refusal of a letter: whether the other side was consulted first, by the profile."""

    MISTAKE = "mistake"
    """A typical mistake of the law book that was found on a request."""

    FINDING = "finding"
    """A finding on the legality of a refusal."""


@dataclass(frozen=True, slots=True)
class TaskFact:
    """One thing that was measured for a team.

    Attributes:
        country: The team.
        fact: The measured fact to which it belongs.
        kind: What kind of thing it is.
        code: Stage, number of the mistake, or code of the finding; of a letter that was begun `complete`, `with_gaps`,
            `came_back` or `not_sent`; of a decision `decided` or `decided_late`; of a refusal `consulted` or
            `not_consulted`; of exposure the key of the person.
        request: Number of the request for people; "" for none.
        at: Second since the start at which it began.
        days: How long it took, the exercise's own pace left out; None where that is not known.
        reference: Median days of such offices; None where there is none to compare with.
        is_over: It has ended: protection came, the stage is over; by the profile, the chance was taken.
    """

    country: str
    fact: MeasuredFact
    kind: MeasuredKind
    code: str
    request: str
    at: int
    days: float | None
    reference: float | None
    is_over: bool

    @property
    def is_within(self) -> bool | None:
        """Whether it took no longer than the reference; None where that cannot be said."""
        if self.reference is None or self.days is None:
            return None
        if self.days > self.reference:
            return False
        return True if self.is_over else None


_STAGES: Mapping[tuple[StageGroup, Route], tuple[MeasuredFact, bool]] = {
    (StageGroup.CLARIFY, Route.MLA): (MeasuredFact.RETURNED_DEFICIENT, True),
    (StageGroup.ALLOCATE, Route.MLA): (MeasuredFact.ACKNOWLEDGED_IN_TIME, False),
    (StageGroup.ANSWER, Route.POLICE): (MeasuredFact.CHECKS_IN_TIME, False),
    (StageGroup.ANSWER, Route.FIU): (MeasuredFact.QUESTIONS_IN_TIME, False),
}
"""To which fact a stage on a channel belongs, and whether it is the task of the side that asks."""

_CHANCES: Mapping[MeasuredKind, tuple[MeasuredFact, str, str]] = {
    MeasuredKind.COMPLETE: (MeasuredFact.COMPLETE_AT_FIRST, "complete", "came_back"),
    MeasuredKind.DECIDED: (MeasuredFact.DECIDED_IN_TIME, "decided", "decided_late"),
    MeasuredKind.CONSULTED: (MeasuredFact.CONSULTED, "consulted", "not_consulted"),
}
"""Facts of the profile, each by its key there, that are facts of tasks too: defined there alone; met, and missed."""

_MISTAKES: Mapping[str, MeasuredFact] = {
    "M1": MeasuredFact.WITH_NEXUS,
    "M2": MeasuredFact.WITH_NEXUS,
    "M3": MeasuredFact.COMPLETE_AT_FIRST,
    "M4": MeasuredFact.COMPLETE_AT_FIRST,
    "M5": MeasuredFact.RETURNED_DEFICIENT,
    "M6": MeasuredFact.RIGHT_CHANNEL,
    "M7": MeasuredFact.RIGHT_CHANNEL,
    "M8": MeasuredFact.RETURNED_DEFICIENT,
    "M9": MeasuredFact.RETURNED_DEFICIENT,
    "M10": MeasuredFact.RIGHT_CHANNEL,
    "M11": MeasuredFact.ITEMS_USABLE,
    "M12": MeasuredFact.USE_WITHIN_CONSENT,
    "M13": MeasuredFact.QUERIES_ANSWERED,
    "M14": MeasuredFact.FREEZES_PROVED,
    "M15": MeasuredFact.PREPARED_INFORMALLY,
    "M16": MeasuredFact.COMPLETE_AT_FIRST,
    "M17": MeasuredFact.CONSULTED,
    "M18": MeasuredFact.QUERIES_ANSWERED,
    "M19": MeasuredFact.QUERIES_ANSWERED,
    "M20": MeasuredFact.USE_WITHIN_CONSENT,
    "M22": MeasuredFact.EXCULPATORY_DISCLOSED,
}
"""To which fact a typical mistake (law.md 5.3) belongs."""

_REFUSED = "refused_"
"""So begins the code of a finding on how a request was refused; it belongs to `CONSULTED`."""


def measured(events: Sequence[Event], now: int, scenario: Scenario, law: LawBook) -> tuple[TaskFact, ...]:
    """Everything that was measured up to the end of play, team by team in the order of the fact and of time.

    Args:
        events: What happened, in order, without what an undo took back.
        now: Second to which the exercise has come; counted is up to it or to the end of play.
        scenario: The scenario.
        law: Gives the references.
    """
    played = {country.code for country in scenario.played}
    happened, until = in_play(events), span(events, now).end
    lines = timelines(happened, until)
    stages = {line.key: delays(line, scenario, law) for line in lines}
    found = [
        each for line in lines for stage in stages[line.key] for each in _stage(line, stage) if each.country in played
    ]
    found += [
        TaskFact(
            each.country,
            fact,
            MeasuredKind.EXPOSED,
            each.person,
            "",
            each.since,
            each.days,
            None,
            is_over=each.is_protected,
        )
        for each in exposures(happened, until)
        for fact in (MeasuredFact.EXPOSURE_DAYS, MeasuredFact.PERSONS_PROTECTED)
    ]
    found += _chances(happened, until, lines, scenario)
    found += _mistakes(happened, until, lines, stages, played)
    return tuple(sorted(found, key=lambda each: (each.country, each.fact, each.at, each.request, each.code)))


def _stage(line: RequestLine, stage: StageDelay) -> tuple[TaskFact, ...]:
    fact, is_of_asking = _STAGES.get((stage.group, line.route), (None, False))
    if fact is None or stage.protected or (line.inherited and is_of_asking and stage.reference is None):
        return ()
    begun = min(stretch.start for stretch in line.stretches if stretch.status in GROUPS[stage.group])
    return (
        TaskFact(
            line.requesting if is_of_asking else line.requested,
            fact,
            MeasuredKind.STAGE,
            stage.group,
            line.label,
            begun,
            stage.days,
            stage.reference,
            stage.ended,
        ),
    )


def _chances(
    events: Sequence[Event], until: int, lines: Sequence[RequestLine], scenario: Scenario
) -> Iterator[TaskFact]:
    """Each chance of the profile that a task counts too: letters that were begun, decisions, refusals."""
    by_key = {line.key: line for line in lines}
    for profile in profiles(events, scenario.played, until):
        with_gaps = sent_with_gaps(profile.country, events)
        chances = {fact.kind.key: fact.chances for fact in profile.facts}
        for kind, (fact, met, missed) in _CHANCES.items():
            for chance in chances[kind]:
                line = by_key[chance.request]
                code = met if chance.is_met else missed
                if kind is MeasuredKind.COMPLETE and not chance.is_met:
                    code = "not_sent" if line.left is None else "with_gaps" if line.key in with_gaps else missed
                yield TaskFact(
                    profile.country, fact, kind, code, line.label, chance.at, None, None, is_over=chance.is_met
                )


def _mistakes(
    events: Sequence[Event],
    now: int,
    lines: Sequence[RequestLine],
    stages: Mapping[str, tuple[StageDelay, ...]],
    played: set[str],
) -> list[TaskFact]:
    labels = {line.key: line.label for line in lines}
    usual = {
        key: stage.reference
        for key, found in stages.items()
        for stage in found
        if stage.group is StageGroup.TRANSMIT and stage.reference is not None
    }
    found = []
    for each in lessons(events, now, usual):
        kind = MeasuredKind.MISTAKE if each.is_mistake else MeasuredKind.FINDING
        fact = _MISTAKES.get(each.code) if each.is_mistake else _of_finding(each.code)
        if fact is not None and each.country in played:
            label = labels.get(each.request, "")
            found.append(TaskFact(each.country, fact, kind, each.code, label, each.at, each.days, None, is_over=True))
    return found


def _of_finding(code: str) -> MeasuredFact | None:
    return MeasuredFact.CONSULTED if code.startswith(_REFUSED) else None


MISTAKE_FACTS = frozenset(_MISTAKES.values())
"""Facts to which a typical mistake belongs, so that none of it is a count too."""

MEASURED_FACTS = frozenset(
    {
        MeasuredFact.EXPOSURE_DAYS,
        MeasuredFact.PERSONS_PROTECTED,
        *(fact for fact, _met, _missed in _CHANCES.values()),
        *(fact for fact, _asking in _STAGES.values()),
        *MISTAKE_FACTS,
    }
)
"""Facts of which something can be measured here; of the others people see and note alone."""
