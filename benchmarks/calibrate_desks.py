"""How long requests take from receipt to result when desks are real queues, against law.md 6.3.

Sends requests of a stated mix (`MIX`) to one country of each archetype at reference staff. Requests lack contents as
often as the table has clarifications; the asked side finds them by the assessment that everybody uses, asks, and waits
for the answer as long as the table says. It works on its post every third day as automatic offices do; its registry
acknowledges, accepts complete letters as directed, and returns results. Owners appeal at
the table's rate. Prints p10, p50 and p90 over all batches beside the reference, each with a 95 per cent interval from
the spread between the batches. `--requests N` sets the number for each archetype (10,000 unless told), `--load L` sends
so many times as many in the same time, `--archetype A4` measures one, `--json` prints one JSON document:
`python3 run.py bench calibrate_desks --json`.
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import mean, stdev

from simulation.exercise.core.state import next_post
from simulation.exercise.procedures.letter.effects import LetterAct
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play.routine import ACTS
from simulation.exercise.procedures.letter.rules import advance
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.procedures.letter.workflow import Surroundings, due
from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws, Purpose
from simulation.kernel.terms import Side
from simulation.law.assessment.assessment import assess, open_items
from simulation.law.assessment.evidence_link import EvidenceLink
from simulation.law.assessment.findings import OwnFacts, Question
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.law_book import LawBook, load_law_book
from simulation.law.time.answer_times import clarification_seconds
from simulation.law.time.queues import Queues
from simulation.scenario.schema.country import (
    Archetype,
    ChainRole,
    Channel,
    Country,
    CountryPair,
    CourtUse,
    DualCriminality,
    Naming,
    Offence,
    Retention,
    Staff,
    Tradition,
)
from simulation.scenario.schema.play import Sought

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

BATCHES = 10
"""Independent runs, each with its own draws and desks: the spread between them gives the intervals."""

STUDENT_T = 2.262
"""Factor of a 95 per cent interval from ten batches (nine degrees of freedom)."""

MIX = (
    *(Sought.BANK_RECORDS,) * 13,
    *(Sought.STATEMENT,) * 3,
    *(Sought.CALL_RECORDS,) * 2,
    Sought.SEARCH,
    Sought.TRAVEL_RECORDS,
)
"""Twenty requests of every mix: two thirds bank records, on which the reference rests (assumption)."""

DEFECTS: tuple[Callable[[Content], Content], ...] = (
    lambda content: replace(content, subject=""),
    lambda content: replace(content, purpose=""),
    lambda content: replace(content, facts=""),
)
"""What a defective request lacks, one after another: each is found by the assessment and asked about once."""

COMPLETE = Content(
    subject="Laundering, at the prosecutor's office",
    authority_contact="Central authority, room 4",
    basis="UNTOC",
    offences=("laundering",),
    penalties_text="Up to eight years",
    persons=("person/a",),
    facts="What happened",
    grounds=("paper",),
    period_from_day=1,
    period_to_day=90,
    assistance="Records and statements",
    formalities=("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8"),
    purpose="Proof of laundering",
    undertakings=("use_limits", "return", "costs"),
    language="own",
    prior_contacts="None",
)
"""A request in which nothing is missing."""


def a_country(code: str, archetype: Archetype) -> Country:
    """A country at reference staff."""
    return Country(
        code=code,
        played=True,
        archetype=archetype,
        chain_role=ChainRole.OUTLINE,
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


@dataclass
class Office:
    """One requested country with its desks, and the requests that go through them."""

    archetype: Archetype
    law: LawBook
    seed: int
    load: float

    def __post_init__(self) -> None:
        """Open the desks; nothing is asked yet."""
        self.asking, self.asked = a_country("ASK", Archetype.MUTUAL_RECOGNITION), a_country("ANS", self.archetype)
        self.pair = CountryPair(
            a="ASK",
            b="ANS",
            instruments=("UNTOC",),
            channel=Channel.CENTRAL,
            dual_criminality=DualCriminality.NEVER,
        )
        times = self.law.times
        self.draws = Draws(self.seed)
        desks = Queues((self.asking, self.asked), times, self.draws)
        self.around = Surroundings(self.asking, self.asked, self.pair, times, desks, self.draws)
        self.agenda = Agenda()
        self.requests: dict[str, Letter] = {}
        row = next(row for row in times.clarifications if row.archetype is self.archetype)
        self.share = row.probability

    def run(self, count: int) -> list[float]:
        """Days from receipt to result of so many requests, one after another through the same desks."""
        for number in range(count):
            at = int(number * EVERY_DAYS * DAY / self.load)
            self.agenda.schedule(at, f"{number:06}", "open", (number,))
        while (entry := self.agenda.pop_due(10**12)) is not None:
            if entry.rule == "open":
                self._open(entry.key, MIX[int(entry.payload[0]) % len(MIX)], entry.time)
                continue
            request = self.requests[entry.key]
            if entry.rule == "decide":
                request = self._decide(request, entry.time)
            elif entry.rule == "answer":
                content = self._content(request.key, sum(s.status is LetterStatus.CLARIFYING for s in request.stays))
                details = LetterAct(text="Answer.", content=content)
                act, side = LetterAction.ANSWER_CLARIFICATION, Side.REQUESTING
                request = advance(request, act, side, None, entry.time, details)
            else:
                request = advance(request, LetterAction(entry.rule), Side.SYSTEM, None, entry.time)
            self._put(request, entry.time)
        return [
            (request.since - next(stage.since for stage in request.stays if stage.status is LetterStatus.RECEIVED))
            / DAY
            for request in self.requests.values()
            if request.status is LetterStatus.RETURNED
        ]

    def _open(self, key: str, sought: Sought, now: int) -> None:
        request = open_request(key, kind_of(sought), "ASK", "ANS", ("account/a",), now)
        for action, details in (
            (LetterAction.SUBMIT, LetterAct(content=self._content(key, 0))),
            (LetterAction.APPROVE, LetterAct()),
        ):
            request = advance(request, action, Side.REQUESTING, None, now, details)
        self._put(request, now)

    def _content(self, key: str, loops: int) -> Content:
        """The request after so many questions: defective at the table's rate, then half as often."""
        u = self.draws.uniform(Purpose.ANSWER, key, f"loop/{loops}")
        is_defective = loops < len(DEFECTS) and u < (self.share if loops == 0 else 0.5)
        return DEFECTS[loops](COMPLETE) if is_defective else COMPLETE

    def _put(self, request: Letter, now: int) -> None:
        self.requests[request.key] = request
        routine = ACTS.get(request.status)
        if routine is not None and (request.status is not LetterStatus.DECIDING or not self._items(request)):
            self.agenda.schedule(now, request.key, routine.value)
        elif request.status is LetterStatus.DECIDING:
            self.agenda.schedule(next_post(now), request.key, "decide")
        elif request.status is LetterStatus.CLARIFYING:
            wait = clarification_seconds(self.law.times, self.draws, self.asked, request.occurrence_key(), now)
            self.agenda.schedule(now + wait, request.key, "answer")
        elif (coming := due(request, self.around)) is not None:
            self.agenda.schedule(coming.time, request.key, coming.action.value)

    def _items(self, request: Letter) -> tuple[str, ...]:
        """What the assessment calls open and has not been asked about."""
        question = Question(
            content=request.content,
            kind=kind_of(request.sought),
            targets=request.targets,
            requesting=self.asking,
            requested=self.asked,
            pair=self.pair,
            grounds=(EvidenceLink("paper", (("offence", "account/a"),)),),
            offence_objects=("offence",),
            own=OwnFacts(),
        )
        return tuple(item for item in open_items(assess(question, self.law)) if item not in request.clarified)

    def _decide(self, request: Letter, now: int) -> Letter:
        """Ask about what the assessment calls open: as an automatic authority does."""
        items = self._items(request)
        details = LetterAct(text="Please complete what is named.", choices=items, open_items=items)
        return advance(request, LetterAction.ASK_CLARIFICATION, Side.REQUESTED, None, now, details)


