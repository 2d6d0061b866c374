"""Lamps: here, quiet, away."""

from webapp.live.presence import AWAY_AFTER, QUIET_AFTER, TYPING_FOR, PresenceBook


def test_lamps() -> None:
    wall = [0.0]
    book = PresenceBook(wall_clock=lambda: wall[0])
    assert book.of("m1") == "away"
    book.acted("m1")
    assert book.of("m1") == "here"
    wall[0] += AWAY_AFTER + 1
    assert book.of("m1") == "away"
    book.opened("m1")
    assert book.of("m1") == "here"
    wall[0] += QUIET_AFTER
    assert book.of("m1") == "quiet"
    book.acted("m1")
    assert book.of("m1") == "here"
    book.closed("m1")
    assert book.of("m1") == "here"
    wall[0] += AWAY_AFTER + 1
    assert book.of("m1") == "away"
    book.polled("m1")
    assert book.of("m1") == "here"


def test_whoever_writes_is_typing_for_a_minute() -> None:
    wall = [0.0]
    book = PresenceBook(wall_clock=lambda: wall[0])
    assert not book.is_typing("m1")
    book.typed("m1")
    assert book.is_typing("m1")
    assert book.of("m1") == "here"
    wall[0] += TYPING_FOR + 1
    assert not book.is_typing("m1")


def test_who_was_let_in_is_not_away_since_before() -> None:
    wall = [0.0]
    book = PresenceBook(wall_clock=lambda: wall[0])
    wall[0] += 37 * 60
    book.joined("m1")
    assert book.of("m1") == "away"
    assert book.is_expected("m1")
    wall[0] += 120
    assert book.away_seconds("m1") == 120
    book.polled("m1")
    assert not book.is_expected("m1")
    assert not book.is_expected("m2")
