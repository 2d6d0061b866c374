"""The parts of an exercise: its procedures, and the module that checks and performs each command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from simulation.casework.documents.document import AssertionKind
from simulation.casework.documents.kinds import all_kinds
from simulation.casework.documents.kinds.statements import STATEMENT_CODES
from simulation.casework.documents.record import DocumentRecord
from simulation.casework.proof.elements import element_keys
from simulation.exercise.board import handlers as board
from simulation.exercise.clock import handlers as clock
from simulation.exercise.clock.commands import EndExercise, Jump
from simulation.exercise.cooperation import levers
from simulation.exercise.core.command import COMMANDS, Command, Giver
from simulation.exercise.core.handler import ComeDue, Handler
from simulation.exercise.detention import clock as detention
from simulation.exercise.handovers import handlers as handovers
from simulation.exercise.injects import coming
from simulation.exercise.injects import handlers as injects
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.procedure import Procedure
from simulation.exercise.measures import handlers as measures
from simulation.exercise.measures import kinds
from simulation.exercise.measures.kinds import HomeMeasure
from simulation.exercise.meetings import handlers as meetings
from simulation.exercise.messages import handlers as messages
from simulation.exercise.procedures.extradition import procedure as extradition
from simulation.exercise.procedures.joint_team import procedure as joint_team
from simulation.exercise.procedures.letter.play import assistance as types_of_assistance
from simulation.exercise.procedures.letter.play import handlers as letter
from simulation.exercise.procedures.letter.play import hooks as letter_hooks
from simulation.exercise.procedures.letter.play.assistance import AssistanceType
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.procedures.notice import hooks as notice
from simulation.exercise.procedures.preservation import procedure as preservation
from simulation.exercise.procedures.restraint import procedure as restraint
from simulation.exercise.reactions import handlers as reactions
from simulation.exercise.reactions.table import PACKAGE as REACTIONS
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.exercise.seats import handlers as seats
from simulation.exercise.trials import appeals, hearing
from simulation.exercise.trials import handlers as trials
from simulation.kernel.codes import KnownCodes
from simulation.kernel.data_tables import words_in
from simulation.kernel.offices import OFFICES, Offices
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import scenario_targets
from simulation.law.book.content import Content
from simulation.law.book.grounds import Grounds, grounds_with
from simulation.law.book.law_book import GroundRow, LawBook, Safeguard
from simulation.law.book.rules import load_rules
from simulation.matters.declaration import Input, InputKind
from simulation.scenario.checks.play import WITHOUT_TREATY, AllowedNames
from simulation.scenario.load import load
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import Scenario

BY_SEATS = frozenset({Giver.SEAT, Giver.SEAT_OR_CONTROL})
"""Who gives what a team does."""

_TEXT = Input(InputKind.TEXT)
"""How a term is asked for of which its procedure says nothing."""


@dataclass(frozen=True)
class Registry:
    """What there is: the lists that an exercise, and the program around it, are given.

    Attributes:
        procedures: What can be begun beside a letter, in the order of the pages.
        offices: The offices that a country may have.
        documents: Kinds of documents.
        measures: What an office may do on its own soil, in the order of the pages.
        assistance: What one country may ask of another, in the order of the pages.
        further_grounds: Grounds for refusing beside those of the law's data.
    """

    procedures: tuple[Procedure, ...] = (
        extradition.PROCEDURE,
        joint_team.PROCEDURE,
        restraint.PROCEDURE,
        preservation.PROCEDURE,
    )
    offices: Offices = OFFICES
    documents: tuple[DocumentRecord, ...] = all_kinds.SHIPPED
    measures: tuple[HomeMeasure, ...] = kinds.SHIPPED
    assistance: tuple[AssistanceType, ...] = types_of_assistance.SHIPPED
    further_grounds: tuple[GroundRow | Safeguard, ...] = ()

    @cached_property
    def codes(self) -> KnownCodes:
        """The codes that stored lines and scenario files may hold."""
        return {
            Office: self.offices.codes,
            DocumentKind: tuple(each.kind for each in self.documents),
            MeasureKind: tuple(each.kind for each in self.measures),
            Sought: tuple(each.code for each in self.assistance),
        }

    @cached_property
    def allowed_names(self) -> AllowedNames:
        """What a scenario may name of what there is."""
        asked = {each.code: self.law.kind_of(each.code) for each in self.assistance}
        return AllowedNames(
            codes=self.codes,
            documents={each.kind: each.targets for each in self.documents},
            routes={code: kind.route for code, kind in asked.items()},
            targets={code: scenario_targets(kind) for code, kind in asked.items()},
            orders=tuple(each.kind for each in self.measures if each.rule.by_answer),
            assertions=tuple(each.value for each in AssertionKind),
            statements=STATEMENT_CODES,
            instruments=tuple(each.id for each in self.law.instruments if each.id not in WITHOUT_TREATY),
            grounds=tuple(each.id for each in self.grounds.all),
            elements=element_keys(),
            letters=tuple(each.id for each in load_rules().letters),
            acts=(
                Jump.wire,
                EndExercise.wire,
                *sorted(name for name, kind in COMMANDS.items() if kind.giver in BY_SEATS),
            ),
            actions=tuple(each.value for each in LetterAction),
            fields=tuple(each.name for each in fields(Content)),
        )

    @cached_property
    def law(self) -> LawBook:
        """The law book of its exercises."""
        return types_of_assistance.law_with(self.assistance, self.further_grounds)

    @cached_property
    def grounds(self) -> Grounds:
        """The grounds for refusing that there are."""
        return grounds_with(self.further_grounds)

    @cached_property
    def measure_by_code(self) -> Mapping[MeasureKind, HomeMeasure]:
        """The kinds of measures by code."""
        return {each.kind: each for each in self.measures}

    @cached_property
    def procedure_by_code(self) -> Mapping[str, Procedure]:
        """The procedures by code."""
        return {each.rules.code: each for each in self.procedures}

    def input_of(self, term: str) -> Input:
        """How a term of a procedure is asked for and shown."""
        return self._inputs.get(term, _TEXT)

    @cached_property
    def _inputs(self) -> Mapping[str, Input]:
        return {name: how for each in self.procedures for name, how in each.rules.inputs.items()}

    @cached_property
    def typed_terms(self) -> frozenset[str]:
        """Terms of procedures that are words somebody types; the others are codes and numbers."""
        rows = (row for each in self.procedures for row in (each.rules.begins, *each.rules.transitions))
        names = {name for row in rows for name in (*row.needs, *row.may)} - {"text", "documents"}
        return frozenset(name for name in names if self.input_of(name).kind is InputKind.TEXT)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The English sentences that lie beside what is listed here, by code."""
        packages = [
            *(each.package for each in self.procedures),
            *(each.package for each in self.offices.records),
            *(each.package for each in self.documents),
            *(each.package for each in self.measures),
            *(each.package for each in self.assistance),
            REACTIONS,
        ]
        return {code: text for package in dict.fromkeys(packages) for code, text in words_in(package).items()}


