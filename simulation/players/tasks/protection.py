"""People at risk come before everything else: protection where they are at once, a warning to the police there."""

from __future__ import annotations

from collections.abc import Callable

from simulation.exercise.automation.waiting_matters import risk_left
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.measures.protection import FOUND, OFFERED
from simulation.exercise.messages.commands import SendMessage
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.letters.sites import PROTECT_AGAIN_DAYS, protect_together, who_goes_in
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import holder
from simulation.players.turn.wording import AT_RISK, next_words
from simulation.scenario.schema.play import MeasureKind

AGAIN_DAYS = 21
"""Days after an offer of protection that was not accepted in which it is not made again (assumption)."""

LOOKED_AT_DAYS = 30
"""Days after which it is looked again, as things stand, whether more can be done for somebody (assumption)."""


def protection(desk: Turn) -> list[Command]:
    """Protect whom the file shows at risk; no count of undertakings and no gain stands against it."""
    return _protected(desk, _warned)


def protection_at_home(desk: Turn) -> list[Command]:
    """The same of those alone who are here: the line of an office that begins nothing abroad."""
    return _protected(desk, None)


def _protected(desk: Turn, warned: Callable[[Turn, str, str, list[Command]], list[Command]] | None) -> list[Command]:
    at_risk = [person for person, _, protected in desk.view.at_risk if protected is None]
    if not at_risk:
        return []
    written, covered = protect_together(desk)
    for person in at_risk:
        if person in covered:
            continue
        entity = desk.reading.entities.get(person)
        where = desk.code if entity is None else holder(desk, entity)
        if where == desk.code:
            office = who_goes_in(desk)
            may = desk.may_order(MeasureKind.PROTECTION, person, after_days=PROTECT_AGAIN_DAYS)
            if office is not None and may and not _is_gone(desk, person) and not _was_asked(desk, person):
                papers = _newest(desk, person)
                again = f"/{len(desk.ordered(MeasureKind.PROTECTION, person)) + 1}"
                written.append(desk.order(MeasureKind.PROTECTION, person, office, papers, again=again))
        elif warned is not None:
            written += warned(desk, person, where, written)
    for person in at_risk if not written else ():
        desk.leave(risk_left(person, len(at_risk)), _may_change(desk, person))
    return written


def _warned(desk: Turn, person: str, where: str, written: list[Command]) -> list[Command]:
    """A word to the police of the country in which somebody is, once."""
    entity, name = desk.reading.entities.get(person), desk.name(f"at_risk/{person}")
    is_played = any(country.code == where for country in desk.scenario.played)
    if entity is None or not desk.sits(Office.POLICE) or not is_played or name in desk.shown.sent:
        return []
    to, papers = Seat(where, Office.POLICE), _newest(desk, person)
    words = next_words(desk, "at_risk", to, AT_RISK, written) or AT_RISK[0]
    return [
        SendMessage(
            id=name,
            by=desk.seat(Office.POLICE),
            rests_on=papers,
            to=to,
            text=words.format(entity.label),
            about=papers[0] if papers else "",
            warns=(person,),
        )
    ]


def _newest(desk: Turn, person: str) -> tuple[str, ...]:
    return tuple(document.key for document in desk.reading.naming(person))[-1:]


def _may_change(desk: Turn, person: str) -> int:
    """Until when nothing more can be done for somebody than is done now, unless a paper or a result comes."""
    targets = [person, *(place for kind in FOUND for place in desk.reading.linked(person, kind, subject=True))]
    moments = [
        moment
        for target in targets
        for each in desk.ordered(MeasureKind.PROTECTION, target)
        for moment in (each.ordered + PROTECT_AGAIN_DAYS * DAY, each.since + AGAIN_DAYS * DAY)
    ]
    return min((at for at in moments if at > desk.now), default=desk.now + LOOKED_AT_DAYS * DAY)


def _was_asked(desk: Turn, person: str) -> bool:
    """Whether an offer to somebody is under way, or was not accepted lately: nobody is pressed for an answer."""
    asked = desk.ordered(MeasureKind.PROTECTION, person)
    lately = desk.now - AGAIN_DAYS * DAY
    return any(each.is_running or (each.result == OFFERED and each.since > lately) for each in asked)


def _is_gone(desk: Turn, person: str) -> bool:
    """Protection found nobody, and no paper about the person has come since."""
    tried = [each for each in desk.ordered(MeasureKind.PROTECTION, person) if each.result == "person_gone"]
    if not tried:
        return False
    papers = desk.reading.papers
    latest = max((papers[document.key].received for document in desk.reading.naming(person)), default=0)
    return latest <= max(each.since for each in tried)
