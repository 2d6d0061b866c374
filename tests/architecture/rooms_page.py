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
    """The layers of a contract from top to bottom; rooms of one layer may use each other, or are kept apart."""
    for layer in layers:
        names = [name.strip("()") for name in re.split(r" [|:] ", layer)]
        below = "rows below" if layer != layers[-1] else "none of these"
        for name in names:
            others = ", ".join(f"`{other}`" for other in names if other != name)
            allowed = below + (f"{', and' if ':' in layer else ', not'} {others}" if others else "")
            yield f"| `{name}` | {purpose(f'{container}.{name}' if container else name)} | {allowed} |"


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
                table = [f"{head}:\n", "| room | what is in it | may import from |", "|---|---|---|"]
                parts.append("\n".join([*table, *rows(contract["layers"], container)]))
    return "\n" + "\n\n".join(parts) + "\n\n"


def page(text: str) -> str:
    """The page with its part made anew."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + written() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
