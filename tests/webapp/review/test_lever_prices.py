"""What a lever would have changed, asked for and shown on the review's page of decisions."""

from __future__ import annotations

import re

from simulation.review.figures import FIGURES
from simulation.review.prices.choices import Held, HeldBy
from simulation.review.prices.prices import LEVER, Pair, Price, Result
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.review.pricing_jobs import Job, Jobs, LeverWanted
from webapp.review.record_store import keep_price, prices
from webapp.store.tables import ExerciseRecord

NOTHING = Result({figure.key: 10.0 for figure in FIGURES}, 100, 0)
LESS = Result({figure.key: 6.0 for figure in FIGURES}, 100, 0)


def page(cast: Cast) -> str:
    answer = cast.ines.get(f"/x/{cast.exercise}/review/decisions")
    assert answer.status_code == 200
    return answer.text


def test_every_lever_can_be_asked_for_with_its_source(cast: Cast) -> None:
    text = page(cast)
    asked = set(re.findall(r'name="lever" value="(\w+)"', text))
    assert asked == {
        "lawyers",
        "translators",
        "electronic",
        "standard_forms",
        "liaison",
        "agreement",
        "short_freeze",
        "training",
    }
    assert text.count("r-law-source") >= len(asked)


def test_what_there_is_not_cannot_be_asked_for(cast: Cast) -> None:
    good: dict[str, str | list[str]] = {"country": "VAL", "lever": "liaison", "day": "0"}
    for wrong in ({"lever": "magic"}, {"country": "XXX"}, {"day": "17"}, {"day": "x"}):
        asked = cast.ines.post(f"/x/{cast.exercise}/review/levers/price", {**good, **wrong})
        assert asked.status_code == 404, wrong
    for person in (cast.alba, cast.otto):
        assert person.post(f"/x/{cast.exercise}/review/levers/price", dict(good)).status_code in {303, 403}


def test_what_was_found_is_shown_in_words_over_its_runs(house: House, cast: Cast) -> None:
    with house.database.reading() as session:
        row = session.get(ExerciseRecord, cast.exercise)
        assert row is not None
        sequence = row.sequence
    pairs = (Pair(0, NOTHING, NOTHING), *(Pair(number, NOTHING, LESS) for number in range(101, 111)))
    wanted = LeverWanted("VAL", "liaison", 0)
    found = Price(wanted.key, None, LEVER, Held(0, HeldBy.WISH, 0), pairs)
    keep_price(house.database, cast.exercise, sequence, found)
    assert prices(house.database, cast.exercise, sequence) == {wanted.key: found}
    text = page(cast)
    assert "in place from the start" in text
    assert "−4; less in 10 of 10 runs" in text
    assert prices(house.database, cast.exercise, sequence + 1) == {}


def test_asking_twice_is_asking_once_and_stopping_drops_it(house: House, cast: Cast) -> None:
    jobs = Jobs(house.database, workers=0)
    wanted = LeverWanted("VAL", "liaison", 0)
    jobs._jobs[(cast.exercise, wanted.key)] = Job(cast.exercise, 1, wanted)
    (job,) = jobs.of(cast.exercise)
    assert job.wanted == wanted
    jobs.stop(cast.exercise, wanted.key)
    assert jobs.of(cast.exercise) == ()
