"""The profile of a team: facts with their count, of so many chances that came due; no sum, no rank.

A chance is something that a team could do in time, completely or in the right way. What was left lying stands among the
chances: a draft that was never sent, a request that was withdrawn, a matter that was never answered, money that was
frozen on too little and let go. So nothing of it gets better by doing less. What a duty officer did for a team that let
the time pass is a chance that was missed.

Legality is a gate beside them and no fact among others: one settled finding closes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.core.event import Actor, Event, FindingMade
from simulation.exercise.evidence.events import UninvolvedAffected
from simulation.exercise.outcome.exposure import exposures
from simulation.exercise.outcome.requests import Fate, RequestEnd, end_at, fate_of
from simulation.exercise.procedures.letter.events import RefusalArgued, RequestMoved, RequestOpened
from simulation.exercise.procedures.letter.play.conduct_findings import APPROVED_WITH_GAPS
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, Office, TimeKind
from simulation.law.book.assistance_types import kind_of
from simulation.review.lessons import MISTAKE
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import Route

LEAST_CHANCES = 5
"""Below so many chances a fact is counted and not assessed (cost-of-delay.md 8.2; an assumption)."""

PROTECTED_WITHIN_DAYS = 7
"""Days within which a person at risk should be protected (design.md 7; an assumption)."""

INHERITED = "inherited"
"""The action with which a matter stands that was under way at the start."""

SETTLED = "settled"
"""The verdict of a finding that leaves nothing to weigh."""


class Dimension(StrEnum):
    """What facts are about."""

    DELAY = "delay"
    QUALITY = "quality"
    COOPERATION = "cooperation"
    PEOPLE = "people"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact of the profile.

    Attributes:
        key: Its key.
        dimension: What it is about.
        office: Whose desk it is about first.
    """

    key: str
    dimension: Dimension
    office: Office


FACTS = (
    FactKind("vetted", Dimension.DELAY, Office.AUTHORITY),
    FactKind("decided", Dimension.DELAY, Office.AUTHORITY),
    FactKind("complete", Dimension.QUALITY, Office.PROSECUTOR),
    FactKind("right_channel", Dimension.QUALITY, Office.PROSECUTOR),
    FactKind("answered_letters", Dimension.COOPERATION, Office.PROSECUTOR),
    FactKind("answered_police", Dimension.COOPERATION, Office.POLICE),
    FactKind("answered_fiu", Dimension.COOPERATION, Office.FIU),
    FactKind("replied", Dimension.COOPERATION, Office.AUTHORITY),
    FactKind("replied_police", Dimension.COOPERATION, Office.POLICE),
    FactKind("replied_fiu", Dimension.COOPERATION, Office.FIU),
    FactKind("consulted", Dimension.COOPERATION, Office.AUTHORITY),
    FactKind("protected", Dimension.PEOPLE, Office.POLICE),
    FactKind("freezes_stand", Dimension.MONEY, Office.FIU),
)
"""All of them, in the order in which they are told."""

_SPEAKS = {Route.POLICE: Office.POLICE, Route.FIU: Office.FIU}
"""The office that speaks on each short way."""

KINDS = {each.key: each for each in FACTS}

GROW_WITH_TIME = frozenset(
    {
        "complete",
        "right_channel",
        "answered_letters",
        "answered_police",
        "answered_fiu",
        "replied",
        "replied_police",
        "replied_fiu",
        "freezes_stand",
    }
)
"""Facts whose share depends on how long is played: an answer takes time, and what the last move begins is not over."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Something that could be done in time, completely or in the right way.

    Attributes:
        at: When it came up, in seconds.
        until: When it ended, or the end of play.
        request: Key of the request, "" where it is about something else.
        place: What it is about where not a request; "" otherwise, and for people, who are never named.
        is_met: Whether it was taken.
        is_stood_in: A duty officer did it, because nobody of the team had: so it was missed.
    """

    at: int
    until: int
    request: str
    place: str
    is_met: bool
    is_stood_in: bool = False


@dataclass(frozen=True, slots=True)
class ProfileFact:
    """A fact with its count.

    Attributes:
        kind: Which.
        chances: Those that came due, in order of time.
    """

    kind: FactKind
    chances: tuple[Chance, ...]

    @property
    def met(self) -> int:
        """How many were taken."""
        return sum(each.is_met for each in self.chances)

    @property
    def among(self) -> int:
        """How many there were."""
        return len(self.chances)

    @property
    def is_assessed(self) -> bool:
        """Whether there are enough to say more than the count."""
        return self.among >= LEAST_CHANCES

    @property
    def share(self) -> float | None:
        """The part that was taken; None where it is not assessed."""
        return self.met / self.among if self.is_assessed else None


