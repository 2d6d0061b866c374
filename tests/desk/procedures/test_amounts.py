"""A freeze names two amounts where money came in after the order: each says what it is, on both pages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.matters.views import ProcedureView
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from tests.builders.views import asset, procedure
from tests.desk.journeys import desk
from tests.webapp.conftest import Cast
from tests.webapp.house import House


def words(page: str) -> str:
    """A page as it is read."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.mark.parametrize(("now", "differs"), [(24_918_341, True), (1_717_501, False)])
def test_both_pages_say_what_was_held_when_it_began_and_what_is_held_now(
    house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch, now: int, *, differs: bool
) -> None:
    shown = house.store.published(cast.exercise)
    own = shown.teams[cast.alba.country]
    account = next(each for each in own.entities if each.kind is EntityKind.ACCOUNT)
    held = replace(asset("frozen"), account=account.key, country=own.country, amount_minor=now)

    def read(frozen: ProcedureView, *addresses: str) -> list[str]:
        team = replace(own, assets=(held,) if frozen.is_open else (), procedures=(frozen,))
        after = replace(shown, teams={**shown.teams, own.country: team})
        monkeypatch.setattr(house.store, "published", lambda _exercise: after)
        return [words(cast.alba.get(desk(cast, address)).text) for address in addresses]

    frozen = procedure(
        requesting=own.country, requested=own.country, subjects=(account,), status="frozen", label="OWN-F1",
        terms=(("amount_minor", 1_717_501),),
    )  # fmt: skip
    page, assets = read(frozen, "procedures/OWN-F1", "assets")
    assert "In the account when the hold or the freeze began 17,175.01" in page
    amount = "249,183.41" if differs else "17,175.01"
    assert f"On hold or frozen now {amount}" in page
    assert amount in assets
    assert ("17,175.01 were held when it began; what came in later is held too" in assets) is differs


def test_the_amount_of_the_end_is_called_so(house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = house.store.published(cast.exercise)
    own = shown.teams[cast.alba.country]
    account = next(each for each in own.entities if each.kind is EntityKind.ACCOUNT)
    ended = procedure(
        requesting=own.country, requested=own.country, subjects=(account,), status="freeze_lapsed", holder="",
        label="OWN-F1", terms=(("amount_minor", 1_717_501),),
        history=(HistoryLine(24 * DAY, "freeze_lapses", "freeze_lapsed", "", "", "", ""),),
    )  # fmt: skip
    after = replace(shown, teams={**shown.teams, own.country: replace(own, procedures=(ended,))})
    monkeypatch.setattr(house.store, "published", lambda _exercise: after)
    page = words(cast.alba.get(desk(cast, "procedures/OWN-F1")).text)
    assert "On hold or frozen when it ended 17,175.01" in page
    assert "On hold or frozen now" not in page
