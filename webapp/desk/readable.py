"""A team's view made readable: names instead of keys, words instead of codes, days instead of seconds.

Keys of the simulation tell things that a team has not found out, so no page prints one: entities go by the order in
which the team came to know them, documents and requests by their labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from flask_babel import gettext as _

from simulation.casework.documents.document import AssertionKind, Document
from simulation.exercise.core.command import Seat
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office, Phrase
from simulation.scenario.schema.play import DocumentKind
from webapp.text.formatting import Calendar, money
from webapp.text.names import ScenarioNames
from webapp.text.say import capital, plain, say_code, wording_of
from webapp.text.sorting import place

CODES = frozenset({EntityKind.ACCOUNT, EntityKind.PHONE, EntityKind.CONTAINER})
"""Kinds of entities whose label is a number, printed in fixed width and from left to right."""


@dataclass(frozen=True, slots=True)
class FileEntities:
    """The entities of a team's file, by the numbers and the names by which its pages call them.

    Attributes:
        all: In the order in which the team came to know them.
        country: What a country is called.
    """

    all: tuple[Entity, ...]
    country: Callable[[str], str]
    _numbers: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _called: dict[str, list[Entity]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What is looked up for every cell of a page, made when the first one asks."""

    def of(self, key: str) -> Entity | None:
        """The entity of this key, None where the file has none."""
        number = self.number_of(key)
        return None if number is None else self.all[number - 1]

    def number_of(self, key: str) -> int | None:
        """The number by which pages name the entity: 1 for the first that the team came to know."""
        if not self._numbers:
            self._numbers.update((entity.key, n) for n, entity in enumerate(self.all, start=1))
        return self._numbers.get(key)

    def numbered(self, number: int) -> Entity | None:
        entities = self.all
        return entities[number - 1] if 0 < number <= len(entities) else None

    def called(self, text: str) -> Entity | None:
        """The entity whose number a field or an address holds; None for any other text, however long."""
        return self.numbered(int(text)) if text.isdecimal() and len(text) < 8 else None

    def mark_of(self, entity: Entity) -> str:
        """What tells an entity from others of the same name in the file: year of birth, address or country, and its
        number where that does not do; "" when nobody else has the name."""
        if not self._called:
            for each in self.all:
                self._called.setdefault(each.label, []).append(each)
        alike = self._called.get(entity.label, [])
        if len(alike) < 2:
            return ""
        mark = self._particular(entity)
        if [self._particular(each) for each in alike].count(mark) < 2:
            return mark
        return joined((mark, _("no. %(number)s", number=self.number_of(entity.key))))

    def _particular(self, entity: Entity) -> str:
        details = dict(entity.details)
        born = str(details.get("born", ""))
        if born:
            return _("born %(year)s", year=born[:4])
        return str(details.get("address", "")) or self.country(entity.country)

    def told_apart(self, entity: Entity) -> str:
        """Its name as lists offer it: with its mark where the file knows others of the same name."""
        return joined((entity.label, self.mark_of(entity)))

    def country_beside(self, entity: Entity) -> str:
        """Its country as lists say it beside its name, "" where the name that tells it apart says it already."""
        country = self.country(entity.country)
        return "" if self.mark_of(entity).startswith(country) else country

    def by_name(self) -> tuple[tuple[int, str, Entity], ...]:
        """Every entity of the file with its number and the name that tells it apart, in order of names."""
        found = ((n, self.told_apart(entity), entity) for n, entity in enumerate(self.all, start=1))
        return tuple(sorted(found, key=lambda line: (place(line[1]), line[0])))


