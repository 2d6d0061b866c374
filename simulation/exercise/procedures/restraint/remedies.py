"""On what a challenge of a freeze succeeds: facts of both files and of the world, each with its rule; never chance.

The same facts give the same outcome (Protocol 1 to the ECHR article 1, ECHR article 13). That somebody says to be
innocent is no reason: a court that has found it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.casework.file.case_file import CaseFile
from simulation.casework.proof.judged import Accusation, is_judged
from simulation.casework.proof.proof import CourtOutcome
from simulation.exercise.core.state import State
from simulation.exercise.evidence import uninvolved
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.restrained_assets.court_review import proved_behind
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Side
from simulation.law.assessment.dual_criminality import Match, compare, is_asked, listed, reserved_by
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.law.book.rules import LetterNature
from simulation.matters.proceeding import Proceeding
from simulation.scenario.schema.country import Country, CountryPair, Offence
from simulation.scenario.schema.play import Sought

CARRIED: Mapping[str, str] = {
    "third_party": "UNTOC art. 12(8), 13(8); CETS 198 art. 32: lawful money of somebody who has nothing to do with it",
    "not_connected": "UNTOC art. 12(2); Protocol 1 to the ECHR art. 1: nothing in evidence ties it to the case",
    "acquitted": "CETS 198 art. 41(2): whoever holds it was acquitted, the measure is justified no longer",
    "judged_there": "CETS 198 art. 28(1)(f); Regulation 2018/1805 art. 8(1)(a): judged there for the same facts",
    "no_offence_there": "CETS 198 art. 28(1)(g); UNTOC art. 18(9): the conduct is no offence where the bank sits",
}
"""Why a challenge succeeds, with the rule; in the order in which a court looks."""

NOT_CARRIED = "not_carried"
"""The facts do not carry it: evidence ties the account to the case, and lawful money was not shown (UNTOC 12(7))."""


@dataclass(frozen=True, slots=True)
class Abroad:
    """The place of the bank, where it is another country than that of the case.

    Attributes:
        file: Its case file.
        law: Its law.
        pair: What binds the two.
    """

    file: CaseFile
    law: Country
    pair: CountryPair


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge of a freeze before the court of the place.

    Attributes:
        account: The account.
        file: Case file of the country for whose case it is frozen.
        offences: Offences of that country's law that its letter names and its charges against the holders rest on.
        is_third_party: Neither the account nor whoever holds or really owns it has anything to do with the case.
        abroad: The place of the bank; None at home.
    """

    account: str
    file: CaseFile
    offences: tuple[Offence, ...]
    is_third_party: bool
    abroad: Abroad | None

    @property
    def found(self) -> str:
        """What the court finds: a key of `CARRIED`, or `NOT_CARRIED`."""
        holds = {
            "third_party": self.is_third_party,
            "not_connected": not any(paper.use.stands for paper in self.file.naming(self.account)),
            "acquitted": self._is_acquitted,
            "judged_there": self._is_judged_there,
            "no_offence_there": self._is_no_offence_there,
        }
        return next((why for why in CARRIED if holds[why]), NOT_CARRIED)

    @property
    def holders(self) -> frozenset[str]:
        """Who holds or owns the account, or stands behind a company that does, as evidence of the case shows."""
        return proved_behind(self.file, self.account)

    @property
    def _people(self) -> frozenset[str]:
        """Those of them whom a court can judge: a company stands before none here."""
        known = {key: self.file.known.get(key) for key in self.holders}
        return frozenset(key for key, each in known.items() if each is None or each.kind is not EntityKind.COMPANY)

    @property
    def _is_acquitted(self) -> bool:
        """Everybody who holds or owns it was charged, and no charge ended otherwise or is open."""
        one, people = self.file.identities(), self._people
        charges = [charge for charge in self.file.charges.all if one.get(charge.person, charge.person) in people]
        are_final = all(each.outcome == CourtOutcome.ACQUITTAL and not each.is_pending for each in charges)
        return bool(people) and are_final and {one.get(each.person, each.person) for each in charges} == people

    @property
    def _is_judged_there(self) -> bool:
        """Everybody who holds or owns it was finally judged there, for all that it is frozen for."""
        if self.abroad is None:
            return False
        letter = regime_of(self.abroad.pair, kind_of(Sought.FREEZE)).letter_for("G4")
        if letter is None or letter.nature is LetterNature.NOT_A_GROUND:
            return False
        people = sorted(self._people)
        names = self.abroad.file.identities(*people)
        accused = [
            Accusation(person, offence.elements, self.file.told(None, person))
            for person in people
            for offence in self.offences
        ]
        return bool(accused) and all(
            is_judged(self.abroad.file, each, lambda key: names.get(key, key)) for each in accused
        )

    @property
    def _is_no_offence_there(self) -> bool:
        if self.abroad is None or not self.offences:
            return False
        kind, pair, law = kind_of(Sought.FREEZE), self.abroad.pair, self.abroad.law
        regime = regime_of(pair, kind)
        if not is_asked(pair, kind, regime, reserved_by(law, regime)) or listed(regime, self.offences):
            return False
        return all(compare(offence, law).match is Match.NONE for offence in self.offences)


def challenge_of(state: State, proceeding: Proceeding) -> Challenge:
    """What a court reads that decides a challenge: both files, both laws, and whose money it is."""
    (account,), ours, there = proceeding.subjects, proceeding.requesting, proceeding.requested
    file, scenario = state.countries[ours].file, state.scenario
    holders, one = proved_behind(file, account), file.identities()
    named = [charge.offence for charge in file.charges.all if one.get(charge.person, charge.person) in holders]
    for kept in state.part(Letters).requests.values():
        if _rests_on(kept.matter, proceeding):
            named += kept.matter.content.offences
    known = (scenario.country(ours).offence(name) for name in dict.fromkeys(named))
    abroad = None
    if there != ours:
        abroad = Abroad(state.countries[there].file, scenario.country(there), scenario.pair(ours, there))
    offences = tuple(offence for offence in known if offence is not None)
    return Challenge(account, file, offences, uninvolved.is_one(state.network, account), abroad)


def _rests_on(letter: Letter, proceeding: Proceeding) -> bool:
    """Whether a freeze rests on a letter: it asked that place, arrived there, and was not withdrawn or refused."""
    return (
        letter.sought is Sought.FREEZE
        and letter.from_side(Side.REQUESTING) == (proceeding.requesting, proceeding.requested)
        and proceeding.subjects[0] in letter.targets
        and letter.has_been(LetterStatus.RECEIVED)
        and letter.status not in {LetterStatus.WITHDRAWN, LetterStatus.REFUSED}
    )
