"""Writes the diagrams and the table of statuses in docs/requests.md anew from the table of transitions.

`python benchmarks/draw_requests.py` writes, with `--check` it says whether the page is as it would write it.
"""

import re
import sys
from pathlib import Path

from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction
from simulation.matters.diagrams import diagram, statuses
from simulation.scenario.schema.play import Route

PAGE = Path(__file__).parents[1] / "docs" / "requests.md"


def redrawn(text: str) -> str:
    """The page with its diagrams and its table made anew; the words stay."""
    drawings = iter([f"```mermaid\n{diagram(RULES[route], LetterAction.WITHDRAW)}```" for route in Route])
    text = re.sub(r"```mermaid\n.*?```", lambda _: next(drawings), text, flags=re.DOTALL)
    return re.sub(r"(?:^\|.*\n)+", lambda _: statuses(STATUSES.values()), text, count=1, flags=re.MULTILINE)


def main() -> int:
    """Write, or compare with `--check`."""
    old = PAGE.read_text(encoding="utf-8")
    new = redrawn(old)
    if "--check" in sys.argv[1:]:
        print("same" if old == new else "differs")
        return 0 if old == new else 1
    PAGE.write_text(new, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
