"""Appeals: a conviction is final when its term has passed or a higher court has upheld it; then money is taken.

The defence alone appeals, on the last day of the term (assumption). The time runs as that of any court. The rows are
`casework/data/appeals.toml`; whether somebody appeals and how long it takes are drawn as for owners who go to court
against execution.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    if charge.appeal is Appeal.TERM:
        waits = contested_seconds(
            state.times, state.draws, state.scenario.country(code), f"verdict/{charge.key}", state.now
        )
        if waits is None:
            _carry_out(state, code, charge, Appeal.LAPSED)
            return
        verdicts.move_appeal(state, code, charge, Appeal.LODGED)
        state.agenda.schedule(state.now + waits, f"appeal/{key}", trials.APPEAL, (key,))
    elif charge.appeal is Appeal.LODGED:
        _decide(state, code, charge)


def _decide(state: State, country: str, charge: Charge) -> None:
    """The same rule once more, on the papers before the first court as they may be used now.

    What became final elsewhere meanwhile, for the same facts, ends the case without a verdict on the merits.
    """
    if forum.judged_already(state, country, charge.person, charge.offence, charge.documents):
        verdicts.pronounce(state, country, charge, CourtOutcome.DISMISSAL, (JUDGED_ALREADY,))
        verdicts.move_appeal(state, country, charge, Appeal.ALLOWED)
        return
    decision = verdict(assess_case(charge, state.countries[country].file, state.scenario.country(country)))
    if decision.outcome is CourtOutcome.CONVICTION:
        _carry_out(state, country, charge, Appeal.DISMISSED)
        return
    verdicts.pronounce(state, country, charge, decision.outcome, decision.reasons)
    verdicts.move_appeal(state, country, charge, Appeal.ALLOWED)
    trials.release(state, country, charge)


def _carry_out(state: State, country: str, charge: Charge, stage: Appeal) -> None:
    """The conviction is final: what it reaches is taken, the rest let go."""
    verdicts.move_appeal(state, country, charge, stage)
    trials.confiscate(state, country, charge)
    trials.release(state, country, charge)


COMES_DUE: Mapping[str, ComeDue] = {
    trials.APPEAL: come_due,
}
"""What comes due of it, by the rule of the agenda."""
