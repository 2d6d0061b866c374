"""Moves as stretches of days: which move a line of the event list belongs to, and where it is drawn."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.exercise.clock.views import ClockView
from simulation.exercise.injects.views import InjectLine
from simulation.kernel.terms import Phrase
from webapp.control.event_list.drawing import ROOM, Event, drawn
from webapp.control.event_list.moves import Apart, day_of, in_moves, last_day, place_of, spans
from webapp.control.event_list.rows import EventRow

JUMPS = (22, 22, 30)


def clock(move: int, *, phase: str = "office_hours", day: int = 0) -> ClockView:
    """The clock of a plan of three moves in one of its moves."""
    starts = [1 + sum(JUMPS[:number]) for number in range(move)]
    coming = [1 + sum(JUMPS[: number + 1]) for number in range(max(move - 1, 0), len(JUMPS))]
    day = day or (starts[-1] if starts else 1)
    return ClockView(0, day, phase, move, len(JUMPS), 22, tuple(starts), tuple(coming))


def line(day: int | None, state: str = "armed", silent_by: int | None = None) -> InjectLine:
    """A line of the event list."""
    code, value = ("trigger.silence", silent_by) if silent_by else ("trigger.day", day or 0)
    fired = (day or 0) * 86400 if state == "fired" else None
    trigger = Phrase(code, (("about", "a letter"), ("day", value or 0)))
    return InjectLine(f"inject/{day}", "A call", "", trigger, day, state, fired, (), (), False, ())


def test_before_the_first_move_the_whole_plan_is_to_come() -> None:
    found = spans(clock(0, phase="lobby"))
    assert [(each.number, each.first, each.last, each.state) for each in found] == [
        (1, 1, 22, "coming"),
        (2, 23, 44, "coming"),
        (3, 45, 75, "coming"),
    ]


def test_moves_are_done_now_and_to_come() -> None:
    found = spans(clock(2))
    assert [each.state for each in found] == ["done", "now", "coming"]
    assert last_day(found) == 75


def test_a_move_that_is_left_out_shortens_the_plan() -> None:
    assert last_day(spans(clock(1), left_out=1)) == 45


def test_nobody_knows_when_a_move_after_the_plan_ends() -> None:
    found = spans(replace(clock(3), move=4, move_days=(1, 23, 45, 75), planned_days=()))
    assert [(each.first, each.last, each.state) for each in found][-2:] == [(45, 74, "done"), (75, None, "now")]
    assert last_day(found) is None
    assert place_of(line(400), found, is_over=False) == 4


def test_what_came_after_the_end_belongs_to_no_move() -> None:
    found = spans(clock(2, phase="epilogue", day=600), ended_on=30)
    assert [(each.first, each.last) for each in found] == [(1, 22), (23, 30)]
    assert place_of(line(30, "fired"), found, is_over=True) == 2
    assert place_of(line(31, "fired"), found, is_over=True) is Apart.AFTER
    assert place_of(line(40), found, is_over=True) is Apart.CANNOT


@pytest.mark.parametrize(
    ("given_line", "place"),
    [
        (line(1, "fired"), 1),
        (line(22), 1),
        (line(23), 2),
        (line(75), 3),
        (line(76), Apart.CANNOT),
        (line(None, "waiting"), Apart.WAITS),
        (line(None, "waiting", silent_by=40), Apart.WAITS),
        (line(None, "waiting", silent_by=90), Apart.CANNOT),
    ],
)
def test_a_line_stands_in_the_move_of_its_day(given_line: InjectLine, place: int | Apart) -> None:
    assert place_of(given_line, spans(clock(1)), is_over=False) == place


def test_the_day_of_one_that_waits_is_when_silence_is_too_long() -> None:
    assert day_of(line(None, "waiting", silent_by=40)) == 40
    assert day_of(line(None, "waiting")) is None


@given(st.lists(st.one_of(st.none(), st.integers(1, 120)), max_size=30), st.integers(0, 3))
def test_every_line_stands_in_exactly_one_place(days: list[int | None], move: int) -> None:
    lines = [replace(line(day, "armed" if day else "waiting"), key=f"inject/{at}") for at, day in enumerate(days)]
    placed = in_moves(lines, spans(clock(move)), is_over=False)
    assert sorted(each.key for held in placed.values() for each in held) == sorted(each.key for each in lines)


ROW = EventRow("inject/a", "event-a", "Day 1", "A call", "", "armed", "Scheduled", "", "", "", "", "")


@given(st.lists(st.tuples(st.integers(1, 74), st.sampled_from(("", "SOV", "KES"))), max_size=40))
def test_no_mark_covers_another(where: list[tuple[int, str]]) -> None:
    events = [Event(number, ROW, to, day) for number, (day, to) in enumerate(where, 1)]
    found = drawn(events, ("SOV", "KES"), spans(clock(2)), str)
    assert len(found.marks) == len(events)
    for one in found.marks:
        assert found.left < one.x < found.width
        assert 0 < one.y < found.height
        for other in found.marks:
            assert one is other or one.y != other.y or abs(one.x - other.x) >= ROOM
    lanes = {each.label: each.lines for each in found.lanes}
    assert all(mark.y in lanes[mark.event.to] for mark in found.marks)
