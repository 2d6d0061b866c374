"""The way that each pair has agreed is one that its treaties allow."""

from __future__ import annotations

import pytest

from simulation.exercise.registry import load_scenario
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.scenario.load import directory_of
from simulation.scenario.schema.country import Channel
from simulation.scenario.schema.play import Sought

CENTRAL_AUTHORITIES = {"ASEAN", "OAS", "BIL", "HARARE"}
"""Treaties whose requests go between central authorities (ASEAN art. 4, Nassau art. 3, UN Model Treaty art. 3)."""


@pytest.mark.parametrize("name", ["blue-current", "glass-harbour"])
def test_requests_go_on_a_way_that_the_treaty_of_the_pair_knows(name: str) -> None:
    """ASEAN article 4 has central authorities; direct contact needs ETS 182 article 4 or mutual recognition."""
    for pair in load_scenario(directory_of(name)).pairs:
        governs = regime_of(pair, kind_of(Sought.BANK_RECORDS)).instrument
        if governs in CENTRAL_AUTHORITIES:
            assert pair.channel is not Channel.DIPLOMATIC, (pair.a, pair.b)
        if pair.channel is Channel.DIRECT:
            assert {"ETS182", "EIO"} & set(pair.instruments), (pair.a, pair.b)
