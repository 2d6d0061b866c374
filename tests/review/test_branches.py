"""Branches of a day with the shipped scenario: nothing moved changes nothing, and no command hits another object."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.evidence.events import DocumentReceived
from simulation.exercise.journal import JournalEntry, encode_event
from simulation.exercise.measures.commands import OrderMeasure
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.review.branches import ChanceKey, Record, Trunk, rerun
from simulation.review.prices.choices import a_move, decisions, earlier
from simulation.scenario.schema.play import MeasureKind

pytestmark = pytest.mark.acceptance("plays a day again for each branch")

ONE_MORE = "one-more-paper"


def stored(events: tuple[Event, ...] | list[Event]) -> list[str]:
    return [encode_event(event) for event in events]


def test_replicate_nought_is_the_exercise(day: Record) -> None:
    branch = rerun(day, players(), chance=ChanceKey(0, 40 * DAY))
    assert stored(branch.events[: len(day.events)]) == stored(day.events)
    assert branch.skipped == []
    assert branch.applied > 200


def test_kept_copies_give_the_branches_played_from_nothing(day: Record) -> None:
    trunk = Trunk(day, players())
    assert trunk.branch().events == rerun(day, players()).events
    late = [decision for decision in decisions(day) if decision.at > 60 * DAY]
    for number, decision in enumerate((late[0], late[-1])):
        move = earlier(day, decision, a_move(day, decision.at))
        chance = ChanceKey(number * 5, 60 * DAY)
        kept, whole = trunk.branch(move, chance), rerun(day, players(), move=move, chance=chance)
        assert kept.events == whole.events
        assert (kept.skipped, kept.applied) == (whole.skipped, whole.applied)


def test_other_chance_events_leave_the_past_alone(day: Record) -> None:
    at = 63 * DAY
    was, other = rerun(day, players()), rerun(day, players(), chance=ChanceKey(9, at))
    assert before(was.events, at) == before(other.events, at)
    assert was.events != other.events


def test_with_one_more_document_no_command_hits_another_object(day: Record) -> None:
    branch = rerun(with_one_more(day), players())
    assert labels(branch.exercise.team_view("KES")) != labels(rerun(day, players()).exercise.team_view("KES"))
    commands = [entry.command for entry in day.entries if entry.command.member and entry.command.by is not None]
    skipped = set(branch.skipped)
    compared = 0
    for command in commands:
        if command.id in skipped:
            continue
        assert hit(branch.events, command.id) == hit(day.events, command.id)
        compared += 1
    assert compared > 200
    assert len(skipped) <= 2


def with_one_more(day: Record) -> Record:
    """KES orders one more account statement on its first morning; its paper shifts every number that follows."""
    first = next(
        number
        for number, entry in enumerate(day.entries)
        if entry.command.by is not None and entry.command.by.country == "KES"
    )
    order = OrderMeasure(
        id=ONE_MORE,
        by=Seat("KES", Office.PROSECUTOR),
        member="KES-prosecutor",
        kind=MeasureKind.PRODUCTION_ORDER,
        target="account/trading_main",
        documents=(next(e.document for e in day.events if isinstance(e, DocumentReceived) and e.country == "KES"),),
    )
    entries = [*day.entries[:first], JournalEntry(0, day.entries[first].at, order), *day.entries[first:]]
    numbered = tuple(replace(entry, sequence=number + 1) for number, entry in enumerate(entries))
    return replace(day, entries=numbered)


def hit(events: tuple[Event, ...] | list[Event], command: str) -> list[tuple[str, ...]]:
    """What a command did, to which objects: kinds of events and the keys in them, without numbers or times."""
    names = ("request", "occurrence", "action", "document", "measure", "target", "charge", "person", "report", "claim")
    return [
        (type(event).__name__, *(str(getattr(event, name, "")) for name in names))
        for event in events
        if event.cause == command and not isinstance(event, WorldChanged)
    ]


def labels(view: object) -> dict[str, str]:
    documents = getattr(view, "documents", ())
    return {filed.document.key: filed.label for filed in documents if ONE_MORE not in filed.document.key}


def before(events: list[Event], at: int) -> list[str]:
    return stored([event for event in events if event.at < at])
