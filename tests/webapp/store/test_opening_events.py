"""What an exercise opens with is stored: the matters in flight, before anything that anybody did."""

import sqlalchemy as sa

from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.store.tables import EventRecord


def test_matters_in_flight_are_stored_once(house: House, cast: Cast) -> None:
    with house.database.reading() as session:
        kinds = session.scalars(
            sa.select(EventRecord.payload)
            .where(EventRecord.exercise_id == cast.exercise, EventRecord.kind == "RequestOpened")
            .order_by(EventRecord.sequence)
        ).all()
    inherited = [text for text in kinds if '"inherited":true' in text.replace(" ", "")]
    matters = house.store.published(cast.exercise).control.requests
    assert len(inherited) == len(set(inherited))
    assert len(inherited) == len(matters) >= 12
