"""The numbers in a part of a scenario: where they are, and the same part with one of them changed."""

from __future__ import annotations

from collections.abc import Iterator

ENDS = (0.0, 1.0)
"""Ends of a share: a number is set to these, and multiplied by everything else."""

type Path = tuple[str | int, ...]
"""Names of fields and positions that lead to a number, or to a row of quantiles."""


def numbers(value: object, path: Path = ()) -> Iterator[Path]:
    """Paths of all numbers in a scenario's crime; a row of quantiles is one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from numbers(inner, (*path, name))
    elif isinstance(value, list):
        if value and all(isinstance(each, int | float) for each in value):
            yield path
            return
        for index, inner in enumerate(value):
            yield from numbers(inner, (*path, index))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def pattern(path: Path) -> str:
    """A path with stars for positions, so that a number of all corridors is one."""
    return ".".join("*" if isinstance(part, int) else part for part in path)


def changed(body: object, path: Path, factor: float) -> object:
    """The same with one number multiplied; zero becomes the factor."""
    if not path:
        if isinstance(body, list):
            return [changed(each, (), factor) for each in body]
        assert isinstance(body, int | float)
        made = body * factor if body and factor not in ENDS else factor
        return int(made) if isinstance(body, int) else made
    first, *rest = path
    if isinstance(body, dict):
        return {name: changed(each, tuple(rest), factor) if name == first else each for name, each in body.items()}
    assert isinstance(body, list)
    return [changed(each, tuple(rest), factor) if index == first else each for index, each in enumerate(body)]
