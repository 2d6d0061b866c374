"""People who have nothing to do with the network and are hit all the same: by whom, and through which act."""

from __future__ import annotations

from simulation.exercise.events import UninvolvedAffected
from simulation.exercise.state import State


def record(state: State, country: str, entity: str, act: str) -> None:
    """Note that a country hurt somebody, if it was somebody uninvolved (design section 3).

    An account in the name of a member is not uninvolved, whether or not the network's money runs over it.

    Args:
        state: The exercise.
        country: Whose authorities did it.
        entity: The person, or the thing that belongs to him or her.
        act: Key of the measure, or of the request that was executed.
    """
    network = state.network
    holder = network.holder_of(entity)
    if network.organisation_of(entity) is None and (holder is None or network.organisation_of(holder) is None):
        state.emit(UninvolvedAffected(at=state.now, cause=state.cause, country=country, entity=entity, measure=act))