@dataclass(frozen=True, slots=True)
class LegalityGate:
    """Legality: whether a team kept within the law; never counted against anything else.

    Attributes:
        uninvolved: Times that a measure hit somebody who has nothing to do with the network.
        findings: Settled findings against the team that are no typical mistakes, as they were made.
    """

    uninvolved: int
    findings: tuple[FindingMade, ...]

    @property
    def is_passed(self) -> bool:
        """Whether nothing stands against it."""
        return not self.uninvolved and not self.findings


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of one country."""

    country: str
    facts: tuple[ProfileFact, ...]
    gate: LegalityGate


@dataclass(slots=True)
class _Story:
    opened: RequestOpened
    moves: list[RequestMoved]

    @property
    def fate(self) -> Fate:
        return fate_of(self.opened, self.moves)

    def office_in(self, country: Country) -> Office | None:
        """The office of a country whose a short question is, open or not; None for a letter."""
        if self.opened.route is Route.MLA:
            return None
        return kind_of(self.opened.sought).office_in(country) or _SPEAKS[self.opened.route]

    def is_own(self, country: str) -> bool:
        return self.opened.requesting == country and not self.opened.inherited


def profiles(events: Iterable[Event], countries: Iterable[Country], end: int) -> tuple[Profile, ...]:
    """The profile of each of some countries.

    Args:
        events: What happened in play, in order.
        countries: They, in the order wanted.
        end: The end of play, in seconds.
    """
    happened = [event for event in events if event.at <= end]
    stories: dict[str, _Story] = {}
    for event in happened:
        if isinstance(event, RequestOpened):
            stories[event.request] = _Story(event, [])
        elif isinstance(event, RequestMoved) and event.request in stories:
            stories[event.request].moves.append(event)
    return tuple(_profile(country, tuple(stories.values()), happened, end) for country in countries)


def together(found: Sequence[Profile]) -> tuple[ProfileFact, ...]:
    """The facts of several countries as one: their chances added up, nobody compared."""
    return tuple(
        ProfileFact(kind, tuple(chance for each in found for chance in each.facts[place].chances))
        for place, kind in enumerate(FACTS)
    )


SHARE = "share"
"""Before the key of a fact where it stands among the figures of a run."""


def shares(found: Sequence[Profile]) -> dict[str, float | None]:
    """The part that was met of each fact, over several countries together; None where it is not assessed."""
    return {f"{SHARE}_{fact.kind.key}": fact.share for fact in together(found)}


def _profile(of_country: Country, stories: Sequence[_Story], events: Sequence[Event], end: int) -> Profile:
    country = of_country.code

    def of(office: Office | None) -> list[_Story]:
        """Letters, or the short questions of an office; those of prosecutors about property are of neither fact."""
        return [each for each in stories if each.office_in(of_country) is office]

    makers: dict[str, Callable[[], Iterator[Chance]]] = {
        "vetted": lambda: _in_time(country, stories, Holder.REQUESTING, end),
        "decided": lambda: _in_time(country, stories, Holder.REQUESTED, end),
        "complete": lambda: _without(country, stories, _INCOMPLETE, end, sent_with_gaps(country, events)),
        "right_channel": lambda: _without(country, stories, _WRONG_WAY, end),
        "answered_letters": lambda: _answered(country, of(None), end),
        "answered_police": lambda: _answered(country, of(Office.POLICE), end),
        "answered_fiu": lambda: _answered(country, of(Office.FIU), end),
        "replied": lambda: _replied(country, of(None), end),
        "replied_police": lambda: _replied(country, of(Office.POLICE), end),
        "replied_fiu": lambda: _replied(country, of(Office.FIU), end),
        "consulted": lambda: _consulted(country, stories, events),
        "protected": lambda: _protected(country, events, end),
        "freezes_stand": lambda: _freezes(country, events, end),
    }
    facts = tuple(ProfileFact(kind, tuple(sorted(makers[kind.key](), key=_place))) for kind in FACTS)
    return Profile(country, facts, _gate(country, events))


def _place(chance: Chance) -> tuple[int, str, str]:
    return chance.at, chance.request, chance.place


def _in_time(country: str, stories: Sequence[_Story], side: Holder, end: int) -> Iterator[Chance]:
    """Decisions of a side on letters, taken within a day of when they could first be read.

    The draft itself is no decision that waits; what still lies there at the end is missed once a day has passed. A
    letter that lay there at the start is a decision like any other. What an office did by itself before a day of
    reading had passed left the team nothing to decide: no chance, neither taken nor missed. Nor did a letter that the
    other side withdrew in that time; withdrawn later, it was not decided in time.
    """
    for story in stories:
        whose = story.opened.requesting if side is Holder.REQUESTING else story.opened.requested
        if story.opened.route is not Route.MLA or whose != country:
            continue
        turns = [move for move in story.moves if move.status != move.before or move.action == INHERITED]
        for number, move in enumerate(turns):
            if move.holder != side or move.kind != TimeKind.DECISION or move.status == "drafting":
                continue
            read = move.at if move.read_from is None else move.read_from
            ended = turns[number + 1] if number + 1 < len(turns) else None
            until = end if ended is None else ended.at
            in_time = until - read <= DAY
            by_others = ended is not None and ended.country not in {whose, ""}
            by_team = ended is not None and not by_others and ended.by not in {Actor.NOBODY, Actor.DUTY_OFFICER}
            if in_time and (ended is None or by_others or ended.by is Actor.NOBODY):
                continue
            stood_in = ended is not None and ended.by is Actor.DUTY_OFFICER
            yield Chance(read, until, story.opened.request, "", by_team and in_time, stood_in)


_INCOMPLETE = frozenset({"return_deficient", "ask_clarification"})
_WRONG_WAY = frozenset({"return_missent", "forwarded"})


def sent_with_gaps(country: str, events: Iterable[Event]) -> frozenset[str]:
    """Letters that a country approved although an essential item was missing, whatever the other side made of it."""
    return frozenset(
        event.request
        for event in events
        if isinstance(event, FindingMade) and event.finding == APPROVED_WITH_GAPS and event.against == country
    )


def _without(
    country: str, stories: Sequence[_Story], wrong: frozenset[str], end: int, faulty: frozenset[str] = frozenset()
) -> Iterator[Chance]:
    """Letters that were begun, and left without any of some faults; one that was never sent is not among those.

    Args:
        country: Whose letters.
        stories: Every request.
        wrong: The acts by which the other side says that something was wrong.
        end: The end of play.
        faulty: Letters that were wrong although nobody said so.
    """
    for story in stories:
        if story.opened.route is Route.MLA and story.is_own(country):
            fate = story.fate
            is_right = story.opened.request not in faulty and not any(move.action in wrong for move in story.moves)
            is_met = fate.left is not None and is_right
            yield Chance(story.opened.at, fate.left or end, story.opened.request, "", is_met)


def _answered(country: str, stories: Sequence[_Story], end: int) -> Iterator[Chance]:
    """What a team began to ask, and got an answer to; withdrawn and never sent are none."""
    for story in stories:
        if story.is_own(country):
            fate = story.fate
            until = end if fate.ended is None else fate.ended
            yield Chance(story.opened.at, until, story.opened.request, "", fate.is_answered)


def _replied(country: str, stories: Sequence[_Story], end: int) -> Iterator[Chance]:
    """What reached a team, and was answered; what the other side withdrew is no chance."""
    for story in stories:
        fate = story.fate
        came = next((move.at for move in story.moves if move.holder == Holder.REQUESTED), None)
        if story.opened.requested == country and came is not None and fate.how is not RequestEnd.WITHDRAWN:
            until = end if fate.ended is None else fate.ended
            stood_in = any(
                move.by is Actor.DUTY_OFFICER and move.at == fate.ended and end_at(move.status) for move in story.moves
            )
            yield Chance(came, until, story.opened.request, "", fate.is_answered and not stood_in, stood_in)


def _consulted(country: str, stories: Sequence[_Story], events: Sequence[Event]) -> Iterator[Chance]:
    """Refusals of letters before which a proposal on their ground was answered, or lay for long enough."""
    letters = {story.opened.request for story in stories if story.opened.route is Route.MLA}
    for event in events:
        if isinstance(event, RefusalArgued) and event.requested == country and event.request in letters:
            stood_in = event.by is Actor.DUTY_OFFICER
            yield Chance(event.at, event.at, event.request, "", event.is_consulted and not stood_in, stood_in)


def _protected(country: str, events: Sequence[Event], end: int) -> Iterator[Chance]:
    """People whom the file showed at risk, and who were safe within a week; nobody is named."""
    for each in exposures(events, end):
        if each.country == country and (each.is_protected or each.days > PROTECTED_WITHIN_DAYS):
            is_met = each.is_protected and each.days <= PROTECTED_WITHIN_DAYS
            yield Chance(each.since, each.end, "", "", is_met)


def _freezes(country: str, events: Sequence[Event], end: int) -> Iterator[Chance]:
    """Money blocked for a team's case, at home or abroad, a short hold or a freeze: whether it stands at the end.

    It stands as long as nothing ended it, or a court took it; what lapsed or was let go does not.
    """
    running: dict[str, AssetsFrozen] = {}
    for event in events:
        if isinstance(event, AssetsFrozen) and event.for_country == country:
            running.setdefault(event.account, event)
        elif isinstance(event, FreezeEnded) and event.country == country and event.account in running:
            begun = running.pop(event.account)
            yield Chance(begun.at, event.at, "", event.account, event.how == "confiscated")
    for account, begun in running.items():
        yield Chance(begun.at, end, "", account, is_met=True)


def _gate(country: str, events: Sequence[Event]) -> LegalityGate:
    uninvolved = sum(isinstance(event, UninvolvedAffected) and event.country == country for event in events)
    stood_in = {event.cause for event in events if event.by is Actor.DUTY_OFFICER}
    findings = tuple(
        event
        for event in events
        if isinstance(event, FindingMade)
        and event.against == country
        and event.verdict == SETTLED
        and not event.finding.startswith(MISTAKE)
        and event.cause not in stood_in
    )
    return LegalityGate(uninvolved, findings)