SHIPPED = Registry()
"""What Rogatory ships."""


def load_scenario(directory: Path, registry: Registry = SHIPPED) -> Scenario:
    """The scenario in a directory, with its shape, its references and its codes checked.

    Args:
        directory: Where its files lie.
        registry: What there is for it to name.

    Raises:
        ScenarioError: Something is wrong; it lists every problem, each with its file and dotted path.
    """
    return load(directory, registry.allowed_names)


_HANDLERS: tuple[Handler[Any], ...] = (
    *clock.HANDLERS,
    *levers.HANDLERS,
    *notice.HANDLERS,
    *injects.HANDLERS,
    *letter.HANDLERS,
    *matters.HANDLERS,
    *seats.HANDLERS,
    *handovers.HANDLERS,
    *measures.HANDLERS,
    *trials.HANDLERS,
    *hearing.HANDLERS,
    *board.HANDLERS,
    *messages.HANDLERS,
    *meetings.HANDLERS,
)

HANDLERS: Mapping[type[Command], Handler[Any]] = {each.kind: each for each in _HANDLERS}
"""Who checks and performs each command; a `Rewind` is resolved by the journal and never reaches an exercise."""

COMES_DUE: Mapping[str, ComeDue] = {
    **clock.COMES_DUE,
    **letter_hooks.COMES_DUE,
    **matters.COMES_DUE,
    **measures.COMES_DUE,
    **detention.COMES_DUE,
    **restrained_assets.COMES_DUE,
    **trials.COMES_DUE,
    **appeals.COMES_DUE,
    **notice.COMES_DUE,
    **levers.COMES_DUE,
    **coming.COMES_DUE,
    **reactions.COMES_DUE,
}
"""What happens when an entry of the agenda has come due, by its rule; the engine knows those of no single subject."""
