"""The letters that are under way when the first move opens: each agrees with its own date and with what it names."""

from datetime import date, timedelta

import pytest

from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.visibility import BEFORE_SENDING
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.law.book.assistance_types import kind_of
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import InheritedMatter, Sought
from simulation.scenario.schema.scenario import Scenario
from tests.builders.bots import begun

type Opening = tuple[Scenario, tuple[tuple[InheritedMatter, Letter], ...]]


def _letters(scenario: Scenario) -> dict[str, Letter]:
    """The letters of the first day by the key of their matter."""
    requests = begun(freeze(scenario, 1), "auto", 1).state.part(Letters).requests
    return {key: kept.matter for key, kept in requests.items()}


@pytest.fixture(scope="module", params=["blue-current", "glass-harbour"])
def opening(request: pytest.FixtureRequest) -> Opening:
    """A scenario, and each matter that it hands over with its letter on the first day."""
    scenario = load_scenario(directory_of(request.param))
    letters = _letters(scenario)
    return scenario, tuple((matter, letters[matter.key]) for matter in scenario.play.matters)


def _left(letter: Letter) -> int:
    """The day on which it left; the day before the first for one that is still being written."""
    return next((stay.since // DAY for stay in letter.stays if stay.status not in BEFORE_SENDING), 0)


def test_records_are_asked_for_up_to_the_day_on_which_the_letter_leaves(opening: Opening) -> None:
    for matter, letter in opening[1]:
        content, asks_for_records = letter.content, kind_of(letter.sought).needs_period
        if not asks_for_records or not matter.period_days:
            assert (content.period_from_day, content.period_to_day) == (None, None), matter.key
        else:
            assert content.period_to_day == _left(letter), matter.key
            assert content.period_from_day == _left(letter) - matter.period_days, matter.key


MONTHS = {"four months": 4, "six months": 6, "half a year": 6, "eight months": 8, "nine months": 9, "one year": 12}


def test_the_period_is_as_long_as_the_words_of_the_letter_say(opening: Opening) -> None:
    scenario, letters = opening
    said = 0
    for matter, letter in letters:
        if kind_of(letter.sought).needs_period:
            words = scenario.text(f"{matter.key}.assistance", "en")
            for length in (months for name, months in MONTHS.items() if name in words):
                said += 1
                assert matter.period_days == pytest.approx(length * 30.4, abs=4), matter.key
    assert said >= 5


@pytest.mark.parametrize(
    ("name", "key", "start"),
    [
        ("blue-current", "matter/val_kes_accounts", date(2030, 10, 1)),
        ("glass-harbour", "matter/zrn_crr_bribe", date(2031, 8, 1)),
        ("glass-harbour", "matter/klv_crr_fishing", date(2015, 1, 1)),
    ],
)
def test_a_letter_that_names_a_month_asks_from_its_first_day(name: str, key: str, start: date) -> None:
    scenario = load_scenario(directory_of(name))
    letter = _letters(scenario)[key]
    assert letter.content.period_from_day is not None
    assert scenario.start + timedelta(days=letter.content.period_from_day - 1) == start


def test_an_urgent_letter_asks_for_the_day_on_which_its_next_step_is_due(opening: Opening) -> None:
    urgent = [(matter, letter) for matter, letter in opening[1] if matter.urgent]
    assert urgent
    for matter, letter in urgent:
        assert letter.content.urgent_by_day == matter.due_day


def test_a_letter_that_encloses_a_warrant_says_so_under_its_heading(opening: Opening) -> None:
    scenario, letters = opening
    enclosed = [
        letter
        for matter, letter in letters
        if matter.sought is Sought.SURRENDER and "warrant" in scenario.text(f"{matter.key}.facts", "en").lower()
    ]
    assert enclosed
    for letter in enclosed:
        assert dict(letter.content.particulars)["warrant"] not in ("", "as annexed")


def test_money_that_a_letter_speaks_of_had_been_paid_when_it_left() -> None:
    """The letter on a trading company counts three transfers, the one on bribes three, the one on an exchange four."""
    paid = {
        "blue-current": {
            "matter/val_kes_accounts": "transfer/forwarding_to_trading_three",
            "matter/isa_kes_owner": "transfer/forwarding_to_trading_three",
            "matter/kes_val_chemist": "transfer/trading_split_three",
            "matter/sov_kes_house": "transfer/house_paid",
            "matter/orl_kes_timber_owner": "transfer/timber_kes_two",
        },
        "glass-harbour": {
            "matter/zrn_crr_bribe": "transfer/inspector_three",
            "matter/zrn_klv_owner": "transfer/tower_three",
            "matter/crr_klv_hot": "transfer/exchange_four",
            "matter/crr_zrn_freeze": "transfer/tower_three",
            "matter/klv_crr_terrace": "transfer/terrace",
            "matter/lmr_crr_payments": "transfer/agency_from_payments",
        },
    }
    for name, last in paid.items():
        scenario = load_scenario(directory_of(name))
        letters = _letters(scenario)
        days = {transfer.key: transfer.day for transfer in scenario.crime.transfers}
        for matter, transfer in last.items():
            assert days[transfer] <= _left(letters[matter]), matter
