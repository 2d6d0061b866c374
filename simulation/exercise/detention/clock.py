"""The clock of whoever is held: who looks when it ends, and by which right or rule it goes on.

Whoever is arrested is before a judge within two days. The judge reads the own file: evidence holds a person on remand,
suspicion for an inquiry, nothing lets the person go. A charge holds until the court sits, a sentence until it is
served. Whoever was taken with goods on them stands before the ordinary courts, whose case is not played: they convict.
No clock ends without a right given again or a release by the name of a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.file.detention import (
    BEFORE_CHARGE,
    NOT_PLAYED,
    Detention,
    ReleaseRule,
    Right,
    detention_rows,
)
from simulation.casework.file.measure_orders import is_suspected, stands_against
from simulation.casework.proof.sentencing import least_sentence
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.handler import ComeDue
from simulation.exercise.core.state import State
from simulation.exercise.detention.events import DetentionEnded, DetentionGiven
from simulation.kernel.agenda import DAY
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Facts, Phrase
from simulation.network import authorities, questions

CLOCK = "exercise.detention"
"""Rule of the agenda that ends a clock."""

MONTH_DAYS = 30
"""Days of a month of a sentence (assumption)."""

_BEFORE_CHARGE = BEFORE_CHARGE | {Right.OTHER_CASE}
"""Rights that a charge takes the place of."""

_OWN_CASE = _BEFORE_CHARGE | {Right.CHARGED, Right.SENTENCE}
"""Rights of the own case, which an order of release ends."""

_CLEARED = frozenset({ReleaseRule.ACQUITTED, ReleaseRule.SERVED, ReleaseRule.NO_GROUNDS, ReleaseRule.NO_EVIDENCE})
"""Rules after which who had fled may go home; after any other the person stays, and can be arrested there again."""

_RULE_OF_VERDICT: Mapping[str, ReleaseRule] = {
    "conviction": ReleaseRule.NO_PRISON,
    "acquittal": ReleaseRule.ACQUITTED,
    "dismissal": ReleaseRule.DISMISSED,
}
"""By which rule a right falls that stood on a charge, when the court gave no prison."""

_RULE_OF_END: Mapping[Right, ReleaseRule] = {
    Right.ARREST: ReleaseRule.NO_GROUNDS,
    Right.INQUIRY: ReleaseRule.NO_EVIDENCE,
    Right.REMAND: ReleaseRule.NOT_CHARGED,
    Right.CHARGED: ReleaseRule.NOT_TRIED,
    Right.SENTENCE: ReleaseRule.SERVED,
    Right.OTHER_CASE: ReleaseRule.NO_EVIDENCE,
    Right.PROVISIONAL: ReleaseRule.NO_PAPERS,
    Right.SURRENDER: ReleaseRule.NOT_DECIDED,
    Right.TO_BE_COLLECTED: ReleaseRule.NOT_COLLECTED,
    Right.SURRENDERED: ReleaseRule.NOT_CHARGED,
}
"""By which rule a right falls when its clock has ended and no other takes its place."""


@dataclass(frozen=True, slots=True)
class PeopleHeld:
    """Those whom a country holds.

    Attributes:
        state: The exercise.
        country: The country's code.
    """

    state: State
    country: str

    @property
    def file(self) -> CaseFile:
        """The country's case file, which keeps the rights."""
        return self.state.countries[self.country].file

    def standing(self, person: str) -> tuple[Detention, ...]:
        """Rights by which it holds a person, under whatever spelling its file names him or her, as they began."""
        return tuple(row for row in self.ever(person) if row.ended is None)

    def ever(self, person: str) -> tuple[Detention, ...]:
        """The same, with those that have fallen."""
        bearer = self.state.network.identities.bearer
        return tuple(row for row in self.file.detentions.all if bearer(row.person) == bearer(person))

    def hold(self, person: str, basis: str, right: Right, until: int | None = None, *, silent: bool = False) -> None:
        """Give a right to hold somebody who is in the country's hands, or give it again.

        Args:
            person: Key, as the own file names the person.
            basis: What it stands on: key of an order, a charge or a procedure; "" for a case that is not played.
            right: Which right.
            until: When its clock ends, in seconds; None: after the days of its row, within its most.
            silent: Nobody is told: whoever it concerns did it just now.
        """
        state, rows = self.state, detention_rows()
        before = self.file.detentions.get(f"{person}|{basis}")
        taken = before.taken if before is not None and before.ended is None else state.now
        ends = state.now + rows[right].days * DAY if until is None else until
        if rows[right].most and until is None:
            ends = max(state.now + 1, min(ends, taken + rows[right].most * DAY))
        given = self.file.detentions.give(person, basis, right, state.now, ends)
        state.agenda.schedule(ends, self._entry(given), CLOCK, (self.country, given.key))
        state.emit(
            DetentionGiven(
                at=state.now,
                cause=state.cause,
                by=state.by,
                country=self.country,
                person=person,
                basis=basis,
                right=right.value,
                until=ends,
                taken=given.taken,
            )
        )
        if not silent:
            self._tell(given, "digest.held_on", (("right", right.value), ("until", ends)))

    def end(self, row: Detention, rule: ReleaseRule, *, hands_over: bool = False) -> None:
        """Let a right fall; with the last one the person is free.

        Args:
            row: The right.
            rule: By which rule.
            hands_over: The person was brought to another country, which holds him or her by a right of its own.
        """
        state = self.state
        self.file.detentions.end(row, rule, state.now)
        state.agenda.cancel(self._entry(row))
        is_here = questions.whereabouts(state.network, row.person) == self.country
        is_released = is_here and not hands_over and not self.standing(row.person)
        if is_released:
            authorities.release(state.network, row.person, state.now, is_cleared=rule in _CLEARED)
        state.emit(
            DetentionEnded(
                at=state.now,
                cause=state.cause,
                by=state.by,
                country=self.country,
                person=row.person,
                basis=row.basis,
                right=row.right.value,
                rule=rule.value,
                is_released=is_released,
            )
        )
        if is_released:
            self._tell(row, "digest.let_go", (("rule", rule.value),))

    def end_on(self, person: str, basis: str, rule: ReleaseRule, *, hands_over: bool = False) -> None:
        """Let the right fall that stands on something."""
        for row in self.standing(person):
            if row.basis == basis:
                self.end(row, rule, hands_over=hands_over)

    def taken_in_the_world(self, person: str) -> None:
        """A member was taken otherwise than by an order or for a partner: the ordinary courts have the case.

        Whoever is charged already is held for the court that sits on the charge.

        Never anybody else: who is moved, or uninvolved, is taken on an order or for a partner only, by a right of its
        own.
        """
        if not self.standing(person) and not self._hold_for_court(person):
            self.hold(person, NOT_PLAYED, Right.OTHER_CASE, silent=True)

    def back_from_loan(self, person: str, since: int, procedure: str) -> None:
        """Hold somebody who was lent (ETS 24 article 19(2)) by the rights that were suspended.

        The article leaves the conditions to the two sides: that they agree on this is an assumption. Days in custody
        abroad count towards a sentence (assumption; ETS 24 has no rule), and towards no other limit. A charge that a
        court decided meanwhile holds by its sentence alone. Whom nothing held before the loan but the surrender
        itself, the own authorities have the days of a surrender to charge.

        Args:
            person: Who came back.
            since: When he or she was handed over: the own rights fell in that second.
            procedure: Key of the surrender.
        """
        suspended = [
            row
            for row in self.ever(person)
            if row.ended == since and row.rule is ReleaseRule.HANDED_OVER and row.basis != procedure
        ]
        decided = [rule for row in suspended if (rule := self._resume(row, away=self.state.now - since)) is not None]
        if not self.standing(person):
            self.hold(person, procedure, Right.SURRENDERED)
            if decided:
                self.end_on(person, procedure, decided[-1])

    def _resume(self, row: Detention, away: int) -> ReleaseRule | None:
        """Hold by a right again; the rule of its end, if a court decided meanwhile and nothing is left of it."""
        now, charge = self.state.now, self.file.charges.rows.get(row.basis)
        if row.right is Right.CHARGED and charge is not None and charge.outcome:
            if not charge.months:
                return _RULE_OF_VERDICT[charge.outcome]
            self.hold(row.person, row.basis, Right.SENTENCE, now + charge.months * MONTH_DAYS * DAY)
            return None
        left = 0 if row.right is Right.SENTENCE else away
        self.hold(row.person, row.basis, row.right, max(row.until + left, now + 1))
        return None

    def ordered_out(self, person: str) -> bool:
        """Let somebody go by an own order: every right of the own case falls; whether the person is free by it."""
        own = [row for row in self.standing(person) if row.right in _OWN_CASE]
        for row in own:
            self.end(row, ReleaseRule.ORDERED)
        return bool(own) and not self.standing(person)

    def charged(self, charge: Charge) -> None:
        """Whoever is held was charged: the charge holds until the court sits, in place of what held before it.

        Of somebody held for another country too: a right for a surrender stands beside that of the own case.
        """
        before = self.standing(charge.person)
        if not before:
            return
        self.hold(charge.person, charge.key, Right.CHARGED, charge.trial_at + DAY, silent=True)
        for row in before:
            if row.right in _BEFORE_CHARGE:
                self.end(row, ReleaseRule.ANOTHER_RIGHT)

    def judged(self, charge: Charge, outcome: str, months: int) -> None:
        """A court gave its verdict: who is convicted serves, whoever is not is free unless another right stands.

        A convict serves whom the country has in hand by any right, and not only by that of the charge.

        Args:
            charge: What was decided.
            outcome: Code of the verdict.
            months: The sentence after a conviction.
        """
        standing = self.standing(charge.person)
        own = [row for row in standing if row.basis == charge.key]
        if standing and outcome == "conviction" and months:
            ends = self.state.now + months * MONTH_DAYS * DAY
            self.hold(charge.person, charge.key, Right.SENTENCE, ends, silent=True)
            for row in standing:
                if row.right in _BEFORE_CHARGE:
                    self.end(row, ReleaseRule.ANOTHER_RIGHT)
            return
        for row in own:
            self.end(row, _RULE_OF_VERDICT[outcome])

    def come_due(self, key: str) -> None:
        """A clock ends: a judge or an authority looks, and the person is held on by a right or let go by a rule."""
        row = self.file.detentions.get(key)
        if row is None or row.ended is not None or row.until > self.state.now:
            return
        match row.right:
            case Right.ARREST | Right.INQUIRY | Right.REMAND | Right.SURRENDERED:
                self._before_the_judge(row)
            case Right.OTHER_CASE if self._hold_for_court(row.person):
                self.end(row, ReleaseRule.ANOTHER_RIGHT)
            case Right.OTHER_CASE if questions.was_caught_red_handed(self.state.network, row.person):
                months = least_sentence(self.state.scenario.country(self.country).offences)
                self.hold(row.person, row.basis, Right.SENTENCE, self.state.now + months * MONTH_DAYS * DAY)
            case Right.SURRENDER if self._may_last(row, row.right):
                self.hold(row.person, row.basis, row.right)
            case _:
                self.end(row, _RULE_OF_END[row.right])

    def _before_the_judge(self, row: Detention) -> None:
        stands = stands_against(self.file, row.person)
        right = Right.SURRENDERED if row.right is Right.SURRENDERED else Right.REMAND
        if self._hold_for_court(row.person):
            self.end(row, ReleaseRule.ANOTHER_RIGHT)
        elif stands and self._may_last(row, right):
            self.hold(row.person, row.basis, right)
        elif row.right is Right.ARREST and is_suspected(self.file, row.person):
            self.hold(row.person, row.basis, Right.INQUIRY)
        elif row.right is Right.ARREST:
            self.end(row, ReleaseRule.NO_GROUNDS)
        else:
            self.end(row, ReleaseRule.NOT_CHARGED if stands else ReleaseRule.NO_EVIDENCE)

    def _hold_for_court(self, person: str) -> bool:
        """Hold somebody by every charge that no court has decided yet; False where there is none."""
        bearer = self.state.network.identities.bearer
        charges = [row for row in self.file.charges.all if bearer(row.person) == bearer(person) and not row.outcome]
        for charge in charges:
            self.hold(charge.person, charge.key, Right.CHARGED, max(charge.trial_at, self.state.now) + DAY)
        return bool(charges)

    def _may_last(self, row: Detention, right: Right) -> bool:
        return self.state.now < row.taken + detention_rows()[right].most * DAY

    def _entry(self, row: Detention) -> str:
        return f"detention/{self.country}/{row.key}"

    def _tell(self, row: Detention, code: str, params: Facts) -> None:
        if self.file.known.get(row.person) is None:
            return
        what = Phrase(code, (("person", row.person), *params))
        told = self.state.with_task(self.country, OfficeTask.CHARGES)
        line = DigestLine(self.state.now, what, "entity", row.person, told)
        self.state.tell(self.country, line, news=f"detention/{row.key}/{self.state.now}")


COMES_DUE: Mapping[str, ComeDue] = {
    CLOCK: lambda state, entry: PeopleHeld(state, str(entry.payload[0])).come_due(str(entry.payload[1])),
}
"""What comes due of it, by the rule of the agenda."""
