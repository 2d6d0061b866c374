"""What an author plants has to fit together: each slip is told with file and path."""

from collections.abc import Callable

import pytest

from simulation.scenario.checks.crime import check_crime
from simulation.scenario.checks.money import check_money
from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.crime import Crime
from simulation.scenario.schema.money import PlantedTransfer
from tests.builders.scenarios import small_scenario

type Change = Callable[[Crime], Crime]

DRAIN = PlantedTransfer(key="transfer/drain", day=20, origin="account/shell", destination="account/clerk",
                        amount_minor=100, purpose="loan", every_days=6, only_own=True)  # fmt: skip


def _told(change: Change) -> list[str]:
    scenario = small_scenario()
    findings = Findings()
    changed = scenario.model_copy(update={"crime": change(scenario.crime)})
    check_crime(changed, findings)
    check_money(changed, findings)
    return [f"{problem.path} {problem.message}" for problem in findings.problems()]


def _organisation(**changes: object) -> Change:
    return lambda crime: crime.model_copy(
        update={"organisations": (crime.organisations[0].model_copy(update=changes), *crime.organisations[1:])}
    )


def _account(**changes: object) -> Change:
    def change(crime: Crime) -> Crime:
        first = crime.accounts[0].model_copy(update=changes)
        return _organisation(reserve=first.key, reserve_minor=9)(
            crime.model_copy(update={"accounts": (first, *crime.accounts[1:])})
        )

    return change


def _person(**changes: object) -> Change:
    return lambda crime: crime.model_copy(update={"cast": (crime.cast[0].model_copy(update=changes), *crime.cast[1:])})


def _said(**changes: object) -> Change:
    return lambda crime: crime.model_copy(update={"knowledge": (crime.knowledge[0].model_copy(update=changes),)})


def _above(of: str, **changes: object) -> Change:
    """The shell with a company above it."""

    def change(crime: Crime) -> Crime:
        shell = crime.companies[1]
        above = shell.model_copy(update={"key": "company/above", "country": "OUT", **changes})
        below = shell.model_copy(update={"parent": of})
        return crime.model_copy(update={"companies": (crime.companies[0], below, above)})

    return change


def _payment(**changes: object) -> Change:
    return lambda crime: crime.model_copy(
        update={"transfers": (*crime.transfers[1:], DRAIN.model_copy(update=changes))}
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda crime: crime,
        _organisation(reserve="account/shell", reserve_minor=1_000),
        _account(opened_day=-121),
        _payment(),
        _payment(until_day=20),
        _person(phone_country="OUT"),
        _person(known_as=("name/boss",)),
        _said(shown="cast/head", shown_that=("paid", "-", "account/shell")),
        lambda crime: _said(about=("name/boss", "container/story"))(_person(known_as=("name/boss",))(crime)),
        _above("company/above"),
    ],
)
def test_what_fits_is_told_of_nothing(change: Change) -> None:
    assert _told(change) == []


@pytest.mark.parametrize(
    ("change", "path", "says"),
    [
        (_organisation(reserve_minor=1_000), "organisations.0.reserve", "go together"),
        (_organisation(reserve="account/shell"), "organisations.0.reserve", "go together"),
        (_organisation(reserve="account/shel"), "organisations.0.reserve", "did you mean 'account/shell'"),
        (_organisation(reserve="account/clerk"), "organisations.0.reserve", "that one of its members owns"),
        (_account(kind="exchange"), "organisations.0.reserve", "is not a bank account"),
        (_account(opened_day=-100), "organisations.0.reserve", "history begins on day -120"),
        (_person(known_as=("boss",)), "cast.0.known_as.0", "begins with `name/`"),
        (_person(known_as=("name/boss", "name/boss")), "cast.1.known_as", "used already"),
        (_said(about=("name/boss",)), "knowledge.0.about.0", "no entity 'name/boss'"),
        (_said(shown_that=("paid", "-", "account/shel")), "knowledge.0.shown_that.2", "did you mean 'account/shell'"),
        (_said(shown="cast/heed"), "knowledge.0.shown", "did you mean 'cast/head'"),
        (_person(phone_country="OUR"), "cast.0.phone_country", "did you mean 'OUT'"),
        (_person(phone_country="OUT", phone=False), "cast.0.phone_country", "has no phone"),
        (_above("company/abov"), "companies.1.parent", "did you mean 'company/above'"),
        (_above("company/above", owner="cast/clerk"), "companies.1.parent", "is cast/clerk, not cast/keeper"),
        (_above("company/above", parent="company/shell"), "companies.1.parent", "in a circle"),
        (_above("company/shell"), "companies.1.parent", "in a circle"),
        (_payment(every_days=None, until_day=30), "transfers.0.until_day", "needs `every_days`"),
        (_payment(until_day=19), "transfers.0.until_day", "first payment is made on day 20"),
        (_payment(origin="account/clerk", destination="account/shell"), "transfers.0.only_own", "no money of the"),
    ],
)
def test_a_slip_is_told_with_its_path(change: Change, path: str, says: str) -> None:
    told = _told(change)
    assert any(line.startswith(f"network.toml: {path} ") and says in line for line in told), told
