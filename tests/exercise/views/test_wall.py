"""The wall: what two files hold is counted once, what one file holds is nowhere, and nothing is named."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest

from simulation.exercise.views.risk_abroad import RiskAbroad
from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.wall import Beat, WallLine, things, wall
from simulation.exercise.views.wall_counts import Count, counts
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.scenario.schema.play import Route
from tests.builders.views import answered, asset, request, segment, team

SINCE = 20 * DAY
NOW = team().clock.now

ALONE: tuple[tuple[Beat, dict[str, object]], ...] = (
    (Beat.PEOPLE, {"at_risk": (("cast/secret", 2 * DAY, None),)}),
    (Beat.LOST, {"assets": (asset("lapsed"),)}),
    (Beat.HELD, {"assets": (asset("frozen"),)}),
    (Beat.ANSWERS, {"requests": (answered(1),)}),
)


@pytest.mark.parametrize(("beat", "held"), ALONE)
def test_what_one_file_holds_is_not_on_the_wall(beat: Beat, held: dict[str, object]) -> None:
    one, other = team("SOV", **held), team("KES")
    assert wall((one, other), SINCE) == ()
    assert [line.beat for line in wall((one, replace(other, **held)), SINCE)] == [beat]  # type: ignore[arg-type]


def test_a_secret_of_one_team_changes_nothing_on_the_wall() -> None:
    shared = {"at_risk": (("cast/known", 10 * DAY, None),), "assets": (asset("frozen"),)}
    views = (team("SOV", **shared), team("KES", **shared), team("VAL"))
    secret = {
        "assets": (replace(asset("lapsed"), account="account/secret", amount_minor=77),),
        "requests": (answered(9, Route.MLA),),
        "documents": (),
    }
    planted = (*views[:2], team("VAL", **secret))
    assert wall(planted, SINCE) == wall(views, SINCE)
    assert len(wall(views, SINCE)) == 2


@pytest.mark.parametrize(("beat", "held"), ALONE)
def test_what_a_team_has_released_of_its_file_alone_is_on_the_wall_and_nothing_else_of_it(
    beat: Beat, held: dict[str, object]
) -> None:
    one, other = team("SOV", **held), team("KES")
    (named,) = things(one, SINCE)
    assert [line.beat for line in wall((one, other), SINCE, {"SOV": {named}})] == [beat]
    assert wall((one, other), SINCE, {"KES": {named}}) == (), "another team cannot release it"
    assert wall((one, other), SINCE, {"SOV": {f"{named}/other"}}) == ()
    assert things(other, SINCE) == ()


def test_a_planted_secret_stays_off_the_wall_when_something_beside_it_is_released() -> None:
    known = replace(asset("lapsed"), account="account/known", amount_minor=500)
    secret = replace(known, account="account/secret", amount_minor=77_777)
    views = (team("SOV", assets=(known, secret)), team("KES"))
    (line,) = wall(views, SINCE, {"SOV": {f"{Beat.LOST}:account/known"}, "KES": {f"{Beat.LOST}:account/secret"}})
    assert (line.beat, line.number) == (Beat.LOST, 500)


def test_the_same_person_and_account_of_two_files_count_once() -> None:
    shared = {"at_risk": (("cast/known", 10 * DAY, None),), "assets": (asset("frozen"),)}
    people, held = wall((team("SOV", **shared), team("KES", **shared)), SINCE)
    assert (people.number, people.days) == (1, (NOW - 10 * DAY) // DAY)
    assert (held.number, held.days) == (asset().amount_minor, 91)


def test_answers_say_the_fastest_the_slowest_and_what_waits() -> None:
    def asked(number: int, opened: float, ended: float) -> TeamView:
        stay = segment("requesting", "decision", opened, opened + 1)
        return team(requests=(answered(number, stays=(stay,), since=int(ended * DAY)),))

    (line,) = wall((asked(1, 20, 21), asked(2, 2, 25)), SINCE)
    assert (line.number, line.days, line.slowest, line.waiting) == (2, 1, 23, 0)
    only = wall((asked(1, 20, 21), team("KES")), SINCE, {"SOV": {*things(asked(1, 20, 21), SINCE)}})
    assert [(line.number, line.waiting) for line in only] == [(1, None)], (
        "what waits on all desks is no team's to release"
    )


def test_old_losses_and_open_requests_do_not_count() -> None:
    old = {"assets": (replace(asset("lapsed"), since=5 * DAY),), "requests": (request(1),)}
    assert wall((team("SOV", **old), team("KES", **old)), SINCE) == ()


def test_a_line_holds_numbers_alone() -> None:
    shared = {"at_risk": (("cast/known", 10 * DAY, None),), "assets": (asset("frozen"),), "requests": (answered(1),)}
    for line in wall((team("SOV", **shared), team("KES", **shared)), SINCE):
        assert all(isinstance(each, int | Beat | None) for each in astuple(line))
        assert Phrase not in map(type, astuple(line))


def test_of_people_abroad_the_wall_knows_whether_their_country_was_told() -> None:
    at_risk = (("cast/known", 10 * DAY, None), ("cast/other", 10 * DAY, None))

    def line(*risks: RiskAbroad) -> WallLine:
        team_of = {"at_risk": at_risk, "risk_abroad": risks}
        return wall((team("SOV", **team_of), team("KES", **team_of)), SINCE)[0]

    here, untold = line(), line(RiskAbroad("cast/known", "VAL", None))
    assert (here.abroad, here.told) == (0, 0)
    assert (untold.abroad, untold.told) == (1, 0)
    told = line(RiskAbroad("cast/known", "VAL", DAY), RiskAbroad("cast/other", "VAL", 2 * DAY))
    assert (told.number, told.abroad, told.told) == (2, 2, 2)
    one = team("SOV", at_risk=at_risk, risk_abroad=(RiskAbroad("cast/known", "VAL", None),))
    assert wall((one, team("VAL", at_risk=at_risk)), SINCE)[0].abroad == 0, "by one of the files the person is at home"


@pytest.mark.parametrize(("beat", "held"), ALONE)
def test_what_one_file_holds_is_one_line_on_a_desk(beat: Beat, held: dict[str, object]) -> None:
    one, other = team("SOV", **held), team("KES")
    assert counts((one, other), SINCE)[Count.ALONE] == 1, beat
    assert Count.ALONE not in counts((one, replace(other, **held)), SINCE)  # type: ignore[arg-type]
    (named,) = things(one, SINCE)
    assert Count.ALONE not in counts((one, other), SINCE, {"SOV": {named}})
    assert counts((one, other), SINCE, {"KES": {named}})[Count.ALONE] == 1, "another team cannot release it"


def test_what_happened_at_all_teams_is_counted_once() -> None:
    held: dict[str, object] = {
        "at_risk": (("cast/known", 10 * DAY, 22 * DAY), ("cast/earlier", DAY, 2 * DAY)),
        "assets": (asset("lapsed"), replace(asset("lapsed"), account="account/old", since=DAY)),
        "requests": (answered(1), request(2, status="refused", since=25 * DAY)),
    }
    views = (team("SOV", **held), team("KES", **held), team("VAL"))
    assert counts(views, SINCE) == {Count.PROTECTED: 1, Count.LAPSED: 1, Count.ANSWERED: 1, Count.REFUSED: 1}
    assert counts((team("SOV"), team("KES")), SINCE) == {}
