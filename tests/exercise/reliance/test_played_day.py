"""What is read of a whole typed day of a shipped scenario."""

from __future__ import annotations

import pytest

from simulation.exercise.core.settings import Settings
from simulation.exercise.journal import replay
from simulation.exercise.reliance.acts import ActKind, CameBy, Reliance
from simulation.exercise.reliance.reading import RelianceReader
from simulation.players.policies import players
from simulation.players.runs import begin, play, policies_for
from simulation.players.workshop import Workshop
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario


@pytest.fixture(scope="module")
def reliance(blue_current: FrozenScenario) -> Reliance:
    typed = Workshop(blue_current, Settings(preset="half_day_14", seed=7), (30, 35, 40, 40))
    reading = RelianceReader()
    exercise, _ = replay(typed.frozen, typed.settings, typed.entries, players(), watcher=reading)
    return reading.reliance(exercise)


def test_papers_are_told_by_how_they_came(blue_current: FrozenScenario, reliance: Reliance) -> None:
    played = {country.code for country in blue_current.scenario.played}
    matters = {matter.key for matter in blue_current.scenario.play.matters}
    papers = [paper for (country, _), paper in reliance.papers.items() if country in played]
    came = {how: [paper for paper in papers if paper.came is how] for how in CameBy}
    assert all(came.values())
    assert all(paper.received == 0 and not paper.source for paper in came[CameBy.OPENING])
    assert {paper.source for paper in came[CameBy.INHERITED]} <= matters
    asked = {reliance.acts[paper.source] for paper in came[CameBy.ASKED]}
    assert {act.kind for act in asked} >= {ActKind.REQUEST}
    assert not {act.kind for act in asked} & {ActKind.MEASURE, ActKind.CHARGE}
    brought = {reliance.acts[paper.source].kind for paper in came[CameBy.HOME] if paper.source}
    assert brought == {ActKind.MEASURE}


def test_acts_rest_on_papers_of_their_own_file_that_were_there(reliance: Reliance) -> None:
    acts = list(reliance.acts.values())
    assert {act.kind for act in acts} >= {ActKind.MEASURE, ActKind.CHARGE, ActKind.REQUEST}
    assert sum(bool(act.implied) for act in acts) > len(acts) / 2
    for act in acts:
        papers = [reliance.papers[act.country, key] for group in act.implied for key in group]
        assert len(papers) == len(set(papers))
        assert all(paper.received <= act.at for paper in papers)


def test_every_way_back_ends_at_something_that_no_act_brought(reliance: Reliance) -> None:
    for key in reliance.acts:
        steps = reliance.way_back(key)
        assert [step.act.at for step in steps] == sorted((step.act.at for step in steps), reverse=True)
        last = steps[-1].paper
        assert last is None or last.source not in reliance.acts


def test_no_more_acts_rest_on_answers_by_implied_links_alone_than_by_both_kinds(reliance: Reliance) -> None:
    shares = reliance.shares(country for country, _ in reliance.papers)
    assert shares.acts >= shares.either >= shares.implied


def test_who_is_heard_again_because_of_an_answer_is_heard_on_it(blue_current: FrozenScenario) -> None:
    """The answer need not name the witness: it names what he or she spoke of, and is said as the reason."""
    reading = RelianceReader()
    policies = policies_for(blue_current.scenario, "textbook", {})
    exercise = begin(blue_current, policies, 7, watcher=reading, preset="two_day_28")
    play(exercise, 200)
    found = reading.reliance(exercise)
    heard = [act for act in found.acts.values() if act.what == MeasureKind.INTERVIEW and "/auto/" in act.key]
    again = [act for act in heard if not act.key.endswith(act.about[0])]
    assert again
    for act in again:
        reasons = [paper for key in act.rests_on if (paper := found.papers.get((act.country, key))) is not None]
        assert any(paper.came not in {CameBy.HOME, CameBy.OPENING} for paper in reasons), act
