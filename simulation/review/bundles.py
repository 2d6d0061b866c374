"""What delay cost: an exercise played again with the waits of each holder shortened, run by run.

A *bundle* shortens the waits of some holders. Sides that hold a matter decide in the first office hours in which they
could read it (an automatic office the next morning); offices, channel and third parties take no longer than the median
of their rows. Courts, notice and whatever else counts as protected time are nobody's to shorten, and neither are the
days between office hours. In one bundle nothing is asked abroad.

Two questions are told apart. *The same acts*: what people did, each act as long after its cause as it was, with other
chance events. *People like them*: the textbook policy in every seat, from the first day. Where people are moved,
figures about them come from the second alone: acts fitted to the people of one run protect nobody in another
(cost-of-delay.md F9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from simulation.exercise.automation.player import Player
from simulation.exercise.core.command import Command
from simulation.exercise.core.treatment import AS_IT_IS, FACTORS, Treatment
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.players.policies import ABROAD, HOME, POLICIES, TEXTBOOK
from simulation.review.branches import ChanceKey, Otherwise, Record, rerun
from simulation.review.figures import (
    Compared,
    Subject,
    figures_of_case,
    horizons,
    least_worth_naming,
    moves_people,
)
from simulation.review.flows import Apart, apart, flowing, through
from simulation.review.strength import Strength, strength
from simulation.review.workers import Again

COMPONENTS = FACTORS
"""Whose waits are told apart, in the order in which they are told: the side that asks, the side that is asked, offices
on both sides, the channel, and third parties."""

DECIDING = frozenset({"asking", "answering"})
"""Components that are decisions: they are taken at once. The others take what is usual."""

RUNS = 40
"""How many runs are told, the exercise's own not among them: ten are plenty for what waits do to the file."""

AFTER_RUNS = 20
"""Of these, runs that are played on to the horizon as well: a second look (cost-of-delay.md 7.2)."""

FIRST_LOOK = 8
"""Runs after which the first look is shown."""


class WhoseActs(StrEnum):
    """Whose acts a run holds."""

    SAME_ACTS = "same_acts"
    LIKE_THEM = "like_them"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A way in which waits are otherwise.

    Attributes:
        key: Its name in tables: `as_played`, `nothing_asked`, `only/C`, `all_but/C`, `all`.
        treatment: What is done to waits.
        asks: Whether anything is begun abroad in play.
    """

    key: str
    treatment: Treatment = AS_IT_IS
    asks: bool = True


def shortened(components: Iterable[str]) -> Treatment:
    """Waits of some components shortened: decisions taken at once, all others no longer than usual."""
    chosen = frozenset(components)
    return replace(Treatment.of(dict.fromkeys(chosen & DECIDING, 0.0)), at_reference=chosen - DECIDING)


AS_PLAYED = Bundle("as_played")
NOTHING_ASKED = Bundle("nothing_asked", asks=False)
ALL = Bundle("all", shortened(COMPONENTS))
ONLY = {each: Bundle(f"only/{each}", shortened({each})) for each in COMPONENTS}
ALL_BUT = {each: Bundle(f"all_but/{each}", shortened(set(COMPONENTS) - {each})) for each in COMPONENTS}
BUNDLES = {each.key: each for each in (AS_PLAYED, NOTHING_ASKED, ALL, *ONLY.values(), *ALL_BUT.values())}

GO_ON = (AS_PLAYED, NOTHING_ASKED, ALL)
"""The bundles that are told after the epilogue too."""

_QUESTIONS = {
    WhoseActs.SAME_ACTS: tuple(BUNDLES.values()),
    WhoseActs.LIKE_THEM: (AS_PLAYED, NOTHING_ASKED, ALL, *ONLY.values()),
}
"""The bundles of each question; of people no shares are told, so that the second needs fewer."""


@dataclass(frozen=True, slots=True, order=True)
class RunKey:
    """Which run under which bundle.

    Attributes:
        number: The run; 0 has the exercise's own chance events.
        played: Whose acts.
        bundle: Key of the bundle.
    """

    number: int
    played: WhoseActs
    bundle: str


@dataclass(frozen=True, slots=True)
class ReplayRun:
    """What one run came to.

    Attributes:
        key: Which.
        figures: Its figures at the end of play.
        applied: Acts of people that were done.
        skipped: Acts of people that no longer applied.
        left_out: Acts of people that were left out on purpose, with what rested on them.
        after: Its figures after the epilogue; None where that was not played.
        through: What flows had come to by the end of every tenth day (`flows.STEP`), to the horizon; empty likewise.
    """

    key: RunKey
    figures: dict[str, float]
    applied: int
    skipped: int
    left_out: int
    after: dict[str, float] | None = None
    through: dict[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def is_another_story(self) -> bool:
        """More than a fifth of people's acts no longer applied: it is listed, and compared with nothing."""
        return self.skipped * 5 > self.applied + self.skipped


