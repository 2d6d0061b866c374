"""`rogatory scenario dry-run --cooperation`: what asking abroad is worth, as a table or JSON; exit 1 if too little."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from gettext import gettext as _

from simulation.exercise.outcome.exercise_outcome import ExerciseOutcome
from simulation.needs.standing import STAGES
from simulation.players.policies import HOME
from simulation.review.cooperation import (
    BASE,
    POLICIES,
    Difference,
    Measured,
    by_way,
    jobs,
    mean_of,
    measure_job,
    paired,
    share_answered,
    shares_of,
    ways_to,
    without,
)
from simulation.scenario.schema.needs import Need
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import Scenario
from webapp.cli.arguments import BadUseError
from webapp.cli.many_seeds import Where, spread
from webapp.cli.run_options import Value

LEAST_WORSE = 0.2
"""Part of the textbook's figure by which a lead outcome is worse at least when nothing is asked abroad."""

LEAST_MET, MOST_AT_HOME = 0.3, 0.05
"""A need is met in so many of the textbook's runs at least, and in so few at most of those who begin nothing abroad."""

TOLD = (
    *("case_solved", "organiser_decided", "recovered_minor", "day_solved", "day_proved"),
    *("requests_sent", "requests_answered", "papers_that_stand"),
)
"""Figures in the table besides the lead outcomes."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs of each policy under the same seeds.

    Attributes:
        scenario: The scenario.
        preset: Its preset.
        seeds: The seeds.
        runs: The runs of each way of playing, by its name; if needs are left out, also of the textbook without the
            answer to each need.
    """

    scenario: Scenario
    preset: Preset
    seeds: range
    runs: Mapping[str, Sequence[Measured]]

    @property
    def policies(self) -> Mapping[str, Sequence[Measured]]:
        """The runs of the policies alone."""
        return {way.name: self.runs[way.name] for way in POLICIES}

    def left_out(self) -> tuple[tuple[Need, str, str, Difference], ...]:
        """What each need changes if its answer is left out: the need, the outcome, what is better, the difference."""
        return tuple(
            (need, key, better, found)
            for need in self.scenario.needs
            if (name := without(need, self.scenario.needs).name) in self.runs
            for key, better in need.moves
            if (found := self.difference(name, key)) is not None
        )

    @property
    def base(self) -> Sequence[Measured]:
        """The textbook's runs."""
        return self.runs[BASE.name]

    def difference(self, way: str, key: str) -> Difference | None:
        """The difference of a way of playing from the textbook; None for the textbook itself, or without figures."""
        return None if way == BASE.name else paired(self.runs[way], self.base, key)

    def is_worse_at_home(self, key: str, better: str) -> bool:
        """Whether a lead outcome is clearly worse, and not by chance, when nothing is asked abroad."""
        found, base = self.difference(HOME.name, key), mean_of(self.base, key)
        if found is None or not base or not found.is_off_zero:
            return False
        worse = found.mean if better == "less" else -found.mean
        return worse / base >= LEAST_WORSE

    def is_broken(self, need: Need) -> bool:
        """Whether a need is met too seldom by asking, or too often without asking.

        Two rows for the same thing are two ways to it, of which one is enough.
        """
        ways = ways_to(need, self.scenario.needs)
        met = {name: share_answered(self.runs[name], ways) for name in (BASE.name, HOME.name)}
        return met[BASE.name] < LEAST_MET or met[HOME.name] > MOST_AT_HOME

    @property
    def is_good(self) -> bool:
        """Whether asking abroad counts: in every lead outcome, and for every need."""
        leads = self.scenario.play.lead_outcomes
        needs = self.scenario.needs
        return (
            bool(leads)
            and all(self.is_worse_at_home(key, better) for key, better in leads)
            and not any(map(self.is_broken, needs))
        )


def compare(scenario: Scenario, preset: Preset, seeds: range, where: Where, *, leaves_out: bool = False) -> Comparison:
    """Play every policy under every seed.

    Args:
        scenario: The scenario.
        preset: What is played.
        seeds: The seeds.
        where: Where the runs are played.
        leaves_out: Whether the textbook is also played without the answer to each need.

    Raises:
        BadUseError: A lead outcome of the scenario is not a key of the outcome.
    """
    known = {each.name for each in fields(ExerciseOutcome)}
    for key, _better in scenario.play.lead_outcomes:
        if key not in known:
            raise BadUseError(_("play.toml: lead_outcomes: there is no outcome {key!r}").format(key=key))
    todo = jobs((*POLICIES, *((without(need, scenario.needs) for need in scenario.needs) if leaves_out else ())), seeds)
    found = list(spread(partial(measure_job, scenario, preset, to_horizon=False), todo, where, _("runs")))
    return Comparison(scenario, preset, seeds, by_way(todo, found))


