"""The hot wash: three facts of one team's own file after a move, or at the end.

What a team may be told of itself at the end of office hours: what waited for it, what came back, what is silent, what
lapsed, who is known to be at risk. Facts come from the team's own events only and say nothing of another team's file
or of the world; nothing is scored. Which facts are chosen is a rule, stated in `IMPORTANCE` (an assumption
of this project): what concerns a person at risk first, then what lapsed, then the longest waiting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.event import Actor, DecisionTaken, Event, FindingMade
from simulation.exercise.core.importance import IMPORTANCE
from simulation.exercise.evidence.events import DocumentReceived, ExposureKnown, PersonProtected
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.measures.events import MeasureCompleted, MeasureOrdered
from simulation.exercise.outcome.exposure import days_between
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened, RulingMade
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts
from simulation.scenario.schema.measured_facts import MeasuredFact

FACTS = 3
"""Facts of a hot wash (design.md 7)."""

SILENT_DAYS = 30
"""Days in the channel after which silence is worth a fact: about one long jump (assumption)."""

_MEASURED: dict[str, tuple[MeasuredFact, ...]] = {
    "exposed": (MeasuredFact.EXPOSURE_DAYS, MeasuredFact.PERSONS_PROTECTED),
    "protected": (MeasuredFact.PERSONS_PROTECTED, MeasuredFact.EXPOSURE_DAYS),
    "lapsed": (MeasuredFact.FREEZES_PROVED, MeasuredFact.FROZEN_IN_TIME),
    "stood_in": (MeasuredFact.DECIDED_IN_TIME, MeasuredFact.ACKNOWLEDGED_IN_TIME, MeasuredFact.CHECKS_IN_TIME),
    "waited_for_you": (MeasuredFact.DECIDED_IN_TIME, MeasuredFact.ACKNOWLEDGED_IN_TIME, MeasuredFact.CHECKS_IN_TIME),
    "came_back_refused": (MeasuredFact.RIGHT_CHANNEL, MeasuredFact.CONSULTED, MeasuredFact.WITH_REASONS),
    "refused_not_valid": (MeasuredFact.RIGHT_CHANNEL, MeasuredFact.WITH_REASONS, MeasuredFact.CONSULTED),
    "returned_to_you": (MeasuredFact.COMPLETE_AT_FIRST, MeasuredFact.RETURNED_DEFICIENT),
    "measure_failed": (MeasuredFact.ACTION_AGREED, MeasuredFact.UNINVOLVED_AFFECTED),
    "frozen": (MeasuredFact.FREEZES_PROVED, MeasuredFact.FROZEN_IN_TIME, MeasuredFact.MONEY_CONFISCATED),
    "verdict": (MeasuredFact.ITEMS_USABLE, MeasuredFact.EXCULPATORY_DISCLOSED),
    "came_back": (MeasuredFact.ITEMS_USABLE, MeasuredFact.LEADS_FOLLOWED),
    "silent": (MeasuredFact.QUERIES_ANSWERED, MeasuredFact.PREPARED_INFORMALLY),
    "papers": (MeasuredFact.LEADS_FOLLOWED, MeasuredFact.ITEMS_USABLE),
    "sent": (MeasuredFact.PREPARED_INFORMALLY, MeasuredFact.WITH_NEXUS),
    "decided": (MeasuredFact.MEETINGS_AGREED, MeasuredFact.FORUM_AGREED),
    "nothing_came": (MeasuredFact.PREPARED_INFORMALLY, MeasuredFact.ACTION_AGREED),
}
_IN_CHANNEL = frozenset({"sent", "lost"})
_NOT_VALID = frozenset({"refused_outside_the_pairs_grounds", "refused_on_forbidden_ground", "refused_without_facts"})
"""Findings by which the ground of a refusal is not valid."""

_CAME_BACK = frozenset({"returned", "answered", "answered_partly", "consented"})
_REFUSED = frozenset({"refused", "declined", "consent_refused"})
_FAILED = frozenset({"refused_by_court", "nothing_found", "person_gone", "says_nothing", "declined"})


@dataclass(frozen=True, slots=True)
class MoveSpan:
    """A move as a stretch of the exercise's events.

    Attributes:
        move: Its number; 0 for the whole exercise.
        first: Index of its first event: after the jump that ended the move before it was begun.
        last: Index after its last event: what was done in its office hours is in it.
        start_day: Day at its first event.
        end_day: Day at its last event.
    """

    move: int
    first: int
    last: int
    start_day: int
    end_day: int


@dataclass(frozen=True, slots=True)
class HotFact:
    """One fact of a team's own file.

    Attributes:
        code: Which kind, e.g. `waited_for_you`.
        request: Key of the request that it is about, "" for none.
        values: Its numbers, days first.
        events: How many events it rests on.
        measured: Measured facts of the scenario's objectives that it touches, the closest first.
    """

    code: str
    request: str
    values: Facts
    events: int
    measured: tuple[MeasuredFact, ...]

    @property
    def days(self) -> int:
        """Its days, 0 when it counts none."""
        return next((int(value) for name, value in self.values if name == "days"), 0)


def spans(events: Sequence[Event]) -> tuple[MoveSpan, ...]:
    """The moves that have been opened, in order; the last one reaches to the end of play or to now.

    Args:
        events: The exercise's events in order, without those that an undo took back.
    """
    found: list[MoveSpan] = []
    first, left, move, end = 0, 0, 0, len(events)
    for index, event in enumerate(events):
        if not isinstance(event, PhaseChanged):
            continue
        if event.phase == "jump":
            left = index
        elif event.phase == "office_hours" and event.move > move:
            if move:
                found.append(_span(events, move, first, left))
                first = left
            move = event.move
        elif event.phase in {"ended", "epilogue"}:
            end = min(end, index + 1)
    if move:
        found.append(_span(events, move, first, max(end, first + 1)))
    return tuple(found)


def whole(events: Sequence[Event]) -> MoveSpan:
    """The exercise from its opening to the end of play, without the epilogue."""
    ends = (
        index + 1 for index, event in enumerate(events) if isinstance(event, PhaseChanged) and event.phase == "ended"
    )
    return _span(events, 0, 0, next(ends, len(events)))


def hot_wash(
    events: Sequence[Event], country: str, span: MoveSpan, automatic: Collection[str] = ()
) -> tuple[HotFact, ...]:
    """Three facts of a country's own file about one stretch of the exercise, the most telling of each kind first.

    Args:
        events: The exercise's events in order, without those that an undo took back.
        country: Whose file.
        span: From where to where.
        automatic: Keys of requests that wait for an automatic colleague of the team: nobody of it let them wait.
    """
    candidates = sorted(
        (*_requests(events, country, span, automatic), *_file(events, country, span)),
        key=lambda fact: (-IMPORTANCE[fact.code] - min(fact.days, 99), fact.code, fact.request),
    )
    chosen: list[HotFact] = []
    for fact in candidates:
        if len(chosen) < FACTS and all(fact.code != taken.code for taken in chosen):
            chosen.append(fact)
    for fact in candidates:
        if len(chosen) < FACTS and fact not in chosen:
            chosen.append(fact)
    return tuple(chosen[:FACTS])


def _span(events: Sequence[Event], move: int, first: int, last: int) -> MoveSpan:
    if not events:
        return MoveSpan(move, 0, 0, 1, 1)
    days = [event.at // DAY + 1 for event in (events[min(first, len(events) - 1)], events[max(last, 1) - 1])]
    return MoveSpan(move, first, last, max(1, days[0]), max(1, days[1]))


def _fact(code: str, events: int, *values: tuple[str, str | int], request: str = "") -> HotFact:
    return HotFact(code, request, values, events, _MEASURED[code])


@dataclass(slots=True)
class _Story:
    """What happened on one request up to the end of the stretch."""

    opened: RequestOpened
    moves: list[tuple[int, RequestMoved]]

    def other(self, country: str) -> str:
        return self.opened.requested if self.opened.requesting == country else self.opened.requesting

    def side(self, country: str) -> str:
        return "requesting" if self.opened.requesting == country else "requested"


def _stories(events: Sequence[Event], country: str, last: int) -> tuple[tuple[str, _Story], ...]:
    found: dict[str, _Story] = {}
    for index, event in enumerate(events[:last]):
        match event:
            case RequestOpened(request=key, requesting=asking, requested=asked) if country in {asking, asked}:
                found[key] = _Story(event, [])
            case RequestMoved(request=key) if key in found:
                found[key].moves.append((index, event))
            case _:
                pass
    return tuple(sorted(found.items()))


def _requests(events: Sequence[Event], country: str, span: MoveSpan, automatic: Collection[str]) -> Iterable[HotFact]:
    now = events[span.last - 1].at if span.last else 0
    later = _ended_by(events[span.last :])
    for key, story in _stories(events, country, span.last):
        waited = _waited(key, story, country, span, now)
        yield from (fact for fact in waited if not _is_automatic(fact, later, automatic))
        if story.side(country) == "requesting":
            yield from _own(key, story, country, span, now)


def _waited(key: str, story: _Story, country: str, span: MoveSpan, now: int) -> Iterable[HotFact]:
    """Decision time in this country's hands that ended in the stretch, by whoever acted at last, or still runs.

    It counts from the office hours in which it could first be read.
    """
    side = story.side(country)
    for number, (_index, move) in enumerate(story.moves):
        if move.holder != side or move.kind != "decision" or move.status in {"drafting", "vetting"}:
            continue
        after = [(index, later) for index, later in story.moves[number + 1 :] if later.status != move.status]
        ended, until = (after[0][0], after[0][1].at) if after else (span.last, now)
        days = (until - (move.at if move.read_from is None else move.read_from)) // DAY
        if ended < span.first or days < 1:
            continue
        values = (
            ("days", days),
            ("other", story.other(country)),
            ("done", int(bool(after))),
            ("day", until // DAY + 1),
            ("by", after[0][1].by.value if after else ""),
        )
        code = "stood_in" if after and after[0][1].by is Actor.DUTY_OFFICER else "waited_for_you"
        yield _fact(code, number + 1, *values, request=key)


def _ended_by(events: Sequence[Event]) -> Mapping[str, Actor]:
    """Who took the first step on each request in some events."""
    found: dict[str, Actor] = {}
    for event in events:
        if isinstance(event, RequestMoved) and event.status != event.before:
            found.setdefault(event.request, event.by)
    return found


def _is_automatic(fact: HotFact, later: Mapping[str, Actor], automatic: Collection[str]) -> bool:
    """Whether an automatic colleague let it wait, for nobody of the team sat at that office.

    Args:
        fact: What waited.
        later: Who ended what still waited when the stretch ended.
        automatic: What waits for an automatic colleague now.
    """
    values = dict(fact.values)
    if values["done"]:
        return values["by"] == Actor.PLAYER
    return later[fact.request] is Actor.PLAYER if fact.request in later else fact.request in automatic


def _refused_wrongly(events: Sequence[Event], country: str, span: MoveSpan) -> Iterable[HotFact]:
    """Refusals by people of the country whose ground is not valid, as the finding on each says."""
    stories = dict(_stories(events, country, span.last))
    ruled = {
        (event.request, event.finding.partition("/")[0]): event.verdict
        for event in events
        if isinstance(event, RulingMade)
    }
    found = {
        event.request: event
        for event in events[span.first : span.last]
        if isinstance(event, FindingMade)
        and event.against == country
        and event.finding in _NOT_VALID
        and event.by.is_person
        and event.request in stories
        and ruled.get((event.request, event.finding), "stands") == "stands"
    }
    for key, event in found.items():
        values = (("other", stories[key].other(country)), ("finding", event.finding))
        yield _fact("refused_not_valid", 1, *values, request=key)


def _own(key: str, story: _Story, country: str, span: MoveSpan, now: int) -> Iterable[HotFact]:
    """What the country hears, or does not hear, of its own requests."""
    if not story.moves:
        return
    other = ("other", story.other(country))
    is_automatic = story.opened.by is Actor.PLAYER
    sent = next((move.at for _index, move in story.moves if move.status in _IN_CHANNEL | {"asked"}), story.opened.at)
    for index, move in story.moves:
        if index < span.first or move.status == move.before:
            continue
        days = ("days", max(0, move.at - story.opened.at) // DAY)
        if move.status in _CAME_BACK:
            yield _fact("came_back", len(story.moves), days, other, request=key)
        elif move.status in _REFUSED:
            yield _fact("came_back_refused", len(story.moves), days, other, request=key)
        elif move.action in {"return_deficient", "return_missent"} and not is_automatic:
            yield _fact("returned_to_you", len(story.moves), days, other, request=key)
    latest = story.moves[-1][1]
    if latest.status in _IN_CHANNEL and not is_automatic and (now - sent) // DAY >= SILENT_DAYS:
        asked = sum(move.action == "query_status" for _index, move in story.moves)
        values = (("days", (now - sent) // DAY), other, ("asked", asked), ("day", sent // DAY + 1))
        yield _fact("silent", len(story.moves), *values, request=key)


def _file(events: Sequence[Event], country: str, span: MoveSpan) -> Iterable[HotFact]:
    """What the country's own measures, papers and money brought, and who is at risk."""
    yield from _exposure(events, country, span)
    yield from _refused_wrongly(events, country, span)
    stretch = events[span.first : span.last]
    frozen = [
        each for each in stretch if isinstance(each, AssetsFrozen) and country in {each.country, each.for_country}
    ]
    if frozen:
        amount = sum(each.amount_minor for each in frozen)
        yield _fact("frozen", len(frozen), ("amount_minor", amount), ("count", len(frozen)))
    lapsed = [
        each for each in stretch if isinstance(each, FreezeEnded) and each.country == country and each.how == "lapsed"
    ]
    if lapsed:
        amount = sum(each.amount_minor for each in lapsed)
        yield _fact("lapsed", len(lapsed), ("amount_minor", amount), ("count", len(lapsed)))
    automatic = {
        each.measure
        for each in events[: span.last]
        if isinstance(each, MeasureOrdered) and each.country == country and each.by is Actor.PLAYER
    }
    failed = [
        each
        for each in stretch
        if isinstance(each, MeasureCompleted)
        and each.country == country
        and each.result in _FAILED
        and each.measure not in automatic
    ]
    if failed:
        yield _fact(
            "measure_failed",
            len(failed),
            ("count", len(failed)),
            ("kind", failed[0].kind),
            ("result", failed[0].result),
        )
    verdicts = [each for each in stretch if isinstance(each, VerdictGiven) and each.country == country]
    if verdicts:
        yield _fact("verdict", len(verdicts), ("count", len(verdicts)), ("outcome", verdicts[0].outcome))
    papers = [each for each in stretch if isinstance(each, DocumentReceived) and each.country == country]
    if papers:
        evidence = sum(each.is_evidence for each in papers)
        yield _fact(
            "papers", len(papers), ("count", len(papers)), ("evidence", evidence), ("leads", len(papers) - evidence)
        )
    sent = [
        each for each in stretch if isinstance(each, RequestOpened) and each.requesting == country and each.by.is_person
    ]
    yield _fact("sent", len(sent), ("count", len(sent)))
    decided = [
        each for each in stretch if isinstance(each, DecisionTaken) and each.country == country and not each.automatic
    ]
    yield _fact("decided", len(decided), ("count", len(decided)))
    if not papers:
        yield _fact("nothing_came", 0, ("count", 0))


def _exposure(events: Sequence[Event], country: str, span: MoveSpan) -> Iterable[HotFact]:
    """People whom the file shows to be at risk: how long, and whether they are protected; nobody is named."""
    since: dict[str, int] = {}
    over: dict[str, tuple[int, int]] = {}
    now = events[span.last - 1].at if span.last else 0
    for index, event in enumerate(events[: span.last]):
        match event:
            case ExposureKnown(country=where, person=person, at=at) if where == country:
                since.setdefault(person, at)
            case PersonProtected(country=where, person=person, at=at) if where == country:
                over.setdefault(person, (index, at))
            case _:
                pass
    exposed = [at for person, at in since.items() if person not in over]
    if exposed:
        days = days_between(min(exposed), now)
        yield _fact("exposed", len(exposed), ("days", days), ("count", len(exposed)))
    done = [days_between(since.get(person, at), at) for person, (index, at) in over.items() if index >= span.first]
    if done:
        yield _fact("protected", len(done), ("days", max(done)), ("count", len(done)))
