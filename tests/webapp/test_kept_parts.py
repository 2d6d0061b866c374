"""What takes long is made once, however many ask for it at once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.process.kept_parts import KeptParts


def test_whoever_comes_while_it_is_made_waits_for_it() -> None:
    parts, made = KeptParts(), list[str]()

    def slowly() -> str:
        time.sleep(0.1)
        made.append("once")
        return f"number {len(made)}"

    with ThreadPoolExecutor(4) as hands:
        got = list(hands.map(lambda _hand: parts.once(("a",), slowly), range(4)))
    assert got == ["number 1"] * 4
    assert parts.once(("b",), slowly) == "number 2"


def test_what_failed_is_made_again() -> None:
    parts = KeptParts()

    def fails() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        parts.once(("a",), fails)
    assert parts.once(("a",), lambda: "made") == "made"
