"""The reading, prices and work in hand of the exercise in the address."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import cast

from flask import Flask, current_app, url_for
from flask_babel import gettext as _

from simulation.review.bundles import ReplayRun
from simulation.review.prices.prices import LEVER, Price, Screened
from simulation.review.record_reading import RecordReading
from webapp.review.pricing_jobs import Job, Jobs
from webapp.review.record_store import Shelf, prices, runs_of, screening_of
from webapp.store.published_views import digest
from webapp.visit.visitor import current_exercise, services

_KEY = "rogatory_review"
_GUARD = Lock()


@dataclass(frozen=True, slots=True)
class Desk:
    """What the review keeps between pages."""

    shelf: Shelf
    jobs: Jobs


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the review."""

    url: str
    label: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """Everything about the exercise in the address."""

    reading: RecordReading
    sequence: int
    prices: dict[str, Price]
    levers: dict[str, Price]
    screened: dict[str, Screened]
    runs: tuple[ReplayRun, ...]
    jobs: tuple[Job, ...]


def end_work(app: Flask) -> None:
    """The server ends: nobody looks for prices any more."""
    with _GUARD:
        found = app.extensions.get(_KEY)
    if found is not None:
        cast("Desk", found).jobs.end()


def desk() -> Desk:
    """The shelf of readings and the list of work of this application."""
    with _GUARD:
        found = current_app.extensions.get(_KEY)
        if found is None:
            store = services().store
            found = current_app.extensions[_KEY] = Desk(Shelf(), Jobs(store.database, policies=store.players))
        return cast("Desk", found)


def here() -> Here:
    """The exercise in the address as the review reads it."""
    exercise = current_exercise().id
    kept = desk()
    store = services().store
    database = store.database
    reading, sequence = kept.shelf.reading(store, exercise)
    found = prices(database, exercise, sequence)
    return Here(
        reading,
        sequence,
        {key: price for key, price in found.items() if price.variant != LEVER},
        {key: price for key, price in found.items() if price.variant == LEVER},
        {each.decision.key: each for each in screening_of(database, exercise, sequence)},
        runs_of(database, exercise, sequence),
        kept.jobs.of(exercise),
    )


def tabs(now: Here, current: str) -> tuple[Tab, ...]:
    """The pages of the review."""
    exercise = current_exercise().id
    return (
        Tab(url_for("review.home", exercise=exercise), _("Review"), current == "review"),
        Tab(url_for("review.delay", exercise=exercise), _("Cost of delay"), current == "delay"),
        Tab(
            url_for("review.decisions", exercise=exercise),
            _("Decisions"),
            current == "decisions",
            sum(bool(each.commands) for each in now.reading.decisions),
        ),
        Tab(url_for("review.epilogue", exercise=exercise), _("Epilogue"), current == "epilogue"),
        Tab(url_for("review.case", exercise=exercise), _("Case"), current == "case"),
        Tab(url_for("review.replay", exercise=exercise), _("Replay"), current == "replay"),
        Tab(url_for("review.teams", exercise=exercise), _("Teams"), current == "teams"),
        Tab(url_for("review.debrief", exercise=exercise), _("Debrief"), current == "debrief"),
        Tab(url_for("review.papers", exercise=exercise), _("Documents"), current == "papers"),
    )


def ticket(key: str) -> str:
    """What pages and addresses call a decision: nothing of its key can be read from it."""
    return digest(key)
