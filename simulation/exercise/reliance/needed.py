"""Papers without which an act would not have been allowed, found by asking the engine again with papers left out.

There is no second copy of a rule here: a copy of the state, in which the country's file lacks some papers, is given to
the handler that checked the act. For a charge the papers left have to prove the offence as well, where they proved it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from simulation.casework.file.case_file import CaseFile
from simulation.casework.proof.prospects import Prospects
from simulation.exercise.core.command import Command
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.state import State
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.registry import HANDLERS
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.errors import RuleViolation

type OnPapers = OrderMeasure | ChargePerson | OpenDraft | BeginProcedure | RequestNotice
"""Commands of which it is told what they rest on."""

type Holds = Callable[[frozenset[str]], bool]
"""Whether an act is allowed without some papers."""

type Groups = tuple[tuple[str, ...], ...]
"""Groups of papers: without all papers of a group the check fails, with any one of them it need not."""


def groups(papers: Sequence[str], holds: Holds, source_of: Mapping[str, str]) -> Groups:
    """What an act rests on: groups of papers, each as small as can be, which together carry it.

    First each paper that is needed alone; then papers of one source that are needed together; then, until those that
    were found carry the act by themselves, the fewest of the others that cannot all be missing.

    Args:
        papers: Those that may matter, in the order in which they are left out.
        holds: Whether the act is allowed without some papers.
        source_of: What brought each paper, by its key; "" for nothing that brings several.
    """
    if holds(frozenset(papers)):
        return ()
    found: list[tuple[str, ...]] = [(paper,) for paper in papers if not holds(frozenset({paper}))]
    kept = {paper for group in found for paper in group}
    for source in dict.fromkeys(source_of[paper] for paper in papers):
        together = tuple(paper for paper in papers if source and source_of[paper] == source and paper not in kept)
        if len(together) > 1 and not holds(frozenset(together)):
            found.append(_fewest(together, holds))
            kept.update(found[-1])
    while left := [paper for paper in papers if paper not in kept]:
        if holds(frozenset(left)):
            break
        numbers = range(1, len(left))
        first = bisect_left(numbers, True, key=lambda number: not holds(frozenset(left[:number]))) + 1
        found.append(_fewest(tuple(left[:first]), holds))
        kept.update(found[-1])
    return tuple(found)


def _fewest(papers: tuple[str, ...], holds: Holds) -> tuple[str, ...]:
    """Of papers that cannot all be missing, some that cannot either, and of which none can be left in."""
    rest = frozenset(papers)
    for paper in papers:
        if not holds(rest - {paper}):
            rest -= {paper}
    return tuple(paper for paper in papers if paper in rest)


@dataclass(slots=True)
class CheckAgain:
    """An act in the state in which it was checked: which papers may matter, and whether it is allowed without some.

    Attributes:
        state: The exercise before the act.
        country: Whose act it is.
        command: The act.
        about: Keys of whom or what it is about.
        papers: Keys of the papers that name these or stand on the way of the proof, in order of receipt.
    """

    state: State
    country: str
    command: OnPapers
    about: tuple[str, ...] = field(init=False)
    papers: tuple[str, ...] = field(init=False)
    _is_proved: bool = field(init=False)

    def __post_init__(self) -> None:
        """Look at the file."""
        self.about = _about(self.command)
        file = self.state.countries[self.country].file
        proof = self._proof(file)
        self._is_proved = bool(proof)
        chosen = {paper.key for about in self.about for paper in file.naming(about)}
        chosen.update(proof)
        chosen.update(_documents(self.command))
        self.papers = tuple(key for key in file.filed if key in chosen)

    def holds(self, without: frozenset[str]) -> bool:
        """Whether the act is allowed when some papers had never come.

        Args:
            without: Their keys.
        """
        keeper = self.state.countries[self.country]
        file = keeper.file.without(without)
        countries = {**self.state.countries, self.country: replace(keeper, file=file)}
        trial = replace(self.state, countries=countries, memory=DerivedValues())
        command = self._on_what_is_left(file)
        try:
            HANDLERS[type(command)].check(trial, command)
        except RuleViolation:
            return False
        return not self._is_proved or bool(self._proof(file))

    def _on_what_is_left(self, file: CaseFile) -> Command:
        """The act on all papers that still name what it is about: what was chosen then may be gone now."""
        match self.command:
            case OrderMeasure(target=about) | ChargePerson(person=about):
                naming = tuple(paper.key for paper in file.naming(about))
                return replace(self.command, documents=naming)
            case BeginProcedure(documents=documents) | RequestNotice(documents=documents):
                return replace(self.command, documents=tuple(key for key in documents if key in file.filed))
            case _:
                return self.command

    def _proof(self, file: CaseFile) -> tuple[str, ...]:
        """Keys of the papers by which a file proves what is charged; none when it does not, and for other acts."""
        if not isinstance(self.command, ChargePerson):
            return ()
        law = self.state.scenario.country(self.country)
        offence = law.offence(self.command.offence)
        prospects = Prospects(law)
        prospects.take_in(file.told(None, self.command.person))
        found = prospects.of(self.command.person, offence) if offence is not None else None
        return prospects.disclosed(self.command.person, found) if found is not None else ()


def _about(command: OnPapers) -> tuple[str, ...]:
    match command:
        case OrderMeasure(target=about) | RequestNotice(target=about) | ChargePerson(person=about):
            return (about,)
        case OpenDraft(targets=about) | BeginProcedure(subjects=about):
            return about


def _documents(command: OnPapers) -> tuple[str, ...]:
    return () if isinstance(command, OpenDraft) else command.documents
