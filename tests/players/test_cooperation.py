"""How the textbook cooperates: it asks who holds the record, at once, with reasons; it acts together with others."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum

import pytest

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.document import DocumentForm, Origin
from simulation.casework.file.case_file import FileEntry
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.evidence.events import DocumentReceived
from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.meetings.events import MeetingChanged
from simulation.exercise.meetings.state import Meetings
from simulation.exercise.procedures.letter.events import RequestOpened
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.sources import players_view
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.players.letters.urgency import URGENT_TENTHS, USUAL_DAYS
from simulation.players.policies import EXPERT, NOVICE, TEXTBOOK
from simulation.players.runs import begin, policies_for
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.country import Channel
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import FrozenScenario, Scenario
from tests.architecture.tree import modules
from tests.players.conftest import Played, played


def own_requests(run: Played) -> Iterator[RequestOpened]:
    """Requests that policies of the played countries opened in play."""
    codes = {country.code for country in run.exercise.scenario.played}
    for event in run.events:
        if isinstance(event, RequestOpened) and "/auto/" in event.request and event.requesting in codes:
            yield event


def last_seen(filings: Mapping[str, FileEntry], thing: str, until: int) -> str:
    """The place where papers of a file that were there at a moment saw something last."""
    seen = [
        (said.at if said.at is not None else filing.document.dated, filing.received, said.object)
        for filing in filings.values()
        if filing.received <= until
        for said in filing.document.assertions
        if said.kind in {Says.AT, Says.FOUND} and said.subject == thing
    ]
    return max(seen)[2] if seen else ""


@pytest.fixture(scope="module")
def long_runs(shipped: Scenario) -> tuple[Played, ...]:
    return tuple(played(shipped, TEXTBOOK.name, seed, 200) for seed in (1, 2, 3, 4))


@pytest.mark.acceptance("plays four long runs")
def test_about_a_box_one_asks_where_a_paper_saw_it_last(long_runs: tuple[Played, ...]) -> None:
    asked = 0
    for run in long_runs:
        state = run.exercise.state
        for event in own_requests(run):
            (target,) = event.targets
            file = state.countries[event.requesting].file
            if state.network.entities[target].kind is not EntityKind.CONTAINER:
                continue
            place = file.known.get(last_seen({key: file.filed[key] for key in file.filed}, target, event.at))
            if place is not None and place.country != event.requesting:
                assert event.requested == place.country, event
                asked += 1
    assert asked >= 4


def test_numbers_and_accounts_are_asked_about_where_they_begin(textbook_run: Played) -> None:
    scenario, entities = textbook_run.exercise.scenario, textbook_run.exercise.state.network.entities
    of_banks = {country.bank_prefix: country.code for country in scenario.countries}
    of_operators = {country.phone_prefix: country.code for country in scenario.countries}
    for event in own_requests(textbook_run):
        entity = entities[event.targets[0]]
        if entity.kind is EntityKind.ACCOUNT:
            assert of_banks[entity.label[:2]] == event.requested
        if entity.kind is EntityKind.PHONE:
            assert of_operators[entity.label[:3]] == event.requested


@pytest.mark.acceptance("plays four long runs")
def test_a_find_abroad_comes_as_evidence_in_half_of_the_runs(long_runs: tuple[Played, ...]) -> None:
    assert 2 * sum(map(_brings_a_find, long_runs)) >= len(long_runs)


def _brings_a_find(run: Played) -> bool:
    countries = run.exercise.state.countries
    received = (
        countries[event.country].file.filed[event.document].document
        for event in run.events
        if isinstance(event, DocumentReceived) and event.is_evidence and event.origin == Origin.MLA
        if "/auto/" in event.source
    )
    return any(said.kind is Says.FOUND for paper in received for said in paper.assertions)


def test_question_and_letter_go_together_where_a_paper_stands(textbook_run: Played) -> None:
    routes: dict[tuple[str, str, int], set[Route]] = defaultdict(set)
    for event in own_requests(textbook_run):
        routes[event.requesting, event.targets[0], event.at].add(event.route)
    assert any(len(together) > 1 for together in routes.values())


def test_urgency_has_a_day_that_can_be_known_and_stays_rare(textbook_run: Played) -> None:
    letters = textbook_run.exercise.state.part(Letters).requests
    by_country: dict[str, list[bool]] = defaultdict(list)
    for event in own_requests(textbook_run):
        content = letters[event.request].matter.content
        by_country[event.requesting].append(content.urgent)
        if content.urgent:
            assert content.urgency_reason
            assert content.urgent_by_day is not None
            assert event.at // DAY + 1 < content.urgent_by_day <= event.at // DAY + 1 + USUAL_DAYS
    assert any(any(marked) for marked in by_country.values())
    assert all(sum(marked) * 10 <= len(marked) * URGENT_TENTHS for marked in by_country.values())


def _days_agreed(run: Played) -> set[str]:
    """Meetings in which two countries agree on a day."""
    return {event.meeting for event in run.events if isinstance(event, MeetingChanged) and "/day/" in event.meeting}


@pytest.mark.acceptance("plays a long run")
def test_money_abroad_and_the_person_at_home_are_held_on_one_day(shipped: Scenario) -> None:
    """Few cases come to it: the offence has to be proved while money lies abroad."""
    runs = (played(shipped, TEXTBOOK.name, seed, 300) for seed in range(5, 25))
    run, meetings = next((run, agreed) for run in runs if (agreed := _days_agreed(run)))
    tasks = [kept.task for kept in run.exercise.state.part(Meetings).tasks.values() if "/day/" in kept.task.what]
    for key in meetings:
        person = key.split("/day/")[1]
        days = [
            kept.task.due_day
            for name, kept in run.exercise.state.part(Meetings).tasks.items()
            if name.startswith(f"{key}/task/")
        ]
        assert len(days) == 2, tasks
        arrested = [
            event.at // DAY + 1
            for event in run.events
            if isinstance(event, MeasureOrdered) and event.kind == "arrest" and event.target == person
        ]
        assert all(day >= min(days) for day in arrested)


def test_what_was_inherited_calls_for_questions_and_for_nothing_else(frozen: FrozenScenario) -> None:
    exercise = begin(frozen, policies_for(frozen.scenario, "textbook", {}), 7)
    exercise.advance(3600)
    found = 0
    for country in frozen.scenario.played:
        view = players_view(exercise.state, country.code)
        desk = Turn(view, frozen.scenario, country.offices, TEXTBOOK.parameters, DerivedValues())
        for target in desk.letter_list.inherited:
            if target in desk.reading.threatened | desk.reading.cleared:
                continue
            assert desk.reading.calls_for(target) > desk.reading.heat(target)
            found += 1
    assert found >= 4


def test_an_expert_speaks_where_that_is_agreed_and_a_beginner_goes_to_the_wrong_door(shipped: Scenario) -> None:
    oral = agreed = wrong = 0
    run = played(shipped, EXPERT.name, 7, 90)
    for event in own_requests(run):
        content = run.exercise.state.part(Letters).requests[event.request].matter.content
        pair = shipped.pair(event.requesting, event.requested)
        if event.route is Route.MLA and content.urgent:
            oral += content.channel == "oral"
            agreed += pair.oral_urgent
            assert content.channel != "oral" or pair.oral_urgent
    assert oral == agreed > 0
    run = played(shipped, NOVICE.name, 7, 30)
    for event in own_requests(run):
        content = run.exercise.state.part(Letters).requests[event.request].matter.content
        if event.route is Route.MLA and shipped.pair(event.requesting, event.requested).channel is not Channel.DIRECT:
            wrong += content.channel == "direct"
    assert wrong > 0


# --- nobody knows a key ---------------------------------------------------------------------------------------------

_KEYS = re.compile(
    r"^(cast|company|account|container|site|place|opening|matter|org|seizure|inject|stream|need|knowledge|front)/\w"
)


def test_policies_name_no_key() -> None:
    written = [
        (path.name, node.value)
        for path, tree in modules("simulation")
        if path.parts[1] == "players"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEYS.match(node.value)
    ]
    assert written == []


def test_under_other_keys_the_same_is_done(frozen: FrozenScenario) -> None:
    """The same view with a number for each key, in their order, gives the same acts about the same numbers."""
    exercise = begin(frozen, policies_for(frozen.scenario, "textbook", {}), 7)
    exercise.advance(3600)
    acts = 0
    for country in frozen.scenario.played:
        view = players_view(exercise.state, country.code)
        keys = sorted(entity.key for entity in view.entities)
        numbers = {key: f"e{number:04d}" for number, key in enumerate(keys)}
        pattern = re.compile("|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True)))
        as_is = TEXTBOOK.decide(view, frozen.scenario, (), country.offices, DerivedValues())
        other = TEXTBOOK.decide(_under(view, pattern, numbers), frozen.scenario, (), country.offices, DerivedValues())  # type: ignore[arg-type]  # the same view
        assert [repr(_under(each, pattern, numbers)) for each in as_is] == [repr(each) for each in other]
        acts += len(as_is)
    assert acts >= 10


def _under(value: object, pattern: re.Pattern[str], numbers: Mapping[str, str]) -> object:
    """A value with other keys in all that it holds."""
    if isinstance(value, StrEnum | DocumentForm):
        return value
    if isinstance(value, str):
        return pattern.sub(lambda found: numbers[found[0]], value)
    if isinstance(value, tuple):
        inner = tuple(_under(each, pattern, numbers) for each in value)
        return inner if type(value) is tuple else type(value)(*inner)  # type: ignore[arg-type]  # a named tuple
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{each.name: _under(getattr(value, each.name), pattern, numbers) for each in fields(value) if each.init},
        )
    return value
