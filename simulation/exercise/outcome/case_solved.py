"""Whether the case was solved: who was judged for what it earned, and what was taken from it for that.

A case is solved once a court of a played country has decided on the merits about somebody who leads or deals for an
organisation, on an offence by which the organisation earns, and `LEAST_MINOR` of its money were confiscated on
convictions for such offences (docs/rules/players.md#045). Drugs, people, fraud, laundering and the group that lives on
them bring something in; the threat of a witness, a false paper and a bribe do not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.casework.file.case_file import CaseFile
from simulation.casework.proof.elements import brings_gain
from simulation.casework.proof.judged import FINAL
from simulation.casework.proof.proof import CourtOutcome
from simulation.casework.proof.prospects import Prospects
from simulation.exercise.core.event import Event
from simulation.exercise.core.state import State
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.restrained_assets import confiscation
from simulation.exercise.restrained_assets.events import FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.country import Country, Offence
from simulation.scenario.schema.scenario import Scenario

LEAST_MINOR = 1_000_000
"""Minor units of the currency (10,000 crowns) from which money counts as recovered (docs/rules/players.md#045)."""

_BRIBED = "public_official"
"""Element of bribery, which costs an organisation money and brings none in."""


@dataclass(frozen=True, slots=True)
class Solution:
    """How far a case was solved by a moment: the end of play, or the horizon where the epilogue is played.

    Attributes:
        case_solved: Both of what follows: an organiser decided, and at least `LEAST_MINOR` recovered.
        organiser_decided: A court of a played country decided on the merits about somebody who leads or deals for an
            organisation, on an offence by which it earns.
        recovered_minor: Minor units of organisations' money that convictions for such offences took.
        day_solved: Day of the simulated clock, from 1, on which the case was solved; None when it was not.
    """

    case_solved: bool
    organiser_decided: bool
    recovered_minor: int
    day_solved: int | None


def solution_of(state: State, events: Iterable[Event], until: int | None = None) -> Solution:
    """How far the case is solved.

    Args:
        state: The exercise at its end.
        events: Everything that happened from its first second.
        until: The last second that counts; the end when left out.
    """
    last = state.now if until is None else until
    happened = [event for event in events if event.at <= last]
    played = {country.code for country in state.scenario.played}
    judged = verdicts_on_the_trade(state.scenario, happened)
    decided = [each.at for each in judged if each.is_organiser and each.outcome in FINAL and each.country in played]
    recovered, enough = 0, None
    for each in taken_for(state, happened, judged):
        recovered += each.amount_minor
        if enough is None and recovered >= LEAST_MINOR:
            enough = each.at
    solved = None if enough is None or not decided else max(min(decided), enough)
    return Solution(
        case_solved=solved is not None,
        organiser_decided=bool(decided),
        recovered_minor=recovered,
        day_solved=None if solved is None else solved // DAY + 1,
    )


def day_proved(scenario: Scenario, files: Mapping[str, CaseFile], organisers: Iterable[str]) -> int | None:
    """The day from which the papers of a played country prove an offence of the trade against an organiser.

    Papers count from the day on which they came, as they stand at the end. None when the papers of the end prove none.

    Args:
        scenario: The scenario.
        files: The file of each country.
        organisers: Who leads or deals for an organisation.
    """
    people = tuple(organisers)
    days = [
        day for country in scenario.played if (day := _first_proof(files[country.code], country, people)) is not None
    ]
    return min(days, default=None)


def _first_proof(file: CaseFile, law: Country, people: tuple[str, ...]) -> int | None:
    offences = tuple(each for each in law.offences if is_of_the_trade(each))
    filings = sorted(file.filed.values(), key=lambda filing: filing.received)

    def proves(count: int) -> bool:
        prospects = Prospects(law.model_copy(update={"offences": offences}))
        prospects.take_in(tuple(filing.document for filing in filings[:count]))
        return any(prospects.gravest(person, 0) is not None for person in people)

    if not proves(len(filings)):
        return None
    first = bisect_left(range(len(filings)), True, key=lambda place: proves(place + 1))
    return filings[first].received // DAY + 1


def verdicts_on_the_trade(scenario: Scenario, events: Iterable[Event]) -> tuple[VerdictGiven, ...]:
    """Verdicts on offences by which an organisation earns, in order."""
    return tuple(event for event in events if isinstance(event, VerdictGiven) and _is_about_the_trade(scenario, event))


def taken_for(state: State, events: Iterable[Event], verdicts: Iterable[VerdictGiven]) -> tuple[FreezeEnded, ...]:
    """Confiscations of an organisation's money that some verdicts reach, on the papers before these courts, in order.

    Args:
        state: The exercise at its end.
        events: What happened.
        verdicts: Those that count; only final convictions take anything.
    """
    convictions = {each.charge for each in verdicts if each.outcome == CourtOutcome.CONVICTION}
    reached = {
        (code, account)
        for code, country in state.countries.items()
        for charge in confiscation.convictions_of(country.file)
        if charge.key in convictions
        for account in confiscation.reached(state, code, charge)
    }
    return tuple(
        event
        for event in events
        if isinstance(event, FreezeEnded)
        and event.how == "confiscated"
        and (event.country, event.account) in reached
        and state.network.money.accounts[event.account].organisation is not None
    )


def is_of_the_trade(offence: Offence) -> bool:
    """Whether an offence is one by which an organisation earns."""
    return brings_gain(offence.elements) and _BRIBED not in offence.elements


def _is_about_the_trade(scenario: Scenario, given: VerdictGiven) -> bool:
    offence = scenario.country(given.country).offence(given.offence)
    return offence is not None and is_of_the_trade(offence)
