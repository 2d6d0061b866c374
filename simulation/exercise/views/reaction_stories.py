"""Stories of what others said of a team's acts, and of what came of its choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulation.exercise.reactions.outcomes import HELD
from simulation.exercise.reactions.state import OUTCOME, Reaction
from simulation.exercise.reactions.table import ABROAD, WHICH, by_code
from simulation.exercise.views.colleague_stories import REGISTRY
from simulation.exercise.views.letter_stories import waits_for_people
from simulation.exercise.views.story import Label, Story, StoryKind
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Phrase

SPOKEN = "reaction."
"""How the codes of words begin that a scenario may write itself."""

LYING = "lying"
"""Code of what is said of a matter that lies with the team."""

OUTCOME_TITLE = f"{SPOKEN}{OUTCOME}.title"
"""The words over what came of a choice."""


def reactions(view: TeamView, since: int) -> Iterator[Story]:
    """What others said since a second, about one thing in one story, and what came of choices."""
    groups: dict[tuple[str, str], list[Reaction]] = {}
    for each in view.reactions:
        if each.at >= since and not (each.code == OUTCOME and each.sender == REGISTRY) and _is_for_people(view, each):
            groups.setdefault((each.about_kind, each.about), []).append(each)
    for found in groups.values():
        yield outcome_story(found[0]) if found[0].code == OUTCOME else _story(found)


def reactions_to(view: TeamView, about: str) -> Iterator[Story]:
    """What others said about one thing, whenever they did, each for itself."""
    for each in view.reactions:
        if each.about == about and _is_for_people(view, each):
            yield outcome_story(each) if each.code == OUTCOME else _story([each])


def _is_for_people(view: TeamView, reaction: Reaction) -> bool:
    """Whether people can still do something about a matter that lies; what else was said is told in any case.

    It lies no more once it has moved on, and what an automatic colleague lets lie is no reproach to the people.
    """
    request = view.request(reaction.about) if reaction.code == LYING else None
    if request is None:
        return True
    return request.waits_for_us and request.since <= reaction.at and waits_for_people(view, request)


def outcome_story(reaction: Reaction) -> Story:
    """What came of a choice: the scenario's words where it has some, and what followed.

    Whom protection kept from harm, nothing happened to: the scenario's words, which say what would have, are not told.
    """
    choice = str(dict(reaction.params).get("choice", ""))
    is_held = any(each.code == HELD for each in reaction.followed)
    own = () if is_held else ((Label.SAID, Phrase(f"{reaction.about}.outcome.{choice}", ())),)
    return Story(
        StoryKind.CAME,
        OUTCOME_TITLE,
        "told",
        reaction.at,
        "inject",
        reaction.about,
        params=reaction.params,
        lines=(*own, *((Label.FOLLOWED, each) for each in reaction.followed)),
        offices=reaction.offices,
        action="look",
    )


def _story(found: Sequence[Reaction]) -> Story:
    """What several people said of one thing: the title of the first, the words of each."""
    first = found[0]
    kind = "entity" if first.about_kind == "person" else first.about_kind
    return Story(
        StoryKind.SAID,
        _words(first, "title"),
        "reaction",
        max(each.at for each in found),
        kind,
        first.about,
        params=first.params,
        lines=tuple(line for each in found for line in _lines(each)),
        offices=first.offices,
        action="look",
        is_loss=True,
    )


def _words(reaction: Reaction, part: str) -> str:
    ground = str(dict(reaction.params).get("ground", ""))
    code = by_code()[reaction.code].on_ground.get(ground, reaction.code)
    return f"{SPOKEN}{code}{WHICH[reaction.number]}.{part}"


def _lines(reaction: Reaction) -> tuple[tuple[Label, Phrase], ...]:
    speaks = (("speaker", reaction.sender), ("country", reaction.other))
    who = Phrase("story.reaction.from_country" if reaction.sender in ABROAD else "story.reaction.from", speaks)
    return (
        (Label.SAYS, who),
        (Label.SAID, Phrase(_words(reaction, "text"), reaction.params)),
        (Label.HELPS, Phrase(_words(reaction, "cure"), reaction.params)),
        (Label.RULE, Phrase("story.reaction.rule", (("source", reaction.source),))),
    )
