"""Stories of messages: who wrote to which office, in their own words."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.exercise.clock.warm_up import PREFIX
from simulation.exercise.core.command import CONTROL, Seat
from simulation.exercise.messages.state import Message
from simulation.exercise.views.story import Label, Story, StoryKind
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Phrase

LONGEST_TEXT = 240
"""Letters of a message that the news quote; the rest stands on its page (assumption)."""


def messages(view: TeamView, since: int) -> Iterator[Story]:
    """What was written to the team since a second, the last words of each writer to each office.

    What colleagues write to each other stands on the page of messages alone: they sit at one table. The questions of
    the warm-up stand in its list of steps.
    """
    groups: dict[tuple[Seat | None, str, Seat], list[Message]] = {}
    for each in view.messages:
        if each.at < since or each.to is None or each.is_receipt or each.key.startswith(PREFIX):
            continue
        if _is_from_others(each, view.country):
            groups.setdefault((each.sender, each.persona, each.to), []).append(each)
    return (_story(found) for found in groups.values())


def _is_from_others(message: Message, country: str) -> bool:
    return message.sender is None or message.sender.country != country


def _story(found: list[Message]) -> Story:
    last = found[-1]
    sender, to = last.sender, last.to
    which = "abroad" if sender is not None else "played" if last.persona not in {"", CONTROL} else "control"
    text = last.text if len(last.text) <= LONGEST_TEXT else f"{last.text[:LONGEST_TEXT].rstrip()}…"
    return Story(
        StoryKind.SAID,
        f"message.{which}",
        "message",
        last.at,
        "message",
        last.key,
        params=(
            ("office", sender.office.value if sender is not None else ""),
            ("country", sender.country if sender is not None else ""),
            ("persona", last.persona),
            ("count", len(found)),
        ),
        lines=((Label.SAID, Phrase("story.message.text", (("text", text),))),),
        offices=(to.office,) if to is not None else (),
        action="read",
        covers=tuple(each.key for each in found),
    )
