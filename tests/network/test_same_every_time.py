"""The same scenario and seed give the same world: in any pieces of time, any process, any order of creation."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.network import metrics, questions
from simulation.network.criminal_network import fire
from simulation.network.world.world import World
from tests.builders.scenarios import small_frozen, with_crime
from tests.network.world_driver import Drive, state_of

ROOT = Path(__file__).resolve().parents[2]
FROZEN = small_frozen()
WHOLE = Drive(FROZEN).to(200)


def test_two_runs_are_the_same() -> None:
    again = Drive(FROZEN).to(200)
    assert again.happened == WHOLE.happened
    assert state_of(again.network) == state_of(WHOLE.network)


def test_another_seed_is_another_world() -> None:
    assert Drive(FROZEN, seed=2).to(200).happened != WHOLE.happened


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(-119.0, 199.0), max_size=12))
def test_any_pieces_of_time_give_the_same(stops: list[float]) -> None:
    drive = Drive(FROZEN)
    for stop in sorted(stops):
        drive.to(stop)
    assert drive.to(200).happened == WHOLE.happened


def test_asking_changes_nothing() -> None:
    drive = Drive(FROZEN)
    for day in range(-100, 200, 20):
        drive.to(day)
        metrics.measure(drive.network, drive.now)
        metrics.ledger(drive.network)
        for account in sorted(drive.network.money.accounts)[::9]:
            questions.bank_records(drive.network, account, 0, drive.now, drive.now)
    assert drive.to(200).happened == WHOLE.happened


def test_because_records_change_nothing() -> None:
    drive = Drive(FROZEN, explain=True).to(200)
    assert drive.happened == WHOLE.happened
    assert {reason.rule for reason in drive.network.reasons.kept} >= {"R2", "R5", "R8", "R9", "check"}
    assert not WHOLE.network.reasons.kept


def test_the_order_of_creation_does_not_matter() -> None:
    crime = FROZEN.scenario.crime
    organisations = tuple(
        each.model_copy(update={"groups": tuple(reversed(each.groups))}) for each in reversed(crime.organisations)
    )
    turned = crime.model_copy(
        update={
            "organisations": organisations,
            "cast": tuple(reversed(crime.cast)),
            "companies": tuple(reversed(crime.companies)),
            "accounts": tuple(reversed(crime.accounts)),
            "places": tuple(reversed(crime.places)),
            "corridors": tuple(reversed(crime.corridors)),
        }
    )
    other = Drive(with_crime(FROZEN, turned)).to(200)
    assert other.happened == WHOLE.happened
    assert state_of(other.network) == state_of(WHOLE.network)
    people = {key: entity.label for key, entity in other.network.entities.items()}
    assert people == {key: entity.label for key, entity in WHOLE.network.entities.items()}


def test_mesa_numbers_are_no_part_of_anything() -> None:
    network = Drive(FROZEN).network
    for agent in network.agents:
        agent.unique_id = None
    drive = Drive(FROZEN)
    drive.network = network
    while (entry := network.agenda.pop_due(200 * 86_400)) is not None:
        fire(network, entry)
    assert list(network.happenings.drain()) == WHOLE.happened


def carry_on(network: World, until: int) -> str:
    """Run a network to a moment; its happenings and totals as text."""
    while (entry := network.agenda.pop_due(until)) is not None:
        fire(network, entry)
    return repr((network.happenings.drain(), metrics.ledger(network), network.activity.firings))


def test_a_stored_network_goes_on_the_same_in_another_process(tmp_path: Path) -> None:
    drive = Drive(FROZEN).to(40)
    stored = tmp_path / "network"
    stored.write_bytes(pickle.dumps(drive.network))
    here = carry_on(drive.network, 200 * 86_400)
    program = (
        "import pickle, sys; from pathlib import Path; from tests.network.test_same_every_time import carry_on; "
        "network = pickle.loads(Path(sys.argv[1]).read_bytes()); "
        "sys.stdout.write(carry_on(network, 200 * 86_400))"
    )
    for hash_seed in ("1", "77"):
        there = subprocess.run(
            [sys.executable, "-c", program, str(stored)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert there.stdout == here
