"""F12 to F15 and F24: going dark, hysteresis, recruiting, acting together, small blows."""

from __future__ import annotations

from collections import Counter

from simulation.kernel.agenda import DAY
from simulation.network.shocks.targets import ranked
from tests.pattern.runs import YEAR, Bench, Run, mean, relative, shock

HIT = 30
STEP_DAYS = 90
PRESSURE = (1, 2, 4, 8, 4, 2, 1)
NAMED_ON = 54
TOGETHER = 100
ONE_BY_ONE = (55, 85, 115, 145)
OF_EACH = 3


def _acts(run: Run, start: int, end: int, *, visible: bool) -> int:
    return sum(row.visible if visible else row.real for row in run.rows[start:end])


def going_dark(bench: Bench) -> dict[str, float | None]:
    """F12."""
    base = bench.run(YEAR)
    done = bench.run(150, shock("arrest", HIT, function="broker", rank="degree", share=0.5))
    seen = relative(_acts(done, HIT, 150, visible=True), _acts(base, HIT, 150, visible=True))
    true = relative(_acts(done, HIT, 150, visible=False), _acts(base, HIT, 150, visible=False))
    return {"visible": seen, "true": None if true is None else true + 1.0}


def hysteresis(bench: Bench) -> dict[str, float | None]:
    """F13."""
    blows = [
        shock("arrest", STEP_DAYS * step, repeat=10, times=9, rank="random", count=count)
        for step, count in enumerate(PRESSURE)
    ]
    run = bench.run(STEP_DAYS * len(PRESSURE), *blows)
    sizes = [
        mean(row.members for row in run.rows[STEP_DAYS * step : STEP_DAYS * (step + 1)])
        for step in range(len(PRESSURE))
    ]
    area = mean(sizes[step] - sizes[-1 - step] for step in range(len(PRESSURE) // 2))
    return {"area": area / bench.start().free()}


def recruiting(bench: Bench) -> dict[str, float | None]:
    """F14."""
    base = bench.run(730)
    slower = bench.run(730, replacement=2.0)
    at_start = bench.start().free()
    joined = sum(dict(each.facts)["search"] != "ties" for each in base.named("MemberReplaced"))
    arrested = Counter(each.time // DAY for each in base.named("MemberArrested"))
    doubled = bench.run(730, *(shock("arrest", day, rank="random", count=arrested[day]) for day in sorted(arrested)))
    end = base.rows[-1].members
    return {
        "rate": joined / 2 / at_start,
        "slower": slower.rows[-1].members / end - 1.0,
        "arrests": doubled.rows[-1].members / end,
    }


def _action(bench: Bench, days: dict[str, int], named: dict[str, tuple[str, ...]]) -> tuple[int, int]:
    """What came in, and how many were taken, when each country acts on its day."""
    run = bench.start()
    taken = 0
    for country in sorted(named, key=lambda code: (days[code], code)):
        run.play(days[country])
        for person in named[country]:
            taken += run.arrest(person)
    run.play(YEAR)
    return run.income_between(NAMED_ON + 1, YEAR), taken


def together(bench: Bench) -> dict[str, float | None]:
    """F15."""
    base = bench.run(YEAR)
    start = bench.start().play(NAMED_ON)
    played = sorted(country.code for country in bench.scenario.countries if country.played)
    order = ranked(start.network, "betweenness", start.now)
    named = {
        code: tuple(key for key in order if start.network.membership.members[key].whereabouts == code)[:OF_EACH]
        for code in played
    }
    one_by_one, reached = _action(bench, dict(zip(played, ONE_BY_ONE, strict=True)), named)
    at_once, taken = _action(bench, dict.fromkeys(played, TOGETHER), named)
    income = base.income_between(NAMED_ON + 1, YEAR)
    return {"flow": (at_once - one_by_one) / income if income else None, "reached": float(taken - reached)}


def small_blows(bench: Bench) -> dict[str, float | None]:
    """F24."""
    base = bench.run(YEAR)
    usual = _acts(base, HIT, 120, visible=False)
    fall: dict[tuple[str, float], float] = {}
    for kind in ("failed_raid", "arrest"):
        for share in (0.03, 0.4):
            run = bench.run(120, shock(kind, HIT, rank="degree", share=share))
            change = relative(_acts(run, HIT, 120, visible=False), usual)
            if change is None:
                return {"few": None, "many": None}
            fall[kind, share] = -change
    return {
        "few": fall["failed_raid", 0.03] - fall["arrest", 0.03],
        "many": fall["arrest", 0.4] - fall["failed_raid", 0.4],
    }