@dataclass(frozen=True, slots=True)
class FileDocuments:
    """The documents of a team's file by their numbers, and what they are called."""

    view: TeamView
    names: ScenarioNames

    def labelled(self, label: str) -> FiledDocument | None:
        """The paper with this number."""
        return next((filed for filed in self.view.documents if filed.label == label), None)

    def holders(self) -> Mapping[str, str]:
        """Who holds each account by the papers of the file, by key."""
        said = (each for filed in self.view.documents for each in filed.document.assertions)
        return {each.object: each.subject for each in said if each.kind is AssertionKind.HOLDS}

    def label_of(self, document: str) -> str:
        """The number of a paper, "" when the team does not have it."""
        filed = self.view.document(document)
        return filed.label if filed is not None else ""

    def title_of(self, filed: FiledDocument) -> str:
        """Like `Bank statement, Halden Brook Trading`."""
        document = filed.document
        about = document.mention(document.about)
        kind = self.kind_of(document)
        if about is None:
            return kind
        return say_code("document.title", kind=kind, about=about.label)

    def issuer(self, document: Document) -> str:
        """Who issued a paper: a bank or operator by name, an office by its name in that country, else the country.

        Registers of entries and records of interviews are an office's papers, not those of the place or person that
        they are about; customs and ports say besides where they wrote it.
        """
        body = document.form.issuer
        if body:
            key = f"letterhead.{document.country}.{body}"
            country = self.names.country(document.country)
            name = (
                self.names.text(key)
                if self.names.scenario.has_text(key)
                else say_code(f"issuer.{body}", country=country)
            )
            return joined((name, document.custodian)) if body in {"customs", "port"} and document.custodian else name
        if wording_of(f"issuer.{document.kind}"):
            return say_code(f"issuer.{document.kind}", country=self.names.country(document.country))
        office, is_office, _place = document.custodian.partition("/")
        if is_office:
            return wording_of(f"custodian.{office}") or capital(plain(office))
        return document.custodian or self.names.country(document.country)

    def kind(self, kind: DocumentKind) -> str:
        return say_code(f"document_kind.{kind}")

    def kind_of(self, document: Document) -> str:
        """What a paper is: an answer that was written at home is none from abroad."""
        is_own = is_own_answer(document.kind, document.country, self.view)
        return say_code("own_answer") if is_own else self.kind(document.kind)


@dataclass(frozen=True, slots=True)
class TeamRequests:
    """The requests that a team sees, by their numbers, and what they are called."""

    view: TeamView

    def labelled(self, label: str) -> RequestView | None:
        """The request with this number; the one that its draft had still leads to it."""
        if not label:
            return None
        return next((request for request in self.view.requests if label in {request.label, request.draft}), None)

    def title_of(self, request: RequestView) -> str:
        """Like `Bank records, I. Moskal`; the number of targets when there are several."""
        sought = say_code(f"sought.{request.sought}")
        targets = [target.label for target in request.targets]
        if not targets:
            return sought
        if len(targets) > 1:
            return say_code("request.title_many", sought=sought, target=targets[0], more=len(targets) - 1)
        return say_code("request.title", sought=sought, target=targets[0])


OWN_ANSWER: Mapping[str, str] = {
    "digest.document_evidence": "digest.own_answer_evidence",
    "digest.document_lead": "digest.own_answer_lead",
}
"""Lines about a paper that came in, and what they say of an answer that was written at home."""


def is_own_answer(kind: object, country: object, view: TeamView) -> bool:
    """Whether a paper is the answer of the own country's offices to another country."""
    return kind == DocumentKind.ANSWER_NOTE and country == view.country


def entity_kind(kind: str) -> str:
    """A kind of entity in words."""
    return say_code(f"entity_kind.{kind}")


def is_target(entity: Entity) -> bool:
    """Whether something can be asked about it or ordered on it: cash at a counter is a printed line, no account."""
    return entity.kind is not EntityKind.CASH


def next_move_day(view: TeamView) -> int | None:
    """The day on which the next move begins by the plan."""
    planned = view.clock.planned_days
    return planned[0] if planned else None


