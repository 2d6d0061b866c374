"""What an examination of needs may find, by question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.kernel.errors import Problem


class NeedQuestion(StrEnum):
    """What is asked of the needs of a scenario; the comment says when the answer is yes."""

    HELD = "held"  # a custodian or witness abroad has it, can be asked, and what comes says it
    NOT_AT_HOME = "not_at_home"  # nothing at home and no matter in flight brings it or makes the act possible
    ENOUGH = "enough"  # with the answer, and those of the rows that go together with it, the act passes
    INHERITED = "inherited"  # no file convicts an organiser by itself
    COVERAGE = "coverage"  # every team lacks and holds something, on both sides
    DATES = "dates"  # it exists before it is lost, by what the row says, and an office answers


@dataclass(frozen=True, slots=True)
class NeedFinding:
    """Something that is not as it should be.

    Attributes:
        question: Which question it answers.
        problem: Where, and what is wrong, for the author.
    """

    question: NeedQuestion
    problem: Problem
