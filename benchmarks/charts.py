"""`run.py bench charts --json`: the after-action charts of a two-day workshop, warm."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from flask import Flask
from flask_babel import Babel

from benchmarks.review_day import TWO_DAYS, workshop_record
from simulation.players.policies import players
from simulation.review.record_reading import RecordReading, read
from webapp.review.charts import charts
from webapp.review.charts.charts import Chart
from webapp.review.charts.gantt_chart import GanttRow, gantt


def drawings(reading: RecordReading) -> tuple[Callable[[], Chart], ...]:
    """Every chart of the page that needs no price."""
    rows = [GanttRow(line, line.label, line.sought.value, "+1") for line in reading.lines if line.stretches][:40]
    return (
        lambda: gantt(rows, reading.span, str),
        lambda: charts.goods(reading.flows, reading.span),
        lambda: charts.money(reading.flows, reading.span, reading.scenario.currency),
    )


def main() -> None:
    """Measure and print one JSON document."""
    record = workshop_record(TWO_DAYS)
    reading = read(record, record.events[-1].at, players())
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        times: list[float] = []
        for _round in range(4):
            times.clear()
            for draw in drawings(reading):
                started = time.perf_counter()
                draw()
                times.append((time.perf_counter() - started) * 1000)
    print(json.dumps({"page_ms": round(sum(times), 1), "slowest_chart_ms": round(max(times), 1)}))


if __name__ == "__main__":
    main()