def plan(record: Record, runs: int = RUNS, first: int = 1) -> Iterator[RunKey]:
    """The runs to be played, one after the other through all bundles, so that any beginning is a balanced table.

    Args:
        record: The exercise.
        runs: How many.
        first: Number of the first.
    """
    questions = tuple(WhoseActs) if moves_people(record.frozen.scenario) else (WhoseActs.SAME_ACTS,)
    for number in range(first, first + runs):
        for played in questions:
            for bundle in _QUESTIONS[played]:
                yield RunKey(number, played, bundle.key)


def play_again(key: RunKey, again: Again) -> ReplayRun:
    """Play one run, in a process of its own or in this one."""
    return play_run(again.record, again.players, key)


def play_run(record: Record, players: Mapping[str, Player], key: RunKey) -> ReplayRun:
    """Play one run to the end of play.

    Args:
        record: The exercise.
        players: Policies by name.
        key: Which run.
    """
    bundle = BUNDLES[key.bundle]
    like_them = key.played is WhoseActs.LIKE_THEM
    typist = TEXTBOOK.name if bundle.asks else HOME.name
    policies = _policies(record, None if not like_them else typist, asks=bundle.asks)
    settings = replace(record.settings, policies=policies)
    left_out = left_out_of(record, is_by_person if like_them else begins_abroad) if like_them or not bundle.asks else ()
    goes_on = key.number <= AFTER_RUNS and bundle in GO_ON
    branch, found = horizons(
        lambda at_end: rerun(
            replace(record, settings=settings),
            players,
            chance=ChanceKey(key.number),
            otherwise=Otherwise(bundle.treatment, frozenset(left_out), to_horizon=goes_on),
            at_end=at_end,
        ),
        to_horizon=goes_on,
    )
    flowed = through(record.frozen.scenario, branch) if goes_on else {}
    return ReplayRun(key, found.play, branch.applied, len(branch.skipped), branch.left_out, found.after, flowed)


def left_out_of(record: Record, which: Callable[[Command], bool]) -> frozenset[str]:
    """Ids of the commands of a journal that are left out."""
    return frozenset(entry.command.id for entry in record.entries if which(entry.command))


def is_by_person(command: Command) -> bool:
    """Whether somebody at a seat gave a command, and not control."""
    return bool(command.member) and command.member != "control"


def begins_abroad(command: Command) -> bool:
    """Whether a command begins a request, a procedure or a notice in another country."""
    match command:
        case OpenDraft() | RequestNotice():
            return True
        case BeginProcedure(by=by, requested=requested):
            return by is None or requested != by.country
        case _:
            return False


_BEGIN_ABROAD = frozenset(each.name for each in POLICIES if not ABROAD.isdisjoint(each.acting))


def _policies(record: Record, typist: str | None, *, asks: bool) -> tuple[tuple[str, str], ...]:
    """The policies of empty seats; where nothing is asked, none begins anything abroad."""
    found = dict(record.settings.policies)
    if typist is not None:
        found |= {country.code: typist for country in record.frozen.scenario.played}
    if not asks:
        found = {country: HOME.name if name in _BEGIN_ABROAD else name for country, name in found.items()}
    return tuple(found.items())


