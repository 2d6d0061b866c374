"""An order of mutual recognition and a request on a treaty, in the same case: what is asked, how long, how refused."""

from __future__ import annotations

from statistics import median

import pytest

from simulation.exercise.core.treatment import Treatment
from simulation.exercise.procedures.letter.workflow import Surroundings
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws
from simulation.law.assessment.dual_criminality import listed
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import first_choice, regime_of
from simulation.law.book.pace import OWN_PACE, pace_of
from simulation.law.time.queues import Queues
from simulation.law.time.stage_times import OfficeStage
from simulation.scenario.schema.country import Archetype, CountryPair
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import Scenario
from tests.assistance.builders import a_request
from tests.assistance.jurisdictions import a_country, a_pair
from tests.exercise.procedures.letter.test_workflow import TIMES, play
from webapp.cli.arguments import scenario_named

TREATIES = ("UNTOC", "ETS30", "ETS182", "CETS198", "BUD")
MEMBERS = (*TREATIES, "EIO", "EAW", "FRZ", "EPO")
RUNS = 60
NO_LOSS = Treatment(at_reference=frozenset({"channel"}))


def travelled(pair: CountryPair, sought: Sought, basis: str = "") -> list[float]:
    """Days from the first draft to the return, in so many runs, where people act at once."""
    found = []
    for seed in range(RUNS):
        asking, asked = a_country(archetype=Archetype.SPECIALISED), a_country("BRV", Archetype.SPECIALISED)
        draws = Draws(seed)
        desks = Queues((asking, asked), TIMES, draws)
        where = Surroundings(
            asking, asked, pair, TIMES, desks, draws, treatment=NO_LOSS, pace=pace_of(pair, kind_of(sought), basis)
        )
        done = play(a_request(sought), where)
        found.append((done.since - done.opened) / DAY)
    return found


def test_an_order_comes_home_sooner_than_a_request() -> None:
    by_order = median(travelled(a_pair(instruments=MEMBERS), Sought.BANK_RECORDS))
    by_request = median(travelled(a_pair(instruments=TREATIES), Sought.BANK_RECORDS))
    assert by_order < by_request * 0.75


@pytest.mark.parametrize("sought", [Sought.BANK_RECORDS, Sought.CONNECTION_RECORDS])
def test_no_stage_of_an_order_takes_longer_than_its_days(sought: Sought) -> None:
    pace = pace_of(
        a_pair(instruments=MEMBERS), kind_of(sought), "EPO" if sought is Sought.CONNECTION_RECORDS else "EIO"
    )
    assert pace.archetype is Archetype.MUTUAL_RECOGNITION
    limits = {"S6": 10, "S8": 10} if sought is Sought.CONNECTION_RECORDS else {"S5": 7, "S6": 60, "S8": 90}
    for stage, days in limits.items():
        assert pace.within(OfficeStage(stage), 1000 * DAY) == days * DAY
        assert pace.within(OfficeStage(stage), DAY) == DAY


def test_treaties_leave_offices_their_own_pace() -> None:
    assert pace_of(a_pair(instruments=TREATIES), kind_of(Sought.BANK_RECORDS)) is OWN_PACE
    assert pace_of(a_pair(instruments=()), kind_of(Sought.BANK_RECORDS)) is OWN_PACE
    assert (
        pace_of(a_pair(instruments=MEMBERS), kind_of(Sought.SERVICE)) is OWN_PACE
    )  # no investigative measure, so no order


@pytest.fixture(scope="module")
def glass() -> Scenario:
    return scenario_named("glass-harbour")


def test_a_pair_of_a_shipped_scenario_works_by_orders(glass: Scenario) -> None:
    pair, other = glass.pair("QSA", "CRR"), glass.pair("QSA", "LMR")
    governs = {
        Sought.BANK_RECORDS: "EIO",
        Sought.STATEMENT: "EIO",
        Sought.SURRENDER: "EAW",
        Sought.FREEZE: "FRZ",
        Sought.CONFISCATION: "FRZ",
        Sought.SERVICE: "ETS30",
    }
    assert {sought: regime_of(pair, kind_of(sought)).instrument for sought in governs} == governs
    assert first_choice(pair, kind_of(Sought.CONNECTION_RECORDS)) == "EPO"
    order, request = (regime_of(each, kind_of(Sought.BANK_RECORDS)) for each in (pair, other))
    assert order.recognises
    assert not request.recognises
    assert "EIO-11.1.f" in order.by_id
    assert order.by_tag["essential_interests"].nature == "not_a_ground"
    assert request.by_tag["essential_interests"].nature == "optional"


def test_what_one_law_alone_knows_is_on_the_list(glass: Scenario) -> None:
    """Smuggling is no offence in Corrimore; an order asks nobody for that, a request does."""
    quessa, corrimore = glass.country("QSA"), glass.country("CRR")
    smuggling = quessa.offence("smuggling")
    assert smuggling is not None
    assert corrimore.offence("smuggling") is None
    regime = regime_of(glass.pair("QSA", "CRR"), kind_of(Sought.BANK_RECORDS))
    assert [row.id for row in listed(regime, (smuggling,))] == ["unauthorised_entry"]
    assert listed(regime, (smuggling.model_copy(update={"max_years": 2}),)) == ()
    obstruction = quessa.offence("obstruction")
    assert obstruction is not None
    assert listed(regime, (obstruction,)) == ()
    assert listed(regime_of(glass.pair("QSA", "LMR"), kind_of(Sought.BANK_RECORDS)), (smuggling,)) == ()
