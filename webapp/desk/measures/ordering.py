"""The order of one measure against one thing: what it rests on and the words that go with it, wherever it is given."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.file.measures import Conduct
from simulation.kernel.entities import Entity
from webapp.desk.current_view import may_send, origins
from webapp.desk.documents.because import Because, because_of, paper_options
from webapp.desk.measures.form import RuleCard, order_form
from webapp.desk.measures.rows import offices_for
from webapp.desk.readable import Reader, is_target
from webapp.pages.forms import Option
from webapp.pages.page import new_command_id
from webapp.store.registered import registry
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class MeasureOrder:
    """What the form of one order shows.

    Attributes:
        card: The measure, and what the law wants for it.
        target: Number of what it is aimed at.
        papers: Documents that name the target; none is ticked but those from which the visitor came.
        conducts: What an undercover officer may be told; empty where nobody goes under cover.
        conduct: Which of them is chosen.
        command: Id of the command that the form sends.
        because: What it is begun because of.
        can_send: The visitor holds the pen of an office that orders it.
    """

    card: RuleCard
    target: str
    papers: tuple[Option, ...]
    conducts: tuple[Option, ...]
    conduct: str
    command: str
    because: Because
    can_send: bool


def conduct_options() -> tuple[Option, ...]:
    """What an undercover officer may be told."""
    return tuple(Option(each.value, say_code(f"conduct.{each}")) for each in Conduct)


def measure_order(reading: Reader, entity: Entity, number: int, kind: str) -> MeasureOrder | None:
    """The form of an order; None when the visitor's seats cannot give it now.

    Args:
        reading: The visitor's view.
        entity: What it is aimed at.
        number: Its number in the file.
        kind: Code of the measure; what is none gives None.
    """
    if kind not in registry().measure_by_code or not is_target(entity) or reading.view.clock.is_over:
        return None
    form = order_form(reading, entity, kind)
    card = next((each for each in form.cards if each.selected), None)
    if card is None:
        return None
    papers = paper_options(reading, form.naming & set(origins()))
    return MeasureOrder(
        card=card,
        target=str(number),
        papers=tuple(option for option in papers if option.value in form.naming),
        conducts=conduct_options() if card.is_undercover else (),
        conduct=Conduct.PASSIVE.value,
        command=new_command_id("measure"),
        because=because_of(reading, has_papers=True),
        can_send=may_send(*offices_for(kind)),
    )