@dataclass(frozen=True, slots=True)
class Reader(ScenarioNames):
    """What every page of a team is made from."""

    view: TeamView
    offices: tuple[Office, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    _entities: list[FileEntities] = field(default_factory=list, init=False, repr=False, compare=False)
    """Made when the first one asks."""

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.scenario.start)

    @property
    def now(self) -> int:
        return self.view.clock.now

    def say(self, phrase: Phrase) -> str:
        """A phrase of a view as people read it; an answer that was written at home is none from abroad."""
        told = dict(phrase.params)
        if phrase.code in OWN_ANSWER and is_own_answer(told.get("kind"), told.get("country"), self.view):
            return say_code(OWN_ANSWER[phrase.code])
        return ScenarioNames.say(self, phrase)

    # --- countries, offices and seats ------------------------------------------------------------------------------

    def country(self, code: str) -> str:
        """The country's name, "" for none."""
        return ScenarioNames.country(self, code) if code else ""

    def seat(self, seat: Seat | None, persona: str = "") -> str:
        """Who that is: an office with its country when it is abroad, or exercise control and whom it plays."""
        if seat is None:
            return self.persona(persona)
        if seat.country == self.view.country:
            return self.office(seat.office)
        return say_code("seat.abroad", office=self.office(seat.office), country=self.country(seat.country))

    def persona(self, persona: str) -> str:
        if not persona or persona == "control":
            return say_code("persona.control")
        key = f"persona.{persona}"
        who = self.scenario.text(key, self.language) if self.scenario.has_text(key) else wording_of(key)
        return say_code("persona.played", who=who or plain(persona))

    # --- entities ---------------------------------------------------------------------------------------------------

    @property
    def entities(self) -> FileEntities:
        """The entities of the file, by number and name."""
        if not self._entities:
            self._entities.append(FileEntities(self.view.entities, self.country))
        return self._entities[0]

    @property
    def documents(self) -> FileDocuments:
        """The documents of the file, by number and title."""
        return FileDocuments(self.view, self)

    @property
    def requests(self) -> TeamRequests:
        """The team's requests, by number and title."""
        return TeamRequests(self.view)

    def entity(self, key: str) -> str:
        """The name or number that papers print."""
        known = self.known(key)
        return known.label if known is not None else say_code("entity.unknown")

    def known(self, key: str) -> Entity | None:
        own = self.entities.of(key)
        if own is not None:
            return own
        named = chain(
            (request.targets for request in self.view.requests),
            (procedure.subjects for procedure in self.view.procedures),
        )
        return next((each for things in named for each in things if each.key == key), None)

    # --- words ------------------------------------------------------------------------------------------------------

    def amount(self, minor: int) -> str:
        return money(minor, self.scenario.currency)

    def day(self, number: int) -> str:
        """Like `Tue 4 Mar`."""
        return self.calendar.short_day(number)

    def moment(self, second: int) -> str:
        """Like `Tue 4 Mar`, from the second."""
        return self.calendar.short(second)

    def thing(self, key: str) -> str:
        """A thing of the file: an entity by its name, papers and letters by their numbers, the rest by a title."""
        known = self.known(key)
        if known is not None:
            return known.label
        filed = self.view.document(key)
        if filed is not None:
            return filed.label
        request = self.view.request(key)
        if request is not None:
            return request.label
        procedure = self.view.procedure(key)
        if procedure is not None:
            return procedure.label
        for inject in self.view.injects:
            if inject.key == key:
                return self.text(inject.title)
        for measure in self.view.measures:
            if measure.key == key:
                return say_code(
                    "measure.title", kind=say_code(f"measure_kind.{measure.kind}"), target=self.entity(measure.target)
                )
        if key.startswith("plan/"):  # what was handed over may be out of the plan by now
            person, _slash, offence = key.removeprefix("plan/").rpartition("/")
            own = self.offence(self.view.country, offence)
            return say_code("plan.title", person=self.entity(person), offence=own)
        return ""


def joined(parts: Iterable[str]) -> str:
    """Words in a row, without empty ones."""
    return ", ".join(part for part in parts if part)
