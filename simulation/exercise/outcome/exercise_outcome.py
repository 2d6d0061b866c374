"""What an exercise came to by a moment: the outcome keys of design.md 9, each with its definition.

The moment is the end of play, or the horizon where the epilogue is played. Whoever tells one of these figures reads it
here; goods, money and people are never joined in one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence.events import UninvolvedAffected
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.outcome.case_solved import day_proved, solution_of
from simulation.exercise.outcome.exposure import exposures, known_exposure
from simulation.exercise.outcome.flows import flows_until
from simulation.exercise.outcome.requests import counted, fates
from simulation.exercise.outcome.waiting import waiting
from simulation.exercise.trials.events import PersonCharged
from simulation.kernel.agenda import DAY
from simulation.network import metrics, questions
from simulation.network.world.world import World
from simulation.scenario.schema.scenario import Scenario

UNITS: dict[str, str] = {
    "drugs_delivered_g": "g",
    "drugs_seized_g": "g",
    "drugs_lost_g": "g",
    "exploitation_person_days": "days",
    "known_exposure_days": "days",
    "money_laundered_minor": "minor units",
    "money_free_minor": "minor units",
    "money_frozen_minor": "minor units",
    "money_ever_frozen_minor": "minor units",
    "money_released_minor": "minor units",
    "money_confiscated_minor": "minor units",
    "money_defrauded_minor": "minor units",
    "recovered_minor": "minor units",
    "day_solved": "day",
    "day_proved": "day",
    "median_days_to_answer": "days",
}
"""Units of the figures; all others are counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseOutcome:
    """Totals of one run from its first day; None where nothing of the kind is counted.

    Attributes:
        drugs_delivered_g: Grams that reached a market.
        drugs_seized_g: Grams taken by authorities.
        drugs_lost_g: Grams abandoned on the way.
        exploitation_person_days: Days of exploitation of all people; None where the scenario moves nobody.
        known_exposure_days: Days for which a file showed a person at risk and nobody protected the person; each day of
            a person once, however many files showed it.
        persons_identified: People identified as victims; None likewise.
        persons_protected: Of the people known to be at risk, those under protection (`exposures`).
        money_laundered_minor: Money that came to the organisers clean.
        money_free_minor: Money of organisations that nobody holds at the end.
        money_frozen_minor: Money of organisations that authorities hold at the end.
        money_ever_frozen_minor: Money that authorities came to hold.
        money_released_minor: Money that they held and let go.
        money_confiscated_minor: Money taken for good by courts.
        money_defrauded_minor: Money that residents were made to pay; None where the scenario has no such site.
        members_arrested: Arrests of members of an organisation.
        members_charged: Members charged.
        members_convicted: Members convicted.
        organisers_convicted: Of these, people who lead or deal for an organisation.
        cases_decided_on_merits: Convictions and acquittals.
        case_solved: An organiser was decided on, and enough of the money recovered (`case_solved`).
        organiser_decided: A court decided on the merits about an organiser, on an offence by which the network earns.
        recovered_minor: Money of organisations that convictions for such offences took.
        day_solved: Day on which the case was solved; None when it was not.
        day_proved: Day from which a file proved such an offence against an organiser; None when none does.
        papers_that_stand: Papers in the files of played countries that count as evidence, once each in each file.
        uninvolved_persons_affected: Uninvolved people, firms and accounts that a measure hit.
        requests_sent: Requests and questions that were begun in the time and left their country.
        requests_answered: Of these, those that got an answer, a lawful refusal among them.
        requests_refused: Of these, those that were refused or declined.
        requests_withdrawn: Of those sent, those that were withdrawn.
        requests_open: Of those sent, those that wait.
        requests_never_sent: Requests and questions that were begun in the time and not sent.
        inherited_requests: Requests that were in flight at the start.
        inherited_answered: Of these, those that got an answer in the time, a lawful refusal among them.
        inherited_open: Of these, those that wait.
        median_days_to_answer: First day after leaving by which half of the formal requests begun have an answer, those
            withdrawn or never sent in the denominator (`waiting`); None when fewer than half have one.
    """

    drugs_delivered_g: int
    drugs_seized_g: int
    drugs_lost_g: int
    exploitation_person_days: float | None
    known_exposure_days: int
    persons_identified: int | None
    persons_protected: int
    money_laundered_minor: int
    money_free_minor: int
    money_frozen_minor: int
    money_ever_frozen_minor: int
    money_released_minor: int
    money_confiscated_minor: int
    money_defrauded_minor: int | None
    members_arrested: int
    members_charged: int
    members_convicted: int
    organisers_convicted: int
    cases_decided_on_merits: int
    case_solved: bool
    organiser_decided: bool
    recovered_minor: int
    day_solved: int | None
    day_proved: int | None
    papers_that_stand: int
    uninvolved_persons_affected: int
    requests_sent: int
    requests_answered: int
    requests_refused: int
    requests_withdrawn: int
    requests_open: int
    requests_never_sent: int
    inherited_requests: int
    inherited_answered: int
    inherited_open: int
    median_days_to_answer: float | None


