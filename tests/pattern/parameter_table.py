"""The table of parameters in docs/odd.md: `python -m tests.pattern.parameter_table` writes it anew.

The meaning comes from the schema's docstrings, the range from its types, the value from each scenario, the source from
what stands beside the value in the scenario's file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from simulation.scenario.format_page import _meanings, _value
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.money import Laundering
from simulation.scenario.schema.parameters import Parameters
from simulation.scenario.schema.people import PeopleParameters
from tests.pattern.table import ODD, put_between

BEGIN = "<!-- parameters: written by python -m tests.pattern.parameter_table -->"
END = "<!-- end of parameters -->"
TABLES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("parameters", Parameters),
    ("laundering", Laundering),
    ("people", PeopleParameters),
)
FILE = "network.toml"


class _Given:
    """What a scenario's file says: values by dotted key, and the remark beside each."""

    def __init__(self, name: str) -> None:
        path: Path = directory_of(name) / FILE
        text = path.read_text(encoding="utf-8")
        self.tables = tomllib.loads(text)
        self.remarks: dict[str, str] = {}
        table = ""
        for line in text.splitlines():
            head = re.match(r"^\[([\w.]+)\]\s*(?:#\s*(.*))?$", line)
            if line.startswith("["):
                table = head[1] if head else ""
            if head and head[2]:
                self.remarks[table] = head[2]
            row = re.match(r"^(\w+) = .*?#\s*(.*)$", line)
            if row and table:
                self.remarks[f"{table}.{row[1]}"] = row[2]

    def rows(self, table: str, field: str) -> Iterator[tuple[str, str]]:
        """Dotted key and value of a field, one for each entry of a table."""
        value = self.tables.get(table, {}).get(field)
        if isinstance(value, dict):
            yield from ((f"{table}.{field}.{key}", _plain(each)) for key, each in value.items())
        elif value is not None:
            yield f"{table}.{field}", _plain(value)

    def source(self, key: str) -> str:
        """What stands beside a value, or at the head of its table."""
        return self.remarks.get(key) or self.remarks.get(key.rpartition(".")[0], "")


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_plain(each) for each in value) + "]"
    if isinstance(value, int | float):
        return f"{value:,}".replace(",", " ") if isinstance(value, int) else f"{value:g}"
    return str(value)


def parameter_lines() -> list[str]:
    """The table's lines."""
    names = for_rooms()
    given = {name: _Given(name) for name in names}
    lines = [
        f"| parameter | meaning | value | {' | '.join(names)} | source |",
        "|---|---|---|" + "---|" * len(names) + "---|",
    ]
    for table, model in TABLES:
        meanings = _meanings(model)
        for field, info in model.model_fields.items():
            keys = dict.fromkeys(key for each in given.values() for key, _ in each.rows(table, field))
            for key in keys:
                values = [dict(each.rows(table, field)).get(key, "-") for each in given.values()]
                source = next((text for each in given.values() if (text := each.source(key))), "assumption")
                cells = (f"`{key}`", meanings[field], _value(info).rpartition(" = ")[2], *values, source)
                lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines


def write_parameters() -> None:
    """Put the table where the model's description has it."""
    text = ODD.read_text(encoding="utf-8")
    ODD.write_text(put_between(text, BEGIN, END, "\n".join(parameter_lines())), encoding="utf-8")


if __name__ == "__main__":
    write_parameters()