def as_json(found: Comparison) -> str:
    """The comparison as one JSON document."""
    leads = found.scenario.play.lead_outcomes
    keys = tuple(dict.fromkeys((*(key for key, _better in leads), *TOLD)))
    ways: list[Value] = [
        {
            "policy": name,
            "outcome": [_figure(found, name, key) for key in keys],
            "needs": [{"need": need.key, **shares_of(runs, need.key)} for need in found.scenario.needs],
        }
        for name, runs in found.policies.items()
    ]
    body: Value = {
        "scenario": found.scenario.name,
        "preset": found.preset.key,
        "days": sum(found.preset.jumps),
        "seeds": f"{found.seeds.start}:{found.seeds.stop}",
        "good": found.is_good,
        "lead_outcomes": [
            {"key": key, "better": better, "worse_at_home": found.is_worse_at_home(key, better)}
            for key, better in leads
        ],
        "broken_needs": [need.key for need in found.scenario.needs if found.is_broken(need)],
        "policies": ways,
        "left_out": [
            {
                "need": need.key,
                "key": key,
                "better": better,
                "difference": round(each.mean, 4),
                "low": round(each.low, 4),
                "high": round(each.high, 4),
            }
            for need, key, better, each in found.left_out()
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _figure(found: Comparison, way: str, key: str) -> Value:
    mean, against = mean_of(found.runs[way], key), found.difference(way, key)
    body: dict[str, Value] = {"key": key, "mean": None if mean is None else round(mean, 4)}
    if against is not None:
        body |= {"difference": round(against.mean, 4), "low": round(against.low, 4), "high": round(against.high, 4)}
    return body


def in_words(found: Comparison) -> str:
    """The comparison as tables."""
    title = _("{scenario}, {preset}: {days} days, seeds {first} to {last}; mean values of each policy")
    names = tuple(found.policies)
    leads = found.scenario.play.lead_outcomes
    lines = [
        title.format(
            scenario=found.scenario.name,
            preset=found.preset.key,
            days=sum(found.preset.jumps),
            first=found.seeds.start,
            last=found.seeds.stop - 1,
        ),
        " " * 28 + "".join(f"{name:>14}" for name in names),
    ]
    for key in dict.fromkeys((*(key for key, _better in leads), *TOLD)):
        means = (mean_of(found.runs[name], key) for name in names)
        lines.append(f"  {key:<26}" + "".join(f"{_short(mean):>14}" for mean in means))
    if not leads:
        lines.append(_("no lead outcomes: name them in play.toml"))
    for key, better in leads:
        lines.append(
            _("{key}, {better} is better: differences from the textbook policy, with 90 % intervals").format(
                key=key, better=better
            )
        )
        lines += [f"  {name:<12}{_against(found, name, key)}" for name in names if name != BASE.name]
        if not found.is_worse_at_home(key, better):
            lines.append(
                _(
                    "  without requests abroad the result is less than a fifth worse, or chance alone can explain "
                    "the difference"
                )
            )
    for need in found.scenario.needs:
        lines.append(
            f"{need.key}: {need.country} <- {need.holder}"
            + (
                _("  (answered too seldom with requests abroad, or too often without them)")
                if found.is_broken(need)
                else ""
            )
        )
        for name in names:
            shares = shares_of(found.runs[name], need.key)
            lines.append(f"  {name:<12}" + ", ".join(f"{stage} {shares[stage]:.0%}" for stage in STAGES))
    for need, key, sign, each in found.left_out():
        told = _("without the answer to {need}: {key}, {better} is better: {mean} [{low}, {high}]")
        ends = {"mean": _short(each.mean), "low": _short(each.low), "high": _short(each.high)}
        lines.append(told.format(need=need.key, key=key, better=sign, **ends))
    if found.is_good:
        lines.append(_("asking abroad makes a difference in every lead outcome and for every need"))
    return "\n".join(lines)


def _against(found: Comparison, way: str, key: str) -> str:
    against, base = found.difference(way, key), mean_of(found.base, key)
    if against is None:
        return "-"
    share = "" if not base else f"  ({against.mean / base:+.0%})"
    return f"{_short(against.mean):>14}  [{_short(against.low)}, {_short(against.high)}]{share}"


def _short(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.2f}"
