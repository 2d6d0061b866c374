"""`run.py bench alternating OLD`: processor time of two versions, measured in turn on this machine.

Measured are the four lines of `benchmarks/costs.py` (a played year, a copy, a replay, a desk page), each time in a
fresh process with the tree of one version first on the path of imports. Pairs alternate which of the two comes first.
Told are, for each line, the median over the pairs of new against old: `ratio` of processor time, and
`ratio_per_event` of processor time per event, which is the figure to look at where the rules of play differ, since
then the two play different exercises. Both versions run with the libraries that are installed here.

    python3 run.py bench alternating 59eb4c7e --pairs 15 --most 1.05
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
LINES = ("year", "copy", "replay", "desk_page")

type Costs = Mapping[str, Mapping[str, float]]


def measured(tree: Path) -> Costs:
    """The costs of one version, in a process of its own.

    Raises:
        SystemExit: It could not be measured; what the process said stands above.
    """
    surroundings = {**os.environ, "PYTHONPATH": str(tree), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-P", str(ROOT / "benchmarks" / "costs.py")]
    ran = subprocess.run(command, cwd=tree, env=surroundings, stdout=subprocess.PIPE, check=False)
    if ran.returncode:
        message = f"{tree.name} could not be measured"
        raise SystemExit(message)
    told: dict[str, dict[str, float]] = json.loads(ran.stdout.splitlines()[-1])
    if str(told.pop("tree")) != str(tree):
        message = f"the modules of {tree.name} were not those that ran"
        raise SystemExit(message)
    return told


def checked_out(revision: str, folder: Path) -> Path:
    """A tree of a revision in a folder.

    Raises:
        SystemExit: There is no such revision.
    """
    archive = subprocess.run(["git", "archive", revision], cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if archive.returncode:
        message = f"git knows no revision {revision}"
        raise SystemExit(message)
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)
    return folder


def per_event(costs: Costs, line: str) -> float:
    """Processor milliseconds of a line for 1,000 events."""
    return costs[line]["ms"] * 1000 / costs[line]["events"]


def compared(pairs: list[tuple[Costs, Costs]]) -> dict[str, dict[str, float]]:
    """Each line over all pairs, (old, new): medians of both, and of the ratios."""
    found = {}
    for line in LINES:
        found[line] = {
            "old_ms": round(statistics.median(old[line]["ms"] for old, _ in pairs), 2),
            "new_ms": round(statistics.median(new[line]["ms"] for _, new in pairs), 2),
            "old_events": pairs[0][0][line]["events"],
            "new_events": pairs[0][1][line]["events"],
            "ratio": round(statistics.median(new[line]["ms"] / old[line]["ms"] for old, new in pairs), 3),
            "ratio_per_event": round(statistics.median(per_event(n, line) / per_event(o, line) for o, n in pairs), 3),
        }
    return found


def main() -> int:
    """Measure and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", help="a revision")
    parser.add_argument("new", nargs="?", default="HEAD", help="another one (default: the last commit here)")
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--most", type=float, help="ends with 1 where a ratio_per_event is above this")
    given = parser.parse_args()
    pairs: list[tuple[Costs, Costs]] = []
    with TemporaryDirectory() as name:
        old, new = checked_out(given.old, Path(name, "old")), checked_out(given.new, Path(name, "new"))
        for number in range(max(1, given.pairs)):
            if number % 2:
                later = measured(new)
                pairs.append((measured(old), later))
            else:
                earlier = measured(old)
                pairs.append((earlier, measured(new)))
            print(f"pair {number + 1} of {given.pairs}", file=sys.stderr, flush=True)
    found = compared(pairs)
    missed = [line for line in LINES if given.most is not None and found[line]["ratio_per_event"] > given.most]
    print(json.dumps({"pairs": len(pairs), **found, "missed": missed}, indent=1))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
