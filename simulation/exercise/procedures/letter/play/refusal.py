"""A refusal is an argument: a fact on file, a rule, and why terms would not help; what is missing is found.

Prose is never weighed: it is looked whether something is there. Whether it convinces is for people, and control may
rule on every finding of a refusal after it was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.state import State
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.effects import GAP
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.facts import as_ruled, ruled
from simulation.exercise.procedures.letter.play.state import Letters, RefusalElsewhere, RequestState
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.kernel.terms import Side
from simulation.law.assessment.findings import Finding, FindingVerdict, GroundNature
from simulation.law.assessment.refusal_grounds import REFUSED, Between, between_two, judge_refusal, nature_of
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import PRACTICE, citing, regime_of
from simulation.law.book.grounds import Grounds, named_ground
from simulation.matters.proceeding import Proceeding

FEWEST_WORDS = 5
"""Words below which nothing is said of fact and rule (assumption: "No." and "Not convenient." are none)."""

BARE = "refused_without_reasons"
"""Finding: a part of the argument is missing. Most instruments want reasons; that they are a fact, a rule and a word on
terms is a rule of the exercise."""

_TOLD_TO_BOTH = frozenset(
    {BARE, "refused_without_consultation", "refused_on_forbidden_ground", "refused_outside_the_pairs_grounds"}
)
"""Findings that whoever asked could make as well: they hang on the letter and on what was said, on no paper abroad."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What a refusal says, whatever is refused.

    Attributes:
        ground: The ground or letter.
        text: Why, in words.
        documents: Papers of the own file that carry it.
        alternative: Why a condition, partial execution or a later date would not be enough.
    """

    ground: str
    text: str
    documents: tuple[str, ...]
    alternative: str

    def lacks(self, known: Grounds, between: Between) -> tuple[str, ...]:
        """What is missing: `fact` where no paper carries it, `reasons`, `alternative` where terms could help.

        Args:
            known: The grounds that there are.
            between: What stands between the two countries.
        """
        named = known.of(named_ground(self.ground)) or known.of(self.ground)
        is_bound = nature_of(self.ground, between, known) is GroundNature.MANDATORY
        is_in_request = named is not None and (named.in_request or named.id == GAP)
        parts = {
            "fact": not is_in_request and not self.documents,
            "reasons": len(self.text.split()) < FEWEST_WORDS,
            "alternative": not is_bound and not self.alternative.strip(),
        }
        return tuple(part for part, is_missing in parts.items() if is_missing)

    def bare(self, known: Grounds, between: Between) -> tuple[Finding, ...]:
        """The finding that something is missing; nothing where the argument is whole."""
        lacks = self.lacks(known, between)
        if not lacks:
            return ()
        params = (("argument", " ".join(lacks)), ("ground", self.ground))
        source = citing(between.regime.cite("reasons"), PRACTICE)
        return (Finding(BARE, self.ground, FindingVerdict.SETTLED, (), params, source),)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal that is about to be made, with what it is judged by.

    Attributes:
        said: The act.
        known: The grounds that there are.
        between: What stands between the two countries.
        assessed: What the requested side knows of the assessment.
    """

    said: ActOnRequest
    known: Grounds
    between: Between
    assessed: tuple[Finding, ...]

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing: `fact` where no paper carries it, `reasons`, `alternative` where terms could help."""
        return self._argument.lacks(self.known, self.between)

    @property
    def _argument(self) -> Argument:
        said = self.said
        return Argument(said.ground, said.text, said.documents, said.alternative)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of it; the machine finds besides what the treaty forbids, and a missing consultation."""
        said, made = self.said, []
        named = self.known.of(said.ground)
        if named is None or not named.is_none:
            of_ground = judge_refusal(said.ground, self.assessed, self.between, self.known)
            made += [of_ground] if of_ground is not None else []
        return (*made, *self._argument.bare(self.known, self.between))

    def found_in_all(self, letter: Letter, now: int) -> tuple[Finding, ...]:
        """All that was found of it once it was made, the machine's own findings first."""
        of_acts = tuple(
            Finding(each.code, self.said.ground, FindingVerdict.SETTLED, (), each.params, each.source)
            for each in letter.findings
            if each.side is Side.REQUESTED and each.time == now and each.code.startswith("refused_")
        )
        return (*of_acts, *self.findings)


