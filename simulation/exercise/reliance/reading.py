"""Finding what acts rest on, while an exercise is played again: nothing of it is worked out in play.

The file as it stood when an act was checked is there at no other moment: papers are cured, consent comes, measures end.
So the reading watches a replay, and asks the engine's own checks before each act is performed.
"""

from __future__ import annotations

from simulation.casework.documents.document import Origin
from simulation.casework.file.case_file import CaseFile, FileEntry
from simulation.exercise.core.command import Command
from simulation.exercise.core.state import State
from simulation.exercise.engine import Exercise
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.reliance.acts import ActKind, CameBy, Paper, Reliance, RestingAct
from simulation.exercise.reliance.needed import CheckAgain, Groups, groups
from simulation.exercise.trials.commands import ChargePerson


class RelianceReader:
    """Watches an exercise that is played again; `reliance` tells what it saw."""

    def __init__(self) -> None:
        """Start with no acts."""
        self._acts: dict[str, RestingAct] = {}

    def __call__(self, state: State, command: Command) -> None:
        """Note what an act of a played country rests on, as the exercise stands before it; none after play."""
        match command:
            case OrderMeasure(kind=what):
                kind = ActKind.MEASURE
            case ChargePerson(offence=what):
                kind = ActKind.CHARGE
            case OpenDraft(sought=what):
                kind = ActKind.REQUEST
            case BeginProcedure(kind=what):
                kind = ActKind.PROCEDURE
            case RequestNotice(notice=what):
                kind = ActKind.NOTICE
            case _:
                return
        if command.by is None or state.clock.is_over or state.practice is not None:
            return
        country = command.by.country
        if not state.scenario.country(country).played:
            return
        again = CheckAgain(state, country, command)
        file, letters = state.countries[country].file, state.part(Letters)
        key = f"{country}/{command.id}"
        self._acts[key] = RestingAct(
            key=key,
            kind=kind,
            what=what,
            country=country,
            at=state.now,
            about=again.about,
            rests_on=command.rests_on,
            implied=self._implied(file, letters, again),
        )

    def reliance(self, exercise: Exercise) -> Reliance:
        """What the acts seen so far rest on.

        Args:
            exercise: The exercise as far as it was played.
        """
        letters = exercise.state.part(Letters)
        papers = {
            (country.code, key): Paper(key, came, self._source(filing, came), filing.received)
            for country in exercise.state.countries.values()
            for key, filing in country.file.filed.items()
            for came in (self._came(country.code, filing, letters),)
        }
        return Reliance(dict(self._acts), papers)

    def _implied(self, file: CaseFile, letters: Letters, again: CheckAgain) -> Groups:
        """Groups of papers; answers are left out first, so that a group is found that answers alone make up."""
        filed, newest = file.filed, again.papers[::-1]
        came = {key: self._came(file.country, filed[key], letters) for key in newest}
        in_turn = sorted(newest, key=lambda key: came[key] is not CameBy.ASKED)
        sources = {key: self._source(filed[key], came[key]) for key in newest}
        place = {key: number for number, key in enumerate(again.papers)}
        found = groups(in_turn, again.holds, sources)
        return tuple(tuple(sorted(group, key=place.__getitem__)) for group in found)

    def _came(self, country: str, filing: FileEntry, letters: Letters) -> CameBy:
        if filing.source == "opening":
            return CameBy.OPENING
        brought = self._acts.get(filing.source.removeprefix("notice/"))
        letter = letters.requests.get(filing.source)
        if brought is not None and brought.kind is not ActKind.MEASURE:
            is_own = brought.country == country or brought.kind is ActKind.PROCEDURE
            return CameBy.ASKED if is_own else CameBy.UNASKED
        if letter is not None and letter.matter.requested == country:
            return CameBy.UNASKED
        if filing.document.use.origin is Origin.HOME:
            return CameBy.HOME
        return CameBy.INHERITED if letter is not None else CameBy.UNASKED

    def _source(self, filing: FileEntry, came: CameBy) -> str:
        """Key of the own act that brought a paper, or of the matter that was in flight; "" for what no act brought."""
        source = filing.source.removeprefix("notice/")
        is_own = came is CameBy.INHERITED or (source in self._acts and came is not CameBy.UNASKED)
        return source if is_own else ""
