"""What the pages say of a price: the days really moved, the unit of the case, no price where nothing can move."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.core.event import Actor
from simulation.exercise.injects.events import InjectAnswered
from simulation.review.figures import FIGURES
from simulation.review.flows import in_play
from simulation.review.prices.choices import Decision
from simulation.review.prices.prices import Pair, Price, Pricer, Result, price_key
from simulation.review.prices.variants import Variant
from simulation.review.record_reading import RecordReading
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.finished import finished_example, movable, reading_of
from webapp.review.current_review import ticket
from webapp.review.record_store import keep_price
from webapp.review.sentences import decision_title

pytestmark = pytest.mark.acceptance("plays an exercise and prices its decisions for each scenario")


def finished(house: House, scenario: str) -> tuple[str, RecordReading, int]:
    """A finished exercise, as the review reads it, and the number of its last journal entry."""
    exercise = finished_example(house.database, scenario=scenario, seed=5, title="Finished")
    return exercise, *reading_of(house, exercise)


@pytest.mark.parametrize(("scenario", "has_goods"), [("blue-current", True), ("glass-harbour", False)])
def test_a_price_on_every_page(house: House, cast: Cast, scenario: str, *, has_goods: bool) -> None:
    exercise, reading, sequence = finished(house, scenario)
    chosen = next(movable(reading))
    days = round(reading.held[chosen.key].seconds / 86_400)
    before = cast.ines.get(f"/x/{exercise}/review/decisions").text
    assert f"{days} day" in before
    answered = [
        event
        for event in in_play(reading.record.events)
        if isinstance(event, InjectAnswered) and event.by is Actor.PEOPLE and event.choice
    ]
    events = html.unescape(before).partition('id="events"')[2].partition("</section>")[0]
    assert events.count("<tr>") == len(answered) + 1 > 1
    for event in answered:
        words = f"{event.inject}.choice.{event.choice}"
        if reading.scenario.has_text(words):
            assert reading.scenario.text(words) in events
    stuck = sum(not held.seconds for held in reading.held.values())
    assert before.count("could not have been taken earlier") == stuck > 0
    assert "Look at all decisions" in before
    one = f"/x/{exercise}/review/decisions/{ticket(chosen.key)}"
    assert "has not been played in this way yet" in cast.ines.get(one).text
    with Pricer(reading.record, 0) as pricer:
        found = pricer.price(chosen, runs=range(101, 103))
    keep_price(house.database, exercise, sequence, found)
    pages = {name: cast.ines.get(f"/x/{exercise}/review/{name}").text for name in ("", "decisions")}
    pages["decision"] = cast.ines.get(one).text
    assert re.search(rf"Taken {days} days? earlier", pages[""])
    assert f"can place this decision {days} days earlier" in pages["decision"]
    table = cast.ines.get(f"/x/{exercise}/review/table/prices.csv").text
    assert ("drugs_delivered_g" in table) == has_goods
    for name, page in pages.items():
        assert "<svg" in page or name == "decisions"
        assert not re.search(r"<style|\sstyle=", page)
        if not has_goods:
            assert not re.search(r"\d kg\b", page), name
    for person in (cast.alba, cast.otto):
        assert person.get(one).status_code in {303, 403}
        assert person.post(f"/x/{exercise}/review/decisions/look", {}).status_code in {303, 403}


def test_a_way_that_does_not_fit_cannot_be_asked_for(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    chosen = next(each for each in reading.decisions if each.kind == "decide")
    for how in ("at_once", "magic"):
        asked = cast.ines.post(f"/x/{exercise}/review/decisions/price", {"decision": ticket(chosen.key), "how": how})
        assert asked.status_code == 404
    assert cast.ines.get(f"/x/{exercise}/review/decisions/nothing").status_code == 404


def test_waiting_that_was_right_is_found_and_named(house: House, cast: Cast) -> None:
    """An arrest that would have been worse a move earlier, made up: money laundered is more, nothing is better."""
    exercise, reading, sequence = finished(house, "blue-current")
    chosen = next(each for each in reading.decisions if each.kind == "measure" and reading.held[each.key].seconds)
    was = Result({figure.key: 1000.0 for figure in FIGURES} | {"known_exposure_days": 704.26}, 100, 0)
    worse = replace(was, figures={**was.figures, "money_laundered_minor": 300_000_000.0})
    pairs = tuple(Pair(number, was, worse) for number in range(101, 133))
    key = price_key(chosen, Variant.EARLIER)
    keep_price(house.database, exercise, sequence, Price(key, chosen, "earlier", reading.held[chosen.key], pairs))
    page = cast.ines.get(f"/x/{exercise}/review/decisions/{ticket(chosen.key)}").text
    assert "Waiting was right, in this model." in page
    assert "As played, median of 32 runs" in page
    assert "As it was" not in page, "runs with other chance events are not this exercise"
    assert page.count("704.3") == 2, "as the page of the outcome prints days"
    assert re.search(
        r"<h1>Taken \d+ days? earlier: 3 million \w+ more laundered by day \d+, in this model\.</h1>", page
    )


def test_a_price_without_clear_effect_leads_nothing_and_is_named(house: House, cast: Cast) -> None:
    exercise, reading, sequence = finished(house, "blue-current")
    address = f"/x/{exercise}/review"

    def page(name: str = "") -> str:
        return html.unescape(cast.ines.get(f"{address}/{name}").text)

    def slide() -> str:
        cast.ines.post(f"{address}/debrief/turn", {"slide": "4", "step": "0"})
        return page("debrief/wall")

    def cover() -> str:
        paper = json.loads(cast.ines.get(f"{address}/paper/after-action.json").text)
        return str(paper["finding"])

    before, cover_before = re.findall(r"<h1>([^<]*)</h1>", page()), cover()
    able = list(movable(reading))
    was = Result({figure.key: 1000.0 for figure in FIGURES}, 100, 0, after={figure.key: 1000.0 for figure in FIGURES})

    def price(chosen: Decision, papers: Callable[[int], float]) -> None:
        def moved(number: int) -> Result:
            at_end = {**was.figures, "papers_that_stand": papers(number)}
            return replace(was, figures=at_end, after=was.figures)

        pairs = tuple(Pair(number, was, moved(number)) for number in range(101, 117))
        key = price_key(chosen, Variant.EARLIER)
        keep_price(house.database, exercise, sequence, Price(key, chosen, "earlier", reading.held[chosen.key], pairs))

    price(able[0], lambda number: 1000.0 + number % 2)
    title = decision_title(reading, able[0], roles_only=False)
    assert re.findall(r"<h1>([^<]*)</h1>", page()) == before, "what was found first stays first"
    assert cover() == cover_before
    assert f"{title}. Taken " in page()
    assert "The one decision with a price did not clearly change anything." in slide()
    one = page(f"decisions/{ticket(able[0].key)}")
    last = reading.scenario.horizon_days + 1
    assert f"After automatic play, by day {last}, usable documents: 0; no effect: all 16 runs unchanged." in one
    price(able[1], lambda number: 1000.0 - number % 2)
    assert "None of the 2 decisions with a price clearly changed anything." in slide()
    price(able[2], lambda _number: 1005.0)
    clear = decision_title(reading, able[2], roles_only=False)
    for text in (re.findall(r"<h1>([^<]*)</h1>", page())[0], cover()):
        assert f"{clear}. Taken " in text
        assert "5 more usable documents" in text
    assert "One decision mattered. No wait was clearly right." in slide()
    other = ticket(price_key(able[0], Variant.EARLIER))
    cast.ines.post(f"{address}/debrief/pick", {"slot": "mattered", "key": other})
    hidden = slide()
    assert "Chosen by the trainer, for discussion." in hidden
    assert not re.search(r"None of the|clearly (changed|right)", hidden), "a choice denies no clear price"
