"""What an exercise came to: the outcome keys of design.md 9, counted from its events and its last moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from simulation.exercise.case_solved import day_proved, solution_of
from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.core.state import State
from simulation.exercise.evidence.events import PersonProtected, UninvolvedAffected
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.trials.events import PersonCharged
from simulation.kernel.agenda import DAY
from simulation.network import metrics, questions
from simulation.network.world.world import World
from simulation.scenario.schema.play import Route

SENT = frozenset({LetterStatus.SENT, LetterStatus.ASKED})
"""Statuses with which a request has left its country: formal papers in the channel, a question with the other side."""

ANSWERED = frozenset(
    {
        LetterStatus.RETURNED,
        LetterStatus.REFUSED,
        LetterStatus.ANSWERED,
        LetterStatus.ANSWERED_PARTLY,
        LetterStatus.DECLINED,
    }
)
"""Statuses that are an answer, a lawful refusal among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseOutcome:
    """Totals of one run from its first day; None where nothing of the kind is counted.

    Attributes:
        drugs_delivered_g: Grams that reached a market.
        drugs_seized_g: Grams taken by authorities.
        exploitation_person_days: Days of exploitation of all people; None where the scenario moves nobody.
        known_exposure_days: Days for which somebody's file showed a person at risk and nobody protected the person.
        persons_identified: People identified as victims; None likewise.
        persons_protected: Persons under protection.
        money_laundered_minor: Money that came to the organisers clean.
        money_frozen_minor: Money blocked by authorities at the end.
        money_confiscated_minor: Money taken for good by courts.
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
        requests_sent: Requests and questions that left a country.
        requests_answered: Of all requests, those that got an answer in the time.
        median_days_to_answer: Median days from leaving to answer of formal requests; None without any answer.
    """

    drugs_delivered_g: int
    drugs_seized_g: int
    exploitation_person_days: float | None
    known_exposure_days: float
    persons_identified: int | None
    persons_protected: int
    money_laundered_minor: int
    money_frozen_minor: int
    money_confiscated_minor: int
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
    median_days_to_answer: float | None


def outcome_of(state: State, events: Iterable[Event]) -> ExerciseOutcome:
    """Count.

    Args:
        state: The exercise at its end.
        events: Everything that happened from its first second.
    """
    happened = tuple(events)
    network = state.network
    verdicts = tuple({event.charge: event for event in happened if isinstance(event, VerdictGiven)}.values())
    convicted = {event.person for event in verdicts if event.outcome == "conviction"}
    charged = {event.person for event in happened if isinstance(event, PersonCharged)}
    sent, answered, days = _answers(state, happened)
    solution = solution_of(state, happened)
    exposed = sum(country.file.risks.known_exposure(state.now) for country in state.countries.values())
    return ExerciseOutcome(
        drugs_delivered_g=_world(happened, "GoodsDelivered", "grams"),
        drugs_seized_g=_world(happened, "GoodsSeized", "grams"),
        exploitation_person_days=_person_days(state),
        known_exposure_days=round(exposed / DAY, 2),
        persons_identified=_identified(network, happened),
        persons_protected=len({event.person for event in happened if isinstance(event, PersonProtected)}),
        money_laundered_minor=_world(happened, "MoneyLaundered", "amount_minor"),
        money_frozen_minor=metrics.measure(network, state.now).frozen_minor,
        money_confiscated_minor=_world(happened, "MoneyConfiscated", "amount_minor"),
        members_arrested=_count(happened, "MemberArrested"),
        members_charged=len(_members(network, charged)),
        members_convicted=len(_members(network, convicted)),
        organisers_convicted=len(
            {event.person for event in verdicts if event.outcome == "conviction" and event.is_organiser}
        ),
        cases_decided_on_merits=sum(event.outcome in {"conviction", "acquittal"} for event in verdicts),
        case_solved=solution.case_solved,
        organiser_decided=solution.organiser_decided,
        recovered_minor=solution.recovered_minor,
        day_solved=solution.day_solved,
        day_proved=day_proved(
            state.scenario,
            {code: country.file for code, country in state.countries.items()},
            [each for each in sorted(network.membership.members) if questions.is_organiser(network, each)],
        ),
        papers_that_stand=sum(
            paper.use.is_evidence and paper.use.stands
            for country in state.scenario.played
            for paper in state.countries[country.code].file.documents
        ),
        uninvolved_persons_affected=len({event.entity for event in happened if isinstance(event, UninvolvedAffected)}),
        requests_sent=sent,
        requests_answered=answered,
        median_days_to_answer=round(median(days), 2) if days else None,
    )


def _person_days(state: State) -> float | None:
    if not state.network.crime.people is not None:
        return None
    return round(state.network.people.exploited_seconds(state.now) / DAY, 2)


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


def _world(events: tuple[Event, ...], code: str, fact: str) -> int:
    total = 0
    for event in events:
        if isinstance(event, WorldChanged) and event.happening.code == code:
            value = dict(event.happening.facts).get(fact, 0)
            total += value if isinstance(value, int) else 0
    return total


def _count(events: tuple[Event, ...], code: str) -> int:
    return sum(isinstance(event, WorldChanged) and event.happening.code == code for event in events)


def _members(network: World, people: set[str]) -> list[str]:
    known = {network.identities.bearer(person) for person in people}
    return [person for person in sorted(known) if questions.organisation_of(network, person) is not None]


def _answers(state: State, events: tuple[Event, ...]) -> tuple[int, int, list[float]]:
    """Requests that left in the time, answers in the time, and for answers to formal requests the days they took."""
    letters = state.part(Letters)
    moved = [event for event in events if isinstance(event, RequestMoved) and event.status != event.before]
    sent = {event.request for event in moved if event.status in SENT}
    days = []
    answered_in_time = 0
    for key in sorted({event.request for event in moved if event.status in ANSWERED}):
        request = letters.requests[key].matter
        left = next((stay.since for stay in request.stays if stay.status in SENT), None)
        answered = next(stay.since for stay in request.stays if stay.status in ANSWERED)
        if left is None:
            continue
        answered_in_time += 1
        if request.route is Route.MLA:
            days.append((answered - left) / DAY)
    return len(sent), answered_in_time, days
