"""Whatever the network lets happen, and every reason that it gives, has words for the trainer."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import simulation.network
from simulation.exercise.registry import load_scenario
from simulation.network import authorities, questions
from simulation.network.shocks import shocks
from simulation.scenario.checks.play import TRIGGER_EVENTS, WORLD_EVENTS
from simulation.scenario.load import available, directory_of, for_rooms
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.needs import NETWORK_RULES
from simulation.scenario.schema.shocks import Shock
from tests.builders.moved import moved_frozen
from tests.network.world_driver import Drive
from webapp.control.room.because import CHECKS
from webapp.text.say import sentence

SOURCES = sorted(Path(simulation.network.__path__[0]).rglob("*.py"))
CODE_AT, RULE_AT = 2, 2
LEAST_RULES = 10
SHOWN_BY_FORM = {"R2", "R3", "R8", "R12"}
"""Rules that choose a key or a reason: their own sentence says the kind of choice."""


def added_to(book: str, position: int) -> set[str]:
    """Texts that stand at one place of the calls that add something to the happenings or the reasons of the world."""
    found: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(f"{book}.add"):
                argument = node.args[position]
                assert isinstance(argument, ast.Constant | ast.Name), f"{source.name}:{node.lineno}"
                if isinstance(argument, ast.Constant):
                    found.add(str(argument.value))
    return found


def test_every_code_that_happens_can_fire_an_event_and_has_words() -> None:
    assert added_to("happenings", CODE_AT) == WORLD_EVENTS
    assert [code for code in sorted(TRIGGER_EVENTS) if sentence(f"happened.{code}") is None] == []


def test_every_rule_that_a_need_may_name_is_worded() -> None:
    assert [rule for rule in NETWORK_RULES if sentence(f"network_rule.{rule}") is None] == []


def test_every_rule_has_words() -> None:
    rules = added_to("reasons", RULE_AT)
    assert len(rules) > LEAST_RULES, "the calls were not found"
    unworded = [rule for rule in sorted(rules) if sentence(CHECKS.get(f"because.{rule}", f"because.{rule}")) is None]
    assert unworded == []


@cache
def explained(name: str) -> Drive:
    """A year of a network under pressure, with its reasons."""
    frozen = moved_frozen() if name == "moved" else freeze(load_scenario(directory_of(name)), 1)
    drive = Drive(frozen, explain=True)
    for day in range(0, 361, 40):
        drive.to(day)
        for kind, rank in (("arrest", "degree"), ("freeze", "money"), ("seize", "random"), ("leak", "degree")):
            shock = {"kind": kind, "select": {"rank": rank, "count": 2}, "days": 30}
            shocks.apply(drive.network, Shock.model_validate(shock), drive.now)
        for person in drive.free_members("broker") + drive.free_members("coordinator"):
            authorities.seen_by_officials(
                drive.network,
                person,
                questions.whereabouts(drive.network, person),
                drive.now,
                f"cause/{day}",
                confidential=False,
            )
    return drive


@pytest.mark.parametrize("name", ["moved", *available()])
def test_every_choice_of_a_rule_has_words(name: str) -> None:
    because = explained(name).network.reasons.kept
    chosen = {(each.rule, each.chosen.partition(":")[0]) for each in because if each.rule not in SHOWN_BY_FORM}
    silent = {(rule, choice) for rule, choice in chosen if f"because.{rule}" not in CHECKS}
    assert [f"{rule}.{choice}" for rule, choice in sorted(silent) if sentence(f"because.{rule}.{choice}") is None] == []


@pytest.mark.parametrize("name", ["moved", *for_rooms()])
def test_every_choice_shows_what_went_in_and_what_came_second(name: str) -> None:
    because = explained(name).network.reasons.kept
    assert {each.rule for each in because} >= {"R2", "R5", "R6", "R7", "R8", "R11", "check"}
    assert [each for each in because if not each.inputs] == []
    alone = {each.rule for each in because if not each.runner_up}
    assert alone <= {"R2", "R3", "R5", "R8"}
    gumbels = [each for each in because if each.rule == "R2" or (each.rule == "R8" and ("noise", 0.5) in each.inputs)]
    assert gumbels
    assert all(("noise", each.draw) not in each.inputs for each in gumbels)
    for each in because:
        if each.rule == "R2":
            values = dict(each.inputs)
            assert {each.chosen, each.runner_up} - {""} <= values.keys()
