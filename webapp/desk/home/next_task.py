"""After an act: what was done, and the way to what waits next for the seat."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext as _
from markupsafe import Markup

from simulation.exercise.views.work_list import waiting
from webapp.desk.current_view import reader
from webapp.desk.home.rows import work_rows


def flash_done(done: str, page: str) -> None:
    """Says what was done, and names the next thing that waits for the visitor's seat.

    Args:
        done: What was done, as a sentence.
        page: Address of the page on which it is said: nobody is led to where they are.
    """
    flash(done, "info")
    reading = reader()
    if reading.view.clock.is_over:
        return
    rows = work_rows(waiting(reading.view.work, reading.offices), reading)
    following = next((row for row in rows if row.action_url and row.action_url.partition("?")[0] != page), None)
    if following is not None:
        link = Markup('<a href="{url}">{words}</a>')
        flash(link.format(url=following.action_url, words=_("Next: %(what)s", what=following.title)), "info")
