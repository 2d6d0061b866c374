"""Runs that are spread over seeds in this process leave its collector as they found it."""

import gc

import pytest

from webapp.cli.many_seeds import Where, spread

A_FEW = 1_000
"""So many of the frozen things may go by themselves meanwhile, as nobody holds them any more; a thaw leaves none."""


def is_searching(seed: int) -> tuple[int, bool]:
    return seed, gc.isenabled()


@pytest.mark.parametrize("was_on", [True, False])
def test_no_search_during_a_run_and_the_collector_as_before(*, was_on: bool) -> None:
    gc.freeze()  # another test may have thawed all of it
    before, frozen = gc.isenabled(), gc.get_freeze_count()
    assert frozen > A_FEW
    (gc.enable if was_on else gc.disable)()
    try:
        assert list(spread(is_searching, range(2), Where(), "seeds")) == [(0, False), (1, False)]
        assert gc.isenabled() == was_on
        assert gc.get_freeze_count() > frozen - A_FEW
    finally:
        (gc.enable if before else gc.disable)()
