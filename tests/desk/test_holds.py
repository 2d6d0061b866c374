"""A hold says when it ends, what keeps the money after that, and whether the next jump goes past it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.work_list import OfficesTold, work_items
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.law.periods.restraint import RestraintGround
from tests.builders.views import ACCOUNT, asset, clock, procedure, team
from tests.desk.journeys import desk
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.deadlines import deadline
from webapp.desk.measures.rows import AssetRow, asset_rows
from webapp.desk.readable import Reader
from webapp.desk.requests.short_way import hold_text

Reading = Callable[[TeamView], Reader]


def row(reading: Reading, state: str, country: str, until_day: int) -> AssetRow:
    held = replace(asset(state), country=country, until=until_day * DAY)
    reader = reading(team(entities=(ACCOUNT,), assets=(held,)))
    (found,) = asset_rows(reader.view.assets, reader)
    return found


def test_a_hold_abroad_is_kept_by_a_letter_and_says_that_the_jump_goes_past_it(reading: Reading) -> None:
    found = row(reading, "postponed", "KES", 34)
    assert "unless an urgent freezing request to Kestria" in found.keeps
    assert "goes beyond that day" in found.keeps
    assert "sought=freeze" in found.keeps_url
    assert "requested=KES" in found.keeps_url


def test_a_hold_at_home_is_kept_by_a_court_and_outlives_a_short_jump(reading: Reading) -> None:
    found = row(reading, "postponed", "SOV", 80)
    assert "unless a court has frozen it by then" in found.keeps
    assert "jump" not in found.keeps
    assert found.keeps_url.endswith("/acts"), "the authority orders no freeze"


def test_who_orders_freezes_is_led_to_the_order(reading: Reading) -> None:
    held = replace(asset("postponed"), country="SOV", until=80 * DAY)
    reader = replace(reading(team(entities=(ACCOUNT,), assets=(held,))), offices=(Office.PROSECUTOR,))
    (found,) = asset_rows((held,), reader)
    assert "measures" in found.keeps_url
    assert found.keeps_button == "Order a freeze"


def test_the_form_that_asks_for_a_hold_names_the_letter_that_keeps_it(reading: Reading) -> None:
    text = hold_text("KES", reading(team()))
    assert "Send an urgent freezing request" in text
    assert "duty judge" in text
    assert "for 7 days: if the hold begins today, until Wed 9 Apr" in text, "seven full days, as the unit counts them"
    assert "arrived" not in text, "a letter that has left is enough"


def test_money_is_frozen_since_the_order_whenever_it_was_prolonged(reading: Reading) -> None:
    frozen = replace(asset("frozen"), began=10 * DAY, since=25 * DAY)
    reader = reading(team(entities=(ACCOUNT,), assets=(frozen,)))
    (found,) = asset_rows((frozen,), reader)
    assert (found.since, found.prolonged) == (reader.calendar.short(10 * DAY), reader.calendar.short(25 * DAY))
    (fresh,) = asset_rows((asset("frozen"),), reader)
    assert fresh.prolonged == ""


def test_an_empty_account_has_no_sum_and_says_why(house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = house.store.published(cast.exercise)
    own = shown.teams[cast.alba.country]
    account = next(each for each in own.entities if each.kind is EntityKind.ACCOUNT)
    for held, is_empty in ((0, True), (12_300, False)):
        blocked = replace(asset("frozen"), account=account.key, amount_minor=held)
        after = replace(shown, teams={**shown.teams, own.country: replace(own, assets=(blocked,))})
        monkeypatch.setattr(house.store, "published", lambda _exercise, after=after: after)
        page = cast.alba.get(desk(cast, "assets")).text
        rows = page[page.index("<tbody>") : page.index("</tbody>")]
        assert ("The account was empty when the order reached the bank." in rows) is is_empty
        assert ("123.00" in rows) is not is_empty
        assert "0.00" not in rows.replace("123.00", "")


def test_in_the_last_move_nothing_falls_into_a_next_one(reading: Reading) -> None:
    calendar = reading(team()).calendar
    assert deadline(70, clock(planned=(61, 91)), calendar).text == "next move"
    assert deadline(70, clock(planned=(61,)), calendar).text == calendar.short_day(70)
    assert deadline(50, clock(planned=(61,)), calendar).text == "this move"


def test_a_freeze_is_no_hold(reading: Reading) -> None:
    assert row(reading, "frozen", "KES", 34).keeps == ""


def test_money_that_a_letter_keeps_asks_for_no_second_letter(reading: Reading) -> None:
    kept = replace(asset("postponed"), country="KES", until=80 * DAY, ground=RestraintGround.ANNOUNCED)
    reader = reading(team(entities=(ACCOUNT,), assets=(kept,)))
    (found,) = asset_rows(reader.view.assets, reader)
    assert "keeps the money blocked until" in found.keeps
    assert (found.keeps_url, found.keeps_button) == ("", "")


def test_the_desk_gives_no_earlier_day_for_money_that_a_letter_keeps(reading: Reading) -> None:
    kept = replace(asset("postponed"), country="KES", until=80 * DAY, ground=RestraintGround.ANNOUNCED)
    waits = procedure()
    for held, day, why in (
        (kept, 81, "SOV-KES-F1. The money stays blocked for now because of your freezing request"),
        (
            replace(kept, ground=RestraintGround.SHORT, until=33 * DAY),
            31,
            "SOV-KES-F1. The money will be released soon",
        ),
    ):
        reader = reading(team(entities=(ACCOUNT,), assets=(held,), procedures=(waits,)))
        told = OfficesTold((), (), (), ())
        (line,) = work_items(reader.now, told, (), (waits,), (), (), (), (), (held,), ())
        assert line.due_day == day
        assert reader.say(line.why).startswith(why)
