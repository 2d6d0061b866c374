"""Names in journals and addresses are a contract: they change only knowingly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stored import files, names, pages


def test_names_and_addresses_are_those_of_the_list(tmp_path: Path) -> None:
    house = pages.a_house(tmp_path)
    now = names.now(house.app)
    house.close()
    if now != names.stored():
        lines = files.difference(names.stored(), now, files.NAMES.name)
        pytest.fail(f"names on paper or addresses differ:\n{files.shown(lines)}", pytrace=False)
