"""The auto-responder: it keeps inherited matters worked and answers what comes in; it begins nothing new."""

from __future__ import annotations

from simulation.players.letters.incoming import incoming
from simulation.players.letters.outgoing import outgoing
from simulation.players.procedures.all_procedures import procedures
from simulation.players.shared_policy import Policy
from simulation.players.tasks.messages import injects, meetings, messages, tasks
from simulation.players.turn.parameters import Habits

AUTO = Policy(
    name="auto",
    wake_every_days=7,
    habits=Habits(decisions=0),
    answering=(incoming, outgoing, procedures, injects, meetings, tasks, messages),
)
"""Plays an empty or absent country so that nobody waits for it."""

NONE = Policy(name="none", wake_every_days=0, habits=Habits(decisions=0))
"""No cooperation at all: nobody asks, answers or acts; the baseline."""
