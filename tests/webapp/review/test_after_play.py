"""What a trainee finds who asks for the review: a page that says who shows it, never a closed door."""

import re

from simulation.exercise.clock.commands import EndExercise
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person


def asked_for(person: Person, where: str) -> str:
    answer = person.get(where)
    assert answer.status_code == 303
    page = person.get(answer.headers["Location"])
    assert page.status_code == 200
    return re.sub(r"\s+", " ", page.get_data(as_text=True))


def test_before_the_end_and_after_it(house: House, cast: Cast) -> None:
    review = f"/x/{cast.exercise}/review/"
    page = asked_for(cast.alba, review)
    assert "The review comes after the end" in page
    assert "Back to your desk" in page
    house.store.execute(cast.exercise, EndExercise(id="end000001", member="control"))
    for where in (review, f"{review}decisions", f"{review}epilogue"):
        page = asked_for(cast.alba, where)
        assert "The exercise is over" in page
        assert "Read your file" in page


def test_nobody_else_is_told_anything(house: House, cast: Cast) -> None:
    assert cast.otto.get(f"/x/{cast.exercise}/review/").headers["Location"].startswith("/sign-in?next=")
    assert cast.ines.get(f"/x/{cast.exercise}/lobby/after").status_code == 403
