"""`run.py bench document --json`: opening and searching the papers of a case file of five hundred.

The file is that of the team with most papers after a played two-day workshop; to come to five hundred, papers are taken
again under further numbers. Measured is what a page asks of the server, warm: a paper made ready for its sheet, and the
list searched for words that some papers hold.
"""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import replace

from benchmarks.workshop_desk import at_desk
from simulation.exercise.views import FiledDocument, TeamView
from webapp.desk.paper_view import printed
from webapp.desk.reader import Reader
from webapp.desk.searching import Wanted, matches

PAPERS = 500
ROUNDS = 20


def file_of(view: TeamView) -> TeamView:
    """The view with five hundred papers."""
    papers = view.documents
    filed = tuple(
        replace(each, label=f"D-{place + 1:03d}", document=replace(each.document))
        for place in range(PAPERS)
        for each in (papers[place % len(papers)],)
    )
    return replace(view, documents=filed)


def main() -> None:
    """Measure and print one JSON document."""
    with at_desk(lambda view: len(view.documents), file_of) as reading:
        cold = _time(reading.view.documents[0], reading)
        opened = [_time(filed, reading) for filed in reading.view.documents]
        first_search = _search(reading)
        searched = [_search(reading) for _round in range(ROUNDS)]
    print(
        json.dumps(
            {
                "papers": PAPERS,
                "rows_of_the_longest": max(len(filed.document.rows) for filed in reading.view.documents),
                "open_first_ms": round(cold, 2),
                "open_median_ms": round(statistics.median(opened), 2),
                "open_slowest_ms": round(max(opened), 2),
                "rows": sum(len(filed.document.rows) for filed in reading.view.documents),
                "search_first_ms": round(first_search, 2),
                "search_median_ms": round(statistics.median(searched), 2),
                "search_slowest_ms": round(max(searched), 2),
            }
        )
    )


def _time(filed: FiledDocument, reading: Reader) -> float:
    started = time.perf_counter()
    printed(filed, reading)
    return (time.perf_counter() - started) * 1000


def _search(reading: Reader) -> float:
    started = time.perf_counter()
    wanted = Wanted.read("statement holdings 2031-03-06 9650")
    for filed in reading.view.documents:
        matches(filed, wanted, reading)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
