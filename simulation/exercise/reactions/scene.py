"""What signs and words of reactions are read from: a few parts of an exercise, and nothing of the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.injects.state import Injects, InjectState
from simulation.exercise.matters.deadlines import OfficeHours, office_hours
from simulation.exercise.matters.state import Procedures, ProcedureState
from simulation.exercise.procedures.letter.letter import ActFinding, Letter
from simulation.exercise.procedures.letter.play.facts import assessed, between
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import offices_told
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office
from simulation.law.assessment.findings import Finding
from simulation.law.assessment.refusal_grounds import REFUSED
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import Regime, regime_of
from simulation.law.book.law_book import LawBook
from simulation.network import questions
from simulation.scenario.schema.scenario import Scenario


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
        regime: What governs a request or a procedure, by its key; None for what no instrument governs.
        source_of: What a finding on a request or a procedure cites, by its key and the code; "" for none kept.
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
    regime: Callable[[str], Regime | None]
    source_of: Callable[[str, str], str]

    def file(self, country: str) -> CaseFile:
        """The file of a country."""
        return self.countries[country].file

    def seen_from(self, country: str) -> int:
        """When the people of a country can first see what happens now."""
        return self.hours(country).seen_from(self.now)


def scene_of(state: State) -> ReactionScene:
    """The scene as it stands."""
    letters, procedures = state.part(Letters), state.part(Procedures)
    return ReactionScene(
        now=state.now,
        played=frozenset(each.code for each in state.scenario.played),
        countries=state.countries,
        letters=letters.requests,
        procedures=procedures.begun,
        injects=state.part(Injects).injects,
        law=state.law,
        hours=lambda country: office_hours(state, country),
        assessed=lambda letter: assessed(state, letter),
        told=lambda letter, country: offices_told(state, letter, country),
        tasked=state.with_task,
        key_of=lambda key: questions.key_of(state.network, key),
        regime=lambda key: _regime(state.scenario, state.law, letters, procedures, key),
        source_of=lambda key, code: _source_of(letters, key, code),
    )


_ASSISTANCE = {"extradition": "extradition", "freezing": "enforcement", "preservation": "preservation"}
"""What is asked for in a procedure, as `REFUSED` has it."""


def _regime(scenario: Scenario, law: LawBook, letters: Letters, procedures: Procedures, key: str) -> Regime | None:
    kept, begun = letters.requests.get(key), procedures.begun.get(key)
    if kept is not None:
        return between(scenario, law, kept.matter).regime
    matter = begun.matter if begun is not None else None
    if matter is None or matter.kind not in _ASSISTANCE or matter.requesting == matter.requested:
        return None
    pair = scenario.pair(matter.requesting, matter.requested)
    return regime_of(pair, kind_of(REFUSED[_ASSISTANCE[matter.kind]]))


def _source_of(letters: Letters, key: str, code: str) -> str:
    kept, beside = letters.requests.get(key), letters.elsewhere.get(key)
    found: tuple[ActFinding | Finding, ...] = (
        *(kept.matter.findings if kept is not None else ()),
        *letters.refusals.get(key, ()),
        *(beside.findings if beside is not None else ()),
    )
    return next((each.source for each in reversed(found) if each.code == code), "")
