"""The news as a story: what came, what was lost, what was decided and what waits, made from a team's view alone.

What a story does not tell is routine, folded by what it is about. Nothing that needs a reader is folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulation.exercise.core.digest import DigestLine
from simulation.exercise.injects.views import InjectView
from simulation.exercise.seats.duty_officer import STOOD_IN
from simulation.exercise.views import (
    case_stories,
    colleague_stories,
    letter_stories,
    message_stories,
    people_stories,
    procedure_stories,
    reaction_stories,
)
from simulation.exercise.views.story import Label, Story, StoryKind, Teller
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office, Phrase


@dataclass(frozen=True, slots=True)
class Routine:
    """Lines about one thing that need nobody: the last of them says where it stands."""

    about_kind: str
    about: str
    lines: tuple[DigestLine, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What happened since a second.

    Attributes:
        since: From when.
        stories: What has to be read, the most important first.
        routine: The rest, by what it is about, the latest first.
    """

    since: int
    stories: tuple[Story, ...]
    routine: tuple[Routine, ...]

    @property
    def steps(self) -> int:
        """How many lines are folded."""
        return sum(len(each.lines) for each in self.routine)


def _told(view: TeamView, since: int) -> Iterator[Story]:
    """Events that reached the team; of those that say the same once, and without what the registry sends."""
    seen: set[str] = set()
    for inject in reversed(view.injects):
        if inject.at < since or inject.sender == colleague_stories.REGISTRY or inject.title in seen:
            continue
        seen.add(inject.title)
        yield _inject(inject, view.clock.day)


def _inject(inject: InjectView, day: int) -> Story:
    waits, due_day = inject.answer_due_day is not None and not inject.answered, inject.answer_due_day or 0
    code = "story.told.late" if due_day < day else "story.told.next"
    due = ((Label.NEXT, Phrase(code, (("due_day", due_day),))),) if waits else ()
    return Story(
        StoryKind.YOURS if waits else StoryKind.CAME,
        "told",
        "told",
        inject.at,
        "inject",
        inject.key,
        params=(("inject", inject.key), ("sender", inject.sender)),
        lines=due,
        offices=inject.offices,
        action="answer" if waits else "read",
        covers=(inject.document,) if inject.document else (),
    )


TELLERS: tuple[Teller, ...] = (
    people_stories.people,
    case_stories.money,
    case_stories.departures,
    case_stories.measures,
    case_stories.charges,
    letter_stories.requests,
    letter_stories.needed,
    letter_stories.silences,
    colleague_stories.stand_ins,
    colleague_stories.ended_at_home,
    procedure_stories.procedures,
    reaction_stories.reactions,
    message_stories.messages,
    _told,
    case_stories.papers,
)
"""Who tells of what; what an earlier one covers a later one does not tell again."""


_THEIRS = frozenset({Label.NEXT, Label.KEPT, Label.HELPS})
"""Lines that say what the reader can do, or could have done."""


def news(view: TeamView, since: int, offices: Sequence[Office] = ()) -> News:
    """What happened to a team since a second.

    Args:
        view: What the team may see.
        since: From when.
        offices: For whom; none for anybody of the team. What the offices bring at which nobody sits is told to all.
    """
    hearing = hearing_for(view, offices)
    found: list[Story] = []
    covered: set[str] = set()
    for teller in TELLERS:
        for each in teller(view, since):
            story = _as_others(each) if offices and _is_others(each, offices) else each
            if story is None or (story.about_kind == "inject" and story.about in covered):
                continue
            found.append(story)
            covered.update((story.about, *story.covers))
    covered_here = frozenset(covered)
    mine = [story for story in found if _concerns(story.offices, hearing)]
    ranked = sorted(mine, key=lambda each: (-each.importance, -_size(each), each.at, each.about))
    return News(since, tuple(ranked), _routine(view, since, hearing, covered_here))


def _is_others(story: Story, offices: Sequence[Office]) -> bool:
    return bool(story.offices) and set(story.offices).isdisjoint(offices)


def _as_others(story: Story) -> Story | None:
    """What is told of other offices: events that reach them, and not which step of a matter they take next."""
    is_step = story.kind is StoryKind.YOURS
    if is_step and story.about_kind != "inject":
        return None
    kind = StoryKind.CAME if is_step else story.kind
    return replace(story, kind=kind, lines=tuple(line for line in story.lines if line[0] not in _THEIRS))


def hearing_for(view: TeamView, offices: Sequence[Office]) -> tuple[Office, ...]:
    """Whose news some offices are told: their own and those of the offices at which nobody sits; none for all.

    Args:
        view: What the team may see.
        offices: The offices of the reader; none for anybody of the team.
    """
    return (*offices, *(each.seat.office for each in view.seats if each.automatic)) if offices else ()


def _size(story: Story) -> int:
    return story.figure.number if story.figure is not None else 0


def _concerns(told: Sequence[Office], offices: Sequence[Office]) -> bool:
    return not told or not offices or any(office in told for office in offices)


def _routine(view: TeamView, since: int, offices: Sequence[Office], covered: frozenset[str]) -> tuple[Routine, ...]:
    lines: dict[tuple[str, str], list[DigestLine]] = {}
    for line in view.digest:
        if (
            line.at >= since
            and line.about not in covered
            and line.what.code != STOOD_IN
            and _concerns(line.offices, offices)
        ):
            lines.setdefault((line.about_kind, line.about), []).append(line)
    found = [Routine(kind, about, tuple(each)) for (kind, about), each in lines.items()]
    return tuple(sorted(found, key=lambda each: (-each.lines[-1].at, each.about)))


def told_of(view: TeamView, about: str) -> tuple[Story, ...]:
    """What the file tells of one thing, whenever it happened: for the page of the thing itself.

    Args:
        view: What the team may see.
        about: Key of a request, a measure, an account or a person.
    """
    return tuple(_told_of(view, about))


def _told_of(view: TeamView, about: str) -> Iterator[Story]:
    request = view.request(about)
    if request is not None:
        story = letter_stories.request_story(view, request)
        if story is not None:
            yield story
        for teller in (letter_stories.needed, letter_stories.silences):
            yield from (each for each in teller(view, 0) if each.about == about)
    for measure in view.measures:
        story = case_stories.measure_story(measure) if measure.key == about else None
        if story is not None:
            yield story
    yield from reaction_stories.reactions_to(view, about)
    yield from (case_stories.asset_story(view, each) for each in view.assets if about in {each.account, each.source})
    if any(person == about for person, _known, _until in view.at_risk):
        yield from (each for each in people_stories.people(view, 0, apart=True) if each.about == about)
