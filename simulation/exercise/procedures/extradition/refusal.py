"""A refused surrender as an argument: a rule, a fact on file, a word on terms, and an answer heard first.

It is judged as the refusal of a letter is, and control may rule on every finding of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.casework.file.case_file import CaseFile
from simulation.casework.proof.judged import Accusation, is_being_judged, is_judged
from simulation.exercise.core.state import State
from simulation.exercise.procedures.extradition.table import ExtraditionAction
from simulation.exercise.procedures.letter.effects import GAP
from simulation.exercise.procedures.letter.events import RefusalArgued
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play.facts import own_facts
from simulation.exercise.procedures.letter.play.refusal import Argument, RefusedElsewhere
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.kernel.terms import Side
from simulation.law.assessment.assessment import assess
from simulation.law.assessment.findings import Finding, FindingVerdict, Question
from simulation.law.assessment.refusal_grounds import Between, between_two, consultation, judge_refusal
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.governance import PRACTICE, regime_of
from simulation.law.book.grounds import named_ground
from simulation.law.book.required_contents import NO_DEATH_PENALTY
from simulation.law.book.rules import Consult, LetterRule
from simulation.matters.matter import LogEntry
from simulation.matters.proceeding import Proceeding
from simulation.scenario.schema.play import Sought

_A = ExtraditionAction


@dataclass(frozen=True, slots=True)
class EarlierJudgment:
    """Whether the country that is asked has judged the person already for what surrender is asked for.

    Attributes:
        state: The exercise.
        proceeding: The procedure.
    """

    state: State
    proceeding: Proceeding

    @property
    def bars(self) -> bool:
        """Whether a final judgment there bars the surrender: ETS 24 article 9(1); elsewhere the law of that country.

        Of a load, what the papers say that the requesting side has sent (see `casework.proof.judged`). Its court knows
        who stands before it, whatever the papers call him or her.
        """
        names = self._asking.identities(*self.proceeding.subjects)
        return is_judged(self._asked, self._accusation(names), self.state.network.identities.bearer)

    @property
    def is_known(self) -> bool:
        """The same as the authority there knows it: who is one with whom is what its own file says."""
        names = self._asked.identities(*self.proceeding.subjects)
        return is_judged(self._asked, self._accusation(names), lambda key: names.get(key, key))

    @property
    def is_coming(self) -> bool:
        """Whether an own case about the same facts waits there for its final verdict."""
        return is_being_judged(self._asked, self._accusation({}), self.state.network.identities.bearer)

    @property
    def _asking(self) -> CaseFile:
        return self.state.countries[self.proceeding.requesting].file

    @property
    def _asked(self) -> CaseFile:
        return self.state.countries[self.proceeding.requested].file

    def _accusation(self, names: Mapping[str, str]) -> Accusation:
        """What the person is wanted for, and the papers that were sent, with some people under other keys."""
        proceeding, (person,) = self.proceeding, self.proceeding.subjects
        offence = self.state.scenario.country(proceeding.requesting).offence(proceeding.word("offence"))
        sent = (key for line in proceeding.log if line.side is Side.REQUESTING for key in line.documents)
        papers = self._asking.chosen(tuple(filter(self._asking.filed.get, sent)))
        elements = offence.elements if offence is not None else ()
        return Accusation(person, elements, tuple(paper.called(names) for paper in papers))


@dataclass(frozen=True, slots=True)
class RefusedSurrender:
    """A surrender that is refused.

    Attributes:
        state: The exercise.
        proceeding: The procedure.
    """

    state: State
    proceeding: Proceeding

    def argue(self, entry: LogEntry) -> None:
        """Find what is to be said of the refusal that was made, and keep it for rulings."""
        state, proceeding = self.state, self.proceeding
        letters, ground = state.part(Letters), proceeding.word("ground")
        between = self._between()
        argument = Argument(ground, entry.text, entry.documents, str(dict(entry.terms).get("alternative", "")))
        is_consulted = _is_consulted(proceeding, ground)
        named = letters.grounds.of(ground)
        if named is not None and named.is_none:
            params = (("ground", ground),)
            of_ground = [
                Finding(
                    "refused_on_forbidden_ground",
                    ground,
                    FindingVerdict.SETTLED,
                    (),
                    params,
                    between.regime.none_by(ground),
                )
            ]
        else:
            judged = judge_refusal(ground, self._assessed(), between, letters.grounds)
            of_ground = [
                *self._of_consulting(ground, between, is_consulted=is_consulted),
                *([judged] if judged else []),
            ]
        found = (*of_ground, *argument.bare(letters.grounds, between))
        RefusedElsewhere(state, proceeding).keep(found)
        state.emit(
            RefusalArgued(
                at=state.now,
                cause=state.cause,
                by=state.by,
                request=proceeding.key,
                requesting=proceeding.requesting,
                requested=proceeding.requested,
                ground=ground,
                papers=entry.documents,
                lacks=argument.lacks(letters.grounds, between),
                findings=tuple(each.code for each in found),
                is_consulted=is_consulted,
            )
        )

    def shown(self, side: Side) -> tuple[Finding, ...]:
        """What a side reads of a refusal, as control's rulings leave it; nothing while there is none."""
        return RefusedElsewhere(self.state, self.proceeding).shown(side)

    def _between(self) -> Between:
        state, proceeding = self.state, self.proceeding
        pair = state.scenario.pair(proceeding.requesting, proceeding.requested)
        regime = regime_of(pair, kind_of(Sought.SURRENDER))
        return between_two(pair, state.scenario.country(proceeding.requested), regime)

    def _of_consulting(self, ground: str, between: Between, *, is_consulted: bool) -> list[Finding]:
        """Refused without a word before: firm where the instrument commands one, arguable "where appropriate"."""
        if is_consulted:
            return []
        letter = between.regime.by_id.get(ground) or between.regime.letter_for(ground)
        commanded, row = consultation(ground, between), self.state.part(Letters).grounds.of(ground)
        if commanded is None:
            commanded = PRACTICE if row is not None and row.is_to_consult else ""
        is_fitting = letter is not None and letter.consult is Consult.WHERE_APPROPRIATE
        if not commanded and not is_fitting:
            return []
        verdict = FindingVerdict.SETTLED if commanded else FindingVerdict.ARGUABLE
        source = commanded or _source(letter)
        return [Finding("refused_without_consultation", ground, verdict, (), (("ground", ground),), source)]

    def _assessed(self) -> tuple[Finding, ...]:
        """What the facts of both files make available, as of a letter that asks for the same surrender."""
        state, proceeding = self.state, self.proceeding
        scenario, kind = state.scenario, kind_of(Sought.SURRENDER)
        is_assured = "assurance_no_death_penalty" in proceeding.word("assured").split()
        content = Content(
            offences=(proceeding.word("offence"),), undertakings=(NO_DEATH_PENALTY,) if is_assured else ()
        )
        letter = open_request(
            proceeding.key,
            kind,
            proceeding.requesting,
            proceeding.requested,
            proceeding.subjects,
            proceeding.opened,
            content,
        )
        question = Question(
            content=content,
            kind=kind,
            targets=proceeding.subjects,
            requesting=scenario.country(proceeding.requesting),
            requested=scenario.country(proceeding.requested),
            pair=scenario.pair(proceeding.requesting, proceeding.requested),
            grounds=(),
            offence_objects=(),
            own=own_facts(
                state.countries[proceeding.requested].file,
                letter,
                kind,
                scenario.start,
                proceeding.subjects if EarlierJudgment(state, proceeding).bars else (),
            ),
        )
        return assess(question, state.law)


def _is_consulted(proceeding: Proceeding, ground: str) -> bool:
    """Whether the two spoke of a ground: on a proposal that named it, or of assurances for the surrender as a whole.

    Each was answered, or met with silence for long enough, before the procedure came back to a decision. For what is
    missing, asking for it is enough (ETS 24 article 13).
    """
    named = named_ground(ground)
    ways = {_A.ASK_ASSURANCES, *((_A.ASK_SUPPLEMENT,) if named == GAP else ())}
    return named in consulted_on(proceeding) or any(line.action in ways for line in proceeding.log)


def consulted_on(proceeding: Proceeding) -> tuple[str, ...]:
    """The grounds on which a proposal was made."""
    made = (str(dict(line.terms).get("ground", "")) for line in proceeding.log if line.action == _A.CONSULT)
    return tuple(map(named_ground, made))


def _source(letter: LetterRule | None) -> str:
    return letter.consult_source if letter is not None else ""