def percentiles(days: list[float]) -> tuple[float, float, float]:
    """p10, p50 and p90 of a sample."""
    row = sorted(days)
    low, middle, high = (row[int(len(row) * share)] for share in (0.1, 0.5, 0.9))
    return low, middle, high


def measure(archetype: Archetype, law: LawBook, count: int, load: float) -> dict[str, object]:
    """One row: measured percentiles with their intervals, the reference, and the largest relative gap."""
    began = time.perf_counter()
    batches = [Office(archetype, law, seed, load).run(count // BATCHES) for seed in range(BATCHES)]
    days = [each for batch in batches for each in batch]
    measured = percentiles(days)
    each = list(zip(*map(percentiles, batches), strict=True))
    half = [STUDENT_T * stdev(values) / len(batches) ** 0.5 for values in each]
    reference = REFERENCE[archetype.value]
    return {
        "archetype": archetype.value,
        "p10_p50_p90": [round(value, 1) for value in measured],
        "intervals": [[round(m - h, 1), round(m + h, 1)] for m, h in zip(measured, half, strict=True)],
        "reference": list(reference),
        "gaps": [round(m / r - 1, 3) for m, r in zip(measured, reference, strict=True)],
        "largest_gap": round(max(abs(m - r) / r for m, r in zip(measured, reference, strict=True)), 3),
        "mean": round(mean(days), 1),
        "answered": len(days),
        "lost": count // BATCHES * BATCHES - len(days),
        "seconds": round(time.perf_counter() - began, 2),
    }


def main() -> int:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description="From receipt to result against law.md 6.3")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--load", type=float, default=1.0)
    parser.add_argument("--archetype", type=Archetype, choices=list(Archetype), action="append")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    law = load_law_book()
    table = [measure(archetype, law, given.requests, given.load) for archetype in given.archetype or Archetype]
    if given.json:
        print(json.dumps(table))
    else:
        for row in table:
            print(row)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
