"""On what a challenge of a freeze succeeds: facts of both files and of the world, each with its rule; never chance.

The same facts give the same outcome (ECHR articles 8 and 13). That somebody says to be innocent is no reason: a court
that has found it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.casework.file.case_file import CaseFile
from simulation.casework.proof.proof import CourtOutcome
from simulation.law.assessment.dual_criminality import Match, compare, is_asked, listed, reserved_by
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.law.book.rules import LetterNature
from simulation.scenario.schema.country import Country, CountryPair, Offence
from simulation.scenario.schema.play import Sought

CARRIED: Mapping[str, str] = {
    "third_party": "UNTOC art. 12(8), 13(8); CETS 198 art. 32: lawful money of somebody who has nothing to do with it",
    "not_connected": "UNTOC art. 12(2); ECHR art. 8(2): nothing in evidence ties the account to the case",
    "acquitted": "CETS 198 art. 41(2): whoever holds it was acquitted, the measure is justified no longer",
    "judged_there": "CETS 198 art. 28(1)(f); Regulation 2018/1805 art. 8(1)(a): judged there for the same facts",
    "no_offence_there": "CETS 198 art. 28(1)(g); UNTOC art. 18(9): the conduct is no offence where the bank sits",
}
"""Why a challenge succeeds, with the rule; in the order in which a court looks."""

NOT_CARRIED = "not_carried"
"""The facts do not carry it: evidence ties the account to the case, and lawful money was not shown (UNTOC 12(7))."""

_HOLDS = frozenset({"holds", "owns"})


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
        """Who holds or owns the account, by the papers of the case."""
        return holders_of(self.file, self.account)

    @property
    def _is_acquitted(self) -> bool:
        outcomes = {charge.outcome for charge in self.file.charges.all if charge.person in self.holders}
        return outcomes == {CourtOutcome.ACQUITTAL}

    @property
    def _is_judged_there(self) -> bool:
        if self.abroad is None:
            return False
        letter = regime_of(self.abroad.pair, kind_of(Sought.FREEZE)).letter_for("G4")
        if letter is None or letter.nature is LetterNature.NOT_A_GROUND:
            return False
        elements = {element for offence in self.offences for element in offence.elements}
        return any(
            charge.person in self.holders
            and charge.outcome in {CourtOutcome.CONVICTION, CourtOutcome.ACQUITTAL}
            and not elements.isdisjoint(charge.elements)
            for charge in self.abroad.file.charges.all
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


def holders_of(file: CaseFile, account: str) -> frozenset[str]:
    """Who holds or owns an account, by the papers of a file."""
    return frozenset(link.a for link in file.links() if link.b == account and link.kind in _HOLDS)
