"""Drafts and the other rows beside the journal belong to one team, and nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g

from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.pages import drafts, team_rows
from webapp.visit.access import visit_of


@contextmanager
def as_member(house: House, person: Person) -> Iterator[None]:
    """What a view of this person would do."""
    with house.app.test_request_context(f"/x/{person.exercise}/lobby/"):
        with house.database.reading() as session:
            g.visit = visit_of(session, {"members": {person.exercise: person.member_id}}, person.exercise)
        yield


def second_at_the_seat(house: House, cast: Cast) -> Person:
    second = nobody(house, "Second", cast.exercise)
    assert second.join("authority", "SOV").status_code == 303
    return second


def test_whoever_saves_over_something_newer_sees_both(house: House, cast: Cast) -> None:
    second = second_at_the_seat(house, cast)
    with as_member(house, cast.alba):
        first = drafts.save("request/1", {"facts": "one", "purpose": "trial"}, 0)
        assert isinstance(first, drafts.Draft)
        assert (first.version, first.by) == (1, "Alba")
    with as_member(house, second):
        assert drafts.load("request/1") == first
        changed = drafts.save("request/1", {"facts": "two"}, 1)
        assert isinstance(changed, drafts.Draft)
        assert (changed.version, changed.by, changed.fields["purpose"]) == (2, "Second", "trial")
    with as_member(house, cast.alba):
        stale = drafts.save("request/1", {"facts": "three"}, 1)
        assert stale == drafts.Stale(changed)
        assert drafts.load("request/1") == changed
        other_field = drafts.save("request/1", {"purpose": "hearing"}, 1)
        assert isinstance(other_field, drafts.Draft)
        assert other_field.fields == {"facts": "two", "purpose": "hearing"}
        same = drafts.save("request/1", {"facts": "two"}, 1)
        assert isinstance(same, drafts.Draft)
        assert same.version == other_field.version


def test_no_other_team_sees_it(house: House, cast: Cast) -> None:
    with as_member(house, cast.alba):
        drafts.save("request/1", {"facts": "secret of Sorvane"}, 0)
        team_rows.add_note("document/1", "look at row 3")
        team_rows.set_marks("document/1", [3, 4])
        team_rows.place_entity("cast/somebody", 10, 20)
        team_rows.mark_read("document:1", "document:2", "document:1")
        assert [note.text for note in team_rows.notes()] == ["look at row 3"]
        assert team_rows.notes("document/2") == ()
        assert team_rows.marks("document/1") == {3, 4}
        assert team_rows.board_places() == {"cast/somebody": (10, 20)}
        assert team_rows.read_keys() == {"document:1", "document:2"}
        assert set(team_rows.member_names().values()) == {"Alba", "Exercise control"}
    with as_member(house, cast.brava):
        assert drafts.load("request/1") == drafts.Draft({}, 0, "")
        assert team_rows.notes() == ()
        assert team_rows.marks("document/1") == frozenset()
        assert team_rows.board_places() == {}
        assert team_rows.read_keys() == frozenset()
        assert set(team_rows.member_names().values()) == {"Brava", "Exercise control"}


def test_marks_are_exactly_what_was_ticked(house: House, cast: Cast) -> None:
    with as_member(house, cast.alba):
        team_rows.set_marks("document/1", [3, 4])
        team_rows.set_marks("document/1", [4, 9])
        assert team_rows.marks("document/1") == {4, 9}
        team_rows.place_entity("cast/somebody", 10, 20)
        team_rows.place_entity("cast/somebody", 11, 21)
        assert team_rows.board_places() == {"cast/somebody": (11, 21)}
