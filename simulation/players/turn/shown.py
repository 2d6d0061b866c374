"""What a country's view shows its player, taken up once in a turn, with one name for whoever is merged on the board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from simulation.casework.documents.document import Origin
from simulation.casework.file.detention import Detention
from simulation.casework.file.identity import standing
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.measures.views import MeasureView
from simulation.exercise.trials.views import ChargeView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.players.turn.document_summaries import ByIdentity
from simulation.players.turn.file_analysis import as_one

ASKED_FOR = frozenset({Origin.MLA, Origin.POLICE, Origin.FIU})
"""Ways on which papers come that were asked for abroad."""

_BLOCKED = frozenset({"postponed", "frozen", "confiscated"})
"""States of money that is blocked for the country's case, or gone to the state."""

ANSWER_DAYS = 30
"""Days, about a move, in which what an answer shows is acted on before anything new is asked (assumption)."""


class Shown:
    """What a view shows; each part is taken up when it is first asked for."""

    def __init__(self, view: TeamView, memory: DerivedValues) -> None:
        """Take up nothing yet.

        Args:
            view: What the country's team sees.
            memory: What was read in earlier turns.
        """
        self._view = view
        self._memory = memory

    @cached_property
    def one(self) -> Mapping[str, str]:
        """Who stands for whom, of those who are merged on the board."""
        return standing(self._view.board.merged)

    @cached_property
    def documents(self) -> tuple[FiledDocument, ...]:
        """The papers of the file, with one name for whoever is merged on the board."""
        return as_one(self._view, self._memory)

    @cached_property
    def measures(self) -> tuple[MeasureView, ...]:
        """Measures at home, likewise."""
        known, one = self._view.measures, self.one
        return self._memory.keep("measures", (known, one), lambda: _targets_as_one(known, one)) if one else known

    @cached_property
    def charges(self) -> tuple[ChargeView, ...]:
        """Charges, likewise."""
        known, one = self._view.charges, self.one
        return tuple(replace(each, person=one.get(each.person, each.person)) for each in known) if one else known

    @cached_property
    def held(self) -> Mapping[str, tuple[Detention, ...]]:
        """Rights by which people are held, likewise, by person."""
        known: dict[str, tuple[Detention, ...]] = {}
        for each in self._view.held:
            person = self.one.get(each.person, each.person)
            known[person] = (*known.get(person, ()), each)
        return known

    @cached_property
    def blocked(self) -> Mapping[str, None]:
        """Accounts whose money is blocked for the country's case, at home or abroad, or gone to the state, in order."""
        return {asset.account: None for asset in self._view.assets if asset.state in _BLOCKED}

    @cached_property
    def orders(self) -> Mapping[tuple[str, str], tuple[MeasureView, ...]]:
        """Measures so far by their kind and whom or what they are aimed at, in order."""
        measures = self.measures
        return self._memory.keep("orders", (ByIdentity("measures", measures),), lambda: _by_aim(measures))

    @cached_property
    def sent(self) -> frozenset[str]:
        """Keys of the messages that the country wrote or got."""
        return frozenset(message.key for message in self._view.messages)

    @cached_property
    def answered(self) -> Mapping[str, str]:
        """Whom and what answers from abroad named lately, each with the newest paper that names it."""
        found: dict[str, str] = {}
        for filed in reversed(self.documents):
            if filed.received < self._view.clock.now - ANSWER_DAYS * DAY:
                break
            if filed.source and filed.document.use.origin in ASKED_FOR:
                for entity in filed.document.mentions:
                    found.setdefault(entity.key, filed.document.key)
        return found


def _targets_as_one(measures: tuple[MeasureView, ...], one: Mapping[str, str]) -> tuple[MeasureView, ...]:
    return tuple(replace(each, target=one.get(each.target, each.target)) for each in measures)


def _by_aim(measures: tuple[MeasureView, ...]) -> dict[tuple[str, str], tuple[MeasureView, ...]]:
    found: dict[tuple[str, str], list[MeasureView]] = defaultdict(list)
    for each in measures:
        found[each.kind, each.target].append(each)
    return {aim: tuple(ordered) for aim, ordered in found.items()}
