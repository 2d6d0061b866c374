"""What signs and words of reactions are read from: a few parts of an exercise, and nothing of the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.injects.state import Injects, InjectState
from simulation.exercise.matters.deadlines import OfficeHours, office_hours
from simulation.exercise.matters.state import Procedures, ProcedureState
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.facts import assessed
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import offices_told
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office
from simulation.law.assessment.findings import Finding
from simulation.law.book.law_book import LawBook
from simulation.network import questions


class ReactionScene(NamedTuple):
    """What reactions are read from.

    Attributes:
        now: The second reached.
        played: Codes of the countries that are played.
        countries: What is kept for each country.
        letters: Requests by key.
        procedures: Procedures beside the letter by key.
        injects: Events of the event list by key.
        law: The law book.
        hours: The office hours of a country.
        assessed: The findings on a letter.
        told: The offices of a country that are told of a letter.
        tasked: The offices of a country that have to do with a task.
        key_of: The key of something that a scenario names.
    """

    now: int
    played: frozenset[str]
    countries: Mapping[str, CountryState]
    letters: Mapping[str, RequestState]
    procedures: Mapping[str, ProcedureState]
    injects: Mapping[str, InjectState]
    law: LawBook
    hours: Callable[[str], OfficeHours]
    assessed: Callable[[Letter], tuple[Finding, ...]]
    told: Callable[[Letter, str], tuple[Office, ...]]
    tasked: Callable[[str, OfficeTask], tuple[Office, ...]]
    key_of: Callable[[str], str]

    def file(self, country: str) -> CaseFile:
        """The file of a country."""
        return self.countries[country].file

    def seen_from(self, country: str) -> int:
        """When the people of a country can first see what happens now."""
        return self.hours(country).seen_from(self.now)


def scene_of(state: State) -> ReactionScene:
    """The scene as it stands."""
    return ReactionScene(
        now=state.now,
        played=frozenset(each.code for each in state.scenario.played),
        countries=state.countries,
        letters=state.part(Letters).requests,
        procedures=state.part(Procedures).begun,
        injects=state.part(Injects).injects,
        law=state.law,
        hours=lambda country: office_hours(state, country),
        assessed=lambda letter: assessed(state, letter),
        told=lambda letter, country: offices_told(state, letter, country),
        tasked=state.with_task,
        key_of=lambda key: questions.key_of(state.network, key),
    )