@dataclass(frozen=True, slots=True)
class Share:
    """What one component has to do with a difference.

    Attributes:
        component: Whose waits.
        first: It alone is shortened, against as played.
        last: All are shortened, against all but it; None where that was not played.
        share: The mean of both, run by run; None likewise.
    """

    component: str
    first: Strength
    last: Strength | None
    share: Strength | None


@dataclass(frozen=True, slots=True)
class CostAfter:
    """What delay had to do with one figure after the epilogue.

    Attributes:
        as_played: Its values in the runs as they were.
        nothing_asked: Nothing asked abroad in play, against as played.
        all: All waits shortened, against as played.
    """

    as_played: Strength
    nothing_asked: Strength
    all: Strength


@dataclass(frozen=True, slots=True)
class Cost:
    """What delay had to do with one figure, at the end of play.

    Attributes:
        figure: Which.
        played: Whose acts its runs hold.
        as_played: Its values in the runs as they were.
        nothing_asked: Nothing asked abroad, against as played.
        all: All waits shortened, against as played.
        shares: By component.
        together: What the shares leave of the whole, run by run; None where shares were not played.
        is_divisible: Whether shares may be told: what they leave is at most a third of the whole.
        other_stories: Runs left out because under some bundle too many acts no longer applied.
        pairs: All runs, these among them.
        skipped: Acts that no longer applied in each run with all waits shortened.
        acts: Acts of people that could apply.
        after: The same after the epilogue, over the runs that were played on; None without any.
    """

    figure: Compared
    played: WhoseActs
    as_played: Strength
    nothing_asked: Strength
    all: Strength
    shares: tuple[Share, ...]
    together: Strength | None
    is_divisible: bool
    other_stories: int
    pairs: int
    skipped: tuple[int, ...]
    acts: int
    after: CostAfter | None = None

    @property
    def left(self) -> float:
        """What the medians of the shares leave of the median of the whole: medians add up only with it."""
        return round(self.all.median - sum(each.share.median for each in self.shares if each.share is not None), 4)


def costs(record: Record, rows: Iterable[ReplayRun]) -> tuple[Cost, ...]:
    """What delay had to do with each figure of the case, over the runs that are there for every bundle.

    A figure without a run to compare has none.

    Args:
        record: The exercise.
        rows: Runs, in any order; number 0 is left out.
    """
    scenario = record.frozen.scenario
    table = {each.key: each for each in rows if each.key.number}
    found = []
    for figure in figures_of_case(scenario):
        people = figure.subject is Subject.PEOPLE and moves_people(scenario)
        played = WhoseActs.LIKE_THEM if people else WhoseActs.SAME_ACTS
        if whole := _whole(table, played):
            found.append(_cost(figure, played, whole))
    return tuple(each for each in found if each is not None)


def _whole(table: Mapping[RunKey, ReplayRun], played: WhoseActs) -> list[dict[str, ReplayRun]]:
    """The runs that are there for every bundle of a question, by bundle."""
    found = []
    for number in sorted({key.number for key in table}):
        keys = [RunKey(number, played, each.key) for each in _QUESTIONS[played]]
        if all(key in table for key in keys):
            found.append({key.bundle: table[key] for key in keys})
    return found


def _kept(runs: Iterable[Mapping[str, ReplayRun]]) -> list[Mapping[str, ReplayRun]]:
    """Those in which no bundle is another story.

    Where nothing is asked, an answer of people has no question any more: that is what asking nothing means.
    """
    asking = [key for key, bundle in BUNDLES.items() if bundle.asks]
    return [each for each in runs if not any(each[key].is_another_story for key in asking if key in each)]


def without_any(rows: Iterable[ReplayRun]) -> int:
    """How many runs are there for every bundle where none of them can be compared; 0 where one can."""
    whole = _whole({each.key: each for each in rows if each.key.number}, WhoseActs.SAME_ACTS)
    return 0 if _kept(whole) else len(whole)


