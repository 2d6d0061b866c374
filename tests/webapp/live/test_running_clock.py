"""A running clock rushes nobody."""

from webapp.store.running_clock import PATIENCE_SECONDS, RunningClock


def test_it_runs_at_its_rate() -> None:
    clock = RunningClock()
    clock.settle(60, 1000, 10.0)
    assert clock.implied(10.0, {}) == 1000
    assert clock.implied(12.5, {}) == 1150
    clock.settle(60, 1150, 12.5)
    assert clock.implied(13.0, {}) == 1180


def test_a_clock_that_stands_stays() -> None:
    clock = RunningClock()
    clock.settle(0, 500, 10.0)
    assert clock.implied(99999.0, {"a": 600}) == 500


def test_no_deadline_passes_within_four_minutes_of_its_appearance() -> None:
    clock = RunningClock()
    clock.settle(1000, 0, 0.0)
    assert clock.implied(1.0, {"a": 5000}) == 1000
    assert clock.implied(60.0, {"a": 5000}) == 4999
    assert clock.implied(200.0, {"a": 5000}) == 4999
    late = 1.0 + PATIENCE_SECONDS
    assert clock.implied(late, {"a": 5000}) == 4999 + int((late - 200.0) * 1000)


def test_a_deadline_that_is_met_no_longer_holds_the_clock() -> None:
    clock = RunningClock()
    clock.settle(1000, 0, 0.0)
    assert clock.implied(60.0, {"a": 5000}) == 4999
    assert clock.implied(61.0, {}) == 5999
