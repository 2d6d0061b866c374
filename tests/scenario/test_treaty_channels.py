"""The way that each pair has agreed is one that its treaties allow."""

from __future__ import annotations

import pytest

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.scenario.checks.all_checks import check
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


@pytest.mark.parametrize(("office", "is_told"), [(Office.AUTHORITY, True), (Office.PROSECUTOR, False)])
def test_an_asset_recovery_office_is_one_that_answers(office: Office, *, is_told: bool) -> None:
    """Directive 2024/1260 article 5: no central authority is one, and a question to it would lie at no desk."""
    scenario = load_scenario(directory_of("blue-current"))
    first, *others = scenario.countries
    changed = scenario.model_copy(update={"countries": (first.model_copy(update={"asset_office": office}), *others)})
    told = [problem.path for problem in check(changed, SHIPPED.allowed_names)]
    assert told == (["countries.toml: countries.0.asset_office"] if is_told else [])
