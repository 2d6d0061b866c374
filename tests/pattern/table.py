"""The table of facts in docs/odd.md, made from what was measured."""

from __future__ import annotations

from pathlib import Path

from tests.pattern.facts import Fact, facts

ODD = Path(__file__).parents[2] / "docs" / "odd.md"
BEGIN = "<!-- facts: written by python -m tests.pattern.measure -->"
END = "<!-- end of facts -->"
HEAD = (
    "| fact | source | scenario | statistic | expected | measured | 95 % interval | seeds | result |",
    "|---|---|---|---|---|---|---|---|---|",
)


def lines(report: dict[str, dict[str, dict[str, object]]]) -> list[str]:
    """The table's lines."""
    made = list(HEAD)
    for fact in facts():
        for name, row in report.get(fact.key, {}).items():
            made += _rows(fact, name, row)
        for name, reason in fact.not_applicable.items():
            made.append(f"| {fact.key} {fact.name} | {fact.source} | {name} | | | | | | not applicable: {reason} |")
    return made


def _rows(fact: Fact, name: str, row: dict[str, object]) -> list[str]:
    criteria = row["criteria"]
    assert isinstance(criteria, dict)
    made = []
    for criterion in fact.criteria:
        each = criteria[criterion.name]
        cells = (
            f"{fact.key} {fact.name}",
            fact.source,
            name,
            criterion.statistic,
            criterion.expected,
            _plain(each["figure"]),
            f"{_plain(each['low'])} to {_plain(each['high'])}",
            str(each["count"]),
            "pass" if each["holds"] else "**fail**",
        )
        made.append("| " + " | ".join(cells) + " |")
    return made


def _plain(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"


def between(text: str, begin: str, end: str) -> str:
    """What stands between two markers.

    Raises:
        ValueError: A marker is missing.
    """
    start = text.index(begin) + len(begin)
    return text[start : text.index(end)].strip()


def put_between(text: str, begin: str, end: str, inner: str) -> str:
    """Replace what stands between two markers."""
    start = text.index(begin) + len(begin)
    return f"{text[:start]}\n\n{inner}\n\n{text[text.index(end) :]}"


def write_table(report: dict[str, dict[str, dict[str, object]]]) -> None:
    """Put the table where the model's description has it."""
    text = ODD.read_text(encoding="utf-8")
    ODD.write_text(put_between(text, BEGIN, END, "\n".join(lines(report))), encoding="utf-8")
