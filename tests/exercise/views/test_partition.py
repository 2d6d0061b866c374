"""What a team's view holds: nothing that its file has not obtained, and nothing of what others do in private."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from simulation.exercise.board.commands import ClaimEntity, ClaimLink, MergeEntities
from simulation.exercise.clock.commands import StartExercise, TakeOver
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import JournalEntry, encode_event, replay
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from simulation.players.policies import players
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room

PLAYED = ("SOV", "ISA", "VAL", "KES")


def strings(value: object) -> Iterator[str]:
    """Every text in a view, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from strings(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def undiscovered(exercise: Exercise, view: TeamView) -> dict[str, tuple[str, ...]]:
    """Keys and printed labels of the world that the team has not come across."""
    known = {entity.key for entity in view.entities} | {
        target.key for request in view.requests for target in request.targets
    }
    labels = {entity.label for entity in view.entities} | {filed.document.custodian for filed in view.documents}
    labels |= {
        str(value) for filed in view.documents for mention in filed.document.mentions for _, value in mention.details
    }
    labels |= {str(cell.value) for filed in view.documents for row in filed.document.rows for cell in row.cells}
    labels |= {str(cell.value) for filed in view.documents for _, cell in filed.document.heading}
    known_labels = "\n".join(labels)  # a name may be part of another one
    world = exercise.state.network.entities
    hidden = {key: entity for key, entity in world.items() if key not in known and entity.kind is not EntityKind.PLACE}
    return {
        "keys": tuple(hidden),
        "labels": tuple(entity.label for entity in hidden.values() if entity.label not in known_labels),
    }


@pytest.mark.parametrize("country", PLAYED)
def test_nothing_undiscovered_is_in_a_view(bot_day: Room, country: str) -> None:
    assert told_of_the_world(bot_day.exercise, country) == []


def told_of_the_world(exercise: Exercise, country: str) -> list[str]:
    """Keys and names of the world that stand in a team's view although it has not come across them."""
    view = exercise.team_view(country)
    hidden, texts = undiscovered(exercise, view), tuple(strings(own_material(view)))
    assert len(hidden["keys"]) > 50
    corpus = "\n".join(texts)
    return [*(label for label in hidden["labels"] if label in corpus), *set(hidden["keys"]).intersection(texts)]


def own_material(view: TeamView) -> TeamView:
    """The view without the words that other people wrote to this team, for letters and messages name whom they like.

    Nor has it the trials of other countries at which one of the team sits on a bench.
    """
    requests = tuple(replace(request, content=Content(), history=()) for request in view.requests)
    return replace(view, requests=requests, messages=(), meetings=(), hearings=())


def private_acts(exercise: Exercise, country: str) -> list[Command]:
    """What a team does on its own board."""
    view = exercise.team_view(country)
    by, member = Seat(country, Office.POLICE), f"{country}-police"
    entities = [entity.key for entity in view.entities]
    acts: list[Command] = [
        ClaimEntity(id=f"private-{number}", by=by, member=member, entity=entity)
        for number, entity in enumerate(entities[:12])
    ]
    acts += [
        ClaimLink(id=f"private-link-{number}", by=by, member=member, a=a, b=b, kind="linked")
        for number, (a, b) in enumerate(zip(entities, entities[3:9], strict=False))
    ]
    people = [entity.key for entity in view.entities if entity.kind is EntityKind.PERSON]
    acts.append(MergeEntities(id="private-merge", by=by, member=member, a=people[0], b=people[1]))
    return acts


def test_private_acts_of_one_team_leave_the_others_untouched(bot_day: Room) -> None:
    middle = len(bot_day.entries) // 2
    entries = bot_day.entries[:middle]
    plain, plain_events = replay(bot_day.frozen, bot_day.settings, entries, bot_day.players)
    busy, _ = replay(bot_day.frozen, bot_day.settings, entries, bot_day.players)
    done = 0
    for command in private_acts(busy, "KES"):
        try:
            busy.check(command)
        except RuleViolation:
            continue
        busy.perform(command)
        done += 1
    assert done >= 10
    for country in ("SOV", "ISA", "VAL"):
        assert busy.team_view(country) == plain.team_view(country)
    last: JournalEntry = bot_day.entries[middle]
    assert last.at >= plain.now
    assert plain_events
    until = plain.now + 60 * DAY
    assert [encode_event(event) for event in plain.advance(until)] == [
        encode_event(event) for event in busy.advance(until)
    ]
    for country in ("SOV", "ISA", "VAL"):
        assert busy.team_view(country) == plain.team_view(country)


def ask(room: Room, number: int, *, send: bool) -> str:
    """Kestria's police begin a question to Sorvane's; returns the key of the request."""
    view = room.exercise.team_view("KES")
    known = next(entity.key for entity in view.entities if entity.kind is EntityKind.PERSON)
    by, member = Seat("KES", Office.POLICE), "control"
    opening = OpenDraft(
        id=f"ask-{number}", by=by, member=member, sought=Sought.PERSON_CHECK, requested="SOV", targets=(known,)
    )
    room.do(opening)
    key = f"KES/ask-{number}"
    if send:
        content = Content(subject="A case", assistance="A check", purpose="Inquiry", authority_contact="Police")
        room.do(
            ActOnRequest(
                id=f"send-{number}", by=by, member=member, request=key, action=LetterAction.ASK, content=content
            )
        )
    return key


@pytest.mark.parametrize("drafts", [1, 3])
def test_drafts_do_not_show_in_the_numbers_that_others_read(blue_current: FrozenScenario, drafts: int) -> None:
    rooms = [open_room(blue_current, Settings(preset="half_day_14", seed=7), players()) for _ in range(2)]
    for room, private in zip(rooms, (0, drafts), strict=True):
        room.control(StartExercise(id="", warm_up=False))
        room.control(TakeOver(id="", country="KES"))
        for number in range(private):
            ask(room, 100 + number, send=False)
        key = ask(room, 1, send=True)
        own = room.exercise.team_view("KES").request(key)
        theirs = room.exercise.team_view("SOV").request(key)
        assert own is not None
        assert theirs is not None
        assert own.label == theirs.label
        assert (own.draft, theirs.draft) == (f"KES-SOV-D{private + 1}", "")
    plain, busy = (room.exercise.team_view("SOV") for room in rooms)
    assert plain == busy


def test_a_draft_that_is_dropped_leaves_no_gap(blue_current: FrozenScenario) -> None:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    room.control(StartExercise(id="", warm_up=False))
    room.control(TakeOver(id="", country="KES"))
    first = ask(room, 1, send=True)
    dropped = ask(room, 2, send=False)
    by = Seat("KES", Office.POLICE)
    room.do(
        ActOnRequest(id="drop", by=by, member="control", request=dropped, action=LetterAction.WITHDRAW, text="No need.")
    )
    second = ask(room, 3, send=True)
    view = room.exercise.team_view("KES")
    numbers = [int(request.label[-2:]) for key in (first, second) if (request := view.request(key)) is not None]
    assert numbers == [numbers[0], numbers[0] + 1]
