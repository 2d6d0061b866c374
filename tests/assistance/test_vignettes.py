"""Vignettes: a request, two laws, and all that is to be said of it; written from the law, before the code."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).with_name("vignettes")
CHAPTERS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
VIGNETTES = [row for name, body in CHAPTERS.items() if name != "base" for row in body["vignettes"]]


def test_there_are_enough_each_with_its_source() -> None:
    assert len(VIGNETTES) >= 60
    assert [key for key, count in Counter(row["key"] for row in VIGNETTES).items() if count > 1] == []
    for row in VIGNETTES:
        assert row["source"], row["key"]
        assert row["about"].endswith((".", "?")), row["key"]
        assert row["expected"] == sorted(row["expected"]), row["key"]
