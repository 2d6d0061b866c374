"""What `simulate` and `ensemble` share: their options, and one run as plain values."""

from __future__ import annotations

import re
import time
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from gettext import gettext as _

from simulation.exercise.core.event import Event
from simulation.exercise.core.treatment import AS_IT_IS, FACTORS, Treatment
from simulation.exercise.engine import Exercise
from simulation.exercise.outcome.case_solved import solution_of
from simulation.exercise.outcome.exercise_outcome import outcome_of
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import ScenarioError
from simulation.network import metrics
from simulation.network.shocks.breakdown import by_corridor, by_country
from simulation.network.world.ledger import LedgerFlow
from simulation.players.runs import begin_told, policies_for
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import Scenario
from simulation.scenario.schema.shocks import PlannedShock
from webapp.cli.arguments import (
    BadUseError,
    Parser,
    changed,
    levers_named,
    policies_named,
    preset_named,
    scenario_named,
)
from webapp.cli.many_seeds import no_sweeps
from webapp.cli.shocks_file import shocks_in, with_shocks

type Value = str | int | float | bool | list["Value"] | dict[str, "Value"] | None
"""What JSON can say."""


TREATMENT, ALL = "treatment.", "all"
"""How a factor on waits is written: `treatment.offices=0.5`, `treatment.all=2`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The description of a run; only names and numbers, so that it can be sent to a worker process.

    Attributes:
        name: Name or directory of the scenario.
        days: Days to play; 0 for the scenario's horizon.
        policy: As written, e.g. `textbook` or `auto,VAL=textbook`.
        settings: `KEY=VALUE` pairs that replace values of the scenario.
        explain: Keep the network's because-records.
        shocks: Additional shocks to the network.
        levers: Country, lever and day of the decision, 0 for in place from the start.
        preset: Key of the preset that sets the capacity and whose last jump ends play; "" for the usual one.
        treatment: Factors on the waits of each holder.
    """

    name: str
    days: int
    policy: str
    settings: tuple[str, ...]
    explain: bool = False
    shocks: tuple[PlannedShock, ...] = ()
    levers: tuple[tuple[str, str, int], ...] = ()
    preset: str = ""
    treatment: Treatment = AS_IT_IS


def add_options(parser: Parser) -> None:
    """The options that both commands have."""
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--days", type=int, default=0, metavar="D")
    parser.add_argument("--policy", default="textbook", metavar="POLICY")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", dest="settings")
    parser.add_argument("--lever", action="append", default=[], metavar="COUNTRY=LEVER[@DAY]", dest="levers")
    parser.add_argument("--shocks", metavar="FILE.json")
    parser.add_argument("--preset", default="", metavar="KEY")


def plan_of(given: Namespace, *, explain: bool = False) -> Plan:
    """The run that the options ask for.

    Raises:
        BadUseError: They ask for something that does not exist.
    """
    if given.days < 0:
        raise BadUseError(_("--days needs a number of at least 0, not {days}").format(days=given.days))
    treatment, settings = treatment_in(given.settings)
    plan = Plan(
        given.name, given.days, given.policy, settings, explain=explain, preset=given.preset, treatment=treatment
    )
    scenario = scenario_of(plan)
    preset_named(scenario, plan.preset)
    policies_named(plan.policy, scenario)
    if plan.days > scenario.horizon_days:
        text = _("the scenario ends on day {horizon}; --days {days} is too long")
        raise BadUseError(text.format(horizon=scenario.horizon_days, days=plan.days))
    plan = replace(plan, levers=levers_named(given.levers, scenario))
    return plan if given.shocks is None else replace(plan, shocks=shocks_in(given.shocks, scenario))


def scenario_of(plan: Plan) -> Scenario:
    """The plan's scenario with the values and shocks that were put in."""
    return with_shocks(changed(scenario_named(plan.name), plan.settings), plan.shocks)


def treatment_in(settings: Sequence[str]) -> tuple[Treatment, tuple[str, ...]]:
    """The factors on waits among `KEY=VALUE` pairs, and the other pairs, which replace values of the scenario.

    Raises:
        BadUseError: There is no such factor, or it is not a number of at least 0.
    """
    named = [each for each in settings if each.startswith(TREATMENT)]
    factors: dict[str, float] = {}
    for setting in named:
        name, _equals, text = setting.removeprefix(TREATMENT).partition("=")
        what = TREATMENT + name
        if name not in {*FACTORS, ALL}:
            known = ", ".join(f"{TREATMENT}{each}" for each in (*FACTORS, ALL))
            raise BadUseError(_("there is no {what!r}; there are: {known}").format(what=what, known=known))
        if not re.fullmatch(r"\d{1,4}(\.\d{1,6})?", text):
            raise BadUseError(_("--set {what} needs a factor of at least 0, not {text!r}").format(what=what, text=text))
        factors |= dict.fromkeys(FACTORS if name == ALL else (name,), float(text))
    return Treatment.of(factors), tuple(each for each in settings if each not in named)


