"""What makes a line of the event list needless is checked like everything else that a scenario names."""

from pathlib import Path

import pytest

from tests.scenario.copies import Spoiler, problems_after, replaced

ONE_FAULT: list[tuple[str, Spoiler, str, str]] = [
    (
        "protection of nobody",
        replaced("play.toml", 'target = "cast/quay_clerk" }] }', 'target = "cast/quay_clark" }] }'),
        "play.toml: injects.2.trigger.unless.0.target",
        "did you mean 'cast/quay_clerk'",
    ),
    (
        "an answer may not order it",
        replaced("play.toml", 'day = 6, unless = [{ order = "protection"', 'day = 6, unless = [{ order = "wish"'),
        "play.toml: injects.2.trigger.unless.0.order",
        "measure that an answer may order",
    ),
    (
        "comes again and is needless",
        replaced(
            "play.toml",
            "every_days = 12",
            'every_days = 12, unless = [{ order = "seizure", target = "container/quay" }]',
        ),
        "play.toml: injects.29.trigger",
        "no `unless`",
    ),
]


@pytest.mark.parametrize(("spoil", "path", "words"), [pytest.param(*rest, id=name) for name, *rest in ONE_FAULT])
def test_a_fault_is_told_with_its_path(tmp_path: Path, spoil: Spoiler, path: str, words: str) -> None:
    found = [problem for problem in problems_after(tmp_path, spoil) if problem.path == path]
    assert any(words in problem.message for problem in found), found