@dataclass(frozen=True, slots=True)
class _Compared:
    """The runs of one figure in which no bundle is another story."""

    figure: Compared
    runs: Sequence[Mapping[str, ReplayRun]]

    def of(self, bundle: Bundle) -> list[float]:
        return [runs[bundle.key].figures[self.figure.key] for runs in self.runs]

    def between(self, changed: Bundle, base: Bundle) -> list[float]:
        return [one - other for one, other in zip(self.of(changed), self.of(base), strict=True)]

    def told(self, differences: Sequence[float]) -> Strength:
        return strength([round(each, 4) for each in differences], least_worth_naming(self.figure, self.of(AS_PLAYED)))

    def share(self, component: str) -> list[float]:
        """The mean of its effect first in and last in, run by run."""
        first, last = self.between(ONLY[component], AS_PLAYED), self.between(ALL, ALL_BUT[component])
        return [(one + other) / 2 for one, other in zip(first, last, strict=True)]


def _cost(figure: Compared, played: WhoseActs, all_runs: Sequence[Mapping[str, ReplayRun]]) -> Cost | None:
    if figure.key not in all_runs[0][AS_PLAYED.key].figures:
        return None
    runs = _Compared(figure, _kept(all_runs))
    if not runs.runs:
        return None
    has_shares = played is WhoseActs.SAME_ACTS
    shares = {each: runs.share(each) for each in COMPONENTS} if has_shares else {}
    whole = runs.between(ALL, AS_PLAYED)
    left = [total - sum(each[n] for each in shares.values()) for n, total in enumerate(whole)]
    told = runs.told(whole)
    rest = told.median - sum(runs.told(each).median for each in shares.values())
    return Cost(
        figure=figure,
        played=played,
        as_played=strength(runs.of(AS_PLAYED), 0),
        nothing_asked=runs.told(runs.between(NOTHING_ASKED, AS_PLAYED)),
        all=told,
        shares=tuple(
            Share(
                each,
                runs.told(runs.between(ONLY[each], AS_PLAYED)),
                runs.told(runs.between(ALL, ALL_BUT[each])) if has_shares else None,
                runs.told(shares[each]) if has_shares else None,
            )
            for each in COMPONENTS
        ),
        together=runs.told(left) if has_shares else None,
        is_divisible=bool(shares) and abs(rest) * 3 <= abs(told.median),
        other_stories=len(all_runs) - len(runs.runs),
        pairs=len(all_runs),
        skipped=tuple(each[ALL.key].skipped for each in all_runs),
        acts=max(each[AS_PLAYED.key].applied + each[AS_PLAYED.key].skipped for each in all_runs),
        after=_after(runs),
    )


def _after(runs: _Compared) -> CostAfter | None:
    """The same runs after the epilogue, those that were played on."""
    on = [found for each in runs.runs if (found := _played_on(each)) is not None]
    if not on:
        return None
    later = replace(runs, runs=on)
    return CostAfter(
        as_played=strength(later.of(AS_PLAYED), 0),
        nothing_asked=later.told(later.between(NOTHING_ASKED, AS_PLAYED)),
        all=later.told(later.between(ALL, AS_PLAYED)),
    )


def _played_on(run_of: Mapping[str, ReplayRun]) -> dict[str, ReplayRun] | None:
    """The bundles of a run that go on, with their figures after the epilogue."""
    found = {}
    for bundle in GO_ON:
        each = run_of[bundle.key]
        if each.after is None:
            return None
        found[bundle.key] = replace(each, figures=each.after)
    return found


def flows_apart(record: Record, rows: Iterable[ReplayRun], bundle: Bundle) -> tuple[Apart, ...]:
    """How far apart the flows of runs are, by day, from the same runs as played: the runs that `costs` compares.

    Args:
        record: The exercise.
        rows: Runs, in any order; number 0 is left out.
        bundle: What is otherwise: one of those that go on to the horizon.
    """
    table = {each.key: each for each in rows if each.key.number}
    kept = _kept(_whole(table, WhoseActs.SAME_ACTS))
    pairs = [(run_of[bundle.key].through, run_of[AS_PLAYED.key].through) for run_of in kept]
    found = (apart(figure, pairs) for figure in flowing(record.frozen.scenario))
    return tuple(each for each in found if each is not None)
