"""What a tutorial and its marks need, and what the check says of those that lack it."""

from __future__ import annotations

import pytest

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.kernel.terms import Office
from simulation.scenario.checks.demands import examine
from simulation.scenario.checks.play import check_play
from simulation.scenario.checks.problems import Findings
from simulation.scenario.load import available, directory_of, for_rooms
from simulation.scenario.schema.play import Mark, MarkPlace
from simulation.scenario.schema.scenario import Scenario


@pytest.fixture(scope="module")
def tutorial() -> Scenario:
    """What ships for one person."""
    (name,) = set(available()) - set(for_rooms())
    return load_scenario(directory_of(name))


def told(scenario: Scenario, **changed: object) -> str:
    """What the check says of the scenario with one mark that is changed so."""
    (mark,) = (each for each in scenario.play.marks if each.key == "mark/open")
    play = scenario.play.model_copy(update={"marks": (mark.model_copy(update=changed),)})
    findings = Findings()
    check_play(scenario.model_copy(update={"play": play}), SHIPPED.allowed_names, findings)
    return str(findings.problems())


def test_what_ships_is_whole(tutorial: Scenario) -> None:
    assert examine(tutorial, SHIPPED.allowed_names) == ()
    assert told(tutorial) == "()"
    assert tutorial.is_tutorial
    assert all(not load_scenario(directory_of(name)).is_tutorial for name in for_rooms())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "open"}, "begins with `mark/`"),
        ({"country": "XYZ"}, "XYZ"),
        ({"act": "OpenDoor"}, "OpenDoor"),
        ({"act": None}, "exactly one of"),
        ({"answered": True}, "exactly one of"),
        ({"action": "submit"}, "belongs to"),
        ({"act": None, "writes": "fact"}, "fact"),
        ({"at": MarkPlace.FACTS}, "go together"),
        ({"at": MarkPlace.PAPER}, "go together"),
        ({"act": None, "reads": "opening/nobody"}, "opening/nobody"),
    ],
)
def test_a_mark_that_cannot_end_or_stands_nowhere_is_named(
    tutorial: Scenario, changed: dict[str, object], said: str
) -> None:
    assert said in told(tutorial, **changed)


def test_a_mark_at_a_control_that_rooms_do_not_have_is_named(tutorial: Scenario) -> None:
    room = tutorial.model_copy(update={"kind": "exercise"})
    mark = Mark(key="mark/on", country="ALD", office=Office.PROSECUTOR, at=MarkPlace.ONWARD, answered=True)
    findings = Findings()
    play = room.play.model_copy(update={"marks": (mark,)})
    check_play(room.model_copy(update={"play": play}), SHIPPED.allowed_names, findings)
    assert "only a tutorial" in str(findings.problems())


def test_one_person_sits_at_one_seat(tutorial: Scenario) -> None:
    preset = tutorial.play.presets[0].model_copy(update={"people": 2, "merged": ()})
    play = tutorial.play.model_copy(update={"presets": (preset,)})
    said = str(examine(tutorial.model_copy(update={"play": play}), SHIPPED.allowed_names))
    assert "presets.0.people" in said
    assert "presets.0.merged" in said
