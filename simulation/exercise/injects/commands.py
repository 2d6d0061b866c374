"""What control may do with the event list, and how a seat answers an inject."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, Giver, command


@command("FireInject", giver=Giver.CONTROL)
@dataclass(frozen=True, slots=True, kw_only=True)
class FireInject(Command):
    """Fire an inject now, by hand."""

    inject: str


@command("HoldInject", giver=Giver.CONTROL)
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInject(Command):
    """Hold an inject back, or release it (`held` False)."""

    inject: str
    held: bool


@command("EditInject", giver=Giver.CONTROL)
@dataclass(frozen=True, slots=True, kw_only=True)
class EditInject(Command):
    """Change an inject's words or the day on which it fires, or (with a new key `added/<id>`) add one."""

    inject: str
    title: str
    text: str
    country: str | None = None
    day: int | None = None
    answer_days: int = 0


@command("SendHint", giver=Giver.CONTROL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SendHint(Command):
    """Send one of an inject's hints (1-3) to the seats that got it."""

    inject: str
    number: int
    country: str


@command("AnswerInject")
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInject(Command):
    """Answer an inject, by one of its choices or in words."""

    inject: str
    choice: str = ""
    text: str = ""
