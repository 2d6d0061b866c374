"""What an error page tells: what happened, what was kept, what to do; and the words for what hinders the database."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.process.faults import Fault


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of an error page."""

    heading: str
    happened: str
    kept: str = ""
    do: str = ""


def fault_told(fault: Fault) -> Told:
    """What a fault means to the person whose act could not be stored."""
    match fault:
        case Fault.FULL:
            return Told(
                _("No space left"),
                _("The trainer's laptop has no space left, so this could not be stored."),
                _("Nothing that was stored is lost; everything can still be read."),
                _("Tell your trainer. Send it again once there is space."),
            )
        case Fault.LOCKED:
            return Told(
                _("The server is too busy"),
                _("Another program on the trainer's laptop has locked the database, so this could not be stored."),
                _("Nothing that was stored is lost; everything can still be read."),
                _("Send it again in a moment. If the problem remains, tell your trainer."),
            )
        case Fault.ELSEWHERE:
            return Told(
                _("This server can only be read"),
                _("Another server has taken over the database, so this could not be stored here."),
                _("Nothing that was stored is lost; everything can still be read."),
                _(
                    "Ask your trainer for the address of the other server, or send it again when this server can "
                    "store again."
                ),
            )
        case Fault.DISK:
            return Told(
                _("The disk cannot be written to"),
                _("The program cannot write to the disk of the trainer's laptop, so this could not be stored."),
                _("Everything that was confirmed is kept."),
                _("Tell your trainer, and send it again later."),
            )
        case _:
            return Told(
                _("The database does not answer"),
                _("The server could not reach its database."),
                _("Nothing was changed."),
                _("Try again in a moment. If the problem remains, tell your trainer."),
            )


def fault_for_trainer(fault: Fault) -> tuple[str, str]:
    """What a fault means to whoever runs the exercise: a line and what to do."""
    match fault:
        case Fault.FULL:
            return (
                _("This laptop has no space left"),
                _(
                    "Nothing can be stored, and a running clock is stopped. Delete files; then the clock "
                    "continues by itself."
                ),
            )
        case Fault.LOW:
            return (
                _("This laptop is nearly full"),
                _(
                    "Less than 200 MB is free. Delete or move files; otherwise there will soon be no space to store "
                    "anything."
                ),
            )
        case Fault.LOCKED:
            return (
                _("Another program has locked the database"),
                _("Nothing can be stored, and a running clock is stopped, until that program ends. Look for a "
"program that copies or opens the data folder."),
            )  # fmt: skip
        case Fault.DISK:
            return (
                _("The disk cannot be written to"),
                _("Nothing can be stored, and a running clock is stopped. Look at the disk and the data folder."),
            )
        case Fault.ELSEWHERE:
            return (
                _("Another server has taken over the database"),
                _("Here everything can only be read. End the other server; then this server continues by itself."),
            )
        case Fault.AWAY:
            return (
                _("The database does not answer"),
                _("Nothing can be stored, and a running clock is stopped, until the database server is back."),
            )
