"""The eight typologies: who pays whom, and that nothing is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.network.world.typologies import HOME, Draft, Typology, draft, leaning, split

NUMBERS = [0.1, 0.85, 0.4, 0.66, 0.97, 0.2]


def payers(made: Draft, layer: int) -> dict[int, set[int]]:
    """For each slot of a layer's end, the slots that pay it."""
    found: dict[int, set[int]] = {}
    for before, after, _ in made.layers[layer]:
        found.setdefault(after, set()).add(before)
    return found


@pytest.mark.parametrize("typology", list(Typology))
@given(
    width=st.integers(2, 6), depth=st.integers(1, 5), amount=st.integers(0, 10**9), numbers=st.lists(
        st.floats(0, 1, exclude_max=True), min_size=1, max_size=30
    )
)  # fmt: skip
def test_every_unit_that_goes_in_comes_out(
    typology: Typology, width: int, depth: int, amount: int, numbers: list[float]
) -> None:
    made = draft(typology, width, depth, numbers)
    lying = {slot: amount + slot for slot in range(made.entries)}
    whole = sum(lying.values())
    for layer in made.layers:
        reached: dict[int, int] = {}
        for slot, held in lying.items():
            for after, part in split(held, layer, 0 if slot == HOME else slot):
                assert part >= 0
                reached[after] = reached.get(after, 0) + part
        lying = reached
    assert sum(lying.values()) == whole


def test_fan_in_is_many_to_one_and_fan_out_one_to_many() -> None:
    assert payers(draft(Typology.FAN_IN, 4, 1, NUMBERS), 0) == {0: {0, 1, 2, 3}}
    out = draft(Typology.FAN_OUT, 4, 1, NUMBERS)
    assert out.entries == 1
    assert payers(out, 0) == {slot: {0} for slot in range(4)}


def test_a_cycle_comes_back_to_where_it_began() -> None:
    made = draft(Typology.CYCLE, 3, 4, NUMBERS)
    assert [layer[0][1] for layer in made.layers] == [0, 0, 0, 0, HOME]


def test_in_bipartite_and_stack_everybody_pays_everybody_of_the_next_layer() -> None:
    assert len(draft(Typology.BIPARTITE, 3, 4, NUMBERS).layers) == 1
    stack = draft(Typology.STACK, 3, 4, NUMBERS)
    assert len(stack.layers) == 4
    for layer in range(4):
        assert payers(stack, layer) == {slot: {0, 1, 2} for slot in range(3)}


def test_scatter_gather_and_gather_scatter_are_each_others_reverse() -> None:
    scatter = draft(Typology.SCATTER_GATHER, 3, 1, NUMBERS)
    gather = draft(Typology.GATHER_SCATTER, 3, 1, NUMBERS)
    assert (scatter.entries, gather.entries) == (1, 3)
    assert scatter.layers == tuple(reversed(gather.layers))


def test_random_depends_on_the_numbers_and_leaves_no_slot_hanging() -> None:
    one, other = draft(Typology.RANDOM, 4, 3, NUMBERS), draft(Typology.RANDOM, 4, 3, [0.5, 0.01])
    assert one != other
    for made in (one, other):
        lying = {0}
        for layer in made.layers:
            assert {before for before, _, _ in layer} == lying
            lying = {after for _, after, _ in layer}


def test_closed_organisations_go_long_ways_and_haste_makes_short_ones() -> None:
    def best(security: float, urgency: float) -> Typology:
        return max(Typology, key=lambda typology: leaning(typology, security, urgency, 0.5))

    assert best(0.9, 0.0) is Typology.STACK
    assert best(0.1, 1.0) is Typology.FAN_OUT
    assert len(draft(best(0.9, 0.0), 3, 3, NUMBERS).layers) > len(draft(best(0.1, 1.0), 3, 3, NUMBERS).layers)
