"""Reactions: noticed when something happened, said some days later, each once, to the team alone that caused it.

A reaction changes nothing in the world: what follows from an act follows from the rules of that act. What is drawn is
nothing; the days stand in the table.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.exercise.core.event import Event
from simulation.exercise.core.handler import ComeDue
from simulation.exercise.core.state import State
from simulation.exercise.injects.events import InjectAnswered
from simulation.exercise.reactions.events import ReactionCame
from simulation.exercise.reactions.scene import ReactionScene, scene_of
from simulation.exercise.reactions.signs import NOT_THE_TEAM, SHOWING, Sign, is_so_still, signs_of
from simulation.exercise.reactions.state import OUTCOME, Reaction, Reactions
from simulation.exercise.reactions.table import ReactionRow, by_sign
from simulation.exercise.reactions.wording import outcome_of, reaction_of
from simulation.kernel.agenda import DAY, Agenda, Entry

SAY = "exercise.reaction"
"""Rule of the agenda by which somebody reacts."""

OUTCOME_DAYS = 2
"""Days after which a team reads what came of its choice: within the shortest jump (assumption)."""

_SHOWING = (InjectAnswered, *SHOWING)
"""Events to which there can be a reaction."""


def notice(state: State, events: tuple[Event, ...]) -> None:
    """Plan the reactions to what just happened."""
    showing = [each for each in events if isinstance(each, _SHOWING) and each.by not in NOT_THE_TEAM]
    if not showing or state.clock.is_over or state.practice is not None:
        return
    scene, kept = scene_of(state), state.part(Reactions)
    for event in showing:
        for sign in _signs(scene, event):
            row = by_sign().get(sign.code)
            if sign.country in scene.played and (sign.code == OUTCOME or (row and kept.has_words(sign, row))):
                _plan(state.agenda, sign, row.days if row is not None else OUTCOME_DAYS)


def _signs(scene: ReactionScene, event: Event) -> tuple[Sign, ...]:
    if isinstance(event, InjectAnswered):
        chosen = Sign(OUTCOME, event.country, "inject", event.inject, scene.now, event.choice)
        return (chosen,) if event.choice else ()
    return tuple(signs_of(scene, event))


def _plan(agenda: Agenda, sign: Sign, days: int) -> None:
    key = f"reaction/{sign.code}/{sign.country}/{sign.about}"
    payload = (sign.code, sign.country, sign.about_kind, sign.about, sign.stamp, sign.item)
    agenda.schedule(sign.at + days * DAY, key, SAY, payload)


def _say(state: State, entry: Entry) -> None:
    """The day of a reaction has come: it is said, if what it was about is so still and it was not said before."""
    code, country, about_kind, about, stamp, item = (str(each) for each in entry.payload)
    sign = Sign(code, country, about_kind, about, state.now, stamp, item)
    said = None if state.clock.is_over else _said(scene_of(state), state.part(Reactions), sign)
    if said is None:
        return
    state.part(Reactions).add(said)
    state.emit(
        ReactionCame(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country,
            reaction=said.code,
            number=said.number,
            sender=said.sender,
            about_kind=about_kind,
            about=about,
            params=said.params,
        )
    )


def _said(scene: ReactionScene, kept: Reactions, sign: Sign) -> Reaction | None:
    if sign.code == OUTCOME:
        return outcome_of(scene, sign)
    row: ReactionRow = by_sign()[sign.code]
    if not kept.has_words(sign, row) or not is_so_still(scene, sign):
        return None
    return reaction_of(scene, sign, row, kept.times(sign.country, row.code))


COMES_DUE: Mapping[str, ComeDue] = {SAY: _say}
"""What comes due of it, by the rule of the agenda."""
