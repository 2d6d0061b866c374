"""From receipt to result, desks included, stays near the reference (law.md 6.3)."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LARGEST_GAP = 0.25


def test_receipt_to_result_is_near_the_reference() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/calibrate_desks.py", "--requests", "600", "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    rows = {row["archetype"]: row for row in json.loads(done.stdout)}
    assert set(rows) == {"A1", "A2", "A3", "A4", "A5", "A6", "A7"}
    far = {name: row for name, row in rows.items() if name != "A7" and row["largest_gap"] > LARGEST_GAP}
    assert not far
    assert all(row["answered"] + row["lost"] == 600 for row in rows.values())
