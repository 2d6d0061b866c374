"""The board as a story: a way in lanes, every name written, the list the same as the picture; and where words stand."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.board.lanes import Covered, Place, arrange, words_at


@given(sizes=st.lists(st.integers(1, 7), min_size=1, max_size=4), data=st.data(), columns=st.sampled_from((2, 6)))
def test_everything_has_a_place_of_its_own_in_its_lane(sizes: list[int], data: st.DataObject, columns: int) -> None:
    total = sum(sizes)
    numbers = iter(range(total))
    lanes = tuple(tuple(next(numbers) for _ in range(size)) for size in sizes)
    ends = st.tuples(st.integers(0, total - 1), st.integers(0, total - 1))
    links = tuple(data.draw(st.lists(ends, max_size=12)))
    found = arrange(lanes, links, columns, 160 * columns)
    assert len(set(found.places)) == total
    boxes = [place.covers for place in found.places]
    assert not any(one.meets(other) for n, one in enumerate(boxes) for other in boxes[:n])
    for lane, (top, height) in zip(lanes, found.tops, strict=True):
        assert all(top < found.places[node].y < top + height for node in lane)
    assert all(top + height == below for (top, height), (below, _high) in pairwise(found.tops))


@given(
    st.builds(Place, st.integers(0, 900), st.integers(0, 600)),
    st.builds(Place, st.integers(0, 900), st.integers(0, 600)),
    st.integers(1, 30),
)
def test_words_on_lines_cover_nothing(one: Place, other: Place, letters: int) -> None:
    taken: list[Covered] = [one.covers, other.covers]
    for _turn in range(4):
        before = list(taken)
        if words_at(one, other, letters, taken) is not None:
            assert not any(taken[-1].meets(box) for box in before)
        else:
            assert taken == before


def test_the_story_is_drawn_and_told(house: House, cast: Cast) -> None:
    alba = cast.alba
    shown = view(house, cast, alba)
    for number in range(1, min(len(shown.entities), 24) + 1):
        page = alba.get(desk(cast, f"entities/{number}")).text
        alba.post(desk(cast, f"entities/{number}/claim"), hidden(page, f"entities/{number}/claim"))
    page = alba.get(desk(cast, "board")).text
    drawings = re.split(r'<svg\s+class="r-lanes r-lanes-', page)[1:]
    assert len(drawings) == 2
    listed = re.findall(r'class="r-lanes-step[^"]*" aria-hidden="true">(\d+)<', page)
    assert listed == [str(n) for n in range(1, len(listed) + 1)]
    assert listed
    for drawing in drawings:
        names = re.findall(r'class="r-lanes-name"[^>]*>([^<]+)</text>', drawing)
        assert len(names) == len(re.findall(r"data-node=", drawing)) <= 20
        assert all(name.strip() for name in names)
        assert sorted(re.findall(r'class="r-lanes-number[^"]*"[^>]*>(\d+)<', drawing)) == sorted(listed)
    everything = alba.get(desk(cast, "board?all=yes")).text
    assert len(re.findall(r"data-node=", everything)) == 2 * len(view(house, cast, alba).board.entities)
    start, goal = (
        re.search(rf'<select[^>]*name="{name}".*?selected[^>]*', page, re.DOTALL) for name in ("start", "goal")
    )
    assert start
    assert goal


def test_beside_the_board_stands_what_can_be_chosen_or_nothing(house: House, cast: Cast) -> None:
    """The graph has the names beside it; the table has them above its links, and its links have the whole width."""
    alba = cast.alba
    for path in ("entities/1", "entities/2"):
        page = alba.get(desk(cast, path)).text
        if f"{path}/claim" in page:
            alba.post(desk(cast, f"{path}/claim"), hidden(page, f"{path}/claim"))
    count = len(view(house, cast, alba).board.entities)
    assert count
    graph, table = (alba.get(desk(cast, f"board?show={show}")).text for show in ("graph", "table"))
    beside = graph.partition('id="board-side"')[2]
    assert beside.count('data-key="e') == count
    assert "r-has-panel" in graph
    assert 'id="board-side"' not in table
    assert "r-has-panel" not in table
    chosen = alba.get(desk(cast, "board?show=table&entity=1")).text
    assert 'id="board-side"' in chosen
    assert "r-has-panel" in chosen


def test_two_without_a_connection_are_told_so_and_any_address_is_answered(house: House, cast: Cast) -> None:
    alba = cast.alba
    linked = {end for link in view(house, cast, alba).board.links for end in (link.a, link.b)}
    shown = view(house, cast, alba).entities
    lonely = next((n for n, each in enumerate(shown, start=1) if each.key not in linked), 0)
    for number in {1, lonely} - {0}:
        page = alba.get(desk(cast, f"entities/{number}")).text
        alba.post(desk(cast, f"entities/{number}/claim"), hidden(page, f"entities/{number}/claim"))
    if lonely:
        page = alba.get(desk(cast, f"board?start=1&goal={lonely}")).text
        assert "Nothing on the board connects the two" in page
    for query in (
        "start=99999&goal=x",
        "start=1&goal=1",
        "entity=1&link=1:paid:2",
        "show=other&links=evidence&all=yes",
    ):
        assert alba.get(desk(cast, f"board?{query}")).status_code == 200
