"""Papers of covert work: the log of a covert purchase, and what a paid informant tells.

A log tells every step, also those that speak against the officer; an informant's name stands in no paper, the reward
does.
"""

from __future__ import annotations

from simulation.casework.documents.document import EMPTY, AssertionKind, Cell, CellKind
from simulation.casework.documents.kinds.operators import surveillance_log, watched
from simulation.casework.documents.record import Custodians
from simulation.casework.documents.writer import DocumentWriter, code, number, time_of_day
from simulation.kernel.traces import Trace, TraceKind

REWARD_MINOR = 250_000
"""What an informant is paid for a report, minor units. Assumption."""


def noticed(custodians: Custodians, target: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """What an informant near a target has seen of what can be seen."""
    seen = watched(custodians, target, country, start, end)
    return tuple(each for each in seen if each.kind is TraceKind.SUBSCRIBER or custodians.is_noticed(each))


def purchase_log(draft: DocumentWriter, traces: list[Trace], status: str) -> None:
    """Step by step what officer and seller said and did; who makes no offer, or only when pressed, is spoken for."""
    draft.columns = ("time", "who", "event", "mass", "amount", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    draft.heading.append(("conduct", Cell(CellKind.CODE, status)))
    for trace in traces:
        person, place = trace.subjects[:2]
        grams, price = number(trace, "grams"), number(trace, "amount_minor")
        draft.line(
            trace,
            time_of_day(trace),
            draft.entity(person),
            code(trace, "event"),
            Cell(CellKind.GRAMS, grams) if grams else EMPTY,
            Cell(CellKind.AMOUNT, price) if price else EMPTY,
            draft.entity(place),
        )
        if trace.fact("event") == "bought":
            draft.say(AssertionKind.FOUND, person, place, trace)
            draft.say(AssertionKind.AT, person, place, trace)
        elif trace.fact("event") == "no_offer":
            draft.exculpates.add(person)


def informant_report(draft: DocumentWriter, traces: list[Trace], status: str) -> None:
    """What somebody who is paid for it has seen around the target; who that is stays out of the paper."""
    surveillance_log(draft, traces, status)
    draft.heading.append(("source", Cell(CellKind.CODE, "kept_secret")))
    draft.heading.append(("reward", Cell(CellKind.AMOUNT, REWARD_MINOR)))
