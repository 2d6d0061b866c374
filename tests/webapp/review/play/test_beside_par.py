"""A team's facts beside par: words by rule, people on no scale, and a par of other rules is told as one."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest

from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.players.policies import EXPERT, NOVICE, TEXTBOOK
from simulation.review.authoring.par import MadeFrom, Par, Spread, WayPar, is_stale, made_from, shipped
from simulation.review.cooperation import POLICIES, measure
from simulation.review.profile import KINDS, Chance, LegalityGate, Profile, ProfileFact
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.scenario import Scenario
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.test_prices_shown import finished
from webapp.review.papers.sources import held_of
from webapp.review.papers.team_file import team_report
from webapp.review.play.profile_said import fact_rows, profiles_of
from webapp.store.tables import ExerciseRecord

COMPARED = {
    "novice to textbook",
    "close to textbook",
    "textbook to expert",
    "expert or better",
    "for this fact, the reference results do not distinguish the ways of playing",
}
"""What is said of a fact that is compared; *below novice* is no textbook team's."""

NO_ONE = MadeFrom(rules=1, scenario="x", preset="x", play_days=1, horizon_days=1, first_seed=1, seeds=2)


def par(novice: float, textbook: float, expert: float, key: str = "complete") -> Par:
    def way(share: float) -> WayPar:
        spread = Spread(mean=share, quantiles=(share,) * 5, count=9)
        return WayPar(figures={f"share_{key}": spread}, against_textbook={}, needs_met={})

    return Par(
        made_from=NO_ONE,
        ways={NOVICE.name: way(novice), TEXTBOOK.name: way(textbook), EXPERT.name: way(expert)},
    )


def profile(met: int, among: int, key: str = "complete") -> Profile:
    chances = tuple(Chance(place, place + 1, "", "", place < met) for place in range(among))
    return Profile("AAA", (ProfileFact(KINDS[key], chances),), LegalityGate(0, ()))


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (1, "below novice"),
        (4, "novice to textbook"),
        (6, "close to textbook"),
        (7, "textbook to expert"),
        (9, "expert or better"),
    ],
)
def test_where_a_share_lies(met: int, said: str, house: House) -> None:
    with house.app.test_request_context("/"):
        (row,) = fact_rows(profile(met, 10), par(0.3, 0.6, 0.8))
        assert (row.count, row.said) == (f"{met} of 10", said)


def test_nothing_is_said_where_par_tells_nothing_or_there_are_too_few(house: House) -> None:
    with house.app.test_request_context("/"):
        assert (
            fact_rows(profile(5, 10), par(0.6, 0.5, 0.4))[0].said
            == "for this fact, the reference results do not distinguish the ways of playing"
        )
        assert fact_rows(profile(5, 10), None)[0].said == ""
        few = fact_rows(profile(2, 3), par(0.3, 0.6, 0.8))[0]
        assert (few.share, few.said, few.why_not) == (None, "", "not assessed: fewer than 5 occasions")
        none = fact_rows(profile(0, 0), par(0.3, 0.6, 0.8))[0]
        assert none.count == "none"
        assert none.why_not.startswith("not assessed: no letter was begun in play"), "others may have been vetted"
        people = fact_rows(profile(5, 9, "protected"), par(0.3, 0.6, 0.8, "protected"))[0]
        assert (people.share, people.band, people.said) == (None, None, ""), "people are on no scale"


def test_a_par_of_other_rules_is_stale() -> None:
    scenario = load_scenario(directory_of("blue-current"))
    preset = scenario.play.presets[0]
    fresh = par(0.3, 0.6, 0.8).model_copy(update={"made_from": made_from(scenario, preset, range(1, 3))})
    assert not is_stale(fresh, scenario)
    older = fresh.made_from.model_copy(update={"rules": fresh.made_from.rules - 1})
    assert is_stale(fresh.model_copy(update={"made_from": older}), scenario)


