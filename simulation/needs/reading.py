"""What some papers show, prove and allow in a country, by the engine's own checks."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.casework.documents.document import Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.measure_orders import check_measure
from simulation.casework.file.measures import ordering_offices
from simulation.casework.proof.prospects import Prospect, Prospects
from simulation.exercise.core.state import State
from simulation.exercise.measures.kinds import HomeMeasures, home_measure
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.network import questions
from simulation.scenario.schema.needs import ANYTHING, CHARGE, EnabledAct
from simulation.scenario.schema.play import MeasureKind

NOT_PROVED = "charge.not_proved"
"""Why a charge fails: the papers do not prove every element."""


class FileReading:
    """A file with nothing but papers, as its country's offices and courts read it."""

    def __init__(self, state: State, country: str, papers: Iterable[Document]) -> None:
        """File the papers; people whom custodians write in two ways are merged, as far as their particulars allow.

        Args:
            state: The exercise, for the law and for who is who.
            country: Whose file.
            papers: The papers.
        """
        self._state = state
        self._law = state.scenario.country(country)
        self.file = CaseFile(country)
        for paper in papers:
            self.file.add(paper, state.now)
        self._merge()
        self._prospects: dict[tuple[tuple[str, str], ...], Prospects] = {}

    def _merge(self) -> None:
        bearer = self._state.network.identities.bearer
        for key in list(self.file.known.rows):
            if bearer(key) != key and bearer(key) in self.file.known.rows:
                self.file.merge(key, bearer(key), self._state.now)

    @property
    def organisers(self) -> tuple[str, ...]:
        """People in the file who lead or deal for an organisation, sorted."""
        network, known = self._state.network, self.file.known.rows
        people = (key for key, entity in known.items() if entity.kind is EntityKind.PERSON)
        return tuple(sorted(key for key in people if questions.is_organiser(network, key)))

    def showing(self, assertion: str, subject: str, obj: str) -> Document | None:
        """The first paper that stands as evidence and says this of two entities; `-` stands for any."""
        return next(
            (
                paper
                for paper in self.file.documents
                if paper.use.stands
                and any(
                    said.kind == assertion and self._is(said.subject, subject) and self._is(said.object, obj)
                    for said in paper.assertions
                )
            ),
            None,
        )

    def _is(self, entity: str, wanted: str) -> bool:
        network = self._state.network
        return wanted == ANYTHING or network.identities.bearer(entity) == questions.key_of(network, wanted)

    def knows(self, name: str) -> bool:
        """Whether the file names an entity."""
        return questions.key_of(self._state.network, name) in self.file.known.rows

    def prospect(self, person: str, offence: str) -> Prospect | None:
        """Whether the own court would find a person guilty of an offence on all of it, and by which papers."""
        known = self._law.offence(offence)
        return None if known is None else self._of(person).of(person, known)

    def _of(self, person: str) -> Prospects:
        """The papers as the court reads them against a person, whoever the team has found to be one with him or her."""
        names = tuple(sorted(self.file.identities(person).items()))
        if names not in self._prospects:
            self._prospects[names] = Prospects(self._law)
            self._prospects[names].take_in(self.file.told(None, person))
        return self._prospects[names]

    def proof(self, person: str, offence: str) -> tuple[str, ...]:
        """Keys of papers that prove an offence together, and none of which can be left out; empty when nothing does."""
        found, law = self.prospect(person, offence), self._law.offence(offence)
        if found is None or law is None:
            return ()
        disclosed = self._of(person).disclosed(person, found)
        left = [paper for paper in self.file.told(None, person) if paper.key in disclosed]
        size = len(left)
        while size:
            for start in reversed(range(0, len(left), size)):
                fewer = left[:start] + left[start + size :]
                court = Prospects(self._law)
                court.take_in(tuple(fewer))
                if court.of(person, law) is not None:
                    left = fewer
            size //= 2
        return tuple(paper.key for paper in left)

    def lacking(self, act: EnabledAct) -> tuple[str, ...]:
        """The elements that nothing proves of a charge."""
        person = questions.key_of(self._state.network, act.target)
        offence = self._law.offence(act.offence or "")
        return () if offence is None else self._of(person).lacking(person, offence)

    def refusal(self, act: EnabledAct) -> str:
        """Why the own check refuses an act, as its code; "" when it lets it pass."""
        target = questions.key_of(self._state.network, act.target)
        if act.kind == CHARGE:
            return "" if self.prospect(target, act.offence or "") is not None else NOT_PROVED
        rule = home_measure(self._state.part(HomeMeasures), MeasureKind(act.kind)).rule
        naming = tuple(paper.key for paper in self.file.naming(target))
        code = ""
        for office in ordering_offices(rule, self._law):
            try:
                check_measure(rule, target, office, naming, self.file, self._law, self._state.now)
            except RuleViolation as violation:
                code = violation.code
            else:
                return ""
        return code
