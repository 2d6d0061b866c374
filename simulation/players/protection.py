"""People at risk come before everything else: protection at home at once, a warning to the police where they live."""

from __future__ import annotations

from simulation.casework.measures import MeasureKind
from simulation.exercise.commands import Command, Seat, SendMessage
from simulation.players.desk import Desk
from simulation.records import Office


def protection(desk: Desk) -> list[Command]:
    """Protect whom the file shows at risk; no count of undertakings and no gain stands against it."""
    written: list[Command] = []
    sent = {message.key for message in desk.view.messages}
    for person, _, protected in desk.view.at_risk:
        if protected is not None:
            continue
        papers = tuple(document.key for document in desk.reading.naming(person))[-1:]
        entity = desk.reading.entities.get(person)
        home = entity.country if entity is not None else desk.code
        if home == desk.code:
            office = Office.POLICE if desk.sits(Office.POLICE) else Office.PROSECUTOR
            if desk.sits(office) and desk.may_order(MeasureKind.PROTECTION, person, after_days=7):
                again = f"/{len(desk.ordered(MeasureKind.PROTECTION, person)) + 1}"
                written.append(desk.order(MeasureKind.PROTECTION, person, office, papers, again=again))
            continue
        name = desk.name(f"at_risk/{person}")
        is_played = any(country.code == home for country in desk.scenario.played)
        if entity is not None and desk.sits(Office.POLICE) and is_played and name not in sent:
            text = f"Our papers show that {entity.label} is at risk. Please see to protection at once."
            written.append(
                SendMessage(
                    id=name,
                    by=desk.seat(Office.POLICE),
                    rests_on=papers,
                    to=Seat(home, Office.POLICE),
                    text=text,
                    about=papers[0] if papers else "",
                )
            )
    return written
