"""People who have nothing to do with the network and are hit all the same: by whom, and through which act."""

from __future__ import annotations

from simulation.exercise.events import UninvolvedAffected
from simulation.exercise.state import State


def record(state: State, country: str, entity: str, act: str) -> None:
    """Note that a country hurt somebody, if it was somebody uninvolved (design section 3).

    Args:
        state: The exercise.
        country: Whose authorities did it.
        entity: The person, or the thing that belongs to him or her.
        act: Key of the measure, or of the request that was executed.
    """
    if state.network.organisation_of(entity) is None:
        state.emit(UninvolvedAffected(at=state.now, cause=state.cause, country=country, entity=entity, measure=act))
