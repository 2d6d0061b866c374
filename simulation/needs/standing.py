"""Where the needs of an exercise stand: asked for, sent, answered, used; read from its letters and files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.derived import Derived
from simulation.exercise.core.state import State
from simulation.exercise.outcome.requests import SENT
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.trials.views import Files
from simulation.kernel.registers import Register
from simulation.kernel.terms import Facts
from simulation.network import questions
from simulation.scenario.schema.needs import ANYTHING, CHARGE, Need

STAGES = ("asked", "sent", "answered", "used")
"""How far a need came: a draft about it, a request that left, a paper that says it, the act at home that it enables."""


@dataclass(frozen=True, slots=True)
class NeedStanding:
    """How far a need has come, in seconds since the scenario's start; None where it has not.

    Attributes:
        need: Its key.
        asked: The first request or question that may bring it was opened in play.
        sent: One of them left its country.
        answered: The first paper arrived with which one of them came back and which says what is needed.
        used: The act at home that it makes possible was done after that.
        names: What papers print of everything that the need speaks of, by key.
    """

    need: str
    asked: int | None
    sent: int | None
    answered: int | None
    used: int | None
    names: Facts

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that it has come to, in their order."""
        return tuple(stage for stage in STAGES if getattr(self, stage) is not None)


def standings(state: State) -> tuple[NeedStanding, ...]:
    """Where each need of the scenario stands now, in its order; made anew when a letter or a file has changed."""
    kept = state.memory.keep("needs", (), lambda: _kept(state))
    return kept()


def _spoken_of(need: Need) -> Iterable[str]:
    yield from (need.about, need.enables.target)
    yield from (way.target for way in need.by)
    yield from (question.target for question in need.informal)
    if need.lost is not None:
        yield from (name for name in (need.lost.who, need.lost.account) if name is not None)


def _kept(state: State) -> Derived[tuple[NeedStanding, ...], Register[str, RequestState], Files]:
    files = Files({code: (keeper.file, state.scenario.country(code)) for code, keeper in state.countries.items()})
    named = [(need, _names(state, need)) for need in state.scenario.needs]
    return Derived(
        lambda letters, all_files: _standings(named, letters, all_files), state.part(Letters).requests, files
    )


def _names(state: State, need: Need) -> Facts:
    spoken = ((name, state.network.entities.get(questions.key_of(state.network, name))) for name in _spoken_of(need))
    return tuple({name: entity.label for name, entity in spoken if entity is not None}.items())


def _standings(
    needs: Iterable[tuple[Need, Facts]], letters: Mapping[str, RequestState], files: Files
) -> tuple[NeedStanding, ...]:
    own: defaultdict[tuple[str, str], list[RequestState]] = defaultdict(list)
    for kept in letters.values():
        if not kept.inherited:
            own[kept.matter.requesting, kept.matter.requested].append(kept)
    return tuple(
        _standing(need, names, own[need.country, need.holder], files[need.country][0]) for need, names in needs
    )


def _standing(need: Need, names: Facts, letters: Sequence[RequestState], file: CaseFile) -> NeedStanding:
    ways = {(way.kind, way.target) for way in need.by} | {(way.kind, way.target) for way in need.informal}
    asking = [kept for kept in letters if any((kept.matter.sought, target) in ways for target in kept.matter.targets)]
    told = _told(need, file, {paper for kept in asking for paper in kept.returned})
    return NeedStanding(
        need.key,
        asked=min((kept.matter.opened for kept in asking), default=None),
        sent=min((stay.since for kept in asking for stay in kept.matter.stays if stay.status in SENT), default=None),
        answered=told,
        used=None if told is None else min((at for at in _done(need, file) if at >= told), default=None),
        names=names,
    )


def _told(need: Need, file: CaseFile, papers: Iterable[str]) -> int | None:
    """When the first of some papers arrived that says what a need has to show; None when none does."""
    found = [
        filing.received
        for key in papers
        if (filing := file.filed.get(key)) is not None
        and any(
            said.kind == kind and subject in {ANYTHING, said.subject} and what in {ANYTHING, said.object}
            for said in filing.document.assertions
            for kind, subject, what in need.shows
        )
    ]
    return min(found, default=None)


def _done(need: Need, file: CaseFile) -> Iterable[int]:
    """When the act at home was done that a need enables."""
    act = need.enables
    if act.kind == CHARGE:
        return (
            each.at
            for each in file.charges.rows.values()
            if each.person == act.target and act.offence in {None, each.offence}
        )
    return (each.ordered for each in file.measures.rows.values() if (each.kind, each.target) == (act.kind, act.target))