def outcome_of(state: State, events: Iterable[Event]) -> ExerciseOutcome:
    """Count.

    Args:
        state: The exercise at its end.
        events: Everything that happened from its first second.
    """
    happened = tuple(events)
    network = state.network
    known = exposures(happened, state.now)
    verdicts = verdicts_of(happened)
    convicted = {event.person for event in verdicts if event.outcome == "conviction"}
    charged = {event.person for event in happened if isinstance(event, PersonCharged)}
    flows = flows_until(happened, state.now, network.money.accounts)
    free, _ = metrics.money_held(network)
    found = fates(happened, state.now)
    requests = counted(found)
    solution = solution_of(state, happened)
    return ExerciseOutcome(
        drugs_delivered_g=flows.drugs_delivered_g,
        drugs_seized_g=flows.drugs_seized_g,
        drugs_lost_g=flows.drugs_lost_g,
        exploitation_person_days=_person_days(state.network, state.now),
        known_exposure_days=known_exposure(known),
        persons_identified=_identified(network, happened),
        persons_protected=len({each.person for each in known if each.is_protected}),
        money_laundered_minor=flows.money_laundered_minor,
        money_free_minor=free,
        money_frozen_minor=flows.money_frozen_minor,
        money_ever_frozen_minor=flows.money_ever_frozen_minor,
        money_released_minor=flows.money_released_minor,
        money_confiscated_minor=flows.money_confiscated_minor,
        money_defrauded_minor=network.money.totals.defrauded if _defrauds(network) else None,
        members_arrested=_count(happened, "MemberArrested"),
        members_charged=len(_members(network, charged)),
        members_convicted=len(_members(network, convicted)),
        organisers_convicted=len(
            {event.person for event in verdicts if event.outcome == "conviction" and event.is_organiser}
        ),
        cases_decided_on_merits=decided_on_merits(happened),
        case_solved=solution.case_solved,
        organiser_decided=solution.organiser_decided,
        recovered_minor=solution.recovered_minor,
        day_solved=solution.day_solved,
        day_proved=day_proved(
            state.scenario,
            {code: country.file for code, country in state.countries.items()},
            [each for each in sorted(network.membership.members) if questions.is_organiser(network, each)],
        ),
        papers_that_stand=papers_that_stand(state.countries, state.scenario),
        uninvolved_persons_affected=len({event.entity for event in happened if isinstance(event, UninvolvedAffected)}),
        requests_sent=requests.sent,
        requests_answered=requests.answered,
        requests_refused=requests.refused,
        requests_withdrawn=requests.withdrawn,
        requests_open=requests.open,
        requests_never_sent=requests.never_sent,
        inherited_requests=requests.inherited,
        inherited_answered=requests.inherited_answered,
        inherited_open=requests.inherited_open,
        median_days_to_answer=waiting(found, state.now).median_days,
    )


def verdicts_of(events: Iterable[Event]) -> tuple[VerdictGiven, ...]:
    """The last verdict on each charge."""
    return tuple({event.charge: event for event in events if isinstance(event, VerdictGiven)}.values())


def decided_on_merits(events: Iterable[Event]) -> int:
    """Charges whose last verdict is a conviction or an acquittal."""
    return sum(event.outcome in {"conviction", "acquittal"} for event in verdicts_of(events))


def papers_that_stand(countries: Mapping[str, CountryState], scenario: Scenario) -> int:
    """Papers in the files of played countries that count as evidence, once each in each file."""
    return sum(
        paper.use.is_evidence and paper.use.stands
        for country in scenario.played
        for paper in countries[country.code].file.documents
    )


def _defrauds(network: World) -> bool:
    """Whether people are made to commit fraud anywhere in the scenario."""
    return any(site.settings.defrauds is not None for site in network.people.sites.values())


def _person_days(network: World, now: int) -> float | None:
    if not network.crime.people is not None:
        return None
    return round(network.people.exploited_seconds(now) / DAY, 2)


def _identified(network: World, events: tuple[Event, ...]) -> int | None:
    if not network.crime.people is not None:
        return None
    return len(
        {
            event.happening.subjects[0]
            for event in events
            if isinstance(event, WorldChanged) and event.happening.code == "PersonIdentified"
        }
    )


def _count(events: tuple[Event, ...], code: str) -> int:
    return sum(isinstance(event, WorldChanged) and event.happening.code == code for event in events)


def _members(network: World, people: set[str]) -> list[str]:
    known = {network.identities.bearer(person) for person in people}
    return [person for person in sorted(known) if questions.organisation_of(network, person) is not None]
