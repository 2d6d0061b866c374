"""The epilogue: people first, then money, then letters; the wall tells every matter, some of them counted together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from simulation.exercise.outcome.exposure import exposures
from simulation.scenario.schema.play import Sought
from tests.webapp.review.seen import Seen, finished_and_seen, numbers

pytestmark = pytest.mark.acceptance("plays an exercise of each scenario to its horizon")

ROW = re.compile(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", re.DOTALL)


@pytest.fixture(scope="module", params=["blue-current", "glass-harbour"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    with finished_and_seen(tmp_path_factory.mktemp("epilogue"), request.param) as found:
        yield found


def matter(rows: list[tuple[str, str, str]], words: str) -> int:
    return next(place for place, (name, _left, _after) in enumerate(rows) if words in name.lower())


def test_people_and_money_stand_before_letters(seen: Seen) -> None:
    for page in ("epilogue", "epilogue?wall=1"):
        rows = ROW.findall(seen.page(page))
        assert rows, page
        letter = matter(rows, "formal request" if "wall" in page else "statement of a witness")
        assert matter(rows, "trial") < matter(rows, "money frozen") < letter
        for place, (name, _left, _after) in enumerate(rows):
            assert "xtradition" not in name or place < matter(rows, "money frozen")


def test_the_wall_tells_every_matter_in_words_that_need_no_number(seen: Seen) -> None:
    page, wall = ROW.findall(seen.page("epilogue")), ROW.findall(seen.page("epilogue?wall=1"))
    assert len(wall) <= 6 < len(page)
    told = 0
    for name, _left, _after in wall:
        assert not re.search(r"Request \d|Trial, \d", name)
        found = numbers(name)
        told += int(found[0]) if found and "Money" not in name and "People" not in name else 1
    assert told == len(page)


def test_a_person_is_surrendered_and_money_has_its_currency(seen: Seen) -> None:
    page = ROW.findall(seen.page("epilogue"))
    surrenders = [
        line
        for line in seen.reading.lines
        if line.sought is Sought.SURRENDER and line.is_open and (line.left is not None or line.inherited)
    ]
    told = [after for name, _left, after in page if "Extradition" in name]
    assert len(told) == len(surrenders)
    assert told or seen.reading.scenario.name != "glass-harbour"
    assert all(re.match(r"(Surrendered|Refused) on day|Still open", each) for each in told)
    for rows in (page, ROW.findall(seen.page("epilogue?wall=1"))):
        name, left, after = rows[matter(rows, "money frozen")]
        assert seen.reading.scenario.currency.code in name
        assert not re.search(r"\d\.\d", left + after)


def test_a_trial_names_the_person_the_offence_and_the_country(seen: Seen) -> None:
    rows = [name for name, _left, _after in ROW.findall(seen.page("epilogue")) if name.startswith("Trial of")]
    assert rows
    assert all(len(name.split(", ")) >= 3 for name in rows)


def test_people_at_risk_are_counted_and_never_named(seen: Seen) -> None:
    known = {each.person for each in seen.reading.exposures}
    safe = {each.person for each in seen.reading.exposures if each.is_protected}
    for page in ("epilogue", "epilogue?wall=1"):
        found = [left for name, left, _after in ROW.findall(seen.page(page)) if "at risk" in name]
        assert [int(numbers(each)[0]) for each in found] == ([len(known - safe)] if known - safe else [])


def test_who_is_known_to_be_at_risk_and_who_is_protected_are_counted_in_one_way(seen: Seen) -> None:
    """On the page, in the table, in the epilogue and in the papers: who is protected is among those who are known."""
    rows, end = seen.table("exposure"), seen.reading.span.end
    people = {each.person for each in seen.reading.exposures}
    safe = {each.person for each in seen.reading.exposures if each.is_protected}
    assert len(rows) == len(seen.reading.exposures)
    assert len(safe) == seen.outcome["play"]["persons_protected"]
    found = re.findall(r"(\d+) people were known to be at risk by day [\d,]+; protected: (\d+)", seen.page())
    assert found == [(str(len(people)), str(len(safe)))]
    later = exposures(seen.reading.record.events, seen.reading.span.horizon)
    left = {each.person for each in later if each.since <= end} - {e.person for e in later if e.end <= end}
    since = len(left & {each.person for each in later if each.is_protected})
    after = [after for name, _left, after in ROW.findall(seen.page("epilogue")) if "at risk" in name]
    assert all(each.startswith(f"{since} of them protected since; {len(left) - since} not") for each in after)
    told = {
        table.name: json.dumps([[cell.text for cell in row.cells] for row in table.rows])
        for table in seen.paper().tables()
    }
    assert f"{len(safe)} of {len(people)} people known to be at risk were protected" in told["objectives"]
    assert "People protected: " not in told["objectives"], "told once"
    for country in seen.reading.scenario.played:
        own = [row for row in rows if row["country"] == country.code]
        is_safe = [row for row in own if row["protected (day)"]]
        share = f"{len(is_safe)} of {len(own)}"
        paper = seen.paper(f"{country.code}/team.json")
        people_there = [table for table in paper.tables() if table.name == "people"]
        assert [table.rows[0].cells[1].text for table in people_there] == ([share] if own else [])
        assert not own or f": {share} people known to be at risk" in told["tasks"] or len(own) == 1
        soon = sum(float(row["known_exposure (days)"]) <= 7 for row in is_safe)
        due = [row for row in own if row in is_safe or float(row["known_exposure (days)"]) > 7]
        label = "People at risk who were safe within seven days"
        weeks = [r.cells[1].text for table in paper.tables() for r in table.rows if r.cells[0].text.startswith(label)]
        assert weeks == ([f"{soon} of {len(due)}"] if due else weeks)


def test_the_end_of_play_stands_where_the_bar_ends(seen: Seen) -> None:
    page = seen.page("epilogue?wall=1")
    played = re.search(r'r-axis-played[^>]* width="(\d+)%?"', page)
    label = re.search(r'<text[^>]* x="(\d+)%"[^>]*>\s*day \d+, end of play', page)
    assert played is not None
    assert label is not None
    assert played[1] == label[1]
