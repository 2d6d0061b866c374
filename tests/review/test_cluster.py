"""Runs on a cluster: the rows of this machine, also where a worker is lost, and one line where it cannot be used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from simulation.players.policies import players
from simulation.review.bundles import ALL, AS_PLAYED, RunKey, WhoseActs, play_again
from simulation.review.prices.choices import decisions
from simulation.review.prices.prices import CannotMoveError, Price, Pricer
from simulation.review.workers import Workers
from tests.review.cluster import free_port, once_lost, two_workers, workers_at
from tests.review.conftest import Planted
from webapp.cli import cluster, main
from webapp.cli.arguments import BadUseError
from webapp.cli.commands.ensemble import row_of
from webapp.cli.many_seeds import Where, spread
from webapp.cli.run_options import Plan, scenario_of

pytestmark = pytest.mark.acceptance("starts a cluster of two workers")


@pytest.fixture
def address() -> Iterator[str]:
    with two_workers() as found:
        yield found


@pytest.mark.parametrize(("count", "days"), [(8, 15), pytest.param(200, 120, marks=pytest.mark.pattern)])
def test_an_ensemble_loses_a_worker_and_no_row(address: str, tmp_path: Path, count: int, days: int) -> None:
    plan, seeds = Plan("blue-current", days, "textbook", ()), range(1, count + 1)
    played = partial(row_of, plan, scenario_of(plan))
    dying = partial(once_lost, played, count // 2, tmp_path / "mark")
    found = list(spread(dying, seeds, Where(scheduler=address), "seeds"))
    assert (tmp_path / "mark").exists()
    assert workers_at(address) == 1
    assert found == list(spread(played, seeds, Where(2), "seeds"))


def test_runs_and_prices_are_those_of_this_machine(address: str, late: Planted) -> None:
    record = late[0]
    keys = [RunKey(1, WhoseActs.SAME_ACTS, each) for each in (AS_PLAYED.key, ALL.key)]
    rows, prices = [], []
    for place in ("", address):
        with cluster.cluster_at(place) as used, Workers(record, players(), 0, used) as workers:
            rows.append([each.result() for each in [workers.submit(partial(play_again, key)) for key in keys]])
            assert workers.is_here is (place == "")
        with cluster.cluster_at(place) as used, Pricer(record, 0, cluster=used) as pricer:
            found: list[Price | tuple[object, ...]] = []
            for decision in decisions(record):
                try:
                    found.append(pricer.price(decision, runs=range(1, 3)))
                except CannotMoveError as error:
                    found.append(error.args)
            prices.append(found)
    assert rows[0] == rows[1]
    assert prices[0] == prices[1]


def test_the_command_writes_the_same_file(address: str, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("here.json", "there.json")]
    for file, more in zip(files, ((), ("--scheduler", address)), strict=True):
        words = ["ensemble", "blue-current", "--days", "10", "--seeds", "1:5", "--out", str(file), *more]
        assert main.run(words) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len(json.loads(files[0].read_text())) == 4


def test_a_worker_that_differs_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "RULES_VERSION", 0)
    with pytest.raises(BadUseError, match="have to be the same"), cluster.cluster_at(address):
        pass


def test_nobody_there_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    words = ["ensemble", "blue-current", "--days", "1", "--seeds", "1:2", "--scheduler"]
    for address in (f"tcp://127.0.0.1:{free_port()}", "moon"):
        assert main.run([*words, address]) == 2
        told_of = capsys.readouterr()
        assert "no scheduler answers" in told_of.err
        assert len(told_of.err.strip().splitlines()) == 1
        assert not told_of.out
