"""The warm-up: four small things that show a seat its tools before play begins. Nothing of it counts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.commands import Seat
from webapp.desk.reader import Reader
from webapp.pages import panel_version
from webapp.team_rows import read_keys


@dataclass(frozen=True, slots=True)
class Step:
    """Something to try, whether this seat has done it, and where it is done."""

    text: str
    done: bool
    url: str
    action: str


def warm_up_values(reading: Reader) -> dict[str, object] | None:
    """The seat's checklist, None outside the warm-up."""
    view = reading.view
    if view.clock.phase != "warm_up":
        return None
    mine = {Seat(view.country, office) for office in reading.offices}
    sent = [message for message in view.messages if message.sender in mine]
    steps = (
        Step(
            _("Read one document of your file"),
            any(key.startswith("document:") for key in read_keys()),
            url_for("desk.documents"),
            _("Documents"),
        ),
        Step(
            _("Put one person, account or place on the board"),
            bool(view.board.entities),
            url_for("desk.board"),
            _("Board"),
        ),
        Step(
            _("Send one message in your channel: to your office’s counterpart abroad"),
            any(message.to is not None and message.to.country != view.country for message in sent),
            url_for("desk.messages", _anchor="write"),
            _("Write"),
        ),
        Step(
            _("Answer one message"),
            any(message.answers for message in sent),
            url_for("desk.messages"),
            _("Messages"),
        ),
    )
    return {
        "steps": steps,
        "done": sum(step.done for step in steps),
        "src": url_for("desk.panel", name="warm_up"),
        "version": panel_version("warm_up"),
    }
