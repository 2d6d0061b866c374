"""People at risk whom a team's own file places in another country: only the authorities there can protect them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.last_seen import country_by_papers
from simulation.exercise.core.derived import Made
from simulation.exercise.messages.state import Message
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.entities import Entity

_RISK_TOLD = "person_at_risk"
"""Name of the part of a request that says that a person is at risk and that protection is wanted."""

_LEAVES = frozenset({LetterAction.TRANSMIT, LetterAction.APPROVE, LetterAction.ASK})
"""Acts with which a request leaves its own country."""


@dataclass(frozen=True, slots=True)
class RiskAbroad:
    """A person at risk who is, by the team's file, in another country.

    Attributes:
        person: Key.
        country: Code of that country.
        told: Second in which the team last told that country of this person, None if it never did.
    """

    person: str
    country: str
    told: int | None


def risks_abroad(
    file: CaseFile, messages: Made[tuple[Message, ...]], requests: Made[tuple[RequestView, ...]]
) -> tuple[RiskAbroad, ...]:
    """The people at risk without protection whom the file places abroad, in the order in which it came to show them.

    A country has been told by a message that names the person after the file came to show the risk, or by a request
    about the person which says that there is a risk. What automatic players write about the person counts only if it is
    their warning: they name people for other reasons too.

    Args:
        file: The team's file.
        messages: Messages to and from the team.
        requests: Requests that the team sees.
    """
    return tuple(_abroad(file, messages, requests))


def _abroad(
    file: CaseFile, messages: Made[tuple[Message, ...]], requests: Made[tuple[RequestView, ...]]
) -> Iterator[RiskAbroad]:
    for risk in file.risks.rows.values():
        person = file.known.rows.get(risk.person)
        if risk.until is not None or person is None:
            continue
        country = country_by_papers(file, person)
        if country == file.country:
            continue
        moments = [
            *(each.at for each in messages() if each.at >= risk.since and _warns(each, file.country, country, person)),
            *(at for each in requests() if _asks(each, country, person) and (at := _sent(each)) is not None),
        ]
        yield RiskAbroad(person.key, country, max(moments, default=None))


def _warns(message: Message, home: str, country: str, person: Entity) -> bool:
    sender, to = message.sender, message.to
    is_there = sender is not None and to is not None and (sender.country, to.country) == (home, country)
    return is_there and person.key in message.warns


def _asks(request: RequestView, country: str, person: Entity) -> bool:
    if request.incoming or request.requested != country or request.status == LetterStatus.WITHDRAWN:
        return False
    named = (*(each.key for each in request.targets), *request.content.persons)
    return person.key in named and request.content.says(_RISK_TOLD)


def _sent(request: RequestView) -> int | None:
    return next((line.at for line in request.history if line.action in _LEAVES), None)
