"""The auto-responder: it keeps inherited matters worked and answers what comes in; it begins nothing new."""

from __future__ import annotations

from simulation.players.habits import Habits
from simulation.players.intake import incoming
from simulation.players.outbox import outgoing
from simulation.players.policy import Policy
from simulation.players.procedures import procedures
from simulation.players.talk import injects, meetings, messages, tasks

AUTO = Policy(
    name="auto",
    wake_every_days=7,
    habits=Habits(decisions=0),
    answering=(incoming, outgoing, procedures, injects, meetings, tasks, messages),
)
"""Plays an empty or absent country so that nobody waits for it."""

NONE = Policy(name="none", wake_every_days=0, habits=Habits(decisions=0))
"""No cooperation at all: nobody asks, answers or acts; the baseline."""
