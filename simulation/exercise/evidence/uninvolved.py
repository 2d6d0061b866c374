"""People who have nothing to do with the network and are hit all the same: by whom, and through which act."""

from __future__ import annotations

from simulation.exercise.core.state import State
from simulation.exercise.evidence.events import UninvolvedAffected
from simulation.network import questions
from simulation.network.world.world import World


def record(state: State, country: str, entity: str, act: str) -> None:
    """Note that a country hurt somebody, if it was somebody uninvolved (design.md 3).

    An account in the name of a member, or one that really is a member's own, is not uninvolved, whether or not the
    network's money runs over it. Who acts against somebody acts against all whom the board says are the same: the
    officers ask for whoever bears one of the names.

    Args:
        state: The exercise.
        country: Whose authorities did it.
        entity: The person, or the thing that belongs to him or her.
        act: Key of the measure, or of the request that was executed.
    """
    for hit in (entity, *state.countries[country].file.board.merged_with(entity)):
        if is_one(state.network, hit):
            state.emit(
                UninvolvedAffected(
                    at=state.now, cause=state.cause, by=state.by, country=country, entity=hit, measure=act
                )
            )


def is_one(network: World, entity: str) -> bool:
    """Whether neither the entity nor who holds or really owns it has anything to do with the network."""
    concerned = (entity, network.money.holder_of(entity), network.money.owner_of(entity))
    return all(each is None or questions.organisation_of(network, each) is None for each in concerned)
