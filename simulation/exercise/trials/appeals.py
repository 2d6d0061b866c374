"""Appeals: a conviction is final when its term has passed or a higher court has upheld it; then money is taken.

The defence alone appeals, on the last day of the term (assumption). The time runs as that of any court. The rows are
`casework/data/appeals.toml`; whether somebody appeals and how long it takes are drawn as for owners who go to court
against execution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.casework.file.charges import Appeal, Charge
from simulation.casework.proof.judged import JUDGED_ALREADY
from simulation.casework.proof.proof import CourtOutcome, assess_case, verdict
from simulation.exercise.core.handler import ComeDue
from simulation.exercise.core.state import State
from simulation.exercise.judgments import forum, verdicts
from simulation.exercise.trials import handlers as trials
from simulation.kernel.agenda import Entry
from simulation.law.time.durations import contested_seconds


def come_due(state: State, entry: Entry) -> None:
    """The term is over, or the higher court decides."""
    key = str(entry.payload[0])
    code = key.partition("/")[0]
    charge = state.countries[code].file.charges.get(key)
    if charge is None:
        return
    case = _Convicted(state, code, charge)
    if charge.appeal is Appeal.TERM:
        case.end_term()
    elif charge.appeal is Appeal.LODGED:
        case.decide()


@dataclass(frozen=True, slots=True)
class _Convicted:
    """A conviction that is not final yet."""

    state: State
    country: str
    charge: Charge

    def end_term(self) -> None:
        """Somebody appeals or not; whoever was judged elsewhere for the same facts meanwhile always does.

        There the higher court has nothing but that judgment to read, and decides at once (assumption).
        """
        state, charge = self.state, self.charge
        waits = contested_seconds(
            state.times, state.draws, state.scenario.country(self.country), f"verdict/{charge.key}", state.now
        )
        if waits is None and not forum.is_charge_judged(self.state, self.charge):
            self._carry_out(Appeal.LAPSED)
            return
        verdicts.move_appeal(state, self.country, charge, Appeal.LODGED)
        if waits is None:
            self.decide()
        else:
            state.agenda.schedule(state.now + waits, f"appeal/{charge.key}", trials.APPEAL, (charge.key,))

    def decide(self) -> None:
        """The same rule once more, on the papers before the first court as they may be used now.

        What became final elsewhere meanwhile, for the same facts, ends the case without a verdict on the merits.
        """
        if forum.is_charge_judged(self.state, self.charge):
            self._set_aside(CourtOutcome.DISMISSAL, (JUDGED_ALREADY,))
            return
        country = self.state.countries[self.country]
        decision = verdict(assess_case(self.charge, country.file, self.state.scenario.country(self.country)))
        if decision.outcome is CourtOutcome.CONVICTION:
            self._carry_out(Appeal.DISMISSED)
        else:
            self._set_aside(decision.outcome, decision.reasons)

    def _set_aside(self, outcome: CourtOutcome, reasons: tuple[str, ...]) -> None:
        """The conviction holds no longer: what was blocked for it is let go."""
        verdicts.pronounce(self.state, self.country, self.charge, outcome, reasons)
        verdicts.move_appeal(self.state, self.country, self.charge, Appeal.ALLOWED)
        trials.release(self.state, self.country, self.charge)

    def _carry_out(self, stage: Appeal) -> None:
        """The conviction is final: what it reaches is taken, the rest let go."""
        verdicts.move_appeal(self.state, self.country, self.charge, stage)
        trials.confiscate(self.state, self.country, self.charge)
        trials.release(self.state, self.country, self.charge)


COMES_DUE: Mapping[str, ComeDue] = {
    trials.APPEAL: come_due,
}
"""What comes due of it, by the rule of the agenda."""
