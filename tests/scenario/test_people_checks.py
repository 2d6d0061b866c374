"""What is said about people who are moved has to fit: each slip is told with file and path."""

from collections.abc import Callable

import pytest

from simulation.scenario.checks.people import check_people
from simulation.scenario.checks.problems import Findings
from simulation.scenario.schema.crime import Crime, PlannedDeparture
from tests.builders.moved import moved_frozen

type Change = Callable[[Crime], Crime]


def _told(change: Change) -> list[str]:
    scenario = moved_frozen().scenario
    findings = Findings()
    check_people(scenario.model_copy(update={"crime": change(scenario.crime)}), findings)
    return [f"{problem.path} {problem.message}" for problem in findings.problems()]


def _site(**changes: object) -> Change:
    return lambda crime: crime.model_copy(
        update={"sites": (crime.sites[0].model_copy(update=changes), *crime.sites[1:])}
    )


def _way(**changes: object) -> Change:
    return lambda crime: crime.model_copy(
        update={"moved": (crime.moved[0].model_copy(update=changes), *crime.moved[1:])}
    )


def _leaving(person: str = "cast/clerk", to: str | None = "bay", day: int = 9) -> Change:
    row = PlannedDeparture(key="departure/one", person=person, day=day, to=to)
    return lambda crime: crime.model_copy(update={"departures": (*crime.departures, row)})


def _twice(crime: Crime) -> Crime:
    return _leaving(to="square")(_leaving()(crime))


def _recruitment(**changes: object) -> Change:
    def change(crime: Crime) -> Crime:
        last = crime.organisations[-1]
        assert last.people is not None
        turned = last.model_copy(update={"people": last.people.model_copy(update=changes)})
        return crime.model_copy(update={"organisations": (*crime.organisations[:-1], turned)})

    return change


@pytest.mark.parametrize(
    "change",
    [lambda crime: crime, _leaving(), _leaving(to=None), _leaving("cast/head", "quay"), _leaving("cast/worker", "bay")],
)
def test_what_fits_is_told_of_nothing(change: Change) -> None:
    assert _told(change) == []


@pytest.mark.parametrize(
    ("change", "path", "says"),
    [
        (_site(key="mill"), "sites.0.key", "begins with `site/`"),
        (_site(place="nowhere"), "sites.0.place", "there is no place"),
        (_site(organisation="north"), "sites.0.organisation", "no organisation that moves people"),
        (_site(held_at_start=41), "sites.0.held_at_start", "holds 40 people at most"),
        (_site(organisation=None), "sites.0", "an honest site holds nobody"),
        (_site(defrauds="ZZZ"), "sites.0.defrauds", "there is no country"),
        (_site(inspected_every_days=(0.0, 3.0)), "sites.0.inspected_every_days", "above 0"),
        (_site(opens_day=5), "sites.0.held_at_start", "opens on day 5 only"),
        (_site(opens_day=5, held_at_start=0, given_up_day=5), "sites.0.given_up_day", "opens on day 5 only"),
        (_site(given_up_day=-120), "sites.0.given_up_day", "history begins on day -120"),
        (_site(given_up_day=9, organisation=None), "sites.0.given_up_day", "an honest site"),
        (_way(person="cast/clerk"), "moved.0.person", "standing `moved`"),
        (_way(recruited_day=-500), "moved.0.recruited_day", "history begins"),
        (_way(missing_day=-70), "moved.0.missing_day", "recruited on day -60"),
        (_way(corridors=("quay_square", "bay_quay")), "moved.0.corridors.1", "but the leg before ends"),
        (_way(corridors=("bay_quay",)), "moved.0.corridors", "has to end at square"),
        (_way(intercepted_at="pass"), "moved.0.intercepted_at", "does not lead through"),
        (_way(site="site/laundry"), "moved.0.site", "does not belong to"),
        (_recruitment(origins=("pass",)), "organisations.2.people.origins.0", "do not connect"),
        (_recruitment(every_days=(0.0, 1.0)), "organisations.2.people.every_days", "above 0"),
        (_leaving("cast/clark"), "departures.0.person", "did you mean 'cast/clerk'"),
        (_leaving(to="bey"), "departures.0.to", "did you mean 'bay'"),
        (_leaving(to="quay"), "departures.0.to", "lives in HUB already"),
        (_leaving("cast/head", "bay"), "departures.0.to", "lives in COA already"),
        (_leaving("cast/head", None), "departures.0.to", "say where this person goes"),
        (_leaving("cast/sister", None), "departures.0.to", "say where this person goes"),
        (_twice, "departures.1.key", "used already by departures.0"),
        (_twice, "departures.1.person", "used already by departures.0"),
        (lambda crime: crime.model_copy(update={"people": None}), "people", "their numbers are needed"),
        (lambda crime: crime.model_copy(update={"moved": ()}), "cast.5", "needs a row in `moved`"),
        (lambda crime: crime.model_copy(update={"sites": crime.sites[2:]}), "organisations.2.people", "needs a site"),
    ],
)
def test_a_slip_is_told(change: Change, path: str, says: str) -> None:
    assert [line for line in _told(change) if line.startswith(f"network.toml: {path} ") and says in line]
