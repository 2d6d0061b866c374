"""How long requests take from receipt to result when desks are real queues, against law.md 6.3.

Sends complete bank-records requests to one country of each archetype at reference staff, each decided at once, with
clarification at the reference probability and appeal as drawn, and prints p10, p50 and p90 beside the reference.
`--requests N` sets the number (2,000 unless told), `--json` prints one JSON document.
"""

import json
import sys
import time

from simulation.agenda import DAY, Agenda
from simulation.assistance.durations import StageTimes, clarification_seconds, load_stage_times
from simulation.assistance.machine import Details, advance
from simulation.assistance.offices import Desks
from simulation.assistance.opening import open_request
from simulation.assistance.requests import AssistanceRequest, Content
from simulation.assistance.statuses import Action, Side, Status
from simulation.assistance.workflow import Surroundings, due
from simulation.draws import Draws, Purpose
from simulation.scenario.country import (
    Archetype,
    Channel,
    Country,
    CourtUse,
    DualCriminality,
    Naming,
    Offence,
    Pair,
    Retention,
    Staff,
    Tradition,
)
from simulation.scenario.play import Sought

REFERENCE = {
    "A1": (49, 93, 179),
    "A2": (73, 138, 263),
    "A3": (125, 252, 477),
    "A4": (145, 270, 496),
    "A5": (139, 267, 502),
    "A6": (230, 444, 833),
    "A7": (333, 670, 1325),
}
"""Law.md 6.3, receipt to result in days: p10, p50, p90."""

EVERY_DAYS = 40
"""Days between two requests: the load of one exercise, not a flood."""


def a_country(code: str, archetype: Archetype) -> Country:
    """A country at reference staff."""
    return Country(
        code=code,
        played=True,
        archetype=archetype,
        chain_role="outline",
        languages=("own",),
        tradition=Tradition.CIVIL,
        police_information_in_court=CourtUse.NEVER,
        surrenders_nationals=False,
        death_penalty=False,
        appeal_right=True,
        short_freeze_days=5,
        freeze_review_days=0,
        bank_prefix="XA",
        phone_prefix="+XA",
        staff=Staff(
            lawyers=7,
            translators=4,
            registry=3,
            executors=16,
            surveillance_teams=1,
            investigators=1,
            analysts=1,
        ),
        retention=Retention(bank=1000, calls=180, port=365, border=365),
        offences=(Offence(key="laundering", elements=("proceeds",), max_years=8, limitation_years=8),),
        naming=Naming(
            given=("A",) * 12,
            family=("B",) * 16,
            towns=("C",) * 3,
            streets=("D",) * 6,
            companies=("E",) * 8,
            company_forms=("F",) * 3,
        ),
        outline=((0, 0), (1, 0), (0, 1)),
        label_at=(0, 0),
    )


def run(archetype: Archetype, times: StageTimes, count: int) -> list[float]:
    """Days from receipt to result of so many requests, one after another through the same desks."""
    asking, asked = a_country("ASK", Archetype.MUTUAL_RECOGNITION), a_country("ANS", archetype)
    pair = Pair(a="ASK", b="ANS", channel=Channel.CENTRAL, dual_criminality=DualCriminality.NEVER)
    draws = Draws(11)
    around = Surroundings(asking, asked, pair, times, Desks((asking, asked), times, draws), draws)
    agenda = Agenda()
    requests: dict[str, AssistanceRequest] = {}
    for number in range(count):
        agenda.schedule(number * EVERY_DAYS * DAY, f"{number:06}", "open")
    done: list[float] = []

    def put(request: AssistanceRequest) -> None:
        requests[request.key] = request
        coming = due(request, around)
        if coming is not None:
            agenda.schedule(coming.time, request.key, coming.action.value)

    while (entry := agenda.pop_due(10**12)) is not None:
        if entry.rule == "open":
            request = open_request(entry.key, Sought.BANK_RECORDS, "ASK", "ANS", ("account/a",), entry.time)
            content = Content(language="own")
            for action, details in ((Action.SUBMIT, Details(content=content)), (Action.APPROVE, Details())):
                request = advance(request, action, Side.REQUESTING, None, entry.time, details)
            put(request)
            continue
        request = requests[entry.key]
        if entry.rule == "answer":
            details = Details(text="Answer.")
            request = advance(request, Action.ANSWER_CLARIFICATION, Side.REQUESTING, None, entry.time, details)
        else:
            request = advance(request, Action(entry.rule), Side.SYSTEM, None, entry.time)
        request = decide(request, entry.time, times, draws, asked, agenda)
        if request.status is Status.RETURNED:
            received = next(stage.since for stage in request.stages if stage.status is Status.RECEIVED)
            done.append((request.since - received) / DAY)
        elif request.status is not Status.CLARIFYING:
            put(request)
        requests[request.key] = request
    return sorted(done)


def decide(
    request: AssistanceRequest, now: int, times: StageTimes, draws: Draws, asked: Country, agenda: Agenda
) -> AssistanceRequest:
    """The requested side decides at once, asking back as often as the reference says (halved each time, at most 3)."""
    if request.status is Status.RECEIVED:
        return advance(request, Action.ACKNOWLEDGE, Side.REQUESTED, None, now)
    if request.status is Status.CHECKING:
        return advance(request, Action.RETURN_FULL, Side.REQUESTED, None, now)
    if request.status is not Status.DECIDING:
        return request
    loops = sum(stage.status is Status.CLARIFYING for stage in request.stages)
    share = next(row.probability for row in times.clarifications if row.archetype is asked.archetype)
    if loops < 3 and draws.uniform(Purpose.ANSWER, request.key, f"loop/{loops}") < share / (1 << loops):
        details = Details(text="Which period?", choices=(f"C{loops + 1}",), open_items=(f"C{loops + 1}",))
        asking = advance(request, Action.ASK_CLARIFICATION, Side.REQUESTED, None, now, details)
        wait = clarification_seconds(times, draws, asked, asking.occurrence_key(), now)
        agenda.schedule(now + wait, request.key, "answer")
        return asking
    return advance(request, Action.ACCEPT, Side.REQUESTED, None, now)


def report(count: int) -> list[dict[str, object]]:
    """One row an archetype: measured and reference percentiles, and the largest relative gap."""
    times = load_stage_times()
    table: list[dict[str, object]] = []
    for archetype in Archetype:
        began = time.perf_counter()
        done = run(archetype, times, count)
        measured = tuple(done[int(len(done) * share)] for share in (0.1, 0.5, 0.9))
        reference = REFERENCE[archetype.value]
        gap = max(abs(m - r) / r for m, r in zip(measured, reference, strict=True))
        table.append(
            {
                "archetype": archetype.value,
                "p10_p50_p90": [round(value) for value in measured],
                "reference": list(reference),
                "largest_gap": round(gap, 3),
                "answered": len(done),
                "lost": count - len(done),
                "seconds": round(time.perf_counter() - began, 2),
            }
        )
    return table


def main() -> int:
    """Print the comparison."""
    arguments = sys.argv[1:]
    count = int(arguments[arguments.index("--requests") + 1]) if "--requests" in arguments else 2000
    table = report(count)
    if "--json" in arguments:
        print(json.dumps(table))
    else:
        for row in table:
            print(row)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
