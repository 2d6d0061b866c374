"""Glass-harbour played: flows balance, cooperation shortens exploitation, and nobody who was moved is punished."""

from __future__ import annotations

import pytest

from simulation.casework.proof.prospects import Prospects
from simulation.exercise.evidence.events import ExposureKnown, PersonProtected, UninvolvedAffected
from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.outcome.exercise_outcome import outcome_of
from simulation.exercise.registry import load_scenario
from simulation.exercise.trials.events import PersonCharged
from simulation.kernel.agenda import DAY
from simulation.network import metrics
from simulation.players.runs import begin, policies_for
from simulation.players.tasks.custody import GRAVER_WITHIN_DAYS, PROCEEDS
from simulation.scenario.load import directory_of
from simulation.scenario.schema.crime import MemberStanding
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import Scenario
from tests.players.conftest import Played, played

pytestmark = pytest.mark.acceptance("plays five seeds under two policies")

SEEDS = (1, 2, 3, 4, 5)
DAYS = 120


@pytest.fixture(scope="module")
def glass() -> Scenario:
    return load_scenario(directory_of("glass-harbour"))


@pytest.fixture(scope="module")
def runs(glass: Scenario) -> dict[tuple[str, int], Played]:
    return {(policy, seed): played(glass, policy, seed, DAYS) for policy in ("none", "textbook") for seed in SEEDS}


def test_every_flow_balances(runs: dict[tuple[str, int], Played]) -> None:
    for (policy, seed), run in runs.items():
        ledger = metrics.ledger(run.exercise.state.network)
        assert ledger.balanced, (policy, seed)


def test_nobody_is_helped_by_nobody_asking(runs: dict[tuple[str, int], Played]) -> None:
    for seed in SEEDS:
        none, textbook = (outcome_of(r.exercise.state, r.events) for r in (runs["none", seed], runs["textbook", seed]))
        assert textbook.exploitation_person_days is not None
        assert none.exploitation_person_days is not None
        assert textbook.exploitation_person_days < none.exploitation_person_days, seed
        # asking makes more people known to be in danger: what counts is how long each of them is left in it
        known = {name: _known(runs[name, seed]) for name in ("none", "textbook")}
        assert known["textbook"] >= known["none"], seed
        assert textbook.known_exposure_days * known["none"] < none.known_exposure_days * known["textbook"], seed
        assert textbook.persons_protected is not None
        assert textbook.persons_protected > 0 == none.persons_protected, seed
        assert textbook.requests_sent > none.requests_sent == 0, seed


def _known(run: Played) -> int:
    """People of whom some file came to say that they are in danger."""
    return len({event.person for event in run.events if isinstance(event, ExposureKnown)})


def test_the_people_of_the_story_are_protected_within_two_weeks(runs: dict[tuple[str, int], Played]) -> None:
    for seed in SEEDS:
        run = runs["textbook", seed]
        safe: dict[tuple[str, str], int] = {}
        for event in run.events:
            if isinstance(event, PersonProtected):
                safe.setdefault((event.country, event.person), event.at)
        for protected in run.exercise.state.scenario.play.protected:
            assert safe[protected.country, protected.person] <= 14 * DAY, (seed, protected.person)


def test_nobody_who_was_moved_is_charged_or_hit(glass: Scenario, runs: dict[tuple[str, int], Played]) -> None:
    moved = {member.key for member in glass.crime.cast if member.standing is MemberStanding.MOVED}
    for key, run in runs.items():
        charged = {event.person for event in run.events if isinstance(event, PersonCharged)}
        hit = {event.entity for event in run.events if isinstance(event, UninvolvedAffected)}
        for person in charged | hit:
            assert person not in moved, (key, person)
            assert not person.startswith("person/"), (key, person)


def test_charges_wait_for_the_gravest_offence_in_reach(runs: dict[tuple[str, int], Played]) -> None:
    for seed in SEEDS:
        brought = [event for event in runs["textbook", seed].events if isinstance(event, PersonCharged)]
        first = {(event.country, event.person): event for event in reversed(brought)}
        manager = first.get(("ZRN", "cast/zone_manager"))  # without an answer from abroad nobody names her
        assert manager is None or manager.offence == "human_trafficking", seed
        assert first["LMR", "cast/village_agent"].at >= GRAVER_WITHIN_DAYS * DAY, seed


def test_a_graver_offence_that_comes_to_be_proved_and_what_was_done_with_the_money_are_charged_besides(
    glass: Scenario, runs: dict[tuple[str, int], Played]
) -> None:
    charged = 0
    for seed in SEEDS:
        run = runs["textbook", seed]
        brought: dict[tuple[str, str], int] = {}
        for event in run.events:
            if isinstance(event, PersonCharged):
                offence = glass.country(event.country).offence(event.offence)
                assert offence is not None
                known = (event.country, event.person)
                is_graver = offence.max_years > brought.get(known, 0)
                assert is_graver or PROCEEDS in offence.elements, (seed, known)
                brought[known] = max(offence.max_years, brought.get(known, 0))
        for (code, person), years in brought.items():
            prospects = Prospects(glass.country(code))
            prospects.take_in(run.exercise.state.countries[code].file.documents)
            is_let_go = any(
                isinstance(event, MeasureOrdered) and (event.kind, event.target) == ("release", person)
                for event in run.events
            )
            assert is_let_go or prospects.gravest(person, years) is None, (seed, person)
            charged += 1
    assert charged >= 2 * len(SEEDS)


def test_people_who_are_moved_are_young_and_named_as_at_home(glass: Scenario) -> None:
    frozen = freeze(glass, 4)
    begun = begin(frozen, policies_for(glass, "none", {}), 4)
    entities = begun.state.network.entities
    for member in glass.crime.cast:
        if member.standing is MemberStanding.MOVED:
            entity = entities[member.key]
            assert member.nationality == "LMR"
            assert entity.label in frozen.names["LMR"]["person"]
            born = dict(entity.details)["born"]
            assert "2003" < str(born) < "2014"
