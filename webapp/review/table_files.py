"""Every table of the review as a CSV file."""

from __future__ import annotations

from flask import make_response
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from simulation.review.tables import NAMES, csv_text, price_table, table
from webapp.review.blueprint import blueprint
from webapp.review.current_review import here
from webapp.visit.visitor import current_exercise

PRICES = "prices"


@blueprint.get("/table/<name>.csv")
def table_file(name: str) -> ResponseReturnValue:
    """One table; the byte order mark lets spreadsheets see that it is UTF-8."""
    exercise = current_exercise().id
    if name not in {*NAMES, PRICES}:
        raise NotFound
    now = here()
    prices = now.prices.values()
    found = price_table(now.reading, prices) if name == PRICES else table(now.reading, name)
    answer = make_response("\ufeff" + csv_text(found))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="rogatory-{exercise}-{name}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
