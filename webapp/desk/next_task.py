"""After an act: what was done, and the way to what waits next for the seat."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext as _
from markupsafe import Markup

from simulation.exercise.views.work_list import TELL_RISK, waiting
from webapp.desk.addresses import about_url, tell_risk_url
from webapp.desk.current_view import reader
from webapp.desk.readable import Reader


def flash_done(done: str, page: str) -> None:
    """Says what was done, and names the next thing that waits for the visitor's seat.

    Args:
        done: What was done, as a sentence.
        page: Address of the page on which it is said: nobody is led to where they are.
    """
    flash(done, "info")
    title, url = next_task(reader(), page)
    if url:
        link = Markup('<a href="{url}">{words}</a>')
        flash(link.format(url=url, words=_("Next: %(what)s", what=title)), "info")


def next_task(reading: Reader, page: str) -> tuple[str, str]:
    """Title and address of the first thing that waits for the visitor's seat on another page; "" for none."""
    for item in waiting(reading.view.work, reading.offices):
        url = about_url(item.about_kind, item.about, reading, item.rests_on)
        if item.action == TELL_RISK:
            url = tell_risk_url((item.about,), reading, item.rests_on) or url
        if url and url.partition("?")[0] != page:
            return reading.say(item.title), url
    return "", ""
