"""An exercise that is over, played once a process for all tests that put it into a house of their own."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from simulation.review.prices.choices import Decision
from simulation.review.prices.variants import BY_VARIANT, Variant
from simulation.review.record_reading import RecordReading
from tests.webapp.house import House
from webapp.review.current_review import desk
from webapp.store.database import Database
from webapp.store.exercise_rows import record_of
from webapp.store.played_example import finished_file
from webapp.store.tables import ExerciseRecord
from webapp.store.transfer import put_in

played_once = cache(finished_file)


def finished_example(database: Database, *, scenario: str, seed: int, title: str) -> str:
    """What `webapp.store.played_example` puts into a database, with the same exercise for everybody who asks for it."""
    return put_in(database, played_once(scenario, seed), title=title)


def reading_of(house: House, exercise: str) -> tuple[RecordReading, int]:
    """An exercise as the pages of a house read it, which read it once, and the number of the last entry of its play.

    The record is the whole one, epilogue included.
    """
    with house.app.app_context():
        found, sequence = desk().shelf.reading(house.store, exercise)
    with house.database.reading() as session:
        whole = record_of(session, session.get_one(ExerciseRecord, exercise))
    return replace(found, record=whole), sequence


def movable(reading: RecordReading) -> Iterator[Decision]:
    """Decisions that somebody could have taken earlier, in the order of the review."""
    for each in reading.decisions:
        held = reading.held.get(each.key)
        if held is not None and held.seconds and BY_VARIANT[Variant.EARLIER].fits(each):
            yield each
