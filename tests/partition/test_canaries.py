"""Every address, every argument, every person: nobody finds what is not theirs."""

from __future__ import annotations

import pytest

from tests.partition.canaries import Canary, Leak, for_member, for_stranger, for_trainer, leaks
from tests.partition.game import PEOPLE, Game
from tests.partition.surface import Answer, opened

pytestmark = pytest.mark.long


def faults(answers: list[Answer]) -> list[tuple[str, int]]:
    """Pages that broke."""
    return [(answer.path, answer.status) for answer in answers if answer.status >= 500]


def told(found: list[Leak]) -> str:
    """Leaks as lines to read when the test fails."""
    return "\n".join(f"{leak.path}: {leak.kind}: {leak.text}" for leak in found[:40])


def seen(answers: list[Answer]) -> int:
    """How many pages showed something."""
    return sum(answer.status == 200 for answer in answers)


@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_a_member_finds_nothing_of_the_world_or_of_another_team(game: Game, country: str) -> None:
    answers = opened(game, game.team[country].client)
    canaries = for_member(game, country)
    kinds = {canary.kind.partition(" ")[0] for canary in canaries}
    assert kinds >= {"key", "person", "account", "phone", "text", "written", "notes", "drafts", "command"}
    assert len(canaries) > 1500
    assert faults(answers) == []
    assert seen(answers) > 150
    assert not leaks(answers, canaries), told(leaks(answers, canaries))


def test_a_trainer_finds_no_private_word(game: Game) -> None:
    answers = opened(game, game.ines.client)
    assert faults(answers) == []
    assert seen(answers) > 80
    assert not leaks(answers, for_trainer(game)), told(leaks(answers, for_trainer(game)))


@pytest.mark.parametrize("who", ["otto", "visitor"])
def test_whoever_is_not_in_the_exercise_finds_nothing(game: Game, who: str) -> None:
    client = game.otto.client if who == "otto" else game.house.client()
    answers = opened(game, client)
    inside = [answer for answer in answers if answer.path.startswith(f"/x/{game.exercise}/")]
    assert faults(answers) == []
    assert {answer.status for answer in inside} <= {303, 403, 404, 405}
    canaries = for_stranger(game)
    assert not leaks(answers, canaries), told(leaks(answers, canaries))


def test_a_canary_is_found_however_it_is_written(game: Game) -> None:
    account = next(canary for canary in for_member(game, "SOV") if canary.kind == "account")
    key = Canary("key", "cast/sov_official")
    ways = (
        account.text,
        account.text.replace(" ", ""),
        account.text.replace(" ", "&nbsp;"),
        f"/desk/entities/{account.text.replace(' ', '%20')}",
    )
    for way in ways:
        assert leaks([planted(way)], [account]) == [Leak("/planted", "account", account.text)], way
    for way in ("cast/sov_official", "cast%2Fsov_official", "cast&#x2F;sov_official", '"cast\\/sov_official"'):
        assert leaks([planted(way)], [key]), way
    assert leaks([planted("nothing")], [account, key]) == []


def planted(text: str) -> Answer:
    """An answer that holds a text."""
    return Answer("/planted", 200, text, "text/html", frozenset({f"<p>{text}</p>"}))
