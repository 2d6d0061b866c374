"""A journal holds names on paper, whatever classes are called, and each command has one who checks and performs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulation.exercise import registry
from simulation.exercise.clock.commands import Rewind
from simulation.exercise.clock.events import Rewound
from simulation.exercise.core.command import COMMANDS, Giver, command
from simulation.exercise.core.event import EVENTS, event
from simulation.exercise.journal import decode_command, decode_event, encode_command, encode_event
from simulation.exercise.messages.commands import SendMessage


@pytest.fixture
def renamed() -> Iterator[None]:
    """A command and an event whose classes are called something else."""
    names = {kind: kind.__name__ for kind in (SendMessage, Rewound)}
    for kind in names:
        kind.__name__ = "Renamed"
    yield
    for kind, name in names.items():
        kind.__name__ = name


@pytest.mark.usefixtures("renamed")
def test_a_renamed_class_is_stored_under_its_name_on_paper() -> None:
    said = SendMessage(id="m1", to=None, text="Good morning")
    assert '"type":"SendMessage"' in encode_command(said)
    assert decode_command(encode_command(said)) == said
    back = Rewound(at=3, cause="m1", to=2)
    assert '"type":"Rewound"' in encode_event(back)
    assert decode_event(encode_event(back)) == back


def test_a_name_on_paper_is_given_once() -> None:
    with pytest.raises(ValueError, match="SendMessage"):
        command("SendMessage")(Rewind)
    with pytest.raises(ValueError, match="Rewound"):
        event("Rewound")(Rewound)
    assert all(kind.wire == wire for wire, kind in COMMANDS.items())
    assert all(kind.wire == wire for wire, kind in EVENTS.items())


def test_every_command_but_the_undo_has_one_who_performs_it() -> None:
    assert {kind.wire for kind in COMMANDS.values() if kind not in registry.HANDLERS} == {"Rewind"}


def test_what_bars_a_command_by_its_phase_is_for_control_alone() -> None:
    assert {kind.giver for kind in COMMANDS.values() if kind.phases} == {Giver.CONTROL}
    assert {kind.wire for kind in COMMANDS.values() if kind.reads_along} == {"TakeSeat", "LeaveSeat"}
