"""A hold says when it ends, what keeps the money after that, and whether the next jump goes past it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.work_list import OfficesTold, work_items
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from simulation.law.periods.restraint import RestraintGround
from simulation.scenario.schema.play import Sought
from tests.builders.views import ACCOUNT, asset, clock, procedure, request, team
from tests.desk.journeys import DRAFT, desk, open_draft, view, write_section
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.deadlines import deadline
from webapp.desk.measures.rows import AssetRow, asset_rows
from webapp.desk.readable import Reader
from webapp.desk.requests.governing import ending_holds
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


URGENT = Content(urgent=True, urgency_reason="The money is leaving.", urgent_by_day=40)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (Content(), "As it is written, this letter does not keep the money. Mark it urgent, with a reason and a date"),
        (replace(URGENT, urgent_by_day=None), "As it is written, this letter does not keep the money."),
        (URGENT, "Sent before that day, this letter keeps the money"),
    ],
)
@pytest.mark.parametrize("status", ["drafting", "vetting"])
def test_who_vets_a_freeze_reads_the_last_day_of_the_hold_and_what_keeps_the_money(
    reading: Reading, status: str, content: Content, said: str
) -> None:
    held = replace(asset("postponed"), country="KES", until=34 * DAY, ground=RestraintGround.SHORT)
    reader = reading(team(entities=(ACCOUNT,), assets=(held,)))
    shown = request(sought=Sought.FREEZE, status=status, expected_days=(("S2", 2), ("S8", 40)))
    (text,) = ending_holds(shown, content, reader)
    assert text.startswith(f"{ACCOUNT.label}: a financial intelligence unit holds this money until")
    assert reader.calendar.short(34 * DAY) in text
    assert "the hold ends before that" in text
    assert said in text
    assert "for up to 60 days" in text
    assert "The next jump goes to" in text


def test_an_answer_that_comes_in_time_is_not_said_to_come_too_late(reading: Reading) -> None:
    held = replace(asset("postponed"), country="KES", until=90 * DAY, ground=RestraintGround.SHORT)
    reader = reading(team(entities=(ACCOUNT,), assets=(held,)))
    shown = request(sought=Sought.FREEZE, expected_days=(("S8", 10),))
    (text,) = ending_holds(shown, Content(), reader)
    assert "ends before that" not in text
    assert "jump" not in text


def test_a_letter_that_meets_no_hold_says_nothing_of_one(reading: Reading) -> None:
    held = replace(asset("postponed"), country="KES", until=34 * DAY, ground=RestraintGround.SHORT)
    freeze = request(sought=Sought.FREEZE)
    for changed, shown in (
        (held, request()),
        (held, replace(freeze, status="received")),
        (held, replace(freeze, targets=())),
        (replace(held, ground=RestraintGround.ANNOUNCED), freeze),
        (replace(held, country="SOV"), freeze),
        (replace(held, state="frozen"), freeze),
    ):
        reader = reading(team(entities=(ACCOUNT,), assets=(changed,)))
        assert ending_holds(shown, Content(), reader) == ()


def test_the_page_of_a_freeze_that_is_vetted_shows_the_hold(
    house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    alba = cast.alba
    label = open_draft(house, cast, alba, sought="freeze").label
    (account,) = next(each.targets for each in view(house, cast, alba).requests if label in {each.label, each.draft})
    assert write_section(cast, alba, label, 7, DRAFT[7], "submit") == 303
    shown = house.store.published(cast.exercise)
    own = shown.teams[alba.country]
    (vetted,) = [each for each in own.requests if each.sought is Sought.FREEZE]
    assert vetted.status == "vetting"
    until = own.clock.now + 3 * DAY
    held = replace(asset("postponed"), account=account.key, country="KES", until=until, ground=RestraintGround.SHORT)
    after = replace(shown, teams={**shown.teams, own.country: replace(own, assets=(held,))})
    monkeypatch.setattr(house.store, "published", lambda _exercise: after)
    page = alba.get(desk(cast, f"requests/{vetted.label}")).text
    assert "a financial intelligence unit holds this money until" in page
    assert "does not keep the money" in page


def test_money_that_a_letter_keeps_asks_for_no_second_letter(reading: Reading) -> None:
    kept = replace(asset("postponed"), country="KES", until=80 * DAY, ground=RestraintGround.ANNOUNCED)
    reader = reading(team(entities=(ACCOUNT,), assets=(kept,)))
    (found,) = asset_rows(reader.view.assets, reader)
    assert "prolonged the hold until" in found.keeps
    assert (found.keeps_url, found.keeps_button) == ("", "")


def test_the_desk_gives_no_earlier_day_for_money_that_a_letter_keeps(reading: Reading) -> None:
    kept = replace(asset("postponed"), country="KES", until=80 * DAY, ground=RestraintGround.ANNOUNCED)
    waits = procedure()
    for held, day, why in (
        (kept, 81, "SOV-KES-F1. A duty judge prolonged the hold because of your freezing request"),
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
