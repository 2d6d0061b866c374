"""The desk of one team after a played two-day workshop, for programs that measure its pages without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask, g
from flask_babel import Babel

from benchmarks.review_day import TWO_DAYS, workshop_record
from simulation.exercise.journal import replay
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.players.policies import players
from webapp.desk.area import AREA
from webapp.desk.readable import Reader
from webapp.store.tables import Phase
from webapp.visit.visitor import ExerciseInfo, Visit


@contextmanager
def at_desk(most: Callable[[TeamView], int], enlarged: Callable[[TeamView], TeamView]) -> Iterator[Reader]:
    """A prosecutor's reading of the view of the team that has most, enlarged, inside a request of the desk."""
    record = workshop_record(TWO_DAYS)
    exercise, _events = replay(record.frozen, record.settings, record.entries, players())
    view = enlarged(max((exercise.team_view(country.code) for country in record.frozen.scenario.played), key=most))
    app = Flask(__name__)
    Babel(app)
    app.register_blueprint(AREA.blueprint, url_prefix="/x/<exercise>/desk")
    now = datetime(2031, 3, 3, tzinfo=UTC)
    here = ExerciseInfo("0", "", "", "blue-current", now, Phase.OFFICE_HOURS, now, 0, 0, archived=False)
    with app.test_request_context("/x/0/desk/"):
        g.visit = Visit(here, None, None)
        yield Reader(record.frozen.scenario, "en", view, (Office.PROSECUTOR,))
