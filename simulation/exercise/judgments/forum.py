"""Where a person is tried when several countries could: the forum agreed at a meeting, or the first final verdict.

States whose courts all have jurisdiction consult to coordinate (UNTOC 15(5), 19, 21); between them a final verdict on
the same facts bars the second (ne bis in idem; ICCPR 14(7) binds within one State only, so that it bars between States
is the scenario's rule, as of CISA art. 54). Which facts are the same: `casework.proof.judged`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from simulation.casework.file.charges import Charge
from simulation.casework.proof.judged import Accusation, is_judged, is_judged_by_ordinary_court
from simulation.casework.proof.proof import CourtOutcome
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence import gathering
from simulation.exercise.judgments.verdicts import pronounce
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.network.world.world import World

FORUM_ELSEWHERE = "forum_elsewhere"
"""Reason of a dismissal: it was agreed that the person is tried elsewhere."""


@dataclass(slots=True)
class Forums:
    """Where countries have agreed to have people tried: by country and person."""

    agreed: dict[tuple[str, str], str] = field(default_factory=dict)


def check_agreed(
    countries: Mapping[str, CountryState],
    country: str,
    sides: Collection[str],
    forums: tuple[AgreedForum, ...],
    *,
    is_on_agenda: bool,
) -> None:
    """Whether the minutes of a meeting between these sides can say so.

    Raises:
        RuleViolation: Not on the agenda, a person who is not in the file, or a country that is not there.
    """
    for each in forums:
        entity = countries[country].file.known.get(each.person)
        if entity is None or entity.kind is not EntityKind.PERSON:
            raise RuleViolation("meeting.forum_person")
        if not is_on_agenda:
            raise RuleViolation("meeting.forum_not_on_agenda")
        if each.country not in sides:
            raise RuleViolation("meeting.forum_country", country=each.country)


def propose(
    countries: Mapping[str, CountryState], network: World, sides: Collection[str], forums: tuple[AgreedForum, ...]
) -> None:
    """Who proposes a forum names the person to the other sides."""
    for each in forums:
        known = (gathering.as_named(network.entities[each.person]),)
        for country in sides:
            countries[country].file.known.learn(known)


def agree(state: State, sides: Collection[str], forums: tuple[AgreedForum, ...]) -> None:
    """All sides agreed: the others end their own proceedings against the person."""
    for each in forums:
        for country in sides:
            state.part(Forums).agreed[country, each.person] = each.country
            if country != each.country:
                _end_charges(state, country, each.person)


def forum_of(forums: Forums, country: str, person: str) -> str:
    """The other country in which a country has agreed to have a person tried; "" when there is none."""
    forum = forums.agreed.get((country, person), "")
    return "" if forum == country else forum


def judged_already(state: State, country: str, person: str, offence: str, documents: tuple[str, ...] = ()) -> bool:
    """Whether a court has given a final verdict on the same facts, elsewhere or, of a load, an ordinary court anywhere.

    Within one State that is ICCPR article 14(7). A court knows who stands before it, whatever the papers call him or
    her.

    Args:
        state: The exercise.
        country: Whose court sits.
        person: Key of the accused.
        offence: Key in the country's offence table.
        documents: Keys of the papers before the court.
    """
    own = state.scenario.country(country).offence(offence)
    if own is None:
        return False
    accused = Accusation(person, own.elements, state.countries[country].file.told(documents, person))
    bearer = state.network.identities.bearer
    return any(
        (is_judged_by_ordinary_court if other.code == country else is_judged)(other.file, accused, bearer)
        for other in state.countries.values()
    )


def is_charge_judged(state: State, charge: Charge) -> bool:
    """Whether a court has judged the accused of a charge already for these facts (`judged_already`)."""
    country = charge.key.partition("/")[0]
    return judged_already(state, country, charge.person, charge.offence, charge.documents)


def _end_charges(state: State, country: str, person: str) -> None:
    """End what a country has open against somebody, without a verdict on the merits; its money stays blocked.

    Whoever tries the person can ask for it (UNTOC articles 12, 13).
    """
    for charge in state.countries[country].file.charges.all:
        if charge.person == person and not charge.outcome:
            pronounce(state, country, charge, CourtOutcome.DISMISSAL, (FORUM_ELSEWHERE,))


@dataclass(frozen=True, slots=True, order=True)
class AgreedForum:
    """In which country a person is to be tried."""

    person: str
    country: str
