"""The review's pages: for trainers alone, without styles that the security policy blocks, with every table as CSV."""

from __future__ import annotations

import re

from simulation.review.tables import NAMES
from tests.webapp.conftest import Cast


def test_pages_open_for_the_trainer_alone(cast: Cast) -> None:
    for page in ("", "wall", "decisions", "epilogue", *(f"table/{name}.csv" for name in NAMES)):
        address = f"/x/{cast.exercise}/review/{page}"
        assert cast.ines.get(address).status_code == 200, page
        for person in (cast.alba, cast.brava, cast.otto):
            assert person.get(address).status_code in {303, 403}, page


def test_charts_carry_no_style_and_are_the_same_each_time(cast: Cast) -> None:
    first = cast.ines.get(f"/x/{cast.exercise}/review/").text
    assert "<svg" in first
    assert not re.search(r"<style|\sstyle=", first)
    assert first == cast.ines.get(f"/x/{cast.exercise}/review/").text


def test_the_wall_names_no_delegation(cast: Cast) -> None:
    text = cast.ines.get(f"/x/{cast.exercise}/review/wall").text
    assert not re.search(r"\b(SOV|ISA|VAL|KES)-[A-Z]{3}-\d", text)


def test_an_unknown_decision_or_table_is_not_found(cast: Cast) -> None:
    assert cast.ines.get(f"/x/{cast.exercise}/review/table/other.csv").status_code == 404
    asked = cast.ines.post(f"/x/{cast.exercise}/review/decisions/price", {"decision": "measure/none"})
    assert asked.status_code == 404