def reworded(scenario: Scenario) -> Scenario:
    """The scenario with other words for everything: fewer words and lines, and the same in every language."""
    said = {language: {key: f"About {key}" for key in texts} for language, texts in scenario.texts.items()}
    return scenario.model_copy(update={"texts": said})


def test_other_words_leave_the_par_fresh_and_other_law_does_not() -> None:
    scenario = load_scenario(directory_of("blue-current"))
    fresh = par(0.3, 0.6, 0.8).model_copy(
        update={"made_from": made_from(scenario, scenario.play.presets[0], range(1, 3))}
    )
    assert not is_stale(fresh, reworded(scenario))
    assert is_stale(fresh, scenario.model_copy(update={"needs": scenario.needs[1:]}))


@pytest.mark.parametrize("name", for_rooms())
def test_no_figure_depends_on_what_texts_say(name: str) -> None:
    scenario = load_scenario(directory_of(name))
    shortest = min(scenario.play.presets, key=lambda each: sum(each.jumps))
    textbook = next(way for way in POLICIES if way.policy == TEXTBOOK.name)
    as_made, otherwise = (
        measure(each, textbook, shortest, 3, to_horizon=False) for each in (scenario, reworded(scenario))
    )
    assert as_made == otherwise


@pytest.mark.acceptance("plays an exercise")
def test_the_report_of_a_team_tells_its_own_counts(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    assert not is_stale(
        par(0, 0, 0).model_copy(
            update={"made_from": made_from(reading.scenario, reading.scenario.play.presets[0], range(1, 3))}
        ),
        load_scenario(directory_of("blue-current")),
    ), "the scenario of an exercise is that of which par was made"
    for found in profiles_of(reading):
        answer = cast.ines.get(f"/x/{exercise}/review/paper/{found.country}/team.json")
        paper = json.loads(answer.text)
        section = next(each for each in paper["sections"] if each["key"] == "par")
        counts = [row["cells"][1]["text"] for row in section["blocks"][0]["rows"]]
        assert counts == [f"{fact.met} of {fact.among}" if fact.among else "none" for fact in found.facts]
    with house.database.reading() as session:
        held = held_of(session, session.get_one(ExerciseRecord, exercise))
    view = reading.files[reading.scenario.played[0].code]
    with house.app.test_request_context("/"):
        whole = team_report(reading, view, held)
        alone = team_report(replace(reading, files={}, network=(), decisions=()), view, held)
        assert whole == alone, "it is made from the own file and events alone"


@pytest.mark.acceptance("plays an exercise")
def test_no_verdict_where_the_reference_results_are_of_another_length(house: House, cast: Cast) -> None:
    """A third as long: an answer takes time, and what the last move begins is not over."""
    exercise, reading, _sequence = finished(house, "blue-current")
    shipped_par = shipped(reading.scenario.name)
    assert shipped_par is not None
    days = round(reading.span.end / DAY)
    moves = f"{reading.moves_played} moves, {days} days"
    assert days * 2 < shipped_par.made_from.play_days
    why = f"not compared: the reference results are of {shipped_par.made_from.play_days} days, this exercise of {days}"
    for found in profiles_of(reading):
        page = html.unescape(cast.ines.get(f"/x/{exercise}/review/teams?team={found.country}").text)
        paper = cast.ines.get(f"/x/{exercise}/review/paper/{found.country}/team.json").text
        told = dict(re.findall(r'data-fact="(\w+)">.*?<td class="r-soft"(?: colspan="2")?>([^<]*)<', page, re.DOTALL))
        for fact in found.facts:
            if fact.is_assessed and fact.kind.key in {"answered_letters", "complete", "replied", "freezes_stand"}:
                assert told[fact.kind.key] == why
            if fact.is_assessed and fact.kind.key in {"vetted", "decided"}:
                assert told[fact.kind.key] in COMPARED, "it does not grow with time"
        assert why in paper
        assert moves in paper, "the exercise is as long wherever its length is told"
        for text in (page, paper):
            assert "below novice" not in text
            assert "so facts that depend on it are counted and not compared" in text
