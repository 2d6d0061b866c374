"""The drawing of a story: no arrow ends under the name of what it leads to."""

from __future__ import annotations

from webapp.desk.board.lanes import DOWN, Place, clipped

FREE = 30
UPPER = Place(200, 100)


def test_an_arrow_from_below_ends_under_the_name_and_not_on_it() -> None:
    for x in (150, 200, 240):
        _x1, y1, _x2, y2 = clipped(Place(x, 260), UPPER, FREE)
        assert y2 >= UPPER.y + DOWN - 1
        assert y1 > y2
        _x1, y1, _x2, y2 = clipped(UPPER, Place(x, 260), FREE)
        assert y1 >= UPPER.y + DOWN - 1
        assert y2 <= 260 - FREE + 10


def test_an_arrow_from_the_side_or_from_above_ends_at_the_mark() -> None:
    assert clipped(UPPER, Place(400, 100), FREE) == (230, 100, 370, 100)
    assert clipped(Place(200, 0), Place(200, 300), FREE)[3] == 270


def test_a_short_line_keeps_a_part_of_itself() -> None:
    _x1, y1, _x2, y2 = clipped(UPPER, Place(200, 190), FREE)
    assert y2 - y1 >= 90 // 5
