"""Morris screening of the network's numbers: `python3 run.py bench sensitivity [--scenario NAME] [--trajectories R]`.

Every number of the rules (`crime.parameters`, `crime.laundering`, `crime.people`) moves from half to one and a half
times what the scenario says; a row of quantiles moves as one, and a number that the schema would refuse stays where it
is. The same seeds serve every design, so that chance is no part of a difference (network.md d.5, e). Prints, for each
output, the numbers in the order of their mean absolute effect (mu*) with its spread (sigma) and the half width of its
95 % interval; `--json` gives all of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError
from SALib.analyze import morris as effects
from SALib.sample.morris.morris import sample
from tqdm import tqdm

from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws
from simulation.network import metrics
from simulation.network.criminal_network import fire, new_network
from simulation.scenario.load import directory_of
from simulation.scenario.schema.crime import Crime
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.numbers import Path, changed, numbers, pattern
from tests.builders.scenarios import with_crime

SECTIONS = ("parameters", "laundering", "people")
LEVELS = 4
LOW, HIGH = 0.5, 1.5
OUTPUTS = (
    *("drugs_delivered_g", "drugs_seized_g", "money_laundered_minor", "money_frozen_minor", "active_members"),
    *("largest_component", "exploitation_days"),
)
SHOWN = 12


@cache
def world(name: str, seed: int) -> FrozenScenario:
    """A scenario with its names, kept by each process."""
    return freeze(load_scenario(directory_of(name)), seed)


def factors(name: str) -> dict[str, Path]:
    """Every number that is screened, with its path in the scenario's crime."""
    body = world(name, 1).scenario.crime.model_dump(mode="json")
    return {pattern(path): path for path in numbers(body) if path[0] in SECTIONS}


def outputs(name: str, days: int, seeds: Sequence[int], paths: Sequence[Path], scales: Sequence[float]) -> list[float]:
    """Means over the seeds of what comes of one design."""
    body: object = world(name, 1).scenario.crime.model_dump(mode="json")
    for path, scale in zip(paths, scales, strict=True):
        tried = changed(body, path, scale if scale != 1.0 else 1.0 + 1e-12)
        try:
            Crime.model_validate(tried)
        except ValidationError:
            continue  # beyond what the schema allows: the number stays at what the scenario says
        body = tried
    crime = Crime.model_validate(body)
    rows = [_run(with_crime(world(name, seed), crime), seed, days) for seed in seeds]
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def _run(frozen: FrozenScenario, seed: int, days: int) -> tuple[float, ...]:
    network = new_network(frozen, Draws(seed), Agenda())
    while (entry := network.agenda.pop_due(days * DAY)) is not None:
        fire(network, entry)
    figures = metrics.measure(network, days * DAY)
    return (
        float(figures.drugs_delivered_g),
        float(figures.drugs_seized_g),
        float(network.money.totals.laundered),
        float(figures.frozen_minor),
        float(figures.active_members),
        figures.largest_component,
        network.people.exploited_seconds(days * DAY) / DAY,
    )


def main() -> None:
    """Screen and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="blue-current")
    parser.add_argument("--trajectories", type=int, default=20)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    known = factors(given.scenario)
    names, paths = list(known), list(known.values())
    problem = {"num_vars": len(names), "names": names, "bounds": [[LOW, HIGH]] * len(names)}
    sampled: NDArray[np.float64] = sample(problem, given.trajectories, num_levels=LEVELS, seed=1)
    seeds = range(1, given.seeds + 1)
    with ProcessPoolExecutor(given.workers) as pool:
        count = len(sampled)
        each = pool.map(
            outputs,
            [given.scenario] * count,
            [given.days] * count,
            [seeds] * count,
            [paths] * count,
            [[float(scale) for scale in design] for design in sampled],
            chunksize=8,
        )
        found = np.array(list(tqdm(each, total=count, disable=None)))
    body: dict[str, object] = {
        "scenario": given.scenario,
        "designs": count,
        "factors": len(names),
        "seeds": given.seeds,
        "days": given.days,
        "effects": {output: _effects(problem, sampled, found[:, column]) for column, output in enumerate(OUTPUTS)},
    }
    print(json.dumps(body, indent=2) if given.json else _table(body))


def _effects(
    problem: dict[str, object], sampled: NDArray[np.float64], found: NDArray[np.float64]
) -> list[dict[str, object]]:
    if not found.any() or found.min() == found.max():
        return []
    told = effects.analyze(problem, sampled, found, num_levels=LEVELS, seed=1)
    rows = zip(told["names"], told["mu_star"], told["sigma"], told["mu_star_conf"], strict=True)
    mean = abs(float(found.mean()))
    ranked = sorted(((str(name), float(mu), float(sigma), float(conf)) for name, mu, sigma, conf in rows), key=_weight)
    return [
        {
            "number": name,
            "mu_star_percent": round(100 * mu / mean, 2),
            "sigma_percent": round(100 * sigma / mean, 2),
            "half_width_percent": round(100 * conf / mean, 2),
        }
        for name, mu, sigma, conf in ranked
    ]


def _weight(row: tuple[str, float, float, float]) -> tuple[float, str]:
    return -row[1], row[0]


def _table(body: dict[str, object]) -> str:
    head = (
        "{scenario}: {factors} numbers, {designs} designs, {seeds} seeds, {days} days; effects in % of the mean output"
    )
    lines = [head.format(**body)]
    effects_of = body["effects"]
    assert isinstance(effects_of, dict)
    for output, rows in effects_of.items():
        lines += ["", f"| {output} | mu* | sigma | +- |", "|---|---|---|---|"]
        lines += [
            f"| `{row['number']}` | {row['mu_star_percent']} | {row['sigma_percent']} | {row['half_width_percent']} |"
            for row in rows[:SHOWN]
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