def to_rule_on(kept: RequestState, refusals: Mapping[str, tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """What was found of a refusal, on each of which control may rule.

    Args:
        kept: The letter.
        refusals: What was found of each refusal, by key.
    """
    return refusals.get(kept.matter.key, ()) if kept.matter.status == LetterStatus.REFUSED else ()


def shown(kept: RequestState, refusals: Mapping[str, tuple[Finding, ...]], side: Side) -> tuple[Finding, ...]:
    """What a side reads of it, as control's rulings leave it: of the papers abroad nobody learns by a finding."""
    return told(ruled(kept, to_rule_on(kept, refusals)), side)


def told(findings: tuple[Finding, ...], side: Side) -> tuple[Finding, ...]:
    """What a side reads of what was found of a refusal: whoever asked, nothing that hangs on papers abroad."""
    if side is Side.REQUESTED:
        return findings
    return tuple(each for each in findings if each.code in _TOLD_TO_BOTH)


@dataclass(frozen=True, slots=True)
class RefusedElsewhere:
    """A procedure in which something was, or may be, refused.

    Attributes:
        state: The exercise.
        proceeding: The procedure.
    """

    state: State
    proceeding: Proceeding

    def weigh(self, ground: str, what: str) -> None:
        """Keep a refusal for a ruling, where people have to weigh its ground.

        Args:
            ground: The ground or letter named, or what a letter is about.
            what: What was refused, as in `REFUSED`.
        """
        state, proceeding = self.state, self.proceeding
        letters, asked = state.part(Letters), state.scenario.country(proceeding.requested)
        pair = state.scenario.pair(proceeding.requesting, proceeding.requested)
        between = between_two(pair, asked, regime_of(pair, kind_of(REFUSED[what])))
        letter = between.regime.by_tag.get(ground)
        found = judge_refusal(letter.id if letter is not None else ground, (), between, letters.grounds)
        if found is None or found.verdict is not FindingVerdict.FOR_TRAINER:
            return
        self.keep((found,))

    def keep(self, found: tuple[Finding, ...]) -> None:
        """Tell what was found of a refusal, and keep it for rulings beside what was found of earlier ones.

        A procedure can hold several refusals: of a path, then of more time. What is found again is to be ruled on anew.

        Args:
            found: What was found of the refusal that was made.
        """
        state, proceeding, letters = self.state, self.proceeding, self.state.part(Letters)
        for each in found:
            state.emit(
                FindingMade(
                    at=state.now,
                    cause=state.cause,
                    by=state.by,
                    request=proceeding.key,
                    finding=each.code,
                    verdict=each.verdict.value,
                    against=proceeding.requested,
                    facts=each.params,
                )
            )
        label = state.part(Procedures).begun[proceeding.key].label
        before = letters.elsewhere.get(proceeding.key) or RefusalElsewhere(
            label, proceeding.kind, proceeding.requested, ()
        )
        again = {(each.code, each.item) for each in found}
        points = {f"{code}/{item}" if item else code for code, item in again}
        letters.elsewhere[proceeding.key] = replace(
            before,
            findings=(*(each for each in before.findings if (each.code, each.item) not in again), *found),
            ruled={point: said for point, said in before.ruled.items() if point not in points},
        )

    def shown(self, side: Side) -> tuple[Finding, ...]:
        """What a side reads of a refusal, as control's rulings leave it; nothing while there is none."""
        kept = self.state.part(Letters).elsewhere.get(self.proceeding.key)
        return told(as_ruled(kept.ruled, kept.findings), side) if kept is not None else ()
