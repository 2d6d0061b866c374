"""Writes the part of docs/architecture.md that the contracts give: `python -m tests.architecture.rooms_page`."""

import ast
import re
import tomllib
from collections.abc import Iterator

from tests.architecture.tree import ROOT

PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms -->\n", "<!-- end of rooms -->\n"


def purpose(name: str) -> str:
    """What a package or module says of itself in its first line."""
    path = ROOT / name.replace(".", "/")
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    told = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0]


def rows(layers: list[str], container: str) -> Iterator[str]:
    """The rooms of a contract from the top layer to the lowest."""
    for above, layer in enumerate(layers):
        number = f"{len(layers) - above}{' together' if ':' in layer else ''}"
        for name in re.split(r" [|:] ", layer):
            room = name.strip("()")
            yield f"| {number} | `{room}` | {purpose(f'{container}.{room}' if container else room)} |"


def written() -> str:
    """A table for each contract of layers."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    parts = []
    for contract in contracts:
        if contract["type"] == "layers":
            for container in contract.get("containers", [""]):
                head = f"**{contract['name']}**" + (f", in `{container}`" if container else "")
                table = [f"{head}:\n", "| layer | room | what is in it |", "|---|---|---|"]
                parts.append("\n".join([*table, *rows(contract["layers"], container)]))
    return "\n" + "\n\n".join(parts) + "\n\n"


def page(text: str) -> str:
    """The page with its part made anew."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + written() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
