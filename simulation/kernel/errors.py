"""What can go wrong in the simulation, said in the field's terms and free of any web or database notion."""

from __future__ import annotations

from dataclasses import dataclass


class SimulationError(Exception):
    """Root of every error that the simulation raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a scenario file.

    Attributes:
        path: Where it is, as file and dotted path, e.g. `countries.toml: country.2.archetype`.
        message: What is wrong and what is expected, for the author.
        line: Line of the file, from 1; 0 where none can be told.
    """

    path: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        """Path, line and message in one line."""
        file, colon, within = self.path.partition(": ")
        place = f"{file}, line {self.line}{colon}{within}" if self.line else self.path
        return f"{place}: {self.message}"


class ScenarioError(SimulationError):
    """A scenario cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep all problems, sorted by path."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RuleViolation(SimulationError):  # noqa: N818 - the trainee's word: a rule says no, the program is not in error
    """An act that the rules do not allow now; nothing was changed.

    Attributes:
        code: Stable code that the web and the command line put into words, e.g. `request.not_your_turn`.
        params: Values for the message, by name.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        """Keep code and parameters for whoever words the message."""
        self.code = code
        self.params = params
        details = ", ".join(f"{name}={value}" for name, value in sorted(params.items()))
        super().__init__(f"{code} ({details})" if details else code)
