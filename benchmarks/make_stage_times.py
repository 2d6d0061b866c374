"""Writes simulation/law/data/stage_times.toml: percentile rows of every stage time, from medians and spreads.

Run it by hand after changing a number here: `python benchmarks/make_stage_times.py`; with `--check` it says whether the
committed file is what it would write. The engine reads the rows only, so that no platform's exp or log takes part in a
run. Source of all numbers: law.md 6.2 and 6.5 (proposals, calibrated as told in 6.3), confidence P.
"""

import sys
from math import exp, log
from pathlib import Path
from statistics import NormalDist

TARGET = Path(__file__).parents[1] / "simulation" / "law" / "data" / "stage_times.toml"
ARCHETYPES = ("A1", "A2", "A3", "A4", "A5", "A6", "A7")
LOG_SD = dict(zip(ARCHETYPES, (0.55, 0.60, 0.65, 0.65, 0.70, 0.75, 0.85), strict=True))
MEDIANS = {
    "S1": (7, 15, 15, 15, 25, 30, 30),
    "S2": (5, 10, 10, 10, 20, 30, 30),
    "S3": (2, 8, 8, 8, 15, 25, 25),
    "S4": (1, 3, 5, 5, 14, 45, 60),
    "S5": (4, 7, 10, 20, 20, 45, 90),
    "S6": (18, 28, 45, 70, 40, 60, 90),
    "S7": (5, 10, 15, 25, 30, 50, 60),
    "S8": (50, 60, 85, 70, 80, 110, 140),
    "S9": (5, 10, 20, 20, 25, 45, 60),
}
WHAT = {
    "S1": "drafting, by the requesting side",
    "S2": "translating, by the requesting side",
    "S3": "typing and vetting by the requesting side's central authority",
    "S4": "transmission, through the channel",
    "S5": "registration, by the requested side",
    "S6": "legal assessment, by the requested side",
    "S7": "allocation to the executing body, by the requested side",
    "S8": "execution (bank records), by the executing body or a third party",
    "S9": "check and return, by the requested side",
}
CLARIFICATION = (12, 20, 30, 40, 45, 70, 100)
CLARIFICATION_SHARE = (0.20, 0.25, 0.35, 0.45, 0.40, 0.50, 0.50)
APPEAL = (60, 75, 130, 90, 90, 120, 120)
APPEAL_SHARE = (0.03, 0.05, 0.25, 0.05, 0.08, 0.05, 0.05)
APPEAL_LOG_SD = 0.5
DIFFICULTY_LOG_SD = 0.35
DIPLOMATIC = (60, 0.45)
GOOD, AVERAGE, POOR = ("A1", "A2", "A3"), ("A4", "A5"), ("A6", "A7")
# p10, p50, p90 in days by quality of the pair; where law.md 6.5 says "none" for p90 the row ends at the value given
# here, because an automatic authority may be very late but never silent by dice (design.md 4).
PROCEDURES = {
    "fiu_answer": (((3, 12, 30), GOOD), ((10, 30, 75), AVERAGE), ((30, 90, 240), POOR)),
    "fiu_postponement": (((0.2, 1, 2), GOOD), ((1, 3, 7), AVERAGE), ((5, 15, 40), POOR)),
    "property_trace": (((2, 7, 20), GOOD), ((7, 21, 60), AVERAGE), ((20, 60, 160), POOR)),
    "police_answer": (((2, 7, 25), GOOD), ((7, 21, 60), AVERAGE), ((20, 60, 160), POOR)),
    "freeze_execution": (((2, 5, 20), GOOD), ((15, 45, 150), AVERAGE), ((60, 200, 500), POOR)),
    "surrender": (((120, 300, 700), GOOD), ((200, 500, 1200), AVERAGE), ((400, 900, 1800), POOR)),
}
NORMAL = NormalDist()


def lognormal(median: float, log_sd: float) -> list[float]:
    """Percentiles p1..p99 of a lognormal distribution."""
    return [median * exp(log_sd * NORMAL.inv_cdf(k / 100)) for k in range(1, 100)]


def through(points: tuple[float, float, float]) -> list[float]:
    """Percentiles p1..p99 through p10, p50 and p90: a lognormal with one spread below and one above the median."""
    low, middle, high = points
    ninth = NORMAL.inv_cdf(0.9)
    row = []
    for k in range(1, 100):
        z = NORMAL.inv_cdf(k / 100)
        spread = log(middle / low) / ninth if z < 0 else log(high / middle) / ninth
        row.append(middle * exp(spread * z))
    return row


def block(table: str, fields: list[tuple[str, str]], row: list[float]) -> str:
    """One TOML table with its percentile row, as one text: fourteen thousand numbers of TOML take long to read."""
    values = " ".join(f"{value:.2f}" for value in row)
    lines = [f"[[{table}]]", *(f"{name} = {value}" for name, value in fields), f"days = {quoted(values)}"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML string."""
    return f'"{text}"'


def sources(where: str) -> list[tuple[str, str]]:
    """Source and confidence of a row."""
    return [("source", quoted(where)), ("confidence", quoted("P"))]


def document() -> str:
    """The whole file."""
    parts = [
        "# Stage times in days as percentiles p1..p99. Made by benchmarks/make_stage_times.py; edit there.\n",
        block("difficulty", sources("law.md 6.2: shared factor exp(N(0, 0.35))"), lognormal(1, DIFFICULTY_LOG_SD)),
        block("diplomatic", sources("law.md 2.6 LR: 30 to 120 days each way"), lognormal(*DIPLOMATIC)),
    ]
    for stage, medians in MEDIANS.items():
        for archetype, median in zip(ARCHETYPES, medians, strict=True):
            log_sd = LOG_SD[archetype]
            fields = [
                ("stage", quoted(stage)),
                ("archetype", quoted(archetype)),
                ("what", quoted(WHAT[stage])),
                *sources(f"law.md 6.2: median {median}, log-sd {log_sd}"),
            ]
            parts.append(block("stages", fields, lognormal(median, log_sd)))
    for name, medians, shares, spread in (
        ("clarification", CLARIFICATION, CLARIFICATION_SHARE, None),
        ("appeal", APPEAL, APPEAL_SHARE, APPEAL_LOG_SD),
    ):
        for archetype, median, share in zip(ARCHETYPES, medians, shares, strict=True):
            log_sd = LOG_SD[archetype] if spread is None else spread
            fields = [
                ("archetype", quoted(archetype)),
                ("probability", str(share)),
                *sources(f"law.md 6.2: median {median}, log-sd {log_sd}"),
            ]
            parts.append(block(name, fields, lognormal(median, log_sd)))
    for name, rows in PROCEDURES.items():
        for points, archetypes in rows:
            for archetype in archetypes:
                fields = [
                    ("procedure", quoted(name)),
                    ("archetype", quoted(archetype)),
                    *sources("law.md 6.5: p10/p50/p90 " + "/".join(str(point) for point in points)),
                ]
                parts.append(block("procedures", fields, through(points)))
    return "\n".join(parts)


def main() -> int:
    """Write, or compare with `--check`."""
    if "--check" in sys.argv[1:]:
        same = TARGET.read_text(encoding="utf-8") == document()
        print("same" if same else "differs")
        return 0 if same else 1
    TARGET.write_text(document(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
