"""Writes docs/par.md anew from the par files that ship. After `rogatory par`: `python -m tests.needs.par_page`"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from simulation.exercise.registry import load_scenario
from simulation.players.policies import HOME, TEXTBOOK
from simulation.review.authoring.par import Against, Par, shipped
from simulation.review.cooperation import AT_HORIZON, WAITS
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.scenario import Scenario

PAGE = Path(__file__).resolve().parents[2] / "docs" / "par.md"

HEAD = """# What each way of playing achieves

Made by `rogatory par` and `python -m tests.needs.par_page`. Every way of playing gets the same seeds. *Textbook* plays
by the book, *home* is the textbook that begins nothing abroad, *none* never acts. *Waits* are the textbook with all
waiting times of offices and channels halved or doubled; protected time stays as it is. A figure is the mean at the end
of play, or with `at_horizon` when the automatic play after it has ended. Below a figure stands its difference from the
textbook under the same seeds, with the 90 % interval.
"""

SHARES = ("case_solved", f"case_solved_{AT_HORIZON}", "organiser_decided")
COUNTS = ("day_solved", "day_proved", "papers_that_stand", "requests_answered")


def page(pars: Mapping[str, Par]) -> str:
    """The page on some pars, by the name of their scenario."""
    return "\n".join([HEAD, *(line for name, par in pars.items() for line in _about(name, par))])


def shipped_pars() -> dict[str, Par]:
    """The par of each scenario for rooms that has one."""
    return {name: par for name in for_rooms() if (par := shipped(name)) is not None}


def _about(name: str, par: Par) -> Iterator[str]:
    source, scenario = par.made_from, load_scenario(directory_of(name))
    last = source.first_seed + source.seeds - 1
    yield f"## {name}\n"
    yield (
        f"`{source.preset}`, {source.play_days} days of play, horizon on day {source.horizon_days}, seeds "
        f"{source.first_seed} to {last}, rules {source.rules}.\n"
    )
    yield f"| figure | {' | '.join(par.ways)} |"
    yield "|---" * (len(par.ways) + 1) + "|"
    leads = (key for key, _better in scenario.play.lead_outcomes)
    for key in dict.fromkeys((*SHARES, *leads, *COUNTS)):
        yield f"| `{key}` | {' | '.join(_figure(par, way, key) for way in par.ways)} |"
    yield ""
    yield from _needs(scenario, par)


def _figure(par: Par, way: str, key: str) -> str:
    found = par.ways[way].figures.get(key)
    if found is None or found.mean is None:
        return "-"
    against = par.ways[way].against_textbook.get(key)
    said = f"{found.mean:.0%}" if key in SHARES else _short(found.mean)
    return said if against is None else f"{said}<br>{_difference(against, of=_mean(par, key), share=key in SHARES)}"


def _mean(par: Par, key: str) -> float:
    return par.ways[TEXTBOOK.name].figures[key].mean or 0


def _difference(against: Against, *, of: float, share: bool) -> str:
    """Points where shares are compared, else per cent of the textbook's mean."""
    whole = 1 if share else of
    if not whole:
        return _short(against.mean)
    mean, low, high = (f"{each / whole * 100:+.0f}" for each in (against.mean, against.low, against.high))
    return f"{mean} ({low} to {high}) {'points' if share else '%'}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"


def _needs(scenario: Scenario, par: Par) -> Iterator[str]:
    if not scenario.needs:
        return
    ways = [TEXTBOOK.name, HOME.name, *(way.name for way in WAITS)]
    yield "Share of runs in which an answer brought what a country needs, by any of the ways to it:\n"
    yield f"| need | {' | '.join(ways)} |"
    yield "|---" * (len(ways) + 1) + "|"
    for need in scenario.needs:
        met = (f"{par.ways[way].needs_met[need.key]:.0%}" for way in ways)
        yield f"| `{need.key.removeprefix('need/')}`: {need.country} from {need.holder} | {' | '.join(met)} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(shipped_pars()), encoding="utf-8")