class Run:
    """One run, played to its end."""

    def __init__(self, plan: Plan, seed: int, *, with_series: bool = False, scenario: Scenario | None = None) -> None:
        """Play it.

        Args:
            plan: What is played.
            seed: Seed of every draw.
            with_series: Also note the network's numbers at the end of each day.
            scenario: The plan's scenario, if it is already loaded.
        """
        started = time.perf_counter()
        scenario = scenario or scenario_of(plan)
        everybody, single = policies_named(plan.policy, scenario)
        try:
            frozen = freeze(scenario, seed)
        except ScenarioError as error:
            raise BadUseError(str(error.problems[0])) from error
        self.plan, self.seed, self.scenario = plan, seed, scenario
        self.days = plan.days or scenario.horizon_days
        self.series: list[dict[str, Value]] = []
        with no_sweeps():
            policies = policies_for(scenario, everybody, single)
            self.exercise, opened = begin_told(
                frozen,
                policies,
                seed,
                preset=plan.preset,
                explain=plan.explain,
                levers=plan.levers,
                treatment=plan.treatment,
            )
            self.events = list(opened)
            for day in range(1, self.days + 1) if with_series else (self.days,):
                self.events += self.exercise.advance(day * DAY)
                if with_series:
                    self.series.append(day_of(self.exercise))
        self.outcome: dict[str, Value] = {
            **asdict(outcome_of(self.exercise.state, self.events)),
            **_in_play(self.exercise, self.events),
        }
        self.elapsed_ms = round((time.perf_counter() - started) * 1000)


def _in_play(exercise: Exercise, events: list[Event]) -> dict[str, Value]:
    """What was solved by the end of play: the last jump of the preset, or the end of a shorter run."""
    end = min(exercise.now, sum(exercise.state.preset.jumps) * DAY)
    solution = solution_of(exercise.state, events, end)
    return {
        "case_solved_in_play": solution.case_solved,
        "organiser_decided_in_play": solution.organiser_decided,
        "recovered_in_play_minor": solution.recovered_minor,
    }


def metrics_of(exercise: Exercise) -> dict[str, Value]:
    """The network's numbers at this moment; shares have four decimals."""
    plain = asdict(metrics.measure(exercise.state.network, exercise.now))
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in plain.items()}


def day_of(exercise: Exercise) -> dict[str, Value]:
    """A row of the series: the network's numbers, every flow, every corridor and every country at this moment."""
    network = exercise.state.network
    return {
        **metrics_of(exercise),
        "flows": ledger_of(exercise),
        "corridors": [asdict(row) for row in by_corridor(network, exercise.now)],
        "countries": [asdict(row) for row in by_country(network)],
    }


def ledger_of(exercise: Exercise) -> dict[str, Value]:
    """Sources and sinks of each flow since history began."""
    ledger = metrics.ledger(exercise.state.network)
    return {
        "drugs": _flow(ledger.drugs),
        "money": _flow(ledger.money),
        "people": _flow(ledger.people),
        "balanced": ledger.balanced,
    }


def _flow(flow: LedgerFlow) -> dict[str, Value]:
    return {
        "unit": flow.unit,
        "sources": dict(flow.sources),
        "sinks": dict(flow.sinks),
        "balanced": flow.balanced,
    }


def shocks_of(exercise: Exercise) -> list[Value]:
    """Every planned shock that came, with the keys of what it affected."""
    return [
        {"day": time // DAY, "kind": kind, "met": list(met)} for time, kind, met in exercise.state.network.shocks_met
    ]


def reasons_of(exercise: Exercise) -> list[Value]:
    """Every because-record of the network in order: the inputs, the draw, and the second choice."""
    return [
        {
            "day": reason.time // DAY + 1,
            "code": f"because.{reason.rule}",
            "who": reason.who,
            "inputs": [[name, number] for name, number in reason.inputs],
            "draw": reason.draw,
            "chosen": reason.chosen,
            "other": reason.runner_up,
        }
        for reason in exercise.state.network.reasons.kept
    ]


def requests_of(exercise: Exercise) -> list[Value]:
    """Every request with its age, and its days by holder and kind."""
    return [_request(exercise, key) for key in exercise.state.part(Letters).requests]


def _request(exercise: Exercise, key: str) -> dict[str, Value]:
    kept = exercise.state.part(Letters).requests[key]
    request = kept.matter
    by_holder: dict[str, float] = {}
    for segment in request.segments(exercise.now):
        name = f"{segment.holder}.{segment.kind}"
        by_holder[name] = by_holder.get(name, 0) + segment.seconds / DAY
    return {
        "key": key,
        "label": kept.label,
        "route": request.route.value,
        "sought": request.sought.value,
        "requesting": request.requesting,
        "requested": request.requested,
        "status": request.status,
        "inherited": kept.inherited,
        "urgent": request.urgent,
        "opened_day": round(request.opened / DAY, 2),
        "days": round(request.age(exercise.now) / DAY, 2),
        "days_by_holder": {name: round(days, 2) for name, days in sorted(by_holder.items())},
    }


def told(pairs: Sequence[tuple[str, Value]]) -> str:
    """Names and values in two columns."""
    width = max((len(name) for name, _value in pairs), default=0)
    return "\n".join(f"  {name:<{width}}  {'-' if value is None else value}" for name, value in pairs)
