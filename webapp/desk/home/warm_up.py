"""The warm-up on the desk: four small things that show a seat its tools before play begins. Nothing of it counts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.clock import warm_up
from webapp.desk.readable import Reader, joined
from webapp.live.panels import BEFORE_THE_FIRST_MOVE
from webapp.pages.page import panel_version
from webapp.pages.team_rows import read_keys
from webapp.pages.warm_up import done_by, papers_of


@dataclass(frozen=True, slots=True)
class WarmUpStep:
    """Something to try, whether this seat has done it, and where it is done."""

    text: str
    done: bool
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class WarmUpPart:
    """The steps of the warm-up and where the seat stands in them."""

    steps: tuple[WarmUpStep, ...]
    done: int
    src: str
    version: str


def warm_up_values(reading: Reader) -> WarmUpPart | None:
    """The seat's checklist; in the lobby its empty place, in which it appears, None once the first move is open."""
    view = reading.view
    if view.clock.phase not in BEFORE_THE_FIRST_MOVE:
        return None
    src, version = url_for("desk.panel", name="warm_up"), panel_version("practice")
    if view.clock.phase != warm_up.PHASE:
        return WarmUpPart(
            steps=(),
            done=0,
            src=src,
            version=version,
        )
    done = done_by(view, reading.offices, read_keys())
    keys = {paper.key for paper in papers_of(view, reading.offices)}
    paper = next((filed for filed in view.documents if filed.document.key in keys), None)
    paper_url = url_for("desk.document_page", number=paper.label) if paper is not None else url_for("desk.documents")
    steps = (
        WarmUpStep(
            _("Read your practice document: %(title)s", title=reading.documents.title_of(paper))
            if paper is not None
            else _("Read a practice document"),
            done.read,
            paper_url,
            _("Read"),
        ),
        WarmUpStep(
            _("Put a person or thing from this document on the board"), done.on_board, paper_url, _("Open the document")
        ),
        WarmUpStep(
            _(
                "Send one message on your channel, to your counterpart abroad (%(office)s)",
                office=joined(reading.office(office) for office in reading.offices),
            ),
            done.sent,
            url_for("desk.messages", _anchor="write"),
            _("Write"),
        ),
        WarmUpStep(
            _("Answer what exercise control sends you for practice"),
            done.answered,
            url_for("desk.messages"),
            _("Messages"),
        ),
    )
    return WarmUpPart(
        steps=steps,
        done=sum(step.done for step in steps),
        src=src,
        version=version,
    )
