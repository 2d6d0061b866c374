"""Workshops at the keyboard, on which the programs about the review measure: each says first that it is a whole one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from simulation.exercise.core.settings import Settings
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.registry import load_scenario
from simulation.players.workshop import Workshop
from simulation.review.branches import Record
from simulation.review.prices.choices import SENDING
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze

HALF_A_DAY, ONE_DAY, TWO_DAYS = "half_day_14", "day_28", "two_day_28"
"""Presets of six, eight and fourteen moves."""

LEAST_SENDS = {HALF_A_DAY: 30, ONE_DAY: 60, TWO_DAYS: 120}
"""Requests and questions that leave the played countries at least, where nobody is late."""

LEAST_ANSWERS = 20
"""Answers to what was asked in play, at least."""

ACTS = frozenset({"submit", "approve", "ask", "direct_execution", "accept", "return_full", "answer"})
"""Acts on requests of which a workshop has at least one."""


@dataclass(frozen=True, slots=True)
class Played:
    """A workshop that was played.

    Attributes:
        record: It, as stored.
        sends: Requests and questions that people sent.
        answers: Of what people asked, so many got an answer in play.
        used: Acts of people that name a paper which such an answer brought.
        acts: Acts of people on requests, by action.
    """

    record: Record
    sends: int
    answers: int
    used: int
    acts: Counter[str]


def played(
    preset: str, *, late: bool = False, scenario: str = "blue-current", seed: int = 7, policy: str = "textbook"
) -> Played:
    """A scenario with a policy typing for everybody, played to the end of a preset's last move.

    Args:
        preset: Its key.
        late: Whether a third of the acts is a move late.
        scenario: Its name.
        seed: Seed of every draw.
        policy: Who types.
    """
    frozen = freeze(load_scenario(directory_of(scenario)), seed)
    jumps = next(each.jumps for each in frozen.scenario.play.presets if each.key == preset)
    workshop = Workshop(frozen, Settings(preset=preset, seed=seed), tuple(jumps), policy=policy, late=late)
    commands = [entry.command for entry in workshop.entries]
    on_requests = [command for command in commands if isinstance(command, ActOnRequest)]
    opened = {
        f"{command.by.country}/{command.id}" for command in commands if isinstance(command, OpenDraft) and command.by
    }
    requests = workshop.exercise.state.part(Letters).requests
    returned = {key: frozenset(requests[key].returned) for key in sorted(opened) if requests[key].returned}
    brought = frozenset[str]().union(*returned.values())
    return Played(
        Record(frozen, workshop.settings, tuple(workshop.entries), workshop.events),
        sends=sum(command.action in SENDING for command in on_requests),
        answers=len(returned),
        used=sum(not brought.isdisjoint(command.rests_on) for command in commands),
        acts=Counter(command.action.value for command in on_requests),
    )


def workshop_record(preset: str, *, late: bool = False) -> Record:
    """A workshop of blue-current, as stored.

    Raises:
        SystemExit: It is no whole one: what lacks, in a line.
    """
    found = played(preset, late=late)
    require_whole(found, preset, late=late)
    return found.record


BAR_SENDS = 140
"""Requests and questions that people sent in the workshop on which the bars of the review are measured, at least."""


def barred() -> Played:
    """The workshop on which the bars of the review are measured: two days of blue-current, a third of the acts late.

    Raises:
        SystemExit: Fewer were sent than the bars ask for.
    """
    found = played(TWO_DAYS, late=True)
    require_whole(found, TWO_DAYS, late=True)
    if found.sends < BAR_SENDS:
        raise SystemExit(f"{found.sends} requests sent: the bars are measured on {BAR_SENDS} at least")
    return found


def bar(seconds: float, most: float) -> dict[str, object]:
    """A figure beside its bar, in seconds."""
    return {"seconds": round(seconds, 2), "bar": most, "holds": seconds <= most}


def require_whole(found: Played, preset: str, *, late: bool) -> None:
    """Stop the program where hardly anything is sent, answered or done in a workshop; half as much where it is late.

    Raises:
        SystemExit: What lacks, in a line.
    """
    share = 2 if late else 1
    lacking = sorted(ACTS - set(found.acts))
    if found.sends * share < LEAST_SENDS[preset] or found.answers * share < LEAST_ANSWERS or lacking:
        told = f"{found.sends} sent, {found.answers} answered, without {', '.join(lacking) or 'nothing'}"
        raise SystemExit(f"{preset}: this is no workshop to measure on: {told}")
