"""A par takes hours: a killed one leaves no process, what it has played is kept, and the file comes out the same."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulation.review.authoring.par import made_from
from simulation.review.cooperation import longest
from tests.needs.planted import planted, replaced
from tests.webapp.server.test_stopping import alive, children
from tests.webapp.serving import ROGATORY, wait_until
from webapp.cli.arguments import scenario_named
from webapp.cli.commands import par
from webapp.cli.kept_runs import KeptRuns, kept_beside
from webapp.visit.config import OWN_SCENARIOS

SEEDS = ("--seeds", "1:3")
OF_OTHER_RULES = b'{"rules": 1}\n["textbook", {"seed": 1, "figures": {}, "needs": {}}]\n'


def world(tmp_path: Path) -> Path:
    directory = planted(tmp_path)
    replaced(directory, "scenario.toml", "horizon_days = 900", "horizon_days = 121")
    return directory


@pytest.mark.acceptance("plays a par in processes, and kills them")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to find worker processes in")
def test_a_killed_computation_goes_on_and_gives_the_same_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = world(tmp_path)
    whole, stopped = tmp_path / "whole.json", tmp_path / "stopped.json"
    kept = kept_beside(stopped)
    kept_beside(whole).write_bytes(OF_OTHER_RULES)
    assert par.run([str(directory), *SEEDS, "--out", str(whole)]) == 0
    assert "already been played" not in capsys.readouterr().err
    command = [*ROGATORY, "par", str(directory), *SEEDS, "--workers", "2", "--out", str(stopped)]
    with subprocess.Popen([sys.executable, *command], start_new_session=True) as process:
        while process.poll() is None and not (kept.is_file() and kept.read_text().count("\n") > 3):
            time.sleep(0.02)
        workers = children(process.pid)
        process.kill()
    assert workers
    wait_until(lambda: not any(map(alive, workers)))
    assert not stopped.exists()
    found = len(kept.read_text().splitlines()) - 1
    with kept.open("a") as file:
        file.write('["textbook", {"seed": 2, "figu')
    capsys.readouterr()
    assert par.run([str(directory), *SEEDS, "--out", str(stopped)]) == 0
    assert f"{found} runs have already been played" in capsys.readouterr().err
    assert stopped.read_bytes() == whole.read_bytes()
    assert not kept.exists()


@pytest.mark.parametrize("left", [OF_OTHER_RULES, b"\xff\xfe no text", b""])
def test_runs_of_another_scenario_are_not_used(left: bytes, tmp_path: Path) -> None:
    scenario = scenario_named(str(world(tmp_path)))
    kept_beside(tmp_path / "par.json").write_bytes(left)
    assert not KeptRuns(tmp_path / "par.json", made_from(scenario, longest(scenario), range(1, 3))).found


def test_a_place_that_cannot_be_written_is_told_before_anything_is_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert par.run([str(world(tmp_path)), "--seeds", "1:100", "--out", str(tmp_path / "nowhere" / "par.json")]) == 2
    assert "cannot write" in capsys.readouterr().err


@pytest.mark.acceptance("plays a par")
def test_the_par_of_an_installed_scenario_is_written_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROGATORY_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "data" / OWN_SCENARIOS / "own-world"
    shutil.copytree(world(tmp_path), own)
    assert par.run(["own-world", *SEEDS]) == 0
    assert (own / "par.json").is_file()
